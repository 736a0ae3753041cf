"""What the counts of each theme say of each hypothesis, before a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from purport.analysis.shifts.arrays import Array, Grid, Series, Truths, grid_of, log_sum
from purport.analysis.shifts.drift import DRIFTS
from purport.analysis.shifts.hypotheses import PRIOR, Marginals, marginals_of, places_of, ratio_density
from purport.analysis.shifts.messages import Messages, Setting, messages_of
from purport.analysis.shifts.pooling import learned, mixed, settings_of
from purport.language.threads import one_thread

# Drift up to this is looked at where all themes may move: a stronger one would take the move itself for drift.
_STEADY = 0.3
# Log factors that all themes may have in common from some issue on.
FACTORS = np.linspace(-1.8, 1.8, 37)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One theme: ``marginals`` by setting, with the settings' log ``weights`` and the log ``prior`` of the hypotheses.

    ``ratios`` and ``densities[drift]`` are the log ratio of a step under each drift. ``factors[t, c]`` is how much
    likelier (log) the counts are where the rate changes from t on by the factor c and nothing else happens than where
    the theme goes its own way, whichever. ``foretold[t, g]`` is how likely each log rate is at t as the other issues
    have it, under the ``likeliest`` setting, where nothing happened.
    """

    theme: Series
    grid: Grid
    settings: tuple[Setting, ...]
    weights: Array
    marginals: Marginals
    ratios: Array
    densities: Array
    factors: Array
    likeliest: int
    foretold: Array
    prior: Array


@dataclass(frozen=True, slots=True)
class Posterior:
    """How likely nothing, a step, a pulse; ``step[t]`` and ``pulse[t, length - 1]`` are shares of these, given that
    there is one; ``settings`` how likely each setting; ``ratios`` and ``density`` the log ratio of a step."""

    p_none: float
    p_step: float
    p_pulse: float
    step: Array
    pulse: Array
    settings: Array
    ratios: Array
    density: Array

    def quantile(self, share: float) -> float:
        """The log ratio below which it lies with this probability."""
        return float(self.quantiles(np.array(share)))

    def quantiles(self, shares: Array) -> Array:
        """The same for each of some probabilities."""
        middle = np.cumsum(self.density) - self.density / 2
        return np.asarray(np.interp(shares, middle, self.ratios))


def evidence_of(themes: Sequence[Series]) -> list[Evidence]:
    """The evidence of all themes, with what they tell together of how counts vary."""
    themes = list(themes)
    with one_thread():
        chosen = settings_of(themes)
        grids = [grid_of(theme) for theme in themes]
        rows = [_told(*each) for each in zip(themes, grids, chosen, strict=True)]
    prior, drifts = learned(np.array([_by_drift(row) for row in rows]))
    each = np.array([DRIFTS.index(setting.drift) for setting in rows[0].settings])
    return [replace(row, weights=row.weights + drifts[each], prior=prior) for row in rows]


def _told(theme: Series, grid: Grid, chosen: tuple[tuple[Setting, ...], Array]) -> Evidence:
    settings, weights = chosen
    messages = messages_of(theme, grid, settings)
    marginals = marginals_of(theme, messages)
    places = places_of(theme.seen)
    densities: list[Array] = []
    for drift in DRIFTS:
        own = np.array([setting.drift == drift for setting in settings])
        logs = np.where(own[:, None], marginals.step + weights[:, None], -np.inf)
        ratios, density = ratio_density(messages, np.exp(logs - logs.max()), places)
        densities.append(density)
    logs = mixed(marginals) + weights + np.log([setting.drift.weight for setting in settings])
    likeliest = int(np.argmax(logs))
    steady = int(np.argmax(np.where([setting.drift.deviation <= _STEADY for setting in settings], logs, -np.inf)))
    factors = _factors(messages, steady, places) - mixed(marginals)[steady]
    return Evidence(
        theme,
        grid,
        settings,
        weights,
        marginals,
        ratios,
        np.array(densities),
        factors,
        likeliest,
        _foretold(messages, likeliest),
        np.log(PRIOR),
    )


def _foretold(messages: Messages, setting: int) -> Array:
    """How likely each log rate is at each issue, from the issues before and after it."""
    others = messages.before[setting, :-1] * (messages.moves[setting] @ messages.after[setting, 1:])
    states = messages.settings[setting].drift.states(others.shape[1])
    offsets = np.round(states / messages.grid.step).astype(int)
    points = messages.grid.points
    spread = np.zeros((len(others), points))
    for state, offset in enumerate(offsets):
        low, high = max(0, -offset), min(points, points - offset)
        if low < high:
            spread[:, low + offset : high + offset] += others[:, state, low:high]
    total: Array = spread / (spread.sum(1, keepdims=True) + 1e-300)
    return total


