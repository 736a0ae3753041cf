"""Two small linear models over named features: yes or no, and one among several. NumPy only, deterministic."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


def vocabulary(rows: Sequence[Sequence[str]], least: int) -> dict[str, int]:
    """The features that occur at least so often, in alphabetical order."""
    counts = Counter(f for row in rows for f in set(row))
    return {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= least))}


def matrix(rows: Sequence[Sequence[str]], vocab: dict[str, int]) -> Array:
    out = np.zeros((len(rows), len(vocab)), dtype=np.float32)
    for n, row in enumerate(rows):
        for f in row:
            if f in vocab:
                out[n, vocab[f]] = 1
    return out


def fit_binary(x: Array, y: Array, weight: Array, l2: float, steps: int = 400, rate: float = 0.05) -> Array:
    """Logistic regression by Adam on the whole batch."""
    w = np.zeros(x.shape[1], dtype=np.float32)
    m, v = np.zeros_like(w), np.zeros_like(w)
    total = weight.sum()
    for step in range(1, steps + 1):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        g = x.T @ ((p - y) * weight) / total + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def fit_choice(
    x: Array, groups: npt.NDArray[np.int64], good: Array, weight: Array, l2: float, steps: int = 400, rate: float = 0.05
) -> Array:
    """Conditional logit: in each group of candidates the good ones together should have the mass."""
    w = np.zeros(x.shape[1], dtype=np.float32)
    m, v = np.zeros_like(w), np.zeros_like(w)
    n = int(groups.max()) + 1
    for step in range(1, steps + 1):
        s = x @ w
        top = np.full(n, -np.inf, dtype=np.float32)
        np.maximum.at(top, groups, s)
        e = np.exp(s - top[groups])
        p = e / np.bincount(groups, e, n)[groups]
        q = e * good
        q = q / np.maximum(np.bincount(groups, q, n)[groups], 1e-12)
        g = x.T @ ((p - q) * weight).astype(np.float32) / n + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w -= rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w
