"""Which place a name means: the entries of the gazetteer ranked by the rest of the document.

One name has one meaning in a document (Gale, Church and Yarowsky 1992), so mentions of a name are judged together.
What counts: containment said in so many words ("Alexandria, Louisiana"), the countries and provinces in focus, how
near other places lie, what kind of place the text says it is, size, and whether the name is the place's main one.
The weights are data, fitted by ``training/gazetteer/fit.py``.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, TOWN, WORLD, Entry, distance_km, gazetteer
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon, weights
from purport.reading.toponym_features import RANKS
from purport.reading.toponyms import Toponym

MOST = 40
# To stay quick in texts as long as books: so many names are context to the rest, each with so many entries.
CONTEXT_NAMES = 200
CONTEXT_ENTRIES = 12
ROUNDS = 3
# Places of one name are rivals from this share of belief on, so many at most, and so far apart at least.
RIVAL = 0.1
RIVALS = 4
SAME_KM = 25.0
# A town of so many people is known beyond its country.
KNOWN_TOWN = 100_000
# A small capital is known too, where its name is shared by few.
FEW = 3
# Whatever the number of people on a sea or a continent, its name means it rather than a hamlet of that name.
WORLD_POPULATION = 20_000_000
EARTH_KM = 6371.0
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

Array = npt.NDArray[np.float64]


def resolved(mentions: Sequence[Toponym], text: str) -> list[Entry | None]:
    """For each mention the entry it means, None where the gazetteer has none."""
    return [chosen.get(m.key) for chosen in (choices(mentions, text),) for m in mentions]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means in a document: the entry, None where a small town of the name is borne out by nothing, and the
    other entries that may be meant, each with its share of belief, the likeliest first."""

    entry: Entry | None
    rivals: tuple[tuple[Entry, float], ...]


def choices(mentions: Sequence[Toponym], text: str) -> dict[str, Entry]:
    """The entry that each name (in normal form) means in this document."""
    return {name: c.entry for name, c in judged(mentions, text).items() if c.entry is not None}


def judged(mentions: Sequence[Toponym], text: str) -> dict[str, Choice]:
    """The choice for each name (in normal form) in this document."""
    model = weights()["places"]
    groups = grouped(mentions)
    chosen: dict[str, Entry] = {}
    beliefs: dict[str, list[float]] = {}
    possible = possible_neighbours(groups)
    for _ in range(ROUNDS):
        scene = Scene(mentions, groups, chosen, text, possible)
        update = {}
        for name, (entries, _) in groups.items():
            scores = [sum(model.get(f, 0.0) * v for f, v in described(name, e, scene).items()) for e in entries]
            update[name] = entries[max(range(len(entries)), key=lambda n: (scores[n], -n))]
            beliefs[name] = _shares(scores)
        if update == chosen:
            break
        chosen = update
    out = {}
    for name, entry in chosen.items():
        capital = name in _capitals() and len(groups[name][0]) <= FEW
        kept = capital or _borne_out(name, entry, chosen, text)
        out[name] = Choice(entry if kept else None, _rivals(groups[name][0], beliefs[name], entry if kept else None))
    return out


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares of belief that add up to one."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


def _rivals(entries: Sequence[Entry], shares: Sequence[float], chosen: Entry | None) -> tuple[tuple[Entry, float], ...]:
    """The entries that may be meant beside the chosen one, none of which lies within reach of another: a town and the
    province about it are no rivals."""
    told = [chosen] if chosen else []
    out: list[tuple[Entry, float]] = []
    for share, _, entry in sorted(zip((-s for s in shares), range(len(entries)), entries, strict=True)):
        if -share < RIVAL or len(out) == RIVALS:
            break
        if all(
            distance_km(e.lat, e.lon, entry.lat, entry.lon) > max(e.radius_km, entry.radius_km, SAME_KM) for e in told
        ):
            out.append((entry, round(-share, 2)))
            told.append(entry)
    return tuple(out)


@cache
def _capitals() -> frozenset[str]:
    """The small capitals, which are known beyond their countries, in normal form."""
    return frozenset(normal(name) for name in lexicon().metonym_capitals)


def _borne_out(name: str, entry: Entry, chosen: Mapping[str, Entry], text: str) -> bool:
    """Whether a small town may be meant: in a document on other countries a hamlet of the same name is no answer."""
    if entry.rank != TOWN or entry.population >= KNOWN_TOWN or len(chosen) < 3:
        return True
    return any(other.country == entry.country for key, other in chosen.items() if key != name) or (
        entry.country in _peoples(text)
    )


def grouped(mentions: Sequence[Toponym]) -> dict[str, tuple[list[Entry], list[Toponym]]]:
    """The names that have entries, each with its entries (the most populous first) and mentions."""
    groups: dict[str, tuple[list[Entry], list[Toponym]]] = {}
    for mention in mentions:
        if mention.entries:
            kept = sorted(mention.entries, key=lambda e: (-_people(e), e.rank))[:MOST]
            groups.setdefault(mention.key, (kept, []))[1].append(mention)
    return groups


