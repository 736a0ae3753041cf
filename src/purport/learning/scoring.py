"""Exact spans and whole attributions against what people marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from purport.learning.marks import Marked, MarkedText, Offsets
from purport.reading.attribution_model import Found
from purport.reading.attribution_spans import ROLES

FIELDS = (*ROLES, "whole")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many are right, how many were found, how many were marked."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.right + other.right, self.found + other.found, self.marked + other.marked)

    @property
    def f1(self) -> float:
        """F1 in per cent."""
        return 200 * self.right / (self.found + self.marked) if self.found + self.marked else 0.0


Scores = dict[str, Counted]


def scores(pairs: Iterable[tuple[MarkedText, Sequence[Found]]]) -> Scores:
    """For each of FIELDS what was counted over all texts. Spans count where both ends are right."""
    total = dict.fromkeys(FIELDS, Counted())
    for text, found in pairs:
        for field, counted in _counted(text, found).items():
            total[field] += counted
    return total


def _counted(text: MarkedText, found: Sequence[Found]) -> Scores:
    mine: dict[str, set[Offsets]] = {
        "speaker": {f.speaker for f in found if f.speaker},
        "cue": {f.cue for f in found},
        "content": {span for f in found for span in f.content},
    }
    out = {}
    for role in ROLES:
        theirs = {_trimmed(text.text, *span) for one in text.attributions for span in getattr(one, role)}
        out[role] = Counted(len(theirs & mine[role]), len(mine[role]), len(theirs))
    whole = [one for one in text.attributions if one.content]
    out["whole"] = Counted(len(matched(whole, found)), len(found), len(whole))
    return out


def matched(attributions: Iterable[Marked], found: Sequence[Found]) -> set[int]:
    """The indexes of the found that are right, each marked one counted once. Right is where the cues touch, and
    speaker and content each agree by half (intersection over union) or are both absent."""
    taken: set[int] = set()
    for one in attributions:
        hit = next((n for n, f in enumerate(found) if n not in taken and _right(one, f)), None)
        if hit is not None:
            taken.add(hit)
    return taken


def _right(one: Marked, found: Found) -> bool:
    return (
        bool(_characters(one.cue) & _characters([found.cue]))
        and _agree(one.speaker, [found.speaker] if found.speaker else [])
        and _agree(one.content, found.content)
    )


def _agree(one: Iterable[Offsets], two: Iterable[Offsets]) -> bool:
    a, b = _characters(one), _characters(two)
    return a == b or 2 * len(a & b) >= len(a | b)


def _characters(spans: Iterable[Offsets]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _trimmed(text: str, start: int, end: int) -> Offsets:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
