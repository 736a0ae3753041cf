"""Intervals about shares and counts, and how much wider they are where statements go together."""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

LEVEL = 0.95


@lru_cache
def _quantile(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(numerator: float, denominator: float, *, level: float = LEVEL, effect: float = 1.0) -> tuple[float, float]:
    """Wilson's score interval of a share. ``effect``: a sample of so many as one is worth (design effect)."""
    n = denominator / effect
    p, z = numerator / denominator, _quantile(level)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if numerator == 0 else max(0.0, middle - half)
    high = 1.0 if numerator == denominator else min(1.0, middle + half)
    return low, high


def exact_rate(count: float, exposure: float, *, level: float = LEVEL, effect: float = 1.0) -> tuple[float, float]:
    """The exact (Garwood) interval of a count for each unit of exposure."""
    from scipy.special import gammaincinv

    n, tail = count / effect, (1 - level) / 2
    low = float(gammaincinv(n, tail)) if n > 0 else 0.0
    high = float(gammaincinv(n + 1, 1 - tail))
    return low * effect / exposure, high * effect / exposure
