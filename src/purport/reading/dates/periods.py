"""Periods of the calendar: their ISO value, first day and grain, and steps from one to another.

Values are written in the manner of TIMEX3 (ISO 8601 with the extensions of TimeML): ``2020-08-06``, ``2020-08``,
``2020``, ``2020-W32``, ``2020-Q3``, ``2020-H1``, ``2019-FA``, ``199`` (the nineties), ``18`` (the 19th century).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from purport.reading.dates import hijri

SEASON_MONTH = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}
SEASON_MONTHS = {"WI": (1, 2), "SP": (3, 4, 5), "SU": (6, 7, 8), "FA": (9, 10, 11)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar. ``grain`` is day, week, month, quarter, half, season, year, decade or century;
    ``value`` its ISO form; ``first`` its first day."""

    grain: str
    value: str
    first: date


def day(when: date) -> Period:
    """The day itself."""
    return Period("day", when.isoformat(), when)


def week(when: date) -> Period:
    """The ISO week that holds a day."""
    year, number, _ = when.isocalendar()
    return Period("week", f"{year:04}-W{number:02}", when - timedelta(days=when.isoweekday() - 1))


def weekend(when: date) -> Period:
    """Saturday and Sunday of the ISO week that holds a day."""
    return Period("weekend", f"{week(when).value}-WE", when + timedelta(days=6 - when.isoweekday()))


def month(year: int, number: int) -> Period:
    """A month of a year."""
    return Period("month", f"{year:04}-{number:02}", date(year, number, 1))


def quarter(year: int, number: int) -> Period:
    """A quarter, 1 to 4."""
    return Period("quarter", f"{year:04}-Q{number}", date(year, 3 * number - 2, 1))


def half(year: int, number: int) -> Period:
    """A half year, 1 or 2."""
    return Period("half", f"{year:04}-H{number}", date(year, 6 * number - 5, 1))


YEAR_PARTS = {"Q": quarter, "H": half}


def season(year: int, code: str) -> Period:
    """A season by its TIMEX3 code: SP, SU, FA or WI."""
    return Period("season", f"{year:04}-{code}", date(year, SEASON_MONTH[code], 1))


def year(number: int) -> Period:
    """A calendar year."""
    return Period("year", f"{number:04}", date(number, 1, 1))


def decade(number: int) -> Period:
    """A decade by the first three figures of its years."""
    return Period("decade", f"{number:03}", date(max(1, 10 * number), 1, 1))


def century(number: int) -> Period:
    """A century by the first two figures of most of its years: the 19th is 18."""
    return Period("century", f"{number:02}", date(max(1, 100 * number), 1, 1))


def containing(grain: str, when: date) -> Period:
    """The period of a grain that holds a day."""
    if grain == "week":
        return week(when)
    if grain == "month":
        return month(when.year, when.month)
    if grain == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    if grain == "half":
        return half(when.year, (when.month + 5) // 6)
    if grain == "year":
        return year(when.year)
    if grain == "decade":
        return decade(when.year // 10)
    if grain == "century":
        return century(when.year // 100)
    return day(when)


def moved(when: date, grain: str, steps: int) -> date:
    """The day so many units on, or back where ``steps`` is negative; a day a month has not is its last.

    Raises OverflowError where the calendar of ``datetime`` ends.
    """
    if grain == "day":
        return when + timedelta(days=steps)
    if grain in ("week", "fortnight"):
        return when + timedelta(weeks=steps * (2 if grain == "fortnight" else 1))
    months = {"month": 1, "quarter": 3, "period": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[
        grain
    ] * steps
    index = 12 * when.year + when.month - 1 + months
    if not 12 <= index < 120_000:
        raise OverflowError(f"{steps} {grain}s from {when} lies outside the calendar; give a smaller number")
    last = (
        (date(index // 12 + (index % 12 == 11), (index + 1) % 12 + 1, 1) - timedelta(days=1)).day
        if index < 119_999
        else 31
    )
    return date(index // 12, index % 12 + 1, min(when.day, last))


def real_day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none such (31 June)."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def nth_weekday(nth: int, weekday: int, first: date) -> date:
    """The first, second … or (-1) last weekday of the month that begins on ``first``; a fifth that the month has not
    falls in the next."""
    if nth > 0:
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    final = moved(first, "month", 1) - timedelta(days=1)
    return final - timedelta(days=(final.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def feast(rule: str, in_year: int) -> date:
    """The day of a feast in a year, by the rules of ``calendar.toml``.

    Raises ValueError or OverflowError where the year has none such, or it cannot be reckoned."""
    if rule.startswith("hijri"):
        return hijri.day_in(in_year, int(rule[6:8]), int(rule[9:]))
    if rule.startswith("easter"):
        return easter(in_year) + timedelta(days=int(rule[6:]))
    if " " in rule:
        nth, weekday, number = map(int, rule.split())
        return nth_weekday(nth, weekday, date(in_year, number, 1))
    return date(in_year, int(rule[:2]), int(rule[3:]))
