"""How good the machine is, reckoned from a sample in which not every statement had the same chance to be drawn.

Each coded statement weighs as many as it stands for. A share's interval is Wilson's, with as many units as the weights
are worth (L. Kish's effective size). Recall is a ratio of two estimates of which one rests on few finds among many
statements, so its interval is drawn from what the two counts may be: beta-binomial with a half added to both sides, as
W. Webber found best (Approximate recall confidence intervals, ACM TOIS 31:1, 2013).

A statement on which as many coders say yes as no is a half: what a coder drawn at random says of it, on average. Its
truth is not known, so the interval goes from the lower limit with every such statement held against the machine to the
upper limit with every one held for it (C. F. Manski, Partial Identification of Probability Distributions, 2003; J. L.
Horowitz and C. F. Manski, JASA 95:449, 2000): wider than it need be, and never too narrow by what was left out.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
_Z = 1.959963984540054
_DRAWS = 4_000
_PRIOR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A share of 0 to 1, within ``low`` and ``high`` in 95 of 100 samples at least; ``of`` is on how many coded
    statements it rests."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded statement: how many it stands for, whether the machine says that it has the theme, whether it has; None
    where as many coders say yes as no."""

    weight: float
    machine: bool
    true: bool | None

    @property
    def worth(self) -> float:
        """How far it has the theme: 1, 0, or a half where coders are tied."""
        return 0.5 if self.true is None else float(self.true)


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
    size = _size(said)
    low, _ = wilson(_share(_settled(said, _against)), size)
    _, high = wilson(_share(_settled(said, _for)), size)
    return Estimate(value=_share(said), low=low, high=high, of=len(said))


def recall(coded: Sequence[Coded]) -> Estimate | None:
    """Of the statements that have it, the share of which the machine says so; None where none was found to have it."""
    have = [each for each in coded if each.worth]
    if not have:
        return None
    value = sum(each.weight * each.worth for each in have if each.machine)
    value /= sum(each.weight * each.worth for each in have)
    low, high = (_found(_settled(coded, how)) for how in (_against, _for))
    return Estimate(value=value, low=min(value, low[0]), high=max(value, high[1]), of=len(have))


def prevalence(coded: Sequence[Coded]) -> Estimate | None:
    """Of all statements, the share that has it by what people say, whatever the machine does."""
    if not sum(each.weight for each in coded):
        return None
    value = _share(coded)
    low, high = _having(_settled(coded, lambda _: False)), _having(_settled(coded, lambda _: True))
    return Estimate(value=value, low=min(value, low[0]), high=max(value, high[1]), of=len(coded))


def _against(coded: Coded) -> bool:
    """What is true where the machine is wrong."""
    return not coded.machine


def _for(coded: Coded) -> bool:
    return coded.machine


def _settled(coded: Sequence[Coded], how: Callable[[Coded], bool]) -> list[Coded]:
    """The coded statements with what coders are tied on settled one way."""
    return [replace(each, true=how(each)) if each.true is None else each for each in coded]


def _found(coded: Sequence[Coded]) -> tuple[float, float]:
    """The interval of recall."""
    found, missed = (_drawn(_of(coded, machine)) for machine in (True, False))
    every = found + missed
    low, high = np.quantile(np.divide(found, every, out=np.ones_like(every), where=every > 0), _TAILS)
    return float(low), float(high)


def _having(coded: Sequence[Coded]) -> tuple[float, float]:
    """The interval of the share that has the theme."""
    total = sum(each.weight for each in coded)
    low, high = np.quantile((_drawn(_of(coded, True)) + _drawn(_of(coded, False))) / total, _TAILS)
    return float(low), float(high)


_TAILS = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)


def _of(coded: Sequence[Coded], machine: bool) -> list[Coded]:
    return [each for each in coded if each.machine is machine]


def _share(coded: Sequence[Coded]) -> float:
    return sum(each.weight * each.worth for each in coded) / sum(each.weight for each in coded)


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