def _factors(messages: Messages, setting: int, places: Truths) -> Array:
    """Log probability of the counts by first changed issue and factor, under one setting; a factor between two
    distances on the grid takes what lies between theirs."""
    before, after = messages.before[setting, places], messages.after[setting, places]
    logs = messages.before_log[setting] + messages.after_log[setting]
    points = messages.grid.points
    distances = FACTORS / messages.grid.step
    lowest = int(np.floor(distances[0]))
    joint = np.zeros((int(np.floor(distances[-1])) + 2 - lowest, len(before)))
    for at in range(len(joint)):
        moved = lowest + at
        low, high = max(0, -moved), min(points, points - moved)
        if low < high:
            joint[at] = np.einsum("tdg,tdg->t", before[:, :, low:high], after[:, :, low + moved : high + moved])
    whole = np.floor(distances).astype(int)
    part = (distances - whole)[:, None]
    between = (1 - part) * joint[whole - lowest] + part * joint[whole - lowest + 1]
    table = np.full((len(places), len(FACTORS)), -np.inf)
    table[places] = np.log(between + 1e-300).T + logs[places][:, None] - np.log(points)
    return table


def _by_drift(row: Evidence) -> Array:
    """Log evidence (hypothesis, drift)."""
    logs = row.marginals.hypotheses() + row.weights
    own = [[setting.drift == drift for setting in row.settings] for drift in DRIFTS]
    return np.stack([np.asarray(log_sum(logs[:, each], 1)) for each in own], 1)


def posterior_of(row: Evidence) -> Posterior:
    """The probabilities of the hypotheses, of when and of how much."""
    marginals, weights = row.marginals, row.weights
    none = marginals.none + weights + row.prior[0]
    steps = np.isfinite(marginals.step[0])
    step = marginals.step + weights[:, None] + row.prior[1] - np.log(max(1, steps.sum()))
    pulses = np.isfinite(marginals.pulse[0])
    pulse = marginals.pulse + weights[:, None, None] + row.prior[2] - np.log(max(1, pulses.sum()))
    logs = np.array([log_sum(none), log_sum(step), log_sum(pulse)])
    total = log_sum(logs)
    p_none, p_step, p_pulse = (float(each) for each in np.exp(logs - total))
    stepped = np.exp(step - log_sum(step))
    drifts = [np.array([setting.drift == drift for setting in row.settings]) for drift in DRIFTS]
    shares = np.array([stepped[own].sum() for own in drifts])
    by_setting = np.exp(np.stack([none, np.asarray(log_sum(step, 1)), np.asarray(log_sum(pulse, (1, 2)))]) - total)
    return Posterior(
        p_none,
        p_step,
        p_pulse,
        stepped.sum(0),
        np.exp(pulse - log_sum(pulse)).sum(0) if pulses.any() else np.zeros_like(pulse[0]),
        by_setting.sum(0),
        row.ratios,
        shares @ row.densities,
    )


def mixed_posterior(first: Posterior, second: Posterior, share: float) -> Posterior:
    """What is held where ``first`` is right with probability ``share`` and ``second`` otherwise."""

    def mean(one: float, other: float) -> float:
        return share * one + (1 - share) * other

    def given(name: str, one: float, other: float) -> Array:
        """A share given a hypothesis: by how likely each has it."""
        weight = share * one / (share * one + (1 - share) * other + 1e-300)
        mixture: Array = weight * getattr(first, name) + (1 - weight) * getattr(second, name)
        return mixture

    ratios = np.concatenate([first.ratios, second.ratios])
    density = np.concatenate([share * first.p_step * first.density, (1 - share) * second.p_step * second.density])
    order = np.argsort(ratios, kind="stable")
    return Posterior(
        p_none=mean(first.p_none, second.p_none),
        p_step=mean(first.p_step, second.p_step),
        p_pulse=mean(first.p_pulse, second.p_pulse),
        step=given("step", first.p_step, second.p_step),
        pulse=given("pulse", first.p_pulse, second.p_pulse),
        settings=second.settings,
        ratios=ratios[order],
        density=density[order] / (density.sum() + 1e-300),
    )
