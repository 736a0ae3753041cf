"""A large case of invented reports, for measuring: the same for the same numbers, made by adding readings.

    python bench/case_generator.py CASE [--documents 100000] [--first 0] [--statements 10] [--seed 6]

Words are drawn as in natural text (Zipf and Mandelbrot): function words first, then those of our own samples, then
invented ones. One document in twenty is in Arabic, one in thirty is another one with a few words changed, one in
fifty has no date and one in thirty a month alone. Speakers, groups, publishers and places are drawn likewise: few are
named often, most seldom. All of it is invented; the places are points in the North Atlantic.
"""

import argparse
import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from purport.case import Case
from purport.types import (
    Actor,
    Certainty,
    Incident,
    IncidentDate,
    Kind,
    Level,
    MadeBy,
    Mode,
    Party,
    Place,
    Polarity,
    Quote,
    Reading,
    Source,
    Span,
    Speaker,
    Statement,
    Status,
    Tense,
)

SAMPLES = Path(__file__).parents[1] / "src" / "purport" / "samples"
FUNCTION_WORDS = """
the of to and a in that was it on for is were by with had be as at from not this have an are but their they
its which who or been has would after more one when all he said about into than will other could out there
over up
"""
ARABIC_WORDS = """
في من على إلى أن عن مع بعد قبل بين كان الشرطة الميناء الجزيرة السلطات المجموعة الهجوم السجن الحرس السفينة
وزارة العدل الداخلية بيان المتحدث مصدر مسؤول أمس اليوم المدينة القرية الطريق الجسر المطار البحر سفن قوارب أسرى
سجناء إطلاق سراح تبادل هدنة اتفاق مفاوضات هجوم انفجار حريق إضراب عمال صيادون شهود سكان جرحى قتلى عشرات مئات
"""
ARABIC_CLITICS = ("", "", "", "", "و", "ب", "ل", "ف")
REAL_PLACES = (
    *(("Tórshavn", "FO", 62.0097, -6.7716), ("Klaksvík", "FO", 62.2266, -6.589), ("Lerwick", "GB", 60.1545, -1.1494)),
    *(("Kirkwall", "GB", 58.9809, -2.9605), ("Reykjavík", "IS", 64.1355, -21.8954)),
    *(
        ("Ísafjörður", "IS", 66.0749, -23.135),
        ("Akureyri", "IS", 65.6835, -18.0878),
        ("Mariehamn", "AX", 60.0969, 19.9348),
    ),
)
CUES = ("said", "claimed", "denied", "warned", "reported", "announced")
CUE_KINDS = (Kind.REPORT, Kind.CLAIM, Kind.DENIAL, Kind.THREAT, Kind.REPORT, Kind.REPORT)
TYPES = ("attack", "bombing", "jailbreak", "arrest", "protest", "negotiation", "kidnapping", "arson")
BLOCK = 1_000
FIRST_DAY, DAYS = date(2015, 1, 1), 3_650
MADE_BY = MadeBy(purport="0", models={"generator": "1"}, codebook="none")


class Zipf:
    """Draws of ``count`` things, the first most often."""

    def __init__(self, count: int, exponent: float = 1.0, shift: float = 2.7) -> None:
        share = 1 / (np.arange(count) + shift) ** exponent
        self._upto = np.cumsum(share / share.sum())

    def draw(self, rng: np.random.Generator, n: int) -> list[int]:
        return np.minimum(np.searchsorted(self._upto, rng.random(n)), len(self._upto) - 1).tolist()


@dataclass(frozen=True)
class World:
    """What the documents draw from."""

    words: list[str]
    arabic: list[str]
    people: list[str]
    groups: list[str]
    publishers: list[str]
    places: list[Place]


