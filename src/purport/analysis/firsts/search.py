"""The first statement that fits a query, and the search that proves that none is earlier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from purport.analysis.firsts import queries
from purport.analysis.firsts.reach import Archive
from purport.analysis.firsts.records import First, Near, Reach, Search, Sort, Standing, Tie
from purport.analysis.firsts.utterances import MOST_TOGETHER, by_document, utterances, without_copies
from purport.analysis.firsts.words import first_sentence
from purport.case import Case
from purport.case.tallying import Placed

# A document of so many days later may be the origin of one that was published before it.
DAYS_LATE = 3
MOST_OPEN = 12
"""So many statements that may be earlier are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is sought: the query, and what it stands for in words. ``of`` is the query for all among which it is
    sought: what the speaker says, or None for everything."""

    sort: Sort
    query: str
    of: str | None = None
    actor: str | None = None
    theme: str | None = None
    towards: str | None = None
    claim: str | None = None
    standing: Standing | None = None
    negates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The search that proves a first, where it is another than the one asked; see ``Search``."""

    query: str
    finds_before: int = 0
    others: int = 0
    near: Near | None = None


def first(case: Case, archive: Archive, asked: Asked) -> First | None:
    """The first statement of what is asked; None where there is none with a date."""
    found = case.placed_statements(asked.query)
    return first_among(case, archive, asked, found)


def first_among(
    case: Case, archive: Archive, asked: Asked, found: Sequence[Placed], *, proof: Proof | None = None
) -> First | None:
    """The first of some statements. Without a proof the query that was asked is one."""
    dated = [each for each in found if each.day is not None]
    if not dated:
        return None
    proof = proof or Proof(query=asked.query)
    bound = bound_of(dated)
    heads, vague = earliest(dated)
    told = by_document(utterances(case, [each.number for each in heads]))
    late = [each for each in dated if each.day is not None and bound <= each.day <= bound + DAYS_LATE]
    beside = utterances(case, [each.number for each in reversed(late[-MOST_TOGETHER:])])
    tellings = without_copies(case, told, [each.sha256 for each in beside])
    # What a date leaves open may be earlier, or not: then the search is for what surely is.
    plain = case.count_statements(queries.before(proof.query, bound), most=proof.finds_before + 1)
    before = queries.before if plain <= proof.finds_before else queries.surely_before
    made = First(
        sort=asked.sort,
        actor=asked.actor,
        theme=asked.theme,
        towards=asked.towards,
        claim=asked.claim,
        standing=asked.standing,
        negates=asked.negates,
        in_these_words=proof.near is not None,
        tellings=tellings,
        tie=Tie.OPEN if vague else Tie.NONE if len(tellings) == 1 else Tie.SAME_DAY,
        open=tuple(by_document(utterances(case, [each.number for each in vague[:MOST_OPEN]]))),
        open_count=len(vague),
        day=tellings[0].published or "",
        search=Search(
            query=proof.query,
            before=before(proof.query, bound),
            finds=len(found),
            undated=len(found) - len(dated),
            finds_before=proof.finds_before,
            others=proof.others,
            near=proof.near,
        ),
        said_before=case.count_statements(before(asked.of or "", bound)),
        reach=_reach(archive, asked, tellings[0].publisher, bound),
        sentence="",
    )
    return first_sentence(made)


def bound_of(dated: Iterable[Placed]) -> int:
    """The first day by whose end one of some statements with dates had been published."""
    return min(each.last for each in dated if each.last is not None)


def earliest(dated: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
    """Of some statements with dates those that are first, since their date is over before all others, and those whose
    dates leave open whether they are earlier. Each in the order of their documents, and in these as they are read."""
    bound = bound_of(dated)
    # Newest first and within a document as it is read; of one day what was added first comes first.
    may = sorted((each for each in dated if each.day is not None and each.day <= bound), key=_order)
    narrow = min(each.span for each in may if each.last == bound)
    first = [each for each in may if each.last == bound and each.span == narrow]
    return first, [each for each in may if each not in first]


def _order(placed: Placed) -> tuple[int, int]:
    return placed.day or 0, placed.number


def _reach(archive: Archive, asked: Asked, publisher: str | None, day: int) -> tuple[Reach, ...]:
    speaker = None if asked.actor is None else archive.reach_of_speaker(asked.actor, day)
    outlet = None if publisher is None else archive.reach_of_publisher(publisher, day)
    return tuple(each for each in (archive.reach(day), outlet, speaker) if each is not None)
