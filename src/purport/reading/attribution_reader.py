"""Attributions of a document: from the trained model, and beside it from syntax.

The model knows what attributes and where its words end; syntax knows the construction, sees what stands inside
another's words, which the model cannot, whom an outlet cites, and which quotations go on without a cue.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.language import Doc
from purport.reading.attribution_model import AttributionModel, Found, attribution_model
from purport.reading.attributions import TURN, Attribution, attributions, cue_of, with_follow_ons
from purport.reading.citing import citings
from purport.reading.confidence import weighed
from purport.reading.datelines import Datelines
from purport.reading.frames import lemma_of
from purport.reading.headlines import second
from purport.reading.own_words import without_own_words
from purport.reading.quotations import Quotations
from purport.reading.spoken import spoken
from purport.types import Kind, Span

# What syntax alone finds is taken from this confidence on, and from this where it stands inside another's words.
ALONE = 0.45
NESTED = 0.8
_DEEDS = frozenset((Kind.CLAIM, Kind.DENIAL, Kind.THREAT, Kind.ACCUSATION))
_MARKS = frozenset("\"“„«'‘`")
_CLOSING = frozenset("\"”“»'’")
_NOBODY = frozenset(("no", "nobody", "none", "neither", "no-one"))
_ASKED = re.compile(r"ask|press")
_PRONOUNS = frozenset(("it", "this", "that", "them", "him", "her"))
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_STOPS = frozenset('.?!:;,"”’)')
_BREAK = re.compile(r"\s*\n\s*\n\s*")
_THAT = re.compile(r"\bthat\s+\Z", re.IGNORECASE)


def read_attributions(doc: Doc, model: AttributionModel | None = None) -> list[Attribution]:
    """The attributions of a document, in reading order of their cues; without a model by that of the package."""
    syntactic = list(attributions(doc))
    openings = Datelines(doc.text)
    announced = Quotations(doc.text, (quote for quote in spoken(doc) if not quote.marked))
    cited = {doc.tokens[clause.at].idx for clause in citings(doc.tokens)}  # whom these name passes words on
    out: list[Attribution] = []
    used: set[int] = set()
    for found in (model or attribution_model()).read([doc])[0]:
        near = [one for one in syntactic if one.cue is not None and _touch(one.cue, found.cue)]
        like = near[0] if near else None
        if (like is None and found.cue[0] in cited) or (like is not None and like.frame == TURN):
            continue
        made = _attribution(doc, found, like, openings, announced)
        if made is not None and not (like is None and _is_empty(doc, made)):
            used.update(id(one) for one in near)
            out.append(weighed(made, found, like))
    said = [span for one in out for span in one.content]
    for one in syntactic:
        if id(one) not in used and one.confidence >= _least(doc, one, said) and not _is_attitude(doc, one):
            out.append(weighed(replace(one, content=tuple(_with_that(doc, s) for s in one.content)), None, one))
    out = [part for one in out for part in _parted(doc, one, out)]
    out = with_follow_ons(doc, sorted(out, key=lambda one: (one.cue or one.content[0]).start))
    return without_own_words(doc, out)


def _touch(span: Span, offsets: tuple[int, int]) -> bool:
    return span.start < offsets[1] and offsets[0] < span.end


def _is_empty(doc: Doc, one: Attribution) -> bool:
    """Whether nobody says it ("No group has claimed it"), or it only leads to an answer ("Asked about it, …")."""
    if one.speaker is not None:
        return one.speaker.text.lower().split()[0] in _NOBODY
    return bool(_ASKED.match(one.lemma)) and all(part.text.lower() in _PRONOUNS for part in one.content)


def _parted(doc: Doc, one: Attribution, found: Sequence[Attribution]) -> list[Attribution]:
    """An attribution and, where it stands in a headline that joins a second verb to its own, that one's."""
    parts = None if one.cue is None or one.speaker is None else second(doc, (one.cue.start, one.cue.end))
    if parts is None or any(other.cue is not None and _touch(other.cue, parts[1]) for other in found):
        return [one]
    before, verb, said = parts
    head = _head(_tokens(doc, verb))
    after = replace(
        one,
        cue=doc.span(*verb),
        content=(doc.span(*said),),
        lemma=doc.text[slice(*verb)] if head is None else lemma_of(head),
        frame="object",
        head=-1 if head is None else head.i,
        passive=False,
    )
    return [replace(one, content=(doc.span(*before),)), after]


def _is_attitude(doc: Doc, one: Attribution) -> bool:
    """Whether the cue gives a thought or a wish and no words: there the model alone is to be trusted."""
    cue = cue_of(doc, one)
    return cue is not None and cue.kind is Kind.ATTITUDE


