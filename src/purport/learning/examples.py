"""Marked texts as tagged words and links, cut into the windows from which a network learns."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from purport.language.encoder import Pieces
from purport.language.words import CASES, Words
from purport.learning.marks import Marked, MarkedText
from purport.reading.attribution_spans import ROLES, TAGS

Range = tuple[int, int]


class _Stretch(Protocol):
    """Words ``first`` up to ``last`` of a text."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


Cut = TypeVar("Cut", bound=_Stretch)


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A marked text as it is learnt: its words, their pieces, a tag for each word, and for each attribution its
    words by role. ``left_out`` counts the attributions inside others: there is one tag a word."""

    words: Words
    pieces: list[list[int]]
    tags: NDArray[np.int64]
    attributions: list[dict[str, list[Range]]]
    left_out: int


def text_of(marked: MarkedText, words: Words, pieces: Pieces) -> Text:
    """A marked text, its words given, as it is learnt."""
    tags = np.zeros(len(words), np.int64)
    taken: dict[Range, str] = {}
    attributions, left_out = [], 0
    for one in sorted(marked.attributions, key=_extent):
        spans = {role: [_range(words, *span) for span in getattr(one, role)] for role in ROLES} if len(words) else {}
        new = [(span, role) for role, ranges in spans.items() for span in ranges if taken.get(span) != role]
        if any(tags[a:b].any() for (a, b), _ in new) or _overlap(span for span, _ in new):
            left_out += 1
            continue
        attributions.append(spans)
        for (a, b), role in new:
            tags[a:b] = [TAGS.index(f"{place}-{role}") for place in places_of(b - a)]
            taken[a, b] = role
    return Text(words, pieces.of(words.forms), tags, attributions, left_out)


def _extent(one: Marked) -> tuple[int, int]:
    """What holds another comes before it: longest first."""
    spans = (*one.speaker, *one.cue, *one.content)
    return -sum(end - start for start, end in spans), min((start for start, _ in spans), default=0)


def _overlap(ranges: Iterable[Range]) -> bool:
    ordered = sorted(ranges)
    return any(two[0] < one[1] for one, two in pairwise(ordered))


def _range(words: Words, start: int, end: int) -> Range:
    first = min(int(np.searchsorted(words.ends, start, side="right")), len(words) - 1)
    return first, max(first + 1, int(np.searchsorted(words.starts, end, side="left")))


def places_of(n: int) -> list[str]:
    """The places of a span's words in it, as tags name them."""
    return ["S"] if n == 1 else ["B", *["I"] * (n - 2), "E"]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """Words ``first`` up to ``last`` of a text as they are learnt; ``words`` are the text's, changed or not."""

    text: Text
    words: Words
    first: int
    last: int

    def links(self, width: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """For either kind of link (kinds, words, words) of what points to what, padded to ``width`` words, and
        (kinds, words) of what is learnt at all; a row that is all false points nowhere."""
        targets = np.zeros((2, width, width), bool)
        known = np.zeros((2, width), bool)
        for spans in self.text.attributions:
            speaker, cue, content = (self._inside(spans[role]) for role in ("speaker", "cue", "content"))
            if cue:
                known[0, content] = True
                targets[0][np.ix_(content, cue)] = True
            if speaker or not spans["speaker"]:
                known[1, cue] = True
                targets[1][np.ix_(cue, speaker)] = True
        return targets, known

    def _inside(self, ranges: Iterable[Range]) -> list[int]:
        return [i - self.first for a, b in ranges for i in range(max(a, self.first), min(b, self.last))]


def examples(texts: Sequence[Text], size: int, rng: random.Random) -> list[Example]:
    """Windows of at most ``size`` pieces over all texts, cut anew at each call: at a sentence's end where there is
    one, the first window of a long text shortened at random so that cuts fall elsewhere every time."""
    return [
        Example(text, _changed(text.words, rng), first, last)
        for text in texts
        for first, last in cut(text.words, text.pieces, size, rng)
    ]


def cut(words: Words, pieces: Sequence[Sequence[int]], size: int, rng: random.Random) -> Iterator[Range]:
    """The windows of one text, by its words: see ``examples``."""
    ends = np.cumsum([len(p) for p in pieces])
    first = 0
    room = rng.randint(size // 3, size) if len(ends) and ends[-1] > size else size
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + room, side="right")))
        if last < len(ends):
            last = _cut(words, first + (last - first) * 2 // 3, last)
        yield first, last
        first, room = last, size


def _cut(words: Words, low: int, high: int) -> int:
    for i in range(high, low, -1):
        if words.gap[i] and (words.gap[i] >= 2 or words.forms[i - 1] in '.?!"'):
            return i
    return high


def _changed(words: Words, rng: random.Random) -> Words:
    """A tenth as in capitals, a twentieth as in small letters, and a sixth without their syntax, half of those in
    small letters among them: where case is lost the parse is poor."""
    chance = rng.random()
    capitals, small = 0.05 < chance <= 0.15, chance <= 0.05
    if rng.random() < (0.5 if small else 0.15):
        n = len(words)
        unknown = np.zeros(n, np.int64)
        words = replace(words, tag=unknown, dependency=unknown, parent=np.arange(n))
    if not capitals and not small:
        return words
    case = words.case.copy()
    lettered = (case != CASES.index("none")) & (case != CASES.index("digits"))
    if capitals:
        single = np.array([len(form) == 1 for form in words.forms])
        case[lettered] = np.where(single[lettered], CASES.index("initial"), CASES.index("upper"))
    else:
        case[lettered] = CASES.index("lower")
    return replace(words, case=case)


def batches(items: Sequence[Cut], size: int, rng: random.Random) -> Iterator[list[Cut]]:
    """Batches of windows of like length, in random order."""
    ordered = sorted(items, key=lambda e: e.last - e.first + rng.random() * 20)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(groups)
    yield from groups
