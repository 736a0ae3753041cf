"""An incident as one document tells it, with what it is compared by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from purport.analysis.same_incident.days import Days, days_of, ordinals
from purport.case.folding import words
from purport.types import Incident, Reading

Key = tuple[str, str]
"""A telling by the SHA-256 of its source and the incident's id in its reading."""

_STOP = re.compile(r"[.!?…][\"”’»)]*\s+|\n\s*\n")
_MOST_AROUND = 400
_LEAST_LETTERS = 4
_STEM = 6
_COMMON_WORDS = """
about after also been before being between could early from have into just last later more most near only other over
said same second some such than that their them then there they this time today under until upon were what when where
which while will with would year years week weeks month months according among people least
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An incident as one document tells it. ``days`` and ``published`` are the days of the incident and of publication
    as ordinals; ``words`` what words it is told in, folded and cut to their beginnings."""

    source: str
    document: str
    incident: Incident
    days: Days | None
    published: Days | None
    words: frozenset[str]

    @property
    def key(self) -> Key:
        """What tells it from all others of a case."""
        return self.source, self.incident.id

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where it is mentioned: what judgements know it by."""
        return tuple((mention.start, mention.end) for mention in self.incident.mentions)


def tellings(reading: Reading) -> Iterator[Telling]:
    """The incidents of a reading as tellings, in order."""
    published = ordinals(reading.source.published)
    for incident in reading.incidents:
        yield Telling(
            source=reading.source.sha256,
            document=reading.source.id,
            incident=incident,
            days=days_of(incident.date),
            published=published,
            words=told_in_words(reading.text, incident),
        )


def told_in_words(text: str, incident: Incident) -> frozenset[str]:
    """The words of the sentences that mention an incident, as they are compared."""
    found: set[str] = set()
    for mention in incident.mentions:
        start, end = sentence(text, mention.start, mention.end)
        found.update(content_words(text[start:end]))
    return frozenset(found)


def content_words(text: str) -> Iterator[str]:
    """The words of a text as they are compared: folded, cut to their beginnings, without the shortest and commonest."""
    for word in words(text):
        if len(word) >= _LEAST_LETTERS and word not in _COMMON and not word.isdecimal():
            yield word[:_STEM]


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence about some words, by its stops; no further than some hundred characters."""
    floor, ceiling = max(0, start - _MOST_AROUND), min(len(text), end + _MOST_AROUND)
    first = max((stop.end() for stop in _STOP.finditer(text, floor, start)), default=floor)
    stop = _STOP.search(text, end, ceiling)
    return first, stop.start() + 1 if stop else ceiling
