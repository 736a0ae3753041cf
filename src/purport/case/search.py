"""Finding statements, incidents and texts in a case.

Words are searched by SQLite's FTS5, in ``index``, ``matching``, ``_matched`` and ``find_texts`` alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, column, exists, func, literal_column, or_, select, text

from purport.case import schema
from purport.case.days import days
from purport.case.folding import folded
from purport.case.records import Found
from purport.codebooks.incident_types import incident_types
from purport.errors import OptionError
from purport.reading.threshold import checked_confidence
from purport.types import Certainty, Incident, Kind, Source, Span, Statement

AROUND = 80
# Private-use characters that mark a match; a text that holds them itself is anchored at its beginning.
_OPEN, _CLOSE = "\ue0f1", "\ue0f2"
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to look for; None looks for anything. See ``Case.find``."""

    words: str | None = None
    speaker: str | None = None
    addressee: str | None = None
    actor: str | None = None
    date: str | None = None
    since: str | None = None
    until: str | None = None
    incident: str | None = None
    kind: str | None = None
    certainty: str | None = None
    least_confidence: float | None = None

    def __post_init__(self) -> None:
        _known("kind", self.kind, [k.value for k in Kind])
        _known("certainty", self.certainty, [c.value for c in Certainty])
        if self.least_confidence is not None:
            checked_confidence(self.least_confidence)
        for name in ("speaker", "addressee", "actor"):
            value = getattr(self, name)
            if value is not None and not folded(value):
                raise OptionError(f"{name} {value!r} has no letter or digit to look for; give a name or a part of one")
        _ = self.period

    @property
    def of_statements(self) -> bool:
        """Whether something is asked that only a statement has."""
        return any((self.speaker, self.addressee, self.kind, self.certainty, self.least_confidence is not None))

    @property
    def of_incidents(self) -> bool:
        """Whether something is asked that a text alone does not have."""
        return self.incident is not None or self.actor is not None

    @property
    def period(self) -> tuple[str | None, str | None]:
        """First and last day asked for, ISO 8601. Raises OptionError where a date cannot be read."""
        first = days(self.since)[0] if self.since else None
        last = days(self.until)[1] if self.until else None
        if self.date:
            opening, closing = days(self.date)
            first = opening if first is None else max(first, opening)
            last = closing if last is None else min(last, closing)
        return None if first is None else first.isoformat(), None if last is None else last.isoformat()


def check_incident_type(connection: Connection, filters: Filters) -> None:
    """Raises OptionError where the type asked for is none of ours and no incident in the case is of it: readings may
    have types of a user's own codebook."""
    if filters.incident is None or filters.incident in incident_types():
        return
    table = schema.incidents
    held = connection.execute(select(table.c.type).distinct().order_by(table.c.type)).scalars()
    _known("incident type", filters.incident, list(dict.fromkeys((*incident_types(), *held))))


def _known(name: str, value: str | None, values: list[str]) -> None:
    if value is not None and value not in values:
        raise OptionError(f"{name} {value!r} does not exist; choose one of {', '.join(values)}")


def matching(words: str) -> str | None:
    """An FTS5 query for what a user typed: every word, "a phrase" in quotation marks, a beginning with *; None where
    no letter or digit is in it. Nothing a user types is taken for syntax."""
    terms = []
    typed = re.sub("[“”„«»]", '"', words).replace("\x00", " ")
    for phrase, word in _TERM.findall(typed.encode("utf-8", "ignore").decode("utf-8")):
        value = phrase or word
        if any(c.isalnum() for c in value):
            begins = not phrase and value.endswith("*")
            terms.append(f'"{value.rstrip("*")}"' + ("*" if begins else ""))
    return " ".join(terms) or None


def index(connection: Connection, what: str, words: dict[int, str]) -> None:
    """Make words findable: by the id of the row of ``what`` (statement, incident or text) that they belong to."""
    column = "text" if what == "text" else "words"
    insertion = text(f"INSERT INTO {what}_words (rowid, {column}) VALUES (:row, :words)")
    if words:
        connection.execute(insertion, [{"row": row, "words": each} for row, each in words.items()])


def find_statements(connection: Connection, filters: Filters, limit: int | None = None) -> Iterator[Found]:
    """Statements, newest document first, then in reading order."""
    table = schema.statements
    query = _of_current(table).order_by(*_newest(), table.c.id).limit(limit)
    if filters.kind:
        query = query.where(table.c.kind == filters.kind)
    if filters.certainty:
        query = query.where(table.c.certainty == filters.certainty)
    if filters.least_confidence is not None:
        query = query.where(func.json_extract(table.c.record, "$.confidence") >= filters.least_confidence)
    for name, roles in ((filters.speaker, ("speaker",)), (filters.addressee, ("addressee",)), (filters.actor, None)):
        if name:
            query = query.where(_has_party(schema.parties.c.statement_id == table.c.id, name, roles))
    if filters.incident:
        query = query.where(
            exists()
            .where(schema.tellings.c.statement_id == table.c.id)
            .where(schema.tellings.c.incident_id == schema.incidents.c.id, schema.incidents.c.type == filters.incident)
        )
    query = _within(query, schema.readings, filters)
    for row in _matched(connection, query, table, "statement_words", filters):
        statement = msgspec.json.decode(row["record"], type=Statement)
        parts = [(part.start, part.end) for part in statement.content]
        start, end = (min(s for s, _ in parts), max(e for _, e in parts)) if parts else (0, 0)
        yield _found(row, start, end, statement=statement)


