"""Invented reports of which it is known who copies whom, for bench/copies.py."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from copies_world import Event, Report, Sentence, World, event, event_like
from copies_writer import Writer
from purport.types import (
    Certainty,
    Kind,
    MadeBy,
    Polarity,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Statement,
    Tense,
)

DEGREES = (0.1, 0.2, 0.3, 0.4, 0.5)
MADE_BY = MadeBy(purport="0", models={"generator": "1"}, codebook="none")
# How often an event has an agency's report with its copies; where it has none, how often one is cited all the same.
AGENCY, ABSENT = 0.75, 0.3
# How often an agency tells of a like event some days after, begins with its own dateline, and names a speaker by a
# short name alone.
LIKE, DATELINE, SHORT = 0.12, 0.5, 0.2
# How often somebody cites the agency, and somebody quotes again whom it quotes.
CITE, QUOTE = 0.3, 0.25
# How often a copy credits the agency, and keeps its dateline, and how often a report has no date.
CREDIT, KEPT_DATELINE, UNDATED = 0.25, 0.15, 0.08


def reports(name: str, texts: int, seed: int) -> Iterator[Report]:
    """So many reports, event by event; those of one event in any order."""
    rng = random.Random(f"{name} {seed}")
    world = World(name, rng)
    desk = _Desk(world, Writer(world, rng), rng)
    number = events = 0
    told, agency = None, ""
    while number < texts:
        if told is not None and agency and not told.habits and rng.random() < LIKE:
            told = event_like(world, told, events, rng)
        else:
            told = event(world, events, rng)
            agency = rng.choice(world.agencies) if rng.random() < AGENCY else ""
        events += 1
        made = desk.reports(told, agency, number)[: texts - number]
        number += len(made)
        rng.shuffle(made)
        yield from (replace(each, dated=rng.random() >= UNDATED) for each in made)


class _Desk:
    """Has all reports on an event written."""

    def __init__(self, world: World, writer: Writer, rng: random.Random) -> None:
        self.world, self.writer, self.rng = world, writer, rng
        self.papers: list[str] = []
        self.hands: list[int] = []

    def reports(self, told: Event, agency: str, first: int) -> list[Report]:
        """The reports on an event, numbered from ``first``; with an agency's, where one is given."""
        rng = self.rng
        self.papers = rng.sample(self.world.papers, 16)
        # Each who writes in words of their own builds sentences otherwise than the others.
        self.hands = rng.sample((1, 2, 3), 3)
        made: list[Report] = []
        if agency:
            made += self._agency(told, agency, first)
        elif rng.random() < ABSENT:
            absent = rng.choice(self.world.agencies)
            made += [self._citing(told, absent, first + n, first, bool(n)) for n in range(2)]
        if agency and rng.random() < QUOTE:
            made.append(self._quoting(told, first + len(made)))
        for _ in range(rng.randint(0 if made else 1, len(self.hands))):
            long = rng.choice([(8, 14), (8, 14), (2, 5)])
            plan = self.writer.plan(told, *long, own=True, hand=self.hands.pop())
            made.append(self._own(told, "own", plan, first + len(made), rng.randint(0, 2), {}))
        return made

    def _agency(self, told: Event, agency: str, first: int) -> list[Report]:
        """An agency's report, its copies, and what cites it."""
        rng, writer = self.rng, self.writer
        plan = writer.plan(told, *rng.choice([(9, 15), (9, 15), (5, 8)]), own=False)
        called = {"spokesman": rng.choice(told.values["spokesman"].short)} if rng.random() < SHORT else {}
        dateline = f"{told.values['place'].upper()} ({agency}) – {{s}}." if rng.random() < DATELINE else "{s}"
        text, spoken = writer.render(told, plan, called, dateline)
        made = [Report(first, told.number, "agency", text, agency, told.day, first, spoken=spoken)]
        for number in range(first + 1, first + 1 + rng.randint(1, 6)):
            degree = rng.choice(DEGREES)
            kept = rng.uniform(0.5, 1.0)
            mine = [s for s in plan if rng.random() < kept or s is plan[0]]
            mine = mine if len(mine) >= 5 else plan[:5]
            share = len(mine) / len(plan)
            mine, changed = writer.reworded(told, mine, degree, called)
            if rng.random() < 0.4:
                at = rng.randrange(1, len(mine))
                mine = mine[at:] + mine[:at] if rng.random() < 0.3 else [mine[0], *mine[at:], *mine[1:at]]
            if rng.random() < 0.5:
                facts = self.world.words["fact"]
                own = [n for n in told.facts if facts[n].get("own")]
                for n in rng.sample(own, min(len(own), rng.randint(1, 4))):
                    mine.insert(rng.randint(1, len(mine)), writer.sentence(n, told, rng.randint(0, 4)))
            text, spoken = writer.render(told, mine, called, dateline if rng.random() < KEPT_DATELINE else "{s}")
            if rng.random() < CREDIT:
                text += rng.choice([f" ({agency})", f"\n\nWith reporting by {agency}"])
            day = told.day + timedelta(days=rng.randint(0, 1))
            paper = self.papers.pop()
            made.append(Report(number, told.number, "copy", text, paper, day, first, degree, changed, share, spoken))
        if rng.random() < CITE:
            made.append(self._citing(told, agency, first + len(made), first, False))
        return made

    def _citing(self, told: Event, agency: str, number: int, origin: int, credit: bool) -> Report:
        """A report in its own words that has from an agency what it tells, and says so."""
        rng, facts = self.rng, self.world.words["fact"]
        plan = self.writer.plan(told, 3, 7, own=False, hand=self.hands.pop())
        plan = [plan[0], *(s for s in plan[1:] if not facts[s.fact].get("quote"))]
        lead = rng.choice(self.world.words["citing"]).replace("{agency}", agency)
        text, spoken = self.writer.render(told, plan, {}, "{s}." if credit else lead)
        text += f" ({agency})" if credit else ""
        day = told.day + timedelta(days=rng.randint(0, 1))
        return Report(number, told.number, "cite", text, self.papers.pop(), day, origin, spoken=spoken)

    def _quoting(self, told: Event, number: int) -> Report:
        """A report that has nothing of its own: it quotes who spoke to all, maybe by another name."""
        facts = self.world.words["fact"]
        plan = self.writer.plan(told, 6, 12, own=False, hand=self.hands.pop())
        plan = [s for s in plan if facts[s.fact].get("quote") or not facts[s.fact].get("says")]
        names = {who: self.rng.choice(told.values[who].short) for who in ("spokesman", "official")}
        called = names if self.rng.random() < 0.5 else {}
        return self._own(told, "quote", plan, number, self.rng.randint(1, 2), called)

    def _own(
        self, told: Event, hand: str, plan: list[Sentence], number: int, later: int, called: dict[str, str]
    ) -> Report:
        text, spoken = self.writer.render(told, plan, called)
        day = told.day + timedelta(days=later)
        return Report(number, told.number, hand, text, self.papers.pop(), day, number, spoken=spoken)


def reading(report: Report) -> Reading:
    """The report as it is read: who says which of its sentences."""
    statements = tuple(
        Statement(
            id=f"s{number}",
            speaker=Speaker(name=said.name),
            cue=None,
            content=(Span(text=report.text[said.start : said.end], start=said.start, end=said.end),),
            quote=Quote.INDIRECT,
            kind=Kind.REPORT,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.AFFIRMED,
            time=Tense.PAST,
            confidence=0.9,
        )
        for number, said in enumerate(report.spoken)
    )
    digest = hashlib.sha256(f"{report.number} {report.text}".encode()).hexdigest()
    source = Source(
        id=f"invented-{report.number}",
        sha256=digest,
        title=report.text[:40],
        publisher=report.publisher,
        published=report.published.isoformat() if report.dated else None,
    )
    return Reading(source=source, text=report.text, statements=statements, made_by=MADE_BY)
