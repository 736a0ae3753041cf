"""What a reading can be found by: the terms of its statements, its incidents and the document, for a full-text index.

Besides the words of the text, the fields are terms too, told from words by ``MARK`` and a letter in front, so that one
index answers any mixture of words and fields. Nothing that is folded holds the mark; it is written ^ here.

    every record             ^                 speaker Norran Front     ^snorran ^sfront
    its date is no one day   ^o                its id in the codebook   ^s^norran^front
    kind denial              ^kdenial
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from purport.case.days import days_or_none
from purport.language.folding import MARK, fold, folded, words
from purport.reading.themes import themes_of, themes_touching
from purport.types import Actor, Incident, Party, Place, Reading, Speaker, Statement

# Of what ``terms_of`` gives; a case whose index has another is indexed anew.
EDITION = 3
# The sides of the cells in which a place lies, in degrees, from large to small.
CELLS = (4.0, 1.0)


class Mark:
    """What stands before a term that is no word of the text."""

    EVERY = MARK
    SPEAKER = f"{MARK}s"
    VIA = f"{MARK}v"
    ADDRESSEE = f"{MARK}d"
    ABOUT = f"{MARK}b"
    ACTOR = f"{MARK}a"
    TARGET = f"{MARK}t"
    PUBLISHER = f"{MARK}u"
    PLACE = f"{MARK}p"
    OPEN = f"{MARK}o"
    KIND = f"{MARK}k"
    CERTAINTY = f"{MARK}c"
    TYPE = f"{MARK}y"
    MODE = f"{MARK}m"
    STATUS = f"{MARK}r"
    THEME = f"{MARK}h"
    COUNTRY = f"{MARK}n"
    AT = f"{MARK}l"
    CELL = f"{MARK}g"
    JUDGED = f"{MARK}j"


# Between two names of one field, so that no phrase runs over; an id rather than a word; a sign within an id.
_GAP, _ID, _SIGN = MARK + MARK, MARK, MARK


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
    published = f"{whole} {_open(reading.source.published)}"
    told: dict[str, list[Incident]] = {}
    for incident in reading.incidents:
        for name in incident.statements:
            told.setdefault(name, []).append(incident)
    around = _Around(reading)
    themes = dict.fromkeys(theme.code for theme in reading.themes)
    document = [fold(reading.text), *(value_term(Mark.THEME, code) for code in themes), *around.places.terms]
    statements = [_statement(each, around, told.get(each.id, ())) for each in reading.statements]
    incidents = [_incident(each, around) for each in reading.incidents]
    return Terms(
        tuple([_joined(each, published) for each in statements]),
        tuple([_joined(each, whole) for each in incidents]),
        _joined(document, published),
        tuple(around.rows.values()),
    )


def with_publishers(terms: Terms, names: Sequence[str]) -> Terms:
    """The terms of a reading whose document was published by others too."""
    if not names:
        return terms
    more = f" {Mark.PUBLISHER}{_GAP} {name_terms(Mark.PUBLISHER, *names)}"
    return replace(
        terms,
        statements=tuple(each + more for each in terms.statements),
        incidents=tuple(each + more for each in terms.incidents),
        document=terms.document + more,
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


def statement_words(statement: Statement) -> str:
    """The words by which a statement is found: who speaks, in the text's words and by name, the cue, what is said."""
    speaker, cue = statement.speaker, statement.cue
    found = [part.text for part in statement.content]
    if cue is not None:
        found.insert(0, cue.text)
    if speaker is not None:
        if speaker.name and speaker.name != speaker.text:
            found.insert(0, speaker.name)
        if speaker.text:
            found.insert(0, speaker.text)
    return "\n".join(found)


def incident_words(incident: Incident) -> str:
    """The words by which an incident is found: its type, what tells it, weapons, place and parties."""
    place = [] if incident.place is None else [incident.place.text, incident.place.name]
    parties = [part for party in (*incident.actors, *incident.targets) for part in (party.text, party.name)]
    told = [incident.type.replace("_", " "), *(span.text for span in (*incident.mentions, *incident.weapons))]
    return "\n".join(dict.fromkeys([*told, *place, *parties]))