def _people(entry: Entry) -> int:
    return WORLD_POPULATION if entry.rank == WORLD else entry.population


class Scene:
    """What a document says around its place names: containers, countries in focus, what is settled so far."""

    def __init__(
        self,
        mentions: Sequence[Toponym],
        groups: Mapping[str, tuple[list[Entry], list[Toponym]]],
        chosen: Mapping[str, Entry],
        text: str,
        possible: Mapping[str, Sequence[float]],
    ) -> None:
        self.groups = groups
        self.possible = possible
        self.chosen = chosen
        self.nouns = {name: {m.noun for m in found if m.noun} for name, (_, found) in groups.items()}
        self.inside = _containers(mentions, groups, text)
        self.countries = _countries(groups, chosen, text)
        self.regions: dict[tuple[str | None, str | None], float] = defaultdict(float)
        self.weight = {name: math.sqrt(len(found)) for name, (_, found) in groups.items()}
        for name, (entries, _) in groups.items():
            places = [chosen[name]] if name in chosen else entries if len(entries) == 1 else []
            for place in places:
                if place.admin1:
                    self.regions[place.country, place.admin1] += self.weight[name]
        self.total = max(1.0, sum(self.weight.values()))
        settled = [(name, e) for name, e in chosen.items() if e.rank in (REGION, DISTRICT, TOWN)]
        settled = sorted(settled, key=lambda s: (-self.weight[s[0]], s[0]))[:CONTEXT_NAMES]
        self.settled = [name for name, _ in settled]
        self.points = _vectors([e for _, e in settled])
        self.weights = np.array([self.weight[name] for name in self.settled])


def _vectors(entries: Sequence[Entry]) -> Array:
    """The entries' points as unit vectors, one a row."""
    lat = np.radians([e.lat for e in entries])
    lon = np.radians([e.lon for e in entries])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1).reshape(-1, 3)


def _km(a: Array, b: Array) -> Array:
    """Distances in km between the rows of two arrays of unit vectors."""
    return EARTH_KM * np.arccos(np.clip(a @ b.T, -1.0, 1.0))


def possible_neighbours(groups: Mapping[str, tuple[list[Entry], list[Toponym]]]) -> dict[str, list[float]]:
    """For each entry of each name, how many other names could mean a place close by, names of few places counting
    more: Paris and Henry County are both in Tennessee, though each alone is likelier elsewhere."""
    names = sorted(groups, key=lambda name: (-len(groups[name][1]), name))[:CONTEXT_NAMES]
    local = {n: [e for e in groups[n][0][:CONTEXT_ENTRIES] if e.rank in (DISTRICT, TOWN)] for n in names}
    context = [(name, e) for name in names for e in local[name]]
    if not context:
        return {name: [0.0] * len(entries) for name, (entries, _) in groups.items()}
    points = _vectors([e for _, e in context])
    owner = np.array([names.index(name) for name, _ in context])
    worth = np.array([1.0 / (1.0 + math.log(max(1, len(local[name])))) for name in names])
    out = {}
    for name, (entries, _) in groups.items():
        close = np.exp(-_km(_vectors(entries), points) / 50.0)
        best = np.zeros((len(entries), len(names)))
        np.maximum.at(best.T, owner, close.T)
        if name in local:
            best[:, names.index(name)] = 0.0
        out[name] = [float(v) for v in best @ worth]
    return out


def _containers(
    mentions: Sequence[Toponym], groups: Mapping[str, tuple[list[Entry], list[Toponym]]], text: str
) -> dict[str, list[list[Entry]]]:
    """For each name the entries of larger places that the text puts it in: "X, Y", "X in Y", "Y's X"."""
    out: dict[str, list[list[Entry]]] = defaultdict(list)
    for one, two in pairwise(mentions):
        gap = text[one.end : two.start]
        words = [w for w in gap.strip(" ,\n\t").lower().split() if w not in lexicon().directions]
        gap = _SIDED.sub(r"\1", gap)
        if not two.entries or not one.entries:
            continue
        if gap.strip() in (",", ", in", "(") or (
            len(words) <= 3
            and (set(words) & {"in", "of"} or set(words) <= set(lexicon().nouns))
            and words[-1:] != ["and"]
        ):
            out[one.key].append(groups[two.key][0])
        if gap.strip() in ("'s", "’s"):
            out[two.key].append(groups[one.key][0])
    for mention in mentions:
        country = _people_before(text, mention.start)
        if country and mention.entries:
            out[mention.key].append([country])
    return out


def told_beside(mention: Toponym, after: Toponym | None, above: Entry | None, text: str) -> Entry | None:
    """The entry that the words by this very mention tell apart from others of its name, None where they tell nothing:
    "Paris, Texas" beside Paris in France; "the Argentine city of Córdoba". ``above`` is what ``after`` means."""
    holders = [_people_before(text, mention.start)]
    if after is not None and above is not None and above.rank in (COUNTRY, REGION, DISTRICT):
        gap = _SIDED.sub(r"\1", text[mention.end : after.start]).strip()
        holders.append(above if gap in (",", "in", ", in", "(") else None)
    for holder in holders:
        if holder is not None:
            within = [e for e in mention.entries if _holds(holder, e)]
            if within:
                return max(within, key=lambda e: (e.rank == TOWN, e.population))
    return None


