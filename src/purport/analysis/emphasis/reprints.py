"""Items that were printed before: the same bytes, the same text, or an earlier one with a few words changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256 as digest_of

import numpy as np

from purport.case.shingles import Numbers, shingles

# An item is a copy of an earlier one that has so much of its five-word stretches.
COPIED = 0.8
# A text of fewer stretches is too short for that to tell anything: there only the same text is a reprint.
SHORTEST = 12
# Items meet by one stretch in four; one that so many items have tells nothing. So many earlier items are looked at.
_ONE_IN, _MOST_HOLDERS, _COMPARED = np.uint64(4), 24, 4


class How(StrEnum):
    """By what a reprint is known."""

    SAME_BYTES = "same_bytes"
    SAME_TEXT = "same_text"
    COPIED = "copied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """An item that is counted with an earlier one: the document in which it stands and from which character to which,
    the one that has it first, and by what it is known. ``period`` is the label of that in which it came out again,
    ``whole`` tells that all items of its document are such, ``statements`` how many it holds of each theme."""

    document: str
    start: int
    end: int
    of: str
    of_start: int
    how: How
    period: str
    whole: bool
    statements: Mapping[str, int]


Place = tuple[str, int]


class Reprints:
    """What was printed so far; items are asked of in the order in which they came out."""

    def __init__(self) -> None:
        self._bytes: dict[tuple[str, int], Place] = {}
        self._texts: dict[bytes, Place] = {}
        self._places: list[Place] = []
        self._shingles: list[Numbers] = []
        # Most stretches stand in one item alone, which is kept without a list.
        self._holders: dict[int, int | list[int]] = {}

    def first_of(self, text: str, *, document: str, sha256: str, start: int) -> tuple[Place, How] | None:
        """The earlier item that this one repeats, and by what it is known; None where it is new, and is kept."""
        place = (document, start)
        if (known := self._bytes.setdefault((sha256, start), place)) is not place:
            return known, How.SAME_BYTES
        found = shingles(text)
        if (known := self._texts.setdefault(digest_of(found.tobytes()).digest(), place)) is not place:
            return known, How.SAME_TEXT
        if len(found) < SHORTEST:
            return None
        sampled = found[found % _ONE_IN == 0].tolist()
        met: Counter[int] = Counter()
        for each in sampled:
            held = self._holders.get(each, ())
            met.update((held,) if isinstance(held, int) else held)
        for other, _ in met.most_common(_COMPARED):
            earlier = self._shingles[other]
            if len(np.intersect1d(found, earlier, assume_unique=True)) >= COPIED * len(found):
                return self._places[other], How.COPIED
        number = len(self._places)
        self._places.append(place)
        self._shingles.append(found)
        for each in sampled:
            held = self._holders.setdefault(each, number)
            if isinstance(held, int):
                if held != number:
                    self._holders[each] = [held, number]
            elif len(held) < _MOST_HOLDERS:
                held.append(number)
        return None
