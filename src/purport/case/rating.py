"""How people rate the sources of a case: the methods of ``Case`` for it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection

from purport.case import custody, sqlite
from purport.case.ratings import Rating, rate, ratings, standing
from purport.case.records import CaseDocument, Found
from purport.case.table import Table
from purport.types import Reading


class RatingSources:
    """The part of a case that holds what people think of its sources."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def reading(self, document: "str | CaseDocument | Found") -> Reading:
        """The current reading of a document."""
        raise NotImplementedError

    def rate(
        self,
        source: str,
        code: str,
        *,
        document: str | CaseDocument | Found | None = None,
        since: str | None = None,
        reason: str | None = None,
        author: str | None = None,
    ) -> Rating:
        """Rate a source by the Admiralty code: a letter for how reliable it is (A to F), a number for how credible what
        it says is (1 to 6), or both ("B2"). Ratings are never changed: the last one of an author on a source stands,
        and "withdrawn" takes it back.

        source: an outlet, or one who speaks, by name.
        document: the one that the rating is about; without it, all that the source says.
        since: from which day on it holds.

        Raises OptionError for a code or a day that is none and where there is nothing to withdraw, NotInCase.
        """
        name = custody.checked_author(author)
        digest = None if document is None else self.reading(document).source.sha256
        with self._plainly(), sqlite.writing(self._connection) as connection:
            return rate(connection, source, code, author=name, document=digest, since=since, reason=reason)

    def ratings(self, *, past: bool = False) -> Table[Rating]:
        """The ratings that stand, oldest first; with ``past``, those that were taken back or replaced too."""
        with self._plainly():
            made: Iterable[Rating] = list(ratings(self._connection))
        return Table(made if past else standing(made), columns)


def columns(rating: Rating) -> dict[str, Any]:
    """The cells of a rating in a table, by column."""
    return {
        "id": rating.id,
        "source": rating.source,
        "document": rating.document,
        "rating": rating.code,
        "since": rating.since,
        "reason": rating.reason,
        "author": rating.author,
        "at": rating.at,
    }
