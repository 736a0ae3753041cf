"""What a speaker does with his own words inside them ("we welcome the truce", "I think they fled"): no statement
beside the one that gives those words."""

from collections.abc import Sequence

from spacy.tokens import Token

from purport.language import Doc
from purport.reading.attributions import Attribution, cue_of
from purport.types import Kind

_SPEAKERS = frozenset(("i", "we"))
_EARLIER = frozenset(("VBD", "VBN"))


def without_own_words(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those in the first person inside what another gives as said, except what they tell of
    an earlier saying ("we announced in May that …", "we were told that …")."""
    return [one for one in found if not (_is_inside(one, found) and _is_own(doc, one))]


def _is_inside(one: Attribution, found: Sequence[Attribution]) -> bool:
    if one.cue is None:
        return False
    return any(
        part.start <= one.cue.start and one.cue.end <= part.end
        for other in found
        if other is not one and other.cue != one.cue
        for part in other.content
    )


def _is_own(doc: Doc, one: Attribution) -> bool:
    if one.speaker is None:
        return one.lemma == "thank"
    if one.speaker.text.lower() not in _SPEAKERS:
        return False
    if not 0 <= one.head < len(doc.tokens):
        return True
    told = cue_of(doc, one)
    return (told is not None and told.kind is Kind.ATTITUDE) or not _is_earlier(doc.tokens[one.head])


def _is_earlier(head: Token) -> bool:
    """Whether a cue tells of what was said before: a verb in the past, or a passive."""
    verb = head.head if head.pos_ in ("ADJ", "NOUN") else head
    return verb.tag_ in _EARLIER
