"""What a rule may know: the words of its expression, the text's anchor, and what was told before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from purport.reading.dates.anchors import Anchor
from purport.reading.dates.grammar import Expression
from purport.reading.dates.periods import Period, containing, real_day
from purport.reading.dates.tense import done, leads, same_sentence, tense
from purport.reading.dates.words import CODE, NAME, Scan

FORWARD = {"NEXT", "FOLLOWING", "COMING"}
BACKWARD = {"LAST", "PREVIOUS", "PAST"}
SAME = {"THIS", "THAT", "SAME", "CURRENT"}
# Months that a day or month without a year may lie back before its next return is the likelier reading.
FAR_BACK = {"future": 2.5, None: 9.5, "past": 9.5, "done": 12.1}
# A narrative's month this much lower than the one before it stands in the next year.
YEAR_TURNS = 6
# A year this near to that of the story may carry it on.
NEAR_YEARS = 1
NEAR_CHARACTERS = 60
# Values of which nothing is known but how close they are.
OPEN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value, the period it stands for where it is known, and the basis."""

    value: str
    period: Period | None
    basis: str


@dataclass(slots=True)
class Memory:
    """What has been told so far: the last period, day and month, the quarter the text is in, the year told last, and
    the year the story has come to."""

    last: Period | None = None
    day: date | None = None
    month: date | None = None
    quarter: Period | None = None
    year: int | None = None
    story: int | None = None

    def keep(self, period: Period, basis: str, opens: bool, begins: bool = False) -> None:
        """Take a period as the last told. ``opens``: it opens its sentence; ``begins``: it is the first of its
        paragraph that is told with its year."""
        self.last = period
        if basis == "relative" and period.grain == "year" and self.year is not None and period.first.year < self.year:
            return  # "the previous year", "four years earlier": a look back
        if period.grain == "day":
            self.day = period.first
        # A winter that two years share tells no month.
        if period.grain in ("day", "month") or (period.grain == "season" and period.first.month > 1):
            self.month = period.first
        year = period.first.year
        # A bare year far off looks aside ("a book published in 2005"); one near by carries the story on.
        bare = period.grain in ("decade", "century", "year")
        if not bare or opens or self.year is None or abs(year - self.year) <= NEAR_YEARS:
            self.year = year
            # A look back within a paragraph ("the first since May 2005") does not take the story with it.
            if opens or begins or self.story is None or 0 <= year - self.story <= NEAR_YEARS:
                self.story = year

    def resume(self) -> None:
        """Go on from the story where something else was told last, as a new paragraph does."""
        if self.story is not None:
            self.year = self.story

    def at(self, unit: str) -> date | None:
        """The point told last, where it was told as closely as steps of a unit need."""
        if self.last is None:
            return None
        near = {
            "day": ("day",),
            "week": ("day", "week"),
            "fortnight": ("day", "week"),
            "month": ("day", "week", "month"),
        }
        if unit in near and self.last.grain not in near[unit]:
            told = self.month if unit == "month" else self.day
            within = told is not None and containing(self.last.grain, told).first == self.last.first
            return told if told is not None and told.year == self.last.first.year and within else None
        return self.last.first


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of one expression by class."""

    words: Scan
    expression: Expression
    index: int
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
        month: int | None = self.one("MONTH", "MON", "MAY")
        return month

    @property
    def year(self) -> int | None:
        """The year stated, in figures or in words ("nineteen ninety-six")."""
        if self.has("YEAR"):
            # Of a winter that two years share, the first.
            year: int = self.by_class["YEAR"][0 if self.has("SEASON") else -1]
            return year
        if self.has("SLASHED"):
            return int(self.by_class["SLASHED"][0][0])
        numbers: Sequence[int] = self.by_class.get("NUMWORD", ())
        if self.has("THOUSAND") and numbers:
            return 1000 * numbers[0] + sum(numbers[1:])  # "the year two thousand and one"
        return _spoken_year(numbers)

    @property
    def unit(self) -> str | None:
        """The unit named."""
        unit: str | None = self.one("UNIT", "UNITS")
        return unit

    @property
    def part_of_day(self) -> str:
        """The part of day named, as TIMEX3 writes it; empty where there is none."""
        small_hours = self.one("PART") == "hours" and self.one("EARLY") == "early"
        part: str = self.one("PARTDAY") or ("TMO" if small_hours else "")
        return part

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
            number: int | None = self.one("DAY", "NUMBER")
            return number
        if self.has("NUMWORD"):
            words: list[int] = self.by_class["NUMWORD"]
            return sum(words)
        return 1 if self.has("A", "DASH") else None


def _spoken_year(numbers: Sequence[int]) -> int | None:
    """Nineteen, ninety, six: 1996."""
    if len(numbers) < 2 or not 10 <= numbers[0] <= 20:
        return None
    rest = sum(numbers[1:])
    return 100 * numbers[0] + rest if 10 <= rest < 100 and len(numbers) <= 3 and numbers[0] >= 16 else None


@dataclass(frozen=True, slots=True)
class Context:
    """One text under resolution: its words, expressions and anchor, the rules by which they are resolved,
    whether it writes the day before the month in figures, the
    memory of what it has told, and from where each expression asked about borrows its year."""

    words: Scan
    found: Sequence[Expression]
    anchor: Anchor
    rules: "Mapping[str, Rule]"
    day_first: bool | None = None
    memory: Memory = field(default_factory=Memory)
    lenders: dict[int, tuple[int, int | None] | None] = field(default_factory=dict)

    def parts(self, index: int) -> Parts:
        """The words of the expression at an index."""
        return self.parts_of(self.found[index], index)

    def parts_of(self, e: Expression, index: int) -> Parts:
        """The words of an expression that is the one at an index or a part of it."""
        by_class: dict[str, list[Any]] = {}
        for i in range(e.first, e.last):
            by_class.setdefault(NAME[self.words.codes[i]], []).append(self.words.values[i])
        last = e.last - 1
        while last > e.first and NAME[self.words.codes[last]] in ("COMMA", "IN", "OF"):
            last -= 1
        return Parts(
            self.words, e, index, by_class, self.words.text[self.words.starts[e.first] : self.words.ends[last]]
        )

    @property
    def today(self) -> date | None:
        """The day of writing where it is known to the day."""
        return self.anchor.day if self.anchor.grain == "day" else None

    def known(self, unit: str) -> bool:
        """Whether the day of writing is known as closely as a unit needs."""
        need = {"day": 0, "week": 0, "fortnight": 0, "month": 1}.get(unit, 2)
        return self.anchor.day is not None and need >= ("day", "month", "year").index(self.anchor.grain)

    def now(self, unit: str, part: str = "") -> Resolved | None:
        """The day, week or month of writing, as far as it is known."""
        day, grain = self.anchor.day, self.anchor.grain
        if day is None or self.anchor.narrative:
            return self.open(unit, part)
        value = containing(unit if self.known(unit) else grain, day).value
        return Resolved(value + (part if grain == "day" else ""), None, self.anchor.basis)

    def open(self, unit: str, part: str = "") -> Resolved | None:
        """What is left of a value where a report's day of writing is not known; nothing in a narrative, where
        "today" is no day."""
        if self.anchor.narrative or unit not in OPEN:
            return None
        return Resolved(OPEN[unit] + part, None, "relative")

    def base(self, parts: Parts) -> tuple[date, str] | None:
        """The day a pointing expression counts from, and the basis."""
        pointing = parts.has("LAST", "NEXT", "THIS", "PAST", "COMING", "CURRENT") and not parts.told
        narrated = self.anchor.narrative and not (pointing and self.anchor.basis == "inferred")
        if (parts.told or narrated) and self.memory.last is not None:
            told = self.memory.at(parts.unit or "year")
            return (told, "relative") if told is not None else None
        return (self.anchor.day, self.anchor.basis) if self.anchor.day is not None else None

    def year_of(self, month: int, number: int | None, parts: Parts) -> tuple[int, str] | None:
        """The year of a month or day told without one."""
        borrowed = self.borrowed(month, parts.index)
        if borrowed is not None:
            return borrowed, "stated"
        day, basis = self.anchor.day, self.anchor.basis
        if self.anchor.narrative:
            return self._narrated_year(month, parts)
        if day is None:
            beside = self.year_beside(parts)
            return (beside, "inferred") if beside is not None else None
        if self.anchor.grain == "year":
            return day.year, basis
        before = self.found[parts.index - 1] if parts.index else None
        last = self.memory.last
        if before is not None and before.rule in ("year", "period") and last is not None and last.grain == "year":
            gap = self.words.starts[parts.expression.first] - self.words.ends[before.last - 1]
            if gap < NEAR_CHARACTERS and same_sentence(self.words, before, parts.expression):
                return last.first.year, "inferred"  # "last year's talks, on 12 May"
        weekday = parts.one("WEEKDAY", "WKD")
        if weekday is not None and number is not None:
            for year in (day.year, day.year - 1, day.year + 1):
                there = real_day(year, month, number)
                if there is not None and there.isoweekday() == weekday:
                    return year, basis
        back = (30 * (day.month - month) + (day.day - number if number else 0)) % 360 / 30
        crossed = (month, number or day.day) > (day.month, day.day)
        if back > FAR_BACK["done" if done(self.words, parts.expression) else tense(self.words, parts.expression)]:
            return day.year + (not crossed), basis
        return day.year - crossed, basis

    def _narrated_year(self, month: int, parts: Parts) -> tuple[int, str] | None:
        """The year the story has come to, or the next where the months have turned."""
        opens = leads(self.words, parts.expression)
        year, last = self.memory.story if opens else self.memory.year, self.memory.month
        if year is None:
            return (self.anchor.day.year, "inferred") if self.anchor.day is not None else None
        turned = last is not None and last.year == year and last.month - month >= YEAR_TURNS
        onward = opens or self._leads_on(parts.expression)
        return year + (turned and onward), "inferred"

    def _leads_on(self, expression: Expression) -> bool:
        """Whether the words before an expression carry a story on: "by January", ", and in January"."""
        first = expression.first
        if self.words.word(first - 1).lower() in ("by", "until"):
            return True
        return [self.words.name(i) for i in range(first - 3, first)] == ["COMMA", "AND", "IN"]

    def year_beside(self, parts: Parts) -> int | None:
        """The one year that the rest of the sentence states."""
        years = set()
        for direction in (range(parts.index - 1, -1, -1), range(parts.index, len(self.found))):
            for place in direction:
                e = self.found[place]
                if not same_sentence(self.words, e, parts.expression):
                    break
                years |= {self.words.values[i] for i in range(e.first, e.last) if self.words.name(i) == "YEAR"}
        return years.pop() if len(years) == 1 else None

    def borrowed(self, month: int, index: int) -> int | None:
        """The year that the next expression states, where the two are joined ("March and April 1918")."""
        lender = self._lender(index)
        if lender is None:
            return None
        year, named = lender
        return year - (named is not None and month > named)

    def _lender(self, index: int) -> tuple[int, int | None] | None:
        """Year and month of the first expression with a year among those joined to the one at an index."""
        place = index
        while place not in self.lenders and self._joined(place):
            place += 1
            other = self.parts(place)
            if other.year is not None:
                self.lenders.update(dict.fromkeys(range(index, place), (other.year, other.month)))
                return self.lenders[index]
        found = self.lenders.get(place)
        self.lenders.update(dict.fromkeys(range(index, place + 1), found))
        return found

    def _joined(self, index: int) -> bool:
        """Whether the next expression is one that may lend its year, with no more than "and" or a dash between."""
        if index + 1 >= len(self.found) or self.found[index + 1].rule not in _LENDING:
            return False
        between = self.words.codes[self.found[index].last : self.found[index + 1].first]
        return 0 < len(between) <= 2 and set(between) <= _JOINING


_JOINING = {CODE[n] for n in ("AND", "TO", "DASH", "THE", "COMMA", "OF", "IN", "OFFENSIVE")}
_LENDING = {"day", "days", "next_day", "month", "month_of_year", "season", "year", "year_part"}

Rule = Callable[[Context, Parts], Resolved | None]
