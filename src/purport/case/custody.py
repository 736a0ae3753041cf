"""The log of a case: every act, each row bound to the one before by its hash."""

import getpass
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.errors import OptionError

AUTHOR = "PURPORT_AUTHOR"
BEGINNING = "0" * 64
"""What stands for the hash before the first row's."""


class Act(StrEnum):
    """What was done. ``subject`` is, for each: the source's SHA-256 (added, read,
    removed; occurred: it was met at another place; completed: its bytes came; chosen: an older reading of it is the
    current one again), the judgement's number (judged), the rating's (rated), the sheet's (drawn to be
    coded; coded), the look's (watched), the folder or file (exported), the form
    of the case (migrated), the number of the log's row (stamped)."""

    ADDED = "added"
    READ = "read"
    OCCURRED = "occurred"
    COMPLETED = "completed"
    CHOSEN = "chosen"
    JUDGED = "judged"
    RATED = "rated"
    DRAWN = "drawn"
    CODED = "coded"
    WATCHED = "watched"
    REMOVED = "removed"
    EXPORTED = "exported"
    MIGRATED = "migrated"
    STAMPED = "stamped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act that is to be logged."""

    act: Act
    subject: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the log. ``detail`` is JSON as it was hashed."""

    seq: int
    at: str
    author: str
    act: str
    subject: str
    detail: str
    previous: str
    hash: str

    def reckoned(self) -> str:
        """The hash that the row must have."""
        return entry_hash(self.seq, self.at, self.author, self.act, self.subject, self.detail, self.previous)


def entry_hash(seq: int, at: str, author: str, act: str, subject: str, detail: str, previous: str) -> str:
    """SHA-256 of the canonical JSON of a row without its hash: its keys sorted, no blanks, ``detail`` as a string."""
    row = {
        "act": act,
        "at": at,
        "author": author,
        "detail": detail,
        "previous": previous,
        "seq": seq,
        "subject": subject,
    }
    return sha256(msgspec.json.encode(row)).hexdigest()


def checked_author(name: str | None = None) -> str:
    """Who acts: the name given, else PURPORT_AUTHOR, else the login name.

    Raises OptionError for a blank name, or where none can be told.
    """
    given = name if name is not None else os.environ.get(AUTHOR) or _login()
    if given is None or not given.strip():
        raise OptionError(f"the author {given!r} is no name; give one with --author or in {AUTHOR}")
    return " ".join(given.split())


def _login() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None


def log(connection: Connection, deeds: Iterable[Deed], author: str, at: str) -> None:
    """Add acts to the log within the transaction that is open."""
    last = connection.exec_driver_sql("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").one_or_none()
    seq, previous = (0, BEGINNING) if last is None else (int(last[0]), str(last[1]))
    rows = []
    for deed in deeds:
        seq += 1
        detail = msgspec.json.encode(deed.detail, order="sorted").decode()
        own = entry_hash(seq, at, author, deed.act, deed.subject, detail, previous)
        rows.append((seq, at, author, deed.act.value, deed.subject, detail, previous, own))
        previous = own
    if rows:
        connection.exec_driver_sql("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def head(connection: Connection) -> str:
    """The hash of the last row, ``BEGINNING`` where there is none."""
    return str(connection.exec_driver_sql("SELECT hash FROM log ORDER BY seq DESC LIMIT 1").scalar() or BEGINNING)


def entries(connection: Connection) -> Iterator[Entry]:
    """The rows of the log, oldest first."""
    found = connection.exec_driver_sql(
        "SELECT seq, at, author, act, subject, detail, previous, hash FROM log ORDER BY seq"
    )
    for seq, at, author, act, subject, detail, previous, own in found:
        yield Entry(seq=seq, at=at, author=author, act=act, subject=subject, detail=detail, previous=previous, hash=own)
