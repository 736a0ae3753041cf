"""A reading in the parts that a case stores, and joined again to the very line that ``purport read --json`` writes."""

import hashlib
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from purport.codec import to_dict
from purport.types import Reading

# In front of the rest in the line, each stored by itself.
_APART = ("schema", "source", "text", "statements", "incidents")
_REST = tuple(field.name for field in fields(Reading) if field.name not in _APART)
_ENCODE = msgspec.json.Encoder().encode
# A speaker or a hand that stands nowhere in the text: the line has no anchor for it. Within a string JSON writes \" for
# a quotation mark, so these are never part of one.
_ABSENT = b'"start":null'
_ABSENT_FIRST = b'{"text":null,"start":null,"end":null,'
_ABSENT_LAST = b',"text":null,"start":null,"end":null}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a reading's line, each JSON but ``text``."""

    schema: str
    source: str
    text: str
    statements: tuple[str, ...]
    incidents: tuple[str, ...]
    rest: str

    def line(self) -> bytes:
        """The line, without the newline."""
        head = f'{{"schema":{self.schema},"source":{self.source},"text":'.encode()
        records = f',"statements":[{",".join(self.statements)}],"incidents":[{",".join(self.incidents)}],'.encode()
        return b"".join((head, _ENCODE(self.text), records, self.rest[1:].encode()))

    def sha256(self) -> str:
        """The SHA-256 of the line."""
        return hashlib.sha256(self.line()).hexdigest()


def parts(reading: Reading) -> Parts:
    """The parts of a reading."""
    rest: dict[str, Any] = {name: getattr(reading, name) for name in _REST}
    if not reading.regions:
        del rest["regions"]
    return Parts(
        schema=_ENCODE(reading.schema).decode(),
        source=_ENCODE(reading.source).decode(),
        text=reading.text,
        statements=tuple(_statement_records(reading)),
        incidents=tuple(_ENCODE(incident).decode() for incident in reading.incidents),
        rest=_ENCODE(rest).decode(),
    )


def sha256(data: str | bytes) -> str:
    """The SHA-256 of bytes, or of a text in UTF-8."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def _statement_records(reading: Reading) -> tuple[str, ...]:
    records = [_ENCODE(statement) for statement in reading.statements]
    if any(_ABSENT in record for record in records):
        records = [record.replace(_ABSENT_FIRST, b"{").replace(_ABSENT_LAST, b"}") for record in records]
        if any(_ABSENT in record for record in records):  # a half of an anchor, which the line leaves out too
            records = [_ENCODE(node) for node in to_dict(reading)["statements"]]
    return tuple(record.decode() for record in records)
