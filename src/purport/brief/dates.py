"""Dates in words: "6 August 2020", "2–3 August 2020", "August 2020", "summer 2019"."""

import re
from datetime import date

from purport.case import days_or_none
from purport.types import IncidentDate

# Not the calendar module's, which speaks the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PARTS = {
    "SP": "spring {}",
    "SU": "summer {}",
    "FA": "autumn {}",
    "AU": "autumn {}",
    "WI": "winter {}",
    "H1": "first half of {}",
    "H2": "second half of {}",
    "Q1": "first quarter of {}",
    "Q2": "second quarter of {}",
    "Q3": "third quarter of {}",
    "Q4": "fourth quarter of {}",
}


def worded(value: str) -> str:
    """A partial date in words; what cannot be read is given as it is."""
    named = re.fullmatch(r"(\d{4})-(\w\w)", value)
    if named and named[2] in _PARTS:
        return _PARTS[named[2]].format(named[1])
    span = days_or_none(value)
    return value if span is None else period(*span)


def incident_date(when: IncidentDate) -> str:
    """The date of an incident in words, no more precise than it is known."""
    start, end = when.start, when.end or when.start
    return worded(start if start == end else f"{start}/{end}")


def period(first: date, last: date) -> str:
    """A stretch of days in words, as short as it can be said."""
    if first == last:
        return f"{first.day} {_month(first)} {first.year}"
    if _whole_years(first, last):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if _whole_months(first, last):
        if (first.year, first.month) == (last.year, last.month):
            return f"{_month(first)} {first.year}"
        opening = _month(first) if first.year == last.year else f"{_month(first)} {first.year}"
        return f"{opening} – {_month(last)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_month(last)} {last.year}"
    opening = f"{first.day} {_month(first)}" if first.year == last.year else f"{first.day} {_month(first)} {first.year}"
    return f"{opening} – {last.day} {_month(last)} {last.year}"


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _whole_years(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last.day >= 28) and date.fromordinal(last.toordinal() + 1).day == 1