def world(rng: np.random.Generator) -> World:
    consonants, vowels = [*"bdfghklmnprstv", "sk", "tr", "st", "br"], [*"aeiouy", "ei", "au"]

    def invented(count: int, least: int, most: int) -> list[str]:
        names: dict[str, None] = {}
        while len(names) < count:
            parts = rng.integers(least, most + 1)
            onset, nucleus = rng.integers(len(consonants), size=parts), rng.integers(len(vowels), size=parts)
            names["".join(consonants[c] + vowels[v] for c, v in zip(onset, nucleus, strict=True))] = None
        return list(names)

    ours = re.findall(r"[a-z]{3,}", " ".join(p.read_text(encoding="utf-8") for p in sorted(SAMPLES.iterdir())).lower())
    words = list(dict.fromkeys([*FUNCTION_WORDS.split(), *ours, *invented(60_000, 2, 5)]))[:60_000]
    arabic = ARABIC_WORDS.split()
    letters = list("ابتثجحخدرزسشصطعغفقكلمنهوي")
    stems = ["".join(rng.choice(letters, size=n)) for n in rng.integers(3, 6, size=8_000)]
    given, family = invented(400, 2, 3), invented(4_000, 2, 4)
    people = [
        f"{a.title()} {b.title()}" for a, b in zip(rng.choice(given, 20_000), rng.choice(family, 20_000), strict=True)
    ]
    kinds = ("Front", "League", "Brigade", "Movement", "Council")
    groups = [f"{name.title()} {kinds[i % len(kinds)]}" for i, name in enumerate(invented(300, 2, 3))]
    publishers = [
        f"{name.title()} {('Post', 'Wire', 'Herald', 'News')[i % 4]}" for i, name in enumerate(invented(200, 2, 3))
    ]
    at = zip(rng.uniform(58, 67, 3_000).tolist(), rng.uniform(-24, 20, 3_000).tolist(), strict=True)
    spots = [(name.title(), "FO", lat, lon) for name, (lat, lon) in zip(invented(3_000, 2, 4), at, strict=True)]
    places = [
        Place(
            text=name,
            start=0,
            end=len(name),
            name=name,
            country=country,
            lat=round(lat, 4),
            lon=round(lon, 4),
            radius_km=3.0,
            level=Level.CITY,
            gazetteer_id=f"invented:{n}",
        )
        for n, (name, country, lat, lon) in enumerate([*REAL_PLACES, *spots])
    ]
    return World(
        words, [*arabic, *(word.removeprefix("ال") for word in arabic), *stems], people, groups, publishers, places
    )


def readings(documents: int, statements: int = 10, seed: int = 6, first: int = 0) -> Iterator[Reading]:
    """So many readings of invented reports from the ``first`` on, always the same ones; ``first`` is a multiple of
    BLOCK."""
    drawn = world(np.random.default_rng(seed))
    for number in range(first, first + documents):
        if number % BLOCK == 0:
            maker = _Maker(np.random.default_rng([seed, number]), drawn, statements)
            recent: list[Reading] = []
        if number % 30 == 29:
            yield maker.copy(recent[int(maker.rng.integers(len(recent)))], number)
            continue
        made = maker.arabic(number) if number % 20 == 19 else maker.report(number)
        recent = [*recent[-49:], made]
        yield made


