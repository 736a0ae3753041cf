"""When: the calendar expressions of a text with their ISO values."""

from collections.abc import Iterable, Sequence

from purport.language import Doc
from purport.reading.dates.anchors import anchor, later_datelines, parsed
from purport.reading.dates.grammar import ends_apart, expressions
from purport.reading.dates.resolver import resolved
from purport.reading.dates.words import scan
from purport.reading.finder import Findings
from purport.types import Date

__all__ = ["DateFinder", "find_dates"]


def find_dates(text: str, published: str | None = None, names: Sequence[str] = ()) -> tuple[Date, ...]:
    """The calendar expressions of a text, in reading order.

    ``published`` is the day of publication in ISO 8601, whole or in part, from which "yesterday" and "last month"
    are counted; without it the dateline serves (in a text of several reports each one's own), then the month in a
    document's number, then a date in one of the ``names`` of the document (its title, id, address), then the dates
    the text tells. What cannot be known is left open in the value (``XXXX-08-06``,
    ``XXXX-WXX`` for "last week"). Durations, ages, sets ("every Friday") and "now" are no dates.
    Values are in the manner of TIMEX3; ``basis`` is stated; relative: counted from a date told before; published:
    counted from the day of publication; or inferred: a part of it, mostly the year, is taken from other dates of
    the text or from the document's names.
    """
    words = scan(text)
    found = list(expressions(words))
    if not found:
        return ()
    here = anchor(words, found, published, names)
    if here.narrative:
        # In a history each end of a range is a point of the story.
        found = list(ends_apart(words, found))
    # A text that is dated from outside is one report; one with datelines may be several.
    further = {} if here.narrative or parsed(published) is not None else later_datelines(words, found)
    return tuple(resolved(words, found, here, further))


class DateFinder:
    """Finds the dates of a document; needs no syntax."""

    assigns = "dates"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Date]:
        """The dates, in reading order."""
        source = doc.source
        names = [name for name in (source.url, source.title, source.id) if name]
        return find_dates(doc.text, source.published, names)
