"""WARC and WACZ: the pages, PDFs and texts that a crawl kept, each with its address and when it was captured."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from purport.errors import Damaged, InputError, TooLarge
from purport.sources.archives import member_stream, opened, unpacked
from purport.sources.feeds import is_feed
from purport.sources.formats import Format, Item, Member, Metadata, Origin, container, keep_quiet, printable

MAX_PAYLOAD = 100_000_000
"""The largest answer of a server that is read, in bytes."""

# What holds prose; anything else in a crawl is left out by its type, or read where it begins as prose does.
_PROSE = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "text/markdown",
    "application/rss+xml",
    "application/atom+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
    "text/csv",
)
_SHOWN = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
_KNOWN_STARTS = (b"%pdf-", b"<!doctype html", b"<html")
# Types that say nothing of what was answered: its address may.
_UNTOLD = (
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/force-download",
    "application/x-download",
)
_NAMES = (".docx", ".csv", ".tsv", ".eml", ".txt", ".md", ".rss", ".atom")
_HEAD_BYTES = 32_768
_GZIP = b"\x1f\x8b"
_WARC = b"WARC/"
_END = b"\r\n\r\n"  # of each record


def is_warc(head: bytes) -> bool:
    """Whether a file begins as a WARC does, packed or not."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith(_WARC)


def _records(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The documents of a WARC up to where it is whole; where it breaks off is named."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    packed = stream.seek(0, io.SEEK_END)
    stream.seek(max(packed - len(_END), 0))
    ended = stream.read() == _END
    stream.seek(0)
    if stream.read(2) == _GZIP:
        ended = True  # gzip tells by itself where it breaks off
        stream.seek(0)
        stream = unpacked(cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")), packed)
    else:
        stream.seek(0)
    last = "its beginning"
    broken = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError, OSError)
    try:
        for record in _iterator()(stream, check_digests=True):
            yield from _of_record(record, origin)
            if _rest(record):
                raise EOFError("the last record is cut off")
            last = f"the record of {printable(record.rec_headers.get_header('WARC-Target-URI') or record.rec_type)}"
        if not ended:
            raise EOFError("the last record is cut off")
    except TooLarge:
        raise
    except (*broken, InputError, AttributeError, TypeError, IndexError, KeyError, OverflowError) as error:
        reason = error.message if isinstance(error, InputError) else str(error).strip().split("\n")[0]
        raise Damaged(
            f"a WARC that breaks off or is broken after {last} ({reason or type(error).__name__}); "
            "what stands before is read. Get it again for the rest."
        ) from None


def _iterator() -> Any:
    from warcio.archiveiterator import ArchiveIterator

    keep_quiet("warcio")

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # what is wrong is said by the error we raise

    return Quiet


def _rest(record: Any) -> bool:
    """Whether a record ends before it says it does."""
    while record.raw_stream.read(1 << 16):
        pass
    return bool(getattr(record.raw_stream, "limit", 0))


def _of_record(record: Any, origin: Origin) -> Iterator[Item]:
    """The document of a record, if it is an answer that holds prose."""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if record.rec_type not in ("response", "resource") or urlsplit(address).scheme not in ("http", "https"):
        return
    if record.rec_type == "response" and not _answered(record):
        return
    headers = record.http_headers or record.rec_headers
    media_type, charset = _type(headers.get_header("Content-Type") or "")
    if media_type.startswith(_SHOWN) or urlsplit(address).path == "/robots.txt":
        return
    packed, data = _content(record)
    named = media_type in _UNTOLD and urlsplit(address).path.lower().endswith(_NAMES)
    if not (named or media_type in _PROSE or _is_prose(data)):
        return
    if getattr(record.raw_stream, "limit", 0) and len(data) <= MAX_PAYLOAD:
        raise EOFError("the last record is cut off")
    if record.digest_checker is not None and record.digest_checker.passed is False:
        yield Damaged(
            "not what was captured: its digest differs. Get it again.", where=f"{origin.where}/{printable(address)}"
        )
        return
    told = record.rec_headers.get_header
    extra = {
        "captured": told("WARC-Date"),
        "record": (told("WARC-Record-ID") or "").strip("<> "),
        "truncated": told("WARC-Truncated"),
    }
    known = Metadata(url=address, extra={key: value for key, value in extra.items() if value})
    try:
        if packed:
            raise Damaged(packed, where=f"{origin.where}/{printable(address)}")
        inner = origin.member(address, known, size=len(data))
        if len(data) > MAX_PAYLOAD:
            raise TooLarge(f"over {MAX_PAYLOAD:,} bytes. Get it by itself.", where=inner.where)
        yield Member(stream=io.BytesIO(data), origin=replace(inner, charset=charset), name=urlsplit(address).path)
    except (TooLarge, Damaged) as error:
        error.where = error.where or f"{origin.where}/{printable(address)}"
        yield error


def _content(record: Any) -> tuple[str | None, bytes]:
    """What was answered, unpacked as its headers say, as far as MAX_PAYLOAD; and what is wrong with its packing."""
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    stream = record.raw_stream
    if headers is not None and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    data = stream.read(MAX_PAYLOAD + 1)
    packing = ((headers.get_header("Content-Encoding") if headers is not None else None) or "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        # Some crawlers keep the header and unpack the body.
        if not data.startswith(b"\x78" if packing == "deflate" else _GZIP):
            return None, data
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            whole = unpacking.decompress(data, MAX_PAYLOAD + 1)
        except zlib.error as error:
            return f"a packed answer that cannot be unpacked ({error}). Get it again.", b""
        if not unpacking.eof and len(whole) <= MAX_PAYLOAD:
            return "a packed answer that breaks off. Get it again.", whole
        return None, whole
    if packing not in ("", "identity", "none") and not _is_text(data):
        return f"an answer packed as {printable(packing)}, which is not unpacked. Get it by itself.", b""
    return None, data


def _is_text(data: bytes) -> bool:
    """Whether bytes are those of a text, or of a page that begins as one."""
    try:
        data[:_HEAD_BYTES].decode("utf-8")
    except UnicodeDecodeError as error:
        return _is_prose(data) or error.start > _HEAD_BYTES - 4
    return b"\x00" not in data[:_HEAD_BYTES]


def _is_prose(data: bytes) -> bool:
    """Whether what a server calls otherwise begins as a page, a PDF or a feed."""
    start = data[:_HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:64].lower().startswith(_KNOWN_STARTS) or is_feed(start)


def _answered(record: Any) -> bool:
    return record.http_headers is not None and str(record.http_headers.get_statuscode()).startswith("2")


def _type(header: str) -> tuple[str, str | None]:
    media_type, _, parameters = header.partition(";")
    _, _, charset = parameters.lower().partition("charset=")
    return media_type.strip().lower(), charset.split(";")[0].strip(" \"'") or None


def _archives(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The WARCs of a WACZ."""
    with opened(stream) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.filename.startswith("archive/") and not info.is_dir():
                yield from _archive(archive, info, origin)


def _archive(archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin) -> Iterator[Item]:
    try:
        inner = origin.member(info.filename, size=info.file_size)
        with member_stream(archive, info) as inside:
            yield Member(stream=inside, origin=inner, name=info.filename)
    except InputError as error:
        error.where = error.where or f"{origin.where}/{printable(info.filename)}"
        yield error


WARC = Format(name="warc", media_type="application/warc", suffixes=(".warc",), read=container(_records))
WACZ = Format(name="wacz", media_type="application/wacz", suffixes=(".wacz",), read=container(_archives))
