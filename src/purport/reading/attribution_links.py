"""Which content belongs to which cue: what the model points to, weighed with how near the two stand.

The pointer is mostly right and, where it is not, mostly far off; what stands between a content and a cue tells most of
those apart. Spans are pairs of word indices, half open.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from purport.language.words import GAPS, Words

Extent = tuple[int, int]

# The least that a pointer's log-probability counts for: a pointer astray must not outvote the order of the words.
FLOOR = -3.0
# What is taken off for each end of a paragraph, end of a sentence and other cue between a content and a cue, and for
# their distance (times its logarithm); what is added where the one hangs on the other in syntax. Found on the
# development texts.
_PARAGRAPH, _SENTENCE, _CUE_BETWEEN, _DISTANCE, _GOVERNED, _GOVERNING = 2.0, 0.5, 0.7, 0.5, 1.5, 1.0
# What a cue that is left without content costs.
_EMPTY = 2.5
# How many cues on either side a content may belong to.
_NEIGHBOURS = 8
_LINE = GAPS.index("line")
_STOPS = frozenset(".!?")


def nearness(words: Words, content: Extent, cues: Sequence[Extent]) -> dict[int, float]:
    """For the cues about a content, by index, how well each stands to it: 0 right beside it, and less from there.
    ``cues`` are in order and do not overlap one another."""
    at = bisect_left(cues, content)
    out = {}
    for k in range(max(0, at - _NEIGHBOURS), min(len(cues), at + _NEIGHBOURS)):
        cue = cues[k]
        low, high = (cue[1], content[0]) if cue[1] <= content[0] else (content[1], cue[0])
        between = sum(low <= first and last <= high for first, last in cues[min(k + 1, at) : max(k, at)])
        breaks = int((words.gap[low : high + 1] >= _LINE).sum())
        ends = sum(form in _STOPS for form in words.forms[low:high])
        out[k] = (
            -_PARAGRAPH * breaks
            - _SENTENCE * ends
            - _CUE_BETWEEN * between
            - _DISTANCE * math.log1p(max(0, high - low))
        )
        if _hangs(words, content, cue):
            out[k] += _GOVERNED
        elif _hangs(words, cue, content):
            out[k] += _GOVERNING
    return out


def _hangs(words: Words, one: Extent, other: Extent) -> bool:
    """Whether a word of ``one`` hangs on a word of ``other``."""
    parents = words.parent[slice(*one)]
    return bool(np.any((parents >= other[0]) & (parents < other[1])))


def assigned(scores: Sequence[Mapping[int, float]], cues: int) -> list[int]:
    """For each content the cue that it belongs to, of those it has a score for (one at least): the best, except that
    a cue left without content takes one that another can spare."""
    chosen = [max(of, key=lambda k: of[k]) for of in scores]
    count = [0] * cues
    wanted: list[list[int]] = [[] for _ in range(cues)]
    for content, cue in enumerate(chosen):
        count[cue] += 1
        for k in scores[content]:
            wanted[k].append(content)
    moved = True
    while moved:
        moved = False
        for cue in range(cues):
            if count[cue]:
                continue
            offers = [(scores[c][chosen[c]] - scores[c][cue], c) for c in wanted[cue] if count[chosen[c]] > 1]
            loss, content = min(offers, default=(_EMPTY, -1))
            if loss < _EMPTY:
                count[chosen[content]] -= 1
                count[cue] += 1
                chosen[content] = cue
                moved = True
    return chosen
