"""Years, months and days of ISO 8601 as the span of days they stand for."""

import re
from calendar import monthrange
from datetime import date

_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def days(value: str) -> tuple[date, date]:
    """The first and the last day of a year, month or day (2016, 2016-05, 2016-05-09). Raises ValueError for others."""
    found = _PARTIAL.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no year, month or day; write 2016, 2016-05 or 2016-05-09")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{value!r} is no date of the calendar ({error}); write one that is") from None
    if day is not None:
        return first, first
    last = month or 12
    return first, date(first.year, last, monthrange(first.year, last)[1])


def meet(since: str | None, until: str | None, day: str) -> bool:
    """Whether a period touches ``day``, itself a year, month or day. An end that is not known shuts nothing out."""
    first, last = days(day)
    return (since is None or days(since)[0] <= last) and (until is None or first <= days(until)[1])
