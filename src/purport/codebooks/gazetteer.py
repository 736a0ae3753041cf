"""The gazetteer: countries, their provinces and districts, towns, regions of the world and well-known sites.

The index is made by ``training/gazetteer`` from GeoNames (CC BY 4.0) and kept as NumPy arrays that are mapped into
memory, not read: opening costs next to nothing and only what is looked at takes memory. Names are kept as 48 bits
of a hash of their normal form: fewer than one in a hundred million names that are not kept find an entry.
"""

import hashlib
import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from purport.codebooks.placenames import normal, skeleton, without_article
from purport.errors import CodebookError
from purport.types import Level

FOLDER = Path(__file__).parent / "data" / "gazetteer"
FILES = ("entries", "names", "offsets", "heads", "keys", "rows")
NO_PARENT = 0xFFFFFFFF
ENTRY = np.dtype(
    [
        ("id", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("population", "<u4"),
        ("parent", "<u4"),
        ("radius", "<u2"),
        ("country", "S2"),
        ("rank", "u1"),
    ]
)
# Countries whose place names reach English by romanisation from the Arabic script, in many spellings.
ROMANISED = frozenset(
    [
        "AE",
        "AF",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TN",
        "TR",
        "YE",
    ]
)
# What an entry is, from the coarsest to the finest; the rank is kept as a number.
COUNTRY, REGION, DISTRICT, TOWN, SITE, WORLD = range(6)
LEVELS = (Level.COUNTRY, Level.REGION, Level.REGION, Level.CITY, Level.SITE, Level.REGION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in the gazetteer.

    ``id`` is ``geonames:`` and the GeoNames number, or ``purport:`` and a number of ours. ``country`` is ISO 3166-1
    alpha-2 or None (seas, parts of the world); ``admin1`` and ``admin2`` the province and the district it lies in,
    or that it is itself; ``population`` 0 where it is not known; ``radius_km`` how far from the point it may reach.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    population: int
    level: Level
    rank: int
    radius_km: float


class Gazetteer:
    """The index in one folder. Raises CodebookError where it is missing or broken."""

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            arrays: dict[str, Any] = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in FILES}
        except (OSError, ValueError) as error:
            raise CodebookError(
                f"the gazetteer in {folder} cannot be read ({error}); make it with `python training/gazetteer/build.py`"
            ) from error
        if arrays["entries"].dtype != ENTRY or len(arrays["keys"]) != len(arrays["rows"]):
            raise CodebookError(
                f"the gazetteer in {folder} is of another version; remake it with `python training/gazetteer/build.py`"
            )
        self._entries = arrays["entries"]
        self._names = memoryview(arrays["names"])
        self._offsets = arrays["offsets"]
        self._heads = arrays["heads"]
        self._keys = memoryview(arrays["keys"])
        self._rows = arrays["rows"]

    def __len__(self) -> int:
        return len(self._entries)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The entries of a name in any of its forms, the most populous first; empty where there is none.

        A name with the Arabic article is also looked up without it, and one without it with it, in the countries
        where that article is at home.
        """
        return _looked_up(self, name)

    def similar(self, name: str) -> tuple[Entry, ...]:
        """The entries in countries of the Arabic script whose name is another spelling of this one."""
        bones = skeleton(name)
        return self._entries_of("~" + bones) if bones else ()

    def at(self, row: int) -> Entry:
        """The entry in a row of the index."""
        return _entry(self, row)

    def country(self, iso: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-2 code, None where there is none."""
        row = self._countries.get(iso.encode())
        return None if row is None else self.at(row)

    @cached_property
    def _countries(self) -> dict[bytes, int]:
        rows = np.flatnonzero(self._entries["rank"] == COUNTRY)
        return {bytes(self._entries["country"][row]): int(row) for row in rows[::-1]}

    def towns_in(self, area: Entry) -> npt.NDArray[np.float64]:
        """Latitude and longitude, a town a row, of the towns in a country, province or district; none in others."""
        rank, parent = self._entries["rank"], self._entries["parent"]
        if area.rank == COUNTRY and area.country:
            inside = self._entries["country"] == area.country.encode()
        elif area.rank in (REGION, DISTRICT) and area.id.startswith("geonames:"):
            rows = np.flatnonzero((self._entries["id"] == int(area.id.removeprefix("geonames:"))) & (rank < TOWN))
            rows = np.concatenate([rows, np.flatnonzero(np.isin(parent, rows) & (rank == DISTRICT))])
            inside = np.isin(parent, rows)
        else:
            inside = np.zeros(len(rank), dtype=bool)
        found = self._entries[inside & (rank == TOWN)]
        return np.stack([found["lat"], found["lon"]], axis=1).astype(np.float64)

    def _entries_of(self, form: str) -> tuple[Entry, ...]:
        head, tail = key(form)
        low, high = int(self._heads[head]), int(self._heads[head + 1])
        at = bisect_left(self._keys, tail, low, high)
        found = []
        while at < high and self._keys[at] == tail:
            found.append(_entry(self, int(self._rows[at])))
            at += 1
        return tuple(sorted(found, key=lambda e: (-e.population, e.rank, e.id)))

    def _name(self, row: int) -> str:
        return bytes(self._names[int(self._offsets[row]) : int(self._offsets[row + 1])]).decode()

    def _made(self, row: int) -> Entry:
        raw = self._entries[row]
        rank = int(raw["rank"])
        chain: dict[int, str] = {rank: self._name(row)}
        parent = int(raw["parent"])
        while parent != NO_PARENT:
            above = self._entries[parent]
            chain.setdefault(int(above["rank"]), self._name(parent))
            parent = int(above["parent"])
        number = int(raw["id"])
        return Entry(
            id=f"geonames:{number}" if number < OWN else f"purport:{number - OWN}",
            name=self._name(row),
            country=raw["country"].decode() or None,
            admin1=chain.get(REGION),
            admin2=chain.get(DISTRICT),
            lat=round(float(raw["lat"]), 4),
            lon=round(float(raw["lon"]), 4),
            population=int(raw["population"]),
            level=LEVELS[rank],
            rank=rank,
            radius_km=float(raw["radius"]),
        )


# Numbers from here on are ours, not GeoNames's.
OWN = 4_000_000_000


def key(form: str) -> tuple[int, int]:
    """The two parts of the hash under which a form is kept: the bucket (16 bits) and the key in it (32 bits)."""
    digest = hashlib.blake2b(form.encode(), digest_size=6).digest()
    return int.from_bytes(digest[:2]), int.from_bytes(digest[2:])


@lru_cache(maxsize=1 << 14)
def _looked_up(gazetteer: Gazetteer, name: str) -> tuple[Entry, ...]:
    form = normal(name)
    if not form:
        return ()
    found = gazetteer._entries_of(form)
    bare = without_article(form)
    if found or bare == form:
        return found
    return tuple(e for e in gazetteer._entries_of(bare) if e.country in ROMANISED)


@lru_cache(maxsize=1 << 14)
def _entry(gazetteer: Gazetteer, row: int) -> Entry:
    return gazetteer._made(row)


def index_sha256(folder: Path = FOLDER) -> str:
    """The SHA-256 of the index's files, one after another; they are all read."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / f"{name}.npy").read_bytes())
    return digest.hexdigest()


@cache
def fingerprint() -> str:
    """The SHA-256 of all that decides how places are read: the index (hashed when it was made), words and weights."""
    digest = hashlib.sha256((FOLDER / "SHA256").read_bytes())
    for name in ("places.toml", "places_weights.json"):
        digest.update((FOLDER.parent / name).read_bytes())
    return digest.hexdigest()


@cache
def gazetteer() -> Gazetteer:
    """The built-in gazetteer, opened once."""
    return Gazetteer()


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great-circle distance between two points (haversine, a sphere of radius 6371 km)."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(min(1.0, half)))
