"""Actor records of a text."""

from collections.abc import Iterable

from purport.language import Doc
from purport.reading.finder import Findings
from purport.types import Actor


class ActorFinder:
    """Finds actors."""

    assigns = "actors"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Actor]:
        """The actors, in reading order."""
        return ()
