"""Logistic regression from evidence to right or wrong, and how well it holds on texts that it was not fitted on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .reading import Judged

Floats = NDArray[np.float64]

RIDGE = 1.0
FOLDS = 5
_STEPS = 30


def weights(rows: Sequence[Judged]) -> Floats:
    """The constant, then a weight for each sort of evidence.

    A set of texts weighs with the square root of its statements, so that a small one is heard beside a large one.
    """
    sizes = {source: sum(row.source == source for row in rows) for source in {row.source for row in rows}}
    weight = np.array([sizes[row.source] ** -0.5 for row in rows])
    return _logistic(_table(rows), np.array([row.right for row in rows], float), weight / weight.mean())


def told(rows: Sequence[Judged], weights: Floats) -> Floats:
    """The confidence in each of the rows."""
    return 1 / (1 + np.exp(-_table(rows) @ weights))


def cross_validated(rows: Sequence[Judged]) -> Floats:
    """The confidence in each of the rows by weights fitted on texts of other folds; a text is in one fold."""
    fold = np.array([row.text % FOLDS for row in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        fitted = weights([row for row, own in zip(rows, fold == k, strict=True) if not own])
        out[fold == k] = told([row for row, own in zip(rows, fold == k, strict=True) if own], fitted)
    return out


def _table(rows: Sequence[Judged]) -> Floats:
    return np.array([(1.0, *row.evidence) for row in rows])


def _logistic(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Newton's method with a ridge on all but the constant, the first column."""
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.diag([0.0, *np.ones(x.shape[1] - 1)])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        w += np.linalg.solve(hessian, x.T @ (weight * (y - p)) - ridge @ w)
    return w
