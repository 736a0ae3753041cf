"""Cues with their speakers and contents, before anyone is resolved or judged.

A candidate is found by its syntax and by the quotation marks around it, weighed by the share that the cue lexicon
gives its word in its frame, and kept where that share is high enough.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.codebooks.cues import Cue, cues
from purport.language import Doc
from purport.reading.citing import Citing, citings, is_outlet
from purport.reading.contents import bounds_of, contents, cut_before, follow_on
from purport.reading.datelines import Datelines
from purport.reading.frames import Candidate, lemma_of, verb_candidate
from purport.reading.headlines import headline
from purport.reading.nominals import (
    according_candidate,
    adjective_candidate,
    adverb_candidate,
    noun_candidate,
    written_candidate,
)
from purport.reading.phrases import sentence_bounds
from purport.reading.quotations import Quotation, Quotations
from purport.reading.sayings import says_nothing
from purport.reading.spoken import spoken
from purport.reading.turns import turns
from purport.types import Kind, Span

_CLASSES = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
# Below this share a candidate is left out.
LEAST = 0.3
# The share of attributions among the places of "according to".
_ACCORDING = 0.85
# And among the headlines that set a speaker off by a mark.
_HEADLINE = 0.75
# And among the turns of a conversation.
_TURN = 0.9
TURN = "turn"
# What is left of a share, as counted on the same news: in quoted words, in the infinitive, where negated, and for the
# hedge of a statement already told ("they said they were hopeful that …").
_QUOTED, _INFINITIVE, _NEGATED, _ECHO = 0.1, 0.7, 0.7, 0.4
# Speakers that mostly stand in unmarked speech or in what the writer says of no one in particular.
_UNLIKELY = {"i": 0.15, "me": 0.15, "you": 0.25}
# Frames in which a cue has words or a clause.
_TELLING = frozenset(("clause", "quote", "inverted", "parenthetical", "as"))
# Verbs for what stands in a letter or on a banner, which the tagger takes for nouns.
_WRITTEN = frozenset(("read", "reads"))
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One cue, whose words it gives, and which. ``lemma`` is the lemma of the cue's head ("say", "claim", "accord");
    ``frame`` names the construction as the cue lexicon does; ``head`` is the index of the cue's head in
    ``doc.tokens``; ``passive`` tells a cue whose grammatical subject is the thing said ("is believed", "was
    reported"); ``relay`` is the outlet that cites the speaker; ``confidence`` is 0 to 1: how often such a cue in such
    a frame attributes, or, where there is ``evidence``, how often what has it is right (see ``confidence``)."""

    cue: Span | None
    speaker: Span | None
    content: tuple[Span, ...]
    lemma: str
    frame: str = ""
    head: int = -1
    passive: bool = False
    relay: Span | None = None
    evidence: tuple[float, ...] = ()
    confidence: float


def attributions(doc: Doc, *, every: bool = False) -> list[Attribution]:
    """The attributions of a document, in reading order of their cues.

    With ``every`` those come too that the cue lexicon does not know, with confidence 0: its shares are counted on them.
    """
    quotes = Quotations(doc.text, spoken(doc))
    openings = Datelines(doc.text)
    found = []
    for token in doc.tokens:
        word_class = _word_class(token)
        cue = None if word_class is None else _cue(token, word_class)
        if word_class is None or (cue is None and not every and token.lower_ != "according"):
            continue
        candidate = _candidate(token, word_class, quotes)
        if candidate is None:
            continue
        confidence = _confidence(token, candidate, cue, quotes)
        if confidence >= LEAST or every:
            made = _attribution(doc, _formula(candidate, doc.tokens), quotes, openings, confidence)
            found.extend([made] if made is not None else [])
    found = _with_sources(doc, _without_seconds(doc, found))
    said = _turns(doc)
    marks = {turn.cue for turn in said}
    led = [*(one for one in _headline(doc, found) if one.cue not in marks), *with_follow_ons(doc, found, quotes)]
    return sorted([*led, *said], key=lambda one: (one.cue or one.content[0]).start) if said else led


def _turns(doc: Doc) -> list[Attribution]:
    """The attributions of a conversation set down turn by turn, each with its colon for a cue."""
    return [
        Attribution(
            cue=doc.span(*turn.mark),
            speaker=None if turn.speaker is None else doc.span(*turn.speaker),
            content=tuple(doc.span(*part) for part in turn.said),
            lemma=":",
            frame=TURN,
            confidence=_TURN,
        )
        for turn in turns(doc)
    ]


