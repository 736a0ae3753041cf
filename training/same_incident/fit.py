"""Logistic regression over the levels of pairs, each field's ``unknown`` held at nothing.

What can only speak for two tellings being of one incident, or only against, is held to that: in worlds full of twins by
one group a shared group tells little, but it never tells against.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from purport.analysis.incident_pairs import FIELDS, UNKNOWN

STEPS = 60
# Levels that never speak against, and never for.
FOR = frozenset(
    {"same_day", "same", "shared", "alike", "equal", "equal_many", "overlap", "same_city", "same_site", "most", "many"}
)
AGAINST = frozenset(
    {
        "next_day",
        "next_day_stated",
        "days_apart",
        "days_apart_stated",
        "week_apart",
        "far_apart",
        "apart_loose",
        "told_before_it",
    }
    | {"near", "apart", "far", "unlike", "different", "none", "few", "one_unreal", "kindred", "undated_much_later"}
)


def fitted(
    pairs: Sequence[dict[str, str]], same: Sequence[bool], *, ridge: float = 1.0
) -> tuple[float, dict[str, dict[str, float]]]:
    """The prior and the weights of each level that is met: Newton's method with a ridge on all but the prior, and anew
    without what came out with the wrong sign."""
    names = sorted({(field, level) for pair in pairs for field, level in pair.items() if level != UNKNOWN})
    while True:
        prior, values = _newton(pairs, same, names, ridge)
        wrong = {
            name
            for name, value in zip(names, values, strict=True)
            if (name[1] in FOR and value < 0) or (name[1] in AGAINST and value > 0)
        }
        if not wrong:
            break
        names = [name for name in names if name not in wrong]
    weights: dict[str, dict[str, float]] = {field: {} for field in FIELDS}
    for (field, level), value in zip(names, values, strict=True):
        weights[field][level] = round(float(value), 2)
    return round(prior, 2), weights


def _newton(
    pairs: Sequence[dict[str, str]], same: Sequence[bool], names: list[tuple[str, str]], ridge: float
) -> tuple[float, npt.NDArray[np.float64]]:
    at = {name: column + 1 for column, name in enumerate(names)}
    x: npt.NDArray[np.float64] = np.zeros((len(pairs), len(names) + 1))
    x[:, 0] = 1
    for row, pair in enumerate(pairs):
        for name in pair.items():
            if name in at:
                x[row, at[name]] = 1
    y = np.asarray(same, float)
    penalty = np.full(len(names) + 1, ridge)
    penalty[0] = 0
    w = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return float(w[0]), w[1:]
