"""Sheets as tables for a spreadsheet: written to be filled in, and read back.

What the machine says of a statement is not in them, nor in which order it was drawn: who codes shall see neither.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any, BinaryIO

from purport.case import Case
from purport.case.coding import checked_coder
from purport.case.codings import Sheet, unit_of
from purport.case.parts import sha256
from purport.errors import BadRecord, PurportError
from purport.types import Reading, Statement

COLUMNS = ("sheet", "unit", "theme", "present")
VALUES = {"yes": True, "no": False, "withdrawn": None}
AROUND = 200
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What became of a filled sheet: how many codings were new, how many stood already, how many lines were left empty,
    and the errors, each with its line. Of a file with an error nothing is entered."""

    sheet: str | None
    written: int
    known: int
    empty: int
    errors: tuple[PurportError, ...]


def sheet_rows(case: Case, sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of a sheet, theme by theme, in each in an order drawn by its seed; ``present`` is to be filled in."""
    readings: dict[str, Reading] = {}
    rows = []
    for theme in dict.fromkeys(stratum.theme for stratum in sheet.strata):
        units = sorted((unit for at, unit in sheet.units if sheet.strata[at].theme == theme), key=lambda u: u.key)
        Random(f"{sheet.seed}/{theme}").shuffle(units)
        for unit in units:
            if unit.source not in readings:
                readings[unit.source] = case.reading(unit.source)
            reading = readings[unit.source]
            text = sha256(reading.text)
            for statement in reading.statements:
                if unit_of(unit.source, text, statement) == unit:
                    named = {"sheet": sheet.name, "unit": unit.key, "theme": theme, "present": None}
                    rows.append(named | _shown(reading, statement))
    return rows


def enter_sheet(case: Case, stream: BinaryIO, name: str, *, coder: str | None, author: str | None = None) -> Entered:
    """Enter a filled sheet: CSV in UTF-8 with the columns sheet, unit, theme and present, which is yes, no, withdrawn,
    or empty. ``name`` is the file's, for the errors. Where a line has an error, nothing is entered.

    Raises OptionError for a coder without a name.
    """
    checked = checked_coder(coder)
    sheets = {each.name: each for each in case.sheets()}
    said: dict[str, dict[tuple[str, str], bool | None]] = {}
    errors: list[PurportError] = []
    empty = 0
    for line in _lines(stream, name):
        if isinstance(line, PurportError):
            errors.append(line)
            continue
        where, cells = line
        try:
            sheet = _sheet(cells.get("sheet", ""), sheets)
            unit, theme = cells.get("unit", ""), cells.get("theme", "")
            if (theme, unit) not in sheet.drawn:
                raise BadRecord(
                    f"unit {unit!r} with theme {theme!r} is not on {sheet.name}; leave these columns as they were"
                )
            value = cells.get("present", "").lower()
            if not value:
                empty += 1
                continue
            if value not in VALUES:
                raise BadRecord(
                    f"present is {cells['present']!r}; write yes, no, or nothing where it is not coded (withdrawn "
                    "takes back what was entered before)"
                )
            own = said.setdefault(sheet.name, {})
            if own.setdefault((unit, theme), VALUES[value]) != VALUES[value]:
                raise BadRecord(f"unit {unit!r} with theme {theme!r} is there twice, with yes and with no; leave one")
        except PurportError as error:
            error.where = where
            errors.append(error)
    count = sum(map(len, said.values()))
    if errors:
        return Entered(sheet=None, written=0, known=0, empty=empty, errors=tuple(errors))
    written = sum(
        case.code(sheets[of], ((*key, present) for key, present in own.items()), coder=checked, author=author)
        for of, own in said.items()
    )
    names = ", ".join(said) or None
    return Entered(sheet=names, written=written, known=count - written, empty=empty, errors=())


def _sheet(name: str, sheets: dict[str, Sheet]) -> Sheet:
    if name in sheets:
        return sheets[name]
    number = name.partition("-")[0]
    if any(each.partition("-")[0] == number for each in sheets):
        raise BadRecord(f"{name!r} is a sheet of another case; enter it there, or draw one of this case")
    known = ", ".join(sheets) or "none"
    raise BadRecord(f"there is no sheet {name!r} in this case, which has {known}; `purport code sheet` draws one")


def _lines(stream: BinaryIO, name: str) -> Iterator[tuple[str, dict[str, str]] | PurportError]:
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        first = next((line for line in lines if line.strip()), "")
        rows = csv.reader(chain([first], lines), delimiter=max(_DELIMITERS, key=first.count), strict=True)
        columns = [column.strip().lower() for column in next(rows, [])]
        if missing := [column for column in COLUMNS if column not in columns]:
            yield BadRecord(
                f"its first line has no column {' and no column '.join(missing)}; give a sheet as `purport code sheet` "
                "writes it",
                where=name,
            )
            return
        before = rows.line_num
        for row in rows:
            where, before = f"{name}:{before + 1}", rows.line_num
            if any(cell.strip() for cell in row):
                yield where, {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    except UnicodeDecodeError as error:
        yield BadRecord(f"is no text in UTF-8 ({error.reason}); save it as CSV in UTF-8", where=name)
    except csv.Error as error:
        yield BadRecord(f"is no table ({error}); quote cells with quotation marks", where=name)
    finally:
        lines.detach()


def _shown(reading: Reading, statement: Statement) -> dict[str, Any]:
    speaker = statement.speaker
    start = min((part.start for part in statement.content), default=0)
    end = max((part.end for part in statement.content), default=0)
    return {
        "statement": " … ".join(" ".join(part.text.split()) for part in statement.content),
        "speaker": None if speaker is None else speaker.name or speaker.text,
        "cue": None if statement.cue is None else statement.cue.text,
        "before": " ".join(reading.text[max(0, start - AROUND) : start].split()),
        "after": " ".join(reading.text[end : end + AROUND].split()),
        "document": reading.source.id,
        "published": reading.source.published,
    }
