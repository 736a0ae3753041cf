"""The first telling of a claim, however late it is repeated, affirmed and denied apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from purport.analysis.clusters import grouped
from purport.analysis.firsts import queries
from purport.analysis.firsts.reach import Archive
from purport.analysis.firsts.records import First, Sort, Standing
from purport.analysis.firsts.search import Asked, earliest, first_among
from purport.analysis.firsts.standing import standing
from purport.analysis.same_claim.claims import ToldClaim, claims
from purport.analysis.same_claim.groups import FILE
from purport.analysis.same_claim.pairs import UNKNOWN, Rarity, levels
from purport.analysis.same_incident.case import as_held
from purport.analysis.same_incident.sentences import content_words
from purport.analysis.same_incident.weights import probability, weights
from purport.case import Case
from purport.case.tallying import Placed
from purport.errors import OptionError
from purport.language.folding import words
from purport.types import Certainty

MOST = 400
"""So many statements are compared with one another."""
_SHARED = 2
_ALL_OF = 3
_SAME_WORDS = 0.5
_LEFT_OUT = ("stance", "days", "kind")
_MOST_WORDS = 4
_COUNTED = 2_000
_DENIED = "certainty:denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClaim:
    """A claim as it is told, and its statement's number and days."""

    told: ToldClaim
    placed: Placed

    @property
    def standing(self) -> Standing:
        """Whether it affirms what it says."""
        return standing(self.told.statement)


class Likeness:
    """How likely two statements are of one claim, whether they affirm or deny it."""

    def __init__(self, told: Sequence[ToldClaim]) -> None:
        self._told = told
        self._rarity = Rarity(Counter(word for each in told for word in each.words), len(told))
        self._model = weights(FILE)

    def probability(self, one: int, other: int) -> float:
        """As same_claim has it, 0 to 1, but that one affirms what the other denies, and how much later it is said,
        speak neither for nor against; incidents of several documents are not compared."""
        return probability(self._model_odds(one, other))

    def same_words(self, one: int, other: int) -> bool:
        """Whether all their words that tell something are the same, three or more."""
        both = self._told[one].words, self._told[other].words
        return both[0] == both[1] and len(both[0]) >= _ALL_OF

    def odds(self, one: int, other: int) -> float:
        """In log odds; in the same words they are held to be of one claim whatever the weights say, which know short
        claims from reports of a few weeks, where the same words are often of another matter."""
        found = self._model_odds(one, other)
        return max(found, _SAME_WORDS) if self.same_words(one, other) else found

    def _model_odds(self, one: int, other: int) -> float:
        met = levels(self._told[one], self._told[other], self._rarity, None)
        return self._model.total({**met, **dict.fromkeys(_LEFT_OUT, UNKNOWN)})


def placed_claims(case: Case, placed: Sequence[Placed]) -> list[PlacedClaim]:
    """The claims of fact among some statements, in their order."""
    found = case.statements_by_number([each.number for each in placed])
    told: dict[tuple[str, str], ToldClaim] = {}
    for sha256 in dict.fromkeys(sha256 for sha256, _ in found.values()):
        told |= {each.key: each for each in claims(as_held(case, case.reading(sha256)))}
    keys = [(each, (found[each.number][0], found[each.number][1].id)) for each in placed]
    return [PlacedClaim(told=told[key], placed=each) for each, key in keys if key in told]


def claim_firsts(case: Case, archive: Archive, query: str, actor: str | None) -> list[First]:
    """The firsts of the claims among the statements that fit a query, the most repeated claim first."""
    speaker = queries.field("speaker", actor) if actor else None
    whole = queries.both(queries.group(query), speaker)
    placed = case.placed_statements(whole)
    if len(placed) > MOST:
        raise OptionError(
            f"{len(placed):,} statements fit {whole!r}, and {MOST} at most are compared; put more words into the "
            "query, or a speaker"
        )
    found = placed_claims(case, placed)
    told = [each.told for each in found]
    like = Likeness(told)
    near = {
        (one, other): like.odds(one, other)
        for one, other in combinations(range(len(told)), 2)
        if len(told[one].words & told[other].words) >= min(_SHARED, len(told[one].words), len(told[other].words))
    }
    groups = sorted(grouped(len(told), near, like.odds).groups, key=len, reverse=True)
    firsts = []
    for members in groups:
        for side in Standing:
            own = [found[at] for at in members if found[at].standing is side]
            made = _first(case, archive, whole, own, actor, side)
            firsts += [made] if made else []
    return firsts


def _first(
    case: Case, archive: Archive, query: str, own: Sequence[PlacedClaim], actor: str | None, side: Standing
) -> First | None:
    dated = [each for each in own if each.placed.day is not None]
    if not dated:
        return None
    tied = earliest([each.placed for each in dated])
    day = min(each.day for each in tied if each.day is not None)
    head = next(each for each in dated if each.placed == tied[0])
    search, others = _search(case, query, head.told, own, day)
    asked = Asked(
        sort=Sort.CLAIM,
        query=query,
        of=queries.field("speaker", actor) if actor else None,
        actor=actor,
        claim=head.told.text,
        standing=side,
    )
    return first_among(case, archive, asked, [each.placed for each in own], others=others, search=search)


def _search(case: Case, query: str, head: ToldClaim, own: Sequence[PlacedClaim], day: int) -> tuple[str, int]:
    """The broadest query that finds a claim and nothing before a day: the one asked, or with what is denied, or is not,
    or with the rarest words of the claim too, as few as it takes; and how many earlier ones the one asked gives."""
    known = set(words(query))
    rare = [each for each in _rarest(case, head) if not known.intersection(words(each))]
    denied = _DENIED if all(each.told.statement.certainty is Certainty.DENIED for each in own) else None
    affirmed = f"-{_DENIED}" if all(each.told.statement.certainty is not Certainty.DENIED for each in own) else None
    tried = [query, *(queries.both(query, denied or affirmed, *rare[:count]) for count in range(_MOST_WORDS + 1))]
    counts = {each: case.count_statements(queries.before(each, day)) for each in dict.fromkeys(tried)}
    # The first of the fewest is the broadest of them.
    return min(counts, key=counts.__getitem__), counts[query]


def _rarest(case: Case, told: ToldClaim) -> list[str]:
    """The words of a claim that tell something, the rarest in the case first, as they are sought."""
    texts = (part.text for part in told.statement.content)
    each = dict.fromkeys(word for text in texts for word in words(text) if content_words(word))
    counts = {word: case.count_statements(f'"{word}"', most=_COUNTED) for word in each}
    return [f'"{word}"' for word in sorted(counts, key=lambda word: (counts[word], word))]
