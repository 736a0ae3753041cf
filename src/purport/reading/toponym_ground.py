"""What a document says of its place names before any is settled: their entries, the words that say where and of what
kind a place is, and how well each entry goes with what the other names could mean."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, TOWN, WORLD, Entry, gazetteer
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon
from purport.reading.toponym_features import RANKS
from purport.reading.toponyms import Toponym

MOST = 40
# To stay quick in texts as long as books: so many names are context to the rest, each with so many entries.
CONTEXT_NAMES = 200
CONTEXT_ENTRIES = 12
# Whatever the number of people on a sea or a continent, its name means it rather than a hamlet of that name.
WORLD_POPULATION = 20_000_000
EARTH_KM = 6371.0
# So many words of one country's English make a text that country's.
ENGLISH_WORDS = 8
NOUN_RANKS = {
    "county": (DISTRICT,),
    "parish": (DISTRICT,),
    "district": (DISTRICT,),
    "province": (REGION,),
    "governorate": (REGION,),
    "oblast": (REGION,),
    "state": (REGION,),
    "city": (TOWN,),
    "town": (TOWN,),
    "village": (TOWN,),
    "country": (COUNTRY,),
}

# "Tripoli, northern Lebanon"; "the Argentine port city of".
_SIDED = re.compile(r"(,|\bin)\s+(?:(?:north|south|east|west|central)[\w-]*)\s*\Z")
_PEOPLES_TOWN = re.compile(r"\b([A-Z][a-z]+)(?:\s+[a-z-]+){0,2}?\s+([a-z]+)(?:\s+of)?\s+\Z")
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*|[$£€]")

Array = npt.NDArray[np.float64]
Features = dict[str, float]
# A province, and a district in one: country, province, district.
Area = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the document: what it may mean (the most populous first), the points, and where it stands."""

    entries: tuple[Entry, ...]
    points: Array
    mentions: tuple[Toponym, ...]

    @property
    def weight(self) -> float:
        """How much it counts in the document: a name said often says more, though not in proportion."""
        return math.sqrt(len(self.mentions))


@dataclass(frozen=True, slots=True)
class Ground:
    """A document's names in normal form; ``features`` are those of each entry of each name that hold whatever the other
    names turn out to mean; ``peoples`` is how often the text names the people of each country."""

    names: Mapping[str, Name]
    features: Mapping[str, Sequence[Features]]
    peoples: Mapping[str, int]


def ground_of(mentions: Sequence[Toponym], text: str, hints: Sequence[Toponym] = ()) -> Ground:
    """The ground of a document. ``hints`` are names of the gazetteer that are no places where they stand, but tell
    where the text is at home: Ohio in "Ohio State Highway Patrol"."""
    names = names_of(mentions)
    inside = _containers(mentions, names, text)
    equals = _listed_with_equals(mentions, text)
    possible = _possible_neighbours(names)
    within = _could_lie_within(names)
    regions, districts = _hinted(names, hints)
    english = english_of(text)
    features: dict[str, list[Features]] = {}
    for key, name in names.items():
        nouns = {m.noun for m in name.mentions if m.noun}
        most = max(possible[key])
        features[key] = []
        for n, entry in enumerate(name.entries):
            out = _of_the_entry(key, entry, name.entries, n)
            for group in inside.get(key, ()):
                if any(holds(above, entry) for above in group):
                    out["inside"] = 1.0
                elif group:
                    out["not inside"] = 1.0
            for noun in nouns:
                if ranks := NOUN_RANKS.get(noun):
                    out["kind" if entry.rank in ranks else "other kind"] = 1.0
            for rank, country in equals.get(key, ()):
                out["equal" if entry.rank == rank and entry.country in (country, None) else "no equal"] = 1.0
                if rank == COUNTRY and entry.rank == COUNTRY:
                    out["equal"] = 1.0
            if english:
                own = english.get(entry.country or "", 0.0)
                out["home"] = own
                out[f"home/{RANKS[entry.rank]}"] = own
                out[f"not home/{RANKS[entry.rank]}"] = max(english.values()) - own
            if entry.rank in (DISTRICT, TOWN):
                out["region hinted"] = float((entry.country, entry.admin1, None) in regions)
            if entry.rank == TOWN and entry.admin2:
                district = normal(entry.admin2)
                out["district named"] = float(district != key and (district in names or district in districts))
            if entry.rank in (REGION, DISTRICT):
                out[f"holds/{RANKS[entry.rank]}"] = min(3.0, within[key][n]) / 3
            out["possible"] = min(3.0, possible[key][n]) / 3
            out["most possible"] = float(possible[key][n] >= most > 0.1)
            features[key].append(out)
    return Ground(names, features, peoples_of(text))


def names_of(mentions: Sequence[Toponym]) -> dict[str, Name]:
    """The names that have entries, in the order of their first mention."""
    groups: dict[str, list[Toponym]] = defaultdict(list)
    for mention in mentions:
        if mention.entries:
            groups[mention.key].append(mention)
    out = {}
    for key, found in groups.items():
        entries = tuple(sorted(found[0].entries, key=lambda e: (-_people(e), e.rank))[:MOST])
        out[key] = Name(entries, vectors(entries), tuple(found))
    return out


