"""Place records of a text."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.finder import Findings
from purport.types import Place


class PlaceFinder:
    """Finds places."""

    assigns = "places"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Place]:
        """The places, in reading order."""
        return ()
