"""Lines on pages to a text in paragraphs, in which every line knows its page and box.

The lines of a paragraph are joined by a blank; a word that is parted at a line's end stays as it is printed, with its
hyphen ("minis-try"), since only its writer knows whether the hyphen belongs to it. What stands at the head or foot of
page after page, page numbers above all, is left out: it would stand in the midst of sentences.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from purport.sources.bidirectional import is_right_to_left
from purport.sources.lines import Line, Page, beside, of_other_size
from purport.sources.running import running_lines
from purport.types import Region

_COLUMN_STEP = 24  # points
_LETTERS_OF_PRINT = re.compile("[\ufb00-\ufb06\ufb1d-\ufdfb\ufe70-\ufefc]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\n\x0b\x0c\u00a0\u2000-\u200a]+")
_ENDS = re.compile(r"[.!?:;…؟۔][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[•‣▪◦·*–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_HYPHEN = re.compile(r"\w[-‐\u00ad]$")


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
    left_out: dict[str, str] = {}  # one for each that recurs
    parts: list[str] = []
    regions: list[Region] = []
    length = 0
    above: Line | None = None
    for page, running in zip(pages, running_lines(pages), strict=True):
        for place, key in running.items():
            left_out.setdefault(key, page.lines[place].text)
        lines = [line for place, line in enumerate(page.lines) if line.text and place not in running]
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
    return Laid(text="".join(parts), regions=tuple(regions), left_out=tuple(sorted(set(left_out.values()))))


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
        return line.width > 0.78 * widest


def _measure(lines: Sequence[Line]) -> _Measure:
    steps = [_step(above, below) for above, below in pairwise(lines) if not of_other_size(above, below)]
    usual = sorted(step for step in steps if 0.5 < step < 2.5)
    widths: dict[int, float] = {}
    for line in lines:
        widths[_edge(line)] = max(widths.get(_edge(line), 0.0), line.width)
    return _Measure(step=usual[len(usual) // 4] if usual else 1.3, widths=widths)


def _step(above: Line, line: Line) -> float:
    """How far down a line begins from the one above, as a share of its letters' size."""
    return (line.baseline - above.baseline) / line.size


def _edge(line: Line) -> int:
    """Where a line begins, roughly: at its right where it is read from there."""
    return round((line.box[2] if _leftwards(line) else line.box[0]) / _COLUMN_STEP)


def _leftwards(line: Line) -> bool:
    letters = [is_right_to_left(character) for character in line.text if character.isalpha()]
    return sum(letters) * 2 > len(letters)


def _joint(above: Line, line: Line, measure: _Measure, *, new_page: bool) -> str:
    """What stands between two lines: a blank in a paragraph (nothing after a hyphen), a line end in a list or an
    address, else a blank line; a tab between what stands side by side."""
    through = "" if _HYPHEN.search(above.text) and line.text[:1].islower() else " "
    if not new_page and beside(above, line):
        return "\t" if line.box[0] - above.box[2] > line.size or line.box[2] < above.box[0] else " "
    goes_on = not _ENDS.search(above.text) and (_small(line) or (measure.full(above) and not _ITEM.match(line.text)))
    moved = new_page or line.box[1] < above.box[1] - above.height or above.block != line.block
    if moved:
        return through if goes_on and not of_other_size(above, line) else "\n\n"
    told = above.block is not None  # whoever recognised the lines knows their paragraphs better
    if not told and of_other_size(above, line):
        return "\n\n"
    if not told and (step := _step(above, line)) > 1.25 * measure.step:
        # A little more room (a raised letter, a line of another font) ends no sentence.
        return through if goes_on and line.text[:1].islower() and step <= 1.6 * measure.step else "\n\n"
    if _ITEM.match(line.text):
        return "\n"
    if not told and _indented(above, line) and not goes_on:
        return "\n\n"
    return through if measure.full(above) or goes_on else "\n"


def _small(line: Line) -> bool:
    """Whether a line begins as the midst of a sentence does; in a script without capitals any may."""
    first = line.text[:1]
    return first.islower() or (first.isalpha() and not first.isupper())


def _indented(above: Line, line: Line) -> bool:
    """Whether a line begins a step in from the one above, as a paragraph may."""
    step = above.box[2] - line.box[2] if _leftwards(line) else line.box[0] - above.box[0]
    return 0.7 * line.size < step < 6 * line.size
