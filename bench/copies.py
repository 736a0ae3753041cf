"""Invented reports of which it is known who copies whom, and how well lineage finds it.

    python bench/copies.py [--half final] [--texts 10000] [--seed 7] [--write docs/lineage.md]
    python bench/copies.py --fit [--texts 2000]          tunes the model of copying on the other half

An event has facts; a report tells some of them in an order of its own, each in one of several sentences, each sentence
with words chosen among several. An agency's text is copied: cut, its sentences put in another order, and reworded to
one of five degrees, up to half of its words changed: other words of the same meaning, another build of the sentence
(active or passive, noun or verb, what comes first), numbers in words or digits, names shortened, sentences left out
and others added. Others report the same event by themselves: with its names, numbers and places, the same stock
phrases, now and then the same sentence by chance, the same speech at the same press conference; and with what they saw
and whom they spoke to themselves. Between them stand reports on other events, by the same groups, in the same towns.

Templates and words are in two halves, ``reports/tuning.toml`` and ``reports/final.toml``, that have no sentence in
common and next to no choice of words: the model is tuned on one, the figures are of the other. All of it is invented.
"""

import argparse
import hashlib
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy as np

from purport.analysis.case_lineage import lineage_of, link_texts
from purport.analysis.copying import COPIED
from purport.analysis.likeness import FEATURES, features
from purport.analysis.passages import chains
from purport.analysis.records import Account
from purport.analysis.skip_pairs import skip_pairs
from purport.analysis.text_links import COMPARED
from purport.analysis.wording import wording
from purport.case import Case
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

HERE = Path(__file__).parent
MODEL = HERE.parent / "src" / "purport" / "analysis" / "data" / "copying.json"
DEGREES = (0.1, 0.2, 0.3, 0.4, 0.5)
FIRST_DAY = date(2019, 1, 1)
MADE_BY = MadeBy(purport="0", models={"generator": "1"}, codebook="none")
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
_SLOT = re.compile(r"\{([^{}]*)\}|<(\w+)>")
_ADJUNCT = re.compile(r"\s*\[([^\[\]]*)\]")
SAYS = {"front": "{who} {cue} {what}.", "back": "{what}, {who} {cue}.", "to": "According to {who}, {what}."}
CUES = ("said", "told reporters", "announced", "explained", "confirmed", "reported", "added", "stated")


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
    """What happened, the same for all who report it: a value by variable. ``facts`` can be told of it."""

    number: int
    day: date
    kind: str
    values: dict[str, Any]
    facts: tuple[int, ...]


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
class Report:
    """A text, what it comes from and how much of it is changed. ``origin`` is the report copied, its own number where
    none is."""

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
    spoken: tuple[tuple[str, int, int], ...] = ()


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


def event(world: World, number: int, rng: random.Random) -> Event:
    """A new event."""
    words = world.words
    pick = rng.choice
    group, (title, bearers) = pick(world.groups), pick(sorted(world.officials.items()))
    given, family = pick(bearers)
    chief, doctor, speaker = pick(world.chiefs), world.person(rng), world.person(rng)
    day = FIRST_DAY + timedelta(days=rng.randrange(2_000))
    kinds = sorted({kind for fact in words["fact"] for kind in fact.get("kinds", ())})
    kind = pick(kinds)
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
        "day": f"{DAYS[day.weekday()]}|{day.day} {day:%B}|{DAYS[day.weekday()]} {pick(('night', 'morning'))}",
        "later": f"on {DAYS[(day.weekday() + 1) % 7]}|a day later|the next day|the following morning",
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


