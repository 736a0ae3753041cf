"""When an incident took place, as the days between which its date lies."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from purport.types import Date, IncidentDate

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 14)}
_PARTS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def incident_date(found: Sequence[Date]) -> IncidentDate | None:
    """The date of an incident from calendar expressions, the first first; a second extends it only as a range's end."""
    for item in found:
        bounds = calendar_bounds(item.value)
        if bounds is not None:
            start, end, precision = bounds
            # Of an incident it is told on what its date rests, not which part of the date does.
            basis = "relative" if item.basis == "inferred" else item.basis
            return IncidentDate(start=start, end=end, precision=precision, basis=basis)
    return None


def calendar_bounds(value: str) -> tuple[str, str, str] | None:
    """First and last day of a TIMEX3 value, and its precision; a month or a year stays as it is.

    None for values that are no calendar time, such as durations ("P3D") and "PAST_REF".
    """
    value = value.strip()
    if "/" in value:
        first, _, last = value.partition("/")
        a, b = calendar_bounds(first), calendar_bounds(last)
        if a is None or b is None:
            return a or b
        return a[0], b[1], "day" if a[2] == b[2] == "day" else a[2]
    value = re.sub(r"T.*$", "", value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value, value, "day"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return value, value, "month"
    if re.fullmatch(r"\d{4}", value):
        return value, value, "year"
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        return _week(int(match[1]), int(match[2]), weekend=bool(match[3]))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI|H1|H2|Q[1-4])", value):
        first_month, last_month = (_SEASONS | _PARTS)[match[2]]
        year = int(match[1])
        last_year = year + (last_month > 12)
        precision = "season" if match[2] in _SEASONS else "part of year"
        return f"{year}-{first_month:02}", f"{last_year}-{(last_month - 1) % 12 + 1:02}", precision
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0", f"{value}9", "decade"
    return None


def _week(year: int, week: int, *, weekend: bool) -> tuple[str, str, str] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    if weekend:
        return (monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=6)).isoformat(), "day"
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week"


def days(when: IncidentDate) -> tuple[str, str]:
    """The first and the last day that a date may mean."""
    last = when.end
    if re.fullmatch(r"\d{4}-\d{2}", last):
        year, month = int(last[:4]), int(last[5:])
        last = f"{last}-{calendar.monthrange(year, month)[1]:02}" if 1 <= month <= 12 and year else last
    elif re.fullmatch(r"\d{4}", last):
        last = f"{last}-12-31"
    first = when.start + "-01-01"[: 10 - len(when.start)] if len(when.start) == 4 else when.start
    return (first if len(first) == 10 else f"{first}-01"), last
