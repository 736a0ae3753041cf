"""Which statements fit a query and when they were published, without their words: many at once, in one go."""

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from purport.case import query_checks, search
from purport.case.driver import fetched
from purport.case.finding import REJECTED
from purport.case.judging import any_judged
from purport.case.matching import DOCUMENTS, STATEMENTS, Sort, fields
from purport.case.query import Not, both, parse
from purport.case.search import ID_BITS, ID_MASK, Question
from purport.case.terms import Mark, value_term
from purport.language.folding import folded
from purport.types import Source, Statement

# The terms of texts as a table of their own, which keeps nothing.
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.theme_terms USING fts5vocab(main, document_terms, row)"
_MOST_READ = 5_000
# Of so many rows each is looked up by itself.
_FEW = 2_000
_NEGATIVE = (
    " AND (json_extract(statements.record, '$.certainty') = 'denied'"
    " OR json_extract(statements.record, '$.polarity') = 'negated')"
)
_SOURCE = msgspec.json.Decoder(Source)
_STATEMENT = msgspec.json.Decoder(Statement)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement or a document by its number, the first day on which it may have been published, as an ordinal, and
    how many more days its date leaves open; day None where it has no date."""

    number: int
    day: int | None
    span: int = 0

    @property
    def last(self) -> int | None:
        """The last day on which it may have been published."""
        return None if self.day is None else self.day + self.span


class Tallying:
    """The part of a case that counts."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def placed_statements(
        self, query: str | None = None, *, rejected: bool = False, limit: int | None = None
    ) -> tuple[Placed, ...]:
        """The statements that fit a query (as for ``find``), the newest first, those without a date last. What all who
        judged it reject is left out, but with ``rejected`` and where the query has ``is:``. Raises OptionError."""
        return self._placed(query, STATEMENTS, rejected, limit)

    def count_statements(self, query: str | None = None, *, most: int | None = None) -> int:
        """How many statements fit a query, likewise; ``most`` where there are as many or more."""
        return len(self._rows(query, STATEMENTS, False, most))

    def placed_documents(self, query: str | None = None) -> tuple[Placed, ...]:
        """The documents that fit a query, likewise; a query for what documents lack (a speaker) finds none."""
        return self._placed(query, DOCUMENTS, True, None)

    def statements_by_number(
        self, numbers: Sequence[int], *, negative: bool = False
    ) -> dict[int, tuple[str, Statement]]:
        """The statements of some numbers, as they were read, each with the SHA-256 of its document; with ``negative``
        those alone that deny or negate what they say."""
        query = (
            "SELECT statements.id, sources.sha256, statements.record FROM statements "
            "JOIN readings ON readings.id = reading_id JOIN sources ON sources.id = source_id "
            f"WHERE statements.id IN (SELECT value FROM json_each(?)){_NEGATIVE if negative else ''}"
        )
        with self._plainly():
            rows = fetched(self._connection, query, json.dumps(list(numbers)))
        return {row: (sha256, _STATEMENT.decode(record)) for row, sha256, record in rows}

    def sources_by_number(self, numbers: Sequence[int]) -> dict[int, Source]:
        """The sources of the documents of some numbers."""
        query = "SELECT id, source FROM readings WHERE id IN (SELECT value FROM json_each(?))"
        with self._plainly():
            rows = fetched(self._connection, query, json.dumps(list(numbers)))
        return {row: _SOURCE.decode(source) for row, source in rows}

    def documents_of(self, statements: Iterable[int]) -> dict[int, int]:
        """The number of the document in which each statement stands."""
        query = "SELECT id, reading_id FROM statements WHERE id IN (SELECT value FROM json_each(?))"
        with self._plainly():
            return dict(fetched(self._connection, query, json.dumps(list(statements))))

    def themes(self) -> tuple[str, ...]:
        """The codes of all themes that texts of the case have, in order."""
        first, past = Mark.THEME, Mark.THEME[:-1] + chr(ord(Mark.THEME[-1]) + 1)
        with self._plainly():
            fetched(self._connection, _VOCABULARY)
            terms = fetched(self._connection, "SELECT term FROM theme_terms WHERE term >= ? AND term < ?", first, past)
            found = {code for (term,) in terms for code in self._codes(term)}
        return tuple(sorted(found))

    def actors_of(self, documents: Sequence[int], *, without: str | None = None, most: int = 40) -> tuple[str, ...]:
        """The names of the actors of some documents (of the first 5,000 of them), those of most documents first, but
        not one of a name or an id."""
        query = (
            "SELECT json_extract(value, '$.id'), json_extract(value, '$.name'), count(*) AS many "
            "FROM readings, json_each(readings.rest, '$.actors') WHERE readings.id IN (SELECT value FROM json_each(?)) "
            "GROUP BY 1, 2 ORDER BY many DESC, 2"
        )
        with self._plainly():
            rows = fetched(self._connection, query, json.dumps(list(documents)[:_MOST_READ]))
        mine = folded(without or "")
        names = (name for actor, name, _ in rows if actor != without and not (without and mine in folded(name)))
        return tuple(dict.fromkeys(names))[:most]

    def _codes(self, term: str) -> set[str]:
        """The codes of themes that stand behind a term."""
        rows = search.execute(self._connection, DOCUMENTS, f'"{term}"', "LIMIT 1")
        query = "SELECT json_extract(value, '$.code') FROM readings, json_each(rest, '$.themes') WHERE readings.id = ?"
        codes = (code for row in rows for (code,) in fetched(self._connection, query, row & ID_MASK))
        return {code for code in codes if value_term(Mark.THEME, code) == term}

    def _spans(self, sort: Sort, rows: list[int]) -> dict[int, int]:
        """How many days the dates of some rows leave open, where they leave any."""
        query = f"SELECT id, span FROM {sort.table} WHERE id IN (SELECT value FROM json_each(?))"
        # Hardly any date is open; where many are, a few rows are looked up one by one.
        most = len(rows) if len(rows) <= _FEW else None
        open_ones = search.execute(self._connection, sort, f'"{Mark.OPEN}"', "LIMIT ?", limit=most)
        if most is not None and len(open_ones) >= most:
            return dict(fetched(self._connection, query, json.dumps([row & ID_MASK for row in rows])))
        marked = {row & ID_MASK for row in open_ones}
        wanted = json.dumps([row & ID_MASK for row in rows if row & ID_MASK in marked])
        return dict(fetched(self._connection, query, wanted))

    def _placed(self, query: str | None, sort: Sort, rejected: bool, limit: int | None) -> tuple[Placed, ...]:
        rows = self._rows(query, sort, rejected, limit)
        with self._plainly():
            spans = self._spans(sort, rows)
        return tuple(Placed(row & ID_MASK, row >> ID_BITS or None, spans.get(row & ID_MASK, 0)) for row in rows)

    def _rows(self, query: str | None, sort: Sort, rejected: bool, limit: int | None) -> list[int]:
        with self._plainly():
            node = query_checks.with_records(self._connection, parse(query or ""))
            query_checks.check_values(self._connection, node)
            if not rejected and "is" not in fields(node) and any_judged(self._connection):
                node = both([node, Not(REJECTED)])
            question = Question(
                query=node,
                around=search.around(self._connection),
                rows_of=search.rows_of(self._connection),
                limit=limit,
            )
            return search.rows(self._connection, question, sort)
