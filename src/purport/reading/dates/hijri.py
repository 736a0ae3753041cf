"""The Hijri calendar, by the tables of Umm al-Qura (1343 to 1500 AH, 1924 to 2077).

A day told by a calendar of sight may stand a day off from these. Each function raises ValueError or OverflowError
where the calendar has no such day or the tables end.
"""

from datetime import date, timedelta

MONTHS = 12


def day(year: int, month: int, number: int) -> date:
    """A day of a Hijri year."""
    # Few texts have any; those that have none need not wait for the tables.
    from hijridate import Hijri

    there = Hijri(year, month, number).to_gregorian()
    return date(there.year, there.month, there.day)


def month(year: int, number: int) -> tuple[date, date]:
    """First and last day of a month of a Hijri year."""
    following = day(year + number // MONTHS, number % MONTHS + 1, 1)
    return day(year, number, 1), following - timedelta(days=1)


def year(number: int) -> tuple[date, date]:
    """First and last day of a Hijri year."""
    return day(number, 1, 1), day(number + 1, 1, 1) - timedelta(days=1)


def year_at(when: date) -> int:
    """The Hijri year that holds a day."""
    from hijridate import Gregorian

    found: int = Gregorian(when.year, when.month, when.day).to_hijri().year
    return found


def day_in(in_year: int, month_number: int, number: int) -> date:
    """The first such day of the Hijri calendar in a Gregorian year."""
    earliest = year_at(date(in_year, 1, 1))
    for hijri_year in (earliest, earliest + 1):
        there = day(hijri_year, month_number, number)
        if there.year == in_year:
            return there
    raise ValueError(f"no {number}.{month_number}. of the Hijri calendar falls in {in_year}")