def find_incidents(connection: Connection, filters: Filters, limit: int | None = None) -> Iterator[Found]:
    """Incidents, latest first, undated ones last."""
    table = schema.incidents
    latest = (table.c.first_day.is_(None), table.c.first_day.desc())
    query = _of_current(table).order_by(*latest, *_newest(), table.c.id).limit(limit)
    if filters.incident:
        query = query.where(table.c.type == filters.incident)
    if filters.actor:
        query = query.where(_has_party(schema.parties.c.incident_id == table.c.id, filters.actor, None))
    query = _within(query, table, filters)
    for row in _matched(connection, query, table, "incident_words", filters):
        incident = msgspec.json.decode(row["record"], type=Incident)
        first = incident.mentions[0] if incident.mentions else Span(text="", start=0, end=0)
        yield _found(row, first.start, first.end, incident=incident)


def find_texts(connection: Connection, filters: Filters, limit: int | None = None) -> Iterator[Found]:
    """Documents whose text has the words, best match first, each anchored at its first match."""
    query = matching(filters.words or "")
    if query is None:
        return
    marked = func.highlight(literal_column("text_words"), 0, _OPEN, _CLOSE).label("marked")
    selected = (
        select(schema.sources.c.sha256, schema.readings.c.rest, schema.texts.c.text, marked)
        .select_from(text("text_words"))
        .join(schema.texts, schema.texts.c.id == literal_column("text_words.rowid"))
        .join(schema.readings, schema.readings.c.text_id == schema.texts.c.id)
        .join(schema.sources, schema.sources.c.id == schema.readings.c.source_id)
        .where(text("text_words MATCH :words").bindparams(words=query), schema.readings.c.current)
        .order_by(literal_column("text_words.rank"), schema.readings.c.id)
        .limit(limit)
    )
    for row in connection.execute(_within(selected, schema.readings, filters)).mappings():
        yield _found(row, *_first_match(row["text"], row["marked"]))


def _of_current(table: Any) -> Select[Any]:
    return (
        select(schema.sources.c.sha256, schema.readings.c.rest, schema.texts.c.text, table.c.record)
        .select_from(table)
        .join(schema.readings, schema.readings.c.id == table.c.reading_id)
        .join(schema.sources, schema.sources.c.id == schema.readings.c.source_id)
        .join(schema.texts, schema.texts.c.id == schema.readings.c.text_id)
        .where(schema.readings.c.current)
    )


def _newest() -> tuple[ColumnElement[Any], ...]:
    return schema.readings.c.first_day.is_(None), schema.readings.c.first_day.desc(), schema.readings.c.id.desc()


def _has_party(belongs: ColumnElement[bool], name: str, roles: tuple[str, ...] | None) -> ColumnElement[bool]:
    parties = schema.parties
    # Folded names hold letters, digits and blanks alone, so nothing needs escaping.
    named = or_(parties.c.folded.contains(folded(name)), parties.c.actor == name)
    found = exists().where(belongs, named)
    return found if roles is None else found.where(parties.c.role.in_(roles))


def _within(query: Select[Any], dated: Any, filters: Filters) -> Select[Any]:
    first, last = filters.period
    if first:
        query = query.where(dated.c.last_day >= first)
    if last:
        query = query.where(dated.c.first_day <= last)
    return query


def _matched(connection: Connection, query: Select[Any], table: Any, index: str, filters: Filters) -> Iterator[Any]:
    if filters.words is not None:
        words = matching(filters.words)
        if words is None:
            return
        hits = (
            text(f"SELECT rowid FROM {index} WHERE {index} MATCH :words")
            .bindparams(words=words)
            .columns(column("rowid"))
        )
        query = query.where(table.c.id.in_(hits))
    yield from connection.execute(query).mappings()


def _found(row: Any, start: int, end: int, **what: Any) -> Found:
    whole = row["text"]
    source = msgspec.convert(msgspec.json.decode(row["rest"])["source"], Source)
    return Found(
        sha256=row["sha256"],
        source=source,
        anchor=Span(text=whole[start:end], start=start, end=end),
        before=whole[max(0, start - AROUND) : start],
        after=whole[end : end + AROUND],
        **what,
    )


def _first_match(whole: str, marked: str) -> tuple[int, int]:
    start, end = marked.find(_OPEN), marked.find(_CLOSE) - len(_OPEN)
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != whole or not 0 <= start < end:
        return 0, 0
    return start, end
