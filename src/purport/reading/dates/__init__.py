"""When: the calendar expressions of a text with their ISO values."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.dates.anchors import anchor
from purport.reading.dates.grammar import expressions
from purport.reading.dates.resolver import resolved
from purport.reading.dates.words import scan
from purport.reading.finder import Findings
from purport.types import Date

__all__ = ["DateFinder", "find_dates"]


def find_dates(text: str, published: str | None = None) -> tuple[Date, ...]:
    """The calendar expressions of a text, in reading order.

    ``published`` is the day of publication in ISO 8601, whole or in part, from which "yesterday" and "last month"
    are counted; without it the dateline serves, and where there is none, the dates the text tells. What cannot be
    known is left open in the value (``XXXX-08-06``). Durations, ages, sets ("every Friday") and "now" are no dates.
    Values are in the manner of TIMEX3; ``basis`` is stated, relative (to another date of the text) or published.
    """
    words = scan(text)
    found = list(expressions(words))
    if not found:
        return ()
    return tuple(resolved(words, found, anchor(words, found, published)))


class DateFinder:
    """Finds the dates of a document; needs no syntax."""

    assigns = "dates"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Date]:
        """The dates, in reading order."""
        return find_dates(doc.text, doc.source.published)
