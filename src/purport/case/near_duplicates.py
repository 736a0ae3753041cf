"""Texts that are nearly the same: linked as they come, so that asking is quick.

A text that is all but the same as one before is linked to that one and not met again: of a thousand copies each is
linked to the first. What is linked was proved on the texts themselves; bands only tell which to look at.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import shingles
from purport.types import Source

# Linked are texts of which so much is the same, or of which so much of the shorter is in the longer.
LEAST, LEAST_CONTAINED = 0.4, 0.7
# A text as like another as this stands for it from then on.
SAME = 0.8
# A text of fewer shingles is too short for its likeness to tell anything.
SHORTEST = 12
# So many of the texts that share the most bands are compared, and so many documents are told of one.
COMPARED, TOLD = 20, 1_000
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """Two documents whose texts are nearly the same. ``similarity``: the share of the five-word stretches of both
    that both have, 0 to 1; ``contained``: the share of the shorter's that the longer has. The first is the one
    published earlier, or added earlier where that is not known of both."""

    sha256: str
    source: Source
    other_sha256: str
    other: Source
    similarity: float
    contained: float


def unlinked(connection: Connection) -> int:
    """The number of texts that are not linked yet."""
    query = "SELECT count(*) FROM texts WHERE id > (SELECT value FROM editions WHERE name = 'near')"
    return int(connection.exec_driver_sql(query).scalar_one())


def link_batch(connection: Connection) -> None:
    """Link the next texts, within the transaction that is open."""
    rows = connection.exec_driver_sql(
        "SELECT id, text FROM texts WHERE id > (SELECT value FROM editions WHERE name = 'near') ORDER BY id LIMIT ?",
        (BATCH,),
    ).all()
    for text_id, text in rows:
        _link(connection, text_id, shingles.shingles(text))
    if rows:
        connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'near'", (rows[-1][0],))


def _link(connection: Connection, text_id: int, own: shingles.Numbers) -> None:
    if len(own) < SHORTEST:
        return
    bands = shingles.bands(own)
    stands_for = False
    met = connection.exec_driver_sql(
        "SELECT text_id FROM bands WHERE band IN (SELECT value FROM json_each(?)) "
        "GROUP BY text_id ORDER BY count(*) DESC, text_id LIMIT ?",
        (json.dumps(bands), COMPARED),
    ).scalars()
    for other_id, text in _texts(connection, met):
        similarity, contained = shingles.likeness(own, shingles.shingles(text))
        if similarity >= LEAST or contained >= LEAST_CONTAINED:
            rows = [(text_id, other_id, similarity, contained), (other_id, text_id, similarity, contained)]
            connection.exec_driver_sql("INSERT OR REPLACE INTO near VALUES (?, ?, ?, ?)", rows)
        stands_for = stands_for or similarity >= SAME
    if not stands_for:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, text_id) for band in dict.fromkeys(bands)]
        )


def _texts(connection: Connection, ids: Iterable[int]) -> Sequence[tuple[int, str]]:
    query = "SELECT id, text FROM texts WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return [(row[0], row[1]) for row in connection.exec_driver_sql(query, (json.dumps(list(ids)),))]


def of_document(connection: Connection, sha256: str) -> Iterator[NearDuplicate]:
    """The documents nearly the same as one, the likest first: those linked with its text or with what stands for it."""
    own = connection.exec_driver_sql(f"{_READ} WHERE sources.sha256 = ? AND readings.current", (sha256,)).one()
    linked = connection.exec_driver_sql(
        "SELECT other_id FROM near WHERE text_id = :own UNION SELECT two.other_id FROM near AS one JOIN near AS two "
        "ON two.text_id = one.other_id WHERE one.text_id = :own AND one.similarity >= :same LIMIT :told",
        {"own": own.text_id, "same": SAME, "told": TOLD},
    ).scalars()
    others = sorted({own.text_id, *linked})
    found = connection.exec_driver_sql(
        f"{_READ} WHERE text_id IN (SELECT value FROM json_each(?)) AND current AND readings.id <> ? LIMIT ?",
        (json.dumps(others), own.id, TOLD),
    ).all()
    sets = {text_id: shingles.shingles(text) for text_id, text in _texts(connection, others)}
    pairs = []
    for row in found:
        same = row.text_id == own.text_id
        likeness = (1.0, 1.0) if same else shingles.likeness(sets[own.text_id], sets[row.text_id])
        if likeness[0] >= LEAST or likeness[1] >= LEAST_CONTAINED:
            pairs.append((likeness, row))
    for (similarity, contained), row in sorted(pairs, key=lambda pair: (-pair[0][0], pair[1].day, pair[1].id)):
        yield _pair(own, row, similarity, contained)


# By document that is asked for: the texts as good as its own, itself included; of what is linked by now.
_SAME_TEXTS = (
    "WITH asked AS (SELECT sources.sha256 AS shown, text_id FROM readings JOIN sources ON sources.id = source_id"
    "  WHERE current AND sources.sha256 IN (SELECT value FROM json_each(:asked))), "
    "same AS (SELECT shown, text_id FROM asked UNION SELECT shown, near.other_id FROM asked"
    "  JOIN near ON near.text_id = asked.text_id AND similarity >= :same UNION SELECT shown, two.other_id"
    "  FROM asked JOIN near AS one ON one.text_id = asked.text_id AND one.similarity >= :same"
    "  JOIN near AS two ON two.text_id = one.other_id AND two.similarity >= :same) "
)


def counted(connection: Connection, sha256s: Iterable[str]) -> dict[str, int]:
    """In how many other documents as good as the same text stands, by document; of what is linked by now."""
    query = (
        f"{_SAME_TEXTS} SELECT shown, count(*) - 1 FROM same "
        "JOIN readings ON readings.text_id = same.text_id AND current GROUP BY shown HAVING count(*) > 1"
    )
    return _of_same_texts(connection, query, sha256s)


def firsts(connection: Connection, sha256s: Iterable[str]) -> dict[str, int]:
    """By document the first text as good as its own, which tells copies of one text from others."""
    return _of_same_texts(connection, f"{_SAME_TEXTS} SELECT shown, min(text_id) FROM same GROUP BY shown", sha256s)


def _of_same_texts(connection: Connection, query: str, sha256s: Iterable[str]) -> dict[str, int]:
    asked = json.dumps(sorted(set(sha256s)))
    return {row[0]: row[1] for row in connection.exec_driver_sql(query, {"asked": asked, "same": SAME}).all()}


def every_pair(connection: Connection, least: float) -> Iterator[NearDuplicate]:
    """Every link, the likest first: documents of one text with the first of them, and texts with those they met."""
    query = (
        "WITH firsts AS (SELECT text_id, min(id) AS id FROM readings WHERE current GROUP BY text_id), "
        "linked AS ("
        "  SELECT firsts.id AS one, readings.id AS two, 1.0 AS similarity, 1.0 AS contained FROM firsts "
        "  JOIN readings ON readings.text_id = firsts.text_id AND readings.current AND readings.id > firsts.id "
        "  UNION ALL SELECT a.id, b.id, similarity, contained FROM near JOIN firsts AS a ON a.text_id = near.text_id "
        "  JOIN firsts AS b ON b.text_id = near.other_id WHERE near.text_id < near.other_id) "
        "SELECT one, two, similarity, contained FROM linked WHERE similarity >= ? OR contained >= ? "
        "ORDER BY similarity DESC, contained DESC, one, two"
    )
    links = connection.exec_driver_sql(query, (least, max(least, LEAST_CONTAINED))).all()
    ids = json.dumps(sorted({row_id for link in links for row_id in link[:2]}))
    found = connection.exec_driver_sql(f"{_READ} WHERE readings.id IN (SELECT value FROM json_each(?))", (ids,)).all()
    by_id = {row.id: row for row in found}
    for one, two, similarity, contained in links:
        yield _pair(by_id[one], by_id[two], similarity, contained)


_READ = (
    "SELECT readings.id, text_id, day, sources.sha256, readings.source FROM readings "
    "JOIN sources ON sources.id = readings.source_id"
)
_SOURCE = msgspec.json.Decoder(Source)


def _pair(one: Any, two: Any, similarity: float, contained: float) -> NearDuplicate:
    dated = one.day and two.day
    first, other = sorted((one, two), key=lambda row: (row.day if dated else 0, row.id))
    return NearDuplicate(
        sha256=first.sha256,
        source=_SOURCE.decode(first.source),
        other_sha256=other.sha256,
        other=_SOURCE.decode(other.source),
        similarity=round(similarity, 3),
        contained=round(contained, 3),
    )
