"""Lines on pages to a text in paragraphs, in which every line knows its page and box.

The lines of a paragraph are joined by a blank; a word that is parted at a line's end stays as it is printed, with its
hyphen ("minis-try"), since only its writer knows whether the hyphen belongs to it. What stands at the head or foot of
page after page, page numbers above all, is left out: it would stand in the midst of sentences.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from purport.sources.bidirectional import is_right_to_left
from purport.types import Region

Box = tuple[float, float, float, float]

_LONGEST_RUNNING = 200
_COLUMN_STEP = 24  # points
MARGIN = 0.09  # of a page's height, at its head and at its foot
_LETTERS_OF_PRINT = re.compile("[\ufb00-\ufb06\ufb1d-\ufdfb\ufe70-\ufefc]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\n\x0b\x0c\u00a0\u2000-\u200a]+")
_ENDS = re.compile(r"[.!?:;…؟۔][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•‣▪◦·*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_HYPHEN = re.compile(r"\w[-‐\u00ad]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page: its text, where it stands, and how sure it was recognised. ``block`` is the paragraph it
    was found in, where whoever found it tells that, ``size`` that of its letters in points,
    ``baseline`` how far down they stand."""

    text: str
    box: Box
    confidence: float | None = None
    block: int | None = None
    size: float
    baseline: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page in reading order, with its number from 1 and its height."""

    number: int
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A text, where it stands on its pages, and the running heads and feet that were left out."""

    text: str
    regions: tuple[Region, ...]
    left_out: tuple[str, ...]


def plain(text: str) -> str:
    """A line's characters as letters: ligatures and the shapes of Arabic letters taken apart, blanks made one, marks of
    direction and control codes dropped."""
    text = _LETTERS_OF_PRINT.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _BLANKS.sub(" ", _CONTROLS.sub("", text.translate(_INVISIBLE))).strip()


