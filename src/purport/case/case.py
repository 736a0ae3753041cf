"""A case: documents, their readings, and what can be found in them, in one file."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, RowMapping, Select, func, select, union

from purport.case import custody, of_days, rows, schema, sqlite
from purport.case.adding import Addable, Ready, added, adding
from purport.case.arriving import Arrivals
from purport.case.batches import write
from purport.case.coding import CodingStatements
from purport.case.finding import Finding
from purport.case.held import Held, held, occurrences_of
from purport.case.keeping import Keeping
from purport.case.making import Maker, Work, made
from purport.case.occurrences import FACTS, Occurrence
from purport.case.occurrences import standing as standing_places
from purport.case.parts import sha256
from purport.case.publishing import Publishing
from purport.case.rating import RatingSources
from purport.case.recalling import recalled
from purport.case.records import Added, AddReport, CaseDocument, Found, Outcome, Removal
from purport.case.reviewing import Reviewing
from purport.case.table import Table
from purport.case.tallying import Tallying
from purport.case.watches import Watching
from purport.case.writing import parts_of
from purport.codec import decode
from purport.errors import CaseError, NotInCase, OptionError, PurportError
from purport.processors import cores
from purport.sources import Unread
from purport.types import Document, MadeBy, Reading, Source

_LEAST_PREFIX = 6


class Case(Finding, Tallying, Publishing, Reviewing, RatingSources, CodingStatements, Watching, Keeping):
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

    def add(
        self,
        readings: Addable | Iterable[Addable],
        *,
        told: Iterable[str] = (),
        anew: bool = False,
        author: str | None = None,
    ) -> AddReport:
        """Add readings and say what became of each. See ``adding``."""
        each = [readings] if isinstance(readings, Addable) else readings
        return AddReport(tuple(self.adding(each, told=told, anew=anew, author=author)))

    def adding(
        self,
        readings: Iterable[Addable],
        *,
        told: Iterable[str] = (),
        anew: bool = False,
        author: str | None = None,
    ) -> Iterator[Added]:
        """Add readings one after the other and give what became of each once it is safe in the file.

        A ``Kept`` reading brings the bytes that it was read from. An error in a document's place, or a reading whose
        anchors do not hold, is given as failed and the rest goes on. Where the batch is broken off, by an interrupt or
        by the end of the program, what was given out is stored, and so is whatever waited to be written if there was
        time. ``author`` is who adds, for the log; by default PURPORT_AUTHOR or the login name.

        Where the same bytes are there already, from another place or with other facts, that is kept as an occurrence
        (see ``occurrences``), and a reading whose days count from another date than the earliest publication known
        is left out. ``told`` names the fields of the sources (title, publisher, author, published, language, url) that
        you tell and the documents do not: told of a place again, they correct what was told of it before. A reading
        that leaves out codebooks of one's own with which the current one was made becomes the current one only if
        ``anew``.

        Raises OptionError for an author or a field that is none, CaseError where the file cannot be written.
        """
        name, fields = custody.checked_author(author), _checked_fields(told)
        return adding(readings, lambda batch: self._store(batch, name, fields, anew))

    def read(
        self,
        items: Iterable[Work | Unread],
        *,
        model: str | PathLike[str] | None = None,
        codebooks: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
        processes: int | None = None,
        told: Iterable[str] = (),
        anew: bool = False,
        author: str | None = None,
    ) -> Iterator[Added]:
        """Read documents and add them, and give what became of each once it is safe in the file, in their order.

        One that the case has in just this reading is not read again, so that what was broken off goes on where it
        stopped; where it comes from another place, it is read anew only if that tells an earlier date, or a fact where
        none was known. A ``Line`` is a reading made before; an Unread (``purport.sources.gathered``) a
        document to be. Where it takes long, ``processes`` share the
        reading, by default one a processor. ``told`` and ``anew`` are as in ``adding``; without ``anew`` no document is
        read again with fewer of one's own codebooks. Besides the errors of ``adding`` raises BadModel, CodebookError.
        """
        several = [codebooks] if isinstance(codebooks, str | PathLike) else codebooks
        maker = Maker(model, tuple(map(str, several)))
        name, fields = custody.checked_author(author), _checked_fields(told)
        arrivals = Arrivals(self._held, self.reading, lambda: maker.made_by, told=fields, anew=anew)

        def store(batch: list[Ready]) -> list[Added]:
            done = self._store(batch, name, fields, anew)
            arrivals.stored(batch)
            return done

        found = recalled(items, self._recall)
        return adding(made(found, maker, processes or cores(), arrivals.of), store)

    def _recall(self, digest: str) -> Reading | None:
        one = self._held(digest)
        return None if one is None or one.current is None else self.reading(digest)

    def _held(self, digest: str) -> Held | None:
        with self._plainly():
            return held(self._connection, [digest]).get(digest)

    def holds(self, document: Document, made_by: MadeBy | None = None) -> bool:
        """Whether the document is in the case; with ``made_by``, whether there is nothing to gain from reading it with
        that: just that reading, dated and named by all that is known of it, is the current one."""
        one = self._held(document.source.sha256)
        if one is None or one.current is None or made_by is None:
            return one is not None
        source = one.named(document.source)
        one.meet(Occurrence(source=source))
        own = document.text if one.is_first_place(source) else None
        text = one.current.text_sha256 if own is None else sha256(own)
        return rows.key(one.together, text, made_by) == one.current.key

    def documents(self) -> Table[CaseDocument]:
        """The documents, in the order in which they were first added."""
        readings = schema.readings.c
        query = (
            select(
                schema.sources.c.id,
                schema.sources.c.sha256,
                schema.sources.c.added_at,
                readings.source,
                readings.n_statements,
                readings.n_incidents,
            )
            .join(schema.readings, readings.source_id == schema.sources.c.id)
            .where(readings.current)
            .order_by(schema.sources.c.id)
        )
        with self._plainly():
            found = self._connection.execute(query).mappings().all()
            places = occurrences_of(self._connection)
        return Table((_document(row, standing_places(places[row["id"]])) for row in found), _document_columns)

    def occurrences(
        self, document: str | CaseDocument | Found | None = None, *, past: bool = False
    ) -> Table[Occurrence]:
        """Where a document was met, or every document of the case: each place with what is told of it, in the order in
        which they came, each document's together. What somebody corrected is shown as corrected; with ``past``, as it
        came, and the corrections too.

        Raises NotInCase.
        """
        digest = None if document is None else self.reading(document).source.sha256
        with self._plainly():
            ids = select(schema.sources.c.id).where(schema.sources.c.sha256 == digest)
            found = occurrences_of(self._connection, None if digest is None else self._connection.scalars(ids).all())
        every = (each if past else standing_places(each) for _, each in sorted(found.items()))
        return Table(chain.from_iterable(every), _occurrence_columns)

    def reading(self, document: str | CaseDocument | Found) -> Reading:
        """The current reading of a document: by its record, its SHA-256 or a beginning of it that only one has
        (six characters at least), or the id of its source, at whichever place it was met.

        Raises NotInCase where none or several fit.
        """
        wanted = document if isinstance(document, str) else document.sha256
        sources, readings = schema.sources.c, schema.readings.c
        for fits in (
            sources.sha256 == wanted,
            readings.document == wanted,
            sources.id.in_(
                union(
                    *(
                        select(t.c.source_id).where(t.c.document == wanted)
                        for t in (schema.occurrences, schema.readings)
                    )
                )
            ),
            sources.sha256.startswith(wanted, autoescape=True) if len(wanted) >= _LEAST_PREFIX else None,
        ):
            if fits is None:
                continue
            with self._plainly():
                found = self._connection.scalars(_current().where(fits).limit(2)).all()
            if len(found) == 1:
                return self._restored(found[0])
            if found:
                raise NotInCase(f"several documents fit {wanted!r}; name one by its SHA-256", where=str(self.path))
        raise NotInCase(
            f"no document fits {wanted!r}; `purport documents` lists them (in Python `Case.documents`)",
            where=str(self.path),
        )

    def readings(self) -> Iterator[Reading]:
        """The current reading of every document, in the order in which the documents were first added."""
        with self._plainly():
            order = select(schema.readings.c.id).where(schema.readings.c.current).order_by(schema.readings.c.source_id)
            ids = self._connection.scalars(order).all()
        for row_id in ids:
            yield self._restored(row_id)

    def reading_by_number(self, number: int) -> Reading:
        """The reading of a number (``Placed.number`` of a document)."""
        return self._restored(number)

    def readings_of_days(self, first: date, last: date) -> Iterator[Reading]:
        """The current readings that hold an incident which may be of these days, both included, or that hold any and
        were published then, or one that may be of any day: what is worth comparing with an incident of these days."""
        with self._plainly():
            ids = of_days.reading_ids(self._connection, first, last)
        for row_id in ids:
            yield self._restored(row_id)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that writes to the file itself, for what keeps its findings in tables of the case; it leaves
        nothing on error."""
        with self._plainly(), sqlite.writing(self._connection) as connection:
            yield connection

    def _store(self, batch: list[Ready], author: str, told: tuple[str, ...], anew: bool) -> list[Added]:
        items = [item for item in batch if not isinstance(item, Added)]
        outcomes: Iterator[Outcome] = iter(())
        if items:
            with self._plainly(), sqlite.writing(self._connection) as connection:
                outcomes = iter(write(connection, items, author, told=told, anew=anew))
        done = [item if isinstance(item, Added) else added(item, next(outcomes)) for item in batch]
        return [
            replace(each, removal=self._removal(each)) if each.outcome is Outcome.REMOVED else each for each in done
        ]

    def _removal(self, added: Added) -> Removal | None:
        one = self._held(added.sha256 or "")
        return None if one is None else one.removal

    def _restored(self, reading_id: int) -> Reading:
        with self._plainly():
            whole = parts_of(self._connection, reading_id)
        try:
            return decode(whole.line())
        except PurportError as error:
            document = msgspec.json.decode(whole.source).get("id")
            raise CaseError(
                f"what is stored of {document!r} no longer holds ({error}); restore the case from a copy",
                where=str(self.path),
            ) from error

    def _plainly(self) -> Any:
        if self._connection.closed:
            raise CaseError("the case is closed; open it again", where=str(self.path))
        return sqlite.in_plain_words(self.path)


