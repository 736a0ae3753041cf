"""How counts vary is learned from all themes together: weights of the settings by expectation and maximisation."""

import numpy as np

from purport.analysis.shifts.arrays import Array, Grid, Series, grid_of, log_sum
from purport.analysis.shifts.drift import DRIFTS, Drift
from purport.analysis.shifts.hypotheses import PRIOR, Marginals, marginals_of
from purport.analysis.shifts.messages import Setting, messages_of

_ROUNDS = 12
# What is held beforehand weighs as much as so many themes.
_PRIOR_THEMES = 2.0
# And what is held of how often a theme steps, as so many; it is never held likelier than this that one does.
_CALLED_THEMES, _MOST_STEPS = 4.0, 0.75
# Of the differences between issues those that are usual.
_USUAL = 0.85
_PHIS = 10
_POWERS = (0.0, 1.0)
_COARSE = 28
# So many values of phi (with its power) are looked at with every drift.
_KEPT = 3
_STILL = Drift(0.0, 0.0, 1.0)


def phis_of(themes: list[Series]) -> Array:
    """Values of phi worth a look, from near Poisson to beyond the most spread theme."""
    whole = np.array([theme.spread() for theme in themes])
    usual = float(np.median([theme.spread(_USUAL) for theme in themes]))
    low = max(1.1, min(float(np.quantile(whole, 0.1)) / 4, usual / 1.5))
    high = max(4.0, float(np.quantile(whole, 0.9)) * 2.5)
    values: Array = 1 + np.geomspace(low - 1, high - 1, _PHIS)
    return values


def weighed(evidence: Array, beforehand: Array) -> Array:
    """Log weights of settings (h) that are common to the themes, from log evidence (theme, h)."""
    logs = np.log(beforehand)
    for _ in range(_ROUNDS):
        shares = np.exp(evidence + logs - np.asarray(log_sum(evidence + logs, 1))[:, None])
        pooled = shares.sum(0) + _PRIOR_THEMES * beforehand
        logs = np.log(pooled / pooled.sum())
    return logs


def mixed(marginals: Marginals) -> Array:
    """Log evidence by setting, whatever the hypothesis."""
    total: Array = log_sum(marginals.hypotheses() + np.log(PRIOR)[:, None], 0)
    return total


def learned(evidence: Array) -> tuple[Array, Array]:
    """Log weights of the hypotheses and of the drifts, common to the themes, from log evidence (theme, hypothesis,
    drift). Where many themes step, a step is likelier of each, up to ``_MOST_STEPS``."""
    prior, weights = np.array(PRIOR), np.array([drift.weight for drift in DRIFTS])
    hypotheses, drifts = np.log(prior), np.log(weights)
    for _ in range(_ROUNDS):
        joint = evidence + hypotheses[None, :, None] + drifts
        shares = np.exp(joint - np.asarray(log_sum(joint, (1, 2)))[:, None, None])
        pooled = shares.sum((0, 1)) + _PRIOR_THEMES * weights
        drifts = np.log(pooled / pooled.sum())
        called = shares.sum((0, 2)) + _CALLED_THEMES * prior
        hypotheses = np.log(_capped(called / called.sum()))
    return hypotheses, drifts


def _capped(shares: Array) -> Array:
    """Shares of the hypotheses with that of a step at most ``_MOST_STEPS``."""
    if shares[1] <= _MOST_STEPS:
        return shares
    others: Array = shares * (1 - _MOST_STEPS) / (1 - shares[1])
    others[1] = _MOST_STEPS
    return others


def settings_of(themes: list[Series]) -> list[tuple[tuple[Setting, ...], Array]]:
    """For each theme the settings worth summing over, with log weights of phi: its values as all themes and its own
    counts suggest, each with every drift."""
    phis = phis_of(themes)
    kinds = [Setting(float(phi), power, _STILL) for power in _POWERS for phi in phis]
    grids = [grid_of(theme, _COARSE) for theme in themes]
    evidence = np.array([_quick(theme, grid, kinds) for theme, grid in zip(themes, grids, strict=True)])
    logs = weighed(evidence, np.full(len(kinds), 1 / len(kinds)))
    chosen = []
    for row in evidence + logs:
        best = np.argsort(-row)[:_KEPT]
        settings = tuple(Setting(kinds[at].phi, kinds[at].power, drift) for drift in DRIFTS for at in sorted(best))
        weights = np.tile(logs[sorted(best)], len(DRIFTS))
        chosen.append((settings, weights))
    return chosen


def _quick(theme: Series, grid: Grid, kinds: list[Setting]) -> Array:
    return mixed(marginals_of(theme, messages_of(theme, grid, kinds)))
