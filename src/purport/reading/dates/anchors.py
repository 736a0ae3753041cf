"""The day from which a text's relative dates are counted, and whether it reports or narrates.

A report speaks from its day of publication ("on Friday", "last month"); a narrative from the date it told last.
The distinction, and the rule for each, follow HeidelTime (Strötgen and Gertz 2013).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from purport.reading.dates.grammar import Expression
from purport.reading.dates.periods import real_day
from purport.reading.dates.tense import ahead
from purport.reading.dates.words import NAME, Scan

DATELINE_CHARACTERS = 600
HEADING_CHARACTERS = 120
MONTHS_BACK = 3
POINTING_WEIGHT = 4
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# A day of the year returns to its weekday after six years at most, two leap years aside.
YEARS_OF_WEEKDAYS = 6
# "2019/11/22", "2019-11", "20191122", in an id or an address; not within a number in hexadecimal figures.
_NAMED = re.compile(
    r"(?<![0-9a-f])(?P<year>(?:19|20)\d\d)"
    r"(?:(?P<mark>[-/_.])(?P<month>0?[1-9]|1[0-2])(?:(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01]))?|"
    r"(?P<month_>0[1-9]|1[0-2])(?P<day_>0[1-9]|[12]\d|3[01]))(?![0-9a-f])"
)
_YEAR_LAST = re.compile(r"[^\W\d_],? ((?:19|20)\d\d)\Z")
# "LERWICK, Shetland," and what follows the date of such a dateline.
_PLACE = re.compile(r"[A-Z][\w’'.-]*(?:,? [A-Z][\w’'.-]*){0,4},")
_OPENS_REPORT = re.compile(r"(?:\([A-Z][\w ]+\)\s*)?(?:[—–:]|--?\s)")
_ISSUED = re.compile(r"(?i)(?:(?:first |last )?(?:published|posted|issued|released|updated)(?: on)?|date(?:line)?):?")
_LINE = re.compile(r"[\n\u2028]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a text stands in time. ``day`` is its day as far as known, the parts after ``grain`` (day, month, year)
    being made up; None where nothing tells it. ``basis`` is published or inferred. ``narrative``: whether its dates
    follow from one another rather than from the day of writing."""

    day: date | None
    grain: str
    basis: str
    narrative: bool


def parsed(published: str | None) -> tuple[date, str] | None:
    """An ISO date, or what of it there is, as a day and its grain; None where it is no date."""
    match = _ISO.match(published or "")
    if match is None:
        return None
    year, month, number = (int(g) if g else None for g in match.groups())
    try:
        day = date(year or 0, month or 1, number or 1)
    except ValueError:
        return None
    return day, "day" if number else "month" if month else "year"


def anchor(words: Scan, found: list[Expression], published: str | None, names: Sequence[str] = ()) -> Anchor:
    """The anchor of a text: the day of publication, else the dateline, else a date in what the document is called
    (``names``), else what its latest dates tell."""
    given = parsed(published)
    years = [
        words.values[i] for e in found for i in range(e.first, e.last) if e.rule in _TELLING and _is_year(words, i)
    ]
    if given is not None:
        return Anchor(*given, "published", _narrates(words, found, years, given[0].year))
    line = _dateline(words, found)
    if line is not None:
        return Anchor(line, "day", "published", False)
    narrative = _narrates(words, found, years, None)
    number = _numbered(words, found)
    if number is not None:
        return Anchor(number, "month", "inferred", narrative)
    called = next((when for when in map(_called, names) if when is not None), None)
    if called is not None:
        return Anchor(*called, "inferred", narrative)
    latest = _latest(words, found)
    day = None
    if latest is not None and not narrative:
        day = _of_weekday(words, found, latest[0].year) or _first_told(words, found, *latest)
    return Anchor(day, "month", "inferred", narrative)


def _called(name: str) -> tuple[date, str] | None:
    """A date in a document's name, with its grain: a day or month in figures, or a year that ends a title."""
    for match in _NAMED.finditer(name):
        number = match["day"] or match["day_"]
        try:
            day = date(int(match["year"]), int(match["month"] or match["month_"]), int(number or 1))
        except ValueError:
            continue
        return day, "day" if number else "month"
    year = _YEAR_LAST.search(name)
    return (date(int(year[1]), 1, 1), "year") if year else None


def _of_weekday(words: Scan, found: list[Expression], earliest: int) -> date | None:
    """The first day told with its weekday and no year, in the first year from ``earliest`` on in which all such days
    fall on their weekdays."""
    told = []
    for e in found:
        month, number = _parts(words, e)
        weekdays = [words.values[i] for i in range(e.first, e.last) if NAME[words.codes[i]] in ("WEEKDAY", "WKD")]
        if e.rule == "day" and month and number and weekdays and not _years(words, e):
            told.append((month, number, weekdays[0]))
    for year in range(earliest, earliest + YEARS_OF_WEEKDAYS) if told else ():
        days = [real_day(year, month, number) for month, number, _ in told]
        if all(day and day.isoweekday() == weekday for day, (*_, weekday) in zip(days, told, strict=True)):
            return days[0]
    return None


_TELLING = {"day", "days", "month_of_year", "year", "iso", "season", "feast"}
_DEICTIC = {"deictic", "weekday", "ago"}


def _is_year(words: Scan, index: int) -> bool:
    return isinstance(words.values[index], int) and 1000 <= words.values[index] <= 2100


