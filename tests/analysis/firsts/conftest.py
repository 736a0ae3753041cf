"""An invented archive about invented groups in the north isles, read by hand: its truth stands in the tests."""

from dataclasses import replace

import pytest

from purport import dates
from purport.case import Case
from purport.types import Actor, Place, Span, Theme

NAMES = ("Norran Front", "Skerry League", "Ministry of Justice", "Ann Isbister", "Mary Halcro", "Jon Hay")


def themed(reading, *marks):
    """The reading with themes: each a code and the words that have it."""
    found = []
    for code, words in marks:
        start = reading.text.index(words)
        found.append(Theme(code=code, text=words, start=start, end=start + len(words)))
    return replace(reading, themes=tuple(found))


@pytest.fixture(scope="session")
def told(hand):
    """A reading of one statement a line, "SPEAKER CUE CONTENT", with its themes; ``day`` is of publication."""

    def made(document, day, *lines, publisher="The Beacon", number=None, themes=(), text=None, **fields):
        whole = text or " ".join(f"{speaker} {cue} {content}." for speaker, cue, content in lines)
        source = {"published": day, "publisher": publisher, "title": document}
        if number is not None:
            source["extra"] = {"number": number}
        report = hand(whole, document=document, told=source)
        for speaker, cue, content in lines:
            kind = {"denied": {"kind": "denial", "certainty": "denied"}}.get(cue, {"kind": "claim"})
            at = whole.index(f"{speaker} {cue} {content}")
            begins = at, at + len(speaker) + 1, at + len(speaker) + len(cue) + 2
            marked = [
                f"{words}#{whole[:start].count(words) + 1}"
                for words, start in zip((speaker, cue, content), begins, strict=True)
            ]
            report.say(*marked, name=speaker, **{**kind, **fields})
        reading = report.reading()
        actors = tuple(_actor(reading.text, name) for name in NAMES if name in reading.text)
        return replace(themed(reading, *themes), actors=actors)

    return made


def _actor(text, name):
    start, spans = text.find(name), []
    while start >= 0:
        spans.append(Span(text=name, start=start, end=start + len(name)))
        start = text.find(name, start + 1)
    return Actor(id=name.lower().replace(" ", "-"), name=name, kind="group", mentions=tuple(spans))


@pytest.fixture(scope="session")
def placed():
    """The reading with the places that its text names."""

    def made(reading):
        found = [(name, reading.text.find(name)) for name in ("Vágur", "Klaksvík", "Brae", "Unst", "Lerwick")]
        places = [
            Place(text=name, start=start, end=start + len(name), name=name) for name, start in found if start >= 0
        ]
        return replace(reading, places=tuple(places))

    return made


@pytest.fixture(scope="session")
def dated():
    """The reading with the dates that its text names."""

    def made(reading):
        return replace(reading, dates=dates(reading.text, published=reading.source.published))

    return made


@pytest.fixture
def archive(tmp_path):
    """A case of some readings."""
    opened = []

    def made(*readings):
        case = Case.open(tmp_path / f"{len(opened)}.purport", create=True)
        opened.append(case)
        assert not case.add(readings).failed
        return case

    yield made
    for case in opened:
        case.close()


@pytest.fixture
def case(archive, told):
    """What was denied in February and admitted in September, and a raid that was denied alone."""
    front, league = NAMES[:2]
    held = "it had held the crew of the ferry Hamnavoe on Fetlar"
    raid = "its men had raided the weapons store at Sumburgh on Saturday"
    return archive(
        told("denied", "2025-02-24", (front, "denied", held), (league, "said", "the pier at Scalloway was mended")),
        told("mayor", "2025-03-01", ("Mary Halcro", "said", held)),
        told("raid", "2025-03-10", (front, "denied", raid)),
        told("admitted", "2025-09-15", (front, "admitted", held)),
        told("repeated", "2025-09-16", (front, "admitted", held), publisher="Isles Herald"),
    )