def _headline(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attribution of a headline that has but a colon or a dash for a cue, or that the parser could not read."""
    parts = headline(doc)
    if parts is None:
        return []
    speaker, mark, said = (doc.span(*part) for part in parts)
    first = found[0].cue if found else None
    # What syntax has found in the line goes before its mere pattern.
    if mark.text[:1].isalpha() and first is not None and first.start < max(said.end, speaker.end, mark.end):
        return []
    token = doc.tokens.char_span(mark.start, mark.end, alignment_mode="expand")
    return [
        Attribution(
            cue=mark,
            speaker=speaker,
            content=(said,),
            lemma=mark.text if token is None or not mark.text[:1].isalpha() else lemma_of(token[0]),
            frame="headline",
            head=token[0].i if token is not None else -1,
            confidence=_HEADLINE,
        )
    ]


def cue_of(doc: Doc, attribution: Attribution) -> Cue | None:
    """What the cue lexicon says of an attribution's cue."""
    if not 0 <= attribution.head < len(doc.tokens):
        return None
    token = doc.tokens[attribution.head]
    word_class = _word_class(token)
    return None if word_class is None else _cue(token, word_class)


def _cue(token: Token, word_class: str) -> Cue | None:
    """The lexicon's entry for the token's own form where it has one ("reports"), else for its lemma."""
    known = cues(word_class)
    return known.get(token.lower_) or known.get(lemma_of(token))


def _word_class(token: Token) -> str | None:
    """The lexicon's class of a token; a bare noun with a subject is a verb that the tagger mistook."""
    if token.pos_ == "NOUN":
        if token.lower_ in _WRITTEN:
            return "verbs"
        left = {c.dep_ for c in token.lefts}
        if "nsubj" in left and not left & {"cop", "det"}:
            return "verbs"
    return _CLASSES.get(token.pos_)


def _candidate(token: Token, word_class: str, quotes: Quotations) -> Candidate | None:
    if token.pos_ == "NOUN" and token.lower_ in _WRITTEN:
        return written_candidate(token, quotes)
    if token.lower_ == "according":
        return according_candidate(token)
    if word_class == "verbs":
        return None if token.dep_ in ("aux", "auxpass") else verb_candidate(token, quotes)
    if word_class == "nouns":
        return noun_candidate(token)
    return adjective_candidate(token) if word_class == "adjectives" else adverb_candidate(token)


def _formula(candidate: Candidate, tokens: Tokens) -> Candidate:
    """ "claimed responsibility for X": the two words are the cue, X what is claimed."""
    if candidate.lemma not in ("claim", "take") or not candidate.frame.startswith("object") or not candidate.content:
        return candidate
    start, end = candidate.content[0]
    if tokens[start].lower_ not in ("responsibility", "credit") or start == end:
        return candidate
    first = start + 2 if tokens[start + 1].lower_ == "for" else start + 1
    return replace(candidate, cue=(candidate.cue[0], start), content=((first, end),)) if first <= end else candidate


def _confidence(token: Token, candidate: Candidate, cue: Cue | None, quotes: Quotations) -> float:
    """How likely the candidate is an attribution: the cue's share in its frame, less where the text only supposes it,
    where it stands in someone's quoted words, or where the writer speaks of himself or to the reader."""
    if candidate.frame == "according":
        share = _ACCORDING
    else:
        share = 0.0 if cue is None else cue.precision(candidate.frame)
    held = quotes.holding(token.idx)
    if held is not None and held.marked:
        share *= _QUOTED
    if says_nothing(token, candidate.speaker, cue):
        return 0.0
    if candidate.lemma == "read" and not _quotes(candidate, token, quotes):
        return 0.0
    if token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.lefts):
        share *= _INFINITIVE
    elif any(c.dep_ == "neg" for c in token.children):
        share *= _NEGATED
    if candidate.speaker is not None and candidate.speaker[0] == candidate.speaker[1]:
        word = token.doc[candidate.speaker[0]].lower_
        share *= _UNLIKELY.get(word, 1.0)
        if word in _PRONOUNS and _is_echo(token, cue):
            share *= _ECHO
    return share


def _quotes(candidate: Candidate, token: Token, quotes: Quotations) -> bool:
    """Whether there are quotation marks in what a candidate ascribes: a letter reads what stands in it."""
    parts = ((token.doc[a].idx - 2, token.doc[b].idx + len(token.doc[b]) + 2) for a, b in candidate.content)
    return bool(candidate.quotes) or any(quotes.overlapping(*part) for part in parts)


def _is_echo(token: Token, cue: Cue | None) -> bool:
    """Whether the cue is but the hedge of another's statement: "they said they were hopeful that"."""
    verb = token.head if token.pos_ == "ADJ" else token
    above = cues("verbs").get(lemma_of(verb.head)) if verb.dep_ == "ccomp" else None
    if above is None or cue is None or above.precision("clause") < 0.5:
        return False
    return cue.certainty is not None or cue.kind is Kind.ATTITUDE


