"""What a case holds of the documents of a name, as rows of the terms that search goes through."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from purport.case.driver import fetched
from purport.case.matching import DOCUMENTS, INCIDENTS, STATEMENTS
from purport.case.terms import Mark, value_term
from purport.case.writing import ID_BITS, ID_MASK
from purport.errors import OptionError

# The shortest beginning of a SHA-256 that names a document.
LEAST_PREFIX = 6
_BY_NAME = (
    "SELECT source_id FROM readings WHERE document = ?1 UNION SELECT source_id FROM occurrences WHERE document = ?1"
)
_BY_HASH = "SELECT id FROM sources WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'"
_READINGS = (
    "SELECT id, day, first_statement, n_statements, first_incident, n_incidents FROM readings "
    "WHERE current AND source_id IN ({})"
)


@dataclass(frozen=True, slots=True)
class _Read:
    """The current reading of a document, and which rows its statements and incidents are."""

    id: int
    day: int
    first_statement: int
    n_statements: int
    first_incident: int
    n_incidents: int

    @property
    def statements(self) -> tuple[int, int]:
        return self.first_statement, self.first_statement + self.n_statements - 1

    @property
    def incidents(self) -> tuple[int, int]:
        return self.first_incident, self.first_incident + self.n_incidents - 1


Rows = Mapping[str, tuple[int, ...]]
"""The rows of the terms, by the name of their sort."""


def document_rows(connection: Connection, name: str) -> Rows:
    """The rows of the documents of a name: the id at whichever place they were met, a SHA-256, or six digits or more
    that it begins with. Of ``NAME#ID``, as hits name a record, the rows of that record alone.

    Raises OptionError where there is none.
    """
    if documents := _documents(connection, name):
        return _rows(connection, documents, None)
    document, _, record = name.rpartition("#")
    if document and record and (documents := _documents(connection, document)):
        found = _rows(connection, documents, record)
        if any(found.values()):
            return found
        raise OptionError(without_record(document, record))
    raise OptionError(f"no document of the case is called {name!r}; `purport documents CASE` lists them")


def is_there(connection: Connection, name: str) -> bool:
    """Whether there is a document, or a record, of this name."""
    try:
        return any(document_rows(connection, name).values())
    except OptionError:
        return False


def without_record(document: str, record: str) -> str:
    """That a document has no record of an id, in words."""
    return f'{document!r} has no statement or incident {record!r}; document:"{document}" finds what it has'


def _documents(connection: Connection, name: str) -> list[_Read]:
    try:
        name.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates is no name
        return []
    queries = [_BY_NAME]
    if re.fullmatch(rf"[0-9a-fA-F]{{{LEAST_PREFIX},64}}", name):
        queries.append(_BY_HASH)
    for query in queries:
        wanted = name.lower() if query is _BY_HASH else name
        if rows := fetched(connection, _READINGS.format(query), wanted):
            return [_Read(*row) for row in rows]
    return []


def _rows(connection: Connection, documents: list[_Read], record: str | None) -> Rows:
    statements = [row for one in documents for row in _stored(connection, STATEMENTS.table, one.statements, record)]
    incidents = [row for one in documents for row in _stored(connection, INCIDENTS.table, one.incidents, record)]
    return {
        STATEMENTS.name: tuple(day << ID_BITS | row for day, row in statements),
        INCIDENTS.name: _as_dated(connection, {row: day for day, row in incidents}),
        DOCUMENTS.name: () if record else tuple(one.day << ID_BITS | one.id for one in documents),
    }


def _stored(connection: Connection, table: str, between: tuple[int, int], record: str | None) -> list[tuple[int, int]]:
    query = f"SELECT day, id FROM {table} WHERE id BETWEEN ? AND ?"
    if record is None:
        return fetched(connection, query, *between)
    return fetched(connection, f"{query} AND json_extract(record, '$.id') = ?", *between, record)


def _as_dated(connection: Connection, days: dict[int, int]) -> tuple[int, ...]:
    """The rows of incidents: those whose date somebody corrected stand under the day that they have now."""
    given = json.dumps(list(days))
    query = "SELECT incident_id FROM redated WHERE incident_id IN (SELECT value FROM json_each(?))"
    moved = {row for (row,) in fetched(connection, query, given)}
    rows = [day << ID_BITS | row for row, day in days.items() if row not in moved]
    if moved:
        terms = INCIDENTS.terms
        query = (
            f"SELECT rowid FROM {terms} WHERE {terms} MATCH ? AND rowid & {ID_MASK} IN (SELECT value FROM json_each(?))"
        )
        match = f'"{value_term(Mark.JUDGED, "judged")}"'
        rows += [row for (row,) in fetched(connection, query, match, json.dumps(list(moved)))]
    return tuple(rows)
