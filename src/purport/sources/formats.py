"""What a format is, what is known of a document besides its text, and the limits every reader keeps."""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, BinaryIO, Self

from purport.errors import EmptyDocument, InputError, NotText, OptionError, TooLarge
from purport.sources.containers import MAX_DEPTH, Allowance, Container, seekable, sha256_of
from purport.types import Document, Region, Source

MAX_CHARACTERS = 2_000_000
"""The longest text that is read as one document, in code points."""

MAX_BYTES = 16_000_000
"""The largest file of one document, and the longest line of JSON Lines, in bytes; more is not read into memory."""

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Ways to write a date that can be read in one way only; not 03/04/2021.
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y%m%d")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\W*", re.IGNORECASE)
_TIMED = re.compile(r".*\b[A-Za-z]{3} \d{2}(?:\d{2})? \d{1,2}:\d{2}")
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
        return replace(self, **merged | {"extra": {**other.extra, **self.extra}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where bytes come from: the id a document takes that has none of its own, the path if there is one, and the
    metadata given from outside, which stands over what the document says of itself.

    ``container`` is what the bytes were taken out of, ``sha256`` the hash of a container being read, ``columns`` which
    column of a table is what (``{"text": "body"}``), ``charset`` the encoding that a server declared, ``later`` whether
    a document that takes long to read is left unread, ``allowance`` what is left of the limits.
    """

    id: str
    path: str | None = None
    given: Metadata = Metadata()
    container: Container | None = None
    sha256: str | None = None
    columns: Mapping[str, str] | None = None
    charset: str | None = None
    later: bool = False
    allowance: Allowance = field(default_factory=Allowance, compare=False)

    @property
    def where(self) -> str:
        """What an error calls it: the path where there is one, so that it can be found, and the member in it."""
        members = []
        container = self.container
        while container is not None:
            members.append(printable(container.member))
            container = container.within
        return "/".join([self.path, *reversed(members)]) if self.path else printable(self.id)

    def member(self, name: str, known: Metadata | None = None, *, id: str | None = None, size: int = 0) -> Self:
        """The origin of a member: ``known`` is what the container tells of it, under what is given from outside.

        Raises TooLarge where the member lies too deep or the input unfolds past its limits.
        """
        assert self.sha256 is not None
        path = None if self.container else self.path
        container = Container(sha256=self.sha256, path=path, member=name, within=self.container)
        if container.depth > MAX_DEPTH:
            raise TooLarge(
                f"lies {container.depth} files deep; at most {MAX_DEPTH} are opened in one another. "
                "Unpack the outer ones and read what is in them",
                where=f"{self.where}/{printable(name)}",
            )
        self.allowance.take(size)
        given = self.given if known is None else self.given.over(known)
        return replace(self, id=id or name, given=given, container=container, sha256=None, charset=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a container, of a format not told yet. ``name`` may tell where content leaves it open."""

    stream: BinaryIO
    origin: Origin
    name: str


Item = Document | Member | InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. ``read`` takes a stream at its beginning and yields documents lazily, with an error in the place of
    each it cannot read; it raises nothing. A container yields members too, which are then read by their own formats.
    ``slow``: a file is one document, and takes long to read."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, Origin], Iterator[Item]]
    slow: bool = False


def one_document(
    parse: Callable[[bytes, str | None], tuple[str, Metadata]], media_type: str, *, max_bytes: int = MAX_BYTES
) -> Callable[[BinaryIO, Origin], Iterator[Item]]:
    """The ``read`` of a format whose file is one document, from a function of all its bytes and of
    the encoding that is declared for them."""

    def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
        try:
            data = all_of(stream, max_bytes)
            if not data:
                raise EmptyDocument("an empty file. Leave it out, or get it again.")
            text, metadata = parse(data, origin.charset)
            yield document_of(text, data, origin, metadata, media_type)
        except InputError as error:
            error.where = error.where or origin.where
            yield error

    return read


def all_of(stream: BinaryIO, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of one document. Raises TooLarge, with no more of them read than that takes."""
    data = stream.read(max_bytes + 1)
    if len(data) <= max_bytes:
        data += stream.read(1)  # a stream that breaks off says so when asked for more
    if len(data) > max_bytes:
        raise TooLarge(
            f"over {max_bytes:,} bytes; a document has at most {MAX_CHARACTERS:,} characters. "
            "Split it into several documents."
        )
    return data


def container(members: Callable[[BinaryIO, Origin], Iterator[Item]]) -> Callable[[BinaryIO, Origin], Iterator[Item]]:
    """The ``read`` of a format that holds several documents, from one that takes a stream in which one can go back and
    an origin with its hash."""

    def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
        try:
            with seekable(stream) as held:
                for item in members(held, replace(origin, sha256=sha256_of(held))):
                    if isinstance(item, InputError):
                        item.where = item.where or origin.where
                    yield item
        except InputError as error:
            error.where = error.where or origin.where
            yield error

    return read


def printable(name: str) -> str:
    """A name as a message shows it, in one line and not without end."""
    return name if name.isprintable() and len(name) <= 200 else repr(name[:200])


def text_document(text: str, *, id: str | None = None, given: Metadata | None = None) -> Document:
    """The document of a text that is in memory. Its hash is of the text as UTF-8; without an id it takes one from that.

    Raises EmptyDocument, TooLarge, NotText, OptionError.
    """
    _check_encodable(text)
    data = text.encode()
    origin = Origin(id=id or f"text-{hashlib.sha256(data).hexdigest()[:12]}", given=given or Metadata())
    return document_of(text, data, origin, Metadata(), "text/plain")


def document_of(
    text: str,
    data: bytes,
    origin: Origin,
    metadata: Metadata,
    media_type: str,
    regions: tuple[Region, ...] = (),
) -> Document:
    """The document of a text and the bytes it came in. CR LF and CR become LF; nothing else is changed. (A text with
    ``regions`` has no CR.)

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
    within = {"container": origin.container.as_extra()} if origin.container else {}
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
        extra={**metadata.extra, **unread, **given.extra, **within},
    )
    return Document(source=source, text=text, regions=regions, original=data)


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
        except (ValueError, OverflowError, TypeError, IndexError):
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


@cache
def keep_quiet(name: str) -> None:
    """What goes wrong is said once, by the error we raise; a program that logs still gets a library's records."""
    logging.getLogger(name).addHandler(logging.NullHandler())
