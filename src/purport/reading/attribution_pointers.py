"""Pointers between words: how likely the words of one span point to another, by attention and by distance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from purport.reading.attribution_spans import Floats, WordSpan

LINK_WIDTH = 64
# How far from a word, in words, a pointer may point.
REACH = 240

_EDGES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192)
BUCKETS = 2 * len(_EDGES) + 1


def bucket(distance: int) -> int:
    """The index of a signed distance in words among BUCKETS classes."""
    n = sum(abs(distance) >= edge for edge in _EDGES)
    return len(_EDGES) + (n if distance > 0 else -n)


_BUCKET = np.array([bucket(d) for d in range(-_EDGES[-1], _EDGES[-1] + 1)])

# What a target out of reach gets, and the least that any gets: a logarithm of differences of sums holds no smaller.
_LEAST_LOG = -30.0


@dataclass(frozen=True, slots=True)
class Pointer:
    """One kind of link: (words, LINK_WIDTH) queries and keys, a score for each class of distance, one for nowhere."""

    queries: Floats
    keys: Floats
    distance: Floats
    nowhere: float

    def to(self, words: Sequence[int], targets: Sequence[WordSpan]) -> tuple[Floats, float]:
        """The mean log-probability with which ``words`` point to each of the targets, and to nowhere."""
        rows = np.asarray(words)
        low, high = max(0, int(rows[0]) - REACH), min(len(self.keys), int(rows[-1]) + REACH + 1)
        far = np.arange(low - rows[-1], high - rows[0])
        by_distance = self.distance[_BUCKET[np.clip(far, -_EDGES[-1], _EDGES[-1]) + _EDGES[-1]]]
        scores = (self.queries[rows] @ self.keys[low:high].T / LINK_WIDTH**0.5).astype(np.float64)
        scores += sliding_window_view(by_distance, high - low)[rows[-1] - rows]
        top = np.maximum(scores.max(1), self.nowhere)
        sums = np.zeros((len(rows), high - low + 1))
        np.cumsum(np.exp(scores - top[:, None]), axis=1, out=sums[:, 1:])
        whole = np.log(sums[:, -1] + np.exp(self.nowhere - top))
        first = np.clip(np.array([target.first for target in targets], np.int64), low, high) - low
        last = np.clip(np.array([target.last for target in targets], np.int64), low, high) - low
        with np.errstate(divide="ignore"):
            logs = np.log(sums[:, last] - sums[:, first]) - whole[:, None]
        return np.maximum(logs, _LEAST_LOG).mean(0), float((self.nowhere - top - whole).mean())
