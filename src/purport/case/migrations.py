"""How a case comes to its newest form: numbered scripts in ``sql/``, each committed with its own record."""

import sqlite3
from collections.abc import Callable, Iterator
from importlib import resources

from sqlalchemy import Connection, insert

from purport.case.clock import now
from purport.case.from_first import take_over
from purport.case.schema import migrations

# By version, from 1; a script once released is never changed. What a script cannot say is done after it.
SCRIPTS = ("0001_first.sql", "0002_custody.sql", "0003_judgements.sql")
AFTERWARDS: dict[int, Callable[[Connection], None]] = {2: take_over}
NEWEST = len(SCRIPTS)


def migrate(connection: Connection, version: int) -> None:
    """Bring the schema from the version before to ``version``, within the transaction that is open."""
    name = SCRIPTS[version - 1]
    script = resources.files("purport.case").joinpath("sql", name).read_text(encoding="utf-8")
    for statement in _statements(script):
        connection.exec_driver_sql(statement)
    if version in AFTERWARDS:
        AFTERWARDS[version](connection)
    connection.execute(insert(migrations).values(version=version, name=name, applied_at=now()))


def _statements(script: str) -> Iterator[str]:
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