def _people_before(text: str, start: int) -> Entry | None:
    """The country whose people or language is said before a place: "the Argentine city of", "the Irish town"."""
    found = _PEOPLES_TOWN.search(text[max(0, start - 60) : start])
    country = lexicon().demonyms.get(found[1].lower()) if found and found[2].lower() in lexicon().nouns else None
    return gazetteer().country(country) if country else None


def _countries(
    groups: Mapping[str, tuple[list[Entry], list[Toponym]]], chosen: Mapping[str, Entry], text: str
) -> dict[str, float]:
    """How much the document speaks of each country, the shares adding up to one."""
    shares: dict[str, float] = defaultdict(float)
    for name, (entries, found) in groups.items():
        if name in chosen:
            if chosen[name].country:
                shares[chosen[name].country or ""] += math.sqrt(len(found))
            continue
        for country in {e.country for e in entries[:1] if e.country}:
            shares[country] += math.sqrt(len(found)) * (1.0 if entries[0].rank == COUNTRY else 0.5)
    for country, n in _peoples(text).items():
        shares[country] += math.sqrt(n)
    total = sum(shares.values()) or 1.0
    return {country: share / total for country, share in shares.items()}


@lru_cache(maxsize=4)
def _peoples(text: str) -> Mapping[str, int]:
    """How often a text names the people of each country, or says that something is theirs."""
    demonyms = lexicon().demonyms
    counts: dict[str, int] = defaultdict(int)
    for word in text.split():
        country = demonyms.get(word.strip(".,;:'\"’“”()").removesuffix("'s").lower()) if word[:1].isupper() else None
        if country:
            counts[country] += 1
    return counts


def described(name: str, entry: Entry, scene: Scene) -> dict[str, float]:
    """An entry as the model sees it: named values."""
    entries = scene.groups[name][0]
    out: dict[str, float] = {f"rank={RANKS[entry.rank]}": 1.0}
    people = math.log10(_people(entry) + 1)
    out[f"people/{RANKS[entry.rank]}"] = people / 7
    out["largest"] = float(entry is entries[0])
    out["towns before it"] = min(1.0, entries.index(entry) / 10)
    if normal(entry.name) == name:
        out["main"] = 1.0
    if entry.rank == DISTRICT and normal(entry.name).startswith(name + " "):
        out["short for a county"] = 1.0
    out["country"] = scene.countries.get(entry.country or "", 0.0)
    out["country named"] = float(scene.countries.get(entry.country or "", 0.0) > 0)
    own = scene.weight[name] if scene.chosen.get(name) and scene.chosen[name].admin1 == entry.admin1 else 0.0
    region = scene.regions.get((entry.country, entry.admin1), 0.0) - own if entry.admin1 else 0.0
    out["region"] = max(0.0, region) / scene.total
    out["region named"] = float(region > 0.01)
    for group in scene.inside.get(name, []):
        if any(_holds(above, entry) for above in group):
            out["inside"] = 1.0
        elif group:
            out["not inside"] = 1.0
    for noun in scene.nouns.get(name, ()):
        ranks = NOUN_RANKS.get(noun or "")
        if ranks:
            out["kind" if entry.rank in ranks else "other kind"] = 1.0
    if entry.rank in (REGION, DISTRICT):
        towns = [e for e in entries if e.rank == TOWN and e.country == entry.country and e.admin1 == entry.admin1]
        if towns:
            out["has a town of its name"] = 1.0
            out["share of that town"] = max(e.population for e in towns) / max(1, entry.population)
    if entry.rank != COUNTRY and region <= 0.01 and out["country"] < 0.3:
        out[f"abroad/{RANKS[entry.rank]}"] = 1.0
    possible = scene.possible[name]
    out["possible"] = min(3.0, possible[entries.index(entry)]) / 3
    out["most possible"] = float(possible[entries.index(entry)] >= max(possible) > 0.1)
    mask = [key != name for key in scene.settled]
    if any(mask):
        distances = _km(_vectors([entry]), scene.points)[0][mask]
        held = scene.weights[mask]
        nearest = float(distances.min())
        out["nearest"] = math.exp(-nearest / 60)
        out["near"] = float(held @ np.exp(-distances / 150)) / float(held.sum())
        out["not far"] = float(held @ np.exp(-distances / 600)) / float(held.sum())
        out["none near"] = float(nearest > 400)
    return out


def _holds(above: Entry, entry: Entry) -> bool:
    """Whether one entry lies in the other."""
    if above is entry or above.country != entry.country:
        return False
    if above.rank == COUNTRY:
        return True
    if above.rank == REGION:
        return above.admin1 == entry.admin1 and entry.rank != REGION
    return above.rank == DISTRICT and above.admin2 == entry.admin2 and entry.rank == TOWN
