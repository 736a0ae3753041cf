"""Judgements that stand in a file: CSV with a verdict column, or JSON Lines.

A line of JSON is a hit as ``purport find --json`` gives it with a ``verdict``, a judgement as ``purport judgements
--json`` gives it, or an object with the columns of the CSV: ``verdict``; ``record``, a document, # and an id or words;
``other`` where it is of two; ``words``, those that the record must stand on; ``correction``, as ``kind=denial;
certainty=possible``; ``reason``; ``author``. Other columns are passed over, and so are lines without a verdict.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, BinaryIO

import msgspec

from purport.case import corrections
from purport.case.judgements import Anchor, Verdict, anchored
from purport.case.records import Found
from purport.errors import BadRecord, OptionError, PurportError
from purport.types import Incident, Statement

COLUMNS = ("verdict", "record", "other", "words", "correction", "reason", "author")
LONGEST_LINE = 16_000_000
_DELIMITERS = ",;\t"
# What a spreadsheet would take for a formula; an apostrophe in front makes it a text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record stands, as a hit tells it: its source's SHA-256, the sort of record, its offsets and words."""

    source: str
    record: str
    spans: tuple[tuple[int, int], ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A judgement that is asked for. ``words`` are those that the record must stand on, if told; ``where`` is the line
    of the file that it comes from."""

    verdict: str
    record: str | Found | Anchor | Place
    other: str | Found | Anchor | Place | None = None
    correction: Mapping[str, Any] | None = None
    reason: str | None = None
    author: str | None = None
    words: str | None = None
    where: str | None = None


@dataclass(slots=True)
class Verdicts:
    """The judgements of a file, one after the other; what cannot be understood gives its error in its place, which
    names the line. ``verdict`` is that of lines that have none; without it they are passed over, and counted."""

    stream: BinaryIO
    name: str
    verdict: str | None = None
    reason: str | None = None
    passed_over: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[Asked | PurportError]:
        lines = io.TextIOWrapper(self.stream, encoding="utf-8-sig", newline="")
        try:
            first = next((line for line in lines if line.strip()), "")
            whole = chain([first], lines)
            yield from self._of_json(whole) if first.lstrip().startswith("{") else self._of_table(first, lines)
        except UnicodeDecodeError as error:
            yield BadRecord(f"is no text in UTF-8 ({error.reason}); save it as UTF-8", where=self.name)
        finally:
            lines.detach()

    def _of_json(self, lines: Iterator[str]) -> Iterator[Asked | PurportError]:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield from self._asked(f"{self.name}:{number}", lambda line=line: _object(line))

    def _of_table(self, first: str, lines: Iterator[str]) -> Iterator[Asked | PurportError]:
        delimiter = max(_DELIMITERS, key=first.count)
        rows = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        try:
            names = [name.strip().lower() for name in next(rows, [])]
            if "record" not in names or ("verdict" not in names and self.verdict is None):
                every = ", ".join(COLUMNS)
                yield BadRecord(
                    f"its first line has no columns record and verdict; it may have {every}", where=self.name
                )
                return
            before = rows.line_num
            for row in rows:
                where, before = f"{self.name}:{before + 1}", rows.line_num
                if any(cell.strip() for cell in row):
                    cells = {name: _plain(cell) for name, cell in zip(names, row, strict=False)}
                    yield from self._asked(where, lambda cells=cells: cells)
        except csv.Error as error:
            yield BadRecord(f"is no table ({error}); quote cells with quotation marks", where=self.name)

    def _asked(self, where: str, made: Any) -> Iterator[Asked | PurportError]:
        try:
            asked = self._one(made(), where)
        except PurportError as error:
            error.where = where
            yield error
            return
        if asked is None:
            self.passed_over += 1
        else:
            yield asked

    def _one(self, line: Mapping[str, Any], where: str) -> Asked | None:
        correction = line.get("correction") or None
        if isinstance(correction, str):
            correction = corrections.parsed(correction)
        if correction is not None and not isinstance(correction, dict):
            raise OptionError(f"the correction {correction!r} is no object of fields; write kind=denial")
        verdict = _text(line, "verdict") or (Verdict.CORRECT.value if correction else self.verdict)
        if verdict is None:
            return None
        other = line.get("other") or None
        return Asked(
            verdict=verdict.strip().lower().replace(" ", "_"),
            record=_record(line),
            other=_anchor(other) if isinstance(other, dict) else _text(line, "other"),
            correction=correction,
            reason=_text(line, "reason") or self.reason,
            author=_text(line, "author"),
            words=_text(line, "words"),
            where=where,
        )


def cell(value: Any) -> Any:
    """A value as a cell of a table that a spreadsheet may open: what it would take for a formula is a text."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _object(line: str) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BadRecord(f"is longer than {LONGEST_LINE:,} characters")
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadRecord(f"is no JSON ({error})") from None
    if not isinstance(found, dict):
        raise BadRecord("is no JSON object")
    return found


def _record(line: Mapping[str, Any]) -> str | Anchor | Place:
    """The record that a line names, whichever way."""
    if isinstance(line.get("subject"), dict):
        return _anchor(line["subject"])
    for name, kind in (("statement", Statement), ("incident", Incident)):
        if isinstance(line.get(name), dict):
            return _place(line, name, kind)
    if record := _text(line, "record"):
        return record
    if "sha256" in line:
        raise OptionError("this hit is of a text, and only statements and incidents are judged")
    raise OptionError("names no record; give a document, # and an id or words, as report.txt#s3")


def _place(line: Mapping[str, Any], name: str, kind: type[Statement | Incident]) -> Place:
    try:
        record: Statement | Incident = msgspec.convert(line[name], type=kind)
        source = msgspec.convert(line.get("sha256"), type=str)
    except msgspec.ValidationError as error:
        raise BadRecord(f"is no hit as `purport find --json` gives it ({error})") from None
    found = anchored(source, "", record)
    return Place(source=source, record=found.record, spans=found.spans, quote=found.quote)


def _anchor(value: Mapping[str, Any]) -> Anchor:
    try:
        return msgspec.convert(value, type=Anchor)
    except msgspec.ValidationError as error:
        raise BadRecord(f"is no judgement as `purport judgements --json` gives it ({error})") from None


def _text(line: Mapping[str, Any], name: str) -> str | None:
    value = line.get(name)
    if value is None or isinstance(value, dict):
        return None
    if not isinstance(value, str):
        raise BadRecord(f"{name} {value!r} is no text")
    return value.strip() or None
