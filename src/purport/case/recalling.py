"""Scanned documents that the case has already: their text is recalled, since recognising it anew takes long."""

import hashlib
from collections.abc import Callable, Iterable, Iterator

from purport.case.making import Work
from purport.errors import InputError
from purport.sources import Unread, ocr
from purport.sources.pdf import PDF, with_text
from purport.types import Document, Reading
from purport.version import __version__


def recalled(items: Iterable[Work | Unread], reading: Callable[[str], Reading | None]) -> Iterator[Work | Unread]:
    """The items, each PDF whose text would be recognised just as it was before as the document that it is.

    ``reading`` gives the current reading of a source by its SHA-256, None where there is none.
    """
    for item in items:
        if isinstance(item, Unread) and item.format == PDF.name:
            yield _recalled(item, reading) or item
        else:
            yield item


def _recalled(found: Unread, reading: Callable[[str], Reading | None]) -> Document | None:
    try:
        data = found.bytes()
        before = reading(hashlib.sha256(data).hexdigest())
        if before is None or not _holds(before):
            return None
        return with_text(data, found.origin, before)
    except (InputError, OSError):
        return None  # whoever reads it tells what is wrong


def _holds(before: Reading) -> bool:
    """Whether its text was recognised in all its pages, and by what would do so now."""
    told = before.source.extra
    if "recognised_by" not in told or "unread_pages" in told or before.made_by.purport != __version__:
        return False
    try:
        ocr.check_installed()
    except InputError:
        return True
    return bool(told["recognised_by"] == ocr.made_by())
