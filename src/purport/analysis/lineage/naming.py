"""The documents of a case that name each other's outlets or addresses: found as they come, kept in the case, so that
whom a text credits, cites or links is found without reading it again.

A document has an outlet and an address, and names others. One that names meets the one of that outlet, near in time,
that is likest in what it is about; where there is none, another that names the same outlet.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from purport.analysis.copies.outline import common_weight, weights
from purport.analysis.lineage.credits import address, bare_name, named_outlets, same_outlet
from purport.types import Source

BATCH = 400
# Documents so many days apart are not sought for each other, nor more of one name.
DAYS, MOST = 7, 60

_ADDRESS = "//"
# Whose own a name is goes before whatever else has it.
_OWN = 1 << 20
_SOURCE = msgspec.json.Decoder(Source)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is sought, and in full; ``own`` is the document's own outlet or address, ``sure`` that it is an
    outlet whoever has it, ``said`` that it may be anybody's who says something: that is no reason to keep it."""

    key: str
    name: str
    own: bool
    sure: bool
    said: bool = False


def name_batch(connection: Connection, batch: int = BATCH) -> int:
    """Find whom the next documents name, and who names them, within the transaction that is open; how many there
    were."""
    rows = connection.exec_driver_sql(
        "SELECT readings.id, text_id, day, source, text FROM readings JOIN texts ON texts.id = text_id "
        "WHERE current AND readings.id > (SELECT value FROM editions WHERE name = 'naming') "
        "ORDER BY readings.id LIMIT ?",
        (batch,),
    ).all()
    for _, text_id, day, source, text in rows:
        _meet(connection, text_id, day, list(_names(text, _SOURCE.decode(source))))
    if rows:
        connection.exec_driver_sql("UPDATE editions SET value = ? WHERE name = 'naming'", (rows[-1][0],))
    return len(rows)


def unnamed(connection: Connection) -> int:
    """The number of documents of which it is not known yet whom they name."""
    query = "SELECT count(*) FROM readings WHERE current AND id > (SELECT value FROM editions WHERE name = 'naming')"
    return int(connection.exec_driver_sql(query).scalar_one())


def _names(text: str, source: Source) -> Iterator[_Name]:
    if source.publisher:
        for key in _keys(source.publisher):
            yield _Name(key, source.publisher, True, False)
    if (own := _address(source.url)) is not None:
        yield _Name(own, own, True, False)
    for name, sure, said in named_outlets(text, source):
        if name.startswith(("http://", "https://")):
            if (linked := _address(name)) is not None:
                yield _Name(linked, linked, False, False)
        elif not same_outlet(name, source.publisher):
            for key in _keys(name):
                yield _Name(key, name, False, sure, said)


def _address(url: str | None) -> str | None:
    """An address as a key; None for one of a whole site."""
    bare = address(url)
    return f"{_ADDRESS}{bare}" if bare and "/" in bare else None


def _keys(name: str) -> list[str]:
    """By what a name is sought, so that names of one outlet share one: its first two words, of two the first too."""
    words = bare_name(name).split()
    first = [words[0]] if len(words) == 1 or (len(words) == 2 and len(words[0]) > 3) else []
    return [*([" ".join(words[:2])] if len(words) > 1 else []), *first]


def _meet(connection: Connection, text_id: int, day: int, names: list[_Name]) -> None:
    mine = _outlines(connection, [text_id]).get(text_id, {})
    found: list[tuple[int, str, int, int]] = []
    for each in names:
        if each.own:
            naming = _alike(connection, each, False, text_id, day, mine)
            found += [(other, each.key, text_id, shared + _OWN) for other, shared in naming]
            continue
        # Of those whose own it is the likest, or else of those that name it too.
        alike = [(shared + _OWN, other) for other, shared in _alike(connection, each, True, text_id, day, mine)]
        if not alike and each.sure:
            alike = [(shared, other) for other, shared in _alike(connection, each, False, text_id, day, mine)]
        if alike:
            shared, other = max(alike)
            found.append((text_id, each.key, other, shared))
    driver = _driver(connection)
    driver.executemany(
        "INSERT INTO naming VALUES (?, ?, ?, ?) ON CONFLICT (text_id, key) DO UPDATE "
        "SET other_id = excluded.other_id, weight = excluded.weight WHERE excluded.weight > weight",
        found,
    )
    rows = [(each.key, each.own, day, text_id, each.name, each.sure) for each in names if not each.said]
    driver.executemany("INSERT OR IGNORE INTO outlets VALUES (?, ?, ?, ?, ?, ?)", rows)


def _alike(
    connection: Connection, each: _Name, own: bool, text_id: int, day: int, mine: dict[int, int]
) -> list[tuple[int, int]]:
    """The texts that have a name as their own, or that name it, on the same matter, each with how much they share; an
    address is of one document, whatever that is about."""
    near = _near(connection, each, own, text_id, day)
    if each.key.startswith(_ADDRESS):
        return [(other, 1) for other in near]
    outlines = _outlines(connection, near)
    shared = [(other, common_weight(mine, outlines.get(other, {}))) for other in near]
    return [(other, most) for other, most in shared if most]


def _near(connection: Connection, each: _Name, own: bool, text_id: int, day: int) -> list[int]:
    """The texts of a name near a day, and those without a day, the nearest before it first."""
    first, last = (day - DAYS, day + DAYS) if day else (1, 1 << 40)
    of_name = "SELECT text_id, name, sure FROM outlets WHERE key = ?1 AND own = ?2 AND"
    rows = _driver(connection).execute(
        f"SELECT * FROM ({of_name} day BETWEEN ?3 AND ?4 ORDER BY day DESC LIMIT ?5) "
        f"UNION ALL SELECT * FROM ({of_name} day = 0 LIMIT ?5)",
        (each.key, own, first, last, MOST),
    )
    both_name = not own and not each.own
    return [
        other
        for other, name, sure in rows.fetchall()
        if other != text_id and (sure or not both_name) and (name == each.name or same_outlet(name, each.name))
    ]


def _outlines(connection: Connection, text_ids: list[int]) -> dict[int, dict[int, int]]:
    if not text_ids:
        return {}
    query = "SELECT text_id, outline FROM paired WHERE text_id IN (SELECT value FROM json_each(?))"
    rows = _driver(connection).execute(query, (json.dumps(text_ids),))
    return {text_id: weights(outline) for text_id, outline in rows.fetchall()}


def _driver(connection: Connection) -> sqlite3.Connection:
    # Several queries a document: straight from the driver.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
