"""What stands in the sentences that mention an incident: words, runs of them, and days and places besides its own.

A run is so many words in a row, in one sentence, with the trigger among them. Tellings that have one in common are
copied from one another or from a third. A day or a place that is not the incident's own, as it was read, but is named
where it is told may be its own all the same: of two in one sentence the wrong one may have been taken.
"""

import re
from collections.abc import Iterator
from hashlib import blake2b

from purport.analysis.same_incident.days import Days, days_of, ordinals, width
from purport.language.folding import words
from purport.reading.numerals import cardinals
from purport.types import Incident, Place, Reading

RUN = 10
"""So many words in a row are hardly ever the same by chance."""
_AFTER = re.compile(r"\b(?P<count>\d{1,2}|an?|[a-z]+) days? after\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][\"”’»)]*\s+|\n\s*\n")
_MOST_AROUND = 400
_LEAST_LETTERS = 4
_STEM = 6
_NARROW_DAYS = 2
_COMMON_WORDS = """
about after also been before being between could early from have into just last later more most near only other over
said same second some such than that their them then there they this time today under until upon were what when where
which while will with would year years week weeks month months according among people least
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def told_in_words(text: str, incident: Incident) -> frozenset[str]:
    """The words of the sentences that mention an incident, as they are compared."""
    found: set[str] = set()
    for start, end in _sentences(text, incident):
        found.update(content_words(text[start:end]))
    return frozenset(found)


def runs(text: str, incident: Incident) -> frozenset[int]:
    """The runs of ``RUN`` folded words over an incident's mentions, as numbers that stand for them."""
    found: set[int] = set()
    for mention in incident.mentions:
        start, end = sentence(text, mention.start, mention.end)
        before, after = words(text[start : mention.start]), words(text[mention.start : end])
        told = before + after
        for first in range(max(0, len(before) - RUN + 1), min(len(before), len(told) - RUN) + 1):
            found.add(_number(told[first : first + RUN]))
    return frozenset(found)


def days_beside(reading: Reading, incident: Incident) -> tuple[Days, ...]:
    """The days, each a few at most, that are named in the sentences that mention an incident, besides its own, or to
    which they count back: "it came four days after the bombing"."""
    own = days_of(incident.date)
    found = [
        days
        for start, end in _sentences(reading.text, incident)
        for date in reading.dates
        if start <= date.start and date.end <= end and (days := ordinals(date.value)) and width(days) <= _NARROW_DAYS
    ]
    found += _counted_back(reading, incident)
    return tuple(days for days in dict.fromkeys(found) if days != own)


def _counted_back(reading: Reading, incident: Incident) -> Iterator[Days]:
    """So many days before what was told of last, or before publication, where nothing was dated."""
    for mention in incident.mentions:
        start, _ = sentence(reading.text, mention.start, mention.end)
        for phrase in _AFTER.finditer(reading.text, start, mention.start):
            count = cardinals().get(phrase["count"].lower(), 1) if phrase["count"].isalpha() else int(phrase["count"])
            since = _last_days(reading, incident, phrase.end()) or ordinals(reading.source.published)
            if since is not None and width(since) <= _NARROW_DAYS:
                yield since[0] - count, since[1] - count


def _last_days(reading: Reading, incident: Incident, before: int) -> Days | None:
    told = [
        (mention.start, days)
        for each in reading.incidents
        if each is not incident and (days := days_of(each.date)) is not None
        for mention in each.mentions
        if mention.end <= before
    ]
    return max(told)[1] if told else None


def places_beside(reading: Reading, incident: Incident) -> tuple[Place, ...]:
    """The places that are named in the sentences that mention an incident, besides its own."""
    own = incident.place.gazetteer_id if incident.place is not None else None
    found = {
        place.gazetteer_id or place.name: place
        for start, end in _sentences(reading.text, incident)
        for place in reading.places
        if start <= place.start and place.end <= end and not (own and place.gazetteer_id == own)
    }
    return tuple(found.values())


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


def _sentences(text: str, incident: Incident) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys(sentence(text, mention.start, mention.end) for mention in incident.mentions))


def _number(told: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(told).encode(), digest_size=8).digest())
