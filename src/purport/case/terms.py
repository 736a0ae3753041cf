"""What a reading can be found by: the terms of its statements, its incidents and the document, for a full-text index.

Besides the words of the text, the fields are terms too, told from words by a letter for private use in front, so that
one index answers any mixture of words and fields. Nothing that is folded holds such a letter.

    every record             U+E000            speaker Norran Front     U+E001 norran U+E001 front
    its date is no one day   U+E00F            its id in the codebook   U+E001 U+E0FE norran U+E0FD front
    kind denial              U+E010 denial
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from purport.case.days import days_or_none
from purport.case.folding import fold, folded, words
from purport.types import Actor, Incident, Party, Place, Reading, Span, Speaker, Statement, Theme

# Of what ``terms_of`` gives; a case whose index has another is indexed anew.
EDITION = 2
# The sides of the cells in which a place lies, in degrees, from large to small.
CELLS = (8.0, 2.0, 0.5)


class Mark:
    """What stands before a term that is no word of the text."""

    EVERY = "\ue000"
    SPEAKER = "\ue001"
    VIA = "\ue002"
    ADDRESSEE = "\ue003"
    ABOUT = "\ue004"
    ACTOR = "\ue005"
    TARGET = "\ue006"
    PUBLISHER = "\ue007"
    PLACE = "\ue008"
    OPEN = "\ue00f"
    KIND = "\ue010"
    CERTAINTY = "\ue011"
    TYPE = "\ue012"
    MODE = "\ue013"
    STATUS = "\ue014"
    THEME = "\ue015"
    COUNTRY = "\ue016"
    AT = "\ue017"
    CELL = "\ue018"


# Between two names of one field, so that no phrase runs over; an id rather than a word; a sign within an id.
_GAP, _ID, _SIGN = "\ue0ff", "\ue0fe", "\ue0fd"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as a case keeps it, once for all readings: ``key`` tells it from others, coordinates are those of the
    part that is meant where a text means a part."""

    key: str
    name: str
    folded: str
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a reading: of each statement and incident in its order, and of the document. ``places`` are all
    that it names, each once."""

    statements: tuple[str, ...]
    incidents: tuple[str, ...]
    document: str
    places: tuple[PlaceRow, ...]


def terms_of(reading: Reading) -> Terms:
    """What a reading can be found by."""
    whole = f"{Mark.EVERY} {name_terms(Mark.PUBLISHER, reading.source.publisher)}"
    published = _open(reading.source.published)
    told: dict[str, list[Incident]] = {}
    for incident in reading.incidents:
        for name in incident.statements:
            told.setdefault(name, []).append(incident)
    named = [(m.start, m.end, terms) for actor in reading.actors for m, terms in _mentions(actor)]
    at = {place.start: place for place in reading.places}
    document = [fold(reading.text), whole, published, *_themes(reading.themes), *_places(reading.places)]
    rows = {place_key(place): place for place in _all_places(reading)}
    return Terms(
        tuple(
            " ".join((*_statement(reading, statement, named, told.get(statement.id, ()), at), whole, published))
            for statement in reading.statements
        ),
        tuple(" ".join((*_incident(reading, incident, at), whole)) for incident in reading.incidents),
        " ".join(document),
        tuple(_row(key, place) for key, place in rows.items()),
    )


@lru_cache(maxsize=1 << 16)
def name_terms(mark: str, *names: str | None) -> str:
    """Names as terms, each word marked; names are kept apart."""
    every = [f"{mark}{f' {mark}'.join(each)}" for each in dict.fromkeys(tuple(words(n)) for n in names if n) if each]
    return f" {mark}{_GAP} ".join(every)


@lru_cache(maxsize=1 << 16)
def value_term(mark: str, value: str) -> str:
    """A value as one term, whatever signs it has."""
    return f"{mark}{_exact(value)}"


@lru_cache(maxsize=1 << 16)
def id_term(mark: str, value: str) -> str:
    """An id in a field of names."""
    return f"{mark}{_ID}{_exact(value)}"


def place_key(place: Place) -> str:
    """What tells a place from others: its number in the gazetteer or else its name, and the part of it."""
    part = f"/{place.part.direction}" if place.part else ""
    at = place.gazetteer_id or " ".join([*words(place.name), place.country or ""])
    return f"{at}{part}"


@lru_cache(maxsize=1 << 16)
def cells(lat: float, lon: float) -> tuple[str, ...]:
    """The terms of the cells in which a point lies, from large to small."""
    return tuple(cell_term(size, math.floor(lat / size), math.floor(lon / size)) for size in CELLS)


def cell_term(size: float, row: int, column: int) -> str:
    """The term of one cell: the row from the equator, the column from Greenwich."""
    return value_term(Mark.CELL, f"{size:g} {row} {column}")


def _exact(value: str) -> str:
    return "".join(c if c.isalnum() else _SIGN for c in fold(value))


def _statement(
    reading: Reading,
    statement: Statement,
    named: Sequence[tuple[int, int, str]],
    told: Sequence[Incident],
    at: Mapping[int, Place],
) -> Iterator[str]:
    content = statement.content
    yield fold(statement_words(statement))
    yield value_term(Mark.KIND, statement.kind)
    yield value_term(Mark.CERTAINTY, statement.certainty)
    if statement.speaker is not None:
        yield from _party(Mark.SPEAKER, statement.speaker)
    if statement.addressee is not None:
        yield from _party(Mark.ADDRESSEE, statement.addressee)
    for via in statement.via:
        yield name_terms(Mark.VIA, via.name, via.text)
    yield from dict.fromkeys(terms for start, end, terms in named if _holds(content, start, end))
    if reading.themes:
        yield from _themes(t for t in reading.themes if _touches(content, t.start, t.end))
    said = (*content, *_span(statement.speaker)) if reading.places else content
    places = [place for place in reading.places if _holds(said, place.start, place.end)]
    for incident in told:
        yield value_term(Mark.TYPE, incident.type)
        yield value_term(Mark.MODE, incident.mode)
        yield value_term(Mark.STATUS, incident.status)
        places += _scene(incident, at)
    yield from _places(places)


def statement_words(statement: Statement) -> str:
    """The words by which a statement is found: who speaks, in the text's words and by name, the cue, what is said."""
    speaker, cue = statement.speaker, statement.cue
    who = () if speaker is None else dict.fromkeys(filter(None, (speaker.text, speaker.name)))
    return "\n".join([*who, *(() if cue is None else (cue.text,)), *(part.text for part in statement.content)])


