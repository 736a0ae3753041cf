"""How two claims compare, each way as one of a few levels; ``unknown`` weighs nothing."""

import math
from collections.abc import Mapping

from purport.analysis.same_claim.claims import ToldClaim
from purport.analysis.same_incident import places
from purport.analysis.same_incident.days import gap
from purport.analysis.same_incident.parties import core, telling_words
from purport.analysis.same_incident.places import PlaceRelation
from purport.types import Figure

UNKNOWN = "unknown"
FIELDS = ("content", "speaker", "figures", "stance", "kind", "incident", "place", "date", "days")
_STEPS = ((0.95, "all"), (0.75, "most"), (0.5, "many"), (0.3, "some"), (0.12, "few"))
_FEW_WORDS = 5
_ELSEWHERE = {PlaceRelation.NEAR, PlaceRelation.APART, PlaceRelation.FAR}


class Rarity:
    """How much a word tells, by in how many claims it stands."""

    def __init__(self, counts: Mapping[str, int], claims: int) -> None:
        self._counts, self._claims = counts, max(claims, 1)

    def of(self, word: str) -> float:
        """The weight of a word: the rarer the more."""
        return math.log(1 + self._claims / (1 + self._counts.get(word, 0)))

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The share of the weight of two sets of words that both have: 1 for the same, 0 for none in common. Summed in
        order, so that it is the same in every process."""
        both = sum(self.of(word) for word in sorted(one & other))
        every = sum(self.of(word) for word in sorted(one)) + sum(self.of(word) for word in sorted(other))
        return 2 * both / every if every else 0.0


def levels(one: ToldClaim, other: ToldClaim, rarity: Rarity, together: bool | None) -> dict[str, str]:
    """The level of each way; ``together`` is whether they tell of one incident, None where one tells of none."""
    return {
        "content": _content(one, other, rarity),
        "speaker": _speaker(one, other),
        "figures": _figures(one, other),
        "stance": UNKNOWN if one.denies == other.denies else "opposed",
        "kind": _kind(one, other),
        "incident": UNKNOWN if together is None else "one" if together else "two",
        "place": _place(one, other),
        "date": _date(one, other),
        "days": _days(one, other),
    }


def _content(one: ToldClaim, other: ToldClaim, rarity: Rarity) -> str:
    share = rarity.shared(one.words, other.words)
    level = next((name for least, name in _STEPS if share >= least), "none")
    short = min(len(one.words), len(other.words)) < _FEW_WORDS
    return f"{level}_of_few" if short and level != "none" else level


def _speaker(one: ToldClaim, other: ToldClaim) -> str:
    first, second = one.statement.speaker, other.statement.speaker
    if first is None or second is None or not one.speaker or not other.speaker:
        return UNKNOWN
    if first.actor is not None and first.actor == second.actor:
        return "same"
    a, b = core(one.speaker), core(other.speaker)
    if not a or not b:
        return UNKNOWN
    return "same" if a == b else "alike" if a & b else "other"


def _figures(one: ToldClaim, other: ToldClaim) -> str:
    if not one.figures and not other.figures:
        return UNKNOWN
    if not one.figures or not other.figures:
        return "one_has_none"
    pairs = [(a, b) for a in one.figures for b in other.figures if _comparable(a, b)]
    equal = [(a, b) for a, b in pairs if (a.low, a.high) == (b.low, b.high)]
    if equal:
        return "all_equal" if len(equal) == max(len(one.figures), len(other.figures)) else "some_equal"
    if not pairs:
        alike = {(a.low, a.high) for a in one.figures} & {(b.low, b.high) for b in other.figures}
        return "equal_of_others" if alike else "others"
    if any(a.low == b.low for a, b in pairs):
        return "equal_floor"
    return "meet" if any(_meet(a, b) for a, b in pairs) else "different"


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same: by the words for what they count, where both say; people may be
    anyone."""
    first, second = telling_words(one.unit or ""), telling_words(other.unit or "")
    return not first or not second or bool(first & second)


def _meet(one: Figure, other: Figure) -> bool:
    return max(one.low or 0, other.low or 0) <= min(_high(one.high), _high(other.high))


def _high(bound: float | None) -> float:
    return math.inf if bound is None else bound


def _kind(one: ToldClaim, other: ToldClaim) -> str:
    return "same" if one.statement.kind is other.statement.kind else "other"


def _place(one: ToldClaim, other: ToldClaim) -> str:
    """Whether all places that they name are others; that they name one says nothing, for so do all claims of one
    event."""
    found = {places.relation(a, b) for a in one.places for b in other.places}
    return "different" if found and found <= _ELSEWHERE else UNKNOWN


def _date(one: ToldClaim, other: ToldClaim) -> str:
    """Whether all days that they name are others."""
    apart = [gap(a, b) > 0 for a in one.days for b in other.days]
    return "different" if apart and all(apart) else UNKNOWN


def _days(one: ToldClaim, other: ToldClaim) -> str:
    first, second = one.said or one.published, other.said or other.published
    if first is None or second is None:
        return UNKNOWN
    apart = gap(first, second)
    return "same" if apart == 0 else "days" if apart <= 3 else "weeks" if apart <= 21 else "far"
