"""How well lineage finds what is known of invented reports, for bench/copies.py."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

from copies_generator import DEGREES, reading, reports
from copies_world import Report
from purport.analysis.accounts import Account
from purport.analysis.copies.linker import families
from purport.analysis.lineage.case import MOST_ACCOUNTS, lineage_of, link_texts
from purport.analysis.lineage.links import LinkKind
from purport.analysis.lineage.records import Lineage
from purport.case import Case

_REPORTERS = re.compile(r"\b([Oo]ur|[Tt]his|A) (reporter|correspondent)|[Tt]he writer of these lines")


Known = dict[str, tuple[Report, Account]]
"""What is known of each account, by its id."""


@dataclass(frozen=True)
class Event:
    """The reports on one event, its lineage as it was found, and how many origins it is known to have."""

    reports: list[Report]
    lineage: Lineage
    known: int

    @property
    def off(self) -> int:
        """By how many its origins are counted wrong."""
        return len(self.lineage.origins) - self.known


@dataclass(frozen=True)
class Figures:
    """What was found, held against what is known. ``by_degree`` has how much is changed in the mean, how many copies
    are linked, and how many there are; ``agencies`` are the agencies with copies, ``led`` those that are told to be the
    first of their origin."""

    texts: int
    pairs: int
    precision: float
    recall: float
    by_degree: dict[float, tuple[float, float, int]]
    events: list[Event]
    agencies: int
    led: int
    seconds: float

    @property
    def right(self) -> float:
        """The share of events whose origins are counted right."""
        return sum(not event.off for event in self.events) / len(self.events)

    @property
    def near(self) -> float:
        """The share of events whose origins are counted right, or one off."""
        return sum(abs(event.off) <= 1 for event in self.events) / len(self.events)


def measured(name: str, texts: int, seed: int, least: float, path: Path) -> Figures:
    """Link the texts in a case as they come, then tell the lineage of each family and of each event. What is in the
    case already is not linked again."""
    accounts = {}
    for each in reports(name, texts, seed):
        read = reading(each)
        accounts[read.source.sha256] = (each, Account(source=read.source, reading=read))
    with Case.open(path, create=True) as case:
        case.add([account.reading for _, account in list(accounts.values())[len(case) :]])
        begun = process_time()
        for _ in link_texts(case):
            pass
        seconds = process_time() - begun
        found = [(accounts[one][0], accounts[other][0]) for one, other in _pairs(case, accounts, least)]
    true = [one.origin == other.origin for one, other in found]
    met = {
        copy.number
        for pair in found
        for copy, other in (pair, pair[::-1])
        if copy.hand == "copy" and copy.origin == other.number
    }
    copies = [each for each, _ in accounts.values() if each.hand == "copy"]
    events = list(_events(accounts, least))
    led = [
        accounts[origin.first][0].hand == "agency"
        for event in events
        for origin in event.lineage.origins
        if origin.first is not None and any(accounts[each][0].hand == "agency" for each in origin.accounts)
    ]
    return Figures(
        texts=len(accounts),
        pairs=len(found),
        precision=sum(true) / len(true),
        recall=len(met) / len(copies),
        by_degree={degree: _degree([each for each in copies if each.degree == degree], met) for degree in DEGREES},
        events=events,
        agencies=len(led),
        led=sum(led),
        seconds=seconds,
    )


def _pairs(case: Case, accounts: Known, least: float) -> Iterator[tuple[str, str]]:
    """The pairs of accounts that are told to be copies, family by family."""
    with case.transaction() as connection:
        query = "SELECT text_id, sources.sha256 FROM readings JOIN sources ON sources.id = source_id"
        digests = {row[0]: row[1] for row in connection.exec_driver_sql(query)}
        groups = families(connection, least, MOST_ACCOUNTS)
    for group in groups:
        for link in lineage_of((accounts[digests[each]][1] for each in group), least=least).links:
            if link.kind is LinkKind.COPIED and link.other is not None:
                yield link.one, link.other


def _degree(copies: Sequence[Report], met: set[int]) -> tuple[float, float, int]:
    changed = sum(each.changed for each in copies) / len(copies)
    return changed, sum(each.number in met for each in copies) / len(copies), len(copies)


def _events(accounts: Known, least: float) -> Iterator[Event]:
    together: dict[int, list[tuple[Report, Account]]] = {}
    for each in accounts.values():
        together.setdefault(each[0].event, []).append(each)
    for held in together.values():
        told = [each for each, _ in held]
        yield Event(told, lineage_of((account for _, account in held), least=least), origins_known(told))


def origins_known(told: Sequence[Report]) -> int:
    """How many independent origins an event's reports have, by what docs/lineage.md says of them, where it is known who
    copies whom and who is who: those from which others take, or that tell of their own reporter, or that quote somebody
    whom none before them quotes."""

    def place(each: Report) -> tuple[bool, date, bool]:
        return not each.dated, each.published, f"({each.publisher}) –" not in each.text

    groups: dict[int, list[Report]] = {}
    for each in sorted(told, key=place):
        groups.setdefault(each.origin, []).append(each)
    quoted: set[str] = set()
    count = 0
    for group in groups.values():
        who = {said.who for each in group for said in each.spoken}
        count += len(group) > 1 or bool(who - quoted) or any(_REPORTERS.search(each.text) for each in group)
        quoted |= who
    return count


def table(figures: Figures) -> str:
    """The figures as Markdown."""
    rows = [
        f"{figures.texts:,} texts on {len(figures.events):,} events. Pairs told to be copies: {figures.pairs:,}, of "
        f"which {figures.precision:.1%} are. Copies linked with what they copy: {figures.recall:.1%}. Events whose "
        f"independent origins are counted right: {figures.right:.1%}; right or one off: {figures.near:.1%}. Of "
        f"{figures.agencies:,} origins that go back to an agency's report, {figures.led / figures.agencies:.1%} are "
        "told to begin with it.",
        "",
        "| reworded | words changed, mean | copies | linked |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| up to {degree:.0%} | {changed:.0%} | {count:,} | {found:.1%} |"
            for degree, (changed, found, count) in figures.by_degree.items()
        ),
    ]
    return "\n".join(rows)


def wrong(figures: Figures) -> Iterator[str]:
    """The events whose origins are counted wrong: of each report its number, hand, origin and date, and its origin as
    it is told, or ``unknown``."""
    for event in figures.events:
        if not event.off:
            continue
        yield f"event {event.reports[0].event}: {event.known} known; {event.lineage.sentence}"
        by_id = {account.id: account for account in event.lineage.accounts}
        for each in event.reports:
            name = next(i for i, account in by_id.items() if account.source.id == f"invented-{each.number}")
            origin = event.lineage.origin_of(name)
            day = each.published.isoformat() if each.dated else "undated"
            who = ", ".join(sorted({said.name for said in each.spoken}))
            told = f"{origin.id} ({origin.why})" if origin else "unknown"
            yield f"  {each.number} {each.hand} of {each.origin} {day} {each.changed:.0%}: {told}; quotes {who}"
            yield from (
                f"      {link.kind} {by_id[link.other].source.id if link.other else link.name} {link.strength:.2f}"
                for link in event.lineage.links
                if link.one == name
            )


def written(path: Path, text: str) -> None:
    """Put the figures between the marks in a page."""
    page = path.read_text(encoding="utf-8")
    begin, end = "<!-- figures: copies -->\n", "\n<!-- end -->"
    head, tail = page.split(begin)[0], page.split(begin)[1].split(end, 1)[1]
    path.write_text(head + begin + text + end + tail, encoding="utf-8")
