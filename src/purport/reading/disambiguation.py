"""Which place a name means: the entries of the gazetteer ranked by the rest of the document.

One name has one meaning in a document (Gale, Church and Yarowsky 1992), so mentions of a name are judged together.
What counts: containment said in so many words ("Alexandria, Louisiana"), the countries and provinces in focus, how
near other places lie, what kind of place the text says it is, size, and whether the name is the place's main one.
The weights are data, fitted by ``training/gazetteer/fit.py``.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from purport.codebooks.gazetteer import COUNTRY, DISTRICT, REGION, SITE, TOWN, Entry, distance_km
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon, weights
from purport.reading.toponym_features import RANKS
from purport.reading.toponym_ground import (
    CONTEXT_NAMES,
    Features,
    Ground,
    distances,
    ground_of,
    peoples_of,
)
from purport.reading.toponyms import Toponym

ROUNDS = 3
# Places of one name are rivals from this share of belief on, so many at most, and so far apart at least.
RIVAL = 0.1
RIVALS = 4
SAME_KM = 25.0
# A town of so many people is known beyond its country.
KNOWN_TOWN = 100_000
# A small capital is known too, where its name is shared by few.
FEW = 3
# Across a border so far off is still the neighbourhood.
REACH_KM = 400.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means in a document: the entry, None where a small town of the name is borne out by nothing, and the
    other entries that may be meant, each with its share of belief, the likeliest first."""

    entry: Entry | None
    rivals: tuple[tuple[Entry, float], ...]


def judged(mentions: Sequence[Toponym], text: str, hints: Sequence[Toponym] = ()) -> dict[str, Choice]:
    """The choice for each name (in normal form) in this document; ``hints`` as in ``ground_of``."""
    ground = ground_of(mentions, text, hints)
    chosen, beliefs = settled(ground)
    out = {}
    for key, entry in chosen.items():
        entries = ground.names[key].entries
        capital = key in _capitals() and len(entries) <= FEW
        sole = len(entries) <= FEW and len({e.country for e in entries}) == 1
        kept = (
            entry
            if capital or _borne_out(key, entry, chosen, text) or (sole and _in_reach(key, entry, chosen))
            else None
        )
        out[key] = Choice(kept, _rivals(entries, beliefs[key], kept))
    return out


def settled(ground: Ground) -> tuple[dict[str, Entry], dict[str, list[float]]]:
    """The entry that each name means, and the share of belief in each of its entries, settled in rounds: what one
    name is taken to mean in a round is context to the others in the next."""
    model = weights()["places"]
    fixed = {key: [_score(model, f) for f in each] for key, each in ground.features.items()}
    chosen: dict[str, Entry] = {}
    beliefs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        scene = Scene(ground, chosen)
        update = {}
        for key, name in ground.names.items():
            scores = [a + _score(model, f) for a, f in zip(fixed[key], scene.features(key), strict=True)]
            update[key] = name.entries[max(range(len(scores)), key=lambda n: (scores[n], -n))]
            beliefs[key] = _shares(scores)
        if update == chosen:
            break
        chosen = update
    return chosen, beliefs


def _score(model: Mapping[str, float], features: Features) -> float:
    return sum(model.get(f, 0.0) * v for f, v in features.items())


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


def _borne_out(key: str, entry: Entry, chosen: Mapping[str, Entry], text: str) -> bool:
    """Whether a small town may be meant: in a document on other countries a hamlet of the same name is no answer."""
    if entry.rank != TOWN or entry.population >= KNOWN_TOWN or len(chosen) < 3:
        return True
    return any(other.country == entry.country for name, other in chosen.items() if name != key) or (
        entry.country in peoples_of(text)
    )


def _in_reach(key: str, entry: Entry, chosen: Mapping[str, Entry]) -> bool:
    """Whether a town lies not far from a place in another country that the document names: Kobane from Mosul."""
    return any(
        distance_km(entry.lat, entry.lon, other.lat, other.lon) < REACH_KM
        for name, other in chosen.items()
        if name != key and other.rank in (REGION, DISTRICT, TOWN, SITE)
    )


