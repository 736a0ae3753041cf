"""Readings to rows and back. A reading's statements and incidents are rows of their own; the rest is one JSON value."""

import hashlib
import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Table, func, insert, select, update

from purport.case import schema
from purport.case.days import days_or_none
from purport.case.folding import folded
from purport.case.migrations import now
from purport.case.records import Outcome
from purport.case.search import index
from purport.codec import decode, to_dict
from purport.types import Incident, MadeBy, Party, Reading, Source, Speaker, Statement, Via

# What of a source a reading may depend on: a correction here makes a new reading of the same document.
_TOLD = ("title", "publisher", "author", "published", "language")


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def key(source: Source, text: str, made_by: MadeBy) -> str:
    """What tells one reading of a source from another: its text, what made it, and what is told of the source."""
    told = {name: getattr(source, name) for name in _TOLD}
    parts = {"text": sha256(text), "made_by": msgspec.to_builtins(made_by), "told": told}
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True))


def store(connection: Connection, reading: Reading) -> Outcome:
    """Write a reading within the transaction that is open."""
    source_id, is_new = _source_id(connection, reading.source)
    reading_key = key(reading.source, reading.text, reading.made_by)
    known = select(schema.readings.c.id).where(
        schema.readings.c.source_id == source_id, schema.readings.c.key == reading_key
    )
    if connection.scalar(known) is not None:
        return Outcome.PRESENT
    connection.execute(
        update(schema.readings)
        .where(schema.readings.c.source_id == source_id, schema.readings.c.current)
        .values(current=False)
    )
    published = days_or_none(reading.source.published)
    node = to_dict(reading)
    parts = node.pop("statements"), node.pop("incidents")
    del node["text"]
    reading_id = _inserted(
        connection,
        schema.readings,
        source_id=source_id,
        text_id=_text_id(connection, reading.text),
        key=reading_key,
        current=True,
        document=reading.source.id,
        title=reading.source.title,
        publisher=reading.source.publisher,
        published=reading.source.published,
        first_day=None if published is None else published[0].isoformat(),
        last_day=None if published is None else published[1].isoformat(),
        rest=_json(node),
        added_at=now(),
    )
    rows = _store_statements(connection, reading_id, reading, parts[0])
    _store_incidents(connection, reading_id, reading, parts[1], rows)
    return Outcome.ADDED if is_new else Outcome.REREAD


def restored(connection: Connection, row: RowMapping) -> Reading:
    """The reading of a row of ``readings`` that holds ``text`` too, every anchor proved anew.

    Raises ContractError or AnchorError where the case was tampered with.
    """
    node = json.loads(row["rest"])
    node["text"] = row["text"]
    for name, table in (("statements", schema.statements), ("incidents", schema.incidents)):
        found = connection.scalars(select(table.c.record).where(table.c.reading_id == row["id"]).order_by(table.c.id))
        node[name] = [json.loads(record) for record in found]
    return decode(json.dumps(node, ensure_ascii=False).encode("utf-8"))


def _source_id(connection: Connection, source: Source) -> tuple[int, bool]:
    known = connection.scalar(select(schema.sources.c.id).where(schema.sources.c.sha256 == source.sha256))
    if known is not None:
        return int(known), False
    record = _json(msgspec.to_builtins(source))
    return _inserted(connection, schema.sources, sha256=source.sha256, record=record, added_at=now()), True


def _text_id(connection: Connection, text: str) -> int:
    digest = sha256(text)
    known = connection.scalar(select(schema.texts.c.id).where(schema.texts.c.sha256 == digest))
    if known is not None:
        return int(known)
    text_id = _inserted(connection, schema.texts, sha256=digest, text=text)
    index(connection, "text", {text_id: text})
    return text_id


