"""Proving what people did with a case: judgements, ratings, codings, looks, removals, time stamps."""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from purport.case.codings import rows_sha256, sheet_sha256
from purport.case.custody import Entry
from purport.case.judging import row_sha256 as judgement_sha256
from purport.case.parts import sha256
from purport.case.proof import Broken, Proof
from purport.case.ratings import row_sha256 as rating_sha256
from purport.case.removal import left_sha256
from purport.case.watches import row_sha256 as look_sha256


def judgements(proof: Proof) -> None:
    """Every judgement is as it was made, and none is missing."""
    _as_logged(proof, "judgements", "judgement", proof.log.judged, judgement_sha256, proof.log.blanked)


def ratings(proof: Proof) -> None:
    """Every rating of a source is as it was made, and none is missing."""
    _as_logged(proof, "ratings", "rating", proof.log.rated, rating_sha256, {})


def sheets(proof: Proof) -> None:
    """Every sample that was drawn to be coded is as it was drawn, and none is missing."""
    _as_logged(proof, "sheets", "sheet", proof.log.drawn, sheet_sha256, {})


def codings(proof: Proof) -> None:
    """Every coding is as it was entered, and none is missing: the log knows those that were entered together."""
    left = deque(proof.log.coded)
    together: list[tuple[Any, ...]] = []
    for row in proof.rows("SELECT * FROM codings ORDER BY id"):
        proof.at = ("codings", row.id)
        known = msgspec.json.decode(left[0].detail) if left else None
        if known is None or row.id != known["codings"][0] + len(together):
            raise Broken("codings", row.id, "the log does not tell of it, or one before it is missing")
        together.append(tuple(row))
        if row.id == known["codings"][1]:
            if rows_sha256(together) != known["rows"]:
                raise Broken("codings", row.id, "was changed, or one of those entered with it")
            left.popleft()
            together = []
        proof.counts["codings"] += 1
    if left:
        raise Broken("log", left[0].seq, "tells of a coding that is not there")


def watches(proof: Proof) -> None:
    """Every look at what is watched is as it was kept, and none is missing."""
    _as_logged(proof, "watches", "look", proof.log.watched, look_sha256, {})


def removals(proof: Proof) -> None:
    """Every removal is as the log tells, and so is what it left."""
    left = dict(proof.log.removed)
    query = "SELECT removals.*, sha256 FROM removals LEFT JOIN sources ON sources.id = source_id ORDER BY removals.id"
    for row in proof.rows(query):
        proof.at = ("removals", row.id)
        entry = left.pop(row.sha256, None)
        if entry is None:
            raise Broken("removals", row.id, "the log does not tell of it")
        known = msgspec.json.decode(entry.detail)
        if (row.at, row.author, row.reason) != (entry.at, entry.author, known["reason"]):
            raise Broken("removals", row.id, "who removed it, when or why was changed: the log says otherwise")
        if "left" in known and left_sha256(proof.connection, row.source_id) != known["left"]:
            raise Broken("removals", row.id, "what it left of the document was changed: its hash is another")
        proof.counts["removals"] += 1
    for entry in left.values():
        raise Broken("log", entry.seq, f"tells of the removal of {entry.subject}, which is not there")


def stamps(proof: Proof) -> None:
    """Every time stamp is as it came, and of a row of the log."""
    left = dict(proof.log.stamped)
    query = "SELECT stamps.*, log.hash AS own FROM stamps LEFT JOIN log ON log.seq = stamps.seq ORDER BY stamps.id"
    for row in proof.rows(query):
        proof.at = ("stamps", row.id)
        entry = left.pop(row.id, None)
        if entry is None:
            raise Broken("stamps", row.id, "the log does not tell of it")
        known = msgspec.json.decode(entry.detail)
        told = (entry.subject, entry.at, known["authority"], known["token"])
        if (str(row.seq), row.at, row.authority, sha256(row.token)) != told:
            raise Broken("stamps", row.id, "was changed")
        if row.hash != row.own:
            raise Broken("stamps", row.id, f"is of another hash than row {row.seq:,} of the log has")
        proof.counts["stamps"] += 1
    for entry in left.values():
        raise Broken("log", entry.seq, "tells of a time stamp that is not there")


def _as_logged(
    proof: Proof,
    table: str,
    one: str,
    told: Mapping[int, Entry],
    hashed: Callable[[tuple[Any, ...]], str],
    blanked: Mapping[int, str],
) -> None:
    """The rows of a table have the hashes by which the log knows them, or those that a removal left them with."""
    left = dict(told)
    for row in proof.rows(f"SELECT * FROM {table} ORDER BY id"):
        proof.at = (table, row.id)
        entry = left.pop(row.id, None)
        known = {} if entry is None else msgspec.json.decode(entry.detail)
        if entry is None or hashed(tuple(row)) != blanked.get(row.id, known["row"]):
            raise Broken(table, row.id, "was changed, or the log does not tell of it")
        proof.counts[table] += 1
    for entry in left.values():
        raise Broken("log", entry.seq, f"tells of a {one} that is not there")
