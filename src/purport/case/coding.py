"""How people code the statements of a case by theme: the methods of ``Case`` for it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection

from purport.case import custody, sqlite
from purport.case.codings import (
    Coding,
    Sheet,
    Stratum,
    Unit,
    codings,
    enter,
    keep_sheet,
    numbers_of,
    sheets,
    standing,
    units_of,
)
from purport.case.table import Table
from purport.errors import OptionError


class CodingStatements:
    """The part of a case that holds how people code its statements. ``purport.analysis.coding`` draws samples, reads
    them back from files and measures what was coded."""

    _connection: Connection

    def _plainly(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def units(self, statements: Sequence[int]) -> dict[int, Unit]:
        """The units of statements, by their numbers (``Placed.statement``)."""
        with self._plainly():
            return units_of(self._connection, statements)

    def statement_numbers(self, sources: Iterable[str]) -> dict[str, int]:
        """The numbers of all statements of some documents, given by their SHA-256, by the keys of their units."""
        with self._plainly():
            return numbers_of(self._connection, sources)

    def keep_sheet(
        self,
        *,
        seed: int,
        by: str,
        among: str | None,
        strata: Sequence[Stratum],
        units: Sequence[tuple[int, Unit]],
        author: str | None = None,
    ) -> Sheet:
        """Keep a sample that was drawn to be coded, so that it is known later out of how many it was drawn; the same
        sample is kept once."""
        name = custody.checked_author(author)
        with self._plainly(), sqlite.writing(self._connection) as connection:
            return keep_sheet(connection, author=name, seed=seed, by=by, among=among, strata=strata, units=units)

    def sheets(self) -> Table[Sheet]:
        """The samples that were drawn to be coded, oldest first."""
        with self._plainly():
            return Table(sheets(self._connection), sheet_columns)

    def code(
        self,
        sheet: Sheet,
        said: Iterable[tuple[str, str, bool | None]],
        *,
        coder: str,
        author: str | None = None,
    ) -> int:
        """Enter what a coder says of units of a sheet: for each its key, the theme, and whether it is there; None takes
        back what they said before. How many were new. All of them are entered or none.

        Raises OptionError for a coder without a name, and a unit that was not drawn for the theme.
        """
        name = custody.checked_author(author)
        checked = checked_coder(coder)
        every = list(said)
        for unit, theme, _ in every:
            if (theme, unit) not in sheet.drawn:
                raise OptionError(
                    f"unit {unit!r} was not drawn for theme {theme!r} on sheet {sheet.name}; a unit that was not drawn "
                    "at random says nothing of the rest"
                )
        with self._plainly(), sqlite.writing(self._connection) as connection:
            return enter(connection, sheet, every, coder=checked, author=name)

    def codings(self, *, past: bool = False) -> Table[Coding]:
        """What coders say that stands, oldest first; with ``past``, what they took back or replaced too."""
        with self._plainly():
            made: Iterable[Coding] = list(codings(self._connection))
        return Table(made if past else standing(made), coding_columns)


def checked_coder(coder: str | None) -> str:
    """The name of a coder. Raises OptionError for none."""
    name = " ".join((coder or "").split())
    if not name:
        raise OptionError(f'the coder {coder!r} is no name; give who coded, as --coder "Runa Dahl"')
    if name.casefold() == MACHINE:
        raise OptionError(f"{MACHINE!r} is what the machine itself is called; give the name of who coded")
    return name


MACHINE = "machine"


def sheet_columns(sheet: Sheet) -> dict[str, Any]:
    """The cells of a sheet in a table, by column."""
    return {
        "sheet": sheet.name,
        "themes": ", ".join(dict.fromkeys(each.theme for each in sheet.strata)),
        "by": sheet.by,
        "among": sheet.among,
        "seed": sheet.seed,
        "units": len(sheet.units),
        "author": sheet.author,
        "at": sheet.at,
    }


def coding_columns(coding: Coding) -> dict[str, Any]:
    """The cells of a coding in a table, by column."""
    return {
        "id": coding.id,
        "unit": coding.unit,
        "theme": coding.theme,
        "present": coding.present,
        "coder": coding.coder,
        "sheet": coding.sheet,
        "at": coding.at,
    }
