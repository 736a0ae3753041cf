"""Files that hold others: what a document was taken out of, and how much one input may unfold to."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from purport.errors import InputError, TooLarge

MAX_DEPTH = 4
"""How deep files may lie in one another: a page in a WARC in a WACZ in a ZIP is at 3."""

MAX_MEMBERS = 1_000_000
"""How many members are opened in one input, over all archives in it."""

MAX_UNPACKED = 64_000_000_000
"""How many bytes one input may unpack to, over all archives in it."""

MAX_RATIO = 250
"""How many times its packed size a member may unpack to, where that is over MIN_BOMB bytes."""

MIN_BOMB = 1_000_000

_IN_MEMORY = 16_000_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What a document was taken out of: the container's hash, its path where it is a file, the member's name in it, and
    what that container was taken out of itself."""

    sha256: str
    path: str | None
    member: str
    within: "Container | None" = None

    @property
    def depth(self) -> int:
        """How many containers lie about the member."""
        return 1 if self.within is None else 1 + self.within.depth

    def as_extra(self) -> dict[str, Any]:
        """The form in ``source.extra["container"]``."""
        told: dict[str, Any] = {"sha256": self.sha256, "path": self.path, "member": self.member}
        return told if self.within is None else told | {"container": self.within.as_extra()}


@dataclass(slots=True)
class Allowance:
    """What is left of the limits of one input. The one record here that changes: all its archives draw on it."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_UNPACKED

    def take(self, size: int) -> None:
        """Take a member of so many bytes. Raises TooLarge where the input unfolds past its limits."""
        self.members -= 1
        self.bytes -= size
        if self.members < 0:
            raise TooLarge(f"more than {MAX_MEMBERS:,} members; unpack it and read the folder instead")
        if self.bytes < 0:
            raise TooLarge(f"unpacks to more than {MAX_UNPACKED:,} bytes; unpack it and read the folder instead")


def check_ratio(packed: int, unpacked: int) -> None:
    """Raise TooLarge where a member unpacks to far more than text does: an archive made to explode."""
    if unpacked > MIN_BOMB and unpacked > MAX_RATIO * max(packed, 1):
        raise TooLarge(
            f"unpacks from {packed:,} to {unpacked:,} bytes or more, over {MAX_RATIO} times its size; an archive made "
            "to explode does so. Unpack it yourself if you trust it"
        )


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself where one can go back in it, else a copy in a temporary file. Raises TooLarge."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        _copy(stream, cast(BinaryIO, copy))
        yield cast(BinaryIO, copy)


def _copy(stream: BinaryIO, copy: BinaryIO) -> None:
    held = 0
    while piece := stream.read(_PIECE):
        held += len(piece)
        if held > MAX_UNPACKED:
            raise TooLarge(f"over {MAX_UNPACKED:,} bytes from a pipe; name it as a file")
        try:
            copy.write(piece)
        except OSError as error:
            raise InputError(f"cannot be held while it is read ({error.strerror}); name it as a file") from None
    copy.seek(0)


def sha256_of(stream: BinaryIO) -> str:
    """The hash of a stream from its beginning, where it is left again."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    stream.seek(0)
    return digest.hexdigest()
