"""What belongs to which cue: its content and its speaker, by what the model points to and by how near the two stand.

The pointer is mostly right and, where it is not, mostly far off; what stands between a content and a cue tells most of
those apart. Extents are pairs of word indices, half open.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from purport.language.words import GAPS, Words
from purport.reading.attribution_pointers import REACH, Pointer
from purport.reading.attribution_spans import WordSpan

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


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what points to it and what it points to; ``content_links`` and ``speaker_link`` are the pointers'
    own probabilities."""

    cue: WordSpan
    speaker: WordSpan | None
    content: tuple[WordSpan, ...]
    speaker_link: float
    content_links: tuple[float, ...]


# Below this a content that was not kept is not taken for a cue that has none (logarithm of link times probability).
_LEAST_FILL = -4.0
# A cue that was not kept is taken for a speaker without one from this probability on, where it points to that speaker
# with a half or more and stands this many words from it.
_LEAST_CUE = 0.15
_LEAST_POINT = float(np.log(0.5))
_BESIDE = 12
# How much a speaker's own probability weighs beside the pointer's.
_SPEAKER_WEIGHT = 0.1


def linked(
    words: Words,
    among: Sequence[WordSpan],
    keep: Sequence[WordSpan],
    to_cue: Pointer,
    to_speaker: Pointer,
) -> list[Linked]:
    """The cues of ``keep``, each with its content and its speaker, in reading order.

    A content goes to one cue, that which it points to and stands best to. A cue that has none gets the likeliest of
    ``among`` that is free, and its speaker too may be one that was not kept; a speaker to whom no cue of ``keep``
    points gets the likeliest that does.
    """
    cues = sorted([*(s for s in keep if s.role == "cue"), *_further_cues(among, keep, to_speaker)])
    keep = [*keep, *(cue for cue in cues if cue not in keep)]
    of: dict[WordSpan, list[tuple[WordSpan, float]]] = {cue: [] for cue in cues}
    contents = [s for s in keep if s.role == "content"] if cues else []
    scores, pointed = [], []
    places = [(cue.first, cue.last) for cue in cues]
    for said in contents:
        beside = nearness(words, (said.first, said.last), places)
        logs, _ = to_cue.to(_sample(said), [cues[k] for k in beside])
        pointed.append(dict(zip(beside, logs.tolist(), strict=True)))
        scores.append({k: max(pointed[-1][k], FLOOR) + near for k, near in beside.items()})
    for n, k in enumerate(assigned(scores, len(cues))):
        of[cues[k]].append((contents[n], float(np.exp(pointed[n][k]))))
    taken = _Taken(keep)
    free = [s for s in among if s.role == "content" and taken.free(s)]
    for cue in cues:
        if not of[cue]:
            near = [s for s in free if abs(s.first - cue.first) <= REACH and taken.free(s)]
            scored = [(float(to_cue.to(_sample(s), [cue])[0][0]), s) for s in near]
            link, content = max(scored, key=lambda x: x[0] + np.log(x[1].probability), default=(-30.0, cue))
            if link + np.log(content.probability) > _LEAST_FILL:
                of[cue].append((content, float(np.exp(link))))
                taken.add(content)
    speakers = [s for s in among if s.role == "speaker" and (s in taken.spans or taken.free(s))]
    chances = np.log([s.probability for s in speakers]) if speakers else np.zeros(0)
    out = []
    for cue in cues:
        speaker = None
        logs, nowhere = to_speaker.to(range(cue.first, cue.last), speakers)
        certain = nowhere
        if len(logs):
            best = int(np.argmax(logs + _SPEAKER_WEIGHT * chances))
            floor = 0.0 if speakers[best] in taken.spans else _SPEAKER_WEIGHT * float(chances[best])
            if logs[best] + floor > nowhere:
                speaker, certain = speakers[best], float(logs[best])
        own = sorted(of[cue])
        links = tuple(p for _, p in own)
        out.append(Linked(cue, speaker, tuple(c for c, _ in own), float(np.exp(certain)), links))
    return out


def _further_cues(among: Sequence[WordSpan], keep: Sequence[WordSpan], to_speaker: Pointer) -> list[WordSpan]:
    """For each speaker to whom no kept cue points the likeliest free cue that does: the ends of such a cue are mostly
    all that was open."""
    taken = _Taken(keep)
    speakers = [s for s in keep if s.role == "speaker"]
    claimed: set[WordSpan] = set()
    for cue in keep:
        if cue.role == "cue" and speakers:
            logs, nowhere = to_speaker.to(range(cue.first, cue.last), speakers)
            if logs.max() > nowhere:
                claimed.add(speakers[int(np.argmax(logs))])
    out = []
    free = [s for s in among if s.role == "cue" and s.probability > _LEAST_CUE and taken.free(s)]
    for speaker in speakers:
        if speaker in claimed:
            continue
        near = [c for c in free if c.first - speaker.last <= _BESIDE and speaker.first - c.last <= _BESIDE]
        for cue in sorted(near, key=lambda c: -c.probability):
            logs, _ = to_speaker.to(range(cue.first, cue.last), [speaker])
            if taken.free(cue) and logs[0] > _LEAST_POINT:
                taken.add(cue)
                out.append(cue)
                break
    return out


class _Taken:
    """Spans without overlap, and what stands free of them."""

    def __init__(self, spans: Iterable[WordSpan]) -> None:
        self.spans = set(spans)
        self._words = {word for s in self.spans for word in range(s.first, s.last)}

    def add(self, span: WordSpan) -> None:
        self.spans.add(span)
        self._words.update(range(span.first, span.last))

    def free(self, span: WordSpan) -> bool:
        return self._words.isdisjoint(range(span.first, span.last))


def _sample(span: WordSpan, most: int = 24) -> list[int]:
    """Some of a span's words, its ends among them."""
    if span.last - span.first <= most:
        return list(range(span.first, span.last))
    return sorted({int(k) for k in np.linspace(span.first, span.last - 1, most)})
