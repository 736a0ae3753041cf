"""Cues with their speakers and contents, before anyone is resolved or judged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token


from purport.codebooks.cues import Cue, cues
from purport.language import Doc
from purport.reading.frames import Candidate, follows, lemma_of, verb_candidate
from purport.reading.nominals import according_candidate, adjective_candidate, adverb_candidate, noun_candidate
from purport.reading.quotations import Quotation
from purport.reading.spoken import spoken
from purport.types import Kind, Span

_LEADING = re.compile(r"[\s,;:.\-–—)\]]*(?:that\s+(?=\S)|[\s,;:.\-–—)\]]+)?", re.IGNORECASE)
_CLASSES = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
# Below this share a candidate is left out.
LEAST = 0.3
# Speakers that mostly stand in unmarked speech or in what the writer says of no one in particular.
_UNLIKELY = {"i": 0.15, "you": 0.25, "me": 0.15}
# What is left of a share for a cue in the infinitive, for one negated, for the hedge of a statement already told.
_INFINITIVE, _NEGATED, _ECHO = 0.7, 0.7, 0.4
_MARKS = "\"“”„'‘’«»`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue, whose words it gives, and which. ``lemma`` is the lemma of the cue's head ("say", "claim", "accord");
    ``passive`` tells a cue whose grammatical subject is the thing said ("is believed", "was reported");
    ``frame`` names the construction (the cue lexicon's names); ``head`` is the index of the cue's head in
    ``doc.tokens``; ``confidence`` is 0 to 1."""

    cue: Span | None
    speaker: Span | None
    content: tuple[Span, ...]
    lemma: str
    frame: str = ""
    head: int = -1
    passive: bool = False
    confidence: float


def attributions(doc: Doc, *, every: bool = False) -> list[Attribution]:
    """The attributions of a document, in reading order of their cues.

    With ``every`` those come too that the cue lexicon does not know, each with confidence 0: what its shares are counted on.
    """
    quotes = spoken(doc)
    out = []
    for token in doc.tokens:
        word_class = _word_class(token)
        if word_class is None:
            continue
        cue = cue_of(token, word_class)
        if cue is None and not every and token.lower_ != "according":
            continue
        candidate = _candidate(token, word_class, quotes)
        if candidate is None:
            continue
        candidate = _formula(candidate, doc.tokens)
        confidence = _confidence(token, candidate, cue, quotes)
        if confidence < LEAST and not every:
            continue
        made = _attribution(doc, candidate, quotes, confidence)
        if made is not None:
            out.append(made)
    return _joined(doc, _without_second(out, doc.text), quotes)


def cue_of(token: Token, word_class: str) -> Cue | None:
    """What the lexicon says of a token: under its own form where that has an entry ("reports"), else its lemma."""
    known = cues(word_class)
    return known.get(token.lower_) or known.get(lemma_of(token))


def _word_class(token: Token) -> str | None:
    """The lexicon's class of a token; a noun with a subject is a verb that the tagger mistook."""
    if token.pos_ == "NOUN" and any(c.dep_ == "nsubj" for c in token.lefts) and not any(c.dep_ in ("cop", "det") for c in token.lefts):
        return "verbs"
    return _CLASSES.get(token.pos_)


def _formula(candidate: Candidate, tokens: Tokens) -> Candidate:
    """"claimed responsibility for X": the two words are the cue, X what is claimed."""
    if candidate.lemma not in ("claim", "take") or not candidate.frame.startswith("object") or not candidate.content:
        return candidate
    start, end = candidate.content[0]
    if tokens[start].lower_ not in ("responsibility", "credit"):
        return candidate
    stop = start + 1 if start + 1 <= end and tokens[start + 1].lower_ == "for" else start
    cue = (candidate.cue[0], start)
    return replace(candidate, cue=cue, frame="object", content=((stop + 1, end),) if stop < end else candidate.content)


def _candidate(token: Token, word_class: str, quotes: Sequence[Quotation]) -> Candidate | None:
    if token.lower_ == "according":
        return according_candidate(token)
    if word_class == "verbs":
        return verb_candidate(token, quotes) if token.dep_ not in ("aux", "auxpass") else None
    return {"nouns": noun_candidate, "adjectives": adjective_candidate, "adverbs": adverb_candidate}[word_class](token)


def _confidence(token: Token, candidate: Candidate, cue: Cue | None, quotes: Sequence[Quotation]) -> float:
    """How likely the candidate is an attribution: the cue's share in its frame, lowered where the text only
    supposes it, where it stands in someone's quoted words, or where the writer speaks of himself or to the reader."""
    if candidate.frame == "according":
        share = 0.85
    elif cue is None:
        return 0.0
    else:
        share = cue.precision(candidate.frame)
    if any(q.marked and q.start <= token.idx < q.end for q in quotes):
        share *= 0.1
    if token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.lefts):
        share *= _INFINITIVE
    elif any(c.dep_ == "neg" for c in token.children):
        share *= _NEGATED
    if _is_echo(token, candidate, cue):
        share *= _ECHO
    if candidate.speaker is not None and candidate.speaker[0] == candidate.speaker[1]:
        share *= _UNLIKELY.get(token.doc[candidate.speaker[0]].lower_, 1.0)
    return share


