"""Proving what came in and what was read in it: sources, the places where they were met, texts, readings, records."""

import zlib
from itertools import chain
from typing import Any

import msgspec

from purport.anchors import prove, prove_records
from purport.case.custody import Entry
from purport.case.parts import Parts, sha256
from purport.case.proof import AT_A_TIME, Broken, Proof
from purport.case.rows import columns, original_of
from purport.errors import PurportError
from purport.types import Incident, Reading, Statement


def sources(proof: Proof) -> None:
    """Every source has the bytes and the record with which it was added."""
    left = dict(proof.log.added)
    query = (
        "SELECT sources.id, sources.sha256, record, original, packing, added_at, told, texts.text FROM sources "
        "LEFT JOIN texts ON texts.sha256 = sources.sha256 ORDER BY sources.id"
    )
    for row_id, digest, record, original, packing, added_at, told, text in proof.rows(query):
        proof.at = ("sources", row_id)
        entry = left.pop(digest, None)
        if entry is None:
            raise Broken("sources", row_id, f"the log does not tell that {digest} was added")
        if digest in proof.log.removed:
            continue
        known = msgspec.json.decode(entry.detail)
        if sha256(record) != known["record"]:
            raise Broken("sources", row_id, "its record was changed: its hash is another than when it was added")
        if told != _encoded(known.get("told", [])):
            raise Broken("sources", row_id, f"says that somebody told {told}, the log says otherwise")
        kept = proof.log.completed.get(digest, known["packing"])
        if packing != kept:
            raise Broken("sources", row_id, f"is packed as {packing!r}, was added as {kept!r}")
        if added_at != known.get("added_at", entry.at):
            raise Broken("sources", row_id, f"says it was added at {added_at}, the log says {entry.at}")
        try:
            whole = original_of(original, packing, text)
        except (ValueError, zlib.error) as error:
            raise Broken("sources", row_id, f"the bytes that came in cannot be unpacked: {error}") from None
        if (whole is not None and sha256(whole) != digest) or (packing in ("none", "text") and original):
            raise Broken("sources", row_id, "the bytes that came in were changed: their hash is another")
        proof.counts["sources"] += 1
        proof.counts["originals"] += whole is not None
    for digest, entry in left.items():
        raise Broken("log", entry.seq, f"tells of the source {digest}, which is not there")


def occurrences(proof: Proof) -> None:
    """Every further place of a source is as it was met."""
    query = (
        "SELECT occurrences.*, sources.sha256 AS source FROM occurrences "
        "LEFT JOIN sources ON sources.id = source_id ORDER BY occurrences.id"
    )
    for row in proof.rows(query):
        proof.at = ("occurrences", row.id)
        waiting = proof.log.met[row.source]
        entry = waiting.popleft() if waiting else None
        known = {} if entry is None else msgspec.json.decode(entry.detail)
        if entry is None or row.sha256 != known["occurrence"]:
            raise Broken("occurrences", row.id, "the log does not tell of it: its source or its hash was changed")
        if row.added_at != known.get("added_at", entry.at) or row.told != _encoded(known.get("told", [])):
            raise Broken("occurrences", row.id, "when it came, or what somebody told of it, was changed")
        if row.source not in proof.log.removed:
            own = msgspec.json.decode(row.record).get("id") if sha256(row.record) == row.sha256 else None
            if own is None or own != row.document:
                raise Broken("occurrences", row.id, "its record was changed: its hash is another")
        proof.counts["occurrences"] += 1
    for entry in chain.from_iterable(proof.log.met.values()):
        raise Broken("log", entry.seq, f"tells of an occurrence of {entry.subject}, which is not there")


def texts(proof: Proof) -> None:
    """Every text is as it was read, and belongs to a reading."""
    for row_id, digest, text, used in proof.rows(
        "SELECT id, sha256, text, EXISTS (SELECT 1 FROM readings WHERE text_id = texts.id) FROM texts ORDER BY id"
    ):
        proof.at = ("texts", row_id)
        if not used:
            raise Broken("texts", row_id, "belongs to no reading")
        if sha256(text) != digest and (text or not _is_removed(proof, row_id)):
            raise Broken("texts", row_id, "was changed: its hash is another")
        proof.counts["texts"] += 1


def readings(proof: Proof) -> None:
    """Every reading is as it was made, and stands on its text."""
    left = dict(proof.log.read)
    query = (
        "SELECT readings.*, sources.sha256 AS source_sha256, texts.sha256 AS text_sha256, texts.text AS whole "
        "FROM readings LEFT JOIN sources ON sources.id = readings.source_id "
        "LEFT JOIN texts ON texts.id = readings.text_id ORDER BY readings.id"
    )
    for row in proof.rows(query):
        proof.at = ("readings", row.id)
        entry = left.pop((row.source_sha256, row.key), None)
        if entry is None:
            raise Broken("readings", row.id, "the log does not tell of it: its source or its key was changed")
        if row.source_sha256 not in proof.log.removed:
            _reading(proof, row, entry)
        elif row.text_sha256 != msgspec.json.decode(entry.detail)["text"]:
            raise Broken("readings", row.id, "stands on another text than the log tells")
        proof.counts["readings"] += 1
        if proof.counts["readings"] % AT_A_TIME == 0:
            proof.told(proof.counts["readings"])
    for entry in left.values():
        raise Broken("log", entry.seq, f"tells of a reading of {entry.subject}, which is not there")


