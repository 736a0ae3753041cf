"""What figures of incidents count, and how two of them stand to one another."""

import math
import re
from collections.abc import Sequence
from enum import StrEnum

from purport.analysis.same_incident.parties import core
from purport.types import IncidentFigure

# Words under which the same people are counted: who was freed and who escaped both got out.
_COUNTED_AS = {"freed": "got out", "released": "got out", "escaped": "got out"} | dict.fromkeys(
    ("captured", "arrested", "detained", "kidnapped"), "held"
)
# Words that tell nothing of who was counted.
_ANYONE = frozenset(
    {"people", "person", "other", "dead", "casualty", "victim", "death", "fatality", "killed", "body", "bodie"}
    | {"member", "he", "she", "him", "her", "them", "they"}
)
# A number said to be about so many may be a tenth more or less.
_ABOUT = re.compile(r"(?i)\b(?:about|around|some|roughly|approximately|an estimated|nearly|almost)\b")
_SHARE = 0.1


class CountRelation(StrEnum):
    """Equal: the same bounds. Equal floor: the same lower one ("9", "at least 9"). Overlap: bounds that both can be
    right. Equal of others: the same number, but of other people, who may go by other words. Close: within a third of
    one another, or two. Different: further apart. Others: the same outcome, but of other people. Unknown: nothing
    comparable."""

    EQUAL = "equal"
    EQUAL_FLOOR = "equal_floor"
    OVERLAP = "overlap"
    EQUAL_OF_OTHERS = "equal_of_others"
    CLOSE = "close"
    DIFFERENT = "different"
    OTHERS = "others"
    UNKNOWN = "unknown"


def counted_as(what: str) -> str:
    """The kind under which a figure is compared with others."""
    return _COUNTED_AS.get(what, what)


def counted_whom(figure: IncidentFigure) -> frozenset[str]:
    """Of whom it is a figure, as the words that tell them from others; empty where it is of anyone, and for who got
    out, who are whoever was held there by any word."""
    if figure.who is None or counted_as(figure.what) == "got out":
        return frozenset()
    return core(figure.who) - _ANYONE


def comparable(one: IncidentFigure, other: IncidentFigure) -> bool:
    """Whether two figures count the same: the same kind, of people who may be the same."""
    if counted_as(one.what) != counted_as(other.what):
        return False
    first, second = counted_whom(one), counted_whom(other)
    return not first or not second or bool(first & second)


def overlap(one: IncidentFigure, other: IncidentFigure) -> bool:
    """Whether both figures can be right: their bounds, both included, have a number in common; "about 120" has those
    from 108 to 132."""
    return max(_low(one), _low(other)) <= min(_high(one), _high(other))


def relation(one: Sequence[IncidentFigure], other: Sequence[IncidentFigure]) -> CountRelation:
    """How the figures of two tellings stand to one another, by the two that stand closest."""
    found = {
        _pair(a, b) for a in one for b in other if counted_as(a.what) == counted_as(b.what) and known(a) and known(b)
    }
    return next((each for each in CountRelation if each in found), CountRelation.UNKNOWN)


def known(figure: IncidentFigure) -> bool:
    """Whether a figure has a bound."""
    return figure.low is not None or figure.high is not None


def is_about(figure: IncidentFigure) -> bool:
    """Whether a figure is said to be about so many."""
    return bool(_ABOUT.search(figure.text))


def _pair(one: IncidentFigure, other: IncidentFigure) -> CountRelation:
    if not comparable(one, other):
        same = _low(one) == _low(other) > 1
        return CountRelation.EQUAL_OF_OTHERS if same else CountRelation.OTHERS
    if (one.low, one.high) == (other.low, other.high):
        return CountRelation.EQUAL
    if overlap(one, other):
        return CountRelation.EQUAL_FLOOR if one.low == other.low else CountRelation.OVERLAP
    near = max(_low(one), _low(other)) - min(_high(one), _high(other))
    return CountRelation.CLOSE if near <= max(2, min(_high(one), _high(other)) / 3) else CountRelation.DIFFERENT


def _low(figure: IncidentFigure) -> float:
    return -math.inf if figure.low is None else figure.low * (1 - _share(figure))


def _high(figure: IncidentFigure) -> float:
    return math.inf if figure.high is None else figure.high * (1 + _share(figure))


def _share(figure: IncidentFigure) -> float:
    return _SHARE if is_about(figure) else 0.0
