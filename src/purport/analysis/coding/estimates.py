"""How good the machine is, reckoned from a sample in which not every statement had the same chance to be drawn.

Each coded statement weighs as many as it stands for. A share's interval is Wilson's, with as many units as the weights
are worth (L. Kish's effective size). Recall is a ratio of two estimates of which one rests on few finds among many
statements, so its interval is drawn from what the two counts may be: beta-binomial with a half added to both sides, as
W. Webber found best (Approximate recall confidence intervals, ACM TOIS 31:1, 2013).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
_Z = 1.959963984540054
_DRAWS = 4_000
_PRIOR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A share of 0 to 1, within ``low`` and ``high`` in 95 of 100 samples; ``of`` is on how many coded statements it
    rests."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded statement: how many it stands for, whether the machine says that it has the theme, whether it has."""

    weight: float
    machine: bool
    true: bool


def wilson(share: float, size: float) -> tuple[float, float]:
    """The interval (E. B. Wilson, 1927) of a share of so many units, which need be no whole number."""
    centre = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z * math.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2)) / (1 + _Z**2 / size)
    return max(0.0, centre - half), min(1.0, centre + half)


def precision(coded: Sequence[Coded]) -> Estimate | None:
    """Of the statements of which the machine says so, the share that has it; None where none was coded."""
    said = [each for each in coded if each.machine]
    if not said:
        return None
    share = _share(said)
    low, high = wilson(share, _size(said))
    return Estimate(value=share, low=low, high=high, of=len(said))


def recall(coded: Sequence[Coded]) -> Estimate | None:
    """Of the statements that have it, the share of which the machine says so; None where none was found to have it."""
    have = [each for each in coded if each.true]
    if not have:
        return None
    found, missed = (_drawn(_of(coded, machine)) for machine in (True, False))
    every = found + missed
    low, high = np.quantile(np.divide(found, every, out=np.ones_like(every), where=every > 0), _TAILS)
    value = sum(each.weight for each in have if each.machine) / sum(each.weight for each in have)
    return Estimate(value=value, low=min(value, float(low)), high=max(value, float(high)), of=len(have))


def prevalence(coded: Sequence[Coded]) -> Estimate | None:
    """Of all statements, the share that has it by what people say, whatever the machine does."""
    total = sum(each.weight for each in coded)
    if not total:
        return None
    drawn = (_drawn(_of(coded, True)) + _drawn(_of(coded, False))) / total
    low, high = np.quantile(drawn, _TAILS)
    value = _share(coded)
    return Estimate(value=value, low=min(value, float(low)), high=max(value, float(high)), of=len(coded))


_TAILS = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)


def _of(coded: Sequence[Coded], machine: bool) -> list[Coded]:
    return [each for each in coded if each.machine is machine]


def _share(coded: Sequence[Coded]) -> float:
    return sum(each.weight for each in coded if each.true) / sum(each.weight for each in coded)


def _size(coded: Sequence[Coded]) -> float:
    """As how many units of one weight they are worth."""
    return sum(each.weight for each in coded) ** 2 / sum(each.weight**2 for each in coded)


def _drawn(coded: Sequence[Coded]) -> NDArray[np.float64]:
    """How many of the statements that the coded ones stand for may have the theme: those seen, and of the rest what a
    share may give that is in keeping with them."""
    if not coded:
        return np.zeros(_DRAWS)
    random = np.random.default_rng(0)  # the same answer every time
    share, size = _share(coded), _size(coded)
    total = sum(each.weight for each in coded)
    rest = max(0, round(total - len(coded)))
    likely = random.beta(share * size + _PRIOR, (1 - share) * size + _PRIOR, _DRAWS)
    seen = share * min(total, len(coded))
    return np.asarray(seen + random.binomial(rest, likely), dtype=np.float64)
