"""A reading to what a case writes of it, without the case: so that it can be made in another process."""

import zlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec

from purport.anchors import prove
from purport.case.days import days_or_none
from purport.case.parts import Parts, parts, sha256
from purport.case.records import Kept
from purport.case.terms import Terms, terms_of
from purport.errors import AnchorError
from purport.types import IncidentDate, MadeBy, Reading, Source

# What of a source a reading may depend on: a correction here makes a new reading of the same document.
_TOLD = ("title", "publisher", "author", "published", "language")
_ENCODE = msgspec.json.Encoder(order="sorted").encode
_WAY_OUT = "add the file that it was read from again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a case keeps of a reading beside its parts, so that it need not open them: all of it follows from them.

    ``confidences`` are its statements', ``incidents`` the type, day and span of each.
    """

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    day: int
    span: int
    key: str
    confidences: tuple[float, ...]
    incidents: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All that a case writes of one reading; every anchor is proved."""

    sha256: str
    text_sha256: str
    line_sha256: str
    columns: Columns
    parts: Parts
    original: bytes | None
    packing: str
    terms: Terms


def prepared(item: Reading | Kept) -> Prepared:
    """A reading, with the bytes it was read from where they are kept, made ready to be written.

    Raises AnchorError where a span does not say what its text says, or the bytes are not the source's.
    """
    reading, original = (item.reading, item.original) if isinstance(item, Kept) else (item, None)
    prove(reading)
    whole = parts(reading)
    text_sha256 = sha256(reading.text)
    kept, packing = _packed(original, reading.source.sha256, text_sha256)
    return Prepared(
        sha256=reading.source.sha256,
        text_sha256=text_sha256,
        line_sha256=whole.sha256(),
        columns=columns(reading, text_sha256),
        parts=whole,
        original=kept,
        packing=packing,
        terms=terms_of(reading),
    )


def columns(reading: Reading, text_sha256: str) -> Columns:
    """The columns of a reading."""
    source = reading.source
    day, span = _day_and_span(source.published)
    return Columns(
        document=source.id,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        day=day,
        span=span,
        key=_key(source, text_sha256, reading.made_by),
        confidences=tuple([statement.confidence for statement in reading.statements]),
        incidents=tuple([(incident.type, *when(incident.date)) for incident in reading.incidents]),
    )


def key(source: Source, text: str, made_by: MadeBy) -> str:
    """What tells one reading of a source from another: its text, what made it, and what is told of the source."""
    return _key(source, sha256(text), made_by)


def original_of(original: bytes | None, packing: str, text: str | None) -> bytes | None:
    """The bytes that came in, as they were packed; None where they are not kept. Raises ValueError where the packing
    is unknown or broken."""
    if packing == "none":
        return None
    if packing == "text" and text is not None:
        return text.encode("utf-8")
    if packing == "plain" and original is not None:
        return original
    if packing == "zlib" and original is not None:
        try:
            return zlib.decompress(original)
        except zlib.error as error:
            raise ValueError(str(error)) from None
    raise ValueError(f"packed as {packing!r}")


def when(date: IncidentDate | None) -> tuple[int, int]:
    """The first day of an incident's date, 0 where there is none, and how many more it leaves open."""
    return _day_and_span(None if date is None else f"{date.start}/{date.end or date.start}")


def _packed(original: bytes | None, digest: str, text_digest: str) -> tuple[bytes | None, str]:
    if original is None:
        # The bytes of a text that is nothing but text are known all the same.
        return None, "text" if digest == text_digest else "none"
    if (found := sha256(original)) != digest:
        raise AnchorError(f"its bytes have the SHA-256 {found}, its source says {digest}; {_WAY_OUT}")
    if digest == text_digest:
        return None, "text"
    small = zlib.compress(original)
    return (small, "zlib") if len(small) < len(original) else (original, "plain")


def _key(source: Source, text_sha256: str, made_by: MadeBy) -> str:
    told = {name: getattr(source, name) for name in _TOLD}
    return sha256(_ENCODE({"made_by": _made_by(_ENCODE(made_by)), "text": text_sha256, "told": told}))


@lru_cache(maxsize=64)
def _made_by(encoded: bytes) -> msgspec.Raw:
    return msgspec.Raw(encoded)


@lru_cache(maxsize=4096)
def _day_and_span(value: str | None) -> tuple[int, int]:
    found = days_or_none(value)
    return (0, 0) if found is None else _counted(*found)


def _counted(first: date, last: date) -> tuple[int, int]:
    return first.toordinal(), (last - first).days
