"""JSON Lines: one document a line. Its text is the record's ``text``; keys we do not know stay in ``Source.extra``."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

import msgspec

from purport.errors import BadRecord, InputError, TooLarge
from purport.sources.formats import MAX_BYTES, Format, Item, Metadata, Origin, document_of, printable
from purport.types import Document

_BOM = b"\xef\xbb\xbf"
_METADATA = ("title", "publisher", "author", "published", "language", "url")


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The documents of a stream, one line at a time; a line past MAX_BYTES is passed over without being held."""
    number = 0
    while line := stream.readline(MAX_BYTES + 2):
        number += 1
        place = f"{origin.id}:{number}"
        try:
            if not line.endswith(b"\n") and len(line) > MAX_BYTES:
                _skip_line(stream)
                raise TooLarge(
                    f"a line over {MAX_BYTES:,} bytes, the most a record has. Split its text into several records."
                )
            line = line.removesuffix(b"\n").removesuffix(b"\r")
            if number == 1:
                line = line.removeprefix(_BOM)
            if not line.strip():
                continue
            yield record_document(_decoded(line), line, replace(origin, id=place))
        except InputError as error:
            error.where = error.where or f"{origin.where}:{number}"
            yield error


def record_document(record: Mapping[str, Any], data: bytes | None, origin: Origin) -> Document:
    """The document of one record. ``data`` is the bytes it came in; None: its own JSON stands for them.

    Raises BadRecord, EmptyDocument, TooLarge, NotText, OptionError.
    """
    if data is None:
        data = msgspec.json.encode(record)
    if "text" not in record:
        keys = ", ".join(printable(str(key)) for key in list(record)[:8])
        raise BadRecord(f"no `text` among its keys ({keys or 'none'}); a document needs one")
    text = record["text"]
    if not isinstance(text, str):
        raise BadRecord(f"`text` is {_kind(text)}; it must be a string")
    id = record.get("id")
    if isinstance(id, bool) or not isinstance(id, str | int | None):
        raise BadRecord(f"`id` is {_kind(id)}; it must be a string or a whole number")
    stated = record.get("published")
    if not isinstance(stated, str | None):
        record = {**record, "published": str(stated)}
    known = {name: _string(record, name, given=getattr(origin.given, name)) for name in _METADATA}
    extra = {key: value for key, value in record.items() if key not in {"id", "text", *_METADATA}}
    origin = origin if id in (None, "") else replace(origin, id=str(id))
    return document_of(text, data, origin, Metadata(**known, extra=extra), "application/jsonl")


def _string(record: Mapping[str, Any], name: str, *, given: str | None) -> str | None:
    """A key's string, empty as None; not looked at where another is given from outside."""
    value = record.get(name)
    if given is not None or value is None or value == "":
        return None
    if name == "author" and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if not isinstance(value, str):
        raise BadRecord(f"`{name}` is {_kind(value)}; it must be a string or null")
    return value


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadRecord(f"not JSON ({error}); each line is one JSON object in UTF-8") from None
    if not isinstance(record, dict):
        raise BadRecord(f"{_kind(record)} where a JSON object should be; each line is one document")
    return record


def _kind(value: Any) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)


def _skip_line(stream: BinaryIO) -> None:
    while (part := stream.readline(1 << 16)) and not part.endswith(b"\n"):
        pass


JSON_LINES = Format(
    name="jsonl",
    media_type="application/jsonl",
    suffixes=(".jsonl", ".ndjson", ".jl"),
    read=read,
)
