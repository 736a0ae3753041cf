"""A case: documents, their readings, and what can be found in them, in one file."""

import time
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, RowMapping, Select, func, select

from purport.case import rows, schema, search, sqlite
from purport.case.records import Added, AddReport, CaseDocument, Found, Outcome
from purport.case.table import Table
from purport.codec import check_anchors, to_dict
from purport.errors import CaseError, NotInCase, PurportError
from purport.types import Document, MadeBy, Reading, Source

# Readings that arrive quickly are committed together: so many at most, so long at most.
BATCH = 64
BATCH_SECONDS = 0.5
_LEAST_PREFIX = 6
_FOUND_COLUMNS = (
    *("document", "published", "what", "who", "addressee", "kind", "certainty", "distanced", "mode", "status"),
    *("from", "to", "place", "words", "start", "end"),
)


class Case:
    """A case in one file. Use it as a context manager, or call ``close``; in one thread only.

    Documents are known by the SHA-256 of the bytes that came in. Every method raises CaseError where the file
    cannot be read or written; what was stored before stays.
    """

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | PathLike[str], *, create: bool = False) -> Self:
        """The case at ``path``; with ``create`` it is made where there is none.

        Raises NotACase where the file is something else, CaseTooNew where a later purport made it, CaseError where
        there is none and ``create`` is false or the file cannot be opened.
        """
        place = Path(path)
        return cls(place, sqlite.connect(place, create=create))

    def close(self) -> None:
        """Close the file."""
        sqlite.close(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "closed" if self._connection.closed else f"{len(self)} documents"
        return f"<Case {str(self.path)!r}: {state}>"

    def __len__(self) -> int:
        """The number of documents."""
        with self._plainly():
            return int(self._connection.scalar(select(func.count()).select_from(schema.sources)) or 0)

    def add(self, readings: Reading | PurportError | Iterable[Reading | PurportError]) -> AddReport:
        """Add readings and say what became of each. See ``adding``."""
        each = [readings] if isinstance(readings, Reading | PurportError) else readings
        return AddReport(tuple(self.adding(each)))

    def adding(self, readings: Iterable[Reading | PurportError]) -> Iterator[Added]:
        """Add readings one after the other and give what became of each once it is safe in the file.

        An error in a document's place, or a reading whose anchors do not hold, is given as failed and the rest goes on.
        Where the batch is broken off, by an interrupt or by the end of the program, what was given out is stored,
        and so is whatever waited to be written if there was time. Raises CaseError where the file cannot be written.
        """
        waiting: list[Reading | Added] = []
        since = time.monotonic()
        try:
            for item in readings:
                waiting.append(_proved(item))
                if len(waiting) >= BATCH or time.monotonic() - since >= BATCH_SECONDS:
                    batch, waiting = waiting, []
                    yield from self._store(batch)
                    since = time.monotonic()
        except BaseException:
            batch, waiting = waiting, []
            self._store(batch)
            raise
        yield from self._store(waiting)

    def holds(self, document: Document, made_by: MadeBy | None = None) -> bool:
        """Whether the document is in the case; with ``made_by``, whether just that reading of it is there as well,
        so that there is nothing to gain from reading it again."""
        query = select(schema.sources.c.id).where(schema.sources.c.sha256 == document.source.sha256)
        if made_by is not None:
            key = rows.key(document.source, document.text, made_by)
            query = query.join(schema.readings).where(schema.readings.c.key == key)
        with self._plainly():
            return self._connection.scalar(query) is not None

    def documents(self) -> Table[CaseDocument]:
        """The documents, in the order in which they were first added."""
        counted = [
            select(func.count()).where(table.c.reading_id == schema.readings.c.id).scalar_subquery().label(name)
            for name, table in (("statements", schema.statements), ("incidents", schema.incidents))
        ]
        query = (
            select(schema.sources.c.sha256, schema.sources.c.added_at, schema.readings.c.rest, *counted)
            .join(schema.readings, schema.readings.c.source_id == schema.sources.c.id)
            .where(schema.readings.c.current)
            .order_by(schema.sources.c.id)
        )
        with self._plainly():
            found = self._connection.execute(query).mappings().all()
        return Table(map(_document, found), _document_columns)

    def reading(self, document: str | CaseDocument | Found) -> Reading:
        """The current reading of a document: by its record, its SHA-256 or a beginning of it that only one has
        (six characters at least), or the id of its source.

        Raises NotInCase where none or several fit.
        """
        wanted = document if isinstance(document, str) else document.sha256
        sources, readings = schema.sources.c, schema.readings.c
        for fits in (
            sources.sha256 == wanted,
            readings.document == wanted,
            sources.sha256.startswith(wanted, autoescape=True) if len(wanted) >= _LEAST_PREFIX else None,
        ):
            if fits is None:
                continue
            with self._plainly():
                found = self._connection.execute(_current().where(fits).limit(2)).mappings().all()
            if len(found) == 1:
                return self._restored(found[0])
            if found:
                raise NotInCase(f"several documents fit {wanted!r}; name one by its SHA-256", where=str(self.path))
        raise NotInCase(f"no document fits {wanted!r}; `case.documents()` lists them", where=str(self.path))

    def readings(self) -> Iterator[Reading]:
        """The current reading of every document, in the order in which the documents were first added."""
        with self._plainly():
            order = select(schema.readings.c.id).where(schema.readings.c.current).order_by(schema.readings.c.source_id)
            ids = self._connection.scalars(order).all()
        for row_id in ids:
            with self._plainly():
                row = (
                    self._connection.execute(_current().where(schema.readings.c.id == row_id)).mappings().one_or_none()
                )
            if row is not None:
                yield self._restored(row)

    def statements(
        self,
        *,
        words: str | None = None,
        speaker: str | None = None,
        addressee: str | None = None,
        actor: str | None = None,
        date: str | None = None,
        since: str | None = None,
        until: str | None = None,
        incident: str | None = None,
        kind: str | None = None,
        certainty: str | None = None,
        least_confidence: float | None = None,
        limit: int | None = None,
    ) -> Table[Found]:
        """Statements, newest document first. The filters are those of ``find``."""
        filters = search.Filters(
            words=words,
            speaker=speaker,
            addressee=addressee,
            actor=actor,
            date=date,
            since=since,
            until=until,
            incident=incident,
            kind=kind,
            certainty=certainty,
            least_confidence=least_confidence,
        )
        with self._plainly():
            search.check_incident_type(self._connection, filters)
            return Table(search.find_statements(self._connection, filters, limit), _found_columns)

    def incidents(
        self,
        *,
        words: str | None = None,
        actor: str | None = None,
        date: str | None = None,
        since: str | None = None,
        until: str | None = None,
        incident: str | None = None,
        limit: int | None = None,
    ) -> Table[Found]:
        """Incidents, latest first, undated ones last. The filters are those of ``find``."""
        filters = search.Filters(words=words, actor=actor, date=date, since=since, until=until, incident=incident)
        with self._plainly():
            search.check_incident_type(self._connection, filters)
            return Table(search.find_incidents(self._connection, filters, limit), _found_columns)

    def find(
        self,
        words: str | None = None,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        actor: str | None = None,
        date: str | None = None,
        since: str | None = None,
        until: str | None = None,
        incident: str | None = None,
        kind: str | None = None,
        certainty: str | None = None,
        least_confidence: float | None = None,
        limit: int | None = None,
    ) -> Table[Found]:
        """Statements that fit every filter, then incidents, then documents where the words stand elsewhere.

        words: all of them, whatever their case and accents; "a phrase" in quotation marks, a beginning as ``pris*``.
        speaker: who speaks, by name, part of a name in whole words, or the codebook's id.
        addressee: to whom it is said, named likewise.
        actor: who speaks, passes on, is spoken to or of, acts or is the target, named likewise.
        date, since, until: partial dates (2020, 2020-08, 2020-08-06, 2020-W32, 2020-08-02/2020-08-03), ends included.
            Incidents go by when they took place, statements and texts by when the document was published; what has no
            date fits no period.
        incident: incidents of a type, one of ours or of a codebook that the case was read with, and statements in
            which such an incident is told.
        kind, certainty: of statements; see ``purport.types``.
        least_confidence: of statements, 0 to 1.
        limit: so many of each sort at most.

        A filter that only statements have leaves the other sorts out; one that texts lack leaves texts out.
        Raises OptionError where a value cannot be.
        """
        filters = search.Filters(
            words=words,
            speaker=speaker,
            addressee=addressee,
            actor=actor,
            date=date,
            since=since,
            until=until,
            incident=incident,
            kind=kind,
            certainty=certainty,
            least_confidence=least_confidence,
        )
        with self._plainly():
            search.check_incident_type(self._connection, filters)
            found = list(search.find_statements(self._connection, filters, limit))
            if not filters.of_statements:
                found += search.find_incidents(self._connection, filters, limit)
                if words is not None and not filters.of_incidents:
                    told = {hit.sha256 for hit in found}
                    texts = search.find_texts(self._connection, filters, limit)
                    found += [hit for hit in texts if hit.sha256 not in told]
        return Table(found, _found_columns)

    def _store(self, batch: list[Reading | Added]) -> list[Added]:
        done = []
        if not any(isinstance(item, Reading) for item in batch):
            return [item for item in batch if isinstance(item, Added)]
        with self._plainly(), sqlite.writing(self._connection) as connection:
            for item in batch:
                done.append(item if isinstance(item, Added) else _added(item, rows.store(connection, item)))
        return done

    def _restored(self, row: RowMapping) -> Reading:
        try:
            with self._plainly():
                return rows.restored(self._connection, row)
        except PurportError as error:
            if isinstance(error, CaseError):
                raise
            raise CaseError(
                f"what is stored of {row['document']!r} no longer holds ({error}); restore the case from a copy",
                where=str(self.path),
            ) from error

    def _plainly(self) -> Any:
        if self._connection.closed:
            raise CaseError("the case is closed; open it again", where=str(self.path))
        return sqlite.in_plain_words(self.path)


def _current() -> Select[Any]:
    return (
        select(schema.readings, schema.sources.c.sha256, schema.texts.c.text)
        .join(schema.sources, schema.sources.c.id == schema.readings.c.source_id)
        .join(schema.texts, schema.texts.c.id == schema.readings.c.text_id)
        .where(schema.readings.c.current)
    )


def _proved(item: Reading | PurportError) -> Reading | Added:
    if isinstance(item, PurportError):
        return Added(outcome=Outcome.FAILED, document=item.where, error=item)
    try:
        check_anchors(to_dict(item))
        item.text.encode("utf-8")
    except PurportError as error:
        error.where = error.where or item.source.id
        return _failed(item, error)
    except UnicodeEncodeError:
        message = "its text holds half a surrogate pair, which is no character; decode its bytes as UTF-8 or UTF-16"
        return _failed(item, CaseError(message, where=item.source.id))
    return item


def _failed(reading: Reading, error: PurportError) -> Added:
    source = reading.source
    return Added(outcome=Outcome.FAILED, sha256=source.sha256, document=source.id, title=source.title, error=error)


def _added(reading: Reading, outcome: Outcome) -> Added:
    return Added(
        outcome=outcome,
        sha256=reading.source.sha256,
        document=reading.source.id,
        title=reading.source.title,
        statements=len(reading.statements),
        incidents=len(reading.incidents),
    )


def _document(row: RowMapping) -> CaseDocument:
    return CaseDocument(
        sha256=row["sha256"],
        source=msgspec.convert(msgspec.json.decode(row["rest"])["source"], Source),
        added_at=row["added_at"],
        statements=row["statements"],
        incidents=row["incidents"],
    )


def _document_columns(document: CaseDocument) -> dict[str, Any]:
    source = document.source
    return {
        "document": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "statements": document.statements,
        "incidents": document.incidents,
        "sha256": document.sha256,
        "added_at": document.added_at,
    }


def _found_columns(hit: Found) -> dict[str, Any]:
    statement, incident = hit.statement, hit.incident
    columns: dict[str, Any] = dict.fromkeys(_FOUND_COLUMNS)
    columns |= {"document": hit.source.id, "published": hit.source.published, "what": "text"}
    if statement is not None:
        speaker, addressee = statement.speaker, statement.addressee
        columns |= {
            "what": "statement",
            "who": None if speaker is None else speaker.name or speaker.text,
            "addressee": None if addressee is None else addressee.name or addressee.text,
            "kind": statement.kind.value,
            "certainty": statement.certainty.value,
            "distanced": statement.distanced,
        }
    elif incident is not None:
        columns |= {
            "what": "incident",
            "who": ", ".join(party.name for party in incident.actors) or None,
            "kind": incident.type,
            "mode": incident.mode.value,
            "status": incident.status.value,
            "from": incident.date and incident.date.start,
            "to": incident.date and incident.date.end,
            "place": incident.place and incident.place.name,
        }
    return columns | {"words": hit.anchor.text, "start": hit.anchor.start, "end": hit.anchor.end}
