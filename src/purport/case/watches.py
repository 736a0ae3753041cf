"""What is watched in a case, and what each look at it saw: kept so that a later look can tell what is new.

Looks are only added: the last one at what is asked stands, and one without anything seen ends the watch.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody, sqlite
from purport.case.clock import now
from purport.case.parts import sha256
from purport.case.table import Table
from purport.errors import OptionError

_ENCODE = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: what was asked, and what was seen then, None where the watch was ended. Both are plain data, and it is
    for whoever looks to say what they hold."""

    id: int
    at: str
    author: str
    asked: Mapping[str, Any]
    seen: Mapping[str, Any] | None

    @property
    def key(self) -> str:
        """What tells the watch from others."""
        return _ENCODE(self.asked).decode()


class Watching:
    """The part of a case that holds what is watched in it."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def looks(self, *, past: bool = False) -> Table[Look]:
        """The last look of every watch that goes on, in the order in which the watches were begun; with ``past``, every
        look there was."""
        with self._plainly():
            made = list(looks(self._connection))
        return Table(made if past else standing(made), _columns)

    def last_look(self, asked: Mapping[str, Any]) -> Look | None:
        """The last look at what is asked; None where it is not watched."""
        key = _ENCODE(asked).decode()
        return next((each for each in self.looks() if each.key == key), None)

    def keep_look(self, asked: Mapping[str, Any], seen: Mapping[str, Any] | None, *, author: str | None = None) -> Look:
        """Keep a look; without anything seen the watch ends.

        Raises OptionError where a watch is ended that there is not.
        """
        name = custody.checked_author(author)
        with self._plainly(), sqlite.writing(self._connection) as connection:
            return keep(connection, asked, seen, author=name)


def keep(connection: Connection, asked: Mapping[str, Any], seen: Mapping[str, Any] | None, *, author: str) -> Look:
    """Write a look and its row of the log within the transaction that is open."""
    last = connection.exec_driver_sql("SELECT max(id) FROM watches").scalar() or 0
    made = Look(id=int(last) + 1, at=now(), author=author, asked=asked, seen=seen)
    if seen is None and not any(each.key == made.key for each in standing(looks(connection))):
        raise OptionError("this is not watched, so there is nothing to end; `purport watch CASE --list` lists what is")
    values = row(made)
    connection.exec_driver_sql("INSERT INTO watches VALUES (?, ?, ?, ?, ?)", values)
    detail = {"look": made.id, "row": row_sha256(values), "ended": seen is None}
    deed = custody.Deed(act=custody.Act.WATCHED, subject=str(made.id), detail=detail)
    custody.log(connection, [deed], author, made.at)
    return made


def looks(connection: Connection) -> Iterator[Look]:
    """All looks, oldest first."""
    for row_id, at, author, asked, seen in connection.exec_driver_sql(
        "SELECT id, at, author, asked, seen FROM watches ORDER BY id"
    ):
        yield Look(
            id=row_id,
            at=at,
            author=author,
            asked=msgspec.json.decode(asked),
            seen=None if seen is None else msgspec.json.decode(seen),
        )


def standing(made: Iterable[Look]) -> list[Look]:
    """The last look of every watch that was not ended, by when the watch was begun."""
    last: dict[str, Look] = {}
    for each in made:
        if each.seen is None:
            last.pop(each.key, None)
        else:
            last[each.key] = each
    return list(last.values())


def row(made: Look) -> tuple[Any, ...]:
    """A look as a row of its table."""
    seen = None if made.seen is None else _ENCODE(made.seen).decode()
    return made.id, made.at, made.author, made.key, seen


def row_sha256(values: tuple[Any, ...]) -> str:
    """The hash by which the log knows a row."""
    return sha256(_ENCODE(values))


def _columns(look: Look) -> dict[str, Any]:
    return {"id": look.id, **look.asked, "seen": look.seen, "author": look.author, "at": look.at}
