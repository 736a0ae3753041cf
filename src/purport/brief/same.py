"""Accounts of what may be the same incident, put side by side and never merged.

Two accounts in different documents are put together only where all of this holds: types that can describe one event;
the same day, or dated closely with days in common; one place, or one within the other's radius; an actor in common, or
in one of them no actor by name. An account without a date joins a dated one where its report was published within days
of it, and place and actor agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from purport.brief.dates import incident_date
from purport.brief.incidents import counted_as, same_name
from purport.case import days_or_none
from purport.language.folding import folded
from purport.types import Incident, Mode, Party, Place, Reading

MOST_DAYS = 3
EARTH_KM = 6371.0
DAYS_TO_PRINT = 10
"""How long after an incident a report may come out that tells it without a date."""

# Types by which reports may call one event.
_ONE_EVENT = (
    frozenset({"attack", "battle", "bombing", "airstrike", "assassination", "arson"}),
    *(frozenset({"jailbreak", other}) for other in ("attack", "battle", "riot", "prisoner_release")),
    *(frozenset({"attack", other}) for other in ("robbery", "kidnapping")),
    frozenset({"protest", "riot"}),
    frozenset({"negotiation", "agreement", "ceasefire"}),
)
_UNREAL = frozenset({Mode.PLANNED, Mode.HYPOTHETICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An incident as one document tells it."""

    reading: Reading
    incident: Incident


def grouped(accounts: Sequence[Account]) -> list[tuple[Account, ...]]:
    """The accounts, those that may be of one incident together, dated ones first: each is like another of its group,
    and at odds with none."""
    groups: list[list[Account]] = []
    for account in sorted(accounts, key=lambda account: _days(account.incident) is None):
        for group in groups:
            if any(alike(account, other) for other in group) and not any(at_odds(account, other) for other in group):
                group.append(account)
                break
        else:
            groups.append([account])
    return [tuple(group) for group in groups]


def alike(one: Account, other: Account) -> bool:
    """Whether two accounts may be of the same incident."""
    a, b = one.incident, other.incident
    if at_odds(one, other) or not _one_place(a.place, b.place):
        return False
    if _one_day(a, b):
        return bool(common_actors(a, b)) or _pinned(a.place, b.place)
    return _in_print_soon(one, other) and bool(common_actors(a, b))


def at_odds(one: Account, other: Account) -> bool:
    """Whether two accounts cannot be of the same incident: of one document, or differing in kind, day, place, actor."""
    a, b = one.incident, other.incident
    if one.reading.source.sha256 == other.reading.source.sha256 or {a.mode, b.mode} & _UNREAL:
        return True
    dated = a.date is not None and b.date is not None
    placed = a.place is not None and b.place is not None
    return (
        not _one_event(a, b)
        or (dated and not _one_day(a, b))
        or (placed and not _one_place(a.place, b.place))
        or not _actors_agree(a, b)
    )


def grounds(group: Sequence[Account]) -> list[str]:
    """What speaks for accounts being of one incident, in words: kind, day, place, actors."""
    incidents = [account.incident for account in group]
    types = dict.fromkeys(each.type.replace("_", " ") for each in incidents)
    said = ["the same kind of deed" if len(types) == 1 else f"deeds that may be one ({', '.join(types)})"]
    days = dict.fromkeys(incident_date(each.date) for each in incidents if each.date is not None)
    if days:
        said.append(f"the same day ({next(iter(days))})" if len(days) == 1 else f"days in common ({', '.join(days)})")
    late = sum(each.date is None for each in incidents)
    if late:
        told = "one account gives no date" if late == 1 else f"{late} accounts give no date"
        said.append(f"reports close in time ({told})")
    places = dict.fromkeys(each.place.name for each in incidents if each.place is not None)
    if places:
        one = f"the same place ({next(iter(places))})"
        said.append(one if len(places) == 1 else f"places of which one lies within the other ({', '.join(places)})")
    shared = _shared_actors(incidents)
    everywhere = [name for name in shared if all(_acts(name, each) for each in incidents)]
    if everywhere:
        said.append(f"an actor in common ({', '.join(everywhere)})")
    elif shared:
        said.append(f"an actor in common in some ({', '.join(shared)}), none that differs by name")
    else:
        said.append("no actor that differs")
    return said


def _shared_actors(incidents: Sequence[Incident]) -> list[str]:
    pairs = [(a, b) for at, a in enumerate(incidents) for b in incidents[at + 1 :]]
    names: list[str] = []
    for a, b in pairs:
        names += [name for name in common_actors(a, b) if not any(same_name(name, known) for known in names)]
    return names


def _acts(name: str, incident: Incident) -> bool:
    return any(same_name(name, actor.name) for actor in incident.actors)


def _one_event(a: Incident, b: Incident) -> bool:
    return a.type == b.type or any(
        one != other and {one, other} <= types for one in _types(a) for other in _types(b) for types in _ONE_EVENT
    )


def _types(incident: Incident) -> set[str]:
    """The types an incident can pass for: an attack by which prisoners got out is a jailbreak too."""
    got_out = any(counted_as(figure.what) == "got out" for figure in incident.figures)
    return (
        {incident.type, "jailbreak"} if got_out and incident.type in ("attack", "battle", "riot") else {incident.type}
    )


def _days(incident: Incident) -> tuple[date, date] | None:
    when = incident.date
    return days_or_none(f"{when.start}/{when.end or when.start}") if when else None


def _one_day(a: Incident, b: Incident) -> bool:
    first, second = _days(a), _days(b)
    if first is None or second is None or any((last - start).days >= MOST_DAYS for start, last in (first, second)):
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _in_print_soon(one: Account, other: Account) -> bool:
    """Whether one of two accounts is undated and its report came out within days of what the other tells."""
    undated, dated = (one, other) if one.incident.date is None else (other, one)
    day, published = _days(dated.incident), days_or_none(undated.reading.source.published)
    if undated.incident.date is not None or day is None or published is None or (day[1] - day[0]).days >= MOST_DAYS:
        return False
    return published[0] == published[1] and 0 <= (published[0] - day[0]).days <= DAYS_TO_PRINT


def _one_place(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None:
        return False
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return folded(a.name) == folded(b.name)
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= max(a.radius_km or 0.0, b.radius_km or 0.0)


def _pinned(a: Place | None, b: Place | None) -> bool:
    """Whether two places are the same by name: where one only lies within the other, an actor must agree too."""
    assert a is not None and b is not None
    return folded(a.name) == folded(b.name) or (a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id)


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