def incident_words(incident: Incident) -> str:
    """The words by which an incident is found: its type, what tells it, weapons, place and parties."""
    place = [] if incident.place is None else [incident.place.text, incident.place.name]
    parties = [part for party in (*incident.actors, *incident.targets) for part in (party.text, party.name)]
    told = [incident.type.replace("_", " "), *(span.text for span in (*incident.mentions, *incident.weapons))]
    return "\n".join(dict.fromkeys([*told, *place, *parties]))


def _mentions(actor: Actor) -> Iterator[tuple[Span, str]]:
    names = dict.fromkeys((actor.name, *(mention.text for mention in actor.mentions)))
    terms = f"{name_terms(Mark.ABOUT, *names)} {id_term(Mark.ABOUT, actor.id)}"
    for mention in actor.mentions:
        yield mention, terms


def _incident(reading: Reading, incident: Incident, at: Mapping[int, Place]) -> Iterator[str]:
    yield fold(incident_words(incident))
    yield _open(incident.date and f"{incident.date.start}/{incident.date.end or incident.date.start}")
    yield value_term(Mark.TYPE, incident.type)
    yield value_term(Mark.MODE, incident.mode)
    yield value_term(Mark.STATUS, incident.status)
    for mark, side in ((Mark.ACTOR, incident.actors), (Mark.TARGET, incident.targets)):
        for party in side:
            yield from _party(mark, party)
    yield from _themes(t for t in reading.themes if _touches(incident.mentions, t.start, t.end))
    yield from _places(_scene(incident, at))


def _scene(incident: Incident, at: Mapping[int, Place]) -> list[Place]:
    """Where an incident took place: what the reader made of the words, and the place that these words name, which may
    be a town where the incident was settled in its country. ``at`` are the places by where they stand in the text."""
    where = incident.place
    if where is None:
        return []
    named = at.get(where.start)
    return [where] if named is None or named == where else [where, named]


def _span(who: Speaker | None) -> tuple[Span, ...]:
    if who is None or who.text is None or who.start is None or who.end is None:
        return ()
    return (Span(text=who.text, start=who.start, end=who.end),)


@lru_cache(maxsize=4096)
def _open(date: str | None) -> str:
    """The mark of a date that leaves the day open."""
    found = days_or_none(date)
    return Mark.OPEN if found and found[0] != found[1] else ""


def _party(mark: str, who: Speaker | Party) -> Iterator[str]:
    yield name_terms(mark, who.name, who.text)
    if who.actor:
        yield id_term(mark, who.actor)


def _themes(themes: Iterable[Theme]) -> Iterator[str]:
    for code in dict.fromkeys(theme.code for theme in themes):
        yield value_term(Mark.THEME, code)


def _places(places: Iterable[Place]) -> Iterable[str]:
    return dict.fromkeys(_place_terms(place_key(p), p.name, p.text, p.country, *_point(p)) for p in places)


@lru_cache(maxsize=1 << 16)
def _place_terms(key: str, name: str, text: str, country: str | None, lat: float | None, lon: float | None) -> str:
    at = () if lat is None or lon is None else cells(lat, lon)
    in_country = (value_term(Mark.COUNTRY, country),) if country else ()
    return " ".join((name_terms(Mark.PLACE, name, text), value_term(Mark.AT, key), *in_country, *at))


def _point(place: Place) -> tuple[float | None, float | None]:
    at = place.part or place
    return at.lat, at.lon


def _row(key: str, place: Place) -> PlaceRow:
    at = place.part or place
    return PlaceRow(
        key=key,
        name=place.name,
        folded=folded(place.name),
        country=place.country,
        lat=at.lat,
        lon=at.lon,
        radius_km=at.radius_km,
    )


def _all_places(reading: Reading) -> Iterator[Place]:
    yield from reading.places
    for incident in reading.incidents:
        if incident.place is not None:
            yield incident.place


def _holds(parts: Iterable[Span], start: int, end: int) -> bool:
    # A list is quicker than a generator where there are one or two.
    return True in [part.start <= start and end <= part.end for part in parts]


def _touches(parts: Iterable[Span], start: int, end: int) -> bool:
    return any(part.start < end and start < part.end for part in parts)
