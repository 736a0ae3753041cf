"""Confidence: how often an attribution with such evidence is right, by logistic regression on held-out texts."""

import numpy as np

from purport.language.encoder import Encoded
from purport.reading.attribution_model import AttributionModel, evidence

from .scoring import matched

RIDGE = 1.0


def logistic(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The weights, the constant first, by Newton's method with a ridge."""
    x = np.column_stack([np.ones(len(x)), x])
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.diag([0.0, *np.ones(x.shape[1] - 1)])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
    return w


def fitted(model: AttributionModel, records: list[dict], encoded: list[Encoded]) -> tuple[list[float], list[dict]]:
    """The weights, and the reliability by tenths as weights of the other four fifths of the texts give it."""
    rows = []
    for n, (record, one) in enumerate(zip(records, encoded, strict=True)):
        linked, found = model.linked(one), model.offsets(one)
        good = matched([a for a in record["attributions"] if a["content"]], found)
        rows += [(n, evidence(x), k in good) for k, x in enumerate(linked)]
    fold = np.array([n % 5 for n, _, _ in rows])
    x, y = np.array([e for _, e, _ in rows]), np.array([g for _, _, g in rows], float)
    p = np.zeros(len(y))
    for k in range(5):
        w = logistic(x[fold != k], y[fold != k])
        p[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ w[1:] + w[0])))
    curve = []
    for k in range(10):
        inside = (p >= k / 10) & (p < (k + 1) / 10 if k < 9 else p <= 1)
        if inside.any():
            row = {"from": k / 10, "n": int(inside.sum()), "told": p[inside].mean(), "right": y[inside].mean()}
            curve.append({key: round(float(value), 3) for key, value in row.items()})
    return [round(float(v), 4) for v in logistic(x, y)], curve
