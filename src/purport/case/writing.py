"""What a case holds of a reading, and the terms by which it is found."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import term_tables, terms
from purport.case.held import occurrences_of
from purport.case.judged import as_judged, redated, terms_as_judged
from purport.case.judging import any_judged
from purport.case.occurrences import publishers
from purport.case.parts import Parts
from purport.case.term_tables import TERMS
from purport.errors import CaseError
from purport.types import Reading

ID_BITS = 32
ID_MASK = (1 << ID_BITS) - 1
# So many readings are indexed anew in one transaction.
AT_ONCE = 1_000
_HEAD = "SELECT readings.*, texts.text FROM readings JOIN texts ON texts.id = readings.text_id WHERE readings.id = ?"


def rowid(day: int, row_id: int) -> int:
    """The row of a record in the terms."""
    return day << ID_BITS | row_id


def parts_of(connection: Connection, reading_id: int) -> Parts:
    """What is stored of a reading."""
    row = connection.exec_driver_sql(_HEAD, (reading_id,)).mappings().one()
    return Parts(
        schema=row["schema"],
        source=row["source"],
        text=row["text"],
        statements=tuple(_records(connection, "statements", row["first_statement"], row["n_statements"])),
        incidents=tuple(_records(connection, "incidents", row["first_incident"], row["n_incidents"])),
        rest=row["rest"],
    )


def restored(connection: Connection, reading_id: int) -> Reading:
    """A stored reading, its anchors not proved again. Raises CaseError where it cannot be read."""
    whole = parts_of(connection, reading_id)
    try:
        return msgspec.json.decode(whole.line(), type=Reading)
    except msgspec.MsgspecError as error:
        raise CaseError(f"what is stored of a reading no longer holds ({error}); see `purport verify`") from error


def index_anew(connection: Connection) -> int:
    """Make the terms of the next readings anew, within the transaction that is open, and how many are left: once none
    is, search has the edition of ``terms``. What is broken off between two transactions goes on from there."""
    edition = connection.exec_driver_sql("SELECT value FROM editions WHERE name = 'terms'").scalar()
    if edition == terms.EDITION:
        return 0  # another process was quicker
    if edition != -terms.EDITION:
        term_tables.create(connection)
        set_edition = "INSERT OR REPLACE INTO editions VALUES ('terms', ?), ('indexed', 0)"
        connection.exec_driver_sql(set_edition, (-terms.EDITION,))
    query = "SELECT id FROM readings WHERE current AND id > (SELECT value FROM editions WHERE name = 'indexed')"
    ids = connection.exec_driver_sql(f"{query} ORDER BY id LIMIT ?", (AT_ONCE,)).scalars().all()
    made = [terms_stored(connection, reading_id) for reading_id in ids]
    for what in TERMS:
        insert(connection, f"{what}_terms", ("rowid", "terms"), sorted(row for each in made for row in each[what]))
    for reading_id in ids:
        redate(connection, reading_id)
    left = 0
    if ids:
        connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'indexed'", (ids[-1],))
        left = int(connection.exec_driver_sql(f"SELECT count(*) FROM ({query})").scalar_one())
    if not left:
        connection.exec_driver_sql("DELETE FROM editions WHERE name = 'indexed'")
        connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'terms'", (terms.EDITION,))
    return left


@contextmanager
def judging(connection: Connection, sources: Iterable[str]) -> Iterator[None]:
    """What is judged meanwhile of sources, given by their SHA-256, is what their records are found by afterwards,
    within the transaction that is open."""
    query = (
        "SELECT readings.id FROM readings JOIN sources ON sources.id = source_id WHERE current "
        "AND sources.sha256 IN (SELECT value FROM json_each(?)) ORDER BY readings.day, readings.id"
    )
    ids = connection.exec_driver_sql(query, (json.dumps(list(sources)),)).scalars().all()
    before = [terms_stored(connection, reading_id) for reading_id in ids]
    yield
    _replace(connection, before, [terms_stored(connection, reading_id) for reading_id in ids])
    term_tables.bring_together(connection)
    for reading_id in ids:
        redate(connection, reading_id)


def retire(connection: Connection, reading_id: int) -> None:
    """Make a reading one that is kept and no longer searched."""
    unindex(connection, reading_id)
    row = connection.exec_driver_sql(
        "SELECT first_statement, n_statements, first_incident, n_incidents FROM readings WHERE id = ?", (reading_id,)
    ).one()
    if any_judged(connection):
        range_ = (row[2], row[2] + row[3])
        connection.exec_driver_sql("DELETE FROM redated WHERE incident_id >= ? AND incident_id < ?", range_)
    _set_current(connection, reading_id, False)


def revive(connection: Connection, reading_id: int) -> None:
    """Make a reading that was retired the current one again; its terms are not there yet."""
    _set_current(connection, reading_id, True)


def unindex(connection: Connection, reading_id: int) -> None:
    """Take the terms of a stored reading out of the index."""
    for what, rows in terms_stored(connection, reading_id).items():
        _delete(connection, what, rows)


def backwards(first: int, count: int) -> range:
    """The ids of the records of a reading, in its order: by id descending, as what was added later comes before what
    was added earlier."""
    return range(first + count - 1, first - 1, -1)


def insert(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows; without ``columns`` they are whole."""
    if rows:
        named = f" ({', '.join(columns)})" if columns else ""
        marks = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {table}{named} VALUES ({marks})", list(rows))


