"""An incident as one document tells it, with what it is compared by."""

from collections.abc import Iterator
from dataclasses import dataclass

from purport.analysis.same_incident.days import Days, days_of, ordinals
from purport.analysis.same_incident.sentences import days_beside, places_beside, runs, told_in_words
from purport.types import Incident, Place, Reading

Key = tuple[str, str]
"""A telling by the SHA-256 of its source and the incident's id in its reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An incident as one document tells it. ``days`` and ``published`` are the days of the incident and of publication
    as ordinals; ``words`` what words it is told in, folded and cut to their beginnings, ``runs`` the runs of words over
    its mentions, ``publisher`` whose publication it stands in, ``days_beside`` and ``places_beside`` what days and
    places besides its own its sentences name."""

    source: str
    document: str
    incident: Incident
    days: Days | None
    published: Days | None
    words: frozenset[str]
    publisher: str | None = None
    runs: frozenset[int] = frozenset()
    days_beside: tuple[Days, ...] = ()
    places_beside: tuple[Place, ...] = ()

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
            publisher=reading.source.publisher,
            runs=runs(reading.text, incident),
            days_beside=days_beside(reading, incident),
            places_beside=places_beside(reading, incident),
        )
