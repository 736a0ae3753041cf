"""Which tellings are worth comparing: those that share a ground (a place, or one it lies in, a party, both with a kin
of types; or a run of words) and may be of the same days.

Within the tellings of one ground, sorted by day, only those whose days meet are paired, so the work grows with the
tellings and not with their square. A ground on which too many meet at once is left out; the finer ones are still there.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from purport.analysis.same_incident.days import Days, width
from purport.analysis.same_incident.parties import core, named
from purport.analysis.same_incident.tellings import Telling
from purport.language.folding import folded
from purport.types import Level, Place

SLACK_DAYS = 3
"""How far apart two tellings may date one incident."""
DAYS_TO_PRINT = 14
"""How long after an incident a report may come out that gives it no date."""
WIDE_DAYS = 31
"""A stretch of days past which only a town or a party is ground enough."""
MOST_AT_ONCE = 400
_AT_ONCE = 10_000

_FAMILIES = (
    frozenset(
        {
            "attack",
            "battle",
            "bombing",
            "airstrike",
            "assassination",
            "arson",
            "kidnapping",
            "robbery",
            "riot",
            "jailbreak",
            "arrest",
        }
    ),
    frozenset({"negotiation", "agreement", "ceasefire", "prisoner_release", "sanction"}),
    frozenset({"jailbreak", "prisoner_release"}),
    frozenset({"protest", "riot"}),
    frozenset({"arrest", "trial"}),
)
# By type and days alone only where one of the two has no place.
_TYPE = "type"
_RUN = "run"
_LANDS = ("country", "square")
_Ground = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of the numbers below ``count``, the lower first, each once and in order."""

    numbers: NDArray[np.uint64]
    count: int

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for at in range(0, len(self.numbers), _AT_ONCE):
            for number in self.numbers[at : at + _AT_ONCE].tolist():
                yield divmod(number, self.count)


def candidates(tellings: Sequence[Telling]) -> Candidates:
    """Pairs of tellings of different documents, by their place in the sequence."""
    grounds: dict[_Ground, list[int]] = {}
    windows = [_windows(telling) for telling in tellings]
    for at, telling in enumerate(tellings):
        for ground in _grounds(telling):
            grounds.setdefault(ground, []).append(at)
    # There may be millions: a pair is a number here.
    count = len(tellings)
    met = array("Q")
    for ground, members in grounds.items():
        if len(members) > 1:
            for pair in _meeting(members, windows):
                one, other = tellings[pair[0]], tellings[pair[1]]
                if one.source != other.source and _suffices(ground, one, other):
                    met.append(pair[0] * count + pair[1])
    return Candidates(np.unique(np.frombuffer(met, np.uint64)) if met else np.zeros(0, np.uint64), count)


def window(telling: Telling) -> Days | None:
    """The days on which it may have been: its own, or else those before it was told of; None where neither is known."""
    if telling.days is not None:
        return telling.days
    if telling.published is None:
        return None
    return telling.published[0] - DAYS_TO_PRINT, telling.published[1]


def _windows(telling: Telling) -> tuple[Days, ...]:
    """The days on which it may have been, and those that are named beside them."""
    days = window(telling)
    return () if days is None else (days, *telling.days_beside)


def _suffices(ground: _Ground, one: Telling, other: Telling) -> bool:
    """Whether a ground is enough for two to be compared: a land only where one of them names no town, a type only where
    one of them names no place."""
    if ground[0] == _TYPE:
        return one.incident.place is None or other.incident.place is None
    return ground[0] == _RUN or ground[1] not in _LANDS or not (_in_town(one) and _in_town(other))


def _in_town(telling: Telling) -> bool:
    place = telling.incident.place
    return place is not None and place.level in (Level.CITY, Level.SITE)


def _meeting(members: list[int], windows: list[tuple[Days, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs whose days meet; those without any days are paired with all, if that is not too many."""
    dated = sorted((days[0] - SLACK_DAYS, days[1], at) for at in members for days in windows[at])
    undated = [at for at in members if not windows[at]]
    if undated and len(members) <= MOST_AT_ONCE:
        for at in undated:
            yield from (_ordered(at, other) for other in members if other != at)
    open_ones: list[tuple[int, int]] = []
    for first, last, at in dated:
        while open_ones and open_ones[0][0] < first:
            heappop(open_ones)
        if len(open_ones) < MOST_AT_ONCE:
            yield from (_ordered(at, other) for _, other in open_ones if other != at)
            heappush(open_ones, (last, at))


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _grounds(telling: Telling) -> Iterator[_Ground]:
    incident, days = telling.incident, window(telling)
    yield from ((_RUN, str(run)) for run in telling.runs)
    families = [str(number) for number, types in enumerate(_FAMILIES) if incident.type in types] or [incident.type]
    fine = list(dict.fromkeys(_fine(telling)))
    wide = days is None or width(days) > WIDE_DAYS
    if not wide:
        yield _TYPE, incident.type
    for family in families:
        yield from ((family, *ground) for ground in fine)
        if not wide:
            yield from ((family, *ground) for ground in _coarse(incident.place))


def _fine(telling: Telling) -> Iterator[_Ground]:
    places = (telling.incident.place, *telling.places_beside)
    for place in places:
        if place is not None and place.level is not Level.COUNTRY:
            # By its name too: of two places of one name the gazetteer may have taken the wrong one.
            yield from (("place", name) for name in _names(place))
    for party in (*telling.incident.actors, *telling.incident.targets):
        if party.actor is not None:
            yield "actor", party.actor
        if named(party):
            yield "name", " ".join(sorted(core(party.name)))


def _names(place: Place) -> Iterator[str]:
    names = (place.gazetteer_id, folded(place.name), folded(place.text))
    yield from dict.fromkeys(name for name in names if name)


def _coarse(place: Place | None) -> Iterator[_Ground]:
    """The province and the country, so that a town meets the land it lies in; its square, so that it meets its
    neighbours."""
    if place is None:
        return
    if place.country is not None:
        yield "country", place.country
    if place.lat is not None and place.lon is not None:
        yield "square", str(round(place.lat)), str(round(place.lon))
