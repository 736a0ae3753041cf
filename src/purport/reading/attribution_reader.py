"""Attributions of a document: from the trained model, and beside it from syntax.

The model knows what attributes and where its words end; syntax knows the construction, sees what stands inside
another's words, which the model cannot, and lets quotation marks decide what is quoted.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.language import Doc
from purport.reading.attribution_model import AttributionModel, Found, attribution_model
from purport.reading.attributions import Attribution, attributions
from purport.reading.confidence import weighed
from purport.reading.frames import lemma_of
from purport.types import Span

# What syntax alone finds is taken from this confidence on.
ALONE = 0.6
# In these frames syntax gives the content where the two see different words: what is quoted, or stands before its cue.
_QUOTING = frozenset(("inverted", "quote", "passive", "as", "prep_for", "adverb"))
# As different counts what shares less than this with the other (intersection over union).
_ALIKE = 0.8
_MARKS = frozenset("\"“„«'‘`")


def read_attributions(doc: Doc, model: AttributionModel | None = None) -> list[Attribution]:
    """The attributions of a document, in reading order of their cues; without a model by that of the package."""
    syntactic = list(attributions(doc))
    out: list[Attribution] = []
    used: set[int] = set()
    for found in (model or attribution_model()).read([doc])[0]:
        near = [one for one in syntactic if one.cue is not None and _touch(one.cue, found.cue)]
        used.update(id(one) for one in near)
        like = near[0] if near else None
        out.append(weighed(_attribution(doc, found, like), found, like))
    out += [weighed(one, None, one) for one in syntactic if id(one) not in used and one.confidence >= ALONE]
    return sorted(out, key=lambda one: (one.cue or one.content[0]).start)


def _touch(span: Span, offsets: tuple[int, int]) -> bool:
    return span.start < offsets[1] and offsets[0] < span.end


def _attribution(doc: Doc, found: Found, like: Attribution | None) -> Attribution:
    made = Attribution(
        cue=doc.span(*found.cue),
        speaker=doc.span(*found.speaker) if found.speaker else None,
        content=tuple(doc.span(*part) for part in found.content),
        lemma=doc.text[slice(*found.cue)].lower(),
        confidence=found.confidence,
    )
    if like is not None:
        content = like.content if like.frame in _QUOTING and not _alike(made.content, like.content) else made.content
        return replace(made, content=content, lemma=like.lemma, frame=like.frame, head=like.head, passive=like.passive)
    frame = "quote" if made.content[0].text[0] in _MARKS else "clause"
    head = _head(_tokens(doc, found.cue))
    if head is None:
        return replace(made, frame=frame)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children)
    return replace(made, lemma=lemma_of(head), frame=frame, head=head.i, passive=passive)


def _alike(one: Sequence[Span], two: Sequence[Span]) -> bool:
    a, b = ({i for span in spans for i in range(span.start, span.end)} for spans in (one, two))
    return len(a & b) >= _ALIKE * len(a | b)


def _tokens(doc: Doc, offsets: tuple[int, int]) -> Sequence[Token]:
    span = doc.tokens.char_span(*offsets, alignment_mode="expand")
    return [] if span is None else [token for token in span if not token.is_space]


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token on which the others hang; an auxiliary only where there is no verb."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    words = [token for token in tops if token.pos_ in ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN")]
    return next(iter(words or tops), None)
