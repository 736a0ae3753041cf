"""The order by which what fits a query best comes first: BM25 over candidates, counted in the stored words.

FTS5's own ranking reads every hit of every word before it gives the first. Here at most so many candidates are
weighed: all hits where they are few, else the newest, and before them those that have all words or rare ones.
"""

import math
from collections.abc import Mapping, Sequence

from purport.case.highlights import least_of, pattern
from purport.case.query import Words
from purport.language.folding import fold

# A word in more records than this weighs as much as one in just so many.
COMMON = 2_000
# Okapi BM25's usual settings: how soon more of a word tells no more, and how much a long record is held against it.
SATURATION, LENGTH = 1.2, 0.75
# So many characters of a record are looked at.
WEIGHED = 20_000


def weight(records: int) -> float:
    """What a word in so many records tells; ``records`` is COMMON at most."""
    return math.log(1 + 10 * COMMON / (records + 1))


def ranked(candidates: Mapping[int, str], weights: Mapping[Words, float]) -> list[int]:
    """The ids of the candidates, whose words are given, best first and newest first among equals."""
    folded = {row: fold(text[:WEIGHED]) for row, text in candidates.items()}
    usual = sum(map(len, folded.values())) / max(len(folded), 1) or 1.0
    wanted = [(least_of(each), pattern(each), value) for each, value in weights.items()]
    scores = {}
    for row, text in folded.items():
        length = SATURATION * (1 - LENGTH + LENGTH * len(text) / usual)
        # Most texts have few of many words, and whether one is there at all is told far more quickly.
        counts = [(len(each.findall(text)), value) for least, each, value in wanted if least in text]
        scores[row] = sum([value * n * (SATURATION + 1) / (n + length) for n, value in counts])
    return _best_first(scores)


def _best_first(scores: Mapping[int, float]) -> list[int]:
    order: Sequence[int] = sorted(scores, reverse=True)
    return sorted(order, key=lambda row: -scores[row])
