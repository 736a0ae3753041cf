"""Which statements fit a query and when they were published, without their words: many at once, in one go."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection

from purport.case import query_checks, search
from purport.case.driver import fetched
from purport.case.finding import REJECTED
from purport.case.judging import any_judged
from purport.case.matching import DOCUMENTS, STATEMENTS, Sort, fields
from purport.case.query import Not, both, parse
from purport.case.search import ID_BITS, ID_MASK, Question
from purport.case.terms import Mark


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

    def placed_documents(self, query: str | None = None) -> tuple[Placed, ...]:
        """The documents that fit a query, likewise; a query for what documents lack (a speaker) finds none."""
        return self._placed(query, DOCUMENTS, True, None)

    def documents_of(self, statements: Mapping[int, Placed] | list[int]) -> dict[int, int]:
        """The number of the document in which each statement stands."""
        query = "SELECT id, reading_id FROM statements WHERE id IN (SELECT value FROM json_each(?))"
        with self._plainly():
            return dict(fetched(self._connection, query, json.dumps(list(statements))))

    def _spans(self, sort: Sort, rows: list[int]) -> dict[int, int]:
        """How many days the dates of some rows leave open, where they leave any."""
        marked = {row & ID_MASK for row in search.execute(self._connection, sort, f'"{Mark.OPEN}"', "")}
        wanted = json.dumps([row & ID_MASK for row in rows if row & ID_MASK in marked])
        query = f"SELECT id, span FROM {sort.table} WHERE id IN (SELECT value FROM json_each(?))"
        return dict(fetched(self._connection, query, wanted))

    def _placed(self, query: str | None, sort: Sort, rejected: bool, limit: int | None) -> tuple[Placed, ...]:
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
            rows = search.rows(self._connection, question, sort)
            spans = self._spans(sort, rows)
        return tuple(Placed(row & ID_MASK, row >> ID_BITS or None, spans.get(row & ID_MASK, 0)) for row in rows)
