"""What the model of mentions reads of a text: how it begins, and the sentences that hold mentions.

Two texts' excerpts are read side by side, so that each word of one sees those of the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from purport.language.encoder import Pieces
from purport.language.words import Integers, words_of

# Word pieces of an excerpt at most, and of these for the lead.
PIECES = 120
LEAD_PIECES = 40
# A line that says less is a date, a byline or an address.
_LEAST_WORDS = 5

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])")
# What stands before a full stop that ends no sentence: an initial or a short title.
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[A-Z]|[A-Z][a-z]{1,2}|Capt|Prof|Sept)$")
_ADDRESS = re.compile(r"\s*(?:https?\b|www\b)", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """Word pieces of a text, and for each mention in them its number, its first piece and the piece after its last."""

    pieces: tuple[int, ...]
    mentions: tuple[tuple[int, int, int], ...]


def sentences(text: str) -> list[Span]:
    """Where a text's sentences stand, by marks and line ends alone."""
    out = []
    for line in _LINE.finditer(text):
        start = line.start()
        for mark in _END.finditer(text, line.start(), line.end()):
            if text[mark.start()] == "." and _ABBREVIATION.search(text, start, mark.start()):
                continue
            out.append((start, mark.end()))
            start = mark.end()
        out.append((start, line.end()))
    return [(start, end) for start, end in out if text[start:end].strip()]


def excerpts(text: str, spans: Sequence[Span], pieces: Pieces) -> list[Excerpt]:
    """The excerpts of a text that together hold the mentions at ``spans``, each mention once, in the text's order."""
    if not spans:
        return []
    places = sentences(text)
    order = sorted(range(len(spans)), key=lambda k: spans[k])
    holding: dict[int, list[int]] = {}
    starts = [start for start, _ in places]
    for k in order:
        at = max(0, int(np.searchsorted(starts, spans[k][0], side="right")) - 1)
        holding.setdefault(at, []).append(k)
    lead = _lead(text, places, set(holding), pieces)
    out: list[Excerpt] = []
    taken: list[int] = list(lead)
    marks: list[tuple[int, int, int]] = []
    for at, held in holding.items():
        for run, found in _runs(text, places[at], [(k, spans[k]) for k in held], PIECES - len(lead), pieces):
            if marks and len(taken) + len(run) > PIECES:
                out.append(Excerpt(tuple(taken), tuple(marks)))
                taken, marks = list(lead), []
            marks += [(k, first + len(taken), last + len(taken)) for k, first, last in found]
            taken += run
    out.append(Excerpt(tuple(taken), tuple(marks)))
    return out


def _lead(text: str, places: Sequence[Span], without: set[int], pieces: Pieces) -> list[int]:
    """The pieces of a text's first sentence that says something, unless it is shown anyway."""
    for at, (start, end) in enumerate(places[:8]):
        words = words_of(text[start:end]).forms
        if len(words) >= _LEAST_WORDS and not _ADDRESS.match(text, start, end):
            return [] if at in without else [p for word in pieces.of(words) for p in word][:LEAD_PIECES]
    return []


def _runs(
    text: str, place: Span, held: Sequence[tuple[int, Span]], most: int, pieces: Pieces
) -> Iterator[tuple[list[int], list[tuple[int, int, int]]]]:
    """A sentence's pieces in runs of ``most`` at most, each with the mentions that begin in it; a run without is left
    out."""
    start, end = place[0], max(place[1], max(span[1] for _, span in held))
    words = words_of(text[start:end])
    of = pieces.of(words.forms)
    edges = np.cumsum([0, *map(len, of)])
    flat = [p for word in of for p in word]
    found = []
    for k, (a, b) in held:
        first = min(int(np.searchsorted(words.ends, a - start, side="right")), len(words) - 1)
        last = max(int(np.searchsorted(words.starts, b - start, side="left")), first + 1)
        found.append((k, int(edges[first]), int(edges[last])))
    for low in range(0, len(flat), most):
        high = min(low + most, len(flat))
        mine = [(k, a - low, min(max(b, a + 1), high) - low) for k, a, b in found if low <= a < high]
        if mine:
            yield flat[low:high], mine


def side_by_side(one: Excerpt, other: Excerpt | None, pieces: Pieces) -> dict[str, Integers]:
    """The network's inputs for two excerpts, or for one alone: ``ids``, ``sides`` (0 the one, 1 the other) and
    ``marks`` (1 in a mention), a row of pieces each; ``bounds``, a row for each mention, the one's before the other's:
    its first piece and the piece after its last."""
    ids, sides, bounds = [pieces.first], [0], []
    for side, excerpt in enumerate((one, other)):
        if excerpt is not None:
            bounds += [(first + len(ids), last + len(ids)) for _, first, last in excerpt.mentions]
            ids += [*excerpt.pieces, pieces.last]
            sides += [side] * (len(excerpt.pieces) + 1)
    marks = np.zeros(len(ids), np.int64)
    for first, last in bounds:
        marks[first:last] = 1
    return {
        "ids": np.array(ids, np.int64),
        "sides": np.array(sides, np.int64),
        "marks": marks,
        "bounds": np.array(bounds, np.int64).reshape(-1, 2),
    }