def records(proof: Proof) -> None:
    """No record belongs to no reading."""
    for table in ("statements", "incidents"):
        query = (
            f"SELECT id FROM {table} WHERE NOT EXISTS (SELECT 1 FROM readings WHERE readings.id = reading_id "
            f"AND {table}.id >= first_{table[:-1]} AND {table}.id < first_{table[:-1]} + n_{table}) LIMIT 1"
        )
        stray = proof.connection.exec_driver_sql(query).scalar()
        if stray is not None:
            raise Broken(table, int(stray), "belongs to no reading")


def _is_removed(proof: Proof, text_id: int) -> bool:
    query = (
        "SELECT sources.sha256 FROM readings JOIN sources ON sources.id = readings.source_id WHERE readings.text_id = ?"
    )
    users = proof.connection.exec_driver_sql(query, (text_id,)).scalars().all()
    return all(digest in proof.log.removed for digest in users)


def _reading(proof: Proof, row: Any, entry: Entry) -> None:
    known = msgspec.json.decode(entry.detail)
    statements = _own(proof, "statements", row.first_statement, row.n_statements)
    incidents = _own(proof, "incidents", row.first_incident, row.n_incidents)
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
        raise Broken("readings", row.id, f"stands on another text than the log tells, {known['text']}")
    if digest != known["reading"]:
        why = f"the reading of {row.document!r} was changed: its hash is another"
        raise Broken(*_changed(proof, row, whole), why)
    if row.sha256 != digest:
        raise Broken("readings", row.id, "its hash was changed")
    try:
        reading = msgspec.json.decode(whole.line(), type=Reading)
        prove(reading)
    except (msgspec.MsgspecError, PurportError) as error:
        raise Broken("readings", row.id, f"does not stand on its text: {error}") from None
    _columns(proof, row, entry, reading, statements, incidents)


def _columns(
    proof: Proof, row: Any, entry: Entry, reading: Reading, statements: list[Any], incidents: list[Any]
) -> None:
    own = columns(reading, row.text_sha256)
    told = msgspec.json.decode(entry.detail).get("added_at", entry.at)
    current = int(proof.log.last_read[row.source_sha256] == row.key)
    expected = {
        **{name: getattr(own, name) for name in ("document", "title", "publisher", "published", "day", "span")},
        "added_at": told,
        "current": current,
        "n_statements": len(reading.statements),
        "n_incidents": len(reading.incidents),
    }
    for name, value in expected.items():
        if getattr(row, name) != value:
            raise Broken("readings", row.id, f"{name} is {getattr(row, name)!r}, and must be {value!r}")
    shared = (row.id, current)
    for each, confidence in zip(statements, own.confidences, strict=True):
        expect = (*shared, own.day, own.span, confidence)
        if (each.reading_id, each.current, each.day, each.span, each.confidence) != expect:
            raise Broken("statements", each.id, "its columns are not those of its record")
    for each, (kind, day, span) in zip(incidents, own.incidents, strict=True):
        if (each.reading_id, each.current, each.type, each.day, each.span) != (*shared, kind, day, span):
            raise Broken("incidents", each.id, "its columns are not those of its record")
    proof.counts["statements"] += len(statements)
    proof.counts["incidents"] += len(incidents)


def _own(proof: Proof, table: str, first: int, count: int) -> list[Any]:
    """The rows of a reading's records, in its order."""
    query = f"SELECT * FROM {table} WHERE id >= ? AND id < ? ORDER BY id DESC"
    return list(proof.connection.exec_driver_sql(query, (first, first + count)))


def _changed(proof: Proof, row: Any, whole: Parts) -> tuple[str, int]:
    """The row that was changed, where one record tells of itself that it is broken; else the reading's."""
    for table, records, first in (
        ("statements", whole.statements, row.first_statement),
        ("incidents", whole.incidents, row.first_incident),
    ):
        for number, record in enumerate(reversed(records)):
            if not _stands(table, record, whole.text):
                return table, first + number
    return "readings", row.id


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _stands(table: str, record: str, text: str) -> bool:
    """Whether a record by itself can be read and stands on its text."""
    kind: type[Statement | Incident] = Statement if table == "statements" else Incident
    try:
        prove_records((msgspec.json.decode(record, type=kind),), text)
    except (msgspec.MsgspecError, PurportError):
        return False
    return True