class Scene:
    """A document in which some names are settled, as context to each: countries, provinces and districts in focus,
    and places near by. What a name itself is taken to mean is no context to it."""

    def __init__(self, ground: Ground, chosen: Mapping[str, Entry]) -> None:
        self._ground = ground
        self._chosen = chosen
        weight = {key: name.weight for key, name in ground.names.items()}
        self._countries: dict[str, dict[str, float]] = {}
        self._shares: dict[str, float] = defaultdict(float)
        self._areas: dict[tuple[str | None, ...], float] = defaultdict(float)
        self._own: dict[str, set[tuple[str | None, ...]]] = {}
        for key, name in ground.names.items():
            entry = chosen.get(key)
            first = entry or name.entries[0]
            if first.country:
                share = weight[key] * (1.0 if entry or first.rank == COUNTRY else 0.5)
                self._countries[key] = {first.country: share}
                self._shares[first.country] += share
            place = entry or (first if len(name.entries) == 1 else None)
            self._own[key] = _areas(place) if place else set()
            for area in self._own[key]:
                self._areas[area] += weight[key]
        for country, times in ground.peoples.items():
            self._shares[country] += math.sqrt(times)
        self._weight = weight
        self._total = max(1.0, sum(weight.values()))
        near = [key for key, e in chosen.items() if e.rank in (REGION, DISTRICT, TOWN)]
        self._near = sorted(near, key=lambda key: (-weight[key], key))[:CONTEXT_NAMES]
        if self._near:
            rows = [ground.names[key].entries.index(chosen[key]) for key in self._near]
            self._points = np.stack([ground.names[key].points[n] for key, n in zip(self._near, rows, strict=True)])
            self._weights = np.array([weight[key] for key in self._near])

    def features(self, key: str) -> list[Features]:
        """For each entry of a name what its company says of it."""
        name = self._ground.names[key]
        own = self._countries.get(key, {})
        total = sum(self._shares.values()) - sum(own.values())
        out: list[Features] = []
        for entry in name.entries:
            share = (self._shares.get(entry.country or "", 0.0) - own.get(entry.country or "", 0.0)) / max(1e-9, total)
            features = {"country": share, "country named": float(share > 1e-6)}
            region = self._elsewhere(key, (entry.country, entry.admin1)) if entry.admin1 else 0.0
            features["region"] = region / self._total
            features["region named"] = float(region > 0.01)
            if entry.admin2:
                district = self._elsewhere(key, (entry.country, entry.admin1, entry.admin2))
                features["district"] = district / self._total
                features["district settled"] = float(district > 0.01)
            if entry.rank != COUNTRY and region <= 0.01 and share < 0.3:
                features[f"abroad/{RANKS[entry.rank]}"] = 1.0
            if total < 1e-9:
                features[f"alone/{RANKS[entry.rank]}"] = 1.0
            out.append(features)
        keep = np.array([other != key for other in self._near], dtype=bool)
        if keep.any():
            km = distances(name.points, self._points[keep])
            held = self._weights[keep] / self._weights[keep].sum()
            nearest = km.min(axis=1)
            for n, features in enumerate(out):
                features["nearest"] = math.exp(-float(nearest[n]) / 60)
                features["near"] = float(held @ np.exp(-km[n] / 150))
                features["not far"] = float(held @ np.exp(-km[n] / 600))
                features["none near"] = float(nearest[n] > 400)
        return out

    def _elsewhere(self, key: str, area: tuple[str | None, ...]) -> float:
        """How much other names than this one lie in an area."""
        return self._areas.get(area, 0.0) - (self._weight[key] if area in self._own[key] else 0.0)


def _areas(entry: Entry) -> set[tuple[str | None, ...]]:
    """The province and the district that an entry lies in or is."""
    out: set[tuple[str | None, ...]] = set()
    if entry.admin1:
        out.add((entry.country, entry.admin1))
        if entry.admin2:
            out.add((entry.country, entry.admin1, entry.admin2))
    return out
