"""A common move of most themes at once: the measure changed (another scanner, layout, coder), not the emphasis."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from purport.analysis.shifts.arrays import Array, Series, log_sum
from purport.analysis.shifts.evidence import FACTORS, Evidence
from purport.analysis.shifts.likelihood import student

# With fewer themes a common move may well be one of emphasis: they were chosen because they belong together.
LEAST_THEMES = 12
# Held beforehand: no common move; themes that move by one factor, each in its own time; all of them at one time.
_BEFOREHAND = (0.4, 0.4, 0.2)
# How likely a theme is to go along with a common move rather than its own way.
_ALONG = 0.9
_SMALLEST, _SCALE = 0.2, 0.5
_SURE, _MOST = 0.7, 0.6


@dataclass(frozen=True, slots=True)
class Move:
    """A common move: how likely, ``places[t]`` when, ``factors[c]`` by how much (log), and ``along[k]`` who."""

    probability: float
    places: Array
    factors: Array
    along: Array

    @property
    def at(self) -> int:
        """The likeliest first issue."""
        return int(np.argmax(self.places))

    def quantile(self, share: float) -> float:
        """The log factor below which it lies with this probability."""
        middle = np.cumsum(self.factors) - self.factors / 2
        return float(np.interp(share, middle, FACTORS))

    def undone(self, theme: Series) -> Series:
        """The theme as if exposures had been scaled with the move, so that only its own changes are left."""
        later = np.arange(len(theme.counts)) >= self.at
        return Series(theme.counts, theme.exposure * np.exp(np.where(later, self.quantile(0.5), 0.0)), theme.seen)


def common_move(rows: Sequence[Evidence]) -> Move | None:
    """The common move, where there is one beyond reasonable doubt."""
    if len(rows) < LEAST_THEMES:
        return None
    gains = np.stack([row.factors for row in rows])
    large = np.abs(FACTORS) >= _SMALLEST
    prior = np.where(large, student(FACTORS, _SCALE), 0.0)
    with np.errstate(divide="ignore"):
        by_factor = np.log(prior / prior.sum())
    places = np.isfinite(gains).any((0, 2))
    if not places.any():
        return None
    together = np.logaddexp(gains + np.log(_ALONG), np.log1p(-_ALONG))
    joint = together.sum(0) + by_factor - np.log(places.sum())
    joint[~places] = -np.inf
    apart = np.asarray(log_sum(gains[:, places], 1)) - np.log(places.sum())
    mixed = [np.logaddexp(apart + np.log(share), np.log1p(-share)).sum(0) + by_factor for share in (0.25, 0.5, 0.9)]
    logs = np.log(_BEFOREHAND) + np.array([0.0, log_sum(np.stack(mixed)) - np.log(len(mixed)), log_sum(joint)])
    probability = float(np.exp(logs[2] - log_sum(logs)))
    posterior = np.exp(joint - log_sum(joint))
    at, factor = np.unravel_index(int(np.argmax(joint)), joint.shape)
    along = np.exp(gains[:, at, factor] + np.log(_ALONG) - together[:, at, factor])
    if probability < _SURE or along.mean() < _MOST:
        return None
    return Move(probability, posterior.sum(1), posterior.sum(0), along)
