"""Proving a case: that its texts, sources and readings are those of its log, and that the log was not changed.

What search needs is not evidence, and can be made anew from the readings: of it is proved only that it tells of no
records but those that are there, and of all of them.
"""

import zlib
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from purport.anchors import prove, prove_records
from purport.case import custody, judgements, ratings
from purport.case.custody import Act, Entry
from purport.case.migrations import triggers
from purport.case.parts import Parts, sha256
from purport.case.removal import left_sha256
from purport.case.rows import columns, original_of
from purport.case.terms import Mark
from purport.case.writing import ID_MASK
from purport.errors import PurportError
from purport.types import Incident, Reading, Statement

# Rows that are asked for at a time, so that memory stays flat.
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a case does not hold: which row of which table, and why. Rows count from 1; ``row`` is 0 where it is no
    row's fault, and ``table`` then may be "the file" or "the database"."""

    table: str
    row: int
    why: str

    def __str__(self) -> str:
        return f"row {self.row:,} of {self.table}: {self.why}" if self.row else f"{self.table}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was proved, by table how many rows, and the first break, if there is one. ``head`` is the hash of the last
    row of the log: who notes it elsewhere can tell later whether rows were cut off at the end."""

    counts: dict[str, int]
    head: str
    broken: Break | None = None

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return self.broken is None


class _Broken(Exception):
    def __init__(self, table: str, row: int, why: str) -> None:
        super().__init__(why)
        self.found = Break(table=table, row=row, why=why)


def verify(
    connection: Connection, told: Callable[[int], None] | None = None, *, head: str | None = None
) -> Verification:
    """Prove a case. ``told`` is called with the number of readings proved so far; ``head`` is a hash that the log ended
    with before, or the first digits of it."""
    proof = _Proof(connection, told or (lambda _: None), head)
    broken = None
    with _readable(connection):
        try:
            proof.run()
        except _Broken as found:
            broken = found.found
        except (ArithmeticError, LookupError, TypeError, ValueError, msgspec.MsgspecError) as error:
            # A value of a kind that is never written there.
            broken = Break(table=proof.at[0], row=proof.at[1], why=f"cannot be read ({type(error).__name__}: {error})")
        except DatabaseError as error:
            broken = Break(table=proof.at[0], row=proof.at[1], why=f"cannot be read: {error.orig}")
    return Verification(counts=dict(proof.counts), head=proof.head, broken=broken)


@contextmanager
def _readable(connection: Connection) -> Iterator[None]:
    """Texts are given out even where their bytes are no UTF-8, so that it can be told which."""
    driver = connection.connection.driver_connection
    assert driver is not None
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = before


class _Proof:
    """One run, from the log to what it tells of."""

    def __init__(self, connection: Connection, told: Callable[[int], None], before: str | None) -> None:
        self._connection = connection
        self._before = before
        self._told = told
        self.counts: Counter[str] = Counter()
        self.head = custody.BEGINNING
        self.at: tuple[str, int] = ("the file", 0)
        # What the log tells, by what it tells it of.
        self._added: dict[str, Entry] = {}
        self._read: dict[tuple[str, str], Entry] = {}
        self._last_read: dict[str, str] = {}
        self._met: defaultdict[str, deque[Entry]] = defaultdict(deque)
        self._completed: dict[str, str] = {}
        self._judged: dict[int, Entry] = {}
        self._rated: dict[int, Entry] = {}
        self._stamped: dict[int, Entry] = {}
        self._removed: dict[str, Entry] = {}
        # The hashes of judgements that a removal took the words out of.
        self._blanked: dict[int, str] = {}

    def run(self) -> None:
        """Raises _Broken at the first break."""
        self._file()
        self._log()
        self._sources()
        self._occurrences()
        self._texts()
        self._readings()
        self._records()
        self._judgements()
        self._ratings()
        self._stamps()
        self._removals()
        self._index()
        self._triggers()

    def _file(self) -> None:
        found = str(self._connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        if found != "ok":
            raise _Broken("the file", 0, f"SQLite finds it damaged: {' '.join(found.split())}")

    def _log(self) -> None:
        seq, before = 0, self._before
        for entry in custody.entries(self._connection):
            seq += 1
            self.at = ("log", seq)
            if entry.seq != seq:
                raise _Broken("log", seq, f"is missing; the next is {entry.seq:,}")
            if entry.previous != self.head:
                raise _Broken("log", seq, "does not follow on the row before it")
            if entry.reckoned() != entry.hash:
                raise _Broken("log", seq, f"{entry.act} {entry.subject[:12]} was changed: its hash is another")
            self.head = entry.hash
            if before is not None and entry.hash.startswith(before):
                before = None
            self._note(entry)
        if before is not None:
            why = f"was the last; none has the hash {before}: rows were cut off after it, or the log was made anew"
            raise _Broken("log", seq, why)
        self.counts["log"] = seq

    def _note(self, entry: Entry) -> None:
        detail = msgspec.json.decode(entry.detail)
        match entry.act:
            case Act.ADDED:
                self._added[entry.subject] = entry
            case Act.READ:
                self._read[entry.subject, detail["key"]] = entry
                self._last_read[entry.subject] = detail["key"]
            case Act.CHOSEN:
                self._last_read[entry.subject] = detail["key"]
            case Act.OCCURRED:
                self._met[entry.subject].append(entry)
            case Act.COMPLETED:
                self._completed[entry.subject] = detail["packing"]
            case Act.JUDGED:
                self._judged[detail["judgement"]] = entry
            case Act.RATED:
                self._rated[detail["rating"]] = entry
            case Act.STAMPED:
                self._stamped[detail["stamp"]] = entry
            case Act.REMOVED:
                self._removed[entry.subject] = entry
                self._blanked |= {int(number): row for number, row in detail.get("judgements", {}).items()}

    def _sources(self) -> None:
        left = dict(self._added)
        query = (
            "SELECT sources.id, sources.sha256, record, original, packing, added_at, told, texts.text FROM sources "
            "LEFT JOIN texts ON texts.sha256 = sources.sha256 ORDER BY sources.id"
        )
        for row_id, digest, record, original, packing, added_at, told, text in self._rows(query):
            self.at = ("sources", row_id)
            entry = left.pop(digest, None)
            if entry is None:
                raise _Broken("sources", row_id, f"the log does not tell that {digest} was added")
            if digest in self._removed:
                continue
            known = msgspec.json.decode(entry.detail)
            if sha256(record) != known["record"]:
                raise _Broken("sources", row_id, "its record was changed: its hash is another than when it was added")
            if told != _json(known.get("told", [])):
                raise _Broken("sources", row_id, f"says that somebody told {told}, the log says otherwise")
            kept = self._completed.get(digest, known["packing"])
            if packing != kept:
                raise _Broken("sources", row_id, f"is packed as {packing!r}, was added as {kept!r}")
            if added_at != known.get("added_at", entry.at):
                raise _Broken("sources", row_id, f"says it was added at {added_at}, the log says {entry.at}")
            try:
                whole = original_of(original, packing, text)
            except (ValueError, zlib.error) as error:
                raise _Broken("sources", row_id, f"the bytes that came in cannot be unpacked: {error}") from None
            if (whole is not None and sha256(whole) != digest) or (packing in ("none", "text") and original):
                raise _Broken("sources", row_id, "the bytes that came in were changed: their hash is another")
            self.counts["sources"] += 1
            self.counts["originals"] += whole is not None
        for digest, entry in left.items():
            raise _Broken("log", entry.seq, f"tells of the source {digest}, which is not there")

    def _occurrences(self) -> None:
        query = (
            "SELECT occurrences.*, sources.sha256 AS source FROM occurrences "
            "LEFT JOIN sources ON sources.id = source_id ORDER BY occurrences.id"
        )
        for row in self._rows(query):
            self.at = ("occurrences", row.id)
            waiting = self._met[row.source]
            entry = waiting.popleft() if waiting else None
            known = {} if entry is None else msgspec.json.decode(entry.detail)
            if entry is None or row.sha256 != known["occurrence"]:
                raise _Broken("occurrences", row.id, "the log does not tell of it: its source or its hash was changed")
            if row.added_at != known.get("added_at", entry.at) or row.told != _json(known.get("told", [])):
                raise _Broken("occurrences", row.id, "when it came, or what somebody told of it, was changed")
            if row.source not in self._removed:
                own = msgspec.json.decode(row.record).get("id") if sha256(row.record) == row.sha256 else None
                if own is None or own != row.document:
                    raise _Broken("occurrences", row.id, "its record was changed: its hash is another")
            self.counts["occurrences"] += 1
        for entry in chain.from_iterable(self._met.values()):
            raise _Broken("log", entry.seq, f"tells of an occurrence of {entry.subject}, which is not there")

    def _texts(self) -> None:
        for row_id, digest, text, used in self._rows(
            "SELECT id, sha256, text, EXISTS (SELECT 1 FROM readings WHERE text_id = texts.id) FROM texts ORDER BY id"
        ):
            self.at = ("texts", row_id)
            if not used:
                raise _Broken("texts", row_id, "belongs to no reading")
            if sha256(text) != digest and (text or not self._is_removed(row_id)):
                raise _Broken("texts", row_id, "was changed: its hash is another")
            self.counts["texts"] += 1

    def _is_removed(self, text_id: int) -> bool:
        query = (
            "SELECT sources.sha256 FROM readings JOIN sources ON sources.id = readings.source_id "
            "WHERE readings.text_id = ?"
        )
        users = self._connection.exec_driver_sql(query, (text_id,)).scalars().all()
        return all(digest in self._removed for digest in users)

    def _readings(self) -> None:
        left = dict(self._read)
        query = (
            "SELECT readings.*, sources.sha256 AS source_sha256, texts.sha256 AS text_sha256, texts.text AS whole "
            "FROM readings LEFT JOIN sources ON sources.id = readings.source_id "
            "LEFT JOIN texts ON texts.id = readings.text_id ORDER BY readings.id"
        )
        for row in self._rows(query):
            self.at = ("readings", row.id)
            entry = left.pop((row.source_sha256, row.key), None)
            if entry is None:
                raise _Broken("readings", row.id, "the log does not tell of it: its source or its key was changed")
            if row.source_sha256 not in self._removed:
                self._reading(row, entry)
            elif row.text_sha256 != msgspec.json.decode(entry.detail)["text"]:
                raise _Broken("readings", row.id, "stands on another text than the log tells")
            self.counts["readings"] += 1
            if self.counts["readings"] % _AT_A_TIME == 0:
                self._told(self.counts["readings"])
        for entry in left.values():
            raise _Broken("log", entry.seq, f"tells of a reading of {entry.subject}, which is not there")

    def _reading(self, row: Any, entry: Entry) -> None:
        known = msgspec.json.decode(entry.detail)
        statements = self._own("statements", row.first_statement, row.n_statements)
        incidents = self._own("incidents", row.first_incident, row.n_incidents)
        whole = Parts(
            schema=row.schema,
            source=row.source,
            text=row.whole,
            statements=tuple(each.record for each in statements),
            incidents=tuple(each.record for each in incidents),
            rest=row.rest,
        )
        digest = whole.sha256()
        if row.text_sha256 != known["text"]:
            raise _Broken("readings", row.id, f"stands on another text than the log tells, {known['text']}")
        if digest != known["reading"]:
            why = f"the reading of {row.document!r} was changed: its hash is another"
            raise _Broken(*self._changed(row, whole), why)
        if row.sha256 != digest:
            raise _Broken("readings", row.id, "its hash was changed")
        try:
            reading = msgspec.json.decode(whole.line(), type=Reading)
            prove(reading)
        except (msgspec.MsgspecError, PurportError) as error:
            raise _Broken("readings", row.id, f"does not stand on its text: {error}") from None
        self._columns(row, entry, reading, statements, incidents)

    def _columns(self, row: Any, entry: Entry, reading: Reading, statements: list[Any], incidents: list[Any]) -> None:
        own = columns(reading, row.text_sha256)
        told = msgspec.json.decode(entry.detail).get("added_at", entry.at)
        current = int(self._last_read[row.source_sha256] == row.key)
        expected = {
            **{name: getattr(own, name) for name in ("document", "title", "publisher", "published", "day", "span")},
            "added_at": told,
            "current": current,
            "n_statements": len(reading.statements),
            "n_incidents": len(reading.incidents),
        }
        for name, value in expected.items():
            if getattr(row, name) != value:
                raise _Broken("readings", row.id, f"{name} is {getattr(row, name)!r}, and must be {value!r}")
        shared = (row.id, current)
        for each, confidence in zip(statements, own.confidences, strict=True):
            expect = (*shared, own.day, own.span, confidence)
            if (each.reading_id, each.current, each.day, each.span, each.confidence) != expect:
                raise _Broken("statements", each.id, "its columns are not those of its record")
        for each, (kind, day, span) in zip(incidents, own.incidents, strict=True):
            if (each.reading_id, each.current, each.type, each.day, each.span) != (*shared, kind, day, span):
                raise _Broken("incidents", each.id, "its columns are not those of its record")
        self.counts["statements"] += len(statements)
        self.counts["incidents"] += len(incidents)

    def _own(self, table: str, first: int, count: int) -> list[Any]:
        """The rows of a reading's records, in its order."""
        query = f"SELECT * FROM {table} WHERE id >= ? AND id < ? ORDER BY id DESC"
        return list(self._connection.exec_driver_sql(query, (first, first + count)))

    def _changed(self, row: Any, whole: Parts) -> tuple[str, int]:
        """The row that was changed, where one record tells of itself that it is broken; else the reading's."""
        for table, records, first in (
            ("statements", whole.statements, row.first_statement),
            ("incidents", whole.incidents, row.first_incident),
        ):
            for number, record in enumerate(reversed(records)):
                if not _stands(table, record, whole.text):
                    return table, first + number
        return "readings", row.id

    def _records(self) -> None:
        """No record belongs to no reading."""
        for table in ("statements", "incidents"):
            query = (
                f"SELECT id FROM {table} WHERE NOT EXISTS (SELECT 1 FROM readings WHERE readings.id = reading_id "
                f"AND {table}.id >= first_{table[:-1]} AND {table}.id < first_{table[:-1]} + n_{table}) LIMIT 1"
            )
            stray = self._connection.exec_driver_sql(query).scalar()
            if stray is not None:
                raise _Broken(table, int(stray), "belongs to no reading")

    def _judgements(self) -> None:
        left = dict(self._judged)
        for row in self._rows("SELECT * FROM judgements ORDER BY id"):
            self.at = ("judgements", row.id)
            entry = left.pop(row.id, None)
            known = {} if entry is None else msgspec.json.decode(entry.detail)
            if entry is None or judgements.row_sha256(tuple(row)) != self._blanked.get(row.id, known["row"]):
                raise _Broken("judgements", row.id, "was changed, or the log does not tell of it")
            self.counts["judgements"] += 1
        for entry in left.values():
            raise _Broken("log", entry.seq, "tells of a judgement that is not there")

    def _ratings(self) -> None:
        left = dict(self._rated)
        for row in self._rows("SELECT * FROM ratings ORDER BY id"):
            self.at = ("ratings", row.id)
            entry = left.pop(row.id, None)
            known = {} if entry is None else msgspec.json.decode(entry.detail)
            if entry is None or ratings.row_sha256(tuple(row)) != known["row"]:
                raise _Broken("ratings", row.id, "was changed, or the log does not tell of it")
            self.counts["ratings"] += 1
        for entry in left.values():
            raise _Broken("log", entry.seq, "tells of a rating that is not there")

    def _removals(self) -> None:
        left = dict(self._removed)
        query = (
            "SELECT removals.*, sha256 FROM removals LEFT JOIN sources ON sources.id = source_id ORDER BY removals.id"
        )
        for row in self._rows(query):
            self.at = ("removals", row.id)
            entry = left.pop(row.sha256, None)
            if entry is None:
                raise _Broken("removals", row.id, "the log does not tell of it")
            known = msgspec.json.decode(entry.detail)
            if (row.at, row.author, row.reason) != (entry.at, entry.author, known["reason"]):
                raise _Broken("removals", row.id, "who removed it, when or why was changed: the log says otherwise")
            if "left" in known and left_sha256(self._connection, row.source_id) != known["left"]:
                raise _Broken("removals", row.id, "what it left of the document was changed: its hash is another")
            self.counts["removals"] += 1
        for entry in left.values():
            raise _Broken("log", entry.seq, f"tells of the removal of {entry.subject}, which is not there")

    def _stamps(self) -> None:
        left = dict(self._stamped)
        query = "SELECT stamps.*, log.hash AS own FROM stamps LEFT JOIN log ON log.seq = stamps.seq ORDER BY stamps.id"
        for row in self._rows(query):
            self.at = ("stamps", row.id)
            entry = left.pop(row.id, None)
            if entry is None:
                raise _Broken("stamps", row.id, "the log does not tell of it")
            known = msgspec.json.decode(entry.detail)
            told = (entry.subject, entry.at, known["authority"], known["token"])
            if (str(row.seq), row.at, row.authority, sha256(row.token)) != told:
                raise _Broken("stamps", row.id, "was changed")
            if row.hash != row.own:
                raise _Broken("stamps", row.id, f"is of another hash than row {row.seq:,} of the log has")
            self.counts["stamps"] += 1
        for entry in left.values():
            raise _Broken("log", entry.seq, "tells of a time stamp that is not there")

    def _index(self) -> None:
        """Search tells of just the current records: what was cut off together with its rows of the log shows here."""
        for table, terms in (("readings", "document"), ("statements", "statement"), ("incidents", "incident")):
            self.at = (f"{terms}_terms", 0)
            told = f"FROM {terms}_terms WHERE {terms}_terms MATCH '\"{Mark.EVERY}\"'"
            there = f"SELECT 1 FROM {table} WHERE {table}.id = {terms}_terms.rowid & {ID_MASK} AND current"
            missing = self._number(f"SELECT min(rowid & {ID_MASK}) {told} AND NOT EXISTS ({there})")
            if missing:
                raise _Broken(table, missing, "is missing: search tells of it, and it is not there")
            current = f"FROM {table} WHERE current"
            if self._number(f"SELECT count(*) {told}") < self._number(f"SELECT count(*) {current}"):
                unknown = f"SELECT min(id) {current} AND id NOT IN (SELECT rowid & {ID_MASK} {told})"
                raise _Broken(table, self._number(unknown), "is there, but search does not know it")

    def _triggers(self) -> None:
        """What makes the database refuse changes is there, so that nobody changes anything by mistake from here on."""
        self.at = ("the database", 0)
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        there = {str(name): str(sql) for name, sql in self._connection.exec_driver_sql(query)}
        for name, sql in triggers().items():
            found = there.pop(name, None)
            if found != sql:
                fault = "is missing" if found is None else "was changed"
                raise _Broken("the database", 0, f"the trigger {name}, which keeps what is stored, {fault}")
        for name in there:
            raise _Broken("the database", 0, f"a strange trigger is there, {name!r}, which no purport made")

    def _number(self, query: str) -> int:
        return int(self._connection.exec_driver_sql(query).scalar() or 0)

    def _rows(self, query: str) -> Iterator[Any]:
        yield from self._connection.exec_driver_sql(query, execution_options={"yield_per": _AT_A_TIME})


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _stands(table: str, record: str, text: str) -> bool:
    """Whether a record by itself can be read and stands on its text."""
    kind: type[Statement | Incident] = Statement if table == "statements" else Incident
    try:
        prove_records((msgspec.json.decode(record, type=kind),), text)
    except (msgspec.MsgspecError, PurportError):
        return False
    return True
