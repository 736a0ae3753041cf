"""How many: counts of people and things, money and percentages, with their bounds and what is counted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from purport.language import Doc
from purport.reading.counted import counted, counts, is_paid, lexicon, setting, stands_for, words_of
from purport.reading.dates import find_dates
from purport.reading.figure_lists import bounded, with_sums
from purport.reading.figure_scanner import amount, folded, scale_of, scanner
from purport.reading.finder import Findings
from purport.reading.labelled import columns, label_before
from purport.types import Date, Figure

Bounds = tuple[float | None, float | None]


def find_figures(text: str, dates: Sequence[Date] | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in reading order.

    Counts of people and things, money and percentages; each part of a list by itself, and before them the sum of three
    or more parts that are persons, which spans them ("three Danes, four Swedes and one Finn"); no ages, distances,
    ordinals, durations, times, dates, shares ("two thirds") nor numbers that name ("Resolution 1701", "AK-47",
    "Boeing 737"). Bounds are both included: "over N" has the low one only, "nearly N" the high one, "about N" both;
    "dozens" is at least 24, "hundreds" 200, "thousands" 2000, "several" 2. ``unit`` is what is counted in the text's
    words ("Killed" of "Killed: 14"), an ISO 4217 code or "percent". ``dates`` are the text's dates where they are known
    already, so that they are not sought again.
    """
    taken = [(d.start, d.end) for d in (find_dates(text) if dates is None else dates)]
    return tuple(with_sums(text, bounded(text, _found(text, taken))))


class FigureFinder:
    """Finds the figures of a document; needs no syntax, and spares itself the dates where they were found."""

    assigns = "figures"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Figure]:
        """The figures, in reading order."""
        return find_figures(doc.text, found.dates or None)


# ---- From match to figure ----------------------------------------------------------------------------

_CHANGES = re.compile(
    r"\b(?:rose|risen?|rises|rising|gr[eo]wn?|climb\w*|jump\w*|increas\w*|f[ae]ll\w*|drop\w*|declin\w*|decreas\w*|cut|"
    r"reduc\w*|rais\w*|revis\w*|went|up|down|shr[aiu]nk)\b[^.;\n]{0,60}\sfrom\s\Z",
    re.IGNORECASE,
)


