"""What a format is, what is known of a document besides its text, and the limits every reader keeps."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO, Self

from purport.errors import EmptyDocument, InputError, NotText, OptionError, TooLarge
from purport.types import Document, Source

MAX_CHARACTERS = 2_000_000
"""The longest text that is read as one document, in code points."""

MAX_BYTES = 16_000_000
"""The largest file of one document, and the longest line of JSON Lines, in bytes; more is not read into memory."""

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Ways to write a date that can be read in one way only; not 03/04/2021.
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y%m%d")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\W*", re.IGNORECASE)
_TIMED = re.compile(r".*\b[A-Za-z]{3} \d{4} \d{1,2}:\d{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a document besides its text. ``extra`` holds keys we do not know."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def over(self, other: Self) -> Self:
        """This metadata, with what it leaves open taken from ``other``."""
        merged = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        return replace(self, **merged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where bytes come from: the id a document takes that has none of its own, the path if there is one, and the
    metadata given from outside, which stands over what the document says of itself."""

    id: str
    path: str | None = None
    given: Metadata = Metadata()

    @property
    def where(self) -> str:
        """What an error calls it: the path where there is one, so that it can be found."""
        return self.path or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. ``read`` takes a stream at its beginning and yields documents lazily, with an error in the place of
    each it cannot read; it raises nothing."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, Origin], Iterator[Document | InputError]]


def one_document(
    parse: Callable[[bytes], tuple[str, Metadata]], media_type: str
) -> Callable[[BinaryIO, Origin], Iterator[Document | InputError]]:
    """The ``read`` of a format whose file is one document, from a function of all its bytes."""

    def read(stream: BinaryIO, origin: Origin) -> Iterator[Document | InputError]:
        try:
            data = stream.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise TooLarge(
                    f"over {MAX_BYTES:,} bytes; a document has at most {MAX_CHARACTERS:,} characters. "
                    "Split it into several documents."
                )
            text, metadata = parse(data)
            yield document_of(text, data, origin, metadata, media_type)
        except InputError as error:
            error.where = error.where or origin.where
            yield error

    return read


def text_document(text: str, *, id: str | None = None, given: Metadata | None = None) -> Document:
    """The document of a text that is in memory. Its hash is of the text as UTF-8; without an id it takes one from that.

    Raises EmptyDocument, TooLarge, NotText, OptionError.
    """
    _check_encodable(text)
    data = text.encode()
    origin = Origin(id=id or f"text-{hashlib.sha256(data).hexdigest()[:12]}", given=given or Metadata())
    return document_of(text, data, origin, Metadata(), "text/plain")


def document_of(text: str, data: bytes, origin: Origin, metadata: Metadata, media_type: str) -> Document:
    """The document of a text and the bytes it came in. CR LF and CR become LF; nothing else is changed.

    A date that the document states of itself and that cannot be told for certain is kept as it stands in
    ``extra["published"]``. Raises EmptyDocument, TooLarge, NotText, and OptionError where the date given from outside
    is none.
    """
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            f"{len(text):,} characters; a document has at most {MAX_CHARACTERS:,}. Split it into several documents."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_encodable(text)
    if not text.strip():
        raise EmptyDocument("nothing to read; a document needs some text. Leave the file or record out.")
    given = replace(origin.given, published=checked_date(origin.given.published))
    merged = given.over(metadata)
    published = given.published or stated_date(metadata.published)
    unread = {"published": metadata.published} if metadata.published and not published else {}
    source = Source(
        id=origin.id,
        sha256=hashlib.sha256(data).hexdigest(),
        title=merged.title,
        publisher=merged.publisher,
        author=merged.author,
        published=published,
        language=merged.language,
        url=merged.url,
        media_type=media_type,
        path=origin.path,
        extra={**metadata.extra, **unread, **given.extra},
    )
    return Document(source=source, text=text)


def checked_date(value: str | None) -> str | None:
    """A date of publication, if it is one: YYYY, YYYY-MM, YYYY-MM-DD or a date with a time, in ISO 8601.

    Raises OptionError where it is none, or no day of the calendar.
    """
    if value is None or not value.strip():
        return None
    value = value.strip()
    try:
        if _DAY.fullmatch(value):
            date.fromisoformat((value + "-01-01")[:10])
        elif re.match(r"\d{4}-\d{2}-\d{2}[T ]", value):
            datetime.fromisoformat(value)
        else:
            raise ValueError("not in the form")
    except ValueError:
        raise OptionError(
            f"{value!r} is no date of publication; it is written YYYY-MM-DD (or YYYY-MM, YYYY, or with a time as in "
            "2020-08-06T09:30:00Z)"
        ) from None
    return value


def stated_date(value: str | None) -> str | None:
    """The date that a document states of itself, in ISO 8601, or None where it cannot be told for certain.

    Besides ISO 8601 it may be written out in English ("4 March 2021", "Sept. 4, 2021") or as in a mail (RFC 2822).
    """
    try:
        return checked_date(value)
    except OptionError:
        assert value is not None
    words = " ".join(value.split())
    if _TIMED.match(words):
        try:
            return parsedate_to_datetime(words).isoformat()
        except ValueError:
            return None
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[.,]", "", _WEEKDAY.sub("", words, count=1)).replace("Sept ", "Sep ")
    for form in _WRITTEN:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return None


def _check_encodable(text: str) -> None:
    if found := _SURROGATE.search(text):
        raise NotText(
            f"half of a surrogate pair at character {found.start():,}; a text has whole characters only. "
            "Write it again from its source as UTF-8."
        )
