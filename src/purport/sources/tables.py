"""CSV and its kin: each row a document. Delimiter and encoding are told; a map says which column is what."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec

from purport.errors import BadRecord, Damaged, InputError, NotText
from purport.sources.encodings import decode
from purport.sources.formats import MAX_BYTES, Format, Item, Metadata, Origin, container, document_of

FIELDS = ("text", "id", "title", "publisher", "author", "published", "language", "url")
"""What a column may be."""

_DELIMITERS = ",;\t|"
_HEAD_BYTES = 65_536
_NAMES = {
    "text": ("text", "body", "content", "full_text", "fulltext", "article", "message"),
    "id": ("id", "doc_id", "document_id"),
    "title": ("title", "headline", "subject"),
    "publisher": ("publisher", "outlet", "source", "newspaper"),
    "author": ("author", "byline"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate", "created_at"),
    "language": ("language", "lang"),
    "url": ("url", "link", "address"),
}
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def is_table(head: bytes) -> bool:
    """Whether a file begins as a table does: a row of names, one of which is the text's, and rows as long as it."""
    try:
        start, _ = _beginning(head)
        delimiter, skipped = _delimiter(start)
    except (NotText, BadRecord):
        return False
    rows = _rows(start[skipped:], delimiter)[:4]
    names = [name.strip().lower() for name in rows[0]] if rows else []
    told = any(name in _NAMES["text"] for name in names) and sum(name in _ALL for name in names) >= 2
    return told and len(rows) > 1 and all(len(row) == len(names) for row in rows[:-1])


_ALL = {name for names in _NAMES.values() for name in names}


def _documents(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    if not head.strip():
        raise BadRecord("an empty table; its first row has the names of its columns")
    start, encoding = _beginning(head)
    delimiter, skipped = _delimiter(start)
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="")
    try:
        if skipped:
            lines.readline()
        csv.field_size_limit(MAX_BYTES)
        yield from _rows_of(csv.reader(lines, delimiter=delimiter), origin)
    except UnicodeDecodeError as error:
        raise NotText(f"a table in {encoding} up to where it is not ({error.reason}). Save it as UTF-8.") from None
    except csv.Error as error:
        raise Damaged(f"a table with a row that does not end ({error}); look for a quotation mark too many.") from None
    finally:
        lines.detach()


def _rows_of(rows: Any, origin: Origin) -> Iterator[Item]:
    header = [name.strip().removeprefix("\ufeff") for name in next(rows, [])]
    places = _places(header, origin.columns)
    ended = rows.line_num
    for number, row in enumerate(rows, 2):  # as a spreadsheet counts
        line, ended = ended + 1, rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        try:
            if len(row) > len(header):
                raise BadRecord(
                    f"{len(row)} cells where the first row names {len(header)} columns; a cell with the delimiter "
                    "in it stands between quotation marks"
                )
            yield _document(dict(zip(header, row, strict=False)), places, origin, number, line)
        except InputError as error:
            error.where = error.where or f"{origin.where}:{line}"
            yield error


def _document(row: Mapping[str, str], places: Mapping[str, str], origin: Origin, number: int, line: int) -> Item:
    told: dict[str, Any] = {field: row.get(column, "").strip() or None for field, column in places.items()}
    text, id = row.get(places["text"], ""), told.pop("id", None)
    told.pop("text")
    extra = {name: cell for name, cell in row.items() if name and cell.strip() and name not in places.values()}
    data = msgspec.json.encode(dict(row))
    inner = origin.member(f"row {number}", id=id or f"{origin.id}:{line}", size=len(data))
    return document_of(text, data, inner, Metadata(**told, extra=extra), "text/csv")


def _places(header: Sequence[str], columns: Mapping[str, str] | None) -> dict[str, str]:
    """The column of each field: as the map says, else by its name. Raises BadRecord where none is the text's."""
    known = {name.lower(): name for name in reversed(header) if name}
    places: dict[str, str] = {}
    for field, names in _NAMES.items():
        if field in (columns or {}):
            wanted = (columns or {})[field]
            if wanted.lower() not in known:
                raise BadRecord(f"no column {wanted!r}; the first row names {_listed(header)}")
            places[field] = known[wanted.lower()]
        elif found := next((known[name] for name in names if name in known), None):
            places[field] = found
    if "text" not in places:
        raise BadRecord(
            f"no column of texts; the first row names {_listed(header)}. Say which it is with --map text=COLUMN"
        )
    return places


def _listed(header: Sequence[str]) -> str:
    names = [name[:40] for name in header if name][:12]
    return ", ".join(map(repr, names)) or "none"


def _beginning(head: bytes) -> tuple[str, str]:
    """The start of a table up to the last whole line of it, and its encoding."""
    whole = head
    if len(head) >= 32_768 and b"\x00" not in head and b"\n" in head:
        whole = head[: head.rindex(b"\n") + 1]
    elif len(head) >= 32_768:
        whole = head[: len(head) // 4 * 4]
    return decode(whole)


def _delimiter(start: str) -> tuple[str, int]:
    """The delimiter, and how many characters of Excel's ``sep=;`` come first. Raises BadRecord where none parts."""
    if found := _SEPARATOR.match(start):
        return found[1], found.end()
    best, columns = ",", 1
    for delimiter in _DELIMITERS:
        rows = _rows(start, delimiter)
        names = [len(row) for row in rows[:20]]
        if names and names[0] > columns and names[: len(rows) - 1].count(names[0]) * 2 >= len(names) - 1:
            best, columns = delimiter, names[0]
    return best, 0


def _rows(start: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > 24:
                break
    except csv.Error:
        pass
    return rows


CSV = Format(name="csv", media_type="text/csv", suffixes=(".csv", ".tsv"), read=container(_documents))
