"""Calendar expressions to their values: each rule of the grammar has one function here, by its name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from purport.reading.dates import periods
from purport.reading.dates.anchors import Anchor, ahead, leads, tense
from purport.reading.dates.grammar import CODE, NAME, Expression, Scan, calendar
from purport.reading.dates.periods import Period, containing, moved, real_day
from purport.reading.numerals import words_to_number
from purport.types import Date

FORWARD = {"NEXT", "FOLLOWING", "COMING"}
BACKWARD = {"LAST", "PREVIOUS", "PAST"}
SAME = {"THIS", "THAT", "SAME", "CURRENT"}
# Months that a day or month without a year may lie back before its next return is the likelier reading.
FAR_BACK = {"future": 3.0, None: 9.5, "past": 9.5}
# A narrative's month this much lower than the one before it stands in the next year.
YEAR_TURNS = 6


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value, the period it stands for where it is known, and the basis."""

    value: str
    period: Period | None
    basis: str


@dataclass(slots=True)
class Memory:
    """What has been told so far: the last period, day and month, the quarter and the year the text is in."""

    last: Period | None = None
    day: date | None = None
    month: date | None = None
    quarter: Period | None = None
    year: int | None = None

    def keep(self, period: Period, opens: bool) -> None:
        """Take a period as the last told; ``opens``: it opens its sentence."""
        self.last = period
        if period.grain == "day":
            self.day = period.first
        if period.grain in ("day", "month"):
            self.month = period.first
        year = period.first.year
        # A bare year far off looks aside ("a book published in 2005"); one near by carries the story on.
        if period.grain not in ("decade", "century", "year") or self.year is None or abs(year - self.year) <= 1 or opens:
            self.year = year


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of one expression by class."""

    words: Scan
    expression: Expression
    by_class: dict[str, list[Any]]
    text: str

    def one(self, *names: str) -> Any:
        """The first value of the first class that is there."""
        return next((self.by_class[n][0] for n in names if n in self.by_class), None)

    def has(self, *names: str) -> bool:
        """Whether a word of one of the classes is there."""
        return any(n in self.by_class for n in names)

    @property
    def month(self) -> int | None:
        """The month named."""
        return self.one("MONTH", "MON", "MAY")  # type: ignore[no-any-return]

    @property
    def year(self) -> int | None:
        """The year stated, in figures or in words ("nineteen ninety-six")."""
        if self.has("YEAR"):
            return self.by_class["YEAR"][-1]  # type: ignore[no-any-return]
        return _spoken_year(self.by_class.get("NUMWORD", ()))

    @property
    def unit(self) -> str | None:
        """The unit named."""
        return self.one("UNIT", "UNITS")  # type: ignore[no-any-return]

    @property
    def step(self) -> int:
        """-1 for last, 1 for next, 0 for this."""
        return -1 if self.has(*BACKWARD) else 1 if self.has(*FORWARD) else 0

    @property
    def told(self) -> bool:
        """Whether it points at what was told ("that", "the following") rather than at the day of writing."""
        return self.has("THAT", "SAME", "PREVIOUS", "FOLLOWING") or (self.has("NEXT") and self.has("THE"))

    @property
    def count(self) -> int | None:
        """How many units."""
        if self.has("DAY", "NUMBER"):
            return self.one("DAY", "NUMBER")  # type: ignore[no-any-return]
        if self.has("NUMWORD"):
            return sum(self.by_class["NUMWORD"])
        return 1 if self.has("A", "DASH") else None


def _spoken_year(numbers: Any) -> int | None:
    """Nineteen, ninety, six: 1996."""
    if len(numbers) < 2 or not 10 <= numbers[0] <= 20:
        return None
    rest = sum(numbers[1:])
    return 100 * numbers[0] + rest if 10 <= rest < 100 and len(numbers) <= 3 and numbers[0] >= 16 else None


class Resolver:
    """Resolves the expressions of one text in reading order, remembering what was told."""

    def __init__(self, words: Scan, found: list[Expression], anchor: Anchor) -> None:
        self.words = words
        self.found = found
        self.anchor = anchor
        self.memory = Memory()

    def dates(self) -> Iterator[Date]:
        """The dates, in reading order."""
        for index, expression in enumerate(self.found):
            parts = self._parts(expression)
            resolve = RULES.get(expression.rule)
            if resolve is None:
                continue
            try:
                resolved = resolve(self, parts, index)
            except (OverflowError, ValueError):
                continue  # outside the calendar that can be reckoned with
            if resolved is None:
                continue
            if resolved.period is not None and not self._aside(expression, resolved.period):
                self.memory.keep(resolved.period, leads(self.words, expression))
            yield Date(
                text=parts.text,
                start=self.words.starts[expression.first],
                end=self.words.starts[expression.first] + len(parts.text),
                value=resolved.value,
                basis=resolved.basis,
            )

    def _parts(self, e: Expression) -> Parts:
        by_class: dict[str, list[Any]] = {}
        for i in range(e.first, e.last):
            by_class.setdefault(NAME[self.words.codes[i]], []).append(self.words.values[i])
        last = e.last - 1
        while last > e.first and NAME[self.words.codes[last]] in ("COMMA", "IN", "OF"):
            last -= 1
        return Parts(self.words, e, by_class, self.words.text[self.words.starts[e.first] : self.words.ends[last]])

    def _aside(self, expression: Expression, period: Period) -> bool:
        """Whether a narrative only looks ahead with this ("planned for 1976") and does not go on from there."""
        here = self.memory.year
        return self.anchor.narrative and here is not None and period.first.year > here and ahead(self.words, expression)

    # ---- What the rest stand on -------------------------------------------------------------------

    @property
    def today(self) -> date | None:
        """The day of writing where it is known to the day."""
        return self.anchor.day if self.anchor.grain == "day" and not (self.anchor.narrative and self.anchor.basis != "published") else None

    def base(self, parts: Parts) -> tuple[date, str] | None:
        """The day a pointing expression counts from, and the basis."""
        told = self.memory.day or (self.memory.last.first if self.memory.last else None)
        if (parts.told or self.anchor.narrative) and self.memory.last is not None:
            return (told if parts.unit == "day" and told else self.memory.last.first), "relative"
        if self.anchor.day is not None:
            return self.anchor.day, self.anchor.basis
        return None

    def year_of(self, month: int, number: int | None, parts: Parts, index: int) -> tuple[int, str] | None:
        """The year of a month or day told without one."""
        borrowed = self._borrowed(month, index)
        if borrowed is not None:
            return borrowed, "relative"
        memory, anchor = self.memory, self.anchor
        if anchor.narrative or anchor.day is None:
            if memory.year is None:
                return (anchor.day.year, "relative") if anchor.day is not None else None
            last = memory.month
            turned = (
                last is not None
                and last.year == memory.year
                and last.month - month >= YEAR_TURNS
                and leads(self.words, parts.expression)
            )
            return memory.year + turned, "relative"
        day = anchor.day
        if anchor.grain == "year":
            return day.year, anchor.basis
        weekday = parts.one("WEEKDAY", "WKD")
        if weekday is not None and number is not None:
            for year in (day.year, day.year - 1, day.year + 1):
                there = real_day(year, month, number)
                if there is not None and there.isoweekday() == weekday:
                    return year, anchor.basis
        back = (30 * (day.month - month) + (day.day - number if number else 0)) % 360 / 30
        told = tense(self.words, parts.expression)
        future = back > FAR_BACK[told]
        crossed = (month, number or day.day) > (day.month, day.day)
        return (day.year + (not crossed and back > 0) if future else day.year - crossed), anchor.basis

    def _borrowed(self, month: int, index: int) -> int | None:
        """The year that the next expression states, where the two are joined ("March and April 1918")."""
        place = index
        while place + 1 < len(self.found):
            between = self.words.codes[self.found[place].last : self.found[place + 1].first]
            if not (len(between) <= 2 and between and set(between) <= _JOINING):
                return None
            place += 1
            other = self._parts(self.found[place])
            if self.found[place].rule not in ("day", "days", "month", "month_of_year", "season", "year"):
                return None
            if other.year is not None:
                return other.year - (other.month is not None and month > other.month)
        return None


_JOINING = {CODE[n] for n in ("AND", "TO", "DASH", "THE", "COMMA", "OF", "IN", "OFFENSIVE")}


def _day_of(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    month = parts.month
    number = parts.one("DAY", "ORDINAL", "NTH")
    assert month is not None
    basis = "stated"
    if parts.has("BC"):
        return None
    year = parts.year
    if year is None and parts.unit == "year":
        base = resolver.base(parts)
        if base is None:
            return None
        year, basis = base[0].year + parts.step, base[1]
    if year is None:
        known = resolver.year_of(month, number, parts, index)
        if known is None:
            return Resolved(f"XXXX-{month:02}-{number:02}", None, "stated") if number <= 31 else None
        year, basis = known
    day = real_day(year, month, number)
    if day is None:
        return None
    part = parts.one("PARTDAY")
    period = periods.day(day)
    return Resolved(period.value + (part or ""), period, basis)


def _days(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    month = parts.month
    numbers = parts.by_class.get("DAY", []) + parts.by_class.get("ORDINAL", [])
    assert month is not None
    known = (parts.year, "stated") if parts.year else resolver.year_of(month, numbers[0], parts, index)
    if known is None:
        return Resolved(f"XXXX-{month:02}-{numbers[0]:02}/XXXX-{month:02}-{numbers[-1]:02}", None, "stated")
    first, last = real_day(known[0], month, numbers[0]), real_day(known[0], month, numbers[-1])
    if first is None or last is None or first >= last:
        return None
    return Resolved(f"{first}/{last}", periods.day(last), known[1])


def _bare_day(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    for later in resolver.found[index + 1 :]:
        other = resolver._parts(later)
        if other.month is not None:
            number = parts.one("DAY", "ORDINAL")
            known = (other.year, "stated") if other.year else resolver.year_of(other.month, number, other, index + 1)
            day = real_day(known[0], other.month, number) if known else None
            return Resolved(day.isoformat(), periods.day(day), known[1]) if day and known else None
    return None


def _next_day(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    """The second day in "6 and 7 May" told the other way round, or "the 20th": of the month told last."""
    last = resolver.memory.last
    if last is None or last.grain not in ("day", "month"):
        return None
    day = real_day(last.first.year, last.first.month, parts.one("DAY", "ORDINAL"))
    return Resolved(day.isoformat(), periods.day(day), "relative") if day else None


def _month_of_year(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    month, year, basis = parts.month, parts.year, "stated"
    assert month is not None
    if year is None:
        base = resolver.base(parts)
        if base is None or parts.unit != "year":
            return None
        year, basis = base[0].year + parts.step, base[1]
    period = periods.month(year, month)
    return Resolved(period.value, period, basis)


def _month(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    month = parts.month
    assert month is not None
    if not parts.step and not parts.has(*SAME):
        known = resolver.year_of(month, None, parts, index)
        if known is None:
            return Resolved(f"XXXX-{month:02}", None, "stated")
        period = periods.month(known[0], month)
        return Resolved(period.value, period, known[1])
    base = resolver.base(parts)
    if base is None:
        return Resolved(f"XXXX-{month:02}", None, "stated")
    year = base[0].year
    if parts.step < 0:
        year -= month >= base[0].month
    elif parts.step > 0:
        year += month <= base[0].month
    period = periods.month(year, month)
    return Resolved(period.value, period, base[1])


def _season(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    code = parts.one("SEASON", "FALL")
    if parts.has("BC"):
        return None
    year, basis = parts.year, "stated"
    if year is None:
        borrowed = resolver._borrowed(periods.SEASON_MONTH[code], index)
        if borrowed is not None:
            year, basis = borrowed, "relative"
        elif parts.unit == "year":
            base = resolver.base(parts)
            if base is None:
                return None
            year, basis = base[0].year + parts.step, base[1]
        else:
            return _bare_season(resolver, parts, code)
    period = periods.season(year, code)
    return Resolved(period.value, period, basis)


def _bare_season(resolver: Resolver, parts: Parts, code: str) -> Resolved | None:
    base = resolver.base(parts)
    if base is None:
        return None
    start, here = periods.SEASON_MONTH[code], base[0].month
    year = base[0].year
    if parts.step < 0:
        year -= start + 2 >= here
    elif parts.step > 0:
        year += start <= here
    elif not parts.has(*SAME) and base[1] != "relative":
        if ahead(parts.words, parts.expression):
            year += start + 2 < here
        else:
            year -= start > here
    period = periods.season(year, code)
    return Resolved(period.value, period, base[1])


def _year(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    year = parts.year
    if year is None or not _is_year(parts, year):
        return None
    period = periods.year(year)
    return Resolved(period.value, period, "stated")


def _is_year(parts: Parts, year: int) -> bool:
    """Whether a number of four figures is a year and no count, by what stands around it."""
    if not parts.has("YEAR") or parts.has("THE", "EARLY", "LATER", "END", "FISCAL", "LATTER"):
        return True
    words, e = parts.words, parts.expression
    before = words.text[max(0, words.starts[e.first] - 1) : words.starts[e.first]]
    if before and before in "$£€#@/.,_":
        return False
    tables = calendar()["not_years"]
    previous = words.text[words.starts[e.first - 1] : words.ends[e.first - 1]] if e.first else ""
    next_word = words.text[words.starts[e.last] : words.ends[e.last]] if e.last < len(words.starts) else ""
    if previous.lower() in tables["before"] or next_word in ("%", "°"):
        return False
    if next_word in tables["after"]:
        return previous.lower() in ("in", "since", "by", "until") and next_word in ("people", "men", "women", "police", "others")
    if 1900 <= year <= 2050:
        return not (next_word == "," and words.text[words.ends[e.last] : words.ends[e.last] + 3].isdigit())
    introduced = not e.first or NAME[words.codes[e.first - 1]] in _INTRODUCING
    plural = next_word.islower() and next_word.endswith("s") and len(next_word) > 3
    follows = NAME[words.codes[e.last]] if e.last < len(words.codes) else "BREAK"
    return (introduced and (not plural or words.codes[e.first - 1] == CODE["THE"])) or follows in ("DASH", "CLOSE", "BREAK")


_INTRODUCING = {"IN", "OF", "TO", "AND", "PREP", "THE", "DASH", "OPEN", "COMMA", "EARLY", "BEFORE", "AFTER", "A", "BREAK"}


def _years(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    first, short = parts.by_class["YEAR"][0], parts.one("DAY", "NUMBER")
    if short is None or short > 99 or parts.text[-2:].strip() != f"{short:02}":
        return None
    last = first - first % 100 + short
    if not first < last:
        return None
    return Resolved(f"{first}/{last}", periods.year(last), "stated")


def _short_year(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    number = parts.one("DAY", "NUMBER")
    start = parts.words.starts[parts.expression.first]
    if number is None or number > 99 or parts.words.text[max(0, start - 1) : start] in ("'", "’", "`", '"') or not re.search(r"['’]\d\d\Z", parts.text):
        return None
    base = resolver.base(parts)
    here = base[0].year if base else 2000
    year = max((c for c in (number + h for h in range(1500, 2100, 100)) if c <= here), default=None)
    return Resolved(f"{year}", periods.year(year), "relative") if year else None


def _decade(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    if parts.has("NINETIES"):
        return Resolved(str(parts.one("NINETIES")), None, "stated")
    number = parts.one("DECADE")
    if number is None:
        return None
    if number < 100:
        if not parts.has("APOSTROPHE"):
            return None
        number += 1900
    return Resolved(f"{number // 10}", periods.decade(number // 10), "stated") if number >= 1000 else None


def _century(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    number = parts.one("NTH", "ORDINAL")
    if parts.has("BC"):
        return Resolved(f"BC{number - 1:02}", None, "stated")
    return Resolved(f"{number - 1:02}", None, "stated")


def _year_bc(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    number = parts.one("NUMBER", "YEAR", "DAY", "DECADE")
    if number is None:
        return None
    suffix = ""
    if parts.month is not None:
        number, suffix = parts.by_class.get("NUMBER", parts.by_class.get("YEAR", [number]))[-1], f"-{parts.month:02}"
    elif parts.has("SEASON", "FALL"):
        suffix = f"-{parts.one('SEASON', 'FALL')}"
    return Resolved(f"BC{number // 10:03}" if parts.has("DECADE") else f"BC{number:04}{suffix}", None, "stated")


def _weekday(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    wanted = parts.one("WEEKDAY", "WKD")
    part = parts.one("PARTDAY") or ""
    base = (resolver.memory.day, "relative") if (parts.told or resolver.anchor.narrative) and resolver.memory.day else None
    if base is None and resolver.today is not None:
        base = resolver.today, resolver.anchor.basis
    if base is None or base[0] is None:
        return Resolved(f"XXXX-WXX-{wanted}{part}", None, "stated")
    here = base[0]
    back = (here.isoweekday() - wanted) % 7
    if parts.step < 0:
        day = here - timedelta(days=back or 7)
    elif parts.step > 0:
        day = here + timedelta(days=-back % 7 or 7)
    elif parts.has("THIS"):
        day = here + timedelta(days=-back % 7) if ahead(parts.words, parts.expression) else here - timedelta(days=back)
    elif back and ahead(parts.words, parts.expression):
        day = here + timedelta(days=7 - back)
    else:
        day = here - timedelta(days=back)
    return Resolved(day.isoformat() + part, periods.day(day), base[1])


def _deictic(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    part = parts.one("PARTDAY") or ("TNI" if "night" in parts.text.lower() else "")
    if resolver.today is None:
        return None
    day = resolver.today + timedelta(days=parts.one("DEICTIC"))
    return Resolved(day.isoformat() + part, periods.day(day), resolver.anchor.basis)


def _part_of_day(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    part = parts.one("PARTDAY")
    told = parts.told and resolver.memory.day is not None
    here = resolver.memory.day if told or resolver.anchor.narrative else resolver.today
    if here is None:
        return None
    day = here + timedelta(days=parts.step)
    return Resolved(day.isoformat() + part, periods.day(day), "relative" if told else resolver.anchor.basis)


def _ago(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    count, unit = parts.count, parts.unit
    if count is None or unit is None or resolver.anchor.day is None or resolver.anchor.narrative:
        return None
    return _stepped(resolver, parts, resolver.anchor.day, unit, -count, resolver.anchor.basis)


def _later(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    count, unit = parts.count, parts.unit
    base = resolver.memory.last
    if count is None or unit is None:
        return None
    backward = parts.has("BEFORE", "AGO") or not parts.text.lower().endswith("later")
    if base is None:
        if resolver.anchor.day is None:
            return None
        return _stepped(resolver, parts, resolver.anchor.day, unit, -count if backward else count, resolver.anchor.basis)
    if base.grain in ("year", "decade", "century") and unit not in ("year", "decade"):
        return None
    start = resolver.memory.day if unit == "day" and resolver.memory.day else base.first
    return _stepped(resolver, parts, start, unit, -count if backward else count, "relative")


def _stepped(resolver: Resolver, parts: Parts, start: date, unit: str, steps: int, basis: str) -> Resolved | None:
    there = moved(start, unit, steps)
    quarter = resolver.memory.quarter
    if unit == "year" and steps == -1 and quarter is not None:
        period = containing("quarter", moved(quarter.first, "year", steps))
    else:
        period = containing({"decade": "year", "fortnight": "week"}.get(unit, unit), there)
    return Resolved(period.value, period, basis)


def _period(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    unit = parts.unit
    if unit is None or (unit == "day" and not parts.told and not parts.step):
        return None
    if parts.has("PAST") and not parts.has("THIS", "LAST", "NEXT") and unit != "decade":
        return _stretch(resolver, parts, index)
    base = resolver.base(parts)
    grain = "week" if unit == "fortnight" else unit
    if base is None:
        return None
    start, basis = base
    if resolver.anchor.grain == "year" and grain not in ("year", "decade", "century") and not parts.told and not resolver.anchor.narrative:
        return None
    period = containing(grain, moved(start, unit, parts.step))
    return Resolved(period.value, period, basis)


def _day_before(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    unit = parts.unit
    if unit is None:
        return None
    step = -1 if parts.has("BEFORE") else 1
    if parts.has("DEICTIC"):
        if resolver.today is None:
            return None
        day = resolver.today + timedelta(days=parts.one("DEICTIC") + step)
        return Resolved(day.isoformat(), periods.day(day), resolver.anchor.basis)
    if parts.has("LAST"):
        base: tuple[date, str] | None = (resolver.anchor.day, resolver.anchor.basis) if resolver.anchor.day else None
        step -= 1
    else:
        base = (resolver.memory.last.first, "relative") if resolver.memory.last else None
        if base and unit == "day" and resolver.memory.day:
            base = resolver.memory.day, "relative"
    if base is None:
        return None
    period = containing(unit, moved(base[0], unit, step))
    return Resolved(period.value, period, base[1])


def _stretch(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    """ "The past two weeks": the interval up to the day of writing, by days or, from a month up, by months."""
    unit = parts.unit
    count = parts.count or (1 if not parts.has("SEVERAL") else None)
    here = resolver.anchor.day
    if count is None or unit is None or here is None or resolver.anchor.narrative or parts.has("PREVIOUS", "FOLLOWING"):
        return None
    if resolver.anchor.grain == "year":
        return None
    there = moved(here, unit, count * (parts.step or -1))
    first, last = min(here, there), max(here, there)
    width = 10 if unit in ("day", "week", "fortnight") else 7
    return Resolved(f"{first.isoformat()[:width]}/{last.isoformat()[:width]}", None, resolver.anchor.basis)


def _week_of(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    day = _day_of(resolver, parts, index)
    if day is None or day.period is None or parts.unit != "week":
        return None
    period = periods.week(day.period.first)
    return Resolved(period.value, period, day.basis)


def _weekend(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    base = (resolver.memory.day, "relative") if (resolver.anchor.narrative or parts.has("THAT", "SAME")) and resolver.memory.day else None
    if base is None and resolver.today is not None:
        base = resolver.today, resolver.anchor.basis
    if base is None or base[0] is None:
        return None
    here = base[0]
    if not parts.step and not parts.has("THIS", "COMING") and base[1] != "relative":
        here += timedelta(weeks=0 if here.isoweekday() >= 6 or ahead(parts.words, parts.expression) else -1)
    else:
        here += timedelta(weeks=parts.step)
    period = periods.weekend(here)
    return Resolved(period.value, period, base[1])


def _quarter(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    """A quarter by its number; or the one the text is about, or the same a year before."""
    number, base, memory = parts.one("NTH"), resolver.anchor.day, resolver.memory
    lowered = parts.text.lower()
    shift = -1 if re.search(r"year[- ](?:ago|earlier)|last year", lowered) else 1 if "next year" in lowered else 0
    if number is None:
        period = memory.quarter
        if period is None and base is not None and "quarter" in lowered and (parts.step or parts.has(*SAME)):
            period = containing("quarter", moved(base, "quarter", -1 if "latest" in lowered else parts.step))
        if period is None:
            return None
        if shift or parts.year:
            period = periods.quarter(parts.year or period.first.year + shift, (period.first.month + 2) // 3)
        return Resolved(period.value, period, "relative")
    if number > 4:
        return None
    year, basis = parts.year, "stated"
    if year is None:
        if base is None:
            return Resolved(f"XXXX-Q{number}", None, "stated")
        year, basis = base.year + shift, resolver.anchor.basis
        if not shift and number > (base.month + 2) // 3 and not ahead(parts.words, parts.expression):
            year -= 1
    period = periods.quarter(year, number)
    if not shift and (base is None or moved(period.first, "quarter", 1) <= base):
        memory.quarter = period
    return Resolved(period.value, period, basis)


def _half(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    number = parts.one("NTH") or 2
    year, basis = parts.year, "stated"
    if year is None:
        base = resolver.base(parts)
        if base is None or parts.unit != "year":
            return None
        year, basis = base[0].year + parts.step, base[1]
    if number > 2:
        return None
    period = periods.half(year, number)
    return Resolved(period.value, period, basis)


def _feast(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    rule = parts.one("FEAST")
    year, basis = parts.year, "stated"
    if year is None:
        base = resolver.base(parts)
        if base is None:
            if " " in rule:
                return Resolved(f"XXXX-{int(rule.split()[2]):02}", None, "stated")
            return Resolved(f"XXXX-{rule}", None, "stated") if rule[0].isdigit() else None
        year, basis = base[0].year, base[1]
        there = periods.feast(rule, year)
        if basis != "relative":
            gap = (there - base[0]).days
            if parts.step < 0 or (gap > 7 and not parts.has("THIS") and not ahead(parts.words, parts.expression)):
                year -= gap >= 0
            elif gap < 0 and (parts.step > 0 or ahead(parts.words, parts.expression)):
                year += 1
    there = periods.feast(rule, year)
    return Resolved(there.isoformat() + (parts.one("PARTDAY") or ""), periods.day(there), basis)


def _iso(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    day = date.fromisoformat(parts.one("ISO"))
    return Resolved(day.isoformat(), periods.day(day), "stated")


def _numeric(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    """13/01/2020 and 01/13/2020 are plain; where both readings are days, only the year is known."""
    first, second, year = map(int, parts.one("NUMERIC").split("/"))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if first == second or first > 12 or second > 12:
        day = real_day(year, second, first) or real_day(year, first, second)
        return Resolved(day.isoformat(), periods.day(day), "stated") if day else None
    return Resolved(f"{year}-XX-XX", None, "stated")


def _clock(resolver: Resolver, parts: Parts, index: int) -> Resolved | None:
    hour, minute, half = parts.one("CLOCK") or (parts.one("DAY"), 0, "")
    half = (parts.one("AMPM") or half)[:1]
    if hour > 23 or (half in ("a", "p") and not 1 <= hour <= 12):
        return None
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    day: Resolved | None = None
    if parts.has("WEEKDAY"):
        day = _weekday(resolver, parts, index)
    elif parts.has("DEICTIC"):
        day = _deictic(resolver, parts, index)
    elif half:
        when = _day_beside(resolver, index)
        day = Resolved(when.isoformat(), periods.day(when), "relative") if when else None
    if day is None or day.period is None:
        return None
    return Resolved(f"{day.period.value}T{hour:02}:{minute:02}", day.period, day.basis)


def _day_beside(resolver: Resolver, index: int) -> date | None:
    """The day that the next words name, else the last told."""
    if index + 1 < len(resolver.found):
        here, other = resolver.found[index], resolver.found[index + 1]
        between = resolver.words.text[resolver.words.ends[here.last - 1] : resolver.words.starts[other.first]]
        rule = {"weekday": _weekday, "day": _day_of, "deictic": _deictic}.get(other.rule)
        if rule is not None and len(between) < 25 and not re.search(r"[.!?;]\s", between):
            found = rule(resolver, resolver._parts(other), index + 1)
            if found is not None and found.period is not None:
                return found.period.first
    return resolver.memory.day


Rule = Callable[[Resolver, Parts, int], Resolved | None]
RULES: dict[str, Rule] = {
    "iso": _iso,
    "numeric": _numeric,
    "clock": _clock,
    "day": _day_of,
    "days": _days,
    "bare_day": _bare_day,
    "next_day": _next_day,
    "month_bc": _year_bc,
    "season_bc": _year_bc,
    "year_bc": _year_bc,
    "month_of_year": _month_of_year,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "weekday": _weekday,
    "day_before": _day_before,
    "deictic": _deictic,
    "ago": _ago,
    "later": _later,
    "stretch": _stretch,
    "week_of": _week_of,
    "weekend": _weekend,
    "part_of_day": _part_of_day,
    "period": _period,
    "decade": _decade,
    "century": _century,
    "feast": _feast,
    "years": _years,
    "year": _year,
    "short_year": _short_year,
}
