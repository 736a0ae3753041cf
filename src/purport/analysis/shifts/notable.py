"""One issue that differs from what the others foretell, with what all themes have in common in that issue.

How far a count reaches by chance is told by the items an issue is made of: each is on the theme or not, and they are
of very unequal length. The likelihood of the rest of the engine takes items of a rare theme for outliers: it would call
each of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammaln

from purport.analysis.shifts.arrays import Array, Truths
from purport.analysis.shifts.evidence import Evidence

# The standard deviation held beforehand of what an issue does to all themes alike (log scale).
_COMMON = 0.2
# The spread of the other themes weighs as much as so many items of the theme's own for each theme asked, up to a most.
# Of one theme alone this spread is held beforehand.
_ITEMS_A_THEME, _COMMON_ITEMS = 20.0, 100.0
_SPREAD = 10.0
# And is not known better than by this deviation (log scale).
_DOUBT = 0.35
# In fewer issues no count is out of the way: what is usual is not known.
_LEAST_ISSUES = 12
# Of each theme so many issues are looked at closely: those farthest out.
_CLOSELY = 3
# What is not known exactly is summed over at these standard deviations, with these weights.
_AT, _WEIGHT = np.array([-1.0, 0.0, 1.0]) * np.sqrt(3), np.array([1, 4, 1]) / 6
# Where so many themes are asked, and this is more than the probability that the middle one of them has, their tails
# are longer than foretold. (By chance the middle one has log 2.)
_MANY_THEMES, _MIDDLE = 6, 0.5
# Numbers of items are summed over as far as so many standard deviations, in so many terms at most.
_REACH, _TERMS = 9.0, 2001


@dataclass(frozen=True, slots=True)
class Outlying:
    """The issue of a theme farthest out: what was foretold, and the probability of a count so far out in any issue."""

    at: int
    expected: float
    probability: float


@dataclass(frozen=True, slots=True)
class _Foretold:
    """All themes (k, t): counts, what the other issues foretell of each, and where they were seen; ``growth[t]`` is
    how much longer than usual an issue is, 1 at least, and ``spread[k]`` the variance of a count by its mean in an
    issue of usual length. ``times[k]`` is how many times a unit was counted at most: 1, but for mentions."""

    counts: Array
    expected: Array
    seen: Truths
    exposure: Array
    growth: Array
    spread: Array
    times: Array

    def spread_of(self, k: int, at: int) -> float:
        """The spread of a theme in an issue: of its other issues and, as far as these hold few items, other themes."""
        others = self.seen[k].copy()
        others[at] = False
        pool = float(np.median(np.delete(self.spread, k))) if len(self.spread) > 1 else _SPREAD
        own, items = pool, 0.0
        if (whole := float(self.expected[k, others].sum())) > 0:
            own = float((self._away(k)[others]).sum()) / whole
            items = whole / pool
        weight = min(_COMMON_ITEMS, _ITEMS_A_THEME * len(self.spread))
        shared = (items * own + weight * pool) / (items + weight)
        return 1 + max(0.0, shared - 1) * float(self.growth[at])

    def _away(self, k: int) -> Array:
        away: Array = (self.counts[k] - self.expected[k]) ** 2 / self.growth
        return away


def outlying(rows: Sequence[Evidence]) -> list[Outlying]:
    """The issue farthest out of each theme."""
    told = _foretold(rows)
    return _tempered([_farthest(row, k, told) for k, row in enumerate(rows)], told.seen.sum(1))


def at_least(count: float, means: Array, spreads: Array, exposure: float) -> Array:
    """The probability of so large a count or a larger one in an issue of ``exposure`` statements.

    The issue is made of N items of exponential length; each is on the theme or not, so that their number k is binomial
    and their share of the issue Beta(k, N - k). N is such that the variance of the count is ``spreads`` times its mean.
    """
    share = np.minimum(means, exposure - 0.5) / exposure + np.zeros_like(spreads)
    if count <= 0:
        return np.ones_like(share)
    share = share[..., None]
    items = np.maximum(1.0, np.round(2 * exposure * (1 - share) / np.maximum(spreads, 1.0)[..., None] - 1))
    middle = items * share
    reach = _REACH * np.sqrt(middle) + _REACH
    low, high = np.maximum(1.0, np.floor(middle - reach)), np.minimum(items, np.ceil(middle + reach))
    # Where there are many items, every so manieth number of them.
    step = np.maximum(1.0, np.ceil((high - low) / (_TERMS - 1)))
    held = low + step * np.arange(int(((high - low) / step).max()) + 1)
    there = held <= items
    held = np.minimum(held, items)
    logs = gammaln(items + 1) - gammaln(held + 1) - gammaln(items - held + 1)
    logs += held * np.log(share) + (items - held) * np.log1p(-share)
    below = min(1.0, (count - 0.5) / exposure)
    reached = np.where(held < items, betainc(np.maximum(items - held, 0.5), held, 1 - below), 1.0)
    total: Array = np.minimum(1.0, np.where(there, step * np.exp(logs) * reached, 0.0).sum(-1))
    return total


def _foretold(rows: Sequence[Evidence]) -> _Foretold:
    counts = np.stack([row.theme.counts for row in rows])
    seen = np.stack([row.theme.seen for row in rows])
    expected = np.stack([_expected(row) for row in rows])
    exposure = rows[0].theme.exposure
    there = exposure > 0
    usual = np.exp(np.log(exposure[there]).mean())
    growth = np.where(there, np.maximum(1.0, exposure / usual), 1.0)
    away = np.where(seen, (counts - expected) ** 2 / growth, 0.0).sum(1)
    spread = np.maximum(1.0, away / np.maximum(expected.sum(1), 1e-9))
    times = np.maximum(1.0, np.where(seen, counts / np.where(there, exposure, 1.0), 0.0).max(1))
    return _Foretold(counts, expected, seen, exposure, growth, spread, times)


def _expected(row: Evidence) -> Array:
    """What the other issues foretell of each: a mean, so that what was taken for outliers counts again."""
    theme = row.theme
    expected = np.where(theme.seen, theme.exposure * (row.foretold @ np.exp(row.grid.rates())), 0.0)
    left = (theme.counts.sum() - theme.counts + 0.5) / (expected.sum() - expected + 0.5)
    scaled: Array = expected * left
    return scaled


def _common(k: int, at: int, told: _Foretold) -> tuple[float, float]:
    """What the issue does to the other themes alike: its mean and standard deviation on the log scale."""
    others = told.seen[:, at].copy()
    others[k] = False
    expected = told.expected[others, at]
    total = float(expected.sum())
    if total <= 0:
        return 0.0, 0.0
    noise = max(float((told.spread[others] * expected).sum()) * float(told.growth[at]), 1.0) / total**2
    kept = _COMMON**2 / (_COMMON**2 + noise)
    seen = float(told.counts[others, at].sum())
    return kept * float(np.log((seen + 0.5) / (total + 0.5))), float(np.sqrt(kept * noise))


def _farthest(row: Evidence, k: int, told: _Foretold) -> Outlying:
    expected, issues = told.expected[k], int(row.theme.seen.sum())
    away = np.abs(told.counts[k] - expected) / np.sqrt(told.spread[k] * told.growth * expected + 1e-9)
    away[~row.theme.seen] = -1
    if issues < _LEAST_ISSUES:
        at = int(np.argmax(away))
        return Outlying(at, float(expected[at]), 1.0)
    found = [_looked_at(k, int(at), told, issues) for at in np.argsort(-away)[:_CLOSELY]]
    return min(found, key=lambda each: each.probability)


def _looked_at(k: int, at: int, told: _Foretold, issues: int) -> Outlying:
    """The probability of a count at least as far out, on whichever side, times two and the issues."""
    count, spread, exposure = float(told.counts[k, at]), told.spread_of(k, at), float(told.exposure[at] * told.times[k])
    mean, deviation = _common(k, at, told)
    others = float(told.expected[k].sum() - told.expected[k, at])
    deviation = float(np.sqrt(deviation**2 + min(1.0, spread / max(others, 1e-9))))
    expected = float(told.expected[k, at] * np.exp(mean))
    means = expected * np.exp(deviation * _AT)[:, None] * np.ones(len(_AT))
    spreads = (1 + (spread - 1) * np.exp(_DOUBT * _AT)) * np.ones((len(_AT), 1))
    weights = _WEIGHT[:, None] * _WEIGHT
    more, less = (float((weights * at_least(each, means, spreads, exposure)).sum()) for each in (count, count + 1))
    return Outlying(at, expected, min(1.0, 2 * min(more, 1 - less) * issues))


def _tempered(found: list[Outlying], issues: Array) -> list[Outlying]:
    """Longer tails for all where the middle one of the other themes is farther out than the tails foretell."""
    if len(found) < _MANY_THEMES:
        return found
    logs = np.array([np.log(max(each.probability, 1e-300) / many) for each, many in zip(found, issues, strict=True)])
    tempered = []
    for k, each in enumerate(found):
        middle, wanted = float(np.median(np.delete(logs, k))), float(np.log(_MIDDLE / issues[k]))
        power = min(1.0, wanted / middle)
        tempered.append(Outlying(each.at, each.expected, min(1.0, float(np.exp(logs[k] * power)) * float(issues[k]))))
    return tempered
