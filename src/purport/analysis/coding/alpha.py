"""Krippendorff's alpha for nominal values, with an interval by bootstrap.

As in K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), for any number of coders and with values
missing. Units are drawn anew with replacement for the interval (A. Zapf et al., BMC Medical Research Methodology 16:93,
2016); all draws are reckoned at once.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2_000
LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """How far coders agree beyond chance: 1 in all, 0 as by chance. ``value`` is None where all who coded gave one and
    the same value throughout, so that nothing can be told; ``low`` and ``high`` bound it in 95 of 100 samples.
    ``units`` are those that two coders or more have coded."""

    value: float | None
    low: float | None
    high: float | None
    units: int


def alpha(units: Iterable[Mapping[str, Hashable]], *, seed: int = 1, draws: int = DRAWS) -> Alpha:
    """The agreement of some coders. A unit is what each coder who coded it said, by coder; who did not is left out."""
    counts = _counts([list(unit.values()) for unit in units])
    if not len(counts):
        return Alpha(value=None, low=None, high=None, units=0)
    whole = _alpha(np.ones((1, len(counts))), counts)[0]
    if np.isnan(whole):
        return Alpha(value=None, low=None, high=None, units=len(counts))
    random = np.random.default_rng(seed)
    times = random.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=draws).astype(np.float64)
    found = _alpha(times, counts)
    # In a draw where all values are the same nothing disagrees.
    found = np.where(np.isnan(found), 1.0, found)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Alpha(value=float(whole), low=float(low), high=float(high), units=len(counts))


def _counts(units: list[list[Hashable]]) -> NDArray[np.float64]:
    """How often each value was given to each unit that has two or more: a row a unit, a column a value."""
    paired = [unit for unit in units if len(unit) > 1]
    values = list(dict.fromkeys(value for unit in paired for value in unit))
    return np.array([[unit.count(value) for value in values] for unit in paired], dtype=np.float64)


def _alpha(times: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Alpha where each unit counts so many times, a row of ``times`` a draw; not a number where one value stands
    alone."""
    coders = counts.sum(axis=1)
    # The pairs of values within a unit that differ, each unit weighing as many as it has coders.
    differing = (coders**2 - (counts**2).sum(axis=1)) / (coders - 1)
    total = times @ coders
    by_value = times @ counts
    expected = total**2 - (by_value**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        alphas: NDArray[np.float64] = 1 - (total - 1) * (times @ differing) / expected
    return np.where(expected > 0, alphas, np.nan)
