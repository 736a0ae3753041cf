"""What could have been seen: the smallest ratio that issues show four times in five, and how many more it takes."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import digamma, gammaln

from purport.analysis.shifts.arrays import Array
from purport.analysis.shifts.evidence import Evidence
from purport.analysis.shifts.hypotheses import RATIO_SCALE
from purport.analysis.shifts.likelihood import student

# A change is seen where its probability is above this, in this share of cases (the normal quantile of four in five).
SEEN = 0.8
_FOUR_IN_FIVE = 0.84
# One normal likelihood stands for the sums over rates, issues and settings, which see somewhat more: with the distance
# in standard errors taken so many times, some four in five steps of the ratio told are found (measured over lengths,
# noise, drift and shares of themes that step).
_SHARPER = 1.1
_MANY = 1000.0
# A larger ratio is not told: the theme is too rare for these issues.
LARGEST = 20.0
_MOST_PERIODS = 10_000
_LOG_RATIOS = np.linspace(np.log(1.02), np.log(LARGEST), 400)


@dataclass(frozen=True, slots=True)
class Precision:
    """Of a theme: what one issue tells of its log rate (Fisher's information), the variance that drift adds to a mean
    over issues (times their number), the number of issues seen, and how likely a step is held before its counts are
    seen."""

    information: float
    drift: float
    issues: int
    prior: float


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
    return Precision(_information(mean, spread), drift, issues, float(np.exp(row.prior[1])))


def detectable_ratio(precision: Precision) -> float | None:
    """The smallest ratio of a step in the middle of the issues that is seen four times in five; None above 20."""
    half = precision.issues / 2
    root = np.exp(_LOG_RATIOS / 2)
    information = half * precision.information
    error = np.sqrt((root + 1 / root) / information + 2 * precision.drift / half)
    needed = np.log(
        SEEN / (1 - SEEN)
        * (1 - precision.prior) / precision.prior
        * max(1.0, precision.issues / 4)
        / (np.sqrt(2 * np.pi) * error * student(_LOG_RATIOS, RATIO_SCALE))
    )  # fmt: skip
    seen = _SHARPER * _LOG_RATIOS / error - _FOUR_IN_FIVE >= np.sqrt(2 * np.maximum(needed, 0.0))
    return float(np.exp(_LOG_RATIOS[np.argmax(seen)])) if seen.any() else None


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
        seen = detectable_ratio(replace(precision, issues=precision.issues + more))
        return seen is not None and seen <= wanted

    if shows(0):
        return 0
    if not shows(_MOST_PERIODS):
        return None
    low, high = 0, _MOST_PERIODS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high
