"""From documents, or from the lines of readings made before, to what a case writes: here or on all cores."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from os import PathLike

import msgspec

from purport.case.adding import proved
from purport.case.processes import in_order
from purport.case.records import Added, Kept
from purport.case.rows import Prepared
from purport.codec import decode
from purport.errors import PurportError
from purport.types import Document, MadeBy, Reading

BATCH_WEIGHT = 20_000
BYTES_A_WEIGHT = 64
_READINGS = msgspec.msgpack.Decoder(list[Prepared])
# What takes no longer is made in this process: others take some seconds to start.
ALONE_SECONDS = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of ``purport read --json``, and where it stands."""

    data: bytes
    where: str


Work = Document | Line | PurportError | Added
Result = Prepared | Added


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

    def __call__(self, batch: list[Work]) -> list[Result]:
        """The items of a batch, made; one that fails is given as failed in its place."""
        return list(self.each(batch))

    def each(self, batch: list[Work]) -> Iterator[Result]:
        """The same, each as soon as it is made."""
        readings = self._read(item for item in batch if isinstance(item, Document))
        return (self._made(item, readings) for item in batch)

    def _made(self, item: Work, readings: Iterator[Reading | PurportError]) -> Result:
        if isinstance(item, Added):
            return item
        if isinstance(item, PurportError):
            return proved(item)
        if isinstance(item, Line):
            return proved(_decoded(item))
        reading = next(readings)
        return proved(Kept(reading=reading, original=item.original) if isinstance(reading, Reading) else reading)

    def _read(self, documents: Iterable[Document]) -> Iterator[Reading | PurportError]:
        from purport.reading import default_reader

        yield from default_reader(self.model, self.codebooks).read_all(documents)


def made(
    items: Iterable[Work],
    maker: Maker,
    processes: int,
) -> Iterator[Result]:
    """The items ready to be written, in order, each as soon as it is made. Where it takes long, so many processes
    share the rest."""
    batches = _batches(items)
    since = time.monotonic()
    for batch in batches:
        if processes > 1 and time.monotonic() - since >= ALONE_SECONDS:
            for packed in in_order(_Packing(maker), chain([batch], batches), processes):
                yield from packed.opened()
            return
        yield from maker.each(batch)


@dataclass(frozen=True, slots=True)
class _Packed:
    """Results on their way between processes: those that are no readings with their places among them."""

    readings: bytes
    others: list[tuple[int, Added]]

    def opened(self) -> list[Result]:
        results: list[Result] = list(_READINGS.decode(self.readings))
        for place, other in self.others:
            results.insert(place, other)
        return results


@dataclass(frozen=True, slots=True)
class _Packing:
    """A maker whose results are packed."""

    maker: Callable[[list[Work]], list[Result]]

    def __call__(self, batch: list[Work]) -> _Packed:
        results = self.maker(batch)
        readings = [each for each in results if isinstance(each, Prepared)]
        others = [(place, each) for place, each in enumerate(results) if isinstance(each, Added)]
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


def _weight(item: Work) -> int:
    if isinstance(item, Document):
        return max(len(item.text), len(item.original or b"") // BYTES_A_WEIGHT)
    return len(item.data) // BYTES_A_WEIGHT + 1 if isinstance(item, Line) else 1
