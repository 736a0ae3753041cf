"""Files, folders and standard input to documents: which format, then its reader, one after the other."""

import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from purport.errors import InputError, NotFetched, OptionError
from purport.sources.containers import Allowance, seekable
from purport.sources.formats import Format, Member, Metadata, Origin, all_of
from purport.sources.pdf import MAX_PDF_BYTES
from purport.sources.sniffing import FORMATS, HEAD_BYTES, ZIP_STARTS, archive_format, sniff
from purport.sources.tables import FIELDS
from purport.sources.warc import WARC
from purport.types import Document

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def documents(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    given: Metadata | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetched: str | PathLike[str] | None = None,
) -> Iterator[Document | InputError]:
    """The documents of files and folders, in order, read as they are asked for.

    ``-`` is standard input. A folder gives the files in it and below, sorted by path, without hidden ones and links.
    ``given`` stands over what the documents say of themselves. The format is told by content first, then by name;
    ``format`` (one of FORMATS) settles it. What cannot be read is an InputError in its place.
    ``columns`` says which column of a table is what (``{"text": "body"}``). An address (http, https) is asked only with
    ``fetched``, the WARC file to which what it answers is added. Raises OptionError at once for an unknown format or
    an unknown field of ``columns``.
    """
    origin = _origin(given, format, columns)
    return cast(Iterator[Document | InputError], _gathered(paths, origin, format, fetched))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that is found and not read yet, so that another process may read it: its bytes, or where none are held
    those at the path of its origin."""

    origin: Origin
    format: str
    data: bytes | None

    def bytes(self) -> bytes:
        """Its bytes, at most MAX_PDF_BYTES of them. Raises OSError, and TooLarge where there are more."""
        if self.data is not None:
            return self.data
        with Path(self.origin.path or "").open("rb") as stream:
            return all_of(stream, MAX_PDF_BYTES)

    def read(self) -> Iterator[Document | InputError]:
        """Its document, or the error in its place."""
        origin = replace(self.origin, later=False)
        found = (
            read_stream(io.BytesIO(self.data), origin, self.format)
            if self.data is not None
            else _file(Path(origin.path or ""), origin, self.format)
        )
        return cast(Iterator[Document | InputError], found)


Gathered = Document | Unread | InputError
MAX_HELD = 16_000_000
"""The largest file out of another, in bytes, that is left for later; a larger one is read at once."""


def gathered(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    given: Metadata | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetched: str | PathLike[str] | None = None,
) -> Iterator[Gathered]:
    """As ``documents``, but with Unread in the place of each document that takes long to read (PDF, DOCX, HTML).

    Raises OptionError as ``documents`` does.
    """
    return _gathered(paths, replace(_origin(given, format, columns), later=True), format, fetched)


def _origin(given: Metadata | None, format: str | None, columns: Mapping[str, str] | None) -> Origin:
    """What all files share. Raises OptionError for an unknown format or field."""
    if format is not None and format not in FORMATS:
        raise OptionError(f"{format!r} is no format; it is one of {', '.join(FORMATS)}")
    if unknown := [field for field in columns or () if field not in FIELDS]:
        raise OptionError(f"{unknown[0]!r} is nothing a column can be; it is one of {', '.join(FIELDS)}")
    return Origin(id="", given=given or Metadata(), columns=columns)


def _gathered(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    origin: Origin,
    format: str | None,
    fetched: str | PathLike[str] | None,
) -> Iterator[Gathered]:
    several = [paths] if isinstance(paths, str | PathLike) else paths
    for path in (fspath(path) for path in several):
        alone = replace(origin, allowance=Allowance())  # the limits are those of one input
        if path == "-":
            yield from _stream(sys.stdin.buffer, replace(alone, id="stdin"), format)
        elif path.lower().startswith(("http://", "https://")):
            yield from _address(path, alone, format, fetched)
        elif _ADDRESS.match(path) and not Path(path).exists():
            yield NotFetched(
                "no address of the web, which alone is asked (http, https). Get it yourself and name the file.",
                where=path,
            )
        elif Path(path).is_dir():
            yield from _folder(Path(path), origin, format)
        else:
            yield from _file(Path(path), replace(alone, id=Path(path).name, path=path), format)


def _address(
    address: str, origin: Origin, format: str | None, fetched: str | PathLike[str] | None
) -> Iterator[Gathered]:
    if fetched is None:
        yield NotFetched("an address, and nothing is fetched unless asked. Add --fetch FILE.warc.gz.", where=address)
        return
    from purport.sources.fetching import fetch  # the web's modules are for those who ask

    try:
        records = fetch(address, Path(fetched))
    except InputError as error:
        error.where = error.where or address
        yield error
        return
    empty = True
    for item in _read(WARC, io.BytesIO(records), replace(origin, id=address, path=fspath(fetched))):
        empty = False
        yield item
    if empty:
        yield NotFetched(
            f"the answer holds no text that is read; it is kept in {fspath(fetched)}. Look at it in a browser.",
            where=address,
        )


def _folder(folder: Path, origin: Origin, format: str | None) -> Iterator[Gathered]:
    empty = True
    for path in files_in(folder):
        empty = False
        name = path.relative_to(folder).as_posix()
        yield from _file(path, replace(origin, id=name, path=str(path), allowance=Allowance()), format)
    if empty:
        yield InputError("a folder without files to read. Name one that has some.", where=str(folder))


def files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder and in those below it, by name; hidden ones and links are left out."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from files_in(path)
        elif path.is_file():
            yield path


def _file(path: Path, origin: Origin, format: str | None) -> Iterator[Gathered]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, origin, format)
    except (OSError, ValueError) as error:
        yield InputError(_unreadable(error), where=str(path))


def _unreadable(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if isinstance(error, FileNotFoundError):
        way_out = "Check the path; a file, a folder or - for standard input is read"
    elif isinstance(error, PermissionError):
        way_out = "Ask for the right to read it, or copy it to where you have it"
    else:
        way_out = "Name a file that can be opened, or - for standard input"
    return f"cannot be read: {reason.lower()}. {way_out}."


def read_stream(stream: BinaryIO, origin: Origin, format: str | None = None) -> Iterator[Document | InputError]:
    """The documents of a stream, and of the members in it, each by its own format."""
    return cast(Iterator[Document | InputError], _stream(stream, replace(origin, later=False), format))


def _stream(stream: BinaryIO, origin: Origin, format: str | None) -> Iterator[Gathered]:
    head = stream.read(HEAD_BYTES)
    whole = cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream)))
    yield from _told(head, whole, origin, origin.path or "", format)


def _member(member: Member) -> Iterator[Gathered]:
    try:
        head = member.stream.read(HEAD_BYTES)
        member.stream.seek(0)
        yield from _told(head, member.stream, member.origin, member.name, None)
    except InputError as error:
        error.where = error.where or member.origin.where
        yield error


def _told(head: bytes, stream: BinaryIO, origin: Origin, name: str, format: str | None) -> Iterator[Gathered]:
    try:
        if head.startswith(ZIP_STARTS) and format is None:
            with seekable(stream) as held:
                yield from _read(archive_format(held), held, origin)
        else:
            yield from _read(FORMATS[format] if format else sniff(head, name), stream, origin)
    except InputError as error:
        error.where = error.where or origin.where
        yield error


def _read(format: Format, stream: BinaryIO, origin: Origin) -> Iterator[Gathered]:
    try:
        if origin.later and format.slow:
            yield from _left_for_later(format, stream, origin)
            return
        for item in format.read(stream, origin):
            if isinstance(item, Member):
                yield from _member(item)
            else:
                yield item
    except (InputError, GeneratorExit):
        raise
    except Exception as error:  # one file must not end the batch; the fault is named
        raise InputError(
            f"the reader of {format.name} failed on this file ({type(error).__name__}: {error}); "
            "please report it, with the file if you can"
        ) from error


def _left_for_later(format: Format, stream: BinaryIO, origin: Origin) -> Iterator[Gathered]:
    if origin.path and origin.container is None and Path(origin.path).is_file():  # no pipe, which is read once
        yield Unread(origin=origin, format=format.name, data=None)
        return
    data = stream.read(MAX_HELD + 1)
    if len(data) <= MAX_HELD:
        data += stream.read(1)  # a stream that breaks off says so when asked for more
    if len(data) <= MAX_HELD:
        yield Unread(origin=origin, format=format.name, data=data)
    else:
        whole = cast(BinaryIO, io.BufferedReader(_Rejoined(data, stream)))
        yield from _read(format, whole, replace(origin, later=False))


class _Rejoined(io.RawIOBase):
    """A stream with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        part = self._head[: len(room)] if self._head else memoryview(self._rest.read(len(room)))
        if self._head:
            self._head = self._head[len(part) :]
        room[: len(part)] = part
        return len(part)
