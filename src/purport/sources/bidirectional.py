"""Characters as they stand on a page to the order in which they are read, for lines with Arabic or Hebrew in them."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

_ALEFS = "اأإآٱ"
_PAIRS = ("()", "[]", "{}", "«»", "‹›")
# What is further apart, in shares of the letters' size, is two words; less will do where the program parts them too.
_GAP = 0.12
_PARTED_GAP = 0.06


class Glyph(NamedTuple):
    """A character and where its drawing begins and ends, from the left, in shares of the letters' size."""

    character: str
    x: float
    end: float


def is_right_to_left(character: str) -> bool:
    """Whether a character is a letter that is written from right to left."""
    return unicodedata.bidirectional(character) in ("R", "AL")


def reading_order(glyphs: Sequence[Glyph]) -> str:
    """The text of one line, from its characters in whatever order a program drew them.

    They are put side by side as on the page, and runs against the direction of the line are turned round. A mark goes
    with the letter it stands on; the letters of one ligature share a place and keep the order of their word. Blanks
    are told by the gaps, since where they are said to stand is not to be relied on.
    """
    words = list(accumulate(glyph.character.isspace() for glyph in glyphs))
    marks = [glyph for glyph in glyphs if _is_mark(glyph)]
    bases = [n for n, glyph in enumerate(glyphs) if not (glyph.character.isspace() or _is_mark(glyph))]
    order = _side_by_side(glyphs, bases)
    clusters: list[str] = []
    starts: list[float] = []
    before: int | None = None
    for now in order:
        if before is not None:
            gap = glyphs[now].x - glyphs[before].end
            if gap > (_GAP if words[now] == words[before] else _PARTED_GAP):
                clusters.append(" ")
                starts.append(glyphs[before].end)
        clusters.append(glyphs[now].character)
        starts.append(glyphs[now].x)
        before = now
    for mark in marks:
        if starts:
            clusters[_nearest(starts, mark.x)] += mark.character
    return _read(clusters)


def _is_mark(glyph: Glyph) -> bool:
    return bool(unicodedata.combining(glyph.character))


def _nearest(starts: list[float], x: float) -> int:
    """The place of what begins nearest to ``x``."""
    after = bisect_left(starts, x)
    return min((n for n in (after - 1, after) if 0 <= n < len(starts)), key=lambda n: abs(starts[n] - x))


def _side_by_side(glyphs: Sequence[Glyph], bases: Iterable[int]) -> list[int]:
    """The characters from left to right. The letters of a ligature share a place: PDFium gives them from left to right
    too, but for lam with alef, which come either way."""
    order = sorted(bases, key=lambda index: (glyphs[index].x, index))
    for place, (left, right) in enumerate(pairwise(order)):
        if glyphs[left].x == glyphs[right].x and glyphs[left].character == "ل" and glyphs[right].character in _ALEFS:
            order[place : place + 2] = right, left
    return order


def _read(clusters: list[str]) -> str:
    """The clusters of a line, given from left to right, in the order in which they are read."""
    kinds = [_kind(cluster[0]) for cluster in clusters]
    words = [kind for kind, _ in groupby(kinds)]
    base = "L" if words.count("L") > 2 * words.count("R") else "R"
    directions = _resolved(kinds, base)
    runs: list[tuple[str, list[str]]] = []
    for cluster, direction in zip(clusters, directions, strict=True):
        if runs and runs[-1][0] == direction:
            runs[-1][1].append(cluster)
        else:
            runs.append((direction, [cluster]))
    ordered = runs if base == "L" else runs[::-1]
    text = "".join("".join(run[::-1] if direction == "R" else run) for direction, run in ordered)
    return text if base == "L" else _paired(text)


def _paired(text: str) -> str:
    """The text with its brackets as they are meant: programs give them as they look, as they are meant, or mixed."""
    for pair in _PAIRS:
        places = [index for index, character in enumerate(text) if character in pair]
        if places and len(places) % 2 == 0:
            letters = list(text)
            for order, place in enumerate(places):
                letters[place] = pair[order % 2]
            text = "".join(letters) if not _balanced(text, pair) else text
    return text


def _balanced(text: str, pair: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == pair[0]) - (character == pair[1])
        if depth < 0:
            return False
    return depth == 0


def _kind(character: str) -> str:
    match unicodedata.bidirectional(character):
        case "R" | "AL":
            return "R"
        case "L":
            return "L"
        case "EN" | "AN":
            return "D"
        case _:
            return "N"


def _resolved(kinds: list[str], base: str) -> list[str]:
    """A direction for each: figures are read rightwards, and so is what stands between them; what has none of its own
    takes that of both its neighbours, else that of the line."""
    directions = ["L" if kind == "D" else kind for kind in kinds]
    start = 0
    while start < len(directions):
        if directions[start] != "N":
            start += 1
            continue
        end = start
        while end < len(directions) and directions[end] == "N":
            end += 1
        before = directions[start - 1] if start else base
        after = directions[end] if end < len(directions) else base
        figures = end - start == 1 and start and end < len(kinds) and kinds[start - 1] == kinds[end] == "D"
        directions[start:end] = [before if before == after or figures else base] * (end - start)
        start = end
    return directions
