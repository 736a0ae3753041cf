"""Drift: a share wanders about its usual value from issue to issue and comes back, without having changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

import numpy as np

from purport.analysis.shifts.arrays import Array

_STATES = 5


@dataclass(frozen=True, slots=True)
class Drift:
    """A first-order autoregression of the log rate: its standard deviation and its correlation from one issue to the
    next; ``weight`` is how likely it is held before any counts are seen."""

    deviation: float
    correlation: float
    weight: float

    def states(self, many: int = _STATES) -> Array:
        """How far off the log rate is in each of ``many`` states."""
        return self.deviation * np.linspace(-1, 1, many) * np.sqrt(many - 1) if many > 1 else np.zeros(1)

    def moves(self, many: int = _STATES) -> Array:
        """The probability of each state after each (Rouwenhorst's chain: it has the mean, variance and correlation
        of the autoregression)."""
        stay = (1 + self.correlation) / 2
        chain = np.array([[stay, 1 - stay], [1 - stay, stay]]) if many > 1 else np.ones((1, 1))
        for size in range(3, many + 1):
            grown = np.zeros((size, size))
            grown[:-1, :-1] += stay * chain
            grown[:-1, 1:] += (1 - stay) * chain
            grown[1:, :-1] += (1 - stay) * chain
            grown[1:, 1:] += stay * chain
            grown[1:-1] /= 2
            chain = grown
        return chain

    def at_rest(self, many: int = _STATES) -> Array:
        """The probability of each state at any time: binomial."""
        return np.array([comb(many - 1, state) for state in range(many)]) / 2.0 ** (many - 1)


def states_of(drifts: Iterable[Drift]) -> int:
    """How many states these drifts take: one where none of them drifts."""
    return _STATES if any(drift.deviation for drift in drifts) else 1


DRIFTS = (Drift(0.0, 0.0, 0.6), Drift(0.25, 0.5, 0.28), Drift(0.35, 0.75, 0.12))
