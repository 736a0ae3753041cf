"""From documents, or from the lines of readings made before, to what a case writes: here or on all cores."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from os import PathLike

import msgspec

from purport.case.adding import Ready, proved, ready
from purport.case.extracting import extracted
from purport.case.processes import Processes, Result
from purport.case.records import Added, Kept, Seen
from purport.case.rows import Prepared
from purport.codec import decode
from purport.errors import PurportError
from purport.sources import Unread
from purport.types import Document, MadeBy, Reading, Source

BATCH_WEIGHT = 20_000
BYTES_A_WEIGHT = 64
_READINGS = msgspec.msgpack.Decoder(list[Prepared])
# What takes no longer is made in this process: others take some seconds to start.
ALONE_SECONDS = 4.0
# Batches handed out a process, so that none waits.
AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of ``purport read --json``, and where it stands."""

    data: bytes
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A document whose source has what other places tell of it, and the source as it came."""

    document: Document
    occurrence: Source


Work = Document | Retold | Line | PurportError | Seen | Added


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes a batch of work ready to be written. The reader is loaded when it is first needed."""

    model: str | PathLike[str] | None = None
    codebooks: tuple[str, ...] = ()

    @property
    def made_by(self) -> MadeBy:
        """What its readings say they are made by."""
        from purport.reading import default_reader

        return default_reader(self.model, self.codebooks).made_by

    def __call__(self, batch: list[Work]) -> list[Ready]:
        """The items of a batch, made; one that fails is given as failed in its place."""
        return list(self.each(batch))

    def each(self, batch: list[Work]) -> Iterator[Ready]:
        """The same, each as soon as it is made."""
        readings = self._read(found for item in batch if (found := _document(item)) is not None)
        return (self._made(item, readings) for item in batch)

    def _made(self, item: Work, readings: Iterator[Reading | PurportError]) -> Ready:
        if isinstance(item, Added | Seen):
            return item
        if isinstance(item, PurportError):
            return proved(item)
        if isinstance(item, Line):
            decoded = _decoded(item)
            return ready(decoded) if isinstance(decoded, Reading) else proved(decoded)
        reading = next(readings)
        if not isinstance(reading, Reading):
            return proved(reading)
        if isinstance(item, Document):
            return proved(Kept(reading=reading, original=item.original))
        return proved(Kept(reading=reading, original=item.document.original, occurrence=item.occurrence))

    def _read(self, documents: Iterable[Document]) -> Iterator[Reading | PurportError]:
        from purport.reading import default_reader

        yield from default_reader(self.model, self.codebooks).read_all(documents)


def made(
    items: Iterable[Work | Unread],
    maker: Maker,
    processes: int,
    known: Callable[[Iterable[Work]], Iterable[Work]] = iter,
) -> Iterator[Ready]:
    """The items ready to be written, in order, each as soon as it is made. Where it takes long, so many processes
    share the rest.

    ``known`` puts what need not be read, for each as it arrives, in the place of documents that are there already.
    """
    waiting: deque[Result[_Packed]] = deque()
    with Processes(processes, alone=ALONE_SECONDS) as shared:
        for batch in _batches(known(extracted(items, shared))):
            if not shared.shared:
                yield from maker.each(batch)
                continue
            waiting.append(shared.submit(_Packing(maker), batch))
            if len(waiting) > processes * AHEAD:
                yield from waiting.popleft().result().opened()
        while waiting:
            yield from waiting.popleft().result().opened()


@dataclass(frozen=True, slots=True)
class _Packed:
    """Results on their way between processes: those that are no readings with their places among them."""

    readings: bytes
    others: list[tuple[int, Seen | Added]]

    def opened(self) -> list[Ready]:
        results: list[Ready] = list(_READINGS.decode(self.readings))
        for place, other in self.others:
            results.insert(place, other)
        return results


@dataclass(frozen=True, slots=True)
class _Packing:
    """A maker whose results are packed."""

    maker: Callable[[list[Work]], list[Ready]]

    def __call__(self, batch: list[Work]) -> _Packed:
        results = self.maker(batch)
        readings = [each for each in results if isinstance(each, Prepared)]
        others = [(place, each) for place, each in enumerate(results) if not isinstance(each, Prepared)]
        return _Packed(msgspec.msgpack.encode(readings), others)


def _decoded(line: Line) -> Reading | PurportError:
    try:
        return decode(line.data)
    except PurportError as error:
        error.where = error.where or line.where
        return error


def _batches(items: Iterable[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += _weight(item)
        if weight >= BATCH_WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _document(item: Work) -> Document | None:
    return item.document if isinstance(item, Retold) else item if isinstance(item, Document) else None


def _weight(item: Work) -> int:
    document = _document(item)
    if document is not None:
        return max(len(document.text), len(document.original or b"") // BYTES_A_WEIGHT)
    if isinstance(item, Seen):
        return len(item.original or b"") // BYTES_A_WEIGHT + 1
    return len(item.data) // BYTES_A_WEIGHT + 1 if isinstance(item, Line) else 1
