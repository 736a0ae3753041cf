"""What a case of form 1 holds, taken over into form 2."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping

from purport.case import custody, term_tables, terms
from purport.case.batches import write
from purport.case.clock import now
from purport.case.rows import prepared
from purport.codec import decode
from purport.errors import CaseError, PurportError
from purport.types import Reading

_READINGS = """
    SELECT first_readings.*, first_texts.text FROM first_readings
    JOIN first_texts ON first_texts.id = first_readings.text_id ORDER BY first_readings.id
"""
_TABLES = ("incidents", "statements", "readings", "texts", "sources")


def take_over(connection: Connection) -> None:
    """Write every reading of form 1 anew, in the order in which they were added, and drop form 1's tables.

    Raises CaseError where what is stored no longer holds.
    """
    author = custody.checked_author()
    term_tables.create(connection)
    connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'terms'", (terms.EDITION,))
    rows = connection.exec_driver_sql(_READINGS).mappings().all()
    if rows:
        detail = {"readings": len(rows), "from": 1, "to": 2}
        custody.log(connection, [custody.Deed(act=custody.Act.MIGRATED, subject="2", detail=detail)], author, now())
    for row in rows:
        write(connection, [prepared(_reading(connection, row))], author, at=row["added_at"], as_they_are=True)
    for table in _TABLES:
        connection.exec_driver_sql(f"DROP TABLE first_{table}")


def _reading(connection: Connection, row: RowMapping) -> Reading:
    try:
        node = json.loads(row["rest"]) | {"text": row["text"]}
        for name in ("statements", "incidents"):
            node[name] = list(_records(connection, name, row["id"]))
        return decode(json.dumps(node, ensure_ascii=False))
    except (PurportError, ValueError) as error:
        raise CaseError(
            f"what is stored of {row['document']!r} no longer holds ({error}); restore the case from a copy"
        ) from error


def _records(connection: Connection, name: str, reading_id: int) -> Iterator[object]:
    query = f"SELECT record FROM first_{name} WHERE reading_id = ? ORDER BY id"
    for record in connection.exec_driver_sql(query, (reading_id,)).scalars():
        yield json.loads(record)
