"""Invented reports of invented events among real places that have known none, with which event each sentence tells.

Made to be hard: most events have a near twin (the same kind of deed in the same town, or the next, within days, often
by the same group), reports tell of earlier events in passing, figures grow from day to day, dates and places are given
now exactly, now loosely, now not at all. Places, groups and wordings of the part ``test`` are in no world of ``train``.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from .wordings import (
    CLAIMS,
    FILLERS,
    GROUPS,
    HOSTAGES,
    LATER,
    LEADS,
    MONTHS,
    NOTE,
    OFFICIALS,
    OTHERWISE,
    OUTLETS,
    PASSING,
    PEOPLE,
    PLACES,
    SITES,
    VICTIMS,
    WEEKDAYS,
    WORD,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, in a world."""

    key: str
    type: str
    day: date
    region: str
    town: str
    site: str
    group: str
    people: str
    hostages: str
    victim: str
    killed: int
    injured: int
    number: int


@dataclass(slots=True, kw_only=True)
class Report:
    """A text, the event that each stretch of it tells, and what is claimed of it where that is one thing."""

    id: str
    outlet: str
    published: date
    text: str = ""
    told: list[tuple[int, int, str]] = field(default_factory=list)
    claims: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, sentence: str, event: str | None, claim: str | None = None) -> None:
        start = len(self.text)
        self.text += sentence
        if event is not None:
            self.told.append((start, len(self.text), event))
        if claim is not None:
            self.claims.append((start, len(self.text), f"{event} {claim}"))


def reports(part: str, stories: int, seed: int) -> Iterator[Report]:
    """The reports of a world, ``stories`` being events with their twins."""
    draw = random.Random(f"{part} {seed}")
    events: list[list[Event]] = [_story(draw, part, f"{part}{seed}-{number}") for number in range(stories)]
    for story in events:
        for event in story:
            others = [each for each in story if each.day < event.day]
            yield from _coverage(draw, part, event, others)


def _story(draw: random.Random, part: str, key: str) -> list[Event]:
    region = draw.choice(list(PLACES[part]))
    town = draw.choice(PLACES[part][region])
    kind = draw.choice(list(LEADS))
    first = Event(
        key=f"{key}-0",
        type=kind,
        day=date(2023, 1, 2) + timedelta(days=draw.randrange(700)),
        region=region,
        town=town,
        site=draw.choice(SITES[kind]),
        group=draw.choice(GROUPS[part]),
        **_numbers(draw),
    )
    story = [first]
    for number in range(1, draw.choice((1, 2, 2, 3, 3))):
        other = draw.choice([each for each in PLACES[part][region] if each != first.town])
        own = kind if draw.random() < 0.8 else draw.choice(list(LEADS))
        same_site = own == kind and draw.random() < 0.3
        story.append(
            Event(
                key=f"{key}-{number}",
                type=own,
                day=first.day + timedelta(days=draw.choice((0, 1, 2, 3, 4, 5, 7, 10, 21))),
                region=region,
                town=first.town if draw.random() < 0.65 else other,
                site=first.site if same_site else draw.choice([each for each in SITES[own] if each != first.site]),
                group=first.group if draw.random() < 0.7 else draw.choice(GROUPS[part]),
                **_numbers(draw),
            )
        )
    if draw.random() < 0.35:
        story.append(_elsewhere(draw, part, first, f"{key}-{len(story)}"))
    # Two events of one kind in one town on one day are one to any reader.
    seen: dict[tuple[str, date, str], Event] = {}
    for event in story:
        seen.setdefault((event.type, event.day, event.town), event)
    return list(seen.values())


def _elsewhere(draw: random.Random, part: str, first: Event, key: str) -> Event:
    """One more on the same day by the same group, in another town, near or far: what is called a coordinated attack."""
    region = first.region if draw.random() < 0.4 else draw.choice(list(PLACES[part]))
    town = draw.choice([each for each in PLACES[part][region] if each != first.town])
    site = first.site if draw.random() < 0.6 else draw.choice(SITES[first.type])
    more = {**_numbers(draw), "people": first.people} if draw.random() < 0.5 else _numbers(draw)
    return replace(first, key=key, region=region, town=town, site=site, **more)


def _numbers(draw: random.Random) -> dict[str, Any]:
    return {
        "people": draw.choice(PEOPLE),
        "hostages": draw.choice(HOSTAGES),
        "victim": draw.choice(VICTIMS),
        "killed": draw.choice((2, 2, 3, 3, 4, 5, 6, 7, 9, 12, 15, 23)),
        "injured": draw.choice((4, 5, 8, 11, 14, 20, 31, 40)),
        "number": draw.choice((3, 4, 6, 9, 14, 20, 35, 60, 120, 200)),
    }