def vectors(entries: Sequence[Entry]) -> Array:
    """The entries' points as unit vectors, one a row."""
    lat = np.radians([e.lat for e in entries])
    lon = np.radians([e.lon for e in entries])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1).reshape(-1, 3)


def distances(a: Array, b: Array) -> Array:
    """Distances in km between the rows of two arrays of unit vectors."""
    return EARTH_KM * np.arccos(np.clip(a @ b.T, -1.0, 1.0))


def holds(above: Entry, entry: Entry) -> bool:
    """Whether one entry lies in the other."""
    if above is entry or above.country != entry.country:
        return False
    if above.rank == COUNTRY:
        return True
    if above.rank == REGION:
        return above.admin1 == entry.admin1 and entry.rank != REGION
    return above.rank == DISTRICT and above.admin2 == entry.admin2 and entry.rank == TOWN


def told_beside(mention: Toponym, after: Toponym | None, above: Entry | None, text: str) -> Entry | None:
    """The entry that the words by this very mention tell apart from others of its name, None where they tell nothing:
    "Paris, Texas" beside Paris in France; "the Argentine city of Córdoba". ``above`` is what ``after`` means."""
    holders = [people_before(text, mention.start)]
    if after is not None and above is not None and above.rank in (COUNTRY, REGION, DISTRICT):
        gap = _SIDED.sub(r"\1", text[mention.end : after.start]).strip()
        holders.append(above if gap in (",", "in", ", in", "(") else None)
    for holder in holders:
        if holder is not None:
            within = [e for e in mention.entries if holds(holder, e)]
            if within:
                return max(within, key=lambda e: (e.rank == TOWN, e.population))
    return None


def _of_the_entry(key: str, entry: Entry, entries: Sequence[Entry], n: int) -> Features:
    """What an entry is by itself and among those of its name."""
    rank = RANKS[entry.rank]
    out = {f"rank={rank}": 1.0, f"people/{rank}": math.log10(_people(entry) + 1) / 7}
    out["largest"] = float(n == 0)
    out["towns before it"] = min(1.0, n / 10)
    if normal(entry.name) == key:
        out["main"] = 1.0
    if entry.rank == DISTRICT and normal(entry.name).startswith(key + " "):
        out["short for a county"] = 1.0
    if entry is capital_of(key, entries, entry.country):
        out["capital"] = 1.0
    if entry.rank in (REGION, DISTRICT):
        towns = [e for e in entries if e.rank == TOWN and e.country == entry.country and e.admin1 == entry.admin1]
        if towns:
            out["has a town of its name"] = 1.0
            out["share of that town"] = max(e.population for e in towns) / max(1, entry.population)
    return out


def capital_of(name: str, entries: Sequence[Entry], country: str | None) -> Entry | None:
    """The country's capital, where a name (in normal form) is its name too; ``entries`` are those of the name."""
    if country is None or name not in lexicon().capitals.get(country, ()):
        return None
    towns = [e for e in entries if e.rank == TOWN and e.country == country and e.population > 0]
    return max(towns, key=lambda e: e.population, default=None)


def _people(entry: Entry) -> int:
    return WORLD_POPULATION if entry.rank == WORLD else entry.population


def _possible_neighbours(names: Mapping[str, Name]) -> dict[str, list[float]]:
    """For each entry of each name, how many other names could mean a place close by, names of few places counting
    more: Paris and Henry County are both in Tennessee, though each alone is likelier elsewhere."""
    keys = sorted(names, key=lambda key: (-len(names[key].mentions), key))[:CONTEXT_NAMES]
    local = {
        key: [n for n, e in enumerate(names[key].entries[:CONTEXT_ENTRIES]) if e.rank in (DISTRICT, TOWN)]
        for key in keys
    }
    if not any(local.values()):
        return {key: [0.0] * len(name.entries) for key, name in names.items()}
    points = np.concatenate([names[key].points[local[key]] for key in keys])
    owner = np.array([n for n, key in enumerate(keys) for _ in local[key]])
    worth = np.array([1.0 / (1.0 + math.log(max(1, len(local[key])))) for key in keys])
    out = {}
    for key, name in names.items():
        close = np.exp(-distances(name.points, points) / 50.0)
        best = np.zeros((len(name.entries), len(keys)))
        np.maximum.at(best.T, owner, close.T)
        if key in local:
            best[:, keys.index(key)] = 0.0
        out[key] = [float(v) for v in best @ worth]
    return out


def _could_lie_within(names: Mapping[str, Name]) -> dict[str, list[float]]:
    """For each province and district of each name, how many other names could mean a place in it."""
    lying: dict[Area, set[str]] = defaultdict(set)
    for key, name in names.items():
        for e in name.entries:
            if e.rank in (DISTRICT, TOWN):
                lying[e.country, e.admin1, None].add(key)
            if e.rank == TOWN and e.admin2:
                lying[e.country, e.admin1, e.admin2].add(key)
    worth = {key: 1.0 / (1.0 + math.log(len(name.entries))) for key, name in names.items()}

    def held(key: str, e: Entry) -> float:
        if e.rank not in (REGION, DISTRICT):
            return 0.0
        area = (e.country, e.admin1, e.admin2 if e.rank == DISTRICT else None)
        return sum(worth[other] for other in lying.get(area, ()) if other != key)

    return {key: [held(key, e) for e in name.entries] for key, name in names.items()}


