"""Days as the periods in which things are counted."""

from collections.abc import Callable
from datetime import date

from purport.errors import OptionError

_LABELS: dict[str, Callable[[date], str]] = {
    "week": lambda day: "{}-W{:02}".format(*day.isocalendar()),
    "month": lambda day: f"{day:%Y-%m}",
    "year": lambda day: f"{day:%Y}",
}
PERIODS = tuple(_LABELS)


def checked_periods(by: str) -> str:
    """The name of a sort of period. Raises OptionError where it is none."""
    if by not in _LABELS:
        raise OptionError(f"{by!r} is no sort of period; choose one of {', '.join(PERIODS)}")
    return by


def period_of(first: int | None, last: int | None, by: str) -> str | None:
    """The label (ISO 8601: 2025-08, 2025-W32, 2025) of the period in which all days of a date lie, given as ordinals;
    None where there is no date, or where it leaves the period open."""
    if first is None or last is None:
        return None
    label = _LABELS[by]
    opening = label(date.fromordinal(first))
    return opening if first == last or opening == label(date.fromordinal(last)) else None
