"""The first statement that fits a query, and the search that proves that none is earlier."""

from collections.abc import Sequence
from dataclasses import dataclass

from purport.analysis.firsts import queries
from purport.analysis.firsts.reach import Archive
from purport.analysis.firsts.records import First, Reach, Search, Sort, Standing, Tie
from purport.analysis.firsts.utterances import MOST_TOGETHER, by_document, utterances, without_copies
from purport.analysis.firsts.words import first_sentence
from purport.case import Case
from purport.case.tallying import Placed

# A document of so many days later may be the origin of one that was published before it.
DAYS_LATE = 3


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


def first(case: Case, archive: Archive, asked: Asked) -> First | None:
    """The first statement of what is asked; None where there is none with a date."""
    found = case.placed_statements(asked.query)
    return first_among(case, archive, asked, found)


def first_among(
    case: Case, archive: Archive, asked: Asked, found: Sequence[Placed], *, others: int = 0, search: str | None = None
) -> First | None:
    """The first of some statements. ``search`` is the query that proves it where it is another than the one asked,
    ``others`` how many earlier statements the one asked gives that are none of this claim."""
    dated = [each for each in found if each.day is not None]
    if not dated:
        return None
    tied = earliest(dated)
    day = min(each.day for each in tied if each.day is not None)
    query = search or asked.query
    told = by_document(utterances(case, [each.number for each in tied]))
    late = [each for each in dated if each.day is not None and day <= each.day <= day + DAYS_LATE]
    beside = utterances(case, [each.number for each in reversed(late[-MOST_TOGETHER:])])
    tellings = without_copies(case, told, [each.sha256 for each in beside])
    open_ = any(each.day != day or each.span for each in tied)
    tie = Tie.NONE if len(tellings) == 1 else Tie.OPEN if open_ else Tie.SAME_DAY
    made = First(
        sort=asked.sort,
        actor=asked.actor,
        theme=asked.theme,
        towards=asked.towards,
        claim=asked.claim,
        standing=asked.standing,
        tellings=tellings,
        tie=tie,
        day=tellings[0].published or "",
        search=Search(
            query=query,
            before=queries.before(query, day),
            finds=len(found),
            undated=len(found) - len(dated),
            others=others,
        ),
        said_before=case.count_statements(queries.before(asked.of or "", day)),
        reach=_reach(archive, asked, tellings[0].publisher, day),
        sentence="",
    )
    return first_sentence(made)


def earliest(dated: Sequence[Placed]) -> list[Placed]:
    """Of some statements with dates those that may be the first: none is known to be earlier. In the order of their
    documents and in these as they are read."""
    bound = min(each.last for each in dated if each.last is not None)
    may = [each for each in dated if each.day is not None and each.day <= bound]
    # Newest first and within a document as it is read; of one day what was added first comes first.
    days: dict[int, list[Placed]] = {}
    for each in may:
        days.setdefault(each.day or 0, []).append(each)
    return [each for day in sorted(days) for each in sorted(days[day], key=lambda placed: placed.number)]


def _reach(archive: Archive, asked: Asked, publisher: str | None, day: int) -> tuple[Reach, ...]:
    speaker = None if asked.actor is None else archive.reach_of_speaker(asked.actor, day)
    outlet = None if publisher is None else archive.reach_of_publisher(publisher, day)
    return tuple(each for each in (archive.reach(day), outlet, speaker) if each is not None)
