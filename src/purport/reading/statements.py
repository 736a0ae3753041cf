"""Statement records of a text."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.finder import Findings
from purport.types import Statement


class StatementFinder:
    """Finds statements."""

    assigns = "statements"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Statement]:
        """The statements, in reading order."""
        return ()
