"""How people code statements by theme: the samples that were drawn, and what each coder said of each unit.

A unit is a statement where it stands, known by offsets into a text and never by its words. What a coder says is never
changed: the last coding of a coder on a unit and a theme stands. Sheets and codings are told by the log.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import custody
from purport.case.clock import now
from purport.case.driver import fetched
from purport.case.judgements import anchored
from purport.case.parts import sha256
from purport.types import Statement

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_STATEMENT = msgspec.json.Decoder(Statement)
_KEY = 16
_NAME = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A statement where it stands: the SHA-256 of its source and of its text, the offsets of its cue and content."""

    source: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def key(self) -> str:
        """By which sheets name it."""
        return f"u{sha256(_ENCODE(self))[:_KEY]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """The statements of a period (None: of no day that is known so far) of which the machine says that they have a
    theme, or that they have not: how many there are, and how many of them were drawn at random."""

    theme: str
    period: str | None
    machine: bool
    of: int
    drawn: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sample to be coded. ``among`` is the query that it was drawn from, None for all statements; ``units`` are the
    drawn statements, each with the number of its stratum."""

    id: int
    at: str
    author: str
    seed: int
    by: str
    among: str | None
    strata: tuple[Stratum, ...]
    units: tuple[tuple[int, Unit], ...]

    @cached_property
    def name(self) -> str:
        """By which a file names it: its number, and what tells it from those of other cases."""
        return f"sheet{self.id}-{sheet_sha256(_sheet_row(self))[:_NAME]}"

    @cached_property
    def drawn(self) -> dict[tuple[str, str], Stratum]:
        """The stratum of each theme and unit."""
        return {(self.strata[at].theme, unit.key): self.strata[at] for at, unit in self.units}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What a coder says of a unit and a theme; ``present`` is None where they take back what they said before.
    ``unit`` is its key, ``sheet`` the number of the sheet."""

    id: int
    at: str
    coder: str
    sheet: int
    theme: str
    unit: str
    present: bool | None


def units_of(connection: Connection, ids: Sequence[int]) -> dict[int, Unit]:
    """The units of statements, by the ids of their rows."""
    query = (
        "SELECT statements.id, sources.sha256, texts.sha256, statements.record FROM statements "
        "JOIN readings ON readings.id = reading_id JOIN sources ON sources.id = source_id "
        "JOIN texts ON texts.id = text_id WHERE statements.id IN (SELECT value FROM json_each(?))"
    )
    rows = fetched(connection, query, json.dumps(list(ids)))
    return {row: unit_of(source, text, _STATEMENT.decode(record)) for row, source, text, record in rows}


def numbers_of(connection: Connection, sources: Iterable[str]) -> dict[str, int]:
    """The ids of the rows of all statements of the current readings of sources, by the keys of their units."""
    query = (
        "SELECT statements.id, sources.sha256, texts.sha256, statements.record FROM sources "
        "JOIN readings ON readings.source_id = sources.id AND readings.current JOIN texts ON texts.id = text_id "
        "JOIN statements ON statements.id BETWEEN first_statement AND first_statement + n_statements - 1 "
        "WHERE sources.sha256 IN (SELECT value FROM json_each(?))"
    )
    rows = fetched(connection, query, json.dumps(list(sources)))
    return {unit_of(source, text, _STATEMENT.decode(record)).key: row for row, source, text, record in rows}


def unit_of(source: str, text: str, statement: Statement) -> Unit:
    """The unit of a statement, its source and its text given by their SHA-256."""
    return Unit(source=source, text=text, spans=anchored(source, text, statement).spans)


def keep_sheet(
    connection: Connection,
    *,
    author: str,
    seed: int,
    by: str,
    among: str | None,
    strata: Sequence[Stratum],
    units: Sequence[tuple[int, Unit]],
) -> Sheet:
    """Write a sheet and its row of the log within the transaction that is open; one that is there already, drawn in the
    same way from the same statements, is given as it is."""
    for each in sheets(connection):
        if (each.seed, each.by, each.among, each.strata, each.units) == (seed, by, among, (*strata,), (*units,)):
            return each
    last = int(connection.exec_driver_sql("SELECT max(id) FROM sheets").scalar() or 0)
    made = Sheet(
        id=last + 1, at=now(), author=author, seed=seed, by=by, among=among, strata=(*strata,), units=(*units,)
    )
    row = _sheet_row(made)
    connection.exec_driver_sql(f"INSERT INTO sheets VALUES ({', '.join('?' * len(row))})", row)
    detail = {"sheet": made.id, "row": sheet_sha256(row), "units": len(made.units)}
    custody.log(connection, [custody.Deed(act=custody.Act.DRAWN, subject=str(made.id), detail=detail)], author, made.at)
    return made


def sheets(connection: Connection) -> Iterator[Sheet]:
    """All sheets, oldest first."""
    for row in fetched(connection, "SELECT id, at, author, seed, by, among, strata, units FROM sheets ORDER BY id"):
        row_id, at, author, seed, by, among, strata, units = row
        yield Sheet(
            id=row_id,
            at=at,
            author=author,
            seed=seed,
            by=by,
            among=among,
            strata=msgspec.json.decode(strata, type=tuple[Stratum, ...]),
            units=msgspec.json.decode(units, type=tuple[tuple[int, Unit], ...]),
        )


def enter(
    connection: Connection,
    sheet: Sheet,
    said: Iterable[tuple[str, str, bool | None]],
    *,
    coder: str,
    author: str,
) -> int:
    """Write what a coder says, each of a unit and a theme, and one row of the log, within the transaction that is open.
    What stands already in the same way is not written again. How many were written."""
    known = {(each.theme, each.unit): each.present for each in standing(codings(connection)) if each.coder == coder}
    at = now()
    last = int(connection.exec_driver_sql("SELECT max(id) FROM codings").scalar() or 0)
    rows: list[tuple[Any, ...]] = []
    for unit, theme, present in said:
        if known.get((theme, unit)) == present:
            continue
        known[theme, unit] = present
        rows.append((last + len(rows) + 1, at, coder, sheet.id, theme, unit, None if present is None else int(present)))
    if rows:
        connection.exec_driver_sql("INSERT INTO codings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        detail = {"codings": [rows[0][0], rows[-1][0]], "rows": rows_sha256(rows), "coder": coder}
        deed = custody.Deed(act=custody.Act.CODED, subject=str(sheet.id), detail=detail)
        custody.log(connection, [deed], author, at)
    return len(rows)


def codings(connection: Connection) -> Iterator[Coding]:
    """All codings, oldest first."""
    for row in fetched(connection, "SELECT id, at, coder, sheet, theme, unit, present FROM codings ORDER BY id"):
        row_id, at, coder, sheet, theme, unit, present = row
        yield Coding(
            id=row_id,
            at=at,
            coder=coder,
            sheet=sheet,
            theme=theme,
            unit=unit,
            present=None if present is None else bool(present),
        )


def standing(made: Iterable[Coding]) -> list[Coding]:
    """Those that stand: of each coder the last on a unit and a theme, unless it takes back."""
    last: dict[tuple[str, str, str], Coding] = {}
    for each in made:
        key = each.coder, each.theme, each.unit
        last.pop(key, None)
        if each.present is not None:
            last[key] = each
    return list(last.values())


def sheet_sha256(values: tuple[Any, ...]) -> str:
    """The hash by which the log knows a sheet."""
    return sha256(_ENCODE(values))


def rows_sha256(rows: Sequence[tuple[Any, ...]]) -> str:
    """The hash by which the log knows the codings that were entered together."""
    return sha256(_ENCODE(rows))


def _sheet_row(made: Sheet) -> tuple[Any, ...]:
    return (
        *(made.id, made.at, made.author, made.seed, made.by, made.among),
        *(_ENCODE(made.strata).decode(), _ENCODE(made.units).decode()),
    )
