"""What opens a news report and is no part of what it tells: its dateline ("VÁGUR, Sept 12 (Island Press) - ") and its
by-line ("By Anna Holm")."""

import re
from bisect import bisect_right
from collections.abc import Iterable

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_NAME = r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,3}"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_DASH = r"[ \t]*(?:–|—|--|-)[ \t]+"
# A place in capitals; or any place, where a region, a day or an agency stands beside it.
_DATELINE = re.compile(
    rf"^[ \t]*(?:"
    rf"(?-i:[^\W\d_a-zß-ÿ]{{2}}[^\Wa-zß-ÿ]*(?:[ ’'.-][^\W\d_a-zß-ÿ][^\Wa-zß-ÿ]*){{0,3}})"
    rf"(?:/[^\s,]+)?(?:, {_NAME})?(?:,? {_DATE})?(?:,? {_AGENCY})?{_DASH}"
    rf"|(?-i:[A-ZÀ-ÖØ-Þ]){_NAME[8:]}(?:, {_NAME})?,? {_DATE}(?:,? {_AGENCY})?{_DASH}"
    rf"|(?-i:[A-ZÀ-ÖØ-Þ]){_NAME[8:]}(?:, {_NAME})?,? {_AGENCY}{_DASH}"
    rf"|(?-i:[A-ZÀ-ÖØ-Þ]){_NAME[8:]}, {_NAME} ?[–—][ \t]+"
    rf"|{_AGENCY}{_DASH}"
    rf")(?=[\"“‘'\[]?[A-ZÀ-ÖØ-Þ\d])",
    re.MULTILINE,
)
_BYLINE = re.compile(
    r"^[ \t]*(?:By|BY|Reporting by|Written by)[ \t]+(?:[A-ZÀ-ÖØ-Þ][\w’'.-]++[ \t]*+)"
    r"(?:(?:and |[A-ZÀ-ÖØ-Þ])[\w’'.-]*+[ \t]*+){1,6}"
    r"(?:,[^\n.!?]{2,50}|in [^\n.!?]{2,40})?(?:\n+|\Z)",
    re.MULTILINE,
)


class Datelines:
    """The datelines and by-lines of a text, asked by offset; ``spans`` are theirs, in order."""

    def __init__(self, text: str) -> None:
        found: Iterable[re.Match[str]] = (*_DATELINE.finditer(text), *_BYLINE.finditer(text))
        self.spans = sorted((m.start(), m.end()) for m in found)
        self._starts = [start for start, _ in self.spans]

    def after(self, offset: int) -> int:
        """``offset``, or where the report begins if a dateline or a by-line stands there."""
        k = bisect_right(self._starts, offset) - 1
        while 0 <= k < len(self.spans) and self.spans[k][0] <= offset < self.spans[k][1]:
            offset = self.spans[k][1]
            k += 1
        return offset
