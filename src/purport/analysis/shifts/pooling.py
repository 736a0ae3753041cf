"""How counts vary is learned from all themes together: weights of the settings by expectation and maximisation."""

import numpy as np

from purport.analysis.shifts.arrays import Array, Grid, Series, grids_of, log_sum
from purport.analysis.shifts.drift import DRIFTS, Drift
from purport.analysis.shifts.hypotheses import PRIOR, Marginals, marginals_of
from purport.analysis.shifts.messages import Setting, messages_of

_ROUNDS = 12
# What is held beforehand weighs as much as so many themes.
_PRIOR_THEMES = 2.0
_PHIS = 9
_POWERS = (0.0, 1.0)
_COARSE = 40
# So many values of phi (with its power) are looked at with every drift.
_KEPT = 3
_STILL = Drift(0.0, 0.0, 1.0)


def phis_of(themes: list[Series]) -> Array:
    """Values of phi worth a look, from near Poisson to beyond the most spread theme."""
    spreads = np.array([theme.spread() for theme in themes])
    low, high = max(1.03, np.quantile(spreads, 0.1) / 4), max(4.0, np.quantile(spreads, 0.9) * 3)
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
    parts = np.stack([marginals.none, marginals.steps(), marginals.pulses()]) + np.log(PRIOR)[:, None]
    total: Array = log_sum(parts, 0)
    return total


def settings_of(themes: list[Series]) -> list[tuple[tuple[Setting, ...], Array]]:
    """For each theme the settings worth summing over, with log weights: values of phi as all themes and its own
    counts suggest, each with every drift."""
    phis = phis_of(themes)
    kinds = [Setting(float(phi), power, _STILL) for power in _POWERS for phi in phis]
    grids = grids_of(themes, _COARSE)
    evidence = np.array([_quick(theme, grid, kinds) for theme, grid in zip(themes, grids, strict=True)])
    logs = weighed(evidence, np.full(len(kinds), 1 / len(kinds)))
    chosen = []
    for row in evidence + logs:
        best = np.argsort(-row)[:_KEPT]
        settings = tuple(Setting(kinds[at].phi, kinds[at].power, drift) for drift in DRIFTS for at in sorted(best))
        weights = np.concatenate([np.log(drift.weight) + logs[sorted(best)] for drift in DRIFTS])
        chosen.append((settings, weights))
    return chosen


def _quick(theme: Series, grid: Grid, kinds: list[Setting]) -> Array:
    return mixed(marginals_of(theme, messages_of(theme, grid, kinds)))
