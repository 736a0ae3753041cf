"""Numbers that a label counts for: "Killed: 14", "| Killed | 14 |", the cells under a table's heads."""

import re
from collections.abc import Iterator

from purport.reading.counted import is_plural, words_of

REACH = 80
LABEL_WORDS = 6
_MARKS = " \t*_#-–—•"
_PARTS = re.compile(r"[\n.;,|:(]")
_RULE = re.compile(r"^[ \t|:]*--[-:| \t]*$", re.MULTILINE)
_ASIDE = re.compile(r"[ \t]*\([^()\n]{0,40}\)[ \t*_]*\Z")
_ALONE = re.compile(r"[ \t*_]*(?:[.,;|)(\n]|\Z|and\b|[-–—]\s)")


def label_before(text: str, start: int, end: int) -> str | None:
    """What a number from ``start`` to ``end`` counts by the label before it and a colon or a bar; None where the number
    does not stand alone, or the label names nothing that is counted."""
    before = text[max(0, start - REACH) : start].rstrip(" \t*_")
    if not before.endswith((":", "|")) or _ALONE.match(text, end) is None:
        return None
    parts = _PARTS.split(_ASIDE.sub("", before[:-1]))
    label = parts[-1].strip(_MARKS)
    if len(parts) > 1 and not label and before.endswith("|"):
        return None
    return label if (len(parts) > 1 or start <= REACH) and _of_countables(label) else None


def columns(text: str) -> dict[int, str]:
    """What the cells of Markdown's tables count by the heads of their columns: where each cell's content starts, its
    head."""
    heads: dict[int, str] = {}
    line = 0
    for rule in _RULE.finditer(text):
        if rule.start() <= line or "|" not in rule.group():  # at the very start, or a row of the table before
            continue
        above = text.rfind("\n", 0, rule.start() - 1) + 1
        names = [text[a:b].strip(_MARKS) for a, b in _cells(text, above, rule.start() - 1)]
        line = rule.end() + 1
        while line < len(text):
            end = text.find("\n", line)
            end = len(text) if end < 0 else end
            if "|" not in text[line:end]:
                break
            for name, (a, b) in zip(names, _cells(text, line, end), strict=False):
                content = text[a:b]
                if _of_countables(name):
                    heads[a + len(content) - len(content.lstrip(" \t*_"))] = name
            line = end + 1
    return heads


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end and text[at] in " \t":
        at += 1
    at += text[at : at + 1] == "|"
    while at < end:
        bar = text.find("|", at, end)
        bar = end if bar < 0 else bar
        yield at, bar
        at = bar + 1


def _of_countables(label: str) -> bool:
    """Whether a label names what is counted: a few words with a plural or a fate among them, and no clause."""
    words = label.lower().split()
    if not 0 < len(words) <= LABEL_WORDS or any(w in words_of("measure") for w in words):
        return False
    if any(w in words_of("stop") and w not in ("of", "in", "by", "and", "from", "on", "at", "still") for w in words):
        return False
    return any(is_plural(w) or w in words_of("fate") or w in ("toll", "fatalities") for w in words)
