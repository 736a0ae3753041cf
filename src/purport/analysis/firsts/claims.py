"""The first telling of a claim, however late it is repeated, affirmed and denied apart.

What proves a first must find what would refute it: so the words of the claim are sought in all their forms, and denials
among explicit ones and negated statements alike. What refuses is no denial, and no claim of fact. What is earlier, may
be of the same side and shares half the words, but is held to be of another claim, is counted and quoted, and the first
is then one in its words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from purport.analysis.clusters import grouped
from purport.analysis.firsts import queries
from purport.analysis.firsts.likeness import Likeness, PlacedClaim, placed_claims
from purport.analysis.firsts.propositions import proposition, telling
from purport.analysis.firsts.reach import Archive
from purport.analysis.firsts.records import First, Near, Sort, Standing
from purport.analysis.firsts.search import Asked, Proof, bound_of, first_among
from purport.analysis.firsts.standing import is_refusal, standing
from purport.analysis.firsts.utterances import utterances
from purport.case import Case
from purport.case.tallying import Placed
from purport.errors import OptionError
from purport.language.folding import words
from purport.types import Polarity, Statement

MOST = 400
"""So many statements are compared with one another."""
NEAR = 0.5
"""From such a share of a claim's words on a statement is near it."""
_SHARED = 2
_MOST_WORDS = 4
_COUNTED = 2_000


@dataclass(frozen=True)
class _Asked:
    """What was asked: the query, with the speaker, all statements that fit it, and the claims of fact among them."""

    query: str
    actor: str | None
    placed: Sequence[Placed]
    found: Sequence[PlacedClaim]
    statements: dict[int, tuple[str, Statement]]


def claim_firsts(case: Case, archive: Archive, query: str, actor: str | None) -> list[First]:
    """The firsts of the claims among the statements that fit a query, the most repeated claim first."""
    speaker = queries.field("speaker", actor) if actor else None
    whole = queries.both(queries.group(queries.in_all_forms(query)), speaker)
    placed = case.placed_statements(whole)
    if len(placed) > MOST:
        raise OptionError(
            f"{len(placed):,} statements fit {whole!r}, and {MOST} at most are compared; put more words into the "
            "query, or a speaker"
        )
    found = [each for each in placed_claims(case, placed) if not is_refusal(each.told.statement)]
    statements = case.statements_by_number([each.number for each in placed])
    asked = _Asked(whole, actor, placed, found, statements)
    firsts = []
    for group in claims_among(found):
        members = [found[at] for at in group]
        sides = [made for side in Standing if (made := _first(case, archive, asked, members, side))]
        firsts += sorted(sides, key=lambda made: made.day)
    return firsts


def claims_among(found: Sequence[PlacedClaim]) -> list[tuple[int, ...]]:
    """Statements put together as claims, the most repeated first, by their numbers."""
    like = Likeness(found)
    near = {}
    for one, other in combinations(range(len(found)), 2):
        a, b = (found[at].says.words for at in (one, other))
        if len(a & b) >= min(_SHARED, len(a), len(b)):
            near[one, other] = like.odds(one, other)
    return sorted(grouped(len(found), near, like.odds).groups, key=len, reverse=True)


def _first(case: Case, archive: Archive, asked: _Asked, members: Sequence[PlacedClaim], side: Standing) -> First | None:
    own = [each for each in members if each.standing is side]
    dated = [each for each in own if each.placed.day is not None]
    if not dated:
        return None
    bound = bound_of([each.placed for each in dated])
    head = min(dated, key=lambda each: (each.placed.last or 0, each.placed.span, each.placed.number))
    proof = _proof(case, asked, members, head, side, bound)
    return first_among(
        case,
        archive,
        Asked(
            sort=Sort.CLAIM,
            query=asked.query,
            of=queries.field("speaker", asked.actor) if asked.actor else None,
            actor=asked.actor,
            claim=head.told.text,
            standing=side,
            negates=head.told.statement.polarity is Polarity.NEGATED,
        ),
        [each.placed for each in own],
        proof=proof,
    )


def _proof(
    case: Case, asked: _Asked, members: Sequence[PlacedClaim], head: PlacedClaim, side: Standing, bound: int
) -> Proof:
    """The search that would have found what is earlier, and what it or the one asked finds that is held to be of
    another claim.

    It is the broadest that finds nothing earlier: the one asked; with what may be denied, or without it; with the
    words of the claim too, in all forms, as few as it takes. Where none finds nothing, the narrowest of them is told
    with what it finds.
    """
    known = {lemma for word in words(asked.query) if (lemma := telling(word))}
    filtered = queries.DENYING if side is Standing.DENIED else f"-{queries.DENYING}"
    rare = [queries.all_forms(word) for word in _rarest(case, members, head) if word not in known]
    narrowing = [rare[:count] for count in range(1, _MOST_WORDS + 1)]
    tried = [queries.both(asked.query, *more) for more in ([], [filtered], *narrowing)]
    tried += [queries.both(asked.query, *more, filtered) for more in narrowing]
    counts = {each: case.count_statements(queries.surely_before(each, bound)) for each in dict.fromkeys(tried)}
    # The first of the fewest is the broadest of them.
    query = min(counts, key=counts.__getitem__)
    near = _near(case, asked, members, head, side, bound)
    return Proof(query=query, finds_before=counts[query], others=counts[asked.query], near=near)


def _near(
    case: Case, asked: _Asked, members: Sequence[PlacedClaim], head: PlacedClaim, side: Standing, bound: int
) -> Near | None:
    """What is earlier, may be of the same side and shares half the words of a claim, and is held to be of another."""
    ours = {each.placed.number for each in members}
    found = []
    for placed in asked.placed:
        if placed.last is None or placed.last >= bound or placed.number in ours:
            continue
        statement = asked.statements[placed.number][1]
        shared = proposition(statement).words & head.says.words
        if is_refusal(statement):
            continue
        enough = len(shared) >= max(min(_SHARED, len(head.says.words)), NEAR * len(head.says.words))
        if enough and (_may_deny(statement) if side is Standing.DENIED else standing(statement) is Standing.AFFIRMED):
            found.append(placed)
    if not found:
        return None
    first = min(found, key=lambda placed: (placed.day or 0, placed.number))
    return Near(count=len(found), earliest=utterances(case, [first.number])[0])


def _may_deny(statement: Statement) -> bool:
    told = (word for part in statement.content for word in words(part.text))
    return standing(statement) is Standing.DENIED or not queries.NEGATING.isdisjoint(told)


def _rarest(case: Case, members: Iterable[PlacedClaim], head: PlacedClaim) -> list[str]:
    """The words of a claim, as lemmas: those that most of its tellings have first, of these the rarest in the case."""
    having = Counter(word for each in members for word in each.says.words)
    counts = {word: case.count_statements(queries.all_forms(word), most=_COUNTED) for word in head.says.words}
    return sorted(counts, key=lambda word: (-having[word], counts[word], word))
