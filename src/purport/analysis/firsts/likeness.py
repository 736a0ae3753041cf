"""Whether two statements are of one claim, whichever of them affirms or denies it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from purport.analysis.firsts.happened import days_told
from purport.analysis.firsts.propositions import Proposition, proposition, telling
from purport.analysis.firsts.records import How, Standing
from purport.analysis.firsts.roles import Roles, roles_of
from purport.analysis.firsts.standing import standing
from purport.analysis.same_claim.claims import ToldClaim, claims
from purport.analysis.same_claim.groups import FILE
from purport.analysis.same_claim.pairs import UNKNOWN, Rarity, levels
from purport.analysis.same_incident.case import as_held
from purport.analysis.same_incident.days import Days, gap
from purport.analysis.same_incident.weights import probability, weights
from purport.case import Case
from purport.case.tallying import Placed
from purport.language.folding import words
from purport.types import Certainty, Kind, Tense

LEAST = 0.5
"""From which probability on two statements are held to be of one claim."""
MOST_DAYS_WITHIN, MOST_DAYS_ELSEWHERE = 366, 60
"""So many days apart what is denied may be within what is affirmed, where both name the place, or where none is."""
_SAME_WORDS = 0.5
_LEFT_OUT = ("stance", "days", "kind")
_NOT_SO_FAR = frozenset({Kind.THREAT, Kind.PROMISE})
_NOT_SURE = frozenset({Certainty.POSSIBLE, Certainty.PROBABLE})


@dataclass(frozen=True)
class PlacedClaim:
    """A claim as it is told, its statement's number and days, and the days on which that took place of which it
    tells."""

    told: ToldClaim
    placed: Placed
    happened: tuple[Days, ...] = ()

    @cached_property
    def standing(self) -> Standing:
        """Whether it affirms what it says."""
        return standing(self.told.statement)

    @cached_property
    def says(self) -> Proposition:
        """What it says, affirmed or denied."""
        return proposition(self.told.statement)

    @property
    def is_yet_to_be(self) -> bool:
        """Whether it is said of what is to come: "it would mine the road" is no word on whether it has."""
        return self.told.statement.time is Tense.FUTURE or self.told.statement.kind in _NOT_SO_FAR

    @property
    def said_by(self) -> int | None:
        """The last day on which it may have been said."""
        said = (self.told.said or (0, None))[1]
        known = [each for each in (said, self.placed.last) if each is not None]
        return min(known, default=None)

    @cached_property
    def place_words(self) -> frozenset[str]:
        """The words of the places that it names."""
        return frozenset(filter(None, (telling(word) for place in self.told.places for word in words(place.text))))

    @cached_property
    def speaker_words(self) -> frozenset[str]:
        """The words of its speaker's name."""
        return frozenset(filter(None, map(telling, words(self.told.speaker or ""))))

    @cached_property
    def roles(self) -> Roles:
        """Who does and who undergoes what it says."""
        return roles_of([self.told.text])[0]


class Likeness:
    """How statements are of one claim. ``words`` are those of statements among which they stand, by which it is
    reckoned how rare a word is; without them their own."""

    def __init__(self, found: Sequence[PlacedClaim], words: Sequence[Iterable[str]] | None = None) -> None:
        self._found = found
        among = [each.told.words for each in found] if words is None else words
        self._rarity = Rarity(Counter(word for each in among for word in each), len(among))
        self._model = weights(FILE)

    def probability(self, one: int, other: int) -> float:
        """As same_claim has it, 0 to 1, but that one affirms what the other denies, and how much later it is said,
        speak neither for nor against; incidents of several documents are not compared."""
        return probability(self._model_odds(one, other))

    def same_words(self, one: int, other: int) -> bool:
        """Whether all their words that tell something are the same but for their endings, and as many as it takes."""
        a, b = self._found[one], self._found[other]
        return (
            _same(a, b)
            and all(each.says.is_enough(a.place_words | b.place_words) for each in (a, b))
            and not (a.says.limited or b.says.limited)
            and a.is_yet_to_be is b.is_yet_to_be
            and not a.roles.swapped(b.roles)
        )

    def within(self, one: int, other: int) -> bool:
        """Whether all words that tell something in what one denies stand in what the other affirms, as what is so."""
        pair = self._found[one], self._found[other]
        denied, affirmed = sorted(pair, key=lambda each: each.standing is Standing.AFFIRMED)
        if denied.standing is affirmed.standing or not denied.says.words <= affirmed.says.words:
            return False
        if denied.says.limited or affirmed.told.statement.certainty in _NOT_SURE:
            return False
        if denied.is_yet_to_be is not affirmed.is_yet_to_be:
            return False
        if not denied.says.is_enough(denied.place_words):
            return False
        placed = bool(denied.says.words & denied.place_words & affirmed.place_words)
        days = _days_apart(denied, affirmed)
        if days is None or days > (MOST_DAYS_WITHIN if placed else MOST_DAYS_ELSEWHERE):
            return False
        return not denied.roles.swapped(affirmed.roles)

    def how(self, one: int, other: int) -> How | None:
        """By what two statements are held to be of one claim; None where they are not."""
        if self.same_words(one, other):
            return How.SAME_WORDS
        if self.within(one, other):
            return How.WITHIN
        return How.LIKELY if self.probability(one, other) >= LEAST else None

    def odds(self, one: int, other: int) -> float:
        """In log odds; in the same words they are held to be of one claim whatever the weights say, which know short
        claims from reports of a few weeks, where the same words are often of another matter."""
        found = self._model_odds(one, other)
        if found < _SAME_WORDS and (self.same_words(one, other) or self.within(one, other)):
            return _SAME_WORDS
        return found

    def _model_odds(self, one: int, other: int) -> float:
        met = levels(self._found[one].told, self._found[other].told, self._rarity, None)
        return self._model.total({**met, **dict.fromkeys(_LEFT_OUT, UNKNOWN)})


def placed_claims(case: Case, placed: Sequence[Placed]) -> list[PlacedClaim]:
    """The claims of fact among some statements, in their order."""
    found = case.statements_by_number([each.number for each in placed])
    told: dict[tuple[str, str], tuple[ToldClaim, tuple[Days, ...]]] = {}
    for sha256 in dict.fromkeys(sha256 for sha256, _ in found.values()):
        reading = as_held(case, case.reading(sha256))
        told |= {each.key: (each, days_told(reading, each)) for each in claims(reading)}
    keys = [(each, (found[each.number][0], found[each.number][1].id)) for each in placed]
    return [PlacedClaim(told=told[key][0], placed=each, happened=told[key][1]) for each, key in keys if key in told]


def _same(one: PlacedClaim, other: PlacedClaim) -> bool:
    """Whether their words are the same; "it" in what somebody says is the one whom another names."""
    a, b = one.says.words, other.says.words
    return a == b or a - other.speaker_words == b or a == b - one.speaker_words


def _days_apart(one: PlacedClaim, other: PlacedClaim) -> int | None:
    first, second = one.told.published, other.told.published
    return None if first is None or second is None else gap(first, second)