def _least(doc: Doc, one: Attribution, said: Sequence[Span]) -> float:
    """The confidence that what only syntax found needs; "allegedly" needs none, for nobody else would find it."""
    if one.frame == "adverb":
        return 0.0
    return NESTED if one.cue is not None and _within(one.cue, said) and not _is_deed(doc, one) else ALONE


def _is_deed(doc: Doc, one: Attribution) -> bool:
    """Whether someone is told to claim, deny, threaten or accuse: what is worth keeping in another's words too."""
    cue = cue_of(doc, one)
    return one.speaker is not None and cue is not None and cue.kind in _DEEDS


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _attribution(
    doc: Doc, found: Found, like: Attribution | None, openings: Datelines, announced: Quotations
) -> Attribution | None:
    """What the model found, with the construction that syntax sees there; None where only a dateline is left of it."""
    parts = [_in_paragraph(doc, (openings.after(start), end), found.cue) for start, end in found.content]
    content = _near(doc, [doc.span(*part) for part in parts if part[0] < part[1]], found.cue, like)
    speaker = None
    if found.speaker is not None:
        speaker = _in_paragraph(doc, (openings.after(found.speaker[0]), found.speaker[1]), found.cue)
    if not content:
        return None
    made = Attribution(
        cue=doc.span(*found.cue),
        speaker=doc.span(*speaker) if speaker and speaker[0] < speaker[1] else None,
        content=tuple(content),
        lemma=doc.text[slice(*found.cue)].lower(),
        confidence=found.confidence,
    )
    if like is not None:
        made = replace(made, lemma=like.lemma, frame=like.frame, head=like.head, passive=like.passive)
        if _is_announced(like, announced):
            made = replace(made, content=like.content)
        # Whom an outlet cites is the speaker, which no one but syntax tells.
        return made if like.relay is None else replace(made, speaker=like.speaker, relay=like.relay)
    made = replace(made, frame="quote" if made.content[0].text[0] in _MARKS else "clause")
    head = _head(_tokens(doc, found.cue))
    if head is None:
        return made
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children)
    return replace(made, lemma=lemma_of(head), head=head.i, passive=passive)


def _is_announced(like: Attribution, announced: Quotations) -> bool:
    """Whether what syntax sees said are paragraphs in the first person that a colon announces: the model, which reads
    sentence by sentence, finds but their beginning."""
    if like.frame != "quote" or not any(_FIRST_PERSON.search(part.text) for part in like.content):
        return False
    return bool(announced.overlapping(like.content[0].start, like.content[0].end))


def _in_paragraph(doc: Doc, part: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    """The part of a span in the paragraph on its cue's side, where it runs from a headline into the text; quotations
    run on."""
    start, end = part
    breaks = [m for m in _BREAK.finditer(doc.text, start, end) if doc.text[m.end() : m.end() + 1] not in _MARKS]
    if not breaks:
        return part
    start, end = (start, breaks[0].start()) if cue[1] <= start else (breaks[-1].end(), end)
    return start, end


def _near(doc: Doc, parts: list[Span], cue: tuple[int, int], like: Attribution | None) -> list[Span]:
    """The parts without those of another paragraph that open a quotation and never close it. Of a headline's statement
    the parts that stand in the headline, as syntax sees it where it sees one there."""
    parts = [part for part in parts if not (_is_left_open(part) and _is_apart(doc, part, cue))]
    after = _BREAK.search(doc.text, cue[1])
    if after is None or doc.text[after.start() - 1] in _STOPS:
        return parts
    within = [part for part in parts if part.end <= after.start()]
    return within or (parts if like is None else list(like.content))


def _is_left_open(part: Span) -> bool:
    return part.text[0] in _MARKS and not any(mark in _CLOSING for mark in part.text[1:])


def _is_apart(doc: Doc, part: Span, cue: tuple[int, int]) -> bool:
    between = doc.text[cue[1] : part.start] or doc.text[part.end : cue[0]]
    return _BREAK.search(between) is not None


def _with_that(doc: Doc, span: Span) -> Span:
    """The span with the "that" before it, which belongs to what the model finds."""
    that = _THAT.search(doc.text, max(0, span.start - 8), span.start)
    return span if that is None else doc.span(that.start(), span.end)


def _tokens(doc: Doc, offsets: tuple[int, int]) -> Sequence[Token]:
    span = doc.tokens.char_span(*offsets, alignment_mode="expand")
    return [] if span is None else [token for token in span if not token.is_space]


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token on which the others hang; an auxiliary only where there is no verb."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    words = [token for token in tops if token.pos_ in ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN")]
    return next(iter(words or tops), None)
