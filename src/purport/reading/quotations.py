"""Where the quotation marks open and close, whatever marks they are and whether or not they balance."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Marks that open and the marks that may close them; straight marks do both.
_PAIRS = {"“": "”“", "«": "»", "„": "“”", "‘": "’", '"': '"', '""': '""', "''": "''", "'": "'", "``": "''"}
_MARK = re.compile(r"\"+|''|``|[“”„«»‘’']")
_LINE = re.compile(r"[^\n]+")
# Where a writer mixes the sorts.
_MIXED = {"“": '"', '"': "”"}
# What a line ends with where its paragraph ends with it; after anything else a paragraph runs on to the next line.
_LINE_ENDS = tuple(".!?:;\"'”’»)]")
_LONGEST_SINGLE = 400
# What leads to words that are quoted, and what names their speaker after them.
_INTRODUCED = re.compile(r"\b(?:said|says|added|told \w+)[,:]\s*\Z|:\s*\Z")
_SAID_LAST = re.compile(
    r"[,?!] (?:(?:\w[^\s,.;]* ){1,6}(?:said|says|added)|(?:said|says|added)(?: \w[^\s,.;]*){1,6})\.?\s*\Z"
)
# How many marks after one its closing mark is looked for among.
_MOST_MARKS = 400
_BLANKS = re.compile(r"\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch in quotation marks, the marks included. ``closed`` is False where its paragraph ends without a mark;
    ``marked`` is False for a paragraph given as someone's words by a colon before it alone."""

    start: int
    end: int
    closed: bool
    marked: bool = True


class Quotations:
    """The quotations of a text in order, none inside another, asked by offset."""

    def __init__(self, text: str, items: Iterable[Quotation]) -> None:
        self.text = text
        self.items = tuple(sorted(items, key=lambda q: q.start))
        self._starts = [q.start for q in self.items]

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self.items)

    def holding(self, offset: int) -> Quotation | None:
        """The quotation in which ``offset`` lies."""
        k = bisect_right(self._starts, offset) - 1
        return self.items[k] if k >= 0 and offset < self.items[k].end else None

    def overlapping(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that share an offset with [start, end)."""
        k = bisect_right(self._starts, start) - 1
        first = k if k >= 0 and self.items[k].end > start else k + 1
        return self.items[first : bisect_left(self._starts, end)] if start < end else ()

    def ending_by(self, offset: int) -> Quotation | None:
        """The last quotation that ends at ``offset`` or before it."""
        k = bisect_right(self._starts, offset) - 1
        if k >= 0 and self.items[k].end > offset:
            k -= 1
        return self.items[k] if k >= 0 else None

    def starting_from(self, offset: int) -> Quotation | None:
        """The first quotation that starts at ``offset`` or after it."""
        k = bisect_left(self._starts, offset)
        return self.items[k] if k < len(self.items) else None


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, in order, none inside another and none past its paragraph.

    A mark that opens and is never closed reaches to its paragraph's end where it stands at the paragraph's head
    (the habit of quotations that run on) or after a colon or "said", and but to a last ", the mayor said" where the
    paragraph ends so; else it counts as no mark. A doubled straight mark inside a field that
    is itself wrapped in straight marks (CSV) is one mark, and the wrapping is none.
    """
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        found.extend(_of_line(text, start, end))
    return tuple(found)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs' offsets: lines, joined where one breaks off in mid sentence and another follows at once."""
    out: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if (
            out
            and line.start() == out[-1][1] + 1
            and not text[out[-1][1] - 80 if out[-1][1] > 80 else 0 : out[-1][1]].rstrip().endswith(_LINE_ENDS)
        ):
            out[-1] = (out[-1][0], line.end())
        else:
            out.append((line.start(), line.end()))
    return out


def _of_line(text: str, start: int, end: int) -> list[Quotation]:
    marks = _marks(text, start, end)
    found: list[Quotation] = []
    at = 0
    while at < len(marks):
        mark, left, right = marks[at]
        if not _opens(text, mark, left, right, start, end):
            at += 1
            continue
        after = _closing(text, marks, at, start, end)
        if after is not None:
            found.append(Quotation(start=left, end=marks[after][2], closed=True))
            at = after
        elif mark not in "'‘" and (
            _BLANKS.fullmatch(text, start, left)
            or _INTRODUCED.search(text, start, left)
            or _runs_on(text, left, start, end)
        ):
            said = _SAID_LAST.search(text, right, end) if at == len(marks) - 1 else None
            last = said.start() + 1 if said is not None else start + len(text[start:end].rstrip())
            found.append(Quotation(start=left, end=last, closed=False))
            return found
        at += 1
    return found


def _runs_on(text: str, left: int, start: int, end: int) -> bool:
    """Whether a quotation opened in mid paragraph goes on in a next paragraph that opens with a mark again."""
    return text[max(start, left - 80) : left].rstrip().endswith((":", ",", ".", "?", "!")) and text[
        end : end + 20
    ].lstrip()[:1] in (
        "“",
        '"',
        "«",
    )


def _closing(text: str, marks: list[tuple[str, int, int]], at: int, start: int, end: int) -> int | None:
    """The index of the mark that closes the one at ``at``: of its own sort, else of one that writers mix with it."""
    mark, left, _ = marks[at]
    depth, mixed = 0, None
    for after in range(at + 1, min(len(marks), at + _MOST_MARKS)):
        other, other_left, other_right = marks[after]
        if mark in "'‘" and other_right - left > _LONGEST_SINGLE:
            return None
        if mark in "“«" and other == mark:
            depth += 1
        elif not (other in _PAIRS[mark] and _closes(text, other, other_left, other_right, start, end)):
            if (
                mixed is None
                and other in _MIXED.get(mark, "")
                and _closes(text, other, other_left, other_right, start, end)
            ):
                mixed = after
        elif depth:
            depth -= 1
        else:
            return after
    return mixed


def _marks(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The marks of a line as (mark, start, end), a CSV field's own wrapping left out."""
    marks = [(m.group(), m.start(), m.end()) for m in _MARK.finditer(text, start, end)]
    doubled = any(m == '""' for m, _, _ in marks) or any(m == '"""' for m, _, _ in marks)
    out: list[tuple[str, int, int]] = []
    for mark, left, right in marks:
        if mark.startswith('"') and len(mark) > 1:
            if len(mark) == 3:  # the wrapping and a doubled mark, in the order of the side on which they stand
                left, right = (left + 1, right) if _opens(text, '"', left, right, start, end) else (left, right - 1)
            mark = '""' if right - left == 2 else '"'
        elif mark == '"' and doubled and (not text[start:left].strip() or not text[right:end].strip()):
            continue
        out.append((mark, left, right))
    return out


def _opens(text: str, mark: str, left: int, right: int, start: int, end: int) -> bool:
    if mark in "“„«``":
        return True
    if mark not in _PAIRS or right >= end or text[right].isspace():
        return False
    before = text[left - 1] if left > start else " "
    if mark in "'‘":
        return not before.isalnum() and text[right].isalnum() and before not in ".,!?"
    return not before.isalnum() and before not in ".,!?;"


def _closes(text: str, mark: str, left: int, right: int, start: int, end: int) -> bool:
    before = text[left - 1] if left > start else " "
    after = text[right] if right < end else " "
    if mark in "”»":
        return True
    if mark == "“":
        return before.isalnum() or before in ".,!?…"
    if mark in "'’":
        return not after.isalnum() and not before.isspace() and not (before in "sS" and after == " ")
    return not before.isspace() or (after in " .,;:)" and not after.isalnum())
