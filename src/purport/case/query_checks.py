"""A query beside the case it is asked of: values that nothing has, names of records, what was meant otherwise."""

from collections.abc import Iterator

from sqlalchemy import Connection

from purport.case.document_rows import document_rows, is_there, without_record
from purport.case.matching import (
    DOCUMENT,
    DOCUMENTS,
    INCIDENTS,
    positive_words,
)
from purport.case.places_near import taken_for
from purport.case.query import And, Field, Node, Not, Or, Words
from purport.case.query_fields import Around, Code, Value
from purport.case.search import execute
from purport.case.terms import Mark, value_term
from purport.codebooks.gazetteer import gazetteer
from purport.codebooks.incident_types import incident_types
from purport.errors import OptionError
from purport.types import Level


def with_records(connection: Connection, node: Node | None) -> Node | None:
    """The query with a word that is the name of a record, as hits show it (NAME#ID), taken for that record."""
    if isinstance(node, And | Or):
        return type(node)(tuple(each for part in node.parts if (each := with_records(connection, part))))
    if isinstance(node, Not):
        part = with_records(connection, node.part)
        return part and Not(part)
    if isinstance(node, Words) and "#" in node.text and is_there(connection, node.text):
        return Field(DOCUMENT, Code(node.text))
    return node


def notes(connection: Connection, node: Node | None, *, anything: bool) -> Iterator[str]:
    """How a part of the query was taken that may be meant otherwise: a place that only the gazetteer knows; and, where
    not ``anything`` was found, a word that is the name of a document, or of a record that its document has not."""
    for value in _fields(node, "place"):
        if isinstance(value, Around) and (taken := taken_for(connection, value)):
            yield taken
    if not anything:
        for each in positive_words(node):
            document, _, record = each.text.rpartition("#")
            if is_there(connection, each.text):
                yield f'a document is called {each.text!r}; document:"{each.text}" finds what was read in it'
            elif document and record and is_there(connection, document):
                yield without_record(document, record)


def check_values(connection: Connection, node: Node | None) -> None:
    """Raises OptionError where a type, a theme or a country is asked for that no record of the case has and that is
    none of ours: readings may have those of a user's own codebook."""
    for value in _values(node, DOCUMENT):
        document_rows(connection, value)
    for value in _values(node, "country"):
        _check_country(connection, value)
    for value in _values(node, "theme"):
        if not execute(connection, DOCUMENTS, f'"{value_term(Mark.THEME, value)}"', "LIMIT 1"):
            raise OptionError(f"no text in the case has the theme {value!r}; {_themes(connection)}")
    for value in _values(node, "type"):
        known = incident_types()
        term = f'"{value_term(Mark.TYPE, value)}"'
        if value.lower() in known or execute(connection, INCIDENTS, term, "LIMIT 1"):
            continue
        held = connection.exec_driver_sql("SELECT DISTINCT type FROM incidents ORDER BY type").scalars()
        every = ", ".join(dict.fromkeys((*known, *held)))
        raise OptionError(f"incident type {value!r} does not exist; choose one of {every}")


def _check_country(connection: Connection, value: str) -> None:
    code = value.upper()
    held = connection.exec_driver_sql("SELECT 1 FROM places WHERE country = ? LIMIT 1", (code,)).scalar()
    if held or (code.isascii() and len(code) == 2 and gazetteer().country(code)):
        return
    meant = next((entry.country for entry in gazetteer().lookup(value) if entry.level is Level.COUNTRY), None)
    raise OptionError(
        f"country {value!r} does not exist; "
        + (f"write country:{meant}" if meant else "give its two letters (ISO 3166-1), as country:FO")
    )


def _themes(connection: Connection) -> str:
    query = (
        "SELECT DISTINCT json_extract(value, '$.code') AS code FROM readings, json_each(readings.rest, '$.themes') "
        "WHERE current ORDER BY code"
    )
    codes = ", ".join(map(str, connection.exec_driver_sql(query).scalars()))
    return f"there are {codes}" if codes else "none has a theme: it was read without a codebook that has themes"


def _values(node: Node | None, field: str) -> Iterator[str]:
    for value in _fields(node, field):
        if isinstance(value, Code):
            yield value.value


def _fields(node: Node | None, name: str) -> Iterator[Value]:
    """The values that a field is asked for, under NOT too."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _fields(part, name)
    elif isinstance(node, Not):
        yield from _fields(node.part, name)
    elif isinstance(node, Field) and node.name == name:
        yield node.value