class _Spread:
    """Terms of things by where these stand in the text."""

    def __init__(self, things: Iterable[tuple[int, int, str]]) -> None:
        self._things = sorted(things)
        self._starts = [start for start, _, _ in self._things]
        self.terms = [terms for _, _, terms in self._things]

    def within(self, start: int, end: int) -> list[str]:
        """The terms of what stands between two offsets."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return [terms for _, last, terms in self._things[first : bisect_left(starts, end)] if last <= end]


class _Around:
    """What stands about the statements and incidents of a reading: places, these with actors, and themes."""

    def __init__(self, reading: Reading) -> None:
        self.rows: dict[str, PlaceRow] = {}
        self._at = {place.start: place for place in reading.places}
        placed = [(place.start, place.end, self.place(place)) for place in reading.places]
        self.places = _Spread(placed)
        self.named = _Spread([*placed, *(named for actor in reading.actors for named in _mentions(actor))])
        self.reading = reading

    def place(self, place: Place) -> str:
        """The terms of a place, whose row is kept."""
        at = place.part or place
        terms, row = _placed(place_key(place), place.name, place.text, place.country, at.lat, at.lon, at.radius_km)
        self.rows[row.key] = row
        return terms

    def scene(self, incident: Incident) -> list[str]:
        """Where an incident took place: what the reader made of the words, and the place that these words name, which
        may be a town where the incident was settled in its country."""
        where = incident.place
        if where is None:
            return []
        # A place that somebody corrected has no words in the text.
        named = self._at.get(where.start) if where.text else None
        return [self.place(where)] if named is None else [self.place(where), self.place(named)]


def _statement(statement: Statement, around: _Around, told: Sequence[Incident]) -> list[str]:
    speaker, content = statement.speaker, statement.content
    # Both are words of our own without a sign, so they need not be looked through.
    found = [fold(statement_words(statement)), Mark.KIND + statement.kind, Mark.CERTAINTY + statement.certainty]
    if speaker is not None:
        found.append(_party(Mark.SPEAKER, speaker))
        if speaker.start is not None and speaker.end is not None:
            found += around.places.within(speaker.start, speaker.end)
    if statement.addressee is not None:
        found.append(_party(Mark.ADDRESSEE, statement.addressee))
    for via in statement.via:
        found.append(name_terms(Mark.VIA, via.name, via.text))
    for part in content:
        found += around.named.within(part.start, part.end)
    if around.reading.themes:
        found += (value_term(Mark.THEME, code) for code in themes_of(around.reading, statement))
    for incident in told:
        found += (*_what(incident), *around.scene(incident))
    return found


def _incident(incident: Incident, around: _Around) -> list[str]:
    date = incident.date
    found = [fold(incident_words(incident)), *_what(incident)]
    if date is not None:
        found.append(_open(f"{date.start}/{date.end or date.start}"))
    for mark, side in ((Mark.ACTOR, incident.actors), (Mark.TARGET, incident.targets)):
        for party in side:
            found.append(_party(mark, party))
    themes = themes_touching(around.reading.themes, incident.mentions)
    return [*found, *(value_term(Mark.THEME, code) for code in themes), *around.scene(incident)]


def _what(incident: Incident) -> tuple[str, str, str]:
    return (
        value_term(Mark.TYPE, incident.type),
        value_term(Mark.MODE, incident.mode),
        value_term(Mark.STATUS, incident.status),
    )


def _mentions(actor: Actor) -> Iterator[tuple[int, int, str]]:
    terms = _named(Mark.ABOUT, actor.id, *dict.fromkeys((actor.name, *(mention.text for mention in actor.mentions))))
    for mention in actor.mentions:
        yield mention.start, mention.end, terms


def _party(mark: str, who: Speaker | Party) -> str:
    return _named(mark, who.actor, who.name, who.text)


@lru_cache(maxsize=1 << 16)
def _named(mark: str, actor: str | None, *names: str | None) -> str:
    """The terms of someone by names and id; an id whose words stand in a name is found by them."""
    terms = name_terms(mark, *names)
    if actor is None or any(f" {' '.join(words(actor))} " in folded(name) for name in names):
        return terms
    return f"{terms} {id_term(mark, actor)}"


@lru_cache(maxsize=4096)
def _open(date: str | None) -> str:
    """The mark of a date that leaves the day open."""
    found = days_or_none(date)
    return Mark.OPEN if found and found[0] != found[1] else ""


@lru_cache(maxsize=1 << 16)
def _placed(
    key: str,
    name: str,
    text: str,
    country: str | None,
    lat: float | None,
    lon: float | None,
    radius_km: float | None,
) -> tuple[str, PlaceRow]:
    at = () if lat is None or lon is None else cells(lat, lon)
    in_country = (value_term(Mark.COUNTRY, country),) if country else ()
    terms = " ".join((name_terms(Mark.PLACE, name, text), value_term(Mark.AT, key), *in_country, *at))
    row = PlaceRow(key=key, name=name, folded=folded(name), country=country, lat=lat, lon=lon, radius_km=radius_km)
    return terms, row


def _joined(terms: Iterable[str], last: str) -> str:
    return " ".join([*dict.fromkeys(terms), last])


def _exact(value: str) -> str:
    return "".join(c if c.isalnum() else _SIGN for c in fold(value))
