"""Writing readings into a case: many at once, few statements of SQL, terms in the order of their rows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody, rows, writing
from purport.case.clock import now
from purport.case.custody import Act, Deed
from purport.case.held import Current, Held, Wanted, held, retelling
from purport.case.occurrences import Occurrence
from purport.case.parts import sha256
from purport.case.records import Outcome, Seen
from purport.case.rows import Prepared
from purport.case.term_tables import TERMS
from purport.case.terms import PlaceRow
from purport.types import MadeBy, Source

_TABLES = ("sources", "texts", "readings", "statements", "incidents", "occurrences")
_SOURCE = msgspec.json.Decoder(Source)


class _Rest(msgspec.Struct):
    made_by: MadeBy


_REST = msgspec.json.Decoder(_Rest)


def write(
    connection: Connection,
    batch: Sequence[Prepared | Seen],
    author: str,
    *,
    at: str | None = None,
    told: tuple[str, ...] = (),
    anew: bool = False,
    as_they_are: bool = False,
) -> list[Outcome]:
    """Write readings, and what was met again, within the transaction that is open, and what became of each.

    ``at`` is when they were added, by default now; ``told`` are the fields of their sources that somebody told;
    ``anew``: a reading becomes the current one also where it leaves out codebooks of one's own; ``as_they_are``: each
    becomes the current one whatever other places tell.
    """
    return _Batch(connection, author, at, told, anew, as_they_are).write(batch)


class _Batch:
    def __init__(
        self,
        connection: Connection,
        author: str,
        since: str | None,
        told: tuple[str, ...],
        anew: bool,
        as_they_are: bool,
    ) -> None:
        self._connection = connection
        self._author = author
        self._since = {} if since is None else {"added_at": since}
        self._logged_at = now()
        self._at = since or self._logged_at
        self._told = told
        self._anew = anew
        self._as_they_are = as_they_are
        self._held: dict[str, Held] = {}
        self._texts: dict[str, int] = {}
        self._ids = {table: writing.last_id(connection, table) for table in _TABLES}
        self._begin()

    def write(self, batch: Sequence[Prepared | Seen]) -> list[Outcome]:
        self._held = held(self._connection, {_digest(each) for each in batch})
        texts = [each.text_sha256 for each in batch if isinstance(each, Prepared)]
        self._texts = writing.known(self._connection, "texts", "sha256", texts)
        outcomes = [self._take(each) for each in batch]
        self._flush()
        return outcomes

    def _begin(self) -> None:
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _TABLES}
        self._terms: dict[int, dict[str, list[tuple[int, str]]]] = {}
        self._places: list[PlaceRow] = []
        self._deeds: list[Deed] = []
        # Readings whose terms are made from what is stored: of those that are written, and of those that are there.
        self._later: list[int] = []
        self._republished: dict[int, None] = {}

    def _take(self, each: Prepared | Seen) -> Outcome:
        one = self._held.get(_digest(each))
        if one is None:
            return Outcome.FAILED if isinstance(each, Seen) else self._add(each)
        if one.current is None:
            return Outcome.REMOVED
        found = each.source if isinstance(each, Seen) else _SOURCE.decode(each.occurrence or each.parts.source)
        came = one.named(found)
        outcome = Outcome.OCCURRED if self._meet(one, one.current, came) else Outcome.PRESENT
        self._complete(one, each)
        if not one.is_first_place(came) and each.text_sha256 != one.current.text_sha256:
            return outcome  # told to be of another format there; the text that is there stays
        if self._as_they_are and isinstance(each, Prepared):
            return self._reread(one, each) if each.columns.key not in one.keys else outcome
        codebook = each.made_by.codebook if isinstance(each, Seen) else each.columns.codebook
        match one.wanted(lambda whole: _key(each, whole), codebook, anew=self._anew):
            case Wanted.STAY:
                return Outcome.STAYED
            case Wanted.CHOOSE:
                return self._choose(one, one.keys[_key(each, one.together)], _key(each, one.together))
            case Wanted.READ if isinstance(each, Prepared):
                own = _SOURCE.decode(each.parts.source)
                if own.published != one.together.published:
                    return outcome  # it counts its days from another date
                return self._reread(one, each if own == one.together else rows.retold(each, one.together))
        return outcome

    def _add(self, each: Prepared) -> Outcome:
        row_id = self._next("sources")
        record = each.occurrence or each.parts.source
        told = msgspec.json.encode(self._told).decode()
        self._rows["sources"].append((row_id, each.sha256, record, each.original, each.packing, self._at, told))
        detail = {"document": each.columns.document, "packing": each.packing, "record": sha256(record)}
        self._log(Act.ADDED, each.sha256, detail | _telling(self._told))
        first = Occurrence(source=_SOURCE.decode(record), told=self._told, added_at=self._at)
        one = self._held[each.sha256] = Held(id=row_id, sha256=each.sha256, packing=each.packing, occurrences=[first])
        self._read(one, each)
        return Outcome.ADDED

    def _meet(self, one: Held, current: Current, came: Source) -> bool:
        """Keep where a source was met; whether that is new."""
        told = self._told or (retelling(one, came) if self._as_they_are else ())
        before = one.publishers
        if not one.meet(Occurrence(source=came, told=told, added_at=self._at)):
            return False
        record, row_id = rows.ENCODE_SOURCE(came).decode(), self._next("occurrences")
        digest = sha256(record)
        self._rows["occurrences"].append(
            (row_id, one.id, digest, came.id, record, msgspec.json.encode(told).decode(), self._at)
        )
        self._log(Act.OCCURRED, came.sha256, {"document": came.id, "occurrence": digest} | _telling(told))
        if one.publishers != before:
            if current.pending:
                if self._terms.pop(current.id, None):
                    self._later.append(current.id)
            else:
                self._republished[current.id] = None
        return True

    def _complete(self, one: Held, each: Prepared | Seen) -> None:
        """Keep the bytes of a source that came without them before."""
        if one.packing != "none":
            return
        if isinstance(each, Seen):
            original = each.original
        else:
            original = rows.original_of(each.original, each.packing, each.parts.text)
        if original is None:
            return
        kept, one.packing = rows.packed(original, _digest(each), "")
        if self._is_pending("sources", one.id):
            self._flush()
        self._connection.exec_driver_sql(
            "UPDATE sources SET original = ?, packing = ? WHERE id = ?", (kept, one.packing, one.id)
        )
        self._log(Act.COMPLETED, _digest(each), {"packing": one.packing})

    def _reread(self, one: Held, each: Prepared) -> Outcome:
        self._retire(one)
        self._read(one, each)
        return Outcome.REREAD

    def _choose(self, one: Held, reading_id: int, key: str) -> Outcome:
        """Make a reading that is there the current one again."""
        self._retire(one)
        writing.revive(self._connection, reading_id)
        query = (
            "SELECT readings.sha256, texts.sha256, json_extract(rest, '$.made_by.codebook') FROM readings "
            "JOIN texts ON texts.id = text_id WHERE readings.id = ?"
        )
        line, text, codebook = self._connection.exec_driver_sql(query, (reading_id,)).one()
        one.current = Current(id=reading_id, key=key, text_sha256=text, codebook=codebook, pending=True)
        self._later.append(reading_id)
        self._log(Act.CHOSEN, one.sha256, {"key": key, "reading": line})
        return Outcome.REREAD

    def _retire(self, one: Held) -> None:
        assert one.current is not None
        if one.current.pending:
            self._flush()
        self._republished.pop(one.current.id, None)
        writing.retire(self._connection, one.current.id)

    def _read(self, one: Held, each: Prepared) -> None:
        """Add a reading and make it the current one."""
        text_id = self._texts.get(each.text_sha256)
        if text_id is None:
            text_id = self._texts[each.text_sha256] = self._next("texts")
            self._rows["texts"].append((text_id, each.text_sha256, each.parts.text))
        reading_id, own, whole = self._next("readings"), each.columns, each.parts
        day, span = own.day, own.span
        counts = len(own.confidences), len(own.incidents)
        firsts = self._ids["statements"] + 1, self._ids["incidents"] + 1
        self._ids["statements"] += counts[0]
        self._ids["incidents"] += counts[1]
        self._rows["readings"].append(
            (
                *(reading_id, one.id, text_id, own.key, each.line_sha256, 1, day, span, own.document),
                *(own.title, own.publisher, own.published, firsts[0], counts[0], firsts[1], counts[1]),
                *(whole.schema, whole.source, whole.rest, self._at),
            )
        )
        statements, incidents = writing.backwards(firsts[0], counts[0]), writing.backwards(firsts[1], counts[1])
        records = zip(statements, own.confidences, whole.statements, strict=True)
        self._rows["statements"] += [(row, reading_id, 1, day, span, sure, record) for row, sure, record in records]
        told = zip(incidents, own.incidents, whole.incidents, strict=True)
        self._rows["incidents"] += [(row, reading_id, 1, *when, kind, record) for row, (kind, *when), record in told]
        if one.current is None and len(one.occurrences) == 1:
            days = (when for _, *when in own.incidents)
            self._terms[reading_id] = {
                "statement": list(
                    zip([writing.rowid(day, row) for row in statements], each.terms.statements, strict=True)
                ),
                "incident": [
                    (writing.rowid(when[0], row), words)
                    for row, when, words in zip(incidents, days, each.terms.incidents, strict=True)
                ],
                "document": [(writing.rowid(day, reading_id), each.terms.document)],
            }
        else:
            self._later.append(reading_id)
        self._places += each.terms.places
        one.keys[own.key] = reading_id
        one.current = Current(
            id=reading_id, key=own.key, text_sha256=each.text_sha256, codebook=own.codebook, pending=True
        )
        self._log(Act.READ, each.sha256, {"key": own.key, "reading": each.line_sha256, "text": each.text_sha256})

    def _flush(self) -> None:
        """Write what waits."""
        connection = self._connection
        for reading_id in self._republished:
            writing.unindex(connection, reading_id)
        for table in _TABLES:
            writing.insert(connection, table, (), self._rows[table])
        for reading_id in (*self._later, *self._republished):
            self._terms[reading_id] = writing.terms_stored(connection, reading_id)
        for what in TERMS:
            # FTS5 closes a segment at every row that comes before the one before it.
            found = sorted(row for each in self._terms.values() for row in each[what])
            writing.insert(connection, f"{what}_terms", ("rowid", "terms"), found)
        writing.insert_places(connection, self._places)
        for reading_id in self._later:
            writing.redate(connection, reading_id)
        custody.log(connection, self._deeds, self._author, self._logged_at)
        for one in self._held.values():
            if one.current is not None and one.current.pending:
                one.current = replace(one.current, pending=False)
        self._begin()

    def _next(self, table: str) -> int:
        self._ids[table] += 1
        return self._ids[table]

    def _is_pending(self, table: str, row_id: int) -> bool:
        waiting = self._rows[table]
        return bool(waiting) and bool(waiting[0][0] <= row_id)

    def _log(self, act: Act, subject: str, detail: dict[str, Any]) -> None:
        self._deeds.append(Deed(act=act, subject=subject, detail=detail | self._since))


def _digest(each: Prepared | Seen) -> str:
    return each.source.sha256 if isinstance(each, Seen) else each.sha256


def _key(each: Prepared | Seen, source: Source) -> str:
    """The key of a reading with what is told of its source."""
    if isinstance(each, Seen):
        return rows.key(source, each.text_sha256, each.made_by)
    if rows.told(_SOURCE.decode(each.parts.source)) == rows.told(source):
        return each.columns.key
    return rows.key(source, each.text_sha256, _REST.decode(each.parts.rest).made_by)


def _telling(told: tuple[str, ...]) -> dict[str, Any]:
    return {"told": told} if told else {}
