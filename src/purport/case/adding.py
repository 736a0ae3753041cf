"""Adding readings: proved, in batches, each safe in the file before it is given out."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from purport.anchors import prove
from purport.case.records import Added, Kept, Outcome, Seen
from purport.case.rows import Prepared, prepared
from purport.errors import CaseError, PurportError
from purport.types import Reading

# Readings that arrive quickly are committed together: so many at most, so long at most.
BATCH = 2048
BATCH_SECONDS = 0.5
Addable = Reading | Kept | Prepared | Seen | Added | PurportError
Ready = Prepared | Seen | Added
"""What needs no more work than to be written."""
T = TypeVar("T")
_UNREAD = "has the same bytes as a document before it that could not be read; see what is said of that one"


def adding(items: Iterable[Addable], store: Callable[[list[Ready]], list[Added]]) -> Iterator[Added]:
    """What became of each item once ``store`` has written its batch; see ``Case.adding``."""
    waiting: list[Ready] = []
    since = time.monotonic()
    try:
        for item in items:
            waiting.append(proved(item))
            if len(waiting) >= BATCH or time.monotonic() - since >= BATCH_SECONDS:
                batch, waiting = waiting, []
                yield from store(batch)
                since = time.monotonic()
    except BaseException:
        batch, waiting = waiting, []
        store(batch)
        raise
    yield from store(waiting)


def proved(item: Addable) -> Ready:
    """An item ready to be written, or as failed where its anchors or its bytes do not hold."""
    if isinstance(item, Prepared | Seen | Added):
        return item
    if isinstance(item, PurportError):
        return Added(outcome=Outcome.FAILED, document=item.where, error=item)
    try:
        prove(item.reading if isinstance(item, Kept) else item)
    except PurportError as error:
        return _failed(item, error)
    return ready(item)


def ready(item: Reading | Kept) -> Ready:
    """A reading whose anchors are proved, ready to be written, or as failed where its bytes do not hold."""
    try:
        return prepared(item)
    except PurportError as error:
        return _failed(item, error)
    except UnicodeEncodeError:
        message = "its text holds half a surrogate pair, which is no character; decode its bytes as UTF-8 or UTF-16"
        return _failed(item, CaseError(message))


def added(item: Prepared | Seen, outcome: Outcome) -> Added:
    """What became of a reading, or of what was met again, once it was written."""
    if isinstance(item, Seen):
        source = item.source
        error = CaseError(_UNREAD, where=source.id) if outcome is Outcome.FAILED else None
        return Added(outcome=outcome, sha256=source.sha256, document=source.id, title=source.title, error=error)
    return Added(
        outcome=outcome,
        sha256=item.sha256,
        document=item.columns.document,
        title=item.columns.title,
        statements=len(item.columns.confidences),
        incidents=len(item.columns.incidents),
    )


def _failed(item: Reading | Kept, error: PurportError) -> Added:
    source = item.reading.source if isinstance(item, Kept) else item.source
    error.where = error.where or source.id
    return Added(outcome=Outcome.FAILED, sha256=source.sha256, document=source.id, title=source.title, error=error)
