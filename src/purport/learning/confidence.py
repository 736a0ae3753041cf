"""Confidence: how often an attribution with such evidence is right, by logistic regression on texts not learnt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purport.language.encoder import Encoded
from purport.learning.marks import MarkedText
from purport.learning.scoring import matched
from purport.reading.attribution_model import AttributionModel, evidence

Floats = NDArray[np.floating[Any]]

RIDGE = 1.0
FOLDS = 5
# Fewer attributions than this, right or wrong, tell nothing that the weights at hand do not tell better.
LEAST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Attributions whose confidence lies in one tenth: how many, what was told of them and what share was right."""

    tenth: int
    count: int
    told: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Found attributions: a row of evidence for each, whether it is right, and the fold of its text."""

    evidence: Floats
    right: Floats
    fold: NDArray[np.int64]

    @property
    def enough(self) -> bool:
        """Whether weights can be fitted to them."""
        return bool(min(self.right.sum(), (1 - self.right).sum()) >= LEAST)


def judged(model: AttributionModel, texts: Sequence[MarkedText], encoded: Sequence[Encoded]) -> Judged:
    """What the model finds in the texts, judged by what is marked in them."""
    rows: list[tuple[list[float], bool, int]] = []
    for n, (text, one) in enumerate(zip(texts, encoded, strict=True)):
        good = matched([a for a in text.attributions if a.content], model.offsets(one))
        rows += [(evidence(found), k in good, n % FOLDS) for k, found in enumerate(model.linked(one))]
    width = len(model.settings["confidence"]) - 1
    return Judged(
        evidence=np.array([e for e, _, _ in rows], float).reshape(-1, width),
        right=np.array([right for _, right, _ in rows], float),
        fold=np.array([fold for _, _, fold in rows], np.int64),
    )


def fitted(found: Judged) -> list[float]:
    """The weights, the constant first."""
    return [round(float(weight), 4) for weight in _logistic(found.evidence, found.right)]


def reliability(found: Judged) -> list[Reliability]:
    """What is told against what is right, each fifth of the texts by weights fitted on the others."""
    told = np.zeros(len(found.right))
    for k in range(FOLDS):
        own = found.fold == k
        if own.any() and not own.all():
            weights = _logistic(found.evidence[~own], found.right[~own])
            told[own] = 1 / (1 + np.exp(-(found.evidence[own] @ weights[1:] + weights[0])))
    tenths = np.minimum((told * 10).astype(int), 9)
    return [
        Reliability(
            tenth=k,
            count=int((tenths == k).sum()),
            told=float(told[tenths == k].mean()),
            right=float(found.right[tenths == k].mean()),
        )
        for k in sorted(set(tenths.tolist()))
    ]


def _logistic(x: Floats, y: Floats) -> Floats:
    """The weights, the constant first, by Newton's method with a ridge."""
    x = np.column_stack([np.ones(len(x)), x])
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.diag([0.0, *np.ones(x.shape[1] - 1)])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
    return w