def _narrates(words: Scan, found: list[Expression], years: list[int], written: int | None) -> bool:
    """Whether a text tells history: it names years, mostly long past, more often than it points at its own day."""
    pointing = sum(e.rule in _DEICTIC for e in found)
    pointing += sum(
        e.rule in ("period", "month", "stretch")
        and bool(re.match(r"(?i)(?:the )?(?:last|next|this|past)\b", _text(words, e)))
        for e in found
    )
    past = [y for y in years if written is None or y < written - 1]
    return (
        len(past) > POINTING_WEIGHT * pointing
        and len(past) >= (2 if written is None else 4)
        and 2 * len(past) >= len(years)
    )


def _text(words: Scan, expression: Expression) -> str:
    return words.text[words.starts[expression.first] : words.ends[expression.last - 1]]


def _dateline(words: Scan, found: list[Expression]) -> date | None:
    """The day in a dateline or a heading near the top; a missing year comes from a document's number or another date
    up there."""
    head = [e for e in found if words.starts[e.first] < DATELINE_CHARACTERS]
    stated = [words.values[e.first][0] for e in head if e.rule == "document"] or [
        y for e in head for y in _years(words, e)
    ]
    for e in head:
        if e.rule not in ("day", "iso"):
            continue
        years = _years(words, e)
        if _in_dateline(words.text, words.starts[e.first], words.ends[e.last - 1], bool(years)):
            day = _whole_day(words, e, years or stated)
            if day is not None:
                return day
    return None


def _numbered(words: Scan, found: list[Expression]) -> date | None:
    """The month in a document's number near the top ("2013-07-S-129"), as its first day."""
    for e in found:
        if e.rule == "document" and words.starts[e.first] < DATELINE_CHARACTERS:
            year, month = words.values[e.first]
            return real_day(year, month, 1)
    return None


def later_datelines(words: Scan, found: Sequence[Expression]) -> dict[int, Anchor]:
    """The anchors of the further reports that a text with a dateline goes on to, each by the index of the date in its
    own dateline: a day in brackets after a place."""
    lines: dict[int, Anchor] = {}
    year: int | None = None
    seen = False
    for index, e in enumerate(found):
        if e.rule == "document":
            year = words.values[e.first][0]
        if e.rule != "day":
            continue
        start, end = words.starts[e.first], words.ends[e.last - 1]
        if words.text[start - 1 : start] != "(" or words.text[end : end + 1] != ")":
            continue
        year = next(iter(_years(words, e)), year)
        day = _whole_day(words, e, [year] if year is not None else [])
        if day is None or not _place_before(words.text, start):
            continue
        if seen:
            lines[index] = Anchor(day, "day", "published", False)
        seen = True
    return lines


def _in_dateline(text: str, start: int, end: int, whole: bool) -> bool:
    """Whether a date stands in brackets after a place, between a place and a dash or colon, opens the text before a
    colon, or (``whole``: with its year) begins or ends a heading or follows "Published" at the start of a line."""
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return _place_before(text, start)
    before = _LINE.split(text[:start])[-1].strip()
    after = _LINE.split(text[end : end + 200])[0].strip()
    if not text[:start].strip() and after.startswith(":"):
        return True
    if whole and _ISSUED.fullmatch(before):
        return True
    if _PLACE.fullmatch(before) and _OPENS_REPORT.match(after):
        return True
    return (
        whole and len(before) + len(after) <= HEADING_CHARACTERS and not (before and after) and not after.endswith(".")
    )


def _place_before(text: str, start: int) -> bool:
    """Whether the place of a dateline stands before a bracket: words in capitals, or town and country."""
    return (
        re.search(r"(?:[A-Z]{3,}[^\n.]{0,60}|\b[A-Z][\w’' -]+, [A-Z]\w+ )\(\Z", text[max(0, start - 90) : start])
        is not None
    )


def _years(words: Scan, expression: Expression) -> list[int]:
    if expression.rule == "iso":
        return [int(words.values[expression.first][:4])]
    return [words.values[i] for i in range(expression.first, expression.last) if _is_year(words, i)]


def _parts(words: Scan, expression: Expression) -> tuple[int | None, int | None]:
    """Month and day of an expression."""
    month = number = None
    for i in range(expression.first, expression.last):
        name = NAME[words.codes[i]]
        if name in ("MONTH", "MON", "MAY"):
            month = words.values[i]
        elif name in ("DAY", "ORDINAL") and number is None:
            number = words.values[i]
    return month, number


def _whole_day(words: Scan, expression: Expression, years: list[int]) -> date | None:
    if expression.rule == "iso":
        given = parsed(words.values[expression.first])
        return given[0] if given else None
    month, number = _parts(words, expression)
    if month is None or number is None or not years:
        return None
    try:
        return date(years[0], month, number)
    except ValueError:
        return None


def _latest(words: Scan, found: list[Expression]) -> tuple[date, str] | None:
    """The latest date a text tells with its year, those to come left out."""
    best: tuple[date, str] | None = None
    for e in found:
        if e.rule not in _TELLING or e.rule == "iso":
            continue
        years = _years(words, e)
        if not years or ahead(words, e):
            continue
        month, number = _parts(words, e)
        try:
            told = date(years[-1], month or 1, number or 1)
        except ValueError:
            continue
        grain = "day" if number else "month" if month else "year"
        if best is None or told > best[0]:
            best = told, grain
    return best


def _first_told(words: Scan, found: list[Expression], latest: date, grain: str) -> date | None:
    """The first day or month told without a year, put where it first returns after the latest date told with one, or
    stands shortly before it: a writer leaves out the year of what has just happened. A bare year is too little."""
    if grain == "year":
        return None
    for e in found:
        if e.rule not in ("day", "days", "month") or _years(words, e):
            continue
        month, number = _parts(words, e)
        if month is None or re.match(r"(?i)(last|next|this|previous|following)\b", _text(words, e)):
            continue
        try:
            return date(latest.year + (month < latest.month - MONTHS_BACK), month, number or 1)
        except ValueError:
            continue
    return None
