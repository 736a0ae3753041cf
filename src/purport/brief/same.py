"""Accounts of what may be the same incident, put side by side and never merged.

Two accounts in different documents are put together only where all of this holds: one type, or types of one group;
dated to the day, and days in common; one place, by the gazetteer or by name within its radius; an actor in common, or
in one of them no actor by name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from purport.brief.incidents import same_name
from purport.case import days_or_none
from purport.case.folding import folded
from purport.codebooks.incident_types import incident_types
from purport.types import Incident, Mode, Party, Place, Reading

MOST_DAYS = 3
EARTH_KM = 6371.0
# What is called an attack in one report may be called one of these in another.
_ATTACKS = frozenset({"jailbreak", "robbery", "kidnapping"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An incident as one document tells it."""

    reading: Reading
    incident: Incident


def grouped(accounts: Sequence[Account]) -> list[tuple[Account, ...]]:
    """The accounts, those that may be of one incident together; each is like every other of its group."""
    groups: list[list[Account]] = []
    for account in accounts:
        for group in groups:
            if all(alike(account, other) for other in group):
                group.append(account)
                break
        else:
            groups.append([account])
    return [tuple(group) for group in groups]


def alike(one: Account, other: Account) -> bool:
    """Whether two accounts may be of the same incident."""
    a, b = one.incident, other.incident
    if one.reading.source.sha256 == other.reading.source.sha256 or {a.mode, b.mode} & {Mode.PLANNED, Mode.HYPOTHETICAL}:
        return False
    return _one_kind(a.type, b.type) and _one_day(a, b) and _one_place(a.place, b.place) and _actors_agree(a, b)


def _one_kind(a: str, b: str) -> bool:
    types = incident_types()
    groups = {types[name].group if name in types else name for name in (a, b)}
    return a == b or (len(groups) == 1 and groups != {"other"}) or ("attack" in (a, b) and bool({a, b} & _ATTACKS))


def _one_day(a: Incident, b: Incident) -> bool:
    spans = [days_or_none(f"{i.date.start}/{i.date.end or i.date.start}") if i.date else None for i in (a, b)]
    first, second = spans
    if first is None or second is None or any((last - start).days >= MOST_DAYS for start, last in (first, second)):
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _one_place(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None:
        return False
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return folded(a.name) == folded(b.name)
    reach = max(a.radius_km or 0.0, b.radius_km or 0.0)
    return folded(a.name) == folded(b.name) and distance_km(a.lat, a.lon, b.lat, b.lon) <= reach


def common_actors(a: Incident, b: Incident) -> tuple[str, ...]:
    """The names, as the first has them, of the actors that both accounts name."""
    return tuple(
        dict.fromkeys(
            x.name
            for x in a.actors
            for y in b.actors
            if (x.actor is not None and x.actor == y.actor) or same_name(x.name, y.name)
        )
    )


def _actors_agree(a: Incident, b: Incident) -> bool:
    return bool(common_actors(a, b)) or not (any(map(_by_name, a.actors)) and any(map(_by_name, b.actors)))


def _by_name(party: Party) -> bool:
    """Whether an actor is named, not only described: "the Norran Front", but not "gunmen"."""
    capitals = [word for word in party.name.split() if word[:1].isupper()]
    return party.actor is not None or len(capitals) > 1 or party.name.isupper()


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))
