"""How far an archive reaches, and where it has gaps: what a first in it rests on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from statistics import median

from purport.analysis.firsts import queries
from purport.analysis.firsts.records import Gap, Reach
from purport.analysis.periods import Issue, issues_of, missing_between
from purport.case import Case
from purport.case.days import days_or_none
from purport.case.ratings import folded_name
from purport.case.tallying import Placed
from purport.language.folding import words

MOST_GAPS = 3
# A stretch without a document is a gap from so many days on, and from so many times the usual one.
LEAST_DAYS, LEAST_TIMES = 14, 3
# A date that leaves more days open places nothing.
NARROW = 31


class Archive:
    """What a case holds of all, of a publisher and of a speaker, each looked up once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._issues: dict[str, tuple[list[Issue], list[list[Issue]], list[tuple[date, date] | None]]] = {}
        self._heard: dict[str, tuple[Placed, ...]] = {}
        self._days: dict[str | None, _Days] = {}

    @cached_property
    def documents(self) -> tuple[Placed, ...]:
        """Every document."""
        return self._case.placed_documents()

    @cached_property
    def last(self) -> int | None:
        """The last day of which there is a document."""
        return next((each.day for each in self.documents if each.day is not None), None)

    def spoken(self, query: str) -> tuple[Placed, ...]:
        """The documents in which a statement fits a query, each once."""
        if query not in self._heard:
            statements = {each.number: each for each in self._case.placed_statements(query)}
            of = self._case.documents_of(list(statements))
            documents = {of[number]: each for number, each in statements.items()}
            self._heard[query] = tuple(Placed(number, each.day, each.span) for number, each in documents.items())
        return self._heard[query]

    def reach(self, before: int) -> Reach:
        """How far all of it reaches; ``before`` is the day of the first that is asked for."""
        return self._reach("the archive", None, before)

    def reach_of_speaker(self, name: str, before: int) -> Reach:
        """In which documents a speaker is heard."""
        return self._reach(f"{name} heard", queries.field("speaker", name), before)

    def reach_of_publisher(self, name: str, before: int) -> Reach | None:
        """What there is of a publisher, with the issues that must be missing; None where there is nothing."""
        if not words(name):
            return None
        if name not in self._issues:
            asked = self._case.placed_documents(queries.field("publisher", name))
            every = self._case.sources_by_number([each.number for each in asked])
            own = folded_name(name)
            sources = [each for each in every.values() if folded_name(each.publisher or "") == own]
            issues = issues_of(sources)
            # What is usual is so for all of it, whichever first is asked for.
            self._issues[name] = issues, missing_between(issues), [days_or_none(each.published) for each in sources]
        issues, missing, dates = self._issues[name]
        if not dates:
            return None
        gaps = [
            _gap(one.end.toordinal(), other.start.toordinal(), absent)
            for (one, other), absent in zip(pairwise(issues), missing, strict=True)
            if absent and other.start.toordinal() <= before
        ]
        return Reach(
            of=name,
            query=queries.field("publisher", name),
            first=issues[0].start.isoformat() if issues else None,
            last=max(each.end for each in issues).isoformat() if issues else None,
            documents=len(dates),
            before=sum(each is not None and each[1].toordinal() < before for each in dates),
            undated=sum(each is None for each in dates),
            open=0,
            gaps=_longest(gaps),
        )

    def _reach(self, of: str, query: str | None, before: int) -> Reach:
        if query not in self._days:
            self._days[query] = _Days(self.documents if query is None else self.spoken(query))
        days = self._days[query]
        dated = sum(days.counts.values())
        return Reach(
            of=of,
            query=query,
            first=_iso(min((first for first, _ in days.counts), default=None)),
            last=_iso(max((last for _, last in days.counts), default=None)),
            documents=dated + days.undated,
            before=sum(count for (_, last), count in days.counts.items() if last < before),
            undated=days.undated,
            open=sum(count for (first, last), count in days.counts.items() if last - first > NARROW),
            gaps=_longest(_gap(one, other) for one, other in days.gaps if other <= before),
        )


class _Days:
    """How many documents are of which dates: there are fewer dates than documents."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        counts = Counter((each.day, each.span) for each in placed)
        self.undated = sum(count for (day, _), count in counts.items() if day is None)
        self.counts = {(day, day + span): count for (day, span), count in counts.items() if day is not None}
        self.ends: dict[int, int] = {}
        for first, last in self.counts:
            if last - first <= NARROW:
                self.ends[first] = max(self.ends.get(first, 0), last)

    @cached_property
    def gaps(self) -> list[tuple[int, int]]:
        """The long stretches that no document's date touches: the days of what lies before and of what comes after."""
        found: list[tuple[int, int]] = []
        starts = sorted(self.ends)
        covered = starts[0] if starts else 0
        for start in starts:
            if start > covered:
                found.append((covered, start))
            covered = max(covered, self.ends[start])
        usual = median([b - a for a, b in found]) if found else 1
        least = max(LEAST_DAYS, LEAST_TIMES * usual)
        return [(a, b) for a, b in found if b - a - 1 >= least]


def _gap(one: int, other: int, absent: Sequence[Issue] | None = None) -> Gap:
    """What lies between two days of which there is something."""
    return Gap(
        first=date.fromordinal(one + 1).isoformat(),
        last=date.fromordinal(max(other - 1, one + 1)).isoformat(),
        days=max(other - one - 1, 0),
        missing=None if absent is None else len(absent),
        numbers=tuple(issue.number for issue in absent or () if issue.number is not None),
    )


def _longest(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(sorted(gaps, key=lambda gap: -gap.days)[:MOST_GAPS], key=lambda gap: gap.first))


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
