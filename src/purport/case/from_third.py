"""Where sources were met, in cases of forms that kept of it only what each reading tells of its source."""

import msgspec
from sqlalchemy import Connection

from purport.case import custody
from purport.case.clock import now
from purport.case.custody import Act, Deed
from purport.case.held import Held, held, retelling
from purport.case.occurrences import Occurrence
from purport.case.parts import sha256
from purport.case.writing import insert, last_id
from purport.types import Source

_RETOLD = """
    SELECT sources.id, sources.sha256, readings.source, readings.added_at FROM readings
    JOIN sources ON sources.id = source_id
    WHERE readings.source <> sources.record AND source_id NOT IN (SELECT source_id FROM removals) ORDER BY readings.id
"""


def take_places(connection: Connection) -> None:
    """Make occurrences of what readings tell of their sources otherwise than it was told first."""
    rows, deeds = [], []
    known: dict[str, Held] = {}
    row_id = last_id(connection, "occurrences")
    for source_id, digest, record, added_at in connection.exec_driver_sql(_RETOLD).all():
        if digest not in known:
            known |= held(connection, [digest])
        one = known[digest]
        came = msgspec.json.decode(record, type=Source)
        told = retelling(one, came)
        if not one.meet(Occurrence(source=came, told=told, added_at=added_at)):
            continue
        row_id += 1
        own = sha256(record)
        rows.append((row_id, source_id, own, came.id, record, msgspec.json.encode(told).decode(), added_at))
        detail = {"document": came.id, "occurrence": own, "added_at": added_at, **({"told": told} if told else {})}
        deeds.append(Deed(act=Act.OCCURRED, subject=digest, detail=detail))
    if not rows:
        return
    insert(connection, "occurrences", (), rows)
    migrated = Deed(act=Act.MIGRATED, subject="4", detail={"occurrences": len(rows), "from": 3, "to": 4})
    custody.log(connection, [migrated, *deeds], custody.checked_author(), now())
    # Documents are found by every publisher.
    connection.exec_driver_sql("UPDATE editions SET value = 0 WHERE name = 'terms'")
