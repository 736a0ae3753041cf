"""Finding statements, incidents and documents in a case: the newest first, or what fits best.

Every query is a full-text query of FTS5 over the terms of one sort of record (see ``terms``), in the order of row ids,
which begin with the day.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from heapq import merge
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import highlights, ranking
from purport.case.document_rows import Rows, document_rows
from purport.case.driver import fetched
from purport.case.matching import (
    DOCUMENTS,
    INCIDENTS,
    STATEMENTS,
    Branch,
    Sort,
    branches,
    expression,
    ordinals,
    positive_words,
)
from purport.case.places_near import place_terms
from purport.case.query import And, Node, Or, Words
from purport.case.query_fields import Around
from purport.case.records import Found
from purport.case.terms import Mark, incident_words, statement_words
from purport.errors import CaseError
from purport.types import Incident, Source, Span, Statement

AROUND = 80
ID_BITS = 32
ID_MASK = (1 << ID_BITS) - 1
# So many records of each sort are weighed when they are ranked.
CANDIDATES = {"statement": 600, "incident": 600, "document": 200}
_ALL = -1
# Of so many rare words each is looked for by itself.
_RAREST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a case. ``limit`` and ``offset`` go for each sort of record; ``around`` gives the terms of the
    places within a distance, ``rows_of`` the rows of the documents of a name."""

    query: Node | None = None
    around: Callable[[Around], tuple[str, ...]]
    rows_of: Callable[[str], Rows]
    least_confidence: float | None = None
    ranked: bool = False
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, in order. ``capped``: more fits than was weighed, so that something better may be left out."""

    found: tuple[Found, ...] = ()
    capped: bool = False


def find(connection: Connection, question: Question, sort: Sort) -> Answer:
    """The records of one sort that fit."""
    rows, capped = _rows(connection, question, sort)
    chosen = rows[question.offset :][: question.limit]
    return Answer(tuple(_RECORDS[sort.name](connection, chosen, positive_words(question.query))), capped)


def count(connection: Connection, question: Question, sort: Sort, most: int) -> int:
    """How many records of one sort fit, ``most`` at most."""
    return len(_newest(connection, question, sort, most))


def rows(connection: Connection, question: Question, sort: Sort) -> list[int]:
    """The rows of the terms that fit, newest first: each the day of a record and its number (``ID_BITS``)."""
    return _newest(connection, question, sort, question.limit)


def around(connection: Connection) -> Callable[[Around], tuple[str, ...]]:
    """What gives the terms of the places within a distance, each distance counted once."""
    return cache(partial(place_terms, connection))


def rows_of(connection: Connection) -> Callable[[str], Rows]:
    """What gives the rows of the documents of a name, each name looked up once."""
    return cache(partial(document_rows, connection))


def gather(connection: Connection) -> None:
    """Bring the terms of each sort together in one segment, so that a word is looked up in one place and not in each
    that a batch left behind; within the transaction that is open."""
    for sort in (STATEMENTS, INCIDENTS, DOCUMENTS):
        segments = connection.exec_driver_sql(f"SELECT count(DISTINCT segid) FROM {sort.terms}_idx").scalar_one()
        if segments > 1:
            connection.exec_driver_sql(f"INSERT INTO {sort.terms} ({sort.terms}) VALUES ('optimize')")


def _rows(connection: Connection, question: Question, sort: Sort) -> tuple[list[int], bool]:
    """The rows of the terms that fit, in order, as far as they are asked for."""
    wanted = positive_words(question.query)
    limit = None if question.limit is None else question.limit + question.offset
    if not question.ranked or not wanted:
        return _newest(connection, question, sort, limit), False
    most = CANDIDATES[sort.name]
    rows = _newest(connection, question, sort, most + 1)
    capped = len(rows) > most
    counts = {each: _count(connection, sort, each) if len(wanted) > 1 else 1 for each in wanted}
    if capped and _has_alternatives(question.query):
        rows = list(dict.fromkeys([*_likely(connection, question, sort, counts), *rows]))
    texts = _TEXTS[sort.name](connection, rows[:most])
    return ranking.ranked(texts, {each: ranking.weight(count) for each, count in counts.items()}), capped


def _has_alternatives(node: Node | None) -> bool:
    """Whether of several words not all need be there."""
    if isinstance(node, And):
        return any(map(_has_alternatives, node.parts))
    return isinstance(node, Or) and len(positive_words(node)) > 1


def _likely(connection: Connection, question: Question, sort: Sort, counts: Mapping[Words, int]) -> Iterator[int]:
    """Rows that have all words, then such as have the rarest ones."""
    most = CANDIDATES[sort.name]
    rare = sorted((each for each, count in counts.items() if count < ranking.COMMON), key=counts.__getitem__)[:_RAREST]
    for wanted in (tuple(counts), *((each,) for each in rare)):
        narrower = And((*([question.query] if question.query else []), *wanted))
        yield from _newest(connection, _asking(question, narrower), sort, max(most // (len(rare) + 2), 1))


def _asking(question: Question, query: Node) -> Question:
    return replace(question, query=query, ranked=False, limit=None, offset=0)


def _count(connection: Connection, sort: Sort, wanted: Words) -> int:
    """In how many records a word stands, ranking.COMMON at most."""
    match = expression(wanted, sort, _nowhere)
    query = f"SELECT count(*) FROM (SELECT 1 FROM {sort.terms} WHERE {sort.terms} MATCH ? LIMIT ?)"
    return int(fetched(connection, query, match, ranking.COMMON)[0][0])


def _nowhere(_: object) -> tuple[str, ...]:
    return ()


def _newest(connection: Connection, question: Question, sort: Sort, limit: int | None) -> list[int]:
    """The first ``limit`` rows that fit, newest first."""
    each = [_of_branch(connection, branch, question, sort, limit) for branch in branches(question.query)]
    if len(each) == 1:
        return each[0]
    return list(islice(dict.fromkeys(merge(*each, reverse=True)), limit))


def _of_branch(connection: Connection, branch: Branch, question: Question, sort: Sort, limit: int | None) -> list[int]:
    match = expression(branch.terms, sort, question.around)
    if match is None or (question.least_confidence is not None and sort is not STATEMENTS):
        return []
    # A row of the terms has the first day that holds now, which of an incident somebody may have corrected.
    joined = f"FROM {sort.table} AS record WHERE record.id = {sort.terms}.rowid & {ID_MASK}"
    begins, lasts = f"({sort.terms}.rowid >> {ID_BITS})", "record.span"
    if sort is INCIDENTS:
        lasts = "coalesce((SELECT span FROM redated WHERE incident_id = record.id), record.span)"
    conditions: list[str] = []
    values: list[Any] = []
    if branch.of:
        every = [question.rows_of(name)[sort.name] for name in branch.of]
        conditions.append("rowid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(set(every[0]).intersection(*every[1:]))))
    if branch.not_of:
        conditions.append("rowid NOT IN (SELECT value FROM json_each(?))")
        values.append(json.dumps([row for name in branch.not_of for row in question.rows_of(name)[sort.name]]))
    for period in branch.without:
        conditions.append(f"NOT EXISTS (SELECT 1 {joined} AND {begins} <= ? AND {begins} + {lasts} >= ?)")
        values += reversed(ordinals(period))
    if question.least_confidence is not None:
        conditions.append(f"EXISTS (SELECT 1 {joined} AND record.confidence >= ?)")
        values.append(question.least_confidence)
    if branch.within is None:
        return execute(connection, sort, match, _where(conditions), values, limit)
    first, last = ordinals(branch.within)
    between = "rowid BETWEEN ? AND ?"
    days = [first << ID_BITS, (last + 1 << ID_BITS) - 1]
    rows = execute(connection, sort, match, _where([between, *conditions]), [*days, *values], limit)
    if branch.within.first is None or (limit is not None and len(rows) >= limit):
        return rows
    # What began before the first day and may go on until then.
    open_ended = f'({match} AND "{Mark.OPEN}")'
    goes_on = f"EXISTS (SELECT 1 {joined} AND {begins} + {lasts} >= ?)"
    earlier = [1 << ID_BITS, (min(first, last + 1) << ID_BITS) - 1]
    rest = None if limit is None else limit - len(rows)
    found = _where([between, goes_on, *conditions])
    return rows + execute(connection, sort, open_ended, found, [*earlier, first, *values], rest)


def _where(conditions: Sequence[str]) -> str:
    return "".join(f" AND {condition}" for condition in conditions) + " ORDER BY rowid DESC LIMIT ?"


def execute(
    connection: Connection,
    sort: Sort,
    match: str,
    rest: str,
    values: Iterable[Any] = (),
    limit: int | None = None,
) -> list[int]:
    """The rows of terms that match an expression of FTS5."""
    query = f"SELECT rowid FROM {sort.terms} WHERE {sort.terms} MATCH ? {rest}"
    bound = (match, *values, *([_ALL if limit is None else limit] if rest.endswith("?") else []))
    return [row_id for (row_id,) in fetched(connection, query, *bound)]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as its hits show it."""

    sha256: str
    source: Source
    text: str


