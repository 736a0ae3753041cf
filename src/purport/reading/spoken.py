"""All that a text gives as someone's own words: what stands in quotation marks, the unmarked paragraphs that a line
ending in a verb of speech and a colon announces, as press releases and statements put them, and the turns of a
conversation."""

import re
from collections.abc import Sequence, Set

from spacy.tokens import Token

from purport.codebooks.cues import cues, word_list
from purport.language import Doc
from purport.reading.frames import lemma_of
from purport.reading.phrases import sentence_bounds, subject
from purport.reading.quotations import Quotation, paragraphs, quotations
from purport.reading.turns import turns

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y|me)\b")
_COLON_END = re.compile(r":[ \t\u00a0]*\Z")
_AWAY = 15


def spoken(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of a document and its unmarked blocks of speech, in order, none inside another."""
    marked = quotations(doc.text)
    said = _turns(doc)
    blocks = [*said, *(b for b in _blocks(doc, marked) if not any(_share(b, turn) for turn in said))]
    if not blocks:
        return marked
    kept = [q for q in marked if not any(_share(q, block) for block in blocks)]
    return tuple(sorted([*kept, *blocks], key=lambda q: q.start))


def _share(one: Quotation, other: Quotation) -> bool:
    return one.start < other.end and other.start < one.end


def _turns(doc: Doc) -> list[Quotation]:
    said = [part for turn in turns(doc) for part in turn.said]
    return [Quotation(start=start, end=end, closed=True, marked=False) for start, end in said]


def _blocks(doc: Doc, marked: tuple[Quotation, ...]) -> list[Quotation]:
    lines = paragraphs(doc.text)
    openings = {q.start for q in marked}
    out: list[Quotation] = []
    k = 0
    while k < len(lines) - 1:
        start, end = lines[k]
        k += 1
        if not _COLON_END.search(doc.text, max(start, end - 40), end):
            continue
        verb = _announcing(doc, start, end)
        first = doc.trimmed(*lines[k])
        if verb is None or first[0] in openings or doc.text[first[0]] in "\"“‘'<•-*":
            continue
        last = speech_end(doc.text, _names(verb), lines, k)
        out.extend(
            Quotation(start=a, end=b, closed=True, marked=False)
            for a, b in (doc.trimmed(*x) for x in lines[k : last + 1])
        )
        k = last + 1
    return out


def _announcing(doc: Doc, start: int, end: int) -> Token | None:
    """The verb of speech that the colon at a paragraph's end belongs to."""
    colon = doc.text.rindex(":", start, end)
    piece = doc.tokens.char_span(max(start, colon - 1), colon + 1, alignment_mode="expand")
    if piece is None:
        return None
    at = piece[-1].i
    first = sentence_bounds(piece[-1])[0]
    for i in range(at - 1, max(first, at - _AWAY) - 1, -1):
        token = doc.tokens[i]
        if token.pos_ == "VERB":
            cue = cues("verbs").get(lemma_of(token))
            if cue is not None and cue.precision("quote") >= 0.5:
                return token
            if token.dep_ not in ("amod", "acl", "xcomp", "compound"):
                return None
    return None


def _names(verb: Token) -> set[str]:
    who = subject(verb)
    return {t.text for t in who.subtree if t.pos_ == "PROPN" and len(t.text) > 2} if who is not None else set()


def speech_end(text: str, names: Set[str], lines: Sequence[tuple[int, int]], first: int) -> int:
    """The last of a text's paragraphs ``lines`` in which someone of these names speaks without marks from the paragraph
    ``first`` on: it goes on while somebody speaks in the first person, and ends before a paragraph that speaks of the
    speaker, announces another, or only leads elsewhere."""
    last = first
    speaks = bool(_FIRST_PERSON.search(text, *lines[first]))
    for k in range(first + 1, len(lines)):
        line = text[lines[k][0] : lines[k][1]].strip()
        if _COLON_END.search(line) or line.split(" ", 1)[0].strip(":") in word_list("leads"):
            break
        if names & set(re.findall(r"\w+", line)) and not _FIRST_PERSON.search(line):
            break
        if _FIRST_PERSON.search(line):
            speaks = True
        last = k
    return last if speaks else first
