"""What the invented reports of bench/copies.py are about: groups, towns, events, and the sentences that tell them."""

import random
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FIRST_DAY = date(2019, 1, 1)
# How many of the facts of a like event an agency tells in the same build of sentence.
HABIT = 0.4
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]


@cache
def half(name: str) -> dict[str, Any]:
    """A half of the templates and words."""
    return tomllib.loads((HERE / "reports" / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Named:
    """A name: in full when first told, and the shorter ones."""

    full: str
    short: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """What happened, the same for all who report it: a value by variable. ``facts`` can be told of it. Of an event like
    an earlier one, number ``like``, the facts ``habits`` are told in sentences built as those of the earlier."""

    number: int
    day: date
    kind: str
    values: dict[str, Any]
    facts: tuple[int, ...]
    like: int = 0
    habits: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sentence:
    """A fact as one report tells it: the variant and what is chosen in it. Drawn anew with another ``seed``, all else
    being equal, it has other words; ``changed`` are the choices that differ from it."""

    fact: int
    variant: int
    seed: int
    own: int
    changed: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Said:
    """Where in a report somebody is quoted: by the ``name`` that the report has for them, and ``who`` they are."""

    name: str
    who: str
    start: int
    end: int


@dataclass(frozen=True)
class Report:
    """A text, what it comes from and how much of it is changed. ``origin`` is the report that it is from, its own
    number where it is from none; what goes back to an agency that is among none of them has the number of the first
    that does. ``hand`` is the agency's, a copy, one that cites the agency and tells it in its own words, one that
    quotes whom others quote too, or one of its own reporting. Of some it is not ``dated`` when they came out."""

    number: int
    event: int
    hand: str
    text: str
    publisher: str
    published: date
    origin: int
    degree: float = 0.0
    changed: float = 0.0
    kept: float = 1.0
    spoken: tuple[Said, ...] = ()
    dated: bool = True


class World:
    """Groups, people, outlets: the same through all events, so that reports on different events share them."""

    def __init__(self, name: str, rng: random.Random) -> None:
        self.words = half(name)
        syllables = [a + b for a in "bdfghjklmnrstv" for b in ("a", "e", "i", "o", "u", "ei", "ar", "un", "ol", "is")]
        self.invent = lambda: "".join(rng.sample(syllables, 2)).title()
        self.groups = [f"{self.invent()} {word}" for word in self.words["group_words"] for _ in range(5)]
        self.agencies = [f"{self.invent()} {word}" for word in self.words["agency_words"] for _ in range(3)]
        self.papers = [f"{self.invent()} {word}" for word in self.words["papers"] for _ in range(12)]
        self.officials = {
            title: [self.person(rng) for _ in range(4)]
            for title in ("Interior Minister", "Justice Minister", "Governor", "Prime Minister", "Mayor")
        }
        self.chiefs = [self.person(rng) for _ in range(8)]

    def person(self, rng: random.Random) -> tuple[str, str]:
        return rng.choice(self.words["given"]), self.invent() + rng.choice(self.words["family_ends"])


def event_like(world: World, told: Event, number: int, rng: random.Random) -> Event:
    """Another event of the same kind, by the same group in the same town some days later, of which an agency tells
    some facts in the sentences that it has for them by habit."""
    other = event(world, number, rng, told.kind)
    same = {name: told.values[name] for name in ("group", "place", "official", "police", "army")}
    habits = frozenset(n for n in other.facts if rng.random() < HABIT)
    day = told.day + timedelta(days=rng.randint(2, 6))
    values = other.values | same | days_told(day, rng)
    return replace(other, day=day, values=values, like=told.number, habits=habits)


def event(world: World, number: int, rng: random.Random, kind: str | None = None) -> Event:
    """A new event, of a kind that is given or any."""
    words = world.words
    pick = rng.choice
    group, (title, bearers) = pick(world.groups), pick(sorted(world.officials.items()))
    given, family = pick(bearers)
    chief, doctor, speaker = pick(world.chiefs), world.person(rng), world.person(rng)
    day = FIRST_DAY + timedelta(days=rng.randrange(2_000))
    kinds = sorted({kind for fact in words["fact"] for kind in fact.get("kinds", ())})
    kind = kind or pick(kinds)
    hour = rng.randrange(1, 12)
    values: dict[str, Any] = {
        "group": Named(group, (group.split()[0], f"{group.split()[1]}", "group")),
        "official": Named(
            f"{title} {given} {family}", (family, f"the {title.split()[-1].lower()}", f"{given} {family}")
        ),
        "police": Named(f"police chief {chief[0]} {chief[1]}", ("police", "the police", f"{chief[1]}", "officers")),
        "army": Named(f"Colonel {chief[0]} {chief[1]}", ("the army", "the military", f"{chief[1]}", "the colonel")),
        "doctor": Named(f"{doctor[0]} {doctor[1]}, a surgeon", ("doctors", "the hospital", doctor[1])),
        "nurse": Named(f"{doctor[0]} {doctor[1]}, a head nurse", ("the clinic", "medical staff", doctor[1])),
        "spokesman": Named(
            f"{speaker[0]} {speaker[1]}, a spokesman for the {group}",
            (speaker[1], "the group's spokesman", f"{speaker[0]} {speaker[1]}"),
        ),
        "place": pick(words["places"]),
        "village": world.invent() + pick(["vík", "nes", "dalur", "wick", "ay", "ster", "by"]),
        "ship": world.invent(),
        **days_told(day, rng),
        "hour": f"{hour} {pick(['am', 'pm'])}|{NUMBERS[hour]} o'clock",
        "killed": rng.randrange(2, 20),
        "hurt": rng.randrange(4, 60),
        "grave": rng.randrange(2, 9),
        "freed": rng.randrange(5, 140),
        "arrested": rng.randrange(2, 15),
        "shots": rng.randrange(3, 20),
        "deaths": rng.randrange(3, 70),
        "years": rng.randrange(3, 60),
        "sum": rng.randrange(2, 90) * 10_000,
    }
    for name in ("vehicle", "object", "landmark", "trade", "cargo", "weather", "reason", "damage"):
        values[name] = pick(words[name])
    fitting = [n for n, fact in enumerate(words["fact"]) if kind in fact.get("kinds", (kind,))]
    told = [n for n in fitting if words["fact"][n].get("lead") or rng.random() < 0.9]
    return Event(number, day, kind, values, tuple(told))


def days_told(day: date, rng: random.Random) -> dict[str, str]:
    """The ways to say on which day something was, and on the next."""
    weekday, next_weekday = DAYS[day.weekday()], DAYS[(day.weekday() + 1) % 7]
    return {
        "day": f"{weekday}|{day.day} {day:%B}|{weekday} {rng.choice(('night', 'morning'))}",
        "later": f"on {next_weekday}|a day later|the next day|the following morning",
    }
