"""A common move of most themes at once: the measure changed (another scanner, layout, coder), not the emphasis."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from purport.analysis.shifts.arrays import Array, Series, Truths, log_sum
from purport.analysis.shifts.evidence import FACTORS, Evidence
from purport.analysis.shifts.hypotheses import places_of
from purport.analysis.shifts.likelihood import student

# With fewer themes a common move may well be one of emphasis: they were chosen because they belong together.
LEAST_THEMES = 12
# Of so many it is said all the same that they move together.
FEW_THEMES = 8
# Held beforehand: no common move; themes that move by one factor, each in its own time; all of them at one time.
_BEFOREHAND = (0.4, 0.25, 0.35)
# Where each moves in its own time, this share of the themes does, within some window of such a part of the series.
# Narrower windows cannot be told from one issue: a step of one theme is seldom placed more exactly.
_SHARES, _WINDOWS = (0.5, 0.9), (0.5, 1.0)
# How likely a theme is to go along with a common move rather than its own way.
_ALONG = 0.97
_SMALLEST, _SCALE = 0.2, 0.5
# At least so many issues on either side: a few at an end may have something in common by chance.
_LEAST_SIDE = 8
# A common move is told where it is this likely and so many themes go along; a less likely one makes what is told of
# each theme less sure, down to this.
_SURE, _MOST, _POSSIBLE = 0.5, 0.6, 0.1
# And so many go one way, by so many standard errors.
_ONE_WAY, _ERRORS = 0.7, 4.5
# How far a theme may go its own way besides (standard deviation, log scale).
_OWN = 0.15


@dataclass(frozen=True, slots=True)
class Move:
    """A common move: how likely, ``places[t]`` when, and ``along[k]`` who; ``log_ratio`` is by how much, on the log
    scale, with its standard ``error`` over ``themes`` themes, and ``one_way`` the share of themes that go that way."""

    probability: float
    places: Array
    along: Array
    log_ratio: float
    error: float
    themes: int
    one_way: float

    @property
    def alike(self) -> bool:
        """Whether most themes go one way, beyond error, be it at one time or not."""
        return self.one_way >= _ONE_WAY and abs(self.log_ratio) >= _ERRORS * self.error

    @property
    def sure(self) -> bool:
        """Whether it is told as a change of measurement."""
        return self.alike and self.probability >= _SURE

    @property
    def at(self) -> int:
        """The likeliest first issue."""
        return int(np.argmax(self.places))

    def quantile(self, share: float) -> float:
        """The log ratio below which it lies with this probability."""
        return self.log_ratio + self.error * float(stdtrit(self.themes - 1, share))

    def undone(self, theme: Series) -> Series:
        """The theme as if exposures had been scaled with the move, so that only its own changes are left."""
        later = np.arange(len(theme.counts)) >= self.at
        return Series(
            theme.counts, theme.exposure * np.exp(np.where(later, self.log_ratio, 0.0)), theme.seen, theme.items
        )


def common_move(rows: Sequence[Evidence]) -> Move | None:
    """The common move, where there may be one; ``Move.sure`` says whether it is told. Of fewer than ``FEW_THEMES`` none
    is looked for."""
    if len(rows) < FEW_THEMES:
        return None
    gains = np.stack([row.factors for row in rows])
    large = np.abs(FACTORS) >= _SMALLEST
    prior = np.where(large, student(FACTORS, _SCALE), 0.0)
    with np.errstate(divide="ignore"):
        by_factor = np.log(prior / prior.sum())
    seen: Truths = np.logical_or.reduce([row.theme.seen for row in rows])
    places = np.isfinite(gains).any((0, 2)) & places_of(seen, _LEAST_SIDE)
    if not places.any():
        return None
    together = np.logaddexp(gains + np.log(_ALONG), np.log1p(-_ALONG))
    joint = together.sum(0) + by_factor - np.log(places.sum())
    joint[~places] = -np.inf
    logs = np.log(_BEFOREHAND) + np.array([0.0, _apart(gains[:, places], by_factor), log_sum(joint)])
    probability = float(np.exp(logs[2] - log_sum(logs)))
    posterior = np.exp(joint - log_sum(joint))
    at, factor = np.unravel_index(int(np.argmax(joint)), joint.shape)
    along = np.exp(gains[:, at, factor] + np.log(_ALONG) - together[:, at, factor])
    if probability < _POSSIBLE or along.mean() < _MOST:
        return None
    places_held = posterior.sum(1)
    moved, error, one_way = _by_how_much([row.theme for row in rows], int(np.argmax(places_held)), along)
    return Move(probability, places_held, along, moved, error, len(rows), one_way)


def _by_how_much(themes: Sequence[Series], at: int, along: Array) -> tuple[float, float, float]:
    """The mean log ratio of the themes' shares after and before, its standard error from how far they differ, and the
    share of themes that go its way. What is lost in measuring may also change how counts vary, which biases the
    model's factor; shares of totals it does not."""
    ratios, weights = np.zeros(len(themes)), np.zeros(len(themes))
    for k, theme in enumerate(themes):
        early = theme.seen & (np.arange(len(theme.seen)) < at)
        late = theme.seen & ~early
        (before, before_error), (after, after_error) = theme.log_rate(early), theme.log_rate(late)
        ratios[k] = after - before
        weights[k] = along[k] / (theme.spread() * (before_error**2 + after_error**2) + _OWN**2)
    mean = float(np.average(ratios, weights=weights))
    many = len(themes)
    error = np.sqrt((weights**2 * (ratios - mean) ** 2).sum() * many / (many - 1)) / weights.sum()
    return mean, float(error), float((np.sign(ratios) == np.sign(mean)).mean())


def _apart(gains: Array, by_factor: Array) -> float:
    """Log evidence of moves by one factor, each theme in its own time within some window of issues: shares of themes,
    widths of the window, its places and those of the themes in it are each equally likely."""
    most = gains.max(1, keepdims=True)
    most = np.where(np.isfinite(most), most, 0.0)
    summed = np.concatenate([np.zeros_like(most), np.cumsum(np.exp(gains - most), 1)], 1)
    told = []
    for part in _WINDOWS:
        width = max(1, round(part * gains.shape[1]))
        within = np.log(np.maximum(summed[:, width:] - summed[:, :-width], 1e-300) / width) + most
        for share in _SHARES:
            each = np.logaddexp(within + np.log(share), np.log1p(-share)).sum(0) + by_factor
            told.append(log_sum(each) - np.log(len(each)))
    return float(log_sum(np.array(told)) - np.log(len(told)))
