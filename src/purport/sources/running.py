"""The running heads and feet of pages: what is printed around a text and is no part of it.

A line runs that stands in the margin of at least half the pages and apart from the text there. The lines of a
paragraph never do, however alike the pages are: what is left out would be lost. What a browser prints around a page
(when, from which address, which page of how many) is known on a single page too.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from purport.sources.lines import Line, Page, beside

_LONGEST = 200
_LONGEST_PRINTED = 1_000  # an address has its length
_MARGIN = 0.09  # of a page's height, at its head and at its foot
_APART = 1.25  # times the step from line to line
_WIDE = 1.1  # times the step from paragraph to paragraph
_FARTHEST = 4  # times the step from line to line: what lies farther apart are no paragraphs
_MOST_BESIDE = 50
_USUAL = 0.04  # the share of all steps from which on one is usual
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_PRINTED = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d\b")
_ADDRESS = re.compile(r"\b(?:https?|file)://\S+")
_OF_PAGES = re.compile(r"(?:^|\s)(\d{1,5})(?: ?/ ?| (?:of|de|di|von|van|av|af) )(\d{1,5})(?!\S)")


def running_lines(pages: Sequence[Page]) -> list[dict[int, str]]:
    """Of each page the places of its running heads and feet among its lines, and what each shares with those of other
    pages."""
    usual = _usual(pages)
    keys = [dict(_keys(page, usual)) for page in pages]
    seen = Counter(key for of_page in keys for key in {key for those in of_page.values() for key in those})
    enough = max(2, sum(1 for page in pages if page.lines) / 2)
    running = []
    for page, of_page in zip(pages, keys, strict=True):
        recurring = {place: key for place, those in of_page.items() for key in those[::-1] if seen[key] >= enough}
        printed = {place: page.lines[place].text for place in _printed(page, len(pages), usual)}
        running.append({**printed, **_whole(page, recurring, usual)})
    bare = sum(1 for page, those in zip(pages, running, strict=True) if page.lines and len(those) == len(page.lines))
    return [{} for _ in pages] if bare >= enough else running  # pages of one line each, say


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """What is usual in a text, in points: the size of its letters, the steps from line to line and from paragraph to
    paragraph."""

    size: float
    line: float
    paragraph: float

    def other_size(self, line: Line) -> bool:
        """Whether a line is larger or smaller than the text."""
        return max(line.size, self.size) > 1.18 * min(line.size, self.size)


def _usual(pages: Sequence[Page]) -> _Usual:
    sizes: Counter[float] = Counter()
    steps = []
    for page in pages:
        inner = [line for line in page.lines if _margin(page, line) is None]
        for line in inner or page.lines:
            sizes[line.size] += len(line.text)
        steps += [round(below.baseline - above.baseline, 1) for above, below in pairwise(inner)]
    size = max(sizes, key=lambda size: (sizes[size], size), default=12.0)
    steps = sorted(step for step in steps if 0.5 * size < step < 6 * size)
    step = steps[len(steps) // 4] if steps else 1.2 * size  # not the median: paragraphs may be of a line or two
    near = Counter(round(each) for each in steps if each < _FARTHEST * step)
    common = [each for each, count in near.items() if count >= max(2, _USUAL * len(steps))]
    return _Usual(size=size, line=step, paragraph=max([step, *common]))


def _margin(page: Page, line: Line) -> str | None:
    """The margin of a page that a line lies in: its head or its foot."""
    if line.box[3] < _MARGIN * page.height:
        return "head"
    if line.box[1] > (1 - _MARGIN) * page.height:
        return "foot"
    return None


def _gaps(page: Page, margin: str) -> Iterator[tuple[int, float, float]]:
    """The lines in a margin from the innermost outwards, by place: how far each stands from the next line inwards, and
    how far from the text, where it is one of several that stand apart."""
    inwards = 1 if margin == "head" else -1
    outwards = sorted(range(len(page.lines)), key=lambda place: -inwards * page.lines[place].baseline)
    gaps: dict[int, float] = {}
    for number, place in enumerate(outwards):
        line = page.lines[place]
        if _margin(page, line) != margin:
            continue
        before = islice(range(number - 1, -1, -1), _MOST_BESIDE)
        next_one = next((outwards[each] for each in before if not beside(line, page.lines[outwards[each]])), None)
        own = inwards * (page.lines[next_one].baseline - line.baseline) if next_one is not None else math.inf
        gaps[place] = max(own, gaps.get(next_one, 0.0) if next_one is not None else 0.0)
        yield place, own, gaps[place]


def _whole(page: Page, recurring: Mapping[int, str], usual: _Usual) -> dict[int, str]:
    """Those recurring lines with which no other line makes a paragraph."""
    blocks: list[list[int]] = []
    for margin in ("head", "foot"):
        above: Line | None = None
        for place, own, _ in _gaps(page, margin):
            line = page.lines[place]
            if above is None or own > _APART * usual.line or usual.other_size(above) != usual.other_size(line):
                blocks.append([])
            blocks[-1].append(place)
            above = line
    whole: dict[int, str] = {}
    for block in blocks:
        rows = {round(page.lines[place].baseline) for place in block if place in recurring}
        if all(round(page.lines[place].baseline) in rows for place in block):
            whole |= {place: recurring[place] for place in block if place in recurring}
    return whole


def _keys(page: Page, usual: _Usual) -> Iterator[tuple[int, list[str]]]:
    """What a line in the margin may share with those of other pages: its words, or its words with one number that
    counts the pages. Other numbers make another line: a count at the head of each page is no page number."""
    for margin in ("head", "foot"):
        for place, _, gap in _gaps(page, margin):
            line = page.lines[place]
            other = usual.other_size(line)
            if len(line.text) > _LONGEST or not (other or gap > _APART * usual.line):
                continue
            keys = [
                f"{margin} {line.text[: found.start()]}#{int(found[0]) - page.number}{line.text[found.end() :]}"
                for found in _NUMBER.finditer(line.text)
            ]
            # Without a number only the gap tells it from the last line of a paragraph that recurs.
            yield place, [*keys, f"{margin} {line.text}"] if other or gap > _WIDE * usual.paragraph else keys


def _printed(page: Page, count: int, usual: _Usual) -> frozenset[int]:
    """What a browser prints around a page: two at least of the time, the address, and the page of all pages, with the
    title that stands beside them."""
    margins = {
        place
        for margin in ("head", "foot")
        for place, _, gap in _gaps(page, margin)
        if len(page.lines[place].text) <= _LONGEST_PRINTED
        and (usual.other_size(page.lines[place]) or gap > _APART * usual.line)
    }
    told: dict[str, set[int]] = {"time": set(), "address": set(), "page": set()}
    for place in margins:
        text = page.lines[place].text
        if _PRINTED.search(text):
            told["time"].add(place)
        if _ADDRESS.search(text):
            told["address"].add(place)
        if any((int(found[1]), int(found[2])) == (page.number, count) for found in _OF_PAGES.finditer(text)):
            told["page"].add(place)
    if sum(map(bool, told.values())) < 2:
        return frozenset()
    rows = {round(page.lines[place].baseline) for places in told.values() for place in places}
    return frozenset(place for place in margins if round(page.lines[place].baseline) in rows)
