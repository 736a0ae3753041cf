"""A case in one SQLite file: opening it, its transactions, its errors in plain words.

The journal is SQLite's rollback journal, not the write-ahead log: whatever is committed is in the one file,
also when the program was killed, so that copying the file copies the case.
"""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from purport.case import terms
from purport.case.migrations import NEWEST, migrate
from purport.case.writing import index_anew
from purport.errors import CaseError, CaseTooNew, NotACase

# "purp" in ASCII: tells a case from any other SQLite file.
APPLICATION_ID = 0x70757270
BUSY_SECONDS = 10.0
_LOG = logging.getLogger(__name__)
_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, create: bool) -> Connection:
    """A connection to the case at ``path``, its schema up to date.

    Raises NotACase, CaseTooNew or CaseError; a file that is no case is left untouched.
    """
    _check_file(path, create=create)
    engine = _engine(path)
    try:
        with in_plain_words(path):
            connection = engine.connect()
            _prepare(connection, path, create=create)
            return connection
    except BaseException:
        engine.dispose()
        raise


def close(connection: Connection) -> None:
    """Close the connection and the file."""
    connection.close()
    connection.engine.dispose()


@contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """A transaction that writes: it locks the file at once, commits at the end, and leaves nothing on error."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself.
        driver = connection.connection.driver_connection
        if driver is not None and driver.in_transaction:
            connection.exec_driver_sql("ROLLBACK")
        raise


@contextmanager
def reading(connection: Connection) -> Iterator[Connection]:
    """A transaction that reads: all of it sees the case as it is at the beginning."""
    connection.exec_driver_sql("BEGIN")
    try:
        yield connection
    finally:
        driver = connection.connection.driver_connection
        if driver is not None and driver.in_transaction:
            connection.exec_driver_sql("ROLLBACK")


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Raise the database's errors as ours."""
    try:
        yield
    except DBAPIError as error:
        raise _plain(str(error.orig), path) from error
    except sqlite3.Error as error:
        raise _plain(str(error), path) from error
    except UnicodeDecodeError as error:
        raise _plain(f"malformed: {error}", path) from error


def _check_file(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise NotACase("this is a folder; a case is one file", where=str(path))
        if not path.exists():
            if not create:
                raise CaseError("no such case; make it by adding documents: `purport add CASE FILE…`", where=str(path))
            if not path.absolute().parent.is_dir():
                raise CaseError(f"no such folder as {path.absolute().parent}; make it first", where=str(path))
            return
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        reason = "no permission to read it" if error.errno == errno.EACCES else (error.strerror or str(error))
        raise CaseError(f"cannot be opened: {reason}", where=str(path)) from error
    if head != _HEADER and not (create and head == b""):
        raise NotACase("this file is not a purport case; name a case, or a new file to make one", where=str(path))


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": True},
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the file
        # 64 MiB of pages kept in memory, since a search comes back to the same ones.
        connection.execute("PRAGMA cache_size = -65536")

    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _prepare(connection: Connection, path: Path, *, create: bool) -> None:
    kind = _pragma(connection, "application_id")
    empty = not connection.scalar(text("SELECT count(*) FROM sqlite_master"))
    if kind != APPLICATION_ID and not (create and kind == 0 and empty):
        raise NotACase("this is a database, but not a purport case; name a case, or a new file", where=str(path))
    version = _pragma(connection, "user_version")
    if version > NEWEST:
        raise CaseTooNew(
            f"made by a later purport (its form is {version}, this purport knows {NEWEST}); upgrade purport to open it",
            where=str(path),
        )
    _migrate(connection)
    _index(connection, path)


def _index(connection: Connection, path: Path) -> None:
    """Make the terms of search anew where they are of another edition."""
    query = "SELECT value FROM editions WHERE name = 'terms'"
    while connection.exec_driver_sql(query).scalar() != terms.EDITION:
        with writing(connection):
            left = index_anew(connection)
        if left:
            _LOG.info("%s: search is brought up to date; documents to go: %s", path, f"{left:,}")


def _migrate(connection: Connection) -> None:
    if _pragma(connection, "user_version") == NEWEST:
        return
    with writing(connection):
        # Another process may have been quicker.
        done = _pragma(connection, "user_version")
        if done < NEWEST:
            migrate(connection, done)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _plain(told: str, path: Path) -> CaseError:
    where = str(path)
    if "locked" in told or "busy" in told:
        return CaseError(
            f"another program is writing to it, or proving it (waited {BUSY_SECONDS:.0f} s); try again when it is done",
            where=where,
        )
    if "full" in told:
        return CaseError(
            "the disk is full; what was stored before is safe. Make room and add the rest again", where=where
        )
    if "I/O error" in told:
        return CaseError(
            f"the disk refused ({told}): it may be full, or damaged; what was stored before is safe. Make room, or "
            "copy the case to another disk, and add the rest again",
            where=where,
        )
    if "readonly" in told or "read-only" in told or "unable to open" in told:
        return CaseError(
            "it cannot be written: the file or its folder is read-only; copy it to a place you may write", where=where
        )
    if "not a database" in told:
        return NotACase("this file is not a purport case; name a case, or a new file to make one", where=where)
    if "malformed" in told or "no such table" in told or "no such column" in told:
        return CaseError(f"the file is damaged ({told}); restore it from a copy", where=where)
    if "thread" in told:
        return CaseError("a case opened in one thread was used in another; open it once in each thread", where=where)
    return CaseError(f"the database says: {told}", where=where)
