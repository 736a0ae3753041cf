"""Issues, weeks and months of what was published, and where issues are missing.

An issue is what one publication brought out under one number, or else on one date. That an issue is missing is told
from a gap in the numbers, or from a gap that is longer than those between issues usually are; it is never a nought.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from statistics import median

from purport.case.days import days_or_none
from purport.types import Source

_NUMBER = re.compile(r"\b(?:no\.?|nr\.?|num(?:ber)?|issue|№)\s*(\d{1,5})\b", re.IGNORECASE)
_KEYS = ("number", "issue", "issue_number", "no")
# From so many gaps between issues on it is told which are usual: those as long as so large a part of them.
_FEWEST_GAPS, _USUAL = 4, 0.1


class By(StrEnum):
    """What is counted together."""

    ISSUE = "issue"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What came out together: its number, where it has one, and its first and last day."""

    start: date
    end: date
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """An issue, a week or a month. ``label`` is its date in ISO 8601 (2025-08-06, 2025-W32, 2025-08), with the number
    too where two issues are of one date; ``issues`` is how many came out in it that are there, ``missing`` how many
    must have come out and are not there."""

    label: str
    start: date
    end: date
    issues: int = 0
    missing: int = 0
    number: int | None = None

    @property
    def is_missing(self) -> bool:
        """Whether nothing of it is there although something came out."""
        return not self.issues and self.missing > 0


def number_of(source: Source) -> int | None:
    """The number of the issue that a document is from: as its source tells it (number, issue), or in its title."""
    for key in _KEYS:
        value = source.extra.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        if isinstance(value, str) and value.strip().isdecimal():
            return int(value)
    found = _NUMBER.search(source.title or "")
    return int(found[1]) if found else None


def issue_of(source: Source) -> Issue | None:
    """The issue that a document is from; None where it has no date."""
    bounds = _days(source.published)
    return None if bounds is None else Issue(start=bounds[0], end=bounds[1], number=number_of(source))


# Thousands of documents are of one day.
_days = lru_cache(maxsize=4096)(days_or_none)


def issues_of(sources: Iterable[Source]) -> list[Issue]:
    """The issues of a publication, in order: what is of one number, if it has numbers, or else of one date is one."""
    found: dict[object, Issue] = {}
    for each in map(issue_of, sources):
        if each is None:
            continue
        key = _key(each)
        known = found.get(key)
        if known is not None:
            each = replace(known, start=min(known.start, each.start), end=max(known.end, each.end))
        found[key] = each
    return sorted(found.values(), key=lambda issue: (issue.start, issue.number or 0, issue.end))


def missing_between(issues: Sequence[Issue]) -> list[list[Issue]]:
    """For each two issues that follow each other those between them that are not there, their days reckoned."""
    rhythm = _rhythm(issues)
    return [_missing(one, other, rhythm) for one, other in pairwise(issues)]


def periods_of(sources: Sequence[Source], by: By, *, periodical: bool = True) -> tuple[Period, ...]:
    """The periods from the first to the last of what was published, none left out. What has no date, or one that leaves
    open which week or month it was in, is in none. ``periodical``: it is of one publication, so that issues can be
    missing."""
    every = issues_of(sources)
    absent = missing_between(every) if periodical else [[] for _ in every[1:]]
    if by is By.ISSUE:
        return _by_issue(every, absent)
    dated = [(label, source) for source in sources if (label := period_key(source, by)) is not None]
    if not dated:
        return ()
    labels = {label for label, _ in dated}
    counted = Counter(name for issue in every if (name := _name(issue.start, by)) in labels)
    gone = Counter(_name(issue.start, by) for gap in absent for issue in gap)
    starts = [issue.start for _, source in dated if (issue := issue_of(source)) is not None]
    found: list[Period] = []
    day, last = _bounds(min(starts), by)[0], max(starts)
    while day <= last:
        start, end = _bounds(day, by)
        label = _name(start, by)
        found.append(Period(label=label, start=start, end=end, issues=counted[label], missing=gone[label]))
        day = end + timedelta(days=1)
    return tuple(found)


def period_index(periods: Sequence[Period], by: By) -> dict[object, int]:
    """Where in some periods a document stands, by what ``period_key`` gives of its source."""
    if by is By.ISSUE:
        return {_key(Issue(start=p.start, end=p.end, number=p.number)): at for at, p in enumerate(periods) if p.issues}
    return {period.label: at for at, period in enumerate(periods)}


def period_key(source: Source, by: By) -> object:
    """What tells the period of a document; None where it is in none."""
    issue = issue_of(source)
    if issue is None:
        return None
    if by is By.ISSUE:
        return _key(issue)
    return _name(issue.start, by) if issue.end <= _bounds(issue.start, by)[1] else None


def _key(issue: Issue) -> object:
    # Numbers may begin anew each year.
    return (issue.number, issue.start.year) if issue.number is not None else (issue.start, issue.end)


def _by_issue(every: Sequence[Issue], absent: Sequence[Sequence[Issue]]) -> tuple[Period, ...]:
    rows: list[tuple[Issue, bool]] = []
    for at, issue in enumerate(every):
        rows.append((issue, True))
        rows += [(each, False) for each in (absent[at] if at < len(absent) else ())]
    days = Counter(_day(issue) for issue, _ in rows)
    found = []
    for issue, there in rows:
        label = _day(issue)
        if days[label] > 1 and issue.number is not None:
            label = f"{label} no. {issue.number}"
        found.append(
            Period(
                label=label,
                start=issue.start,
                end=issue.end,
                issues=int(there),
                missing=int(not there),
                number=issue.number,
            )
        )
    return tuple(found)


def _day(issue: Issue) -> str:
    if issue.start == issue.end:
        return issue.start.isoformat()
    for by in (By.WEEK, By.MONTH):
        if _bounds(issue.start, by) == (issue.start, issue.end):
            return _name(issue.start, by)
    return f"{issue.start.isoformat()}/{issue.end.isoformat()}"


def _bounds(day: date, by: By) -> tuple[date, date]:
    if by is By.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _name(start: date, by: By) -> str:
    if by is By.WEEK:
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    return f"{start.year}-{start.month:02}"


def _rhythm(issues: Sequence[Issue]) -> tuple[int, float] | None:
    """The longest of the usual gaps between issues, in days, and the middle one; None where too few are there."""
    gaps = [(b.start - a.start).days for a, b in pairwise(issues) if b.start > a.start]
    if len(gaps) < _FEWEST_GAPS:
        return None
    middle = median(gaps)
    # A gap of two issues and more is none that is usual, however many are missing; a weekend of a daily is.
    near = [gap for gap in gaps if gap < 1.6 * middle]
    counts = Counter(gaps)
    usual = [gap for gap in gaps if counts[gap] >= _USUAL * len(gaps) and (gap < 1.6 * middle or middle <= 2)]
    return max(usual or near), middle


def _missing(one: Issue, other: Issue, rhythm: tuple[int, float] | None) -> list[Issue]:
    gap = (other.start - one.start).days
    count = 0
    numbers: list[int | None] = []
    if one.number is not None and other.number is not None and one.number < other.number <= one.number + max(gap, 1):
        # Numbers are believed as long as there is a day for each.
        numbers = list(range(one.number + 1, other.number))
        count = len(numbers)
    elif rhythm is not None and rhythm[1] > 0:
        longest, middle = rhythm
        count = max(0, round((gap - longest) / middle))
        numbers = [None] * count
    days = [one.start + timedelta(days=round(gap * at / (count + 1))) for at in range(1, count + 1)]
    return [Issue(start=day, end=day, number=number) for day, number in zip(days, numbers, strict=True)]
