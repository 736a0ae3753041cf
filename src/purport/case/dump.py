"""All of a case as JSON Lines in a fixed order: what two cases can be compared by.

Without times two undisturbed runs over the same documents give the same bytes: clock times, and the hashes and stamps
that hang on them, are left out.
"""

import base64
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody
from purport.case.migrations import NEWEST
from purport.case.rows import original_of
from purport.case.writing import parts_of

_ENCODE = msgspec.json.Encoder(order="sorted").encode
# What hangs on the clock, in any record, and in what the log tells of an act.
_TIMES = frozenset(("at", "added_at", "hash", "previous", "token"))
_TIMED = frozenset(("added_at", "row", "rows", "judgements", "left"))


def dump(connection: Connection, *, times: bool = False) -> Iterator[bytes]:
    """The lines, without newlines: the form, sources, occurrences, readings, places, what people did of it, the log,
    and with ``times`` the time stamps. ``{"reading": …}`` holds the line of ``purport read --json`` as it is."""
    for kind, record in _records(connection):
        if times or kind != "stamp":
            yield _ENCODE({kind: record if times else _timeless(kind, record)})


def _records(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "case", {"form": NEWEST}
    yield from _sources(connection)
    yield from _occurrences(connection)
    yield from _readings(connection)
    for table, kind in (
        ("places", "place"),
        ("judgements", "judgement"),
        ("ratings", "rating"),
        ("sheets", "sheet"),
        ("codings", "coding"),
        ("watches", "look"),
        ("removals", "removal"),
    ):
        for row in _rows(connection, f"SELECT * FROM {table} ORDER BY id"):
            yield kind, _parsed(dict(row))
    for entry in custody.entries(connection):
        yield "log", _parsed(msgspec.to_builtins(entry))
    for row in _rows(connection, "SELECT * FROM stamps ORDER BY id"):
        yield "stamp", {**row, "token": base64.b64encode(row["token"]).decode()}


def _sources(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    query = (
        "SELECT sources.id, sources.sha256, record, original, packing, added_at, told, text FROM sources "
        "LEFT JOIN texts ON texts.sha256 = sources.sha256 ORDER BY sources.id"
    )
    for row in _rows(connection, query):
        whole = None if row["packing"] == "text" else original_of(row["original"], row["packing"], None)
        known = {name: row[name] for name in ("id", "sha256", "packing", "added_at")}
        original = None if whole is None else base64.b64encode(whole).decode()
        yield "source", {**known, "record": _raw(row["record"]), "told": _raw(row["told"]), "original": original}


def _occurrences(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    query = (
        "SELECT occurrences.id, sources.sha256 AS source, occurrences.sha256, occurrences.record, occurrences.told, "
        "occurrences.added_at FROM occurrences JOIN sources ON sources.id = source_id ORDER BY occurrences.id"
    )
    for row in _rows(connection, query):
        yield "occurrence", {**row, "record": _raw(row["record"]), "told": _raw(row["told"])}


def _readings(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    query = (
        "SELECT readings.id, sources.sha256 AS source, text_id, key, readings.sha256, current, day, span, "
        "first_statement, first_incident, readings.added_at FROM readings "
        "JOIN sources ON sources.id = readings.source_id ORDER BY readings.id"
    )
    for row in _rows(connection, query):
        yield "reading", {**row, "line": msgspec.Raw(parts_of(connection, row["id"]).line())}


def _rows(connection: Connection, query: str) -> Iterator[dict[str, Any]]:
    for row in connection.exec_driver_sql(query, execution_options={"yield_per": 500}).mappings():
        yield dict(row)


def _parsed(record: dict[str, Any]) -> dict[str, Any]:
    """A record with what it holds as JSON opened."""
    return {
        name: _raw(value) if name in ("detail", "subject", "other", "correction") and _is_json(value) else value
        for name, value in record.items()
    }


def _is_json(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("{")


def _raw(value: str) -> msgspec.Raw:
    return msgspec.Raw(value.encode())


def _timeless(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in record.items() if name not in _TIMES}
    if kind == "log":
        detail = msgspec.json.decode(record["detail"])
        kept["detail"] = {name: value for name, value in detail.items() if name not in _TIMED}
    return kept