def _hinted(names: Mapping[str, Name], hints: Sequence[Toponym]) -> tuple[set[Area], set[str]]:
    """The provinces, and the names of districts, that stand only inside other names."""
    new = [h for h in hints if h.key not in names]
    regions: set[Area] = {(e.country, e.admin1, None) for h in new for e in h.entries[:3] if e.rank == REGION}
    return regions, {h.key for h in new if any(e.rank == DISTRICT for e in h.entries)}


def _containers(mentions: Sequence[Toponym], names: Mapping[str, Name], text: str) -> dict[str, list[Sequence[Entry]]]:
    """For each name the entries of larger places that the text puts it in: "X, Y", "X in Y", "Y's X"."""
    out: dict[str, list[Sequence[Entry]]] = defaultdict(list)
    for n, (one, two) in enumerate(pairwise(mentions)):
        gap = text[one.end : two.start]
        words = [w for w in gap.strip(" ,\n\t").lower().split() if w not in lexicon().directions]
        gap = _SIDED.sub(r"\1", gap)
        if not two.entries or not one.entries:
            continue
        if gap.strip() == "," and listed_as_equals(mentions, n, text):
            continue
        if gap.strip() in (",", ", in", "(") or (
            len(words) <= 3
            and (set(words) & {"in", "of"} or set(words) <= set(lexicon().nouns))
            and words[-1:] != ["and"]
        ):
            out[one.key].append(names[two.key].entries)
        if gap.strip() in ("'s", "’s"):
            out[two.key].append(names[one.key].entries)
    for mention in mentions:
        country = people_before(text, mention.start)
        if country and mention.entries:
            out[mention.key].append([country])
    return out


def listed_as_equals(mentions: Sequence[Toponym], n: int, text: str) -> bool:
    """Whether a mention and the next stand in a list of countries or of provinces ("Wisconsin, Washington, Ohio and
    Georgia"), where a comma does not put the one in the other."""
    shared = _alike(mentions[n], mentions[n + 1])
    if not shared:
        return False
    beside = []
    if n + 2 < len(mentions):
        beside.append((mentions[n + 2], text[mentions[n + 1].end : mentions[n + 2].start]))
    if n:
        beside.append((mentions[n - 1], text[mentions[n - 1].end : mentions[n].start]))
    return any(gap.strip() in _LISTING and shared & _kinds(other) for other, gap in beside)


_LISTING = frozenset((",", "and", ", and", "or", ", or", "&"))


def _kinds(mention: Toponym) -> set[tuple[int, str | None]]:
    """The kinds of large area that a name may mean: a country, or a province of which country."""
    return {(e.rank, e.country if e.rank == REGION else None) for e in mention.entries if e.rank in (COUNTRY, REGION)}


def _alike(one: Toponym, two: Toponym) -> set[tuple[int, str | None]]:
    return _kinds(one) & _kinds(two)


def _listed_with_equals(mentions: Sequence[Toponym], text: str) -> dict[str, set[tuple[int, str | None]]]:
    """For each name the kinds of area that it shares with names it is listed with."""
    out: dict[str, set[tuple[int, str | None]]] = defaultdict(set)
    for one, two in pairwise(mentions):
        if text[one.end : two.start].strip() in _LISTING and one.key != two.key:
            for mention in (one, two):
                out[mention.key] |= _alike(one, two)
    return out


def people_before(text: str, start: int) -> Entry | None:
    """The country whose people or language is said before a place: "the Argentine city of", "the Irish town"."""
    found = _PEOPLES_TOWN.search(text[max(0, start - 60) : start])
    country = lexicon().demonyms.get(found[1].lower()) if found and found[2].lower() in lexicon().nouns else None
    return gazetteer().country(country) if country else None


@lru_cache(maxsize=4)
def peoples_of(text: str) -> Mapping[str, int]:
    """How often a text names the people of each country, or says that something is theirs."""
    demonyms = lexicon().demonyms
    counts: dict[str, int] = defaultdict(int)
    for word in text.split():
        country = demonyms.get(word.strip(".,;:'\"’“”()").removesuffix("'s").lower()) if word[:1].isupper() else None
        if country:
            counts[country] += 1
    return counts


@lru_cache(maxsize=4)
def english_of(text: str) -> Mapping[str, float]:
    """In which country's English a text is: the share of ``ENGLISH_WORDS`` different words of it that it has."""
    low = {word.lower().replace("’", "'") for word in _WORD.findall(text)}
    low |= {word.rstrip(".") for word in low}
    return {country: min(ENGLISH_WORDS, len(low & said)) / ENGLISH_WORDS for country, said in lexicon().english.items()}
