"""Texts with known incidents as tagged words, cut into the windows from which the network of incidents learns."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from purport.language.encoder import Pieces
from purport.language.words import Integers, Words
from purport.learning.examples import cut, places_of
from purport.reading.attribution_spans import tags_of
from purport.reading.incident_model import ROLES, TYPES

TAGS = tags_of(ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words ``first`` up to ``last`` that name a part of incidents of ``types``; ``sure`` where the incidents are told
    there, else the words may be meant or not."""

    first: int
    last: int
    role: str
    types: frozenset[str]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """A text as it is learnt: its words and their pieces, the parts that its words bear, and the words that may tell
    of an incident whose parts are all unknown, by type. ``cases`` are those of the words with their case restored."""

    words: Words
    pieces: list[list[int]]
    parts: tuple[Part, ...]
    types: frozenset[str]
    hints: dict[str, tuple[int, ...]]
    cases: Integers

    @staticmethod
    def of(
        words: Words,
        pieces: Pieces,
        parts: Iterable[Part],
        types: Iterable[str],
        hints: dict[str, tuple[int, ...]],
        cases: Integers,
    ) -> "Lesson":
        """A lesson whose words are cut into pieces; of parts that overlap the longest stays, and the sure."""
        taken = np.zeros(len(words), bool)
        kept = []
        for part in sorted(parts, key=lambda p: (not p.sure, p.first - p.last, p.first)):
            if not taken[part.first : part.last].any():
                taken[part.first : part.last] = True
                kept.append(part)
        ordered = tuple(sorted(kept, key=lambda p: p.first))
        return Lesson(
            words=words, pieces=pieces.of(words.forms), parts=ordered, types=frozenset(types), hints=hints, cases=cases
        )


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Words ``first`` up to ``last`` of a lesson; ``words`` are the lesson's, changed or not."""

    lesson: Lesson
    words: Words
    first: int
    last: int

    def allowed(self, width: int) -> NDArray[np.bool_]:
        """(width, tags): which tags each word may have."""
        out = np.zeros((width, len(TAGS)), bool)
        out[:, 0] = True
        for part in self._parts():
            for k, place in enumerate(places_of(part.last - part.first), part.first - self.first):
                out[k, 0] = not part.sure
                out[k, TAGS.index(f"{place}-{part.role}")] = True
        return out

    def types(self, width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(width, types) the types in which each word bears its part, and (width,) where that is learnt."""
        out, known = np.zeros((width, len(TYPES)), np.float32), np.zeros(width, np.float32)
        for part in self._parts():
            if part.sure:
                at = slice(part.first - self.first, part.last - self.first)
                known[at] = 1
                out[at] = [name in part.types for name in TYPES]
        return out, known

    def told(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """(types,) which types of incident the window tells of, and whether that is known."""
        sure = {name for part in self._parts() if part.sure for name in part.types}
        hinted = {name for name, at in self.lesson.hints.items() if any(self.first <= k < self.last for k in at)}
        told = sure | hinted
        known = [name in told or name not in self.lesson.types for name in TYPES]
        return np.array([name in told for name in TYPES], np.float32), np.array(known, np.float32)

    def _parts(self) -> list[Part]:
        return [part for part in self.lesson.parts if self.first <= part.first and part.last <= self.last]


def windows(lessons: Sequence[Lesson], size: int, idle: float, rng: random.Random) -> list[Window]:
    """Windows of at most ``size`` pieces over the lessons, cut anew at each call, as in ``purport.learning.examples``;
    of the lessons without incidents a share ``idle``. A fourth has its case restored."""
    out = []
    for lesson in lessons:
        if not lesson.types and rng.random() >= idle:
            continue
        words = replace(lesson.words, case=lesson.cases) if rng.random() < 0.25 else lesson.words
        out += [Window(lesson, words, first, last) for first, last in cut(lesson.words, lesson.pieces, size, rng)]
    return out
