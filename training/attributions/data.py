"""Annotated texts as tagged words and links, cut into training windows.

A line of the data is ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, each of the three a list of
half-open spans in code points.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from purport.language import Doc, parse_all
from purport.language.encoder import Pieces
from purport.language.words import CASES, Words, words_of
from purport.reading.attribution_model import ROLES, TAGS
from purport.types import Document, Source

KEYS = {"speaker": "source", "cue": "cue", "content": "content"}


@dataclass(frozen=True)
class Text:
    """One annotated text: its words, their pieces, a tag for each word, and for each attribution its words by role."""

    id: str
    text: str
    words: Words
    pieces: list[list[int]]
    tags: np.ndarray
    attributions: list[dict[str, list[tuple[int, int]]]]


def records(path: Path, limit: int | None = None) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(limit or 10**9), lines, strict=False)]


def docs_of(texts: Iterable[str]) -> Iterator[Doc]:
    return parse_all(Document(source=Source(id=str(n), sha256=""), text=text) for n, text in enumerate(texts))


def parsed(texts: Iterable[str]) -> list[Words]:
    """The words of each text with their syntax."""
    return [words_of(doc.text, doc.tokens) for doc in docs_of(texts)]


def load(path: Path, pieces: Pieces, limit: int | None = None) -> list[Text]:
    annotated = records(path, limit)
    every = parsed(record["text"] for record in annotated)
    return [_text(record, words, pieces) for record, words in zip(annotated, every, strict=True)]


def _text(record: dict, words: Words, pieces: Pieces) -> Text:
    tags = np.zeros(len(words), np.int64)
    attributions = []
    for annotated in record["attributions"]:
        spans = {role: [_range(words, *span) for span in annotated[KEYS[role]]] for role in ROLES}
        attributions.append(spans)
        for role, ranges in spans.items():
            for a, b in ranges:
                tags[a:b] = [TAGS.index(f"{p}-{role}") for p in _prefixes(b - a)]
    return Text(record["id"], record["text"], words, pieces.of(words.forms), tags, attributions)


def _range(words: Words, start: int, end: int) -> tuple[int, int]:
    first = int(np.searchsorted(words.ends, start, side="right"))
    return first, max(first + 1, int(np.searchsorted(words.starts, end, side="left")))


def _prefixes(n: int) -> list[str]:
    return ["S"] if n == 1 else ["B", *["I"] * (n - 2), "E"]


@dataclass(frozen=True)
class Example:
    """A window of a text as it is learnt: ``links`` of a kind are (words, words) of what points to what; a row that
    is all false points nowhere, and ``known`` marks the rows that are learnt at all."""

    text: Text
    words: Words
    first: int
    last: int

    def links(self, width: int) -> tuple[np.ndarray, np.ndarray]:
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

    def _inside(self, ranges: list[tuple[int, int]]) -> list[int]:
        return [i - self.first for a, b in ranges for i in range(max(a, self.first), min(b, self.last))]


def examples(texts: list[Text], size: int, rng: random.Random) -> list[Example]:
    """Windows over all texts, cut anew at each call: at a sentence's end where there is one, the first window of a
    text shortened at random so that cuts fall elsewhere every time."""
    out = []
    for text in texts:
        ends = np.cumsum([len(p) for p in text.pieces])
        first = 0
        room = rng.randint(size // 3, size) if len(ends) and ends[-1] > size else size
        while first < len(ends):
            before = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + room, side="right")))
            if last < len(ends):
                last = cut(text.words, first + (last - first) * 2 // 3, last)
            out.append(Example(text, changed(text.words, rng), first, last))
            first, room = last, size
    return out


def cut(words: Words, low: int, high: int) -> int:
    for i in range(high, low, -1):
        if words.gap[i] and (words.gap[i] >= 2 or words.forms[i - 1] in '.?!"'):
            return i
    return high


def changed(words: Words, rng: random.Random) -> Words:
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


def batches(items: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    ordered = sorted(items, key=lambda e: e.last - e.first + rng.random() * 20)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    rng.shuffle(groups)
    yield from groups
