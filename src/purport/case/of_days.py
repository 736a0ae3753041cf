"""The readings that may tell of incidents of certain days."""

from datetime import date

from sqlalchemy import Connection

_QUERY = """
SELECT DISTINCT reading_id FROM incidents WHERE current AND day BETWEEN :first AND :last
UNION SELECT DISTINCT reading_id FROM incidents WHERE current AND span > 0 AND day < :first AND day + span >= :first
UNION SELECT id FROM readings WHERE current AND n_incidents > 0 AND day BETWEEN :first AND :last
UNION SELECT id FROM readings WHERE current AND n_incidents > 0 AND day = 0
AND id IN (SELECT reading_id FROM incidents WHERE current AND day = 0)
"""


def reading_ids(connection: Connection, first: date, last: date) -> list[int]:
    """The ids of the current readings that hold an incident which may be of these days, both included, or that hold
    any and were published then, or one of any day, undated in a document without a date; in the order in which they
    were added."""
    given = {"first": first.toordinal(), "last": last.toordinal()}
    return sorted(connection.exec_driver_sql(_QUERY, given).scalars())
