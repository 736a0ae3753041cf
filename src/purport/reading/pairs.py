"""Two who speak as one: "both men", "the two sides"."""

import re
from collections.abc import Iterable
from itertools import pairwise

from purport.codebooks.actors import STATE
from purport.reading.cast import Bounds, Cast

_SIDES = re.compile(
    r"\A(?:both|the|the two) (?:sides|parties|countries|governments|states|neighbours|neighbors)\Z", re.IGNORECASE
)
_PAIR = re.compile(
    r"\A(?:both|the two) (?:men|women|leaders|ministers|presidents|officials|hostages|captives)\Z", re.IGNORECASE
)


def is_pair(words: str) -> bool:
    """Whether a phrase points back to two persons or two sides."""
    return bool(_PAIR.match(words) or _SIDES.match(words))


def pair(cast: Cast, words: str, offset: int, spoken: Iterable[Bounds]) -> str | None:
    """The two that a phrase such as "both men" or "the two sides" at ``offset`` points back to, joined by "and";
    None where the text has no such two. ``spoken`` are the bounds of the speakers so far."""
    if _PAIR.match(words):
        return _two_persons(cast, offset)
    sides = _sides(cast, spoken)
    return " and ".join(sides) if len(sides) == 2 else None


def _two_persons(cast: Cast, offset: int) -> str | None:
    """The two persons last named together before ``offset``."""
    persons = [(m, r) for m, r in cast.at(0, offset) if r.kind == "person"]
    for (left, a), (right, b) in reversed(list(pairwise(persons))):
        between = cast.doc.text[left[1] : right[0]].split()
        if a is not b and "and" in between and len(between) <= 4:
            return f"{a.name} and {b.name}"
    return None


def _sides(cast: Cast, spoken: Iterable[Bounds]) -> list[str]:
    """The states, or groups, for which someone has spoken so far."""
    sides: dict[str, str] = {}
    spoken_for = [r for bounds in spoken for _, r in cast.at(*bounds) if r.kind == "group"]
    for referent in (*spoken_for, *cast.speakers):
        if referent.kind == "group" and referent.actor:
            sides.setdefault(referent.actor, referent.name)
        elif referent.kind in ("state", "person") and referent.country:
            state = cast.codebook.entries.get(STATE + referent.country)
            sides.setdefault(referent.country, state.name if state else referent.name)
    return list(sides.values())
