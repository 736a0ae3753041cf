"""Figure records of a text."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.finder import Findings
from purport.types import Figure


class FigureFinder:
    """Finds figures."""

    assigns = "figures"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Figure]:
        """The figures, in reading order."""
        return ()
