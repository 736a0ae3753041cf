"""Taking a document's words out of a case, for a reason; its hashes stay, and that it was done.

What was judged of it keeps who judged, what, when and where in the text, and loses the words: those that it quotes, the
correction, the reason. The log's row of the removal has the hashes that these judgements, and what is left of the
document's rows, have from then on; what they were before stands in the rows that tell of their making.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody, judging
from purport.case.clock import now
from purport.case.judged import as_judged, terms_as_judged
from purport.case.parts import sha256 as digest
from purport.case.term_tables import TERMS
from purport.case.terms import Mark, value_term
from purport.case.writing import restored, retire
from purport.errors import OptionError

_UNSHARED = (
    "SELECT id FROM texts WHERE id IN (SELECT text_id FROM readings WHERE source_id = :source) AND NOT EXISTS "
    "(SELECT 1 FROM readings WHERE text_id = texts.id AND source_id NOT IN (SELECT source_id FROM removals))"
)

_LEFT = (
    "SELECT id, sha256, record, original, packing, added_at, told FROM sources WHERE id = ?",
    "SELECT id, sha256, document, record, told, added_at FROM occurrences WHERE source_id = ? ORDER BY id",
    "SELECT id, text_id, key, sha256, current, day, span, document, title, publisher, published, first_statement, "
    "n_statements, first_incident, n_incidents, schema, source, rest, added_at FROM readings WHERE source_id = ? "
    "ORDER BY id",
)


def remove(connection: Connection, sha256: str, author: str, reason: str) -> None:
    """Remove the words of a source that is there, within the transaction that is open.

    Raises OptionError without a reason.
    """
    if not reason.strip():
        raise OptionError("a document is removed for a reason; give one with --reason")
    driver = connection.connection.driver_connection
    assert driver is not None
    at = now()
    (source,) = driver.execute("SELECT id FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
    (last,) = driver.execute("SELECT coalesce(max(id), 0) FROM removals").fetchone()
    driver.execute("INSERT INTO removals VALUES (?, ?, ?, ?, ?)", (last + 1, source, at, author, reason.strip()))
    places: dict[str, None] = {}
    for reading_id, current in driver.execute(
        "SELECT id, current FROM readings WHERE source_id = ?", (source,)
    ).fetchall():
        judged = as_judged(connection, restored(connection, reading_id))
        places |= dict.fromkeys(place.key for place in terms_as_judged(judged).places)
        if current:
            retire(connection, reading_id)
        for table in ("statements", "incidents"):
            first, count = driver.execute(
                f"SELECT first_{table[:-1]}, n_{table} FROM readings WHERE id = ?", (reading_id,)
            ).fetchone()
            driver.execute(f"DELETE FROM {table} WHERE id >= ? AND id < ?", (first, first + count))
    driver.execute(
        "UPDATE readings SET document = '', title = NULL, publisher = NULL, published = NULL, source = '{}', "
        "rest = '{}' WHERE source_id = ?",
        (source,),
    )
    for (text_id,) in driver.execute(_UNSHARED, {"source": source}).fetchall():
        driver.execute("UPDATE texts SET text = '' WHERE id = ?", (text_id,))
        driver.execute("DELETE FROM near WHERE text_id = ? OR other_id = ?", (text_id, text_id))
        driver.execute("DELETE FROM bands WHERE text_id = ?", (text_id,))
        driver.execute("DELETE FROM vectors WHERE text_id = ?", (text_id,))
        driver.execute("DELETE FROM copied WHERE text_id = ? OR other_id = ?", (text_id, text_id))
        driver.execute("DELETE FROM skip_pairs WHERE text_id = ?", (text_id,))
        driver.execute("DELETE FROM paired WHERE text_id = ?", (text_id,))
        driver.execute("DELETE FROM outlets WHERE text_id = ?", (text_id,))
        driver.execute("DELETE FROM naming WHERE text_id = ? OR other_id = ?", (text_id, text_id))
    driver.execute("UPDATE sources SET record = '{}', original = NULL, packing = 'none' WHERE id = ?", (source,))
    driver.execute("UPDATE occurrences SET document = '', record = '{}' WHERE source_id = ?", (source,))
    _forget_places(driver, places)
    for what in TERMS:
        # Else what was deleted would still stand in older segments.
        driver.execute(f"INSERT INTO {what}_terms ({what}_terms) VALUES ('optimize')")
    detail: dict[str, Any] = {"left": left_sha256(connection, source), "reason": reason.strip()}
    if blanked := judging.blank(connection, sha256):
        detail["judgements"] = blanked
    deed = custody.Deed(act=custody.Act.REMOVED, subject=sha256, detail=detail)
    custody.log(connection, [deed], author, at)


def left_sha256(connection: Connection, source_id: int) -> str:
    """The hash of all rows that a case keeps of a document whose words were removed."""
    rows = [connection.exec_driver_sql(query, (source_id,)).all() for query in _LEFT]
    return digest(msgspec.json.encode([[list(row) for row in found] for found in rows]))


def _forget_places(driver: Any, keys: Iterable[str]) -> None:
    """Take out those of some places that no current record or text names any longer."""
    for key in keys:
        term = f'"{value_term(Mark.AT, key)}"'
        if not any(
            driver.execute(f"SELECT 1 FROM {what}_terms WHERE {what}_terms MATCH ? LIMIT 1", (term,)).fetchone()
            for what in TERMS
        ):
            driver.execute("DELETE FROM places WHERE key = ?", (key,))
