"""A statement as one document gives it, with what it is compared by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from purport.analysis.same_incident.days import Days, ordinals
from purport.analysis.same_incident.sentences import content_words, sentence
from purport.types import Certainty, Date, Figure, Kind, Place, Polarity, Reading, Statement

# How far into a text its dateline stands, past a headline and a note.
_DATELINES = 400
# What is no claim of fact.
NO_CLAIM = frozenset({Kind.ATTITUDE, Kind.ORDER, Kind.OPINION})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """A statement in a document. ``said`` are the days on which it was said, as the sentence tells them, ``published``
    those of publication, as ordinals; ``words`` the words of its content, folded and cut, ``figures`` the figures in
    it, ``places`` and ``days`` the places and the days that it names, ``denies`` whether it says that something is not
    so, ``incidents`` the ids of the document's incidents that it tells of, ``own_dateline`` whether the document's
    dateline names its own publisher."""

    source: str
    document: str
    publisher: str | None
    statement: Statement
    said: Days | None
    published: Days | None
    words: frozenset[str]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    days: tuple[Days, ...]
    denies: bool
    incidents: tuple[str, ...]
    own_dateline: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others of a case."""
        return self.source, self.statement.id

    @property
    def speaker(self) -> str | None:
        """Who says it, None where nobody is named."""
        speaker = self.statement.speaker
        return None if speaker is None else speaker.name or speaker.text

    @property
    def text(self) -> str:
        """Its content, parts joined."""
        return " … ".join(part.text for part in self.statement.content)


def claims(reading: Reading) -> Iterator[ToldClaim]:
    """The claims of fact of a reading, in order."""
    published = ordinals(reading.source.published)
    own_dateline = _has_own_dateline(reading)
    for statement in reading.statements:
        if statement.kind in NO_CLAIM or not statement.content:
            continue
        spans = [(part.start, part.end) for part in statement.content]
        words = frozenset(word for start, end in spans for word in content_words(reading.text[start:end]))
        yield ToldClaim(
            source=reading.source.sha256,
            document=reading.source.id,
            publisher=reading.source.publisher,
            statement=statement,
            said=_said(reading, statement),
            published=published,
            words=words,
            figures=tuple(each for each in reading.figures if _within(each, spans)),
            places=tuple(each for each in reading.places if _within(each, spans)),
            days=tuple(filter(None, (ordinals(each.value) for each in reading.dates if _within(each, spans)))),
            denies=statement.kind is Kind.DENIAL
            or statement.certainty is Certainty.DENIED
            or statement.polarity is Polarity.NEGATED,
            own_dateline=own_dateline,
            incidents=tuple(each.id for each in reading.incidents if statement.id in each.statements),
        )


def _within(each: Figure | Place | Date, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= each.start and each.end <= end for start, end in spans)


def _has_own_dateline(reading: Reading) -> bool:
    """Whether the publisher's own name stands in brackets where datelines stand: "LERWICK, June 3 (Skerry Wire) -"."""
    publisher = reading.source.publisher
    return bool(publisher) and f"({publisher})" in reading.text[:_DATELINES]


def _said(reading: Reading, statement: Statement) -> Days | None:
    """The days on which it was said: those of the one date of its sentence that stands outside its content, close to
    the cue ("said on Monday")."""
    cue = statement.cue
    if cue is None:
        return None
    start, end = sentence(reading.text, cue.start, cue.end)
    outside = [
        each
        for each in reading.dates
        if start <= each.start
        and each.end <= end
        and not any(part.start <= each.start < part.end for part in statement.content)
    ]
    return ordinals(outside[0].value) if len(outside) == 1 else None
