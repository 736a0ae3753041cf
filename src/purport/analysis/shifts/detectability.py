"""What could have been seen: the smallest ratio that issues show four times in five, and how many more it takes."""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln

from purport.analysis.shifts.arrays import Array
from purport.analysis.shifts.evidence import Evidence
from purport.analysis.shifts.hypotheses import PRIOR, RATIO_SCALE
from purport.analysis.shifts.likelihood import student

# A change is seen where its probability is above this, in this share of cases (the normal quantile of four in five).
SEEN = 0.8
_FOUR_IN_FIVE = 0.84
_MANY = 1000.0
_LARGEST = 1000.0
_MOST_PERIODS = 10_000
_LOG_RATIOS = np.linspace(np.log(1.02), np.log(_LARGEST), 700)


@dataclass(frozen=True, slots=True)
class Precision:
    """Of a theme: what one issue tells of its log rate (Fisher's information), the variance that drift adds to a mean
    over issues (times their number), and the number of issues seen."""

    information: float
    drift: float
    issues: int


def precision_of(row: Evidence, settings: Array) -> Precision:
    """How exactly a theme's rate is known; ``settings`` says how likely each setting is."""
    spread = float(sum(p * each.phi for p, each in zip(settings, row.settings, strict=True)))
    drift = 0.0
    for p, each in zip(settings, row.settings, strict=True):
        correlation = each.drift.correlation
        drift += float(p) * each.drift.deviation**2 * (1 + correlation) / (1 - correlation)
    theme = row.theme
    issues = int(theme.seen.sum())
    mean = theme.rate * float(theme.exposure[theme.seen].mean())
    return Precision(_information(mean, spread), drift, issues)


def detectable_ratio(precision: Precision) -> float:
    """The smallest rise, in the middle of the issues, that would have been seen; at most 1,000."""
    half = precision.issues / 2
    root = np.exp(_LOG_RATIOS / 2)
    information = half * precision.information
    error = np.sqrt((root + 1 / root) / information + 2 * precision.drift / half)
    needed = np.log(
        SEEN / (1 - SEEN)
        * (1 - PRIOR[1]) / PRIOR[1]
        * max(1.0, precision.issues / 4)
        / (np.sqrt(2 * np.pi) * error * student(_LOG_RATIOS, RATIO_SCALE))
    )  # fmt: skip
    seen = _LOG_RATIOS / error - _FOUR_IN_FIVE >= np.sqrt(2 * np.maximum(needed, 0.0))
    return float(np.exp(_LOG_RATIOS[np.argmax(seen)])) if seen.any() else _LARGEST


def _information(mean: float, spread: float) -> float:
    """What one count tells of its log rate; where counts are few, more than their variance says."""
    over = max(spread - 1, 1e-3)
    size = mean / over
    if mean > _MANY:
        return mean / spread
    counts = np.arange(np.ceil(mean + 12 * np.sqrt(mean * spread) + 20 * spread))
    logs = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)
    logs += counts * (np.log(over) - np.log1p(over)) - size * np.log1p(over)
    slopes = size * (digamma(counts + size) - digamma(size) - np.log1p(over))
    return float((np.exp(logs) * slopes**2).sum())


def periods_needed(precision: Precision, ratio: float) -> int | None:
    """How many more such issues show a change by ``ratio`` in the middle of all; None beyond 10,000."""
    wanted = max(ratio, 1 / ratio)

    def shows(more: int) -> bool:
        grown = Precision(precision.information, precision.drift, precision.issues + more)
        return detectable_ratio(grown) <= wanted

    if shows(0):
        return 0
    low, high = 0, 1
    while not shows(high):
        low, high = high, high * 2
        if low > _MOST_PERIODS:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high
