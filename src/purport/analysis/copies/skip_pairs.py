"""Pairs of rare words that stand near each other, by which texts meet that share a passage, also a reworded one.

Of a passage with half its words changed a quarter of the pairs is left. Only some of all pairs are kept, but of every
text the same ones, so that what two texts share of the kept ones tells what they share of all.
"""

import numpy as np
from numpy.typing import NDArray

from purport.analysis.wording import Wording

# Each word makes a pair with so many of the next that are rare enough.
NEXT = 4
# Words less rare make no pairs, nor do two that together are less rare than this.
LEAST_RARITY, LEAST_PAIR = 2.2, 7.5
# One pair in so many is kept.
KEPT_IN = 4

Numbers = NDArray[np.uint64]


def skip_pairs(words: Wording, kept_in: int = KEPT_IN) -> Numbers:
    """The kept pairs of a text as numbers below 2**47, each once, in order; without regard to which word is first."""
    content = np.flatnonzero(words.rarity >= LEAST_RARITY)
    stems, rarity = words.stems[content].astype(np.uint64), words.rarity[content]
    found = []
    for step in range(1, NEXT + 1):
        one, two = stems[:-step], stems[step:]
        kept = (rarity[:-step] + rarity[step:] >= LEAST_PAIR) & (one != two)
        one, two = one[kept], two[kept]
        found.append(_mixed(np.minimum(one, two) << np.uint64(32) | np.maximum(one, two)))
    pairs = np.concatenate(found) if found else np.zeros(0, np.uint64)
    return np.unique(pairs[pairs % np.uint64(kept_in) == 0] >> np.uint64(17))


def _mixed(values: Numbers) -> Numbers:
    """The finish of SplitMix64, which spreads what differs in one bit over all."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Numbers = values ^ (values >> np.uint64(31))
    return result
