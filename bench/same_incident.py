"""How long it takes to put together the incidents of a large case, and how much memory.

    python bench/same_incident.py [--documents 100000] [--per-document 2] [--seed 7]

Tellings are made as records, not read: invented events of ten years at points in the North Atlantic, drawn as in news
(few places and groups often, most seldom), each told by up to nine documents, a fifth of them without date or place.
Prints the tellings, the pairs compared, the groups, the processor's seconds and the peak of memory.
"""

import argparse
import hashlib
import os
import random
import resource
from collections.abc import Iterator
from datetime import date, timedelta

from purport.analysis.same_incident.candidates import candidates
from purport.analysis.same_incident.days import days_of, ordinals
from purport.analysis.same_incident.groups import same_incidents
from purport.analysis.same_incident.tellings import Telling
from purport.types import Incident, IncidentDate, IncidentFigure, Level, Mode, Party, Place, Span, Status

TYPES = (
    "attack",
    "attack",
    "bombing",
    "bombing",
    "battle",
    "arrest",
    "jailbreak",
    "kidnapping",
    "negotiation",
    "protest",
)
PLACES, GROUPS, WORDS = 600, 120, 4_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--per-document", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    told = list(tellings(args.documents * args.per_document, args.per_document, args.seed))
    before = seconds()
    pairs = sum(1 for _ in candidates(told))
    compared = seconds()
    found = same_incidents(told)
    together = sum(len(each.tellings) > 1 for each in found)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(told):,} tellings of {args.documents:,} documents: {pairs:,} pairs in {compared - before:.0f} s;")
    print(f"{len(found):,} incidents, {together:,} told by several, in {seconds() - compared:.0f} s; {memory:,.0f} MiB")


def seconds() -> float:
    times = os.times()
    return times.user + times.system


def tellings(count: int, each: int, seed: int) -> Iterator[Telling]:
    """So many tellings, ``each`` of them of one document."""
    draw = random.Random(seed)
    places = [_place(draw, number) for number in range(PLACES)]
    made = 0
    while made < count:
        event = _event(draw, places)
        for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 5, 9))):
            yield _telling(draw, event, f"{made // each}")
            made += 1


def _place(draw: random.Random, number: int) -> Place:
    name = f"Place {number}"
    return Place(
        text=name,
        start=0,
        end=len(name),
        name=name,
        country=draw.choice(("FO", "IS", "GB", "NO")),
        lat=58 + 8 * draw.random(),
        lon=-24 + 30 * draw.random(),
        radius_km=5.0,
        level=Level.CITY,
        gazetteer_id=f"bench:{number}",
    )


def _skewed(draw: random.Random, count: int) -> int:
    return min(count - 1, int(count * draw.random() ** 3))


def _event(draw: random.Random, places: list[Place]) -> tuple[str, date, Place, str, int, list[str]]:
    words = [f"word{_skewed(draw, WORDS)}" for _ in range(14)]
    day = date(2015, 1, 1) + timedelta(days=draw.randrange(3_650))
    group = f"Group Number{_skewed(draw, GROUPS)}"
    return draw.choice(TYPES), day, places[_skewed(draw, PLACES)], group, draw.randrange(1, 60), words


def _telling(draw: random.Random, event: tuple[str, date, Place, str, int, list[str]], document: str) -> Telling:
    kind, day, place, group, dead, words = event
    when = day.isoformat()
    dated = IncidentDate(start=when, end=when, precision="day", basis="published")
    incident = Incident(
        id=hashlib.sha256(f"{document} {draw.random()}".encode()).hexdigest()[:16],
        type=kind,
        mode=Mode.HAPPENED,
        mentions=(Span(text="x", start=0, end=1),),
        date=dated if draw.random() < 0.8 else None,
        place=place if draw.random() < 0.8 else None,
        actors=(Party(text="x", start=0, end=1, name=group, kind="group"),) if draw.random() < 0.5 else (),
        figures=(
            IncidentFigure(text="x", start=0, end=1, what="killed", who=None, low=dead, high=dead, according_to=None),
        ),
        status=Status.REPORTED,
    )
    published = (day + timedelta(days=draw.randrange(4))).isoformat()
    return Telling(
        source=hashlib.sha256(document.encode()).hexdigest(),
        document=document,
        incident=incident,
        days=days_of(incident.date),
        published=ordinals(published),
        words=frozenset(draw.sample(words, 9)),
    )


if __name__ == "__main__":
    main()