def laid_out(pages: Sequence[Page]) -> Laid:
    """The text of pages in paragraphs parted by blank lines, in the order in which their lines are given."""
    running = _running(pages)
    parts: list[str] = []
    regions: list[Region] = []
    length = 0
    above: Line | None = None
    for page in pages:
        lines = [line for line in page.lines if line.text and not _is_running(page, line, running)]
        measure = _measure(lines)
        for number, line in enumerate(lines):
            joint = "" if above is None else _joint(above, line, measure, new_page=number == 0)
            parts += [joint, line.text]
            start = length + len(joint)
            length = start + len(line.text)
            x0, y0, x1, y1 = (round(edge, 1) for edge in line.box)
            at = Region(start=start, end=length, page=page.number, box=(x0, y0, x1, y1), confidence=line.confidence)
            regions.append(at)
            above = line
    return Laid(text="".join(parts), regions=tuple(regions), left_out=tuple(sorted(set(running.values()))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """What is usual on a page: the step from line to line, as a share of their letters' size, and the widest line of
    each column, by the edge at which its lines begin."""

    step: float
    widths: dict[int, float]

    def full(self, line: Line) -> bool:
        """Whether a line fills its column, so that the next one may go on with its sentence."""
        edge = _edge(line)
        widest = max(self.widths.get(edge + near, 0.0) for near in (-1, 0, 1))
        return _width(line) > 0.78 * widest


def _measure(lines: Sequence[Line]) -> _Measure:
    steps = [_step(above, below) for above, below in pairwise(lines) if not _other_size(above, below)]
    usual = [step for step in steps if 0.5 < step < 2.5]
    widths: dict[int, float] = {}
    for line in lines:
        widths[_edge(line)] = max(widths.get(_edge(line), 0.0), _width(line))
    return _Measure(step=median(usual) if usual else 1.3, widths=widths)


def _step(above: Line, line: Line) -> float:
    """How far down a line begins from the one above, as a share of its letters' size."""
    return (line.baseline - above.baseline) / line.size


def _edge(line: Line) -> int:
    """Where a line begins, roughly: at its right where it is read from there."""
    return round((line.box[2] if _leftwards(line) else line.box[0]) / _COLUMN_STEP)


def _leftwards(line: Line) -> bool:
    letters = [is_right_to_left(character) for character in line.text if character.isalpha()]
    return sum(letters) * 2 > len(letters)


def _width(line: Line) -> float:
    return line.box[2] - line.box[0]


def _joint(above: Line, line: Line, measure: _Measure, *, new_page: bool) -> str:
    """What stands between two lines: a blank in a paragraph (nothing after a hyphen), a line end in a list or an
    address, else a blank line; a tab between what stands side by side."""
    through = "" if _HYPHEN.search(above.text) and line.text[:1].islower() else " "
    if not new_page and _beside(above, line):
        return "\t" if line.box[0] - above.box[2] > line.size or line.box[2] < above.box[0] else " "
    goes_on = not _ENDS.search(above.text) and (_small(line) or (measure.full(above) and not _ITEM.match(line.text)))
    moved = new_page or line.box[1] < above.box[1] - above.height or above.block != line.block
    if moved:
        return through if goes_on and not _other_size(above, line) else "\n\n"
    told = above.block is not None  # whoever recognised the lines knows their paragraphs better
    if not told and (_step(above, line) > 1.25 * measure.step or _other_size(above, line)):
        return "\n\n"
    if _ITEM.match(line.text):
        return "\n"
    if not told and _indented(above, line) and not goes_on:
        return "\n\n"
    return through if measure.full(above) or goes_on else "\n"


def _small(line: Line) -> bool:
    """Whether a line begins as the midst of a sentence does; in a script without capitals any may."""
    first = line.text[:1]
    return first.islower() or (first.isalpha() and not first.isupper())


def _beside(above: Line, line: Line) -> bool:
    overlap = min(above.box[3], line.box[3]) - max(above.box[1], line.box[1])
    return overlap > 0.6 * min(above.height, line.height) and (
        line.box[0] >= above.box[2] - 1 or line.box[2] <= above.box[0] + 1
    )


def _other_size(above: Line, line: Line) -> bool:
    return max(above.size, line.size) > 1.18 * min(above.size, line.size)


def _indented(above: Line, line: Line) -> bool:
    """Whether a line begins a step in from the one above, as a paragraph may."""
    step = above.box[2] - line.box[2] if _leftwards(line) else line.box[0] - above.box[0]
    return 0.7 * line.size < step < 6 * line.size


def _running(pages: Sequence[Page]) -> dict[str, str]:
    """Lines at the head or foot of at least half the pages, and of two, by what is the same in them."""
    seen: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for page in pages:
        lines = {key: line for line in page.lines for key in _keys(page, line)}
        seen.update(lines.keys())
        for key, line in lines.items():
            shown.setdefault(key, line.text)
    written = [page for page in pages if page.lines]
    running = {key: shown[key] for key, count in seen.items() if count >= max(2, len(written) / 2)}
    bare = sum(1 for page in written if all(_is_running(page, line, running) for line in page.lines))
    return {} if bare > len(written) / 2 else running  # pages of one line each, say


def _is_running(page: Page, line: Line, running: Mapping[str, str]) -> bool:
    return any(key in running for key in _keys(page, line))


def _keys(page: Page, line: Line) -> list[str]:
    """What a running line may share over pages: its words, or its words with one number that counts the pages. Other
    numbers make another line: a count at the head of each page is no page number."""
    if line.box[3] < MARGIN * page.height:
        place = "head"
    elif line.box[1] > (1 - MARGIN) * page.height:
        place = "foot"
    else:
        return []
    if len(line.text) > _LONGEST_RUNNING:
        return []
    keys = [f"{place} {line.text}"]
    for found in _NUMBER.finditer(line.text):
        number = f"#{int(found[0]) - page.number}"
        keys.append(f"{place} {line.text[: found.start()]}{number}{line.text[found.end() :]}")
    return keys
