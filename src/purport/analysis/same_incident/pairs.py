"""How two tellings compare, field by field, each as one of a few levels.

A field that one of the two does not give is at level ``unknown``, which weighs nothing.
"""

from collections.abc import Callable, Mapping
from itertools import product

from purport.analysis.same_incident import counts as incident_counts
from purport.analysis.same_incident import days as incident_days
from purport.analysis.same_incident import parties as incident_parties
from purport.analysis.same_incident import places as incident_places
from purport.analysis.same_incident.days import Days
from purport.analysis.same_incident.places import PlaceRelation
from purport.analysis.same_incident.tellings import Telling
from purport.types import IncidentFigure, Level, Mode, Place

UNKNOWN = "unknown"
COPIED = "copied"
LEAST_COPIED = 3
# Types by which reports may call one event.
KINDRED = (
    frozenset({"attack", "battle", "bombing", "airstrike", "assassination", "arson", "kidnapping", "robbery", "riot"}),
    frozenset({"jailbreak", "attack", "battle", "riot", "prisoner_release"}),
    frozenset({"protest", "riot"}),
    frozenset({"negotiation", "agreement", "ceasefire", "prisoner_release"}),
    frozenset({"arrest", "kidnapping"}),
    frozenset({"arrest", "trial"}),
    frozenset({"arrest", "attack", "battle"}),
)
_UNREAL = frozenset({Mode.PLANNED, Mode.THREATENED, Mode.HYPOTHETICAL})
_WORD_STEPS = ((0.6, "most"), (0.4, "many"), (0.25, "some"), (0.12, "few"))
_LEAST_WORDS = 3
_FEW = 10


def levels(one: Telling, other: Telling) -> dict[str, str]:
    """The level of each field for a pair, whichever of the two comes first."""
    return {field: compare(one, other) for field, compare in FIELDS.items()}


def _date(one: Telling, other: Telling) -> str:
    if one.days is None or other.days is None:
        return "undated_named_beside" if _day_beside(one, other) or _day_beside(other, one) else UNKNOWN
    gap = incident_days.gap(one.days, other.days)
    widest = max(incident_days.width(one.days), incident_days.width(other.days))
    if gap == 0:
        return "same_day" if widest == 0 else _wide("common", widest)
    if _day_beside(one, other) or _day_beside(other, one):
        return "named_beside"
    if widest > _FEW:
        return "apart_loose"
    firm = all(each.incident.date is not None and each.incident.date.basis == "stated" for each in (one, other))
    if not firm and gap <= 3 and _passage(one, other) == COPIED and _two_outlets(one, other):
        return "copied_words"  # "yesterday", copied the day after
    name = "next_day" if gap == 1 else "days_apart" if gap <= 3 else "week_apart" if gap <= _FEW else "far_apart"
    return f"{name}_stated" if firm and gap <= 3 else name


def _two_outlets(one: Telling, other: Telling) -> bool:
    """Whether two outlets told them: one outlet writes in the same words day after day."""
    return None not in (one.publisher, other.publisher) and one.publisher != other.publisher


def _day_beside(one: Telling, other: Telling) -> bool:
    """Whether one names, where it tells its incident, the days that the other dates it to."""
    return other.days is not None and any(incident_days.gap(days, other.days) == 0 for days in one.days_beside)


def _wide(name: str, width: int) -> str:
    return (
        f"{name}_days"
        if width <= 2
        else f"{name}_week"
        if width <= _FEW
        else f"{name}_month"
        if width <= 31
        else f"{name}_year"
    )


def _print(one: Telling, other: Telling) -> str:
    """When they came out, where one of them or both give no date."""
    if one.published is None or other.published is None:
        return UNKNOWN
    if one.days is None and other.days is None:
        return _steps("both_undated", incident_days.gap(one.published, other.published))
    if one.days is not None and other.days is not None:
        return UNKNOWN
    dated, late = (one, other) if other.days is None else (other, one)
    return _undated(dated.days, late.published)


def _undated(days: Days | None, published: Days | None) -> str:
    assert days is not None and published is not None
    if days[0] > published[1]:
        return "told_before_it"
    if incident_days.width(days) > _FEW:
        return UNKNOWN
    return _steps("undated", incident_days.gap(days, published))


