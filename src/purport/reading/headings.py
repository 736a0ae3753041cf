"""Whom a heading means that calls someone what they are before the text names them: "Orkney group denies split"."""

import re

from purport.codebooks.references import reference_words
from purport.reading.cast import Cast, Referent

# How far below the heading the one it means is looked for, in characters.
BELOW = 800
_STOPPED = re.compile(r"[.!?][”\"']?\s*\Z")


def named_below(cast: Cast, start: int, end: int) -> Referent | None:
    """The group that is named first below a heading in which the words at the bounds, without an article, end in a
    word for groups; None where they stand in no heading, or a group is named before them."""
    text = cast.doc.text
    words = text[start:end].split()
    if (
        not words
        or words[-1].lower() not in reference_words()["group"]
        or words[0].lower() in ("the", "a", "an", "its")
    ):
        return None
    line_end = text.find("\n", end)
    if line_end < 0 or _STOPPED.search(text, max(0, line_end - 3), line_end):
        return None
    groups = [(m, r) for m, r in cast.at(0, line_end + BELOW) if r.kind == "group"]
    return groups[0][1] if groups and groups[0][0][0] >= end else None
