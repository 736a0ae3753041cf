"""Date records of a text."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.finder import Findings
from purport.types import Date


class DateFinder:
    """Finds dates."""

    assigns = "dates"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Date]:
        """The dates, in reading order."""
        return ()