def _steps(name: str, gap: int) -> str:
    return f"{name}_{'at_once' if gap <= 3 else 'soon' if gap <= _FEW else 'later' if gap <= 60 else 'much_later'}"


def _place(one: Telling, other: Telling) -> str:
    a, b = one.incident.place, other.incident.place
    found = incident_places.relation(a, b)
    if found is PlaceRelation.UNKNOWN or a is None or b is None:
        return UNKNOWN
    if found is PlaceRelation.SAME:
        return f"same_{_size(a)}"
    if found is PlaceRelation.WITHIN:
        wide = a if incident_places.contains(a, b) else b
        return f"within_{_size(wide)}"
    return "named_beside" if _place_beside(one, b) or _place_beside(other, a) else str(found)


def _place_beside(telling: Telling, place: Place) -> bool:
    """Whether a telling names, besides its incident's own, a place that is the other's."""
    return any(incident_places.relation(each, place) is PlaceRelation.SAME for each in telling.places_beside)


def _size(place: Place) -> str:
    return str(place.level or Level.CITY)


def copied(one: Telling, other: Telling) -> bool:
    """Whether both are told in much the same words: half of them, and more than a phrase."""
    return len(one.runs & other.runs) >= LEAST_COPIED and _passage(one, other) == COPIED


def _passage(one: Telling, other: Telling) -> str:
    """Whether they have a run of words over their mentions in common; that they have none tells nothing."""
    fewer = min(len(one.runs), len(other.runs))
    common = len(one.runs & other.runs)
    return UNKNOWN if not common else COPIED if 2 * common >= fewer else "copied_in_part"


def _document(one: Telling, other: Telling) -> str:
    """One document that tells two incidents mostly means two."""
    return "one" if one.source == other.source else UNKNOWN


def _type(one: Telling, other: Telling) -> str:
    a, b = one.incident.type, other.incident.type
    if "other" in (a, b):
        return "same_other" if a == b else UNKNOWN
    if a == b:
        return "same"
    if not any({a, b} <= types for types in KINDRED):
        return "unlike"
    return "attack" if "attack" in (a, b) else "kindred"


def _mode(one: Telling, other: Telling) -> str:
    a, b = one.incident.mode in _UNREAL, other.incident.mode in _UNREAL
    return "one_unreal" if a != b else "both_unreal" if a else UNKNOWN


def _actors(one: Telling, other: Telling) -> str:
    return str(incident_parties.relation(one.incident.actors, other.incident.actors))


def _targets(one: Telling, other: Telling) -> str:
    victims = [list(filter(incident_parties.is_a_name, each.incident.targets)) for each in (one, other)]
    if any(incident_parties.alike(a, b) for a, b in product(*victims)):
        return "same_person"
    return str(incident_parties.relation(one.incident.targets, other.incident.targets))


def _figures(one: Telling, other: Telling) -> str:
    a, b = one.incident.figures, other.incident.figures
    found = incident_counts.relation(a, b)
    if found is incident_counts.CountRelation.EQUAL:
        return "equal_many" if _most_equal(a, b) >= _FEW else "equal"
    return str(found)


def _most_equal(one: tuple[IncidentFigure, ...], other: tuple[IncidentFigure, ...]) -> float:
    values = {(figure.low, figure.high) for figure in one} & {(figure.low, figure.high) for figure in other}
    return max((low or high or 0 for low, high in values), default=0)


def _words(one: Telling, other: Telling) -> str:
    fewer = min(len(one.words), len(other.words))
    if fewer < _LEAST_WORDS:
        return UNKNOWN
    share = len(one.words & other.words) / fewer
    return next((name for least, name in _WORD_STEPS if share >= least), "none")


FIELDS: Mapping[str, Callable[[Telling, Telling], str]] = {
    "date": _date,
    "publication": _print,
    "place": _place,
    "type": _type,
    "mode": _mode,
    "actors": _actors,
    "targets": _targets,
    "figures": _figures,
    "words": _words,
    "passage": _passage,
    "document": _document,
}