def _documents(connection: Connection, readings: Iterable[int]) -> dict[int, _Read]:
    query = (
        "SELECT readings.id, sources.sha256, readings.source, texts.text FROM readings "
        "JOIN sources ON sources.id = source_id JOIN texts ON texts.id = text_id "
        "WHERE readings.id IN (SELECT value FROM json_each(?))"
    )
    wanted = set(readings)
    rows = fetched(connection, query, json.dumps(list(wanted)))
    _check_all("readings", wanted - {row[0] for row in rows})
    return {row[0]: _Read(row[1], _SOURCE.decode(row[2]), row[3]) for row in rows}


_SOURCE = msgspec.json.Decoder(Source)
_STATEMENT = msgspec.json.Decoder(Statement)
_INCIDENT = msgspec.json.Decoder(Incident)


def _by_id(connection: Connection, table: str, columns: str, ids: Iterable[int]) -> dict[int, tuple[Any, ...]]:
    wanted = set(ids)
    query = f"SELECT id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
    found = {row[0]: row[1:] for row in fetched(connection, query, json.dumps(list(wanted)))}
    _check_all(table, wanted - found.keys())
    return found


def _check_all(table: str, missing: Collection[int]) -> None:
    if missing:
        raise CaseError(
            f"the index of search tells of {len(missing):,} {table} that are not in the case: rows were taken out of "
            "the file; see `purport verify`, and restore it from a copy"
        )