class Writer:
    """Writes reports on events, and rewrites them."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world, self.rng = world, rng

    def plan(self, told: Event, least: int, most: int, own: bool, hand: int = 0) -> list[Sentence]:
        """Sentences for a report of one's own: the lead, then facts by weight, with a will of one's own."""
        rng, facts = self.rng, self.world.words["fact"]
        lead = [n for n in told.facts if facts[n].get("lead")]
        rest = [n for n in told.facts if n not in lead and (own or not facts[n].get("own"))]
        rest.sort(key=lambda n: facts[n]["weight"] + rng.uniform(-0.35, 0.35), reverse=True)
        many = rng.randint(least, most)
        if own:
            mine = [n for n in rest if facts[n].get("own")]
            # Nobody learns all that there is to learn.
            mine = mine[: max(1, many // 2)]
            rest = [n for n in rest if not facts[n].get("own") and rng.random() < 0.7][: many - len(mine)]
            for n in mine:
                rest.insert(rng.randint(min(1, len(rest)), len(rest)), n)
        return [self.sentence(n, told, hand) for n in [*lead, *rest[: many - 1]]]

    def sentence(self, fact: int, told: Event, hand: int) -> Sentence:
        """A fact in the words of a hand. Those who report the same event by themselves build the sentence otherwise
        than the agency and than those who rewrite it, all but one time in twelve, when it is any by chance."""
        rng = self.rng
        many = len(self.world.words["fact"][fact]["variants"])
        built = min(hand, many - 1) if many < 5 else hand % (many - 1)
        if rng.random() < 1 / 12:
            built = rng.randrange(many)
        return Sentence(fact, self._variant(told, fact, built), rng.getrandbits(32), rng.getrandbits(32))

    def _variant(self, told: Event, fact: int, built: int) -> int:
        many = len(self.world.words["fact"][fact]["variants"])
        return (built + told.number * 7 + fact) % many

    def render(self, told: Event, plan: list[Sentence]) -> tuple[str, list[str], list[tuple[str, int, int]]]:
        """The text, its sentences, and who is quoted where."""
        named: set[str] = set()
        pieces: list[str] = []
        spoken: list[tuple[str, int, int]] = []
        at = 0
        for number, each in enumerate(plan):
            text, who = self._told(told, each, named)
            blank = "" if not number else "\n\n" if number % 2 == 0 else " "
            at += len(blank)
            if who:
                spoken.append((who, at, at + len(text)))
            pieces.append(text)
            at += len(text)
        text = "".join(p if not n else ("\n\n" if n % 2 == 0 else " ") + p for n, p in enumerate(pieces))
        return text, pieces, spoken

    def _told(self, told: Event, each: Sentence, named: set[str]) -> tuple[str, str | None]:
        fact = self.world.words["fact"][each.fact]
        template = fact["variants"][each.variant]
        draws = random.Random(each.seed)
        own = random.Random(each.own)
        own_name = " ".join(self.world.person(random.Random(each.own)))
        changed = dict(each.changed)
        count = 0

        def choice(options: list[str]) -> str:
            nonlocal count
            drawn = draws.randrange(1 << 16)
            number = changed.get(count, drawn) % len(options)
            count += 1
            return options[number]

        def value(name: str) -> str:
            capital = name[0].isupper()
            key = name.lower()
            written = self._value(told, key, own, choice, named, own_name)
            return written[:1].upper() + written[1:] if capital else written

        def filled(text: str) -> str:
            while (match := _SLOT.search(text)) is not None:
                new = choice(match[1].split("|")) if match[1] is not None else value(match[2])
                text = text[: match.start()] + new + text[match.end() :]
            return text

        adjunct = _ADJUNCT.search(template)
        if adjunct:
            where = choice(["stay", "stay", "front", "none"])
            moved = filled(adjunct[1])
            if where == "front" and adjunct.start() > 0:
                rest = template[: adjunct.start()] + template[adjunct.end() :]
                template = f"{moved[:1].upper()}{moved[1:]}, {_small(rest)}"
            elif where == "stay" or adjunct.start() == 0:
                template = (
                    template[: adjunct.start()] + (" " if adjunct.start() else "") + moved + template[adjunct.end() :]
                )
            else:
                template = template[: adjunct.start()] + template[adjunct.end() :]
        if fact.get("quote"):
            who = fact["speaker"]
            name = value(who)
            cue = choice(["said", "declared", "insisted", "remarked"])
            order = choice(["{q} {n} {c}.", "{q} {c} {n}."])
            return order.format(q=filled(template), n=name, c=cue), told.values[who].full
        if says := fact.get("says"):
            if says == "analyst":
                given, family = self.world.person(own)
                who, speaker = f"{given} {family}, who studies the conflict", f"{given} {family}"
            else:
                who, speaker = value(says), told.values[says].full
            what = filled(template)
            cue = choice(list(CUES))
            form = choice(["front", "front", "back", "to"])
            if cue in ("told reporters",):
                what = f"that {what}" if form == "front" else what
            text = SAYS[form].format(who=who, cue=cue, what=what)
            return text[:1].upper() + text[1:], speaker
        text = filled(template)
        speaker = None
        if fact.get("speaker") == "witness":
            speaker = own_name
        return text[:1].upper() + text[1:], speaker

    def _value(self, told: Event, key: str, own: random.Random, choice: Any, named: set[str], own_name: str) -> str:
        words = self.world.words
        if key in ("landmark2", "vehicle2"):
            return own.choice(words[key[:-1]])
        if key == "witness":
            return own_name
        if key == "holes":
            return str(own.randrange(12, 400))
        value = told.values[key]
        if isinstance(value, Named):
            shorter = choice(["full", "short"]) if key in named else "full"
            named.add(key)
            return value.full if shorter == "full" else choice(list(value.short))
        if isinstance(value, int):
            style = choice(["digits", "words"])
            if key == "sum":
                return f"{value:,}" if style == "digits" else f"{value // 1000} thousand"
            return NUMBERS[value] if style == "words" and 0 < value <= 20 else str(value)
        return choice(value.split("|")) if "|" in value else value

    def reworded(self, told: Event, plan: list[Sentence], degree: float) -> tuple[list[Sentence], float]:
        """The sentences with other words, builds and names until so much of them is changed, and how much that is."""
        rng = self.rng
        named: list[set[str]] = []
        known: set[str] = set()
        before = []
        for each in plan:
            named.append(set(known))
            before.append(_words(self._told(told, each, known)[0]))
        now = list(plan)
        same, total = [len(words) for words in before], [len(words) for words in before]
        # Words first; the more is to change, the more whole sentences are built anew.
        for _ in range(200):
            at = rng.randrange(len(now))
            each = now[at]
            variants = len(self.world.words["fact"][each.fact]["variants"])
            if variants > 1 and rng.random() < (degree - 0.1) * 0.5:
                built = self._variant(told, each.fact, variants - 1)
                tried = replace(each, variant=built, seed=rng.getrandbits(32), changed=())
            else:
                more = {n: rng.getrandbits(16) for n in range(16) if rng.random() < 0.25 + degree / 2}
                tried = replace(each, changed=tuple(sorted((dict(each.changed) | more).items())))
            after = _words(self._told(told, tried, set(named[at]))[0])
            kept = (same[at], total[at])
            same[at], total[at] = _in_common(before[at], after), max(len(before[at]), len(after))
            if 1 - sum(same) / sum(total) > degree:
                same[at], total[at] = kept
                continue
            now[at] = tried
            if 1 - sum(same) / sum(total) >= degree - 0.02:
                break
        return now, 1 - sum(same) / sum(total)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _in_common(one: list[str], two: list[str]) -> int:
    """How many words both have in the same order."""
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _small(text: str) -> str:
    """A sentence put behind something: its first word small, unless it is a name or a slot that is one."""
    if text.startswith("{"):
        inside = text[1 : text.index("}")]
        return "{" + "|".join(o[:1].lower() + o[1:] for o in inside.split("|")) + text[text.index("}") :]
    if text.startswith("<"):
        return "<" + text[1].lower() + text[2:]
    return text[:1].lower() + text[1:]


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


@dataclass
class Figures:
    """What was found, held against what is known."""

    texts: int
    events: int
    pairs: int
    precision: float
    recall: float
    by_degree: dict[float, tuple[float, float, int]]
    origins: float
    origins_near: float
    seconds: float


def measured(name: str, texts: int, seed: int, least: float, path: Path) -> Figures:
    """Link the texts in a case as they come, then count the origins of each event. What is in the case already is not
    linked again."""
    made = list(reports(name, texts, seed))
    readings = [reading(each) for each in made]
    by_digest = {each.source.sha256: report for each, report in zip(readings, made, strict=True)}
    with Case.open(path, create=True) as case:
        case.add(readings[len(case) :])
        begun = process_time()
        for _ in link_texts(case):
            pass
        seconds = process_time() - begun
        with case.transaction() as connection:
            query = "SELECT text_id, sources.sha256 FROM readings JOIN sources ON sources.id = source_id"
            digests = {row[0]: row[1] for row in connection.exec_driver_sql(query)}
            rows = connection.exec_driver_sql(
                "SELECT text_id, other_id FROM copied WHERE strength >= ?", (least,)
            ).all()
    found = [(by_digest[digests[one]], by_digest[digests[other]]) for one, other in rows]
    true = [one.origin == other.origin for one, other in found]
    met = {one.number for one, other in found if one.hand == "copy" and one.origin == other.number}
    met |= {other.number for one, other in found if other.hand == "copy" and other.origin == one.number}
    by_degree = {}
    for degree in DEGREES:
        copies = [each for each in made if each.hand == "copy" and each.degree == degree]
        changed = sum(each.changed for each in copies) / len(copies)
        by_degree[degree] = (changed, sum(each.number in met for each in copies) / len(copies), len(copies))
    copies = [each for each in made if each.hand == "copy"]
    right = near = 0
    events: dict[int, list[int]] = {}
    for at, each in enumerate(made):
        events.setdefault(each.event, []).append(at)
    for rows_of in events.values():
        accounts = [Account(source=readings[at].source, reading=readings[at]) for at in rows_of]
        known = origins_known([made[at] for at in rows_of])
        told = len(lineage_of(accounts, least=least).origins)
        right += told == known
        near += abs(told - known) <= 1
    return Figures(
        texts=len(made),
        events=len(events),
        pairs=len(found),
        precision=sum(true) / len(true),
        recall=sum(each.number in met for each in copies) / len(copies),
        by_degree=by_degree,
        origins=right / len(events),
        origins_near=near / len(events),
        seconds=seconds,
    )


def origins_known(told: list[Report]) -> int:
    """How many independent origins an event's reports have. One that gives no word of its own, of a speaker or of a
    reporter, rests on speakers whom others quote: it counts only where it is the first to tell of the event."""
    reporters = r"\b([Oo]ur|[Tt]his|A) (reporter|correspondent)|[Tt]he writer of these lines"
    first = min(told, key=lambda each: each.published).origin
    quoted = Counter(who for each in told for who in {who for who, _, _ in each.spoken})
    own = {
        each.origin
        for each in told
        if any(quoted[who] == 1 for who, _, _ in each.spoken) or re.search(reporters, each.text)
    }
    return len({each.origin for each in told if each.hand != "own"} | own | {first})


def table(figures: Figures) -> str:
    """The figures as Markdown."""
    rows = [
        f"{figures.texts:,} texts on {figures.events:,} events. Pairs told to be copies: {figures.pairs:,}, of which "
        f"{figures.precision:.1%} are. Copies linked with what they copy: {figures.recall:.1%}. Events whose "
        f"independent origins are counted right: {figures.origins:.1%}; right or one off: {figures.origins_near:.1%}.",
        "",
        "| reworded | words changed, mean | copies | linked |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| up to {degree:.0%} | {changed:.0%} | {count:,} | {found:.1%} |"
            for degree, (changed, found, count) in figures.by_degree.items()
        ),
    ]
    return "\n".join(rows)


def written(path: Path, text: str) -> None:
    """Put the figures between the marks in a page."""
    page = path.read_text(encoding="utf-8")
    begin, end = "<!-- figures: copies -->\n", "\n<!-- end -->"
    head, tail = page.split(begin)[0], page.split(begin)[1].split(end, 1)[1]
    path.write_text(head + begin + text + end + tail, encoding="utf-8")


def fitted(texts: int, seed: int) -> dict[str, Any]:
    """The model of copying: a logistic regression over the features and their products, on the half for tuning."""
    made = list(reports("tuning", texts, seed))
    words = [wording(each.text) for each in made]
    pairs = [skip_pairs(each) for each in words]
    holders: dict[int, list[int]] = {}
    rows, known = [], []
    for at, own in enumerate(pairs):
        met = Counter(other for pair in own.tolist() for other in holders.get(pair, ()))
        for pair in own.tolist():
            holders.setdefault(pair, []).append(at)
        for other, shared in met.most_common(COMPARED):
            if shared >= 0.1 * min(len(own), len(pairs[other])):
                rows.append(features(words[other], words[at], chains(words[other], words[at])))
                known.append(made[at].origin == made[other].origin)
    values, truth = np.array(rows), np.array(known, float)
    means, scales = values.mean(0), values.std(0) + 1e-9
    scaled = (values - means) / scales
    one, two = np.triu_indices(len(FEATURES))
    inputs = np.hstack([scaled, scaled[:, one] * scaled[:, two], np.ones((len(scaled), 1))])
    weights = np.zeros(inputs.shape[1])
    ridge = np.full(len(weights), 30.0)
    ridge[-1] = 1e-9
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (likely - truth) + ridge * weights
        curve = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    rounded = np.round(weights, 5).tolist()
    return {
        "features": {
            name: {"mean": round(float(mean), 5), "scale": round(float(scale), 5), "weight": weight}
            for name, mean, scale, weight in zip(FEATURES, means, scales, rounded, strict=False)
        },
        "products": rounded[len(FEATURES) : -1],
        "bias": rounded[-1],
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", default="final", choices=("tuning", "final"))
    options.add_argument("--texts", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--least", type=float, default=COPIED)
    options.add_argument("--case", type=Path, help="keep the case here, and go on with it")
    options.add_argument("--write", type=Path)
    options.add_argument("--fit", action="store_true", help="tune the model instead, on the half for tuning")
    options.add_argument("--show", action="store_true", help="print the texts instead")
    chosen = options.parse_args()
    if chosen.fit:
        MODEL.write_text(json.dumps(fitted(chosen.texts, chosen.seed), indent=1) + "\n", encoding="utf-8")
    elif chosen.show:
        for each in reports(chosen.half, chosen.texts, chosen.seed):
            print(
                f"== {each.number} event {each.event} {each.hand} of {each.origin}, {each.changed:.0%} changed\n"
                f"{each.text}\n"
            )
    else:
        with TemporaryDirectory() as folder:
            place = chosen.case or Path(folder) / "copies.purport"
            told = measured(chosen.half, chosen.texts, chosen.seed, chosen.least, place)
        print(table(told))
        print(f"linking took {told.seconds / told.texts * 1e3:.1f} ms of processor time a text")
        if chosen.write:
            written(chosen.write, table(told))