def insert_places(connection: Connection, places: Iterable[terms.PlaceRow]) -> None:
    """Insert those places that the case does not know."""
    every = {place.key: place for place in places}
    there = known(connection, "places", "key", list(every))
    new = [place for key, place in every.items() if key not in there]
    rows = [
        (row_id, place.key, place.name, place.folded, place.country, place.lat, place.lon, place.radius_km)
        for row_id, place in enumerate(new, last_id(connection, "places") + 1)
    ]
    insert(connection, "places", (), rows)


def known(connection: Connection, table: str, column: str, values: list[str]) -> dict[str, int]:
    """The ids of those of the values that a column holds."""
    found = connection.exec_driver_sql(
        f"SELECT {column}, id FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",
        (json.dumps(values),),
    )
    return {str(value): int(row_id) for value, row_id in found}


def last_id(connection: Connection, table: str) -> int:
    """The last id: safe to count on from, since the transaction holds the file's write lock."""
    return int(connection.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0)


def _records(connection: Connection, table: str, first: int, count: int) -> list[str]:
    query = f"SELECT record FROM {table} WHERE id >= ? AND id < ? ORDER BY id DESC"
    return list(connection.exec_driver_sql(query, (first, first + count)).scalars())


# The rows of terms of a reading, by sort.
_Terms = dict[str, list[tuple[int, str]]]


def _delete(connection: Connection, what: str, rows: Sequence[tuple[int, str]]) -> None:
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO {what}_terms ({what}_terms, rowid, terms) VALUES ('delete', ?, ?)", sorted(rows)
        )


def _replace(connection: Connection, before: Sequence[_Terms], after: Sequence[_Terms]) -> None:
    """Put rows of terms in the place of others; those that are the same stay untouched."""
    for what in TERMS:
        old = {row for each in before for row in each[what]}
        new = {row for each in after for row in each[what]}
        _delete(connection, what, sorted(old - new))
        insert(connection, f"{what}_terms", ("rowid", "terms"), sorted(new - old))


def redate(connection: Connection, reading_id: int) -> None:
    """Keep how long the corrected dates of a current reading's incidents are, and where corrected places lie."""
    if not any_judged(connection):
        return
    row = _bounds(connection, reading_id)
    last = row.first_incident + row.n_incidents
    connection.exec_driver_sql(
        "DELETE FROM redated WHERE incident_id >= ? AND incident_id < ?", (row.first_incident, last)
    )
    judged = as_judged(connection, restored(connection, reading_id))
    if judged.is_judged:
        insert_places(connection, terms_as_judged(judged).places)
    rows = [(last - 1 - number, span) for number, (_, span) in redated(judged).items()]
    insert(connection, "redated", (), rows)


def _set_current(connection: Connection, reading_id: int, current: bool) -> None:
    row = _bounds(connection, reading_id)
    for table, first, count in (
        ("statements", row.first_statement, row.n_statements),
        ("incidents", row.first_incident, row.n_incidents),
    ):
        query = f"UPDATE {table} SET current = ? WHERE id >= ? AND id < ?"
        connection.exec_driver_sql(query, (current, first, first + count))
    connection.exec_driver_sql("UPDATE readings SET current = ? WHERE id = ?", (current, reading_id))


def _other_publishers(connection: Connection, source_id: int, own: str | None) -> tuple[str, ...]:
    """Who published a document beside the one that its reading tells."""
    query = "SELECT 1 FROM occurrences WHERE source_id = ? LIMIT 1"
    if connection.exec_driver_sql(query, (source_id,)).scalar() is None:
        return ()
    found = publishers(occurrences_of(connection, [source_id]).get(source_id, ()))
    return tuple(name for name in found if name != own)


def _bounds(connection: Connection, reading_id: int) -> Any:
    return connection.exec_driver_sql(
        "SELECT source_id, day, first_statement, n_statements, first_incident, n_incidents FROM readings WHERE id = ?",
        (reading_id,),
    ).one()


def terms_stored(connection: Connection, reading_id: int) -> _Terms:
    """The rows of terms that a stored reading has, as it was judged, with every publisher of its document."""
    row = _bounds(connection, reading_id)
    reading = restored(connection, reading_id)
    judged = as_judged(connection, reading)
    others = _other_publishers(connection, row.source_id, reading.source.publisher)
    found = terms.with_publishers(terms_as_judged(judged), others)
    days = connection.exec_driver_sql(
        "SELECT day FROM incidents WHERE id >= ? AND id < ? ORDER BY id DESC",
        (row.first_incident, row.first_incident + row.n_incidents),
    ).scalars()
    moved = {number: day for number, (day, _) in redated(judged).items()}
    return {
        "statement": [
            (rowid(row.day, row_id), each)
            for row_id, each in zip(backwards(row.first_statement, row.n_statements), found.statements, strict=True)
        ],
        "incident": [
            (rowid(moved.get(number, day), row_id), each)
            for number, (row_id, day, each) in enumerate(
                zip(backwards(row.first_incident, row.n_incidents), days, found.incidents, strict=True)
            )
        ],
        "document": [(rowid(row.day, reading_id), found.document)],
    }
