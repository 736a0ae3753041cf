"""What is said, as spans of the text: its ends put right, quotations kept whole, second cues cut out, and the uncued
quotations that follow given to the one who spoke before. Bounds are code points, half open."""

import re
from collections.abc import Sequence

from purport.language import Doc
from purport.reading.datelines import Datelines
from purport.reading.frames import Candidate
from purport.reading.phrases import sentence_bounds
from purport.reading.quotations import Quotation, Quotations

Bounds = tuple[int, int]

_JOINING = re.compile(r"[\s,;:.\-–—)\]]*(?:that\s+(?=\S)|[\s,;:.\-–—)\]]+)?", re.IGNORECASE)
_OPEN_ENDS = ",.;:-–—(["
_MARKS = "\"“”„'‘’«»`"
_BREAKS = (":", "-", "–", "—", ".", "?", "!")
# A quotation of this many words that begins with a capital is a sentence of its own.
_SENTENCE_WORDS = 5


def bounds_of(doc: Doc, extent: tuple[int, int]) -> Bounds:
    """The offsets of an extent of tokens, outer blanks left out."""
    first, last = doc.tokens[extent[0]], doc.tokens[extent[1]]
    return doc.trimmed(first.idx, last.idx + len(last))


def contents(doc: Doc, candidate: Candidate, quotes: Quotations, openings: Datelines) -> list[Bounds]:
    """What a candidate ascribes, in reading order."""
    cue = bounds_of(doc, candidate.cue)
    taken = [cue] if candidate.speaker is None else [cue, bounds_of(doc, candidate.speaker)]
    parts = []
    for extent in candidate.content:
        start, end = bounds_of(doc, extent)
        start = openings.after(start)
        if start < end:
            parts.append(_put_right(doc, (start, end), taken, quotes))
    parts.extend((q.start, q.end) for q in candidate.quotes)
    return _united([part for part in parts if part[0] < part[1]])


def _put_right(doc: Doc, part: Bounds, taken: Sequence[Bounds], quotes: Quotations) -> Bounds:
    """A part with whole quotations, without a joining word at its start and a comma or stop at its end."""
    start, end = part
    text = doc.text
    for quote in quotes.overlapping(start, end):
        if any(quote.start < t[1] and t[0] < quote.end for t in taken):
            # The attribution stands inside the quotation: its content does too, unless it runs around it.
            if quote.start >= start or quote.end <= end:
                start, end = max(start, quote.start + 1), min(end, quote.end)
        else:
            start, end = min(start, quote.start), max(end, quote.end)
    if end < taken[0][0]:
        start = _last_words(text, start, end, quotes)
    opening = _JOINING.match(text, start, end) if start < end else None
    start = opening.end() if opening is not None else start
    while start < end and not _stands_at(quotes, end):
        last = text[end - 1]
        if not (last.isspace() or last in _OPEN_ENDS or (last in _MARKS and _opens_at(quotes, end - 1))):
            break
        end -= 1
    return start, end


def _last_words(text: str, start: int, end: int, quotes: Quotations) -> int:
    """Where what was said before its cue begins: of "No one came - 'It rained,' he said" he said the quotation."""
    quote = quotes.ending_by(end + 1)
    if quote is None or not start < quote.start < end or quote.end < end - 1 or text[quote.end - 2] not in ",!?":
        return start
    words = text[quote.start : quote.end].strip(_MARKS + " ").split()
    whole = len(words) >= _SENTENCE_WORDS and words[0][:1].isupper()
    return quote.start if whole or text[start : quote.start].rstrip().endswith(_BREAKS) else start


def _stands_at(quotes: Quotations, end: int) -> bool:
    quote = quotes.ending_by(end)
    return quote is not None and quote.end == end


def _opens_at(quotes: Quotations, start: int) -> bool:
    quote = quotes.holding(start)
    return quote is not None and quote.start == start


def _united(parts: Sequence[Bounds]) -> list[Bounds]:
    """The parts in order, those that overlap made one."""
    out: list[Bounds] = []
    for start, end in sorted(parts):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def cut_before(text: str, content: Sequence[Bounds], offset: int) -> list[Bounds]:
    """The content with the span that holds ``offset`` ended before it, and before the comma there."""
    out = []
    for start, end in content:
        if start < offset < end:
            end = start + len(text[start:offset].rstrip(" ,;\t\n\u00a0"))
        if start < end:
            out.append((start, end))
    return out


def follow_on(
    doc: Doc, content: Sequence[Bounds], head: int, quotes: Quotations, taken: set[Quotation]
) -> list[Quotation]:
    """The uncued quotations that go on where an attribution ends: in the sentences right after it, and in the
    paragraphs after it that are quotation from end to end. ``taken`` are those given to someone; it is added to."""
    out: list[Quotation] = []
    latest: Quotation | None = None
    for bounds in content:
        latest = next(reversed([q for q in quotes.overlapping(*bounds) if bounds[0] <= q.start]), latest)
    if latest is None:
        return out
    sentence_end = doc.tokens[sentence_bounds(doc.tokens[head])[1]].idx + 1
    end = max(content[-1][1], sentence_end)
    while True:
        nearest = quotes.starting_from(max(end - 1, latest.end))
        if nearest is None or nearest in taken:
            return out
        between = doc.text[end : nearest.start]
        if between.strip(" .\"”'\n\t\u00a0"):
            return out
        if "\n" in between and latest.closed and not _fills_paragraph(doc.text, nearest):
            return out
        out.append(nearest)
        taken.add(nearest)
        latest, end = nearest, nearest.end


def _fills_paragraph(text: str, quote: Quotation) -> bool:
    """Whether a quotation is all there is in its paragraph."""
    after = text.find("\n", quote.end)
    return not text[quote.end : after if after >= 0 else len(text)].strip(' ."')
