"""Dates of the Hijri calendar: the rule that gives them their value in the common one.

A month or year of it is given as its first and last day.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from purport.reading.dates import hijri, periods
from purport.reading.dates.context import Context, Parts, Resolved, Rule
from purport.reading.dates.periods import Period
from purport.reading.dates.tense import ahead
from purport.reading.dates.words import CODE

# Years below are of the Hijri calendar, those above of the common one ("Ramadan 2019").
LAST_HIJRI_YEAR = 1600
RAMADAN = 9
SOON_DAYS = 30
_PERSON = re.compile(f"{CODE['CAPITAL']}{CODE['HIJRI']}|{CODE['HIJRI']}{CODE['CAPITAL']}")
_INTRODUCING = {"IN", "PREP", "OF", "TO", "BEFORE", "AFTER", "THE"}


def _hijri(context: Context, parts: Parts) -> Resolved | None:
    number, month, year = _named(parts)
    if month is None:
        return Resolved(*_interval("year", *hijri.year(year)), "stated") if year is not None else None
    if number is None and not _names_a_month(parts, month):
        return None
    basis = "stated"
    if year is not None and year > LAST_HIJRI_YEAR:
        year = hijri.year_at(hijri.day_in(year, month, number or 1))
    if year is None:
        base = context.base(parts)
        if base is None:
            return Resolved("XXXX-XX" if number is None else "XXXX-XX-XX", None, "stated")
        year, basis = _year_at(base[0], month, number, parts), base[1]
    if number is None:
        return Resolved(*_interval("month", *hijri.month(year, month)), basis)
    there = hijri.day(year, month, number)
    return Resolved(there.isoformat(), periods.day(there), basis)


def _named(parts: Parts) -> tuple[int | None, int | None, int | None]:
    """Day, month and year of the Hijri calendar, as far as they are named."""
    if parts.has("NUMERIC"):
        number, month, year = map(int, re.split("[/.-]", parts.one("NUMERIC")))
        return number, month, year
    return parts.one("DAY", "ORDINAL"), parts.one("HIJRI"), parts.one("HIJRIYEAR", "YEAR")


def _names_a_month(parts: Parts, month: int) -> bool:
    """Whether the name of a month stands for it: most are names of persons too, unless a year is said with them."""
    if parts.has("HIJRIYEAR", "YEAR") or " " in parts.words.word(parts.expression.last - 1):
        return True
    words, first, last = parts.words, parts.expression.first, parts.expression.last
    if month != RAMADAN or words.name(last) == "CAPITAL":
        return False
    return last - first > 1 or words.name(first - 1) in _INTRODUCING or not _names_a_person(words.codes)


@lru_cache(maxsize=4)
def _names_a_person(codes: str) -> bool:
    """Whether a text has the name of a month for a person's, as it then says in full somewhere."""
    return _PERSON.search(codes) is not None


def _year_at(when: date, month: int, number: int | None, parts: Parts) -> int:
    """The year in which a day or month came last, or comes next where that is soon or told as lying ahead."""
    year = hijri.year_at(when) + parts.step
    if parts.step:
        return year
    begins = hijri.day(year, month, number or 1)
    if ahead(parts.words, parts.expression):
        return year + (begins < when)
    return year - (begins > when + timedelta(days=SOON_DAYS))


def _interval(grain: str, first: date, last: date) -> tuple[str, Period]:
    value = f"{first}/{last}"
    return value, Period(grain, value, first)


RULES: dict[str, Rule] = {"hijri": _hijri}
