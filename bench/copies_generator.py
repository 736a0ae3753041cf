"""Invented reports of which it is known who copies whom, for bench/copies.py."""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta

from copies_world import Event, Report, World, event
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


def reports(name: str, texts: int, seed: int) -> Iterator[Report]:
    """So many reports, event by event, in the order of publication within each."""
    rng = random.Random(f"{name} {seed}")
    world = World(name, rng)
    writer = Writer(world, rng)
    number = events = 0
    while number < texts:
        told = event(world, events, rng)
        events += 1
        made = list(_of_event(world, writer, told, number, rng))[: texts - number]
        yield from made
        number += len(made)


def _of_event(world: World, writer: Writer, told: Event, first: int, rng: random.Random) -> Iterator[Report]:
    number = first
    papers = rng.sample(world.papers, 14)
    agency = rng.choice(world.agencies)
    plan = writer.plan(told, *rng.choice([(9, 15), (9, 15), (5, 8)]), own=False)
    text, _, spoken = writer.render(told, plan)
    copied = rng.random() < 0.75
    if copied:
        yield Report(number, told.number, "agency", text, agency, told.day, number, spoken=tuple(spoken))
        source, number = number, number + 1
        for _ in range(rng.randint(1, 6)):
            degree = rng.choice(DEGREES)
            kept = rng.uniform(0.5, 1.0)
            mine = [s for s in plan if rng.random() < kept or s is plan[0]]
            mine = mine if len(mine) >= 5 else plan[:5]
            share = len(mine) / len(plan)
            mine, changed = writer.reworded(told, mine, degree)
            if rng.random() < 0.4:
                at = rng.randrange(1, len(mine))
                mine = mine[at:] + mine[:at] if rng.random() < 0.3 else [mine[0], *mine[at:], *mine[1:at]]
            if rng.random() < 0.5:
                facts = world.words["fact"]
                own = [n for n in told.facts if facts[n].get("own")]
                for n in rng.sample(own, min(len(own), rng.randint(1, 4))):
                    mine.insert(rng.randint(1, len(mine)), writer.sentence(n, told, rng.randint(0, 4)))
            text, _, spoken = writer.render(told, mine)
            if rng.random() < 0.25:
                text += rng.choice([f" ({agency})", f"\n\nWith reporting by {agency}"])
            yield Report(
                number, told.number, "copy", text, papers.pop(), told.day + timedelta(days=rng.randint(0, 1)), source,
                degree, changed, share, tuple(spoken),
            )  # fmt: skip
            number += 1
    for hand in range(1, rng.randint(0 if copied else 1, 3) + 1):
        text, _, spoken = writer.render(
            told, writer.plan(told, *rng.choice([(8, 14), (8, 14), (2, 5)]), own=True, hand=hand)
        )
        yield Report(
            number, told.number, "own", text, papers.pop(), told.day + timedelta(days=rng.randint(0, 2)), number,
            spoken=tuple(spoken),
        )  # fmt: skip
        number += 1


def reading(report: Report) -> Reading:
    """The report as it is read: who says which of its sentences."""
    statements = tuple(
        Statement(
            id=f"s{number}",
            speaker=Speaker(name=who),
            cue=None,
            content=(Span(text=report.text[start:end], start=start, end=end),),
            quote=Quote.INDIRECT,
            kind=Kind.REPORT,
            certainty=Certainty.CERTAIN,
            polarity=Polarity.AFFIRMED,
            time=Tense.PAST,
            confidence=0.9,
        )
        for number, (who, start, end) in enumerate(report.spoken)
    )
    digest = hashlib.sha256(f"{report.number} {report.text}".encode()).hexdigest()
    source = Source(
        id=f"invented-{report.number}",
        sha256=digest,
        title=report.text[:40],
        publisher=report.publisher,
        published=report.published.isoformat(),
    )
    return Reading(source=source, text=report.text, statements=statements, made_by=MADE_BY)
