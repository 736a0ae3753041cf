"""How far the words reach in which a statement tells of incidents.

The content of a statement may end before its speaker does: at the first sentence of a quotation or of a speech that a
colon announces, or at a tag in mid sentence ("In the night, she said, two boats were burnt"). What stands in the rest
is told by the same speaker all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from purport.reading.quotations import Quotations, paragraphs, quotations
from purport.reading.spoken import speech_end
from purport.types import Kind, Span, Statement

_COLON = re.compile(r"\s*:?[ \t\u00a0]*(?=\n)")
_FULL_STOP = re.compile(r"[.!?][\"”’']*(?=\s+[\"“‘'(]?[A-ZÀ-ÖØ-Þ\d]|\s*\Z)|\n\s*\n")
_COMMA = re.compile(r"\s*,[\"”’']*\s*")
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ]\w{2,}")
_LONGEST_TAIL = 40  # "Davis said at a news conference on Monday."


def drawn_out(text: str, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, the content of each as far as its speaker goes on; attitudes as they are, who only think."""
    quotes = Quotations(text, quotations(text))
    lines = paragraphs(text)
    cues = [statement.cue.start for statement in statements if statement.cue is not None]
    out = []
    for statement in statements:
        more: list[tuple[int, int]] = []
        if statement.kind is not Kind.ATTITUDE and statement.content:
            more = [
                *_of_quotation(statement, quotes),
                *_of_speech(text, statement, lines),
                *_of_sentence(text, statement, cues),
            ]
        spans = [Span(text=text[start:end], start=start, end=end) for start, end in more]
        out.append(
            replace(statement, content=tuple(sorted((*statement.content, *spans), key=lambda span: span.start)))
            if spans
            else statement
        )
    return tuple(out)


def _of_quotation(statement: Statement, quotes: Quotations) -> Iterator[tuple[int, int]]:
    """The rest of a closed quotation that a part of the content opens."""
    for part in statement.content:
        quote = quotes.holding(part.start)
        if quote is not None and quote.closed and part.start <= quote.start + 1 and part.end < quote.end:
            yield part.end, quote.end


def _of_speech(text: str, statement: Statement, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The rest of what a line that ends in a cue and a colon announces."""
    cue, speaker = statement.cue, statement.speaker
    after = _COLON.match(text, cue.end) if cue is not None else None
    if cue is None or after is None or ":" not in cue.text[-1:] + after.group():
        return
    announced = [k for k, (start, _) in enumerate(lines) if start >= after.end()]
    last = max(statement.content, key=lambda part: part.end)
    if not announced or not lines[announced[0]][0] <= last.start < lines[announced[0]][1]:
        return
    if text[lines[announced[0]][0]] in "\"“‘'":
        return
    names = set(_NAME.findall(f"{speaker.text or ''} {speaker.name or ''}")) if speaker is not None else set()
    end = lines[speech_end(text, names, lines, announced[0])][1]
    if last.end < end:
        yield last.end, end


def _of_sentence(text: str, statement: Statement, cues: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The rest of a sentence in which a tag between commas, or after one, says whose words it is; none where another
    cue stands in it."""
    tag = _tag(statement)
    if tag is None:
        return
    before = [part for part in statement.content if part.end <= tag[0]]
    if not before or _COMMA.fullmatch(text, before[-1].end, tag[0]) is None:
        return
    start = max((stop.end() for stop in _FULL_STOP.finditer(text, 0, before[-1].start)), default=0)
    stop = _FULL_STOP.search(text, tag[1])
    end = stop.start() if stop is not None else len(text)
    comma = _COMMA.match(text, tag[1])
    if comma is not None and all(part.end <= tag[0] for part in statement.content):
        if not any(comma.end() <= cue < end for cue in cues):
            yield comma.end(), end
    elif end - tag[1] <= _LONGEST_TAIL and text[start : before[0].start].strip():
        start += len(text[start:]) - len(text[start:].lstrip())
        if not any(start <= cue < before[0].start for cue in cues):
            yield start, before[0].start


def _tag(statement: Statement) -> tuple[int, int] | None:
    """Speaker and cue side by side."""
    cue, who = statement.cue, statement.speaker
    if cue is None or who is None or who.start is None or who.end is None:
        return None
    first, second = sorted(((cue.start, cue.end), (who.start, who.end)))
    return (first[0], second[1]) if 0 <= second[0] - first[1] <= 1 else None