def _store_statements(
    connection: Connection, reading_id: int, reading: Reading, records: list[dict[str, Any]]
) -> dict[str, int]:
    rows: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    for row_id, statement, record in zip(
        _free_ids(connection, schema.statements), reading.statements, records, strict=False
    ):
        rows.append(
            {
                "id": row_id,
                "reading_id": reading_id,
                "name": statement.id,
                "kind": statement.kind,
                "certainty": statement.certainty,
                "record": _json(record),
            }
        )
        for party in _statement_parties(statement, reading):
            parties.append({"statement_id": row_id, "incident_id": None, **party})
    words = ("\n".join(part.text for part in statement.content) for statement in reading.statements)
    ids = [row["id"] for row in rows]
    _insert_all(connection, schema.statements, rows)
    _insert_all(connection, schema.parties, parties)
    index(connection, "statement", dict(zip(ids, words, strict=True)))
    return dict(zip((s.id for s in reversed(reading.statements)), reversed(ids), strict=True))


def _store_incidents(
    connection: Connection, reading_id: int, reading: Reading, records: list[dict[str, Any]], statements: dict[str, int]
) -> None:
    rows: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    tellings: set[tuple[int, int]] = set()
    for row_id, incident, record in zip(
        _free_ids(connection, schema.incidents), reading.incidents, records, strict=False
    ):
        date = incident.date
        when = None if date is None else days_or_none(f"{date.start}/{date.end or date.start}")
        rows.append(
            {
                "id": row_id,
                "reading_id": reading_id,
                "name": incident.id,
                "type": incident.type,
                "mode": incident.mode,
                "status": incident.status,
                "first_day": None if when is None else when[0].isoformat(),
                "last_day": None if when is None else when[1].isoformat(),
                "record": _json(record),
            }
        )
        tellings |= {(row_id, statements[name]) for name in incident.statements if name in statements}
        for party in _incident_parties(incident):
            parties.append({"statement_id": None, "incident_id": row_id, **party})
    words = map(_incident_words, reading.incidents)
    _insert_all(connection, schema.incidents, rows)
    _insert_all(connection, schema.parties, parties)
    _insert_all(
        connection, schema.tellings, [{"incident_id": one, "statement_id": two} for one, two in sorted(tellings)]
    )
    index(connection, "incident", dict(zip((row["id"] for row in rows), words, strict=True)))


def _free_ids(connection: Connection, table: Table) -> Iterator[int]:
    """The ids after the last: safe, since the transaction holds the file's write lock."""
    return count(int(connection.scalar(select(func.max(table.c.id))) or 0) + 1)


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _incident_words(incident: Incident) -> str:
    place = [] if incident.place is None else [incident.place.text, incident.place.name]
    parties = [part for party in (*incident.actors, *incident.targets) for part in (party.text, party.name)]
    words = [incident.type.replace("_", " "), *(span.text for span in (*incident.mentions, *incident.weapons))]
    return "\n".join(dict.fromkeys([*words, *place, *parties]))


def _statement_parties(statement: Statement, reading: Reading) -> Iterator[dict[str, Any]]:
    if statement.speaker is not None:
        yield _party("speaker", statement.speaker)
    for via in statement.via:
        yield _party("via", via)
    if statement.addressee is not None:
        yield _party("addressee", statement.addressee)
    for actor in reading.actors:
        if any(part.start <= m.start and m.end <= part.end for part in statement.content for m in actor.mentions):
            yield {
                "role": "mentioned",
                "actor": actor.id,
                "folded": folded(actor.name, *(m.text for m in actor.mentions)),
            }


def _incident_parties(incident: Incident) -> Iterator[dict[str, Any]]:
    for role, parties in (("actor", incident.actors), ("target", incident.targets)):
        for party in parties:
            yield _party(role, party)


def _party(role: str, who: Speaker | Via | Party) -> dict[str, Any]:
    return {"role": role, "actor": getattr(who, "actor", None), "folded": folded(who.name, who.text)}


def _inserted(connection: Connection, table: Table, **values: Any) -> int:
    primary = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert primary is not None
    return int(primary[0])


def _json(node: Any) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))