class _Maker:
    def __init__(self, rng: np.random.Generator, drawn: World, statements: int) -> None:
        self.rng, self.world, self.statements = rng, drawn, statements
        self.of_words, self.of_arabic = Zipf(len(drawn.words), 1.05), Zipf(len(drawn.arabic), 1.0)
        self.of_people, self.of_groups = Zipf(len(drawn.people), 1.0, 20), Zipf(len(drawn.groups), 1.0)
        self.of_publishers, self.of_places = Zipf(len(drawn.publishers), 1.0, 5), Zipf(len(drawn.places), 0.9, 5)

    def report(self, number: int) -> Reading:
        counts = self.rng.integers(8, 31, self.statements)
        drawn = iter(self.of_words.draw(self.rng, int(counts.sum())))
        contents = [[self.world.words[next(drawn)] for _ in range(count)] for count in counts]
        return self._made(number, contents, "that ", "en")

    def arabic(self, number: int) -> Reading:
        counts = self.rng.integers(6, 20, self.statements)
        drawn = iter(self.of_arabic.draw(self.rng, int(counts.sum())))
        clitics = iter(self.rng.integers(len(ARABIC_CLITICS), size=int(counts.sum())).tolist())
        contents = [
            [ARABIC_CLITICS[next(clitics)] + self.world.arabic[next(drawn)] for _ in range(count)] for count in counts
        ]
        return self._made(number, contents, "", "ar")

    def copy(self, original: Reading, number: int) -> Reading:
        """The same report by another publisher, its last word changed."""
        text = original.text.rstrip(".\n")
        text = text[: text.rindex(" ") + 1] + "again."
        kept = tuple(s for s in original.statements if all(part.end < len(text) - 40 for part in s.content))
        ids = {s.id for s in kept}
        incidents = tuple(
            replace(i, statements=tuple(s for s in i.statements if s in ids))
            for i in original.incidents
            if i.mentions[0].end < len(text) - 40 and (i.place is None or i.place.end < len(text) - 40)
        )
        actors = tuple(
            replace(a, mentions=tuple(m for m in a.mentions if m.end < len(text) - 40)) for a in original.actors
        )
        places = tuple(p for p in original.places if p.end < len(text) - 40)
        source = self._source(number, text, original.source.language or "en")
        return replace(
            original, source=source, text=text, statements=kept, incidents=incidents, actors=actors, places=places
        )

    def _source(self, number: int, text: str, language: str) -> Source:
        day = (FIRST_DAY + timedelta(days=int(self.rng.integers(DAYS)))).isoformat()
        published = None if number % 50 == 49 else day[:7] if number % 30 == 17 else day
        return Source(
            id=f"invented-{number}",
            sha256=hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
            title=text[:40],
            publisher=self.world.publishers[self.of_publishers.draw(self.rng, 1)[0]],
            published=published,
            language=language,
        )

    def _made(self, number: int, contents: list[list[str]], that: str, language: str) -> Reading:
        n, rng, drawn = len(contents), self.rng, self.world
        speakers = [drawn.people[i] for i in self.of_people.draw(rng, n)]
        groups = [drawn.groups[i] for i in self.of_groups.draw(rng, n)]
        places = [drawn.places[i] for i in self.of_places.draw(rng, n)]
        dice = rng.random((n, 4)).tolist()
        cues = rng.integers(len(CUES), size=n).tolist()
        pieces: list[str] = []
        at = 0

        def put(text: str) -> Span:
            nonlocal at
            pieces.append(text)
            at += len(text)
            return Span(text=text, start=at - len(text), end=at)

        statements: list[Statement] = []
        found: list[Place] = []
        incidents: list[Incident] = []
        mentions: dict[str, list[Span]] = {}
        for i, content in enumerate(contents):
            of_group = dice[i][0] < 0.4
            name = groups[i] if of_group else speakers[i]
            who = put(name)
            put(" ")
            cue = put(CUES[cues[i]])
            put(f" {that}")
            begin = at
            half = len(content) // 2
            put(" ".join(content[:half]) + " ")
            if dice[i][1] < 0.4:
                about = put(groups[i - 1])
                mentions.setdefault(groups[i - 1], []).append(about)
                put(" ")
            put(" ".join(content[half:]))
            if dice[i][2] < 0.5:
                put(" in ")
                named = put(places[i].name)
                found.append(replace(places[i], text=named.text, start=named.start, end=named.end))
            text = _tail(pieces, at - begin)
            part = Span(text=text, start=begin, end=at)
            put(". ")
            statement = Statement(
                id=f"s{i + 1}",
                speaker=Speaker(
                    text=name, start=who.start, end=who.end, name=name, actor=_id(name) if of_group else None
                ),
                cue=cue,
                content=(part,),
                quote=Quote.INDIRECT,
                kind=CUE_KINDS[cues[i]],
                certainty=Certainty.DENIED
                if cues[i] == 2
                else Certainty.POSSIBLE
                if dice[i][3] < 0.2
                else Certainty.CERTAIN,
                polarity=Polarity.AFFIRMED,
                time=Tense.PAST,
                confidence=round(0.5 + dice[i][3] / 2, 3),
            )
            statements.append(statement)
            if dice[i][3] > 0.85:
                incidents.append(self._incident(len(incidents) + 1, statement, name, who, found))
        text = "".join(pieces).rstrip()
        return Reading(
            source=self._source(number, text, language),
            text=text,
            statements=tuple(statements),
            incidents=tuple(incidents),
            places=tuple(found),
            actors=tuple(
                Actor(id=_id(name), name=name, kind="group", mentions=tuple(spans)) for name, spans in mentions.items()
            ),
            made_by=MADE_BY,
        )

    def _incident(self, number: int, told: Statement, name: str, who: Span, found: list[Place]) -> Incident:
        content = told.content[0]
        trigger = content.text.split(" ", 1)[0]
        day = (FIRST_DAY + timedelta(days=int(self.rng.integers(DAYS)))).isoformat()
        return Incident(
            id=f"i{number}",
            type=TYPES[number % len(TYPES)],
            mode=Mode.HAPPENED,
            mentions=(Span(text=trigger, start=content.start, end=content.start + len(trigger)),),
            date=None if number % 5 == 4 else IncidentDate(start=day, end=day, precision="day", basis="stated"),
            place=next((p for p in found if content.start <= p.start < content.end), None),
            actors=(Party(text=name, start=who.start, end=who.end, name=name, actor=_id(name), kind="group"),),
            status=Status.CLAIMED if told.kind is Kind.CLAIM else Status.REPORTED,
            statements=(told.id,),
        )


def _tail(pieces: list[str], length: int) -> str:
    """The last ``length`` characters."""
    kept: list[str] = []
    for piece in reversed(pieces):
        if length <= 0:
            break
        kept.append(piece)
        length -= len(piece)
    return "".join(reversed(kept))


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help=f"a multiple of {BLOCK}, to go on with a case")
    parser.add_argument("--statements", type=int, default=10, help="statements a document")
    parser.add_argument("--seed", type=int, default=6)
    given = parser.parse_args()
    began = time.perf_counter()
    statements = 0
    with Case.open(given.case, create=True) as case:
        for n, added in enumerate(case.adding(readings(given.documents, given.statements, given.seed, given.first)), 1):
            statements += added.statements
            if n % 10_000 == 0:
                print(f"{n:,} documents, {statements:,} statements, {time.perf_counter() - began:.0f} s", flush=True)
        case.gather_terms()
    size = given.case.stat().st_size
    print(
        f"{size / 1e6:,.0f} MB, {size / max(statements, 1):,.0f} bytes a statement, {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
