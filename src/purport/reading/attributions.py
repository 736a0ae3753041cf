"""Cues with their speakers and contents, before anyone is resolved or judged."""

from collections.abc import Iterable
from dataclasses import dataclass

from purport.language import Doc
from purport.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue, whose words it gives, and which. ``lemma`` is the lemma of the cue's head ("say", "claim", "accord");
    ``passive`` tells a cue whose grammatical subject is the thing said ("is believed", "was reported");
    ``confidence`` is 0 to 1."""

    cue: Span | None
    speaker: Span | None
    content: tuple[Span, ...]
    lemma: str
    passive: bool = False
    confidence: float


def attributions(doc: Doc) -> Iterable[Attribution]:
    """The attributions of a document, in reading order of their cues."""
    return ()