def _without_second(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions with what a second cue of the same speaker takes over (", adding that …") cut from the first."""
    seconds = [b for b in found if b.cue is not None and b.speaker is not None and b.cue.text.lower().endswith("ing")]
    out = []
    for first in found:
        content = list(first.content)
        for second in seconds:
            if second is first or second.cue is None or second.speaker != first.speaker or first.cue is None or second.cue.start < first.cue.end:
                continue
            for k, span in enumerate(content):
                if span.start < second.cue.start < span.end:
                    end = span.start + len(text[span.start : second.cue.start].rstrip(" ,;\u00a0"))
                    if end > span.start:
                        content[k] = Span(text=text[span.start : end], start=span.start, end=end)
        out.append(first if content == list(first.content) else replace(first, content=tuple(content)))
    return out


def _joined(doc: Doc, found: Sequence[Attribution], quotes: Sequence[Quotation]) -> list[Attribution]:
    """The attributions with the uncued quotations that follow them given to the same speaker."""
    text = doc.text
    held = [False] * len(quotes)
    for k, quote in enumerate(quotes):
        held[k] = any(
            c.start < quote.end and quote.start < c.end
            for a in found
            if a.cue is not None and not quote.start <= a.cue.start < quote.end
            for c in a.content
        )
    at = {quote.start: k for k, quote in enumerate(quotes)}
    out = []
    for attribution in found:
        last = max(c.end for c in attribution.content)
        quoted = [q for q in quotes if any(c.start <= q.start and q.end <= c.end for c in attribution.content)]
        if not quoted or attribution.cue is None:
            out.append(attribution)
            continue
        more = []
        end = max(last, doc.tokens[follows(doc.tokens[attribution.head]) - 1].idx + 1)
        latest = quoted[-1]
        while True:
            nearest = next((q for q in quotes if q.start >= end - 1 and q.start >= latest.end), None)
            if nearest is None or held[at[nearest.start]]:
                break
            between = text[end : nearest.start]
            if between.strip(" .\"”'\n\t\u00a0"):
                break
            if "\n" in between and latest.closed and not _fills_paragraph(text, nearest):
                break
            more.append(nearest)
            held[at[nearest.start]] = True
            latest, end = nearest, nearest.end
        if more:
            spans = [*attribution.content, *(doc.span(q.start, q.end) for q in more)]
            attribution = replace(attribution, content=tuple(spans))
        out.append(attribution)
    return out


def _fills_paragraph(text: str, quote: Quotation) -> bool:
    """Whether a quotation is all there is in its paragraph."""
    after = text.find("\n", quote.end)
    return not text[quote.end : after if after >= 0 else len(text)].strip(" .\"")


def _is_echo(token: Token, candidate: Candidate, cue: Cue | None) -> bool:
    """Whether the cue is the hedge of another's statement: "they said they were hopeful that"."""
    verb = token.head if token.pos_ == "ADJ" else token
    above = cues("verbs").get(lemma_of(verb.head)) if verb.dep_ == "ccomp" else None
    if above is None or cue is None or candidate.speaker is None or above.precision("clause") < 0.5:
        return False
    if cue.certainty is None and cue.kind is not Kind.ATTITUDE:
        return False
    return token.doc[candidate.speaker[0]].lower_ in ("he", "she", "it", "they", "we", "i")


def _attribution(doc: Doc, candidate: Candidate, quotes: Sequence[Quotation], confidence: float) -> Attribution | None:
    cue = _characters(doc, candidate.cue)
    speaker = None if candidate.speaker is None else doc.trimmed(*_characters(doc, candidate.speaker))
    taken = [cue] if speaker is None else [cue, speaker]
    parts = [_content(doc, _characters(doc, part), taken, quotes) for part in candidate.content]
    parts.extend((q.start, q.end) for q in candidate.quotes)
    spans = _united([p for p in parts if p[0] < p[1]])
    if not spans:
        return None
    return Attribution(
        cue=doc.span(*cue),
        speaker=None if speaker is None or speaker[0] >= speaker[1] else doc.span(*speaker),
        content=tuple(doc.span(*s) for s in spans),
        lemma=candidate.lemma,
        frame=candidate.frame,
        head=candidate.head,
        passive=candidate.passive,
        confidence=confidence,
    )


def _characters(doc: Doc, extent: tuple[int, int]) -> tuple[int, int]:
    first, last = doc.tokens[extent[0]], doc.tokens[extent[1]]
    return first.idx, last.idx + len(last)


def _content(
    doc: Doc, part: tuple[int, int], taken: Sequence[tuple[int, int]], quotes: Sequence[Quotation]
) -> tuple[int, int]:
    """A part of a content with its ends put right: quotations whole, no joining word, no closing comma or stop."""
    start, end = part
    text = doc.text
    for quote in quotes:
        if quote.end <= start:
            continue
        if quote.start >= end:
            break
        if any(quote.start < t[1] and t[0] < quote.end for t in taken):
            # The attribution stands inside the quotation: its content does too, unless it runs around it.
            if quote.start >= start or quote.end <= end:
                start, end = max(start, quote.start + 1), min(end, quote.end)
            continue
        start, end = min(start, quote.start), max(end, quote.end)
    for quote in quotes:
        # "No one came - 'It rained,' he said": the quotation alone is his.
        if start < quote.start < end and quote.end >= end - 1 and end < taken[0][0] and text[quote.end - 2] in ",!?":
            words = text[quote.start : quote.end].strip("\"“”'‘’ ").split()
            if text[start : quote.start].rstrip().endswith((":", "-", "–", "—", ".", "?", "!")) or len(words) > 4 and words[0][:1].isupper():
                start = quote.start
    start = _LEADING.match(text, start, end).end() if start < end else start  # type: ignore[union-attr]
    kept = {q.end for q in quotes}
    starts = {q.start for q in quotes}
    while end > start and end not in kept and (text[end - 1].isspace() or text[end - 1] in ",.;:-–—([" or text[end - 1] in _MARKS and end - 1 in starts):
        end -= 1
    return start, end


def _united(parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts in order, those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
