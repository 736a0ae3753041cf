"""What other tools score the same counts, each at its best: the largest score over all splits or penalties.

- ruptures: PELT over the share of each issue, its mean and variance set to 0 and 1, with squared error; the score is
  the largest penalty at which it still finds a change.
- pycorpdiff: its signed log-likelihood keyness of the theme before and after, the largest over all splits; and its
  change points (PELT with a radial kernel), the largest penalty again.
- Fightin' Words (Monroe, Colaresi and Quinn 2008): the z-score of the log-odds ratio with an informative Dirichlet
  prior, before and after, the largest over all splits.

A rival that is not installed is left out. pycorpdiff wants another pandas than ours: give it an environment of its own.
"""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np

LEAST = 4
_PENALTIES = np.geomspace(0.5, 80, 18)


def shares(y: Any, n: Any) -> Any:
    """Shares of the issues that are there, each theme with mean 0 and variance 1."""
    found = y[:, n > 0] / n[n > 0]
    return (found - found.mean(1, keepdims=True)) / (found.std(1, keepdims=True) + 1e-12)


def splits(y: Any, n: Any) -> Iterator[tuple[Any, float, Any, float]]:
    """Counts and exposures before and from each issue."""
    seen = n > 0
    y, n = y[:, seen], n[seen]
    for at in range(LEAST, len(n) - LEAST + 1):
        yield y[:, :at].sum(1), n[:at].sum(), y[:, at:].sum(1), n[at:].sum()


def fightin_words(y: Any, n: Any) -> Any:
    """The largest |z| of each theme; the prior is the whole series' share, as much as ten issues weigh."""
    seen = n > 0
    weight = 10 * n[seen].mean()
    alpha = np.maximum(y[:, seen].sum(1) / n[seen].sum(), 1e-5) * weight
    best = np.zeros(len(y))
    for a, total_a, b, total_b in splits(y, n):
        one = np.log((a + alpha) / (total_a + weight - a - alpha))
        two = np.log((b + alpha) / (total_b + weight - b - alpha))
        best = np.maximum(best, np.abs(two - one) / np.sqrt(1 / (a + alpha) + 1 / (b + alpha)))
    return best


def pelt(y: Any, n: Any) -> Any:
    """The largest penalty at which ruptures finds a change in the mean."""
    import ruptures

    def found(row: Any, penalty: float) -> bool:
        return len(ruptures.Pelt(model="l2", min_size=LEAST, jump=1).fit(row).predict(pen=penalty)) > 1

    return np.array([_largest(row, found) for row in shares(y, n)])


def keyness(y: Any, n: Any) -> Any:
    """pycorpdiff's largest log-likelihood keyness."""
    import pandas as pd
    from pycorpdiff.keyness import log_likelihood

    best = np.zeros(len(y))
    for a, total_a, b, total_b in splits(y, n):
        table = log_likelihood(pd.Series(b), pd.Series(a), int(total_b), int(total_a))
        column = next(each for each in table.columns if "log" in each.lower() or each.lower() in ("ll", "g2"))
        best = np.maximum(best, table[column].reindex(range(len(y))).abs().to_numpy())
    return best


def change_points(y: Any, n: Any) -> Any:
    """The largest penalty at which pycorpdiff finds a change point."""
    import pandas as pd
    from pycorpdiff.temporal.changepoint import detect_changepoints

    def found(row: Any, penalty: float) -> bool:
        return bool(len(detect_changepoints(pd.Series(row), penalty=penalty)))

    return np.array([_largest(row, found) for row in shares(y, n)])


def _largest(row: Any, found: Callable[[Any, float], bool]) -> float:
    low, high = -1, len(_PENALTIES)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if found(row, float(_PENALTIES[middle])) else (low, middle)
    return float(_PENALTIES[low]) if low >= 0 else 0.0


def rivals() -> dict[str, Callable[[Any, Any], Any]]:
    """Those that are installed."""
    made: dict[str, Callable[[Any, Any], Any]] = {"Fightin' Words": fightin_words}
    if find_spec("ruptures"):
        made["ruptures (PELT)"] = pelt
    if find_spec("pycorpdiff"):
        made["pycorpdiff (keyness)"] = keyness
        made["pycorpdiff (change points)"] = change_points
    return made
