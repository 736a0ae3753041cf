"""ZIP and gzip: their members one after the other, none unpacked to disk, and limits against those made to explode."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from purport.errors import Damaged, EmptyDocument, Encrypted, InputError, TooLarge, UnknownFormat
from purport.sources.containers import check_ratio
from purport.sources.formats import Format, Item, Member, Origin, container, printable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LINK = 0o120000
_FILE_TYPE = 0o170000
_ENCRYPTED = 0x1
_CLIMBING = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
WAY_OUT = "Get it again, or unpack what can be unpacked and read that."


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """A ZIP file. Raises Damaged where it has no directory that can be read."""
    try:
        return zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise Damaged(f"a ZIP archive that is cut off or broken ({error}). {WAY_OUT}") from None


def member_stream(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """The bytes of a member, whose faults are ours. Raises Encrypted, Damaged, TooLarge."""
    if info.flag_bits & _ENCRYPTED:
        raise Encrypted("locked with a password. Unpack it yourself and read what was in it.")
    check_ratio(info.compress_size, info.file_size)
    try:
        return unpacked(cast(BinaryIO, archive.open(info)), info.compress_size)
    except _BROKEN as error:
        raise _broken(error) from None


def unpacked(stream: BinaryIO, packed: int) -> BinaryIO:
    """What a decompressor gives, as a stream that raises Damaged where it fails and TooLarge where it explodes.

    What was unpacked before is given first: a reading ends there, and the next one raises.
    """
    return cast(BinaryIO, io.BufferedReader(_Unpacked(stream, packed), 1 << 16))


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: BinaryIO, packed: int) -> None:
        self._stream = stream
        self._packed = packed
        self._fault: InputError | None = None
        self._told = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        self._fault, self._told = None, False
        try:
            return self._stream.seek(offset, whence)
        except _BROKEN as error:
            raise _broken(error) from None

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        if self._fault and self._told:
            raise self._fault
        part = b"" if self._fault else self._read(len(room))
        self._told = self._fault is not None
        room[: len(part)] = part
        return len(part)

    def _read(self, size: int) -> bytes:
        # One step of the decompressor at a time, so that what it gave before it fails is not lost.
        read: Callable[[int], bytes] = getattr(self._stream, "read1", self._stream.read)
        try:
            part = read(size)
            check_ratio(self._packed, self._stream.tell())
        except TooLarge as error:
            self._fault = error
        except _BROKEN as error:
            self._fault = _broken(error)
        else:
            return part
        return b""


def _broken(error: Exception) -> Damaged:
    return Damaged(f"cannot be unpacked ({error}). {WAY_OUT}")


def _zip_members(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The files of an archive by name, as those of a folder: hidden ones and links are left out."""
    with opened(stream) as archive:
        members = [info for info in archive.infolist() if info.filename and not info.is_dir() and not _left_out(info)]
        if not members:
            raise EmptyDocument("a ZIP archive without files to read. Leave it out.")
        for info in sorted(members, key=lambda info: PurePosixPath(info.filename).parts):
            try:
                if _CLIMBING.search(info.filename):
                    raise UnknownFormat("a name that leads out of the archive; such a member is not read. Rename it.")
                inner = origin.member(info.filename, size=info.file_size)
                with member_stream(archive, info) as opened_member:
                    yield Member(stream=opened_member, origin=inner, name=info.filename)
            except InputError as error:
                error.where = error.where or f"{origin.where}/{printable(info.filename)}"
                yield error


def _left_out(info: zipfile.ZipInfo) -> bool:
    parts = re.split(r"[/\\]", info.filename)
    link = (info.external_attr >> 16) & _FILE_TYPE == _LINK
    return link or any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in parts)


def _gzip_members(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """The one file that gzip packs, named as the packed one without its ending."""
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    name = re.sub(r"\.t?gz(?:ip)?$", "", PurePosixPath(origin.id).name, flags=re.IGNORECASE)
    with unpacked(cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")), packed) as inside:
        yield Member(stream=inside, origin=origin.member(name, size=packed), name=name)


ZIP = Format(name="zip", media_type="application/zip", suffixes=(".zip",), read=container(_zip_members))
GZIP = Format(name="gzip", media_type="application/gzip", suffixes=(".gz",), read=container(_gzip_members))
