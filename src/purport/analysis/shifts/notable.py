"""One issue that differs from what the others foretell, with what all themes have in common in that issue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

from purport.analysis.shifts.arrays import Array, Truths
from purport.analysis.shifts.evidence import Evidence

# The standard deviation held beforehand of what an issue does to all themes alike (log scale).
_COMMON = 0.2
# Items are of very unequal length and a theme may fill one: counts reach further out than their phi says.
_CLUMPED = 6.0
# Of each theme so many issues are looked at closely: those farthest out.
_CLOSELY = 3
# A common effect is summed over at these standard deviations, with these weights.
_AT, _WEIGHT = np.array([-1.0, 0.0, 1.0]) * np.sqrt(3), np.array([1, 4, 1]) / 6


@dataclass(frozen=True, slots=True)
class Outlying:
    """The issue of a theme farthest out: what was foretold, and the probability of a count so far out in any issue."""

    at: int
    expected: float
    probability: float


def outlying(rows: Sequence[Evidence]) -> list[Outlying]:
    """The issue farthest out of each theme."""
    expected = np.stack([_expected(row) for row in rows])
    spreads = np.stack([_spreads(row) for row in rows])
    counts = np.stack([row.theme.counts for row in rows])
    seen = np.stack([row.theme.seen for row in rows])
    return [_farthest(row, k, expected, spreads, counts, seen) for k, row in enumerate(rows)]


def _expected(row: Evidence) -> Array:
    expected: Array = row.theme.exposure * (row.foretold @ np.exp(row.grid.rates()))
    return expected


def _spreads(row: Evidence) -> Array:
    """Phi in each issue, under the likeliest setting."""
    setting, exposure = row.settings[row.likeliest], row.theme.exposure
    usual = np.exp(np.log(exposure[row.theme.seen]).mean())
    spreads: Array = 1 + _CLUMPED * (setting.phi - 1) * np.where(row.theme.seen, exposure / usual, 1.0) ** setting.power
    return spreads


def _common(k: int, at: int, expected: Array, spreads: Array, counts: Array, seen: Truths) -> tuple[float, float]:
    """What the issue does to the other themes alike: its mean and standard deviation on the log scale."""
    others = seen[:, at].copy()
    others[k] = False
    total = expected[others, at].sum()
    if total <= 0:
        return 0.0, 0.0
    noise = max(float((spreads[others, at] * expected[others, at]).sum()), 1.0) / total**2
    kept = _COMMON**2 / (_COMMON**2 + noise)
    return kept * float(np.log((counts[others, at].sum() + 0.5) / (total + 0.5))), float(np.sqrt(kept * noise))


def _farthest(row: Evidence, k: int, expected: Array, spreads: Array, counts: Array, seen: Truths) -> Outlying:
    away = np.abs(counts[k] - expected[k]) / np.sqrt(spreads[k] * expected[k] + 1e-9)
    away[~row.theme.seen] = -1
    issues = int(row.theme.seen.sum())
    found = []
    for at in np.argsort(-away)[:_CLOSELY]:
        mean, deviation = _common(k, int(at), expected, spreads, counts, seen)
        rates = row.grid.rates() + mean
        weights = row.foretold[at][:, None] * _WEIGHT
        means = row.theme.exposure[at] * np.exp(rates[:, None] + deviation * _AT)
        tail = _tail(float(counts[k, at]), means, weights, float(spreads[k, at]))
        found.append(Outlying(int(at), float((means * weights).sum()), min(1.0, tail * issues)))
    return min(found, key=lambda each: each.probability)


def _tail(count: float, means: Array, weights: Array, spread: float) -> float:
    """The probability of a count at least as far out, on whichever side, times two."""
    over = max(spread - 1, 1e-3)
    size, share = means / over, over / (1 + over)

    def at_least(least: float) -> float:
        return float((weights * betainc(least, size, share)).sum()) if least > 0 else 1.0

    return min(1.0, 2 * min(at_least(count), 1 - at_least(count + 1)))
