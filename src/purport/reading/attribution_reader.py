"""Attributions of a document: who, cue and content from the trained model, the construction from syntax."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.language import Doc
from purport.reading.attribution_model import Found, attribution_model
from purport.reading.attributions import Attribution, attributions
from purport.reading.frames import lemma_of

_MARKS = frozenset("\"“„«'‘`")


def read_attributions(doc: Doc, *, least: float = 0.0) -> list[Attribution]:
    """The attributions of a document, in reading order of their cues; those with a confidence below ``least`` are
    left out."""
    found = [one for one in attribution_model().read([doc.text])[0] if one.confidence >= least]
    if not found:
        return []
    syntactic = {one.head: one for one in attributions(doc, every=True)}
    return [_attribution(doc, one, syntactic) for one in found]


def _attribution(doc: Doc, found: Found, syntactic: dict[int, Attribution]) -> Attribution:
    tokens = _tokens(doc, found.cue)
    known = [syntactic[token.i] for token in tokens if token.i in syntactic]
    made = Attribution(
        cue=doc.span(*found.cue),
        speaker=doc.span(*found.speaker) if found.speaker else None,
        content=tuple(doc.span(*part) for part in found.content),
        lemma="",
        confidence=found.confidence,
    )
    if known:
        like = known[0]
        return replace(made, lemma=like.lemma, frame=like.frame, head=like.head, passive=like.passive)
    head = _head(tokens)
    if head is None:
        return replace(made, lemma=made.cue.text.lower() if made.cue else "", frame=_frame(made))
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children)
    return replace(made, lemma=lemma_of(head), frame=_frame(made), head=head.i, passive=passive)


def _tokens(doc: Doc, offsets: tuple[int, int]) -> Sequence[Token]:
    span = doc.tokens.char_span(*offsets, alignment_mode="expand")
    return [] if span is None else [token for token in span if not token.is_space]


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token on which the others hang; an auxiliary only where there is no verb."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    words = [token for token in tops if token.pos_ in ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN")]
    return next(iter(words or tops), None)


def _frame(made: Attribution) -> str:
    return "quote" if made.content[0].text[0] in _MARKS else "clause"