def _coverage(draw: random.Random, part: str, event: Event, others: list[Event]) -> Iterator[Report]:
    count = draw.choice((1, 2, 2, 3, 3, 4, 5))
    agency: str | None = None
    for number in range(count):
        published = event.day + timedelta(days=draw.choice((0, 0, 1, 1, 1, 2, 3)))
        report = Report(id=f"{event.key}-{number}", outlet=draw.choice(OUTLETS[part]), published=published)
        report.add(f"{NOTE}\n\n", None)
        if draw.random() < 0.4:
            report.add(f"{event.town.upper()} – ", None)
        drift = draw.choice((0, 0, 0, 1, 2, -1))
        lead = agency if agency and draw.random() < 0.3 else _lead(draw, part, event, published, drift)
        agency = agency or lead
        by = draw.choice(("", ", {o} said", ", according to {o}")).format(o=draw.choice(OFFICIALS))
        report.add(f"{lead}{by}. ", event.key, f"happened {drift}")
        for _ in range(draw.choice((0, 1, 1, 2))):
            template = draw.choice(LATER[part])
            report.add(_filled(draw, template, event, published, drift) + " ", event.key, _claimed(template, drift))
        if draw.random() < 0.5:
            report.add(draw.choice(FILLERS) + " ", None)
        if others and draw.random() < 0.55:
            report.add("\n\n", None)
            earlier = draw.choice(others)
            report.add(_passing(draw, part, earlier, event, published), earlier.key)
        yield report


def _claimed(template: str, drift: int) -> str | None:
    """What a sentence of ``LATER`` claims, the same for all that claim it; with other numbers it is another claim. None
    for those that might stand in any report in just these words, which tell nothing of what real claims share."""
    claim = next((claim for claim, words in CLAIMS.items() if any(word in template for word in words)), None)
    return f"{claim} {drift}" if claim == "dead" else claim


def _lead(draw: random.Random, part: str, event: Event, published: date, drift: int) -> str:
    return _filled(draw, draw.choice(LEADS[event.type][part]), event, published, drift)


def _filled(draw: random.Random, template: str, event: Event, published: date, drift: int) -> str:
    def count(number: int) -> str:
        number = max(2, number + drift)
        return draw.choice((str(number), str(number), str(number), f"at least {number}", _spelled(number)))

    where = draw.choices((event.town, f"{event.town}, {event.region}", event.region, "the area"), (60, 25, 12, 3))[0]
    site = _called(draw, event.site)
    group = event.group
    words = template.format(
        a=group,
        s=site,
        t=where,
        w=_when(draw, event.day, published),
        k=count(event.killed),
        i=count(event.injured),
        n=count(event.number),
        p=_called(draw, event.people) if draw.random() < 0.8 else "people",
        h=_called(draw, event.hostages),
        v=event.victim,
        o=draw.choice(OFFICIALS),
        x=WORD[event.type],
    )
    words = " ".join(words.split())
    return words[0].upper() + words[1:]


def _called(draw: random.Random, name: str) -> str:
    return draw.choice(OTHERWISE.get(name, (name,))) if draw.random() < 0.4 else name


def _passing(draw: random.Random, part: str, event: Event, main: Event, published: date) -> str:
    noun = f"the {WORD[event.type]} in {event.town}"
    if draw.random() < 0.6:
        noun += f" that killed {event.killed} {event.people}"
    clause = _filled(draw, draw.choice(LEADS[event.type][part]).replace(" {w}", ""), event, published, 0)
    days = (main.day - event.day).days
    when = _when(draw, event.day, published) or "earlier"
    words = draw.choice(PASSING[part]).format(
        gap="a day" if days == 1 else f"{days} days",
        e=noun,
        e2=clause[0].lower() + clause[1:] if clause.split()[0] in ("The", "A", "An", "Gunmen", "Armed") else clause,
        x=WORD[event.type],
        t=event.town,
        w=when,
        W=when[0].upper() + when[1:],
    )
    return words[0].upper() + words[1:]


def _when(draw: random.Random, day: date, published: date) -> str:
    exact = f"on {day.day} {MONTHS[day.month - 1]}"
    gap = (published - day).days
    near = "on " + WEEKDAYS[day.weekday()] if gap < 7 else exact
    if gap > 6:
        near = draw.choice((exact, exact, f"in {MONTHS[day.month - 1]}", "last month" if gap > 20 else "last week"))
    elif gap == 0:
        near = draw.choice((near, "early today", near))
    elif gap == 1:
        near = draw.choice((near, near, "yesterday"))
    return draw.choices((near, exact, f"{exact} {day.year}", f"in {MONTHS[day.month - 1]}", ""), (45, 15, 25, 4, 11))[0]


def _spelled(number: int) -> str:
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return names[number] if number < len(names) else str(number)
