"""Logistic regression over the levels of pairs, each field's ``unknown`` held at nothing.

What can only speak for two being the same, or only against, is held to that: in worlds full of twins by one group a
shared group tells little, but it never tells against. And what contradicts outright weighs no less than ``AT_MOST``:
invented reports are misread more often than real ones name two towns or two days for one event, and to hold two events
for one does more harm than to hold one for two.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from purport.analysis.same_incident.pairs import UNKNOWN

STEPS = 60
FOR_WORDS = """
same_day same shared alike equal equal_many overlap same_city same_site most many all_equal some_equal one
copied copied_in_part
"""
AGAINST_WORDS = """
next_day next_day_stated days_apart days_apart_stated week_apart far_apart apart_loose told_before_it near apart far
unlike different none few one_unreal kindred opposed two undated_much_later
"""
# Levels that never speak against, and never for.
FOR, AGAINST = frozenset(FOR_WORDS.split()), frozenset(AGAINST_WORDS.split())
AT_MOST = {
    ("place", "near"): -2.5,
    ("place", "apart"): -2.5,
    ("place", "far"): -3.5,
    ("date", "next_day"): -3.0,
    ("date", "next_day_stated"): -3.5,
    ("date", "days_apart"): -3.5,
    ("date", "days_apart_stated"): -4.0,
    ("date", "week_apart"): -4.0,
    ("date", "far_apart"): -4.0,
    ("publication", "told_before_it"): -3.0,
    ("figures", "meet"): 0.0,
    ("figures", "others"): 0.0,
    ("figures", "different"): -2.5,
    ("stance", "opposed"): -5.0,
    ("content", "few"): -1.0,
    ("content", "none"): -2.5,
}
# Claims in the same words are one unless something contradicts: invented reports say the same of two events more often.
AT_LEAST = {("content", "all"): 7.0, ("content", "most"): 2.5}
# Pairs of one document are not fitted on: they are compared only where others have brought them together.
GIVEN = {"document": {"one": -6.0}, "targets": {"same_person": 4.0}}
Name = tuple[str, str]


def fitted(
    pairs: Sequence[dict[str, str]], same: Sequence[bool], *, ridge: float = 1.0
) -> tuple[float, dict[str, dict[str, float]]]:
    """The prior and the weights of each level that is met: Newton's method with a ridge on all but the prior, anew
    without what came out with the wrong sign. What came out too weak is then as strong as it must be, the rest as it
    came out: so the bounds say nothing of pairs whose levels have none."""
    met = sorted({(field, level) for pair in pairs for field, level in pair.items() if level != UNKNOWN})
    names = met
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
    weights: dict[str, dict[str, float]] = {field: {} for field in pairs[0]}
    found = dict(zip(names, map(float, values), strict=True))
    for name in met:
        value = max(min(found.get(name, 0.0), AT_MOST.get(name, np.inf)), AT_LEAST.get(name, -np.inf))
        if value:
            weights[name[0]][name[1]] = round(value, 2)
    return round(prior, 2), weights


def _newton(
    pairs: Sequence[dict[str, str]],
    same: Sequence[bool],
    names: list[Name],
    ridge: float,
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
        p = 1 / (1 + np.exp(-(x @ w)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return float(w[0]), w[1:]


def given(weights: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The weights with those that are decided."""
    return {field: weights.get(field, {}) | GIVEN.get(field, {}) for field in (*weights, *GIVEN)}
