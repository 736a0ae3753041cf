"""The items of a document: itself, or where it is a whole issue, what stands below each of its headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from purport.language.folding import FoldedText, words
from purport.types import Reading, Source

# A line is a heading that is no longer than this, and ends like no sentence.
_LONGEST_HEADING, _MOST_WORDS = 100, 14
_STOPPED = re.compile(r"[.!?:;,؟。…][\"'”’»)\]]*\Z")
# What stands below a heading is an item from so many words on; a whole issue has two such items at least.
_FEWEST_WORDS = 25
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?؟。][\"'”’»)\]]*\s+(?=[^\Wa-z_]|[\"“«„(])|\n+")
# A title that begins with the publisher's name is the issue's own where so few words with a number follow.
_MOST_OF_ISSUE = 6
# What is said of an item's author, day or place before its first paragraph is shorter than this.
_SHORTEST_LEAD = 40

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of an issue: its bounds in the text, those of its headline and of its first paragraph, and its page.
    ``title`` is the headline that its source tells, where the text does not begin with it."""

    start: int
    end: int
    headline: Bounds | None
    lead: Bounds | None
    page: int | None
    title: str | None = None

    @property
    def has_headline(self) -> bool:
        """Whether it has one, in its text or told by its source."""
        return self.headline is not None or self.title is not None


def items(reading: Reading, source: Source, *, whole_issue: bool) -> tuple[Item, ...]:
    """The items of a document, in order, none for a text without a letter.

    whole_issue: the document is all that is there of its issue, so that its headings part its items. Where it has but
    one heading, or what stands below them is too short, the document is one item.
    """
    text = reading.text
    lines = [match.span() for match in _LINE.finditer(text) if _WORD.search(text, *match.span())]
    if not lines:
        return ()
    heads = [at for at in range(len(lines)) if _is_heading(text, lines, at)]
    starts = [at for at in heads if _words_below(text, lines, heads, at) >= _FEWEST_WORDS] if whole_issue else []
    if len(starts) < 2:
        return (_whole(reading, source, lines, set(heads)),)
    # What stands before the first heading is the issue's own name and date.
    parts = [lines[at:until] for at, until in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return tuple(_item(reading, source, part, {0}) for part in parts)


def sentences(text: str, start: int, end: int) -> Iterator[Bounds]:
    """The sentences between two offsets: from full stop to full stop, or from line to line; without words none."""
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _WORD.search(text, at, match.end()):
            yield at, match.end()
        at = match.end()
    if _WORD.search(text, at, end):
        yield at, end


def _is_heading(text: str, lines: list[Bounds], at: int) -> bool:
    start, end = lines[at]
    if end - start > _LONGEST_HEADING or _STOPPED.search(text, start, end):
        return False
    words = len(_WORD.findall(text, start, end))
    if words > _MOST_WORDS or not any(character.isalpha() for character in text[start:end]):
        return False
    # A line of a list, or one that is broken in a sentence, has its like above or below.
    apart = at == 0 or text.count("\n", lines[at - 1][1], start) > 1
    below = at + 1 < len(lines) and lines[at + 1][1] - lines[at + 1][0] > end - start
    return apart and below


def _words_below(text: str, lines: list[Bounds], heads: list[int], at: int) -> int:
    until = next((other for other in heads if other > at), len(lines))
    return sum(len(_WORD.findall(text, *line)) for line in lines[at + 1 : until])


def _whole(reading: Reading, source: Source, lines: list[Bounds], heads: set[int]) -> Item:
    """A document as one item, whose headline its source may tell."""
    title = _title(source)
    if title is None:
        return _item(reading, source, lines, heads)
    opening = _opening(reading.text, lines, title)
    if opening is None:
        return replace(_item(reading, source, lines, heads), title=title)
    if opening[1] >= len(reading.text[: lines[0][1]].rstrip(" .!?…\"'”’»)]")):
        # It is a line by itself, whatever it ends with.
        heads = heads | {0}
    return replace(_item(reading, source, lines, heads), headline=opening)


def _title(source: Source) -> str | None:
    """The headline that the source tells; None for the name of the issue."""
    told, name = words(source.title or ""), words(source.publisher or "")
    if not any(map(str.isalpha, told)):
        return None
    rest = told[len(name) :] if name and told[: len(name)] == name else None
    of_issue = rest is not None and (not rest or (len(rest) <= _MOST_OF_ISSUE and any(map(str.isdecimal, rest))))
    return None if of_issue else source.title


def _opening(text: str, lines: list[Bounds], title: str) -> Bounds | None:
    """Where a text begins with its title, whatever the case, accents and signs."""
    start = lines[0][0]
    wanted = words(title)
    found = list(islice(FoldedText(text[start : start + 2 * len(title) + 20]).words(), len(wanted)))
    if [word for word, _, _ in found] != list(wanted):
        return None
    return start + found[0][1], start + found[-1][2]


def _item(reading: Reading, source: Source, lines: list[Bounds], heads: set[int]) -> Item:
    headline = lines[0] if 0 in heads and len(lines) > 1 else None
    told = [line for at, line in enumerate(lines) if at not in heads]
    lead = next((line for line in told if line[1] - line[0] >= _SHORTEST_LEAD), told[0] if told else None)
    page = source.extra.get("page")
    if not isinstance(page, int) or isinstance(page, bool):
        regions = reading.regions_of(lines[0][0], lines[0][1])
        page = regions[0].page if regions else None
    return Item(start=lines[0][0], end=lines[-1][1], headline=headline, lead=lead, page=page)
