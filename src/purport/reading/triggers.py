"""The words that tell of an incident: nouns and verbs of the codebook in a context that its rules ask for."""

from collections.abc import Iterator, Sequence

from purport.language import Doc
from purport.reading.trigger_nouns import nominal_trigger
from purport.reading.trigger_verbs import verbal_trigger
from purport.reading.trigger_words import Trigger, is_headline_verb, is_noun
from purport.types import Place

__all__ = ["Trigger", "triggers"]


def triggers(doc: Doc, places: Sequence[Place] = ()) -> Iterator[Trigger]:
    """The triggers of a document in reading order, one a word."""
    place_at = {offset for place in places for offset in range(place.start, place.end)}
    for token in doc.tokens:
        if is_headline_verb(token):
            found = verbal_trigger(token, place_at)
        elif is_noun(token):
            found = nominal_trigger(token)
        elif token.pos_ in ("VERB", "ADJ"):
            found = verbal_trigger(token, place_at)
        else:
            found = None
        if found is not None:
            yield found
