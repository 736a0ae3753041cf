"""How a case comes to its newest form: numbered scripts in ``sql/``, all that are wanting committed at once."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources

from sqlalchemy import Connection, insert

from purport.case.clock import now
from purport.case.from_first import take_over
from purport.case.from_third import take_places
from purport.case.schema import migrations

# By version, from 1; a script once released is never changed. What scripts cannot say is done after all of them.
SCRIPTS = (
    "0001_first.sql",
    "0002_custody.sql",
    "0003_judgements.sql",
    "0004_occurrences.sql",
    "0005_ratings.sql",
    "0006_lineage.sql",
    "0007_codings.sql",
    "0008_watches.sql",
)
AFTERWARDS: dict[int, Callable[[Connection], None]] = {2: take_over, 4: take_places}
NEWEST = len(SCRIPTS)


def migrate(connection: Connection, version: int) -> None:
    """Bring a case of a form to the newest, within the transaction that is open."""
    for number in range(version + 1, NEWEST + 1):
        name = SCRIPTS[number - 1]
        for statement in _statements(_script(name)):
            connection.exec_driver_sql(statement)
        connection.execute(insert(migrations).values(version=number, name=name, applied_at=now()))
    for number, afterwards in AFTERWARDS.items():
        if number > version:
            afterwards(connection)


@cache
def triggers() -> dict[str, str]:
    """The triggers that the newest form has, by name, as SQLite keeps them."""
    other = sqlite3.connect(":memory:")
    try:
        for name in SCRIPTS:
            for statement in _statements(_script(name)):
                other.execute(statement)
        return dict(other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"))
    finally:
        other.close()


def _script(name: str) -> str:
    return resources.files("purport.case").joinpath("sql", name).read_text(encoding="utf-8")


def _statements(script: str) -> Iterator[str]:
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
