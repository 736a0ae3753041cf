"""A reading to what a case writes of it, without the case: so that it can be made in another process."""

import zlib
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import msgspec

from purport.case.days import days_or_none
from purport.case.parts import Parts, parts, sha256
from purport.case.records import Kept
from purport.case.terms import Terms, terms_of
from purport.errors import AnchorError
from purport.types import IncidentDate, MadeBy, Reading, Source

_TOLD = ("title", "publisher", "author", "published", "language")
_ENCODE = msgspec.json.Encoder(order="sorted").encode
# A source's record, with its fields in the order of the form.
ENCODE_SOURCE = msgspec.json.Encoder().encode
_WAY_OUT = "add the file that it was read from again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a case keeps of a reading beside its parts, so that it need not open them: all of it follows from them.

    ``confidences`` are its statements', ``incidents`` the type, day and span of each, ``codebook`` the edition that it
    was read with.
    """

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    day: int
    span: int
    key: str
    codebook: str
    confidences: tuple[float, ...]
    incidents: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All that a case writes of one reading; every anchor is proved. ``occurrence`` is the record of its source as it
    came, where its reading's is another."""

    sha256: str
    text_sha256: str
    line_sha256: str
    columns: Columns
    parts: Parts
    original: bytes | None
    packing: str
    terms: Terms
    occurrence: str | None = None


def prepared(item: Reading | Kept) -> Prepared:
    """A reading whose anchors are proved, with the bytes it was read from where they are kept, ready to be written.

    Raises AnchorError where the bytes are not the source's.
    """
    kept = item if isinstance(item, Kept) else Kept(reading=item, original=None)
    reading, came = kept.reading, kept.occurrence
    whole = parts(reading)
    text_sha256 = sha256(reading.text)
    original, packing = packed(kept.original, reading.source.sha256, text_sha256)
    return Prepared(
        sha256=reading.source.sha256,
        text_sha256=text_sha256,
        line_sha256=whole.sha256(),
        columns=columns(reading, text_sha256),
        parts=whole,
        original=original,
        packing=packing,
        terms=terms_of(reading),
        occurrence=None if came is None or came == reading.source else ENCODE_SOURCE(came).decode(),
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
        key=key(source, text_sha256, reading.made_by),
        codebook=reading.made_by.codebook,
        confidences=tuple([statement.confidence for statement in reading.statements]),
        incidents=tuple([(incident.type, *when(incident.date)) for incident in reading.incidents]),
    )


def key(source: Source, text_sha256: str, made_by: MadeBy) -> str:
    """What tells one reading of a source from another: its text, what made it, and what is told of the source."""
    return sha256(_ENCODE({"made_by": _made_by(_ENCODE(made_by)), "text": text_sha256, "told": told(source)}))


def told(source: Source) -> dict[str, str | None]:
    """What of a source a reading may depend on."""
    return {name: getattr(source, name) for name in _TOLD}


def retold(item: Prepared, source: Source) -> Prepared:
    """A reading with what other places tell of its source."""
    reading = msgspec.json.decode(item.parts.line(), type=Reading)
    changed = prepared(replace(reading, source=source))
    return replace(
        changed,
        original=item.original,
        packing=item.packing,
        occurrence=item.occurrence or item.parts.source,
    )


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


def packed(original: bytes | None, digest: str, text_digest: str) -> tuple[bytes | None, str]:
    """The bytes that came in as they are stored, and how they are packed. ``digest`` is their SHA-256, ``text_digest``
    that of the text. Raises AnchorError where it is not."""
    if original is None:
        # The bytes of a text that is nothing but text are known all the same.
        return None, "text" if digest == text_digest else "none"
    if (found := sha256(original)) != digest:
        raise AnchorError(f"its bytes have the SHA-256 {found}, its source says {digest}; {_WAY_OUT}")
    if digest == text_digest:
        return None, "text"
    small = zlib.compress(original)
    return (small, "zlib") if len(small) < len(original) else (original, "plain")


@lru_cache(maxsize=64)
def _made_by(encoded: bytes) -> msgspec.Raw:
    return msgspec.Raw(encoded)


@lru_cache(maxsize=4096)
def _day_and_span(value: str | None) -> tuple[int, int]:
    found = days_or_none(value)
    return (0, 0) if found is None else _counted(*found)


def _counted(first: date, last: date) -> tuple[int, int]:
    return first.toordinal(), (last - first).days
