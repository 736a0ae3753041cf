"""Counts as arrays, and the grid of log rates each theme is looked at on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purport.analysis.shifts.counts import Counts, Kind

Array = NDArray[np.floating[Any]]
Truths = NDArray[np.bool_]

# Issues in the windows whose rates say how far a grid has to reach.
_WINDOW = 4
# A grid reaches so many standard errors beyond these rates, and so far at least (on the log scale).
_BEYOND, _LEAST_REACH = 2.5, 0.35
_LEAST_POINTS, _MOST_POINTS = 32, 72


@dataclass(frozen=True, slots=True)
class Series:
    """One theme's counts and exposures as arrays over all periods; ``seen`` is False where it was not counted.

    ``items`` is how many items each issue has where these are counted: an item holds the theme or not, and with a rate
    of r an item the share that does is 1 - exp(-r). Of statements it is None, and the rate is their share.
    """

    counts: Array
    exposure: Array
    seen: Truths
    items: Array | None = None

    @property
    def rate(self) -> float:
        """Its rate over all issues seen, a half count added so that it is never 0."""
        return float(np.exp(self.log_rate(self.seen)[0]))

    @property
    def usual(self) -> Array:
        """The counts of all issues at that rate."""
        means: Array = self.rate * self.exposure
        return means if self.items is None else self.items * -np.expm1(-means / np.maximum(self.items, 1))

    def log_rate(self, among: Truths) -> tuple[float, float]:
        """The log rate over some issues together, and its standard error where counts vary as little as they can."""
        items = None if self.items is None else self.items[among].sum()
        rate, error = _log_rates(self.counts[among].sum(), self.exposure[among].sum(), items)
        return float(rate), float(error)

    def log_rates(self, many: int) -> tuple[Array, Array]:
        """The same for each stretch of so many issues seen."""
        each = (self.counts, self.exposure, self.items)
        window = np.ones(many)
        return _log_rates(*(None if row is None else np.convolve(row[self.seen], window, "valid") for row in each))

    @property
    def fineness(self) -> float:
        """The standard error of the log rate over all issues, likewise."""
        if self.items is None:
            return float(1 / np.sqrt(self.counts[self.seen].sum() + 1))
        return self.log_rate(self.seen)[1]

    def spread(self, kept: float = 1.0) -> float:
        """The variance of a count by its mean, from differences of neighbouring issues; a lasting change leaves it
        as it is, and so do single issues where only the smaller differences are ``kept``. A rough figure to begin
        with, at least 1."""
        counts, units = self.counts[self.seen], (self.exposure if self.items is None else self.items)[self.seen]
        rates, each = counts / units, 1 / units
        share = (counts.sum() + 0.5) / (units.sum() + 1)
        expected = (self.rate if self.items is None else share * (1 - share)) * (each[1:] + each[:-1])
        order = np.argsort((rates[1:] - rates[:-1]) ** 2 / expected)[: int(np.ceil(kept * len(expected)))]
        return float(max(1.0, ((rates[1:] - rates[:-1])[order] ** 2).sum() / expected[order].sum()))


def _log_rates(counts: Any, exposure: Any, items: Any) -> tuple[Any, Any]:
    """Log rates and their standard errors; with ``items``, of which so many hold the theme."""
    if items is None:
        return np.log((counts + 0.5) / exposure), 1 / np.sqrt(counts + 0.5)
    share = (counts + 0.5) / (items + 1)
    each = -np.log1p(-share)
    return np.log(each * items / exposure), np.sqrt(share / ((1 - share) * items)) / each


@dataclass(frozen=True, slots=True)
class Grid:
    """Log rates at equal distances."""

    start: float
    step: float
    points: int

    def rates(self, beyond: int = 0) -> Array:
        """The log rates, with ``beyond`` more on either side."""
        rates: Array = self.start + self.step * np.arange(-beyond, self.points + beyond)
        return rates


def series_of(counts: Counts) -> list[Series]:
    """The themes of ``counts``, in order."""
    exposure = np.array([units or 0 for units in counts.exposure], float)
    made = []
    for numbers in counts.themes.values():
        seen = (exposure > 0) & np.array([number is not None for number in numbers])
        row = np.where(seen, [number or 0 for number in numbers], 0.0)
        made.append(Series(row, exposure, seen, exposure if counts.kind == Kind.ITEMS else None))
    return made


def grid_of(theme: Series, most: int = _MOST_POINTS) -> Grid:
    """A theme's grid: as far as its rates reach, and as fine as its counts allow in ``most`` points."""
    low, high, fine = _range(theme)
    points = int(np.clip(np.ceil((high - low) / fine), min(_LEAST_POINTS, most), most))
    return Grid(low, (high - low) / (points - 1), points)


def _range(theme: Series) -> tuple[float, float, float]:
    """From where to where, and how fine: about the standard error of the rate over all issues, which is less than that
    of the rate before or after a change."""
    spread = np.sqrt(theme.spread())
    issues = int(theme.seen.sum())
    rates, errors = theme.log_rates(min(_WINDOW, issues))
    errors = np.minimum(spread * errors, 1.0)
    low = min(float((rates - _BEYOND * errors).min()), np.log(theme.rate) - _LEAST_REACH)
    high = max(float((rates + _BEYOND * errors).max()), np.log(theme.rate) + _LEAST_REACH)
    return low, high, 1.2 * float(spread) * theme.fineness


def log_sum(values: Array, axis: Any = None) -> Any:
    """The logarithm of the sum of exponentials along ``axis``; minus infinity where there is nothing to sum."""
    most = np.max(values, axis=axis, keepdims=True)
    most = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        total = np.log(np.exp(values - most).sum(axis=axis, keepdims=True)) + most
    return total.squeeze(axis) if axis is not None else float(total.squeeze())
