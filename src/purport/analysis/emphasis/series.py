"""What was counted of a theme over time: numerators and denominators, the shares they make, and their intervals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from purport.analysis.emphasis.intervals import LEVEL, exact_rate, wilson
from purport.analysis.periods import Period


class Measure(StrEnum):
    """What is counted, of what. ``text_share``: statements of all statements; ``sentence_share``: sentences of all
    sentences, also those that nobody is named for; ``breadth``: items of all items; ``prominence``: items that have the
    theme in the headline, in the first paragraph or on the front page, of all items; ``front_page``, ``headline`` and
    ``lead``: of the items that have one; ``volume``: statements, for each issue (of an actor, for each document)."""

    TEXT_SHARE = "text_share"
    SENTENCE_SHARE = "sentence_share"
    BREADTH = "breadth"
    PROMINENCE = "prominence"
    FRONT_PAGE = "front_page"
    HEADLINE = "headline"
    LEAD = "lead"
    VOLUME = "volume"

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole, 0 to 1."""
        return self is not Measure.VOLUME


# What a measure's numbers count, in words.
UNITS = {
    Measure.TEXT_SHARE: ("statements", "statements"),
    Measure.SENTENCE_SHARE: ("sentences", "sentences"),
    Measure.BREADTH: ("items", "items"),
    Measure.PROMINENCE: ("items", "items"),
    Measure.FRONT_PAGE: ("items", "items on the front page"),
    Measure.HEADLINE: ("headlines", "headlines"),
    Measure.LEAD: ("first paragraphs", "first paragraphs"),
    Measure.VOLUME: ("statements", "issues"),
}
MAIN = (Measure.TEXT_SHARE, Measure.BREADTH, Measure.PROMINENCE, Measure.VOLUME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a series. ``value`` and its interval are None where there is nothing to count of: an issue that is
    missing, a week without one."""

    period: Period
    numerator: int
    denominator: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A theme by one measure, period by period. ``effect`` is how many statements weigh as much as one would that were
    told apart from all others (the design effect of statements of one item going together), 1 for items."""

    theme: str
    measure: Measure
    periods: tuple[Period, ...]
    numerators: tuple[int, ...]
    denominators: tuple[int, ...]
    effect: float = 1.0

    def points(self, level: float = LEVEL) -> tuple[Point, ...]:
        """The periods with their values, and the interval of each at a level."""
        return tuple(
            self._point(period, numerator, denominator, level)
            for period, numerator, denominator in zip(self.periods, self.numerators, self.denominators, strict=True)
        )

    def together(self, level: float = LEVEL) -> Point:
        """All periods as one."""
        first, last = self.periods[0], self.periods[-1]
        whole = Period(
            label=f"{first.label}/{last.label}",
            start=first.start,
            end=last.end,
            issues=sum(each.issues for each in self.periods),
            missing=sum(each.missing for each in self.periods),
        )
        return self._point(whole, sum(self.numerators), sum(self.denominators), level)

    def rows(self, level: float = LEVEL) -> Iterator[dict[str, Any]]:
        """One dict a period, column to value."""
        for point in self.points(level):
            yield {
                "theme": self.theme,
                "measure": self.measure.value,
                "period": point.period.label,
                "first_day": point.period.start.isoformat(),
                "last_day": point.period.end.isoformat(),
                "issues": point.period.issues,
                "missing": point.period.missing,
                "numerator": point.numerator,
                "denominator": point.denominator,
                "value": point.value,
                "low": point.low,
                "high": point.high,
            }

    def _point(self, period: Period, numerator: int, denominator: int, level: float) -> Point:
        if not denominator:
            return Point(period=period, numerator=numerator, denominator=0)
        interval = wilson if self.measure.is_share else exact_rate
        low, high = interval(numerator, denominator, level=level, effect=self.effect)
        value = numerator / denominator
        return Point(period=period, numerator=numerator, denominator=denominator, value=value, low=low, high=high)


def design_effect(
    numerators: Sequence[int],
    denominators: Sequence[int],
    items: Sequence[int],
    squares: Sequence[int],
    products: Sequence[int],
    of_squares: Sequence[int],
) -> float:
    """How many times wider than of independent statements the variance of a share is, since those of one item go
    together: the ratio estimator's variance between the items of a period over the binomial one, all periods together;
    1 at least. ``squares`` are the sums over items of numerator², ``products`` of numerator times denominator,
    ``of_squares`` of denominator²."""
    found = expected = 0.0
    for y, n, m, yy, yn, nn in zip(numerators, denominators, items, squares, products, of_squares, strict=True):
        if m < 2 or not n:
            continue
        share = y / n
        found += (yy - 2 * share * yn + share * share * nn) * m / (m - 1)
        expected += n * share * (1 - share)
    return max(1.0, found / expected) if expected > 0 else 1.0
