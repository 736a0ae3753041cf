"""Incident records of a text."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.finder import Findings
from purport.types import Incident


class IncidentFinder:
    """Finds incidents."""

    assigns = "incidents"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Incident]:
        """The incidents, in reading order."""
        return ()
