"""Which annotated part is which read part: how far spans and names agree, and pairs one to one."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")

KILOMETRES = 161.0
"""How far a place may be off: a hundred miles, as is usual in scoring toponyms."""

EARTH_RADIUS_KM = 6371.0
_WORD = re.compile(r"\w+")
_SMALL = frozenset(["a", "an", "and", "for", "his", "her", "in", "its", "of", "s", "the", "their", "mr", "mrs", "ms"])


class Stretch(Protocol):
    """Anything that has a place in the text, or could have one."""

    @property
    def start(self) -> int | None:
        """Its first character; None where it stands nowhere in the text."""

    @property
    def end(self) -> int | None:
        """After its last character."""


def characters(spans: Iterable[Stretch | None]) -> frozenset[int]:
    """The offsets of all characters in some spans."""
    return frozenset(
        place
        for span in spans
        if span is not None and span.start is not None and span.end is not None
        for place in range(span.start, span.end)
    )


def words_within(text: str, spans: Iterable[Stretch]) -> frozenset[int]:
    """The offsets at which the words in some spans begin, so that marks and blanks at their ends do not count."""
    return frozenset(
        found.start()
        for span in spans
        if span.start is not None and span.end is not None
        for found in _WORD.finditer(text, span.start, span.end)
    )


def touch(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of offsets have one in common."""
    return not one.isdisjoint(other)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union, 1 for two that are empty."""
    return len(one & other) / len(one | other) if one or other else 1.0


def f1(one: frozenset[int], other: frozenset[int]) -> float:
    """Twice what is shared, over the sum of both; 1 for two that are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names share half of the shorter one's words, small words and titles aside."""
    first, second = _telling(one), _telling(other)
    return bool(first and second) and 2 * len(first & second) >= min(len(first), len(second))


def _telling(name: str | None) -> frozenset[str]:
    words = frozenset(_WORD.findall((name or "").casefold()))
    return words - _SMALL or words


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points, each latitude and longitude in degrees, along a great circle."""
    (lat, lon), (to_lat, to_lon) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def same_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree at the coarser precision of the two, a year at least."""
    shared = min(len(one), len(other))
    return shared >= 4 and one[:shared] == other[:shared]


def one_to_one(annotated: Sequence[A], read: Sequence[B], worth: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Pairs by index, each part in one at most: the worthiest first, then in the order they stand; none worth 0."""
    ranked = sorted(
        (-value, i, j)
        for i, one in enumerate(annotated)
        for j, other in enumerate(read)
        if (value := worth(one, other)) > 0
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return sorted(pairs)
