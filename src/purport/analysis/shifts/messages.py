"""What the issues before, and those from an issue on, say of the usual rate: the two passes of a hidden chain."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from purport.analysis.shifts.arrays import Array, Grid, Series
from purport.analysis.shifts.drift import Drift, states_of
from purport.analysis.shifts.likelihood import log_likelihood, with_outliers

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Setting:
    """How counts vary: phi, whether it grows with the exposure (1) or not (0), and how the rate drifts."""

    phi: float
    power: float
    drift: Drift


@dataclass(frozen=True, slots=True)
class Messages:
    """For one theme, by setting (h), issue (t), state of drift (d) and usual log rate (g).

    ``before[h, t, d, g]`` is the probability of the counts before t and of d at t, given g; ``after[h, t, d, g]`` that
    of the counts from t on, given d at t and g; both divided by the exponential of ``before_log[h, t]`` and
    ``after_log[h, t]``. ``plain[h, t, g]`` is the log probability of the count at t without drift, ``moves[h]`` how
    the state moves. t runs to the number of issues, so that everything lies before the last and nothing after it.
    """

    grid: Grid
    settings: tuple[Setting, ...]
    before: Array
    before_log: Array
    after: Array
    after_log: Array
    plain: Array
    moves: Array


def messages_of(theme: Series, grid: Grid, settings: Sequence[Setting]) -> Messages:
    """Pass over the issues of a theme in both directions."""
    states = states_of(setting.drift for setting in settings)
    plain, emitted, scale = _emissions(theme, grid, settings, states)
    moves = np.stack([setting.drift.moves(states) for setting in settings])
    rest = np.stack([setting.drift.at_rest(states) for setting in settings])
    before, before_log = _forward(emitted, scale, moves, rest)
    after, after_log = _backward(emitted, scale, moves)
    return Messages(grid, tuple(settings), before, before_log, after, after_log, plain, moves)


def _emissions(theme: Series, grid: Grid, settings: Sequence[Setting], states: int) -> tuple[Array, Array, Array]:
    """Log probabilities without drift (h, t, g); with it (h, t, d, g), divided by the exponential of a scale (h, t)."""
    kinds = list(dict.fromkeys((setting.phi, setting.power) for setting in settings))
    reach = max(float(np.abs(setting.drift.states(states)).max()) for setting in settings)
    margin = int(np.ceil(reach / grid.step)) + 1
    table = log_likelihood(theme, grid.rates(margin), np.array([k[0] for k in kinds]), np.array([k[1] for k in kinds]))
    table = with_outliers(table, theme)
    points, issues = grid.points, len(theme.counts)
    plain = np.empty((len(settings), issues, points))
    emitted = np.empty((len(settings), issues, states, points))
    for h, setting in enumerate(settings):
        row = table[kinds.index((setting.phi, setting.power))]
        plain[h] = row[:, margin : margin + points]
        for d, offset in enumerate(setting.drift.states(states)):
            whole = int(np.floor(offset / grid.step))
            part = offset / grid.step - whole
            low = margin + whole
            emitted[h, :, d] = (1 - part) * row[:, low : low + points] + part * row[:, low + 1 : low + 1 + points]
    scale = emitted.max((2, 3))
    return plain, np.exp(emitted - scale[:, :, None, None]), scale


def _forward(emitted: Array, scale: Array, moves: Array, rest: Array) -> tuple[Array, Array]:
    many, issues, states, points = emitted.shape
    before, logs = np.empty((many, issues + 1, states, points)), np.zeros((many, issues + 1))
    before[:, 0] = rest[:, :, None]
    turned = moves.transpose(0, 2, 1)
    for t in range(issues):
        moved = turned @ (before[:, t] * emitted[:, t])
        most = moved.max((1, 2)) + _TINY
        before[:, t + 1] = moved / most[:, None, None]
        logs[:, t + 1] = logs[:, t] + np.log(most) + scale[:, t]
    return before, logs


def _backward(emitted: Array, scale: Array, moves: Array) -> tuple[Array, Array]:
    many, issues, states, points = emitted.shape
    after, logs = np.empty((many, issues + 1, states, points)), np.zeros((many, issues + 1))
    after[:, issues] = 1.0
    for t in reversed(range(issues)):
        told = emitted[:, t] * (moves @ after[:, t + 1])
        most = told.max((1, 2)) + _TINY
        after[:, t] = told / most[:, None, None]
        logs[:, t] = logs[:, t + 1] + np.log(most) + scale[:, t]
    return after, logs