def _found(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    position, next_date = 0, 0
    lowered = folded(text)
    heads = columns(text) if "|" in text else {}
    while (match := scanner().search(lowered, position)) is not None:
        first = match.start("first")
        while next_date < len(taken) and taken[next_date][1] <= first:
            next_date += 1
        if next_date < len(taken) and taken[next_date][0] < match.end():
            if taken[next_date][0] <= first:
                position = taken[next_date][1]
                continue
            # Words joined to a date beside it ("12 on 4 May") are read without it.
            until = max(taken[next_date][0], match.end("first"))
            match = scanner(False).match(lowered, match.start(), until) or match
        figure, match, position = _figure(text, match, heads)
        if figure is not None and _changes(text, match):
            yield from _apart(text, figure, match)
        elif figure is not None:
            yield figure


def _figure(text: str, match: re.Match[str], heads: Mapping[int, str]) -> tuple[Figure | None, re.Match[str], int]:
    """The figure of a match, if it is one; the match that it was read from; and where to look on."""
    groups = match.groupdict()
    first, vague = amount(groups["first"])
    second, _ = amount(groups["second"]) if groups.get("second") else (None, False)
    if second is not None:
        first *= _shared_scale(groups["first"], groups["second"], match["joint"], first, second)
        if vague or not first < second <= 1000 * first:
            # No range: the numbers stand side by side, each for itself.
            return _figure(text, _single(match), heads)
    sign = text[match.start("sign") : match.end("sign")] if groups["sign"] else ""
    no_sign = sign.rstrip(".").isalpha() and sign not in _signs()
    of_place = groups["low"] == "over" and _word_before(text, match.start()) in words_of("over_after")
    if no_sign or of_place:
        bare = scanner().match(match.string, match.start("first"))
        return _figure(text, bare, heads) if bare is not None else (None, match, match.end("first"))
    end, unit = match.end(), None
    start = _after_blanks(text, match.start())
    if groups["percent"]:
        unit = "percent"
    elif sign:
        unit = _signs().get(sign) or _signs()[sign.upper()]
    elif groups["currency"] and _is_currency(text, match.start("currency"), match.end("currency")):
        unit = re.sub(r"^of\s+", "", text[match.start("currency") : match.end("currency")].strip())
    else:
        if groups["currency"]:
            end = match.start("currency")
        number = text[match.start("first") : match.end("first")]
        modifier = next((groups[kind] for kind in ("low", "high", "both") if groups[kind]), "")
        at = setting(text, start, end, number, first, vague=vague, modifier=modifier)
        label = heads.get(start) or label_before(text, start, end)
        if label is not None and stands_for(at):
            unit = label
        else:
            unit = counted(text, start, end, first)
            scored = second is not None and unit is None and not modifier and not _changes(text, match)  # "lost 2-6"
            if scored or not counts(at, unit):
                return None, match, match.end("first")
    while text[end - 1].isspace():
        end -= 1
    low, high = _bounds(groups, first, second, vague, text[start:end])
    return Figure(text=text[start:end], start=start, end=end, low=low, high=high, unit=unit), match, end


def _single(match: re.Match[str]) -> re.Match[str]:
    """A range's match, read up to its first number."""
    return scanner(False).match(match.string, match.start()) or match


@cache
def _signs() -> dict[str, str]:
    """The signs of currencies, each to its code; a code is its own sign."""
    return {**lexicon()["currencies"], **{code: code for code in words_of("codes")}}


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 30) : start].split()
    return words[-1].lower() if words else ""


def _after_blanks(text: str, start: int) -> int:
    while text[start].isspace():
        start += 1
    return start


def _shared_scale(first: str, second: str, joint: str, low: float, high: float) -> float:
    """The scale that a range's first number leaves to the second: "two to three million", "3-4,000"."""
    scale = scale_of(second)
    if scale > scale_of(first) and low * scale < high:
        return scale
    shortened = joint.strip() in ("-", "–", "—") and second.endswith(",000") and "," not in first
    return 1000 if shortened and low * 1000 < high <= 1_000_000 else 1


def _changes(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a range tells of a change: "rose from 12 to 31"."""
    if match.groupdict().get("second") is None or match["joint"].strip() != "to":
        return False
    before = text[max(0, match.start() - 100) : _after_blanks(text, match.start())]
    return before.endswith("from ") and _CHANGES.search(before) is not None


def _apart(text: str, figure: Figure, match: re.Match[str]) -> Iterator[Figure]:
    """The two ends of a change, each a figure."""
    ends = ((figure.start, match.end("first"), figure.low), (match.end("joint"), figure.end, figure.high))
    for start, end, value in ends:
        yield Figure(text=text[start:end], start=start, end=end, low=value, high=value, unit=figure.unit)


def _bounds(groups: Mapping[str, str | None], first: float, second: float | None, vague: bool, text: str) -> Bounds:
    if second is not None:
        return first, second
    if groups["low"] or groups["low_after"] or text.endswith("+"):
        return first, None
    if groups["high"] or groups["high_after"]:
        return None, first
    return first, None if vague else first


def _is_currency(text: str, start: int, end: int) -> bool:
    """Whether the words that end in a currency's name are no more than that ("Jordanian dinars", "of dollars")."""
    parts = text[start:end].split()
    if parts[-1] in ("pound", "pounds") and not is_paid(text, start):
        return False
    if parts[-1].upper() in words_of("codes") and not parts[-1].isupper():
        return False
    return len(parts) == 1 or parts[0] == "of" or parts[0][0].isupper()
