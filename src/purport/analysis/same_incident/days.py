"""How the days of two incidents stand to one another."""

from enum import StrEnum

from purport.case import days_or_none
from purport.types import IncidentDate

Days = tuple[int, int]
"""First and last day as ordinals, both included."""


class DaysRelation(StrEnum):
    """Same: one and the same day. Overlap: days in common, more than one of them in at least one of the two. Apart:
    none in common. Unknown: one of the two has no date."""

    SAME = "same"
    OVERLAP = "overlap"
    APART = "apart"
    UNKNOWN = "unknown"


def days_of(date: IncidentDate | None) -> Days | None:
    """The first and the last day of an incident's date; None where it has none that can be read."""
    return None if date is None else ordinals(f"{date.start}/{date.end or date.start}")


def ordinals(value: str | None) -> Days | None:
    """The first and the last day of a partial date (ISO 8601), as ordinals."""
    days = days_or_none(value)
    return None if days is None else (days[0].toordinal(), days[1].toordinal())


def relation(one: Days | None, other: Days | None) -> DaysRelation:
    """How two stretches of days stand to one another."""
    if one is None or other is None:
        return DaysRelation.UNKNOWN
    if one == other and one[0] == one[1]:
        return DaysRelation.SAME
    return DaysRelation.OVERLAP if gap(one, other) == 0 else DaysRelation.APART


def gap(one: Days, other: Days) -> int:
    """How many days lie between, counted from the last of the earlier to the first of the later; 0 where they meet."""
    return max(0, one[0] - other[1], other[0] - one[1])


def width(days: Days) -> int:
    """How many days it may have been besides the first."""
    return days[1] - days[0]