def _current() -> Select[Any]:
    return (
        select(schema.readings.c.id)
        .join(schema.sources, schema.sources.c.id == schema.readings.c.source_id)
        .where(schema.readings.c.current)
    )


def _checked_fields(told: Iterable[str]) -> tuple[str, ...]:
    names = tuple(told)
    for name in names:
        if name not in FACTS:
            raise OptionError(f"{name!r} is nothing that is told of a source; it is one of {', '.join(FACTS)}")
    return names


def _document(row: RowMapping, occurrences: tuple[Occurrence, ...]) -> CaseDocument:
    return CaseDocument(
        sha256=row["sha256"],
        source=msgspec.json.decode(row["source"], type=Source),
        added_at=row["added_at"],
        occurrences=occurrences,
        statements=row["n_statements"],
        incidents=row["n_incidents"],
    )


def _document_columns(document: CaseDocument) -> dict[str, Any]:
    source = document.source
    return {
        "document": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "also at": ", ".join(document.also) or None,
        "statements": document.statements,
        "incidents": document.incidents,
        "sha256": document.sha256,
        "added_at": document.added_at,
    }


def _occurrence_columns(occurrence: Occurrence) -> dict[str, Any]:
    source = occurrence.source
    return {
        "document": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "path": source.path,
        "told": ", ".join(occurrence.told) or None,
        "sha256": source.sha256,
        "added_at": occurrence.added_at,
    }
