"""Readings made before, as ``purport read --json`` writes them: told by content, line by line."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from purport.case.making import Line
from purport.errors import InputError, TooLarge

# A reading has its text and all that was read in it.
MAX_BYTES = 256_000_000
_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"purport\.reading/')


def holds_readings(path: Path) -> bool:
    """Whether a file begins as a reading does; false where it cannot be opened."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return begins_as_reading(file.read(64))
    except (OSError, ValueError):
        return False


def begins_as_reading(head: bytes) -> bool:
    """Whether these first bytes are those of a reading."""
    return _HEAD.match(head) is not None


def lines(stream: BinaryIO, name: str) -> Iterator[Line | InputError]:
    """The lines of a stream, without blank ones; one too long is an error in its place."""
    for number, line in enumerate(iter(lambda: stream.readline(MAX_BYTES + 1), b""), 1):
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            yield TooLarge(f"a reading over {MAX_BYTES:,} bytes; split its document into several", where=where)
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield Line(data=line.removeprefix(b"\xef\xbb\xbf").strip(), where=where)