def _statements(connection: Connection, rows: Sequence[int], wanted: Sequence[Words]) -> Iterator[Found]:
    records = _by_id(connection, "statements", "reading_id, record", (row & ID_MASK for row in rows))
    documents = _documents(connection, (reading for reading, _ in records.values()))
    for row in rows:
        reading, record = records[row & ID_MASK]
        statement = _STATEMENT.decode(record)
        parts = statement.content
        start, end = (min(p.start for p in parts), max(p.end for p in parts)) if parts else (0, 0)
        yield _found(documents[reading], start, end, wanted, statement=statement)


def _incidents(connection: Connection, rows: Sequence[int], wanted: Sequence[Words]) -> Iterator[Found]:
    records = _by_id(connection, "incidents", "reading_id, record", (row & ID_MASK for row in rows))
    documents = _documents(connection, (reading for reading, _ in records.values()))
    for row in rows:
        reading, record = records[row & ID_MASK]
        incident = _INCIDENT.decode(record)
        first = incident.mentions[0] if incident.mentions else Span(text="", start=0, end=0)
        yield _found(documents[reading], first.start, first.end, wanted, incident=incident)


def _texts(connection: Connection, rows: Sequence[int], wanted: Sequence[Words]) -> Iterator[Found]:
    documents = _documents(connection, (row & ID_MASK for row in rows))
    for row in rows:
        document = documents[row & ID_MASK]
        yield _found(document, *highlights.best_match(document.text, wanted, AROUND), wanted)


def _found(document: _Read, start: int, end: int, wanted: Sequence[Words], **what: Any) -> Found:
    whole = document.text
    opening, closing = max(0, start - AROUND), end + AROUND
    if wanted:
        # Whole words alone: the end of one may look like another.
        while opening > 0 and whole[opening - 1].isalnum():
            opening -= 1
        while closing < len(whole) and whole[closing].isalnum():
            closing += 1
    marked = highlights.matches(whole[opening:closing], wanted) if wanted else []
    return Found(
        sha256=document.sha256,
        source=document.source,
        anchor=Span(text=whole[start:end], start=start, end=end),
        before=whole[max(0, start - AROUND) : start],
        after=whole[end : end + AROUND],
        matches=tuple(
            Span(text=whole[opening + first : opening + last], start=opening + first, end=opening + last)
            for first, last in marked
        ),
        **what,
    )


def _statement_texts(connection: Connection, rows: Sequence[int]) -> dict[int, str]:
    records = _by_id(connection, "statements", "record", (row & ID_MASK for row in rows))
    return {row: statement_words(_STATEMENT.decode(records[row & ID_MASK][0])) for row in rows}


def _incident_texts(connection: Connection, rows: Sequence[int]) -> dict[int, str]:
    records = _by_id(connection, "incidents", "record", (row & ID_MASK for row in rows))
    return {row: incident_words(_INCIDENT.decode(records[row & ID_MASK][0])) for row in rows}


def _document_texts(connection: Connection, rows: Sequence[int]) -> dict[int, str]:
    query = (
        f"SELECT readings.id, substr(text, 1, {ranking.WEIGHED}) FROM readings JOIN texts ON texts.id = text_id "
        "WHERE readings.id IN (SELECT value FROM json_each(?))"
    )
    ids = {row & ID_MASK for row in rows}
    texts = dict(fetched(connection, query, json.dumps(list(ids))))
    _check_all("readings", ids - texts.keys())
    return {row: texts[row & ID_MASK] for row in rows}


_RECORDS = {STATEMENTS.name: _statements, INCIDENTS.name: _incidents, DOCUMENTS.name: _texts}
_TEXTS = {STATEMENTS.name: _statement_texts, INCIDENTS.name: _incident_texts, DOCUMENTS.name: _document_texts}
