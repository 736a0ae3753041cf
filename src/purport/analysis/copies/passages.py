"""Passages that two texts share, also where one of them is reworded: found by laying their words beside each other.

Words that both have are points; points that follow each other in both, near enough, are a chain; a chain whose words
weigh more than the gaps between them is a passage. A chain may turn back a little, as where a sentence becomes passive.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purport.analysis.wording import CONTENT, Wording

# A chain bridges so many words of each text, and turns back so many in the second.
REACH, BACK = 20, 10
# What each word that is bridged takes from a chain.
GAP = 0.25
# Chains of less weight come about by chance.
LEAST = 14.0
# A stem that stands in both texts so often, times each other, is no point.
REPEATED = 24
MOST_CHAINS = 12

Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Words of one text and of another that answer each other: ``ours[n]`` and ``theirs[n]`` are the numbers of the
    words, by ``ours`` rising; ``weight`` is that of the words less that of the gaps."""

    ours: NDArray[np.int32]
    theirs: NDArray[np.int32]
    weight: float


def chains(one: Wording, two: Wording, met: tuple[Places, Places] | None = None) -> list[Chain]:
    """The chains of two wordings, the weightiest first, none sharing a word with another; ``met`` are their points,
    where they are known already."""
    ours, theirs = points(one, two) if met is None else met
    found: list[Chain] = []
    weights = one.rarity[ours] if len(ours) else np.zeros(0, np.float32)
    while len(ours) and len(found) < MOST_CHAINS:
        scores, before = _chained(ours.tolist(), theirs.tolist(), weights.tolist())
        end = int(np.argmax(scores))
        if scores[end] < LEAST:
            break
        taken = []
        at = end
        while at >= 0:
            taken.append(at)
            at = before[at]
        taken.reverse()
        first, last = ours[taken[0]], ours[taken[-1]]
        low, high = theirs[taken].min(), theirs[taken].max()
        chain = _once(ours[taken], theirs[taken], weights[taken], scores[end])
        found.append(chain)
        keep = ~(((ours >= first) & (ours <= last)) | ((theirs >= low) & (theirs <= high)))
        ours, theirs, weights = ours[keep], theirs[keep], weights[keep]
    return found


def points(one: Wording, two: Wording) -> tuple[Places, Places]:
    """Pairs of words with the same stem, by place in the first, then in the second."""
    places = _places(two)
    ours: list[int] = []
    theirs: list[int] = []
    for stem, here in _places(one).items():
        there = places.get(stem)
        if there is not None and len(there) * len(here) <= REPEATED:
            for at in here:
                ours += [at] * len(there)
                theirs += there
    order = np.lexsort((theirs, ours))
    return np.array(ours, np.int32)[order], np.array(theirs, np.int32)[order]


@lru_cache(maxsize=2_048)
def _places(words: Wording) -> dict[int, list[int]]:
    """Where each stem that tells something stands."""
    places: dict[int, list[int]] = {}
    content = np.flatnonzero(words.rarity >= CONTENT)
    for at, stem in zip(content.tolist(), words.stems[content].tolist(), strict=True):
        places.setdefault(stem, []).append(at)
    return places


def _chained(ours: list[int], theirs: list[int], weights: list[float]) -> tuple[list[float], list[int]]:
    """The weight of the best chain that ends with each point, and the point before it there (-1: none)."""
    scores = list(weights)
    before = [-1] * len(ours)
    first = 0
    for at in range(len(ours)):
        i, j, weight = ours[at], theirs[at], weights[at]
        best, best_from = 0.0, -1
        while ours[first] < i - REACH:
            first += 1
        for other in range(at - 1, first - 1, -1):
            ahead = i - ours[other]
            across = j - theirs[other]
            if ahead == 0 or across == 0 or across > REACH or across < -BACK:
                continue
            score = scores[other] - GAP * (ahead - 1 + (across - 1 if across > 0 else -across + 1))
            if score > best:
                best, best_from = score, other
        scores[at] = weight + best
        before[at] = best_from
    return scores, before


def _once(ours: NDArray[np.int32], theirs: NDArray[np.int32], weights: NDArray[np.float32], score: float) -> Chain:
    """The chain without points that take a word of the second text again, and its weight without theirs."""
    _, first = np.unique(theirs, return_index=True)
    kept = np.sort(first)
    weight = float(score - weights.sum() + weights[kept].sum())
    return Chain(ours[kept], theirs[kept], weight)
