"""Partial dates as first and last day.

A value is ISO 8601 as in TIMEX3: 2020, 2020-08, 2020-08-06, 2020-W32, 2020-SU, 2020-Q3, 2020-H1, 202 (a decade),
20 (a century), a day with a part of day or a clock time (2020-08-06TMO), two of them joined by "/".
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from purport.errors import OptionError

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11)}
_QUARTERS = {f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)}
_HALVES = {"H1": (1, 6), "H2": (7, 12)}
_MONTHS = _SEASONS | _QUARTERS | _HALVES


def days(value: str) -> tuple[date, date]:
    """The first and the last day of a partial date. Raises OptionError where it is none."""
    first, slash, last = value.strip().partition("/")
    bounds = _bounds(first)
    closing = _bounds(last) if slash else bounds
    if bounds is None or closing is None or closing[1] < bounds[0]:
        raise OptionError(
            f"{value!r} is not a date; write 2020, 2020-08, 2020-08-06, or two of them as 2020-08-02/2020-08-03"
        )
    return bounds[0], closing[1]


def days_or_none(value: str | None) -> tuple[date, date] | None:
    """The same, or None where the value is missing or cannot be read."""
    if value is None:
        return None
    try:
        return days(value)
    except OptionError:
        return None


def _bounds(value: str) -> tuple[date, date] | None:
    try:
        return _read(value.strip())
    except ValueError:
        return None


def _read(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{2,3}", value):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        return date(first, 1, 1), date(first + years - 1, 12, 31)
    match = re.fullmatch(r"(\d{4})(?:-(W\d\d(?:-(?:\d|WE))?|\w\w)(?:-(\d\d))?)?(?:[T ].*)?", value)
    if match is None:
        return None
    year, part, day = int(match[1]), match[2], match[3]
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    if part.startswith("W") and part != "WI" and day is None:
        return _week(year, part)
    if part == "WI":
        return date(year, 12, 1), date(year + 1, 3, 1) - timedelta(days=1)
    if part in _MONTHS and day is None:
        opening, closing = _MONTHS[part]
        return date(year, opening, 1), _month_end(year, closing)
    month = int(part)
    if day is None:
        return date(year, month, 1), _month_end(year, month)
    exact = date(year, month, int(day))
    return exact, exact


def _week(year: int, part: str) -> tuple[date, date]:
    number, _, day = part[1:].partition("-")
    monday = date.fromisocalendar(year, int(number), 1)
    if day == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if day:
        exact = date.fromisocalendar(year, int(number), int(day))
        return exact, exact
    return monday, monday + timedelta(days=6)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