def _attribution(
    doc: Doc, candidate: Candidate, quotes: Quotations, openings: Datelines, confidence: float
) -> Attribution | None:
    said = contents(doc, candidate, quotes, openings)
    cue = bounds_of(doc, candidate.cue)
    speaker = None if candidate.speaker is None else bounds_of(doc, candidate.speaker)
    if speaker is not None:
        speaker = (openings.after(speaker[0]), speaker[1])
    if not said or cue[0] >= cue[1]:
        return None
    return Attribution(
        cue=doc.span(*cue),
        speaker=None if speaker is None or speaker[0] >= speaker[1] else doc.span(*speaker),
        content=tuple(doc.span(*bounds) for bounds in said),
        lemma=candidate.lemma,
        frame=candidate.frame,
        head=candidate.head,
        passive=candidate.passive,
        confidence=confidence,
    )


def _without_seconds(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with what a second cue of the same speaker takes over (", adding that …") cut from the first."""
    out = list(found)
    for k, second in enumerate(found):
        if second.cue is None or second.speaker is None or doc.tokens[second.head].tag_ != "VBG":
            continue
        if not second.confidence:  # what the lexicon does not know takes nothing over
            continue
        for j in range(k - 1, max(-1, k - 4), -1):
            first = out[j]
            if first.cue is None or first.speaker != second.speaker or first.cue.end > second.cue.start:
                continue
            bounds = [(s.start, s.end) for s in first.content]
            kept = cut_before(doc.text, bounds, second.cue.start)
            if kept and kept != bounds:
                out[j] = replace(first, content=tuple(doc.span(*b) for b in kept))
    return out


def _with_sources(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with those whom an outlet cites as their speakers, and without what only names them:
    "Island Press, citing a nurse, reported that …" is the nurse's."""
    cited = citings(doc.tokens)
    if not cited:
        return list(found)
    heads = {c.at for c in cited}
    naming = {a.head: a for a in found if a.head in heads}
    out = [a for a in found if a.head not in naming]
    at = [a.head for a in out]
    kept_too: list[Attribution] = []
    for citing in cited:
        first, last = sentence_bounds(doc.tokens[citing.at])
        near = range(bisect_left(at, first), bisect_right(at, last))
        k = _citing_cue(doc.tokens, [(k, out[k]) for k in near], citing)
        if k is None:
            kept_too.extend([naming[citing.at]] if citing.at in naming else [])
            continue
        told = out[k]
        kept = cut_before(doc.text, [(s.start, s.end) for s in told.content], doc.tokens[citing.at].idx)
        out[k] = replace(told, content=tuple(doc.span(*bounds) for bounds in kept))
        who = _tokens_of(doc, told.speaker)
        if who is not None and is_outlet(doc.tokens, who, told.lemma):
            out[k] = replace(out[k], speaker=doc.span(*bounds_of(doc, citing.source)), relay=told.speaker)
    return sorted([*out, *kept_too], key=lambda a: a.head)


def _citing_cue(tokens: Tokens, among: Sequence[tuple[int, Attribution]], citing: Citing) -> int | None:
    """Which attribution in its sentence a clause that cites belongs to: the one whose speaker stands before it and
    whose cue after it, else the one in or after whose words it stands."""
    at = tokens[citing.at].idx
    for k, told in among:
        if told.speaker is not None and told.head > citing.last and told.speaker.end <= at and told.content:
            return k
    for k, told in reversed(among):
        if told.head < citing.at and told.speaker is not None and told.frame in _TELLING:
            return k
    return None


def _tokens_of(doc: Doc, span: Span | None) -> tuple[int, int] | None:
    piece = None if span is None else doc.tokens.char_span(span.start, span.end, alignment_mode="expand")
    return None if piece is None else (piece.start, piece.end - 1)


def with_follow_ons(doc: Doc, found: Sequence[Attribution], quotes: Quotations | None = None) -> list[Attribution]:
    """The attributions with the uncued quotations that follow them given to the same speaker."""
    quotes = quotes or Quotations(doc.text, spoken(doc))
    taken: set[Quotation] = set()
    for attribution in found:
        for span in attribution.content:
            for quote in quotes.overlapping(span.start, span.end):
                if attribution.cue is None or not quote.start <= attribution.cue.start < quote.end:
                    taken.add(quote)
    out = []
    for attribution in found:
        bounds = [(s.start, s.end) for s in attribution.content]
        more = follow_on(doc, bounds, attribution.head, quotes, taken) if attribution.head >= 0 else []
        spans = (*attribution.content, *(doc.span(q.start, q.end) for q in more))
        out.append(replace(attribution, content=spans) if more else attribution)
    return out
