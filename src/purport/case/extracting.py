"""From files that are found to documents: here, or by several processes where it takes long."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from purport.case.processes import Processes, Result
from purport.errors import InputError
from purport.sources import Unread
from purport.types import Document

# How many files are handed out beyond those at work, and how many bytes they may be together.
AHEAD = 8
MAX_WAITING = 64_000_000
T = TypeVar("T")


def extracted(items: Iterable[T | Unread], processes: Processes) -> Iterator[T | Document | InputError]:
    """The items in order, each Unread as the document that it is, or as the error in its place."""
    waiting: deque[tuple[int, Result[Sequence[T | Document | InputError]]]] = deque()
    weight = 0
    for item in items:
        if isinstance(item, Unread):
            waiting.append((_weight(item), processes.submit(_read, item)))
        else:
            waiting.append((0, _Ready((item,))))
        weight += waiting[-1][0]
        while waiting and (not processes.shared or len(waiting) > AHEAD * processes.count or weight > MAX_WAITING):
            size, found = waiting.popleft()
            weight -= size
            yield from found.result()
    for _, found in waiting:
        yield from found.result()


@dataclass(frozen=True, slots=True)
class _Ready(Generic[T]):
    items: tuple[T]

    def result(self) -> tuple[T]:
        return self.items


def _read(found: Unread) -> list[Document | InputError]:
    return list(found.read())


def _weight(found: Unread) -> int:
    if found.data is not None:
        return len(found.data)
    try:
        return Path(found.origin.path or "").stat().st_size
    except (OSError, ValueError):
        return 0
