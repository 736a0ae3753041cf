"""What a text is about in a few numbers: its rarest words, by which two texts on one matter are known without reading
them again."""

from collections.abc import Mapping
from struct import Struct

import numpy as np

from purport.analysis.wording import Wording

# Words that so few texts have, unquoted, and so many of them, tell what a text is about.
RARE, MOST = 3.0, 32
# So much of the rarer words of two texts must be the same for them to be on one matter, and so many of them.
SAME_MATTER, FEWEST = 0.25, 2
# The number of a stem, and sixteen times its rarity.
_ROW = Struct("<IB")


def outline(words: Wording) -> bytes:
    """The outline of a text."""
    kept = (words.rarity >= RARE) & ~words.quoted
    stems, first = np.unique(words.stems[kept], return_index=True)
    rarity = words.rarity[kept][first]
    order = np.argsort(-rarity, kind="stable")[:MOST]
    rows = zip(stems[order].tolist(), rarity[order].tolist(), strict=True)
    return b"".join(_ROW.pack(stem, min(255, round(16 * each))) for stem, each in rows)


def weights(outline: bytes) -> dict[int, int]:
    """The stems of an outline, each with its weight."""
    return dict(_ROW.iter_unpack(outline))


def common_weight(one: Mapping[int, int], two: Mapping[int, int]) -> int:
    """How much of two outlines is the same; 0 where they are not on one matter."""
    both = [weight for stem, weight in one.items() if stem in two]
    least = min(sum(one.values()), sum(two.values()))
    return sum(both) if len(both) >= FEWEST and sum(both) >= SAME_MATTER * least else 0
