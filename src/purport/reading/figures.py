"""How many: counts of people and things, money and percentages, with their bounds and what is counted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from purport.language import Doc
from purport.reading.counted import counted, counts, lexicon, setting
from purport.reading.dates import find_dates
from purport.reading.finder import Findings
from purport.reading.numerals import DIGITS, cardinals, number, number_words, words_to_number
from purport.types import Date, Figure

Bounds = tuple[float | None, float | None]


def find_figures(text: str, dates: Sequence[Date] | None = None) -> tuple[Figure, ...]:
    """The figures of a text, in reading order.

    Counts of people and things, money and percentages, each part of a list by itself; no ages, distances, ordinals,
    durations, times, dates nor numbers that name ("Resolution 1701", "AK-47"). Bounds are both included: "over N" has
    the low one only, "nearly N" the high one, "about N" both; "dozens" is at least 24, "hundreds" 200, "thousands"
    2000, "several" 2. ``unit`` is what is counted in the text's words, an ISO 4217 code or "percent". ``dates`` are
    the text's dates where they are known already, so that they are not sought again.
    """
    taken = [(d.start, d.end) for d in (find_dates(text) if dates is None else dates)]
    return tuple(_found(text, taken))


class FigureFinder:
    """Finds the figures of a document; needs no syntax, and spares itself the dates where they were found."""

    assigns = "figures"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings) -> Iterable[Figure]:
        """The figures, in reading order."""
        return find_figures(doc.text, found.dates or None)


# ---- The scanner ------------------------------------------------------------------------------------


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(phrases, key=len, reverse=True))


@cache
def _scanner(ranges: bool = True) -> re.Pattern[str]:
    """One pattern for every figure: a modifier, a currency's sign, a number or a range, what makes it a percentage or
    money, a modifier after it."""
    table, numerals = lexicon(), number_words()
    scales, word = _any(numerals["scales"]), f"(?:{_any(cardinals())})"
    big = f"(?:{scales}|dozen)"
    digits = rf"(?:{DIGITS})(?:[\s-]?(?:{scales})|(?:{_any(numerals['suffixes'])}))?(?![\w])(?![.,:/·]\d)"
    vague = rf"(?:several|a\sfew|a\scouple\sof)\s{big}|{_any(table['vague'])}"
    written = rf"(?:an?\s{big}(?!s)|{word})(?:(?:[-\s]|\sand\s)(?:{word}|{big})(?!\w)){{0,9}}"
    one = rf"(?:{digits}|(?:{vague}|{_any(table['fractions'])}|{_any(table['dozens'])}|{written})(?!\w))"
    signs = _any(table["currencies"])
    modifiers = "|".join(f"(?P<{kind}>{_any(table['modifiers'][kind])})" for kind in ("low", "high", "both"))
    second = (
        rf"(?:(?:\s?[-–—]\s?|\sto\s|\sor\s|(?(between)\sand\s|(?!)))(?:{signs})?(?P<second>{one}))?" if ranges else ""
    )
    after = "|".join(f"(?P<{kind}>{_any(table['modifiers'][kind])})" for kind in ("low_after", "high_after"))
    currency = rf"\s(?:(?:of\s)?[A-Z]?[a-z]+\s)?(?:{_any(table['words']['currency'])})"
    return re.compile(
        rf"(?<![\w.,·/:$£€])(?:(?:{modifiers})\s)?(?P<between>between\s)?(?P<sign>{signs})?\s?(?P<first>{one}){second}"
        rf"(?:(?P<percent>\s?%|\s(?:{_any(table['words']['percent'])})\b)|(?P<currency>{currency})\b)?"
        rf"(?:\+|\s(?:{after})\b)?",
        re.IGNORECASE,
    )


def _found(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    position, next_date = 0, 0
    while (match := _scanner().search(text, position)) is not None:
        first = match.start("first")
        while next_date < len(taken) and taken[next_date][1] <= first:
            next_date += 1
        if next_date < len(taken) and taken[next_date][0] < match.end():
            if taken[next_date][0] <= first:
                position = taken[next_date][1]
                continue
            # Words joined to a date beside it ("12 on 4 May") are read without it.
            match = _scanner(False).match(text, match.start(), max(taken[next_date][0], match.end("first"))) or match
        figure, position = _figure(text, match)
        if figure is not None:
            yield figure


def _figure(text: str, match: re.Match[str]) -> tuple[Figure | None, int]:
    """The figure of a match, if it is one, and where to look on."""
    groups = match.groupdict()
    first, vague = _amount(groups["first"])
    second, _ = _amount(groups["second"]) if groups.get("second") else (None, False)
    if second is not None:
        if first < 1000 <= second:
            first *= _scale_of(groups["second"])  # "two to three million"
        if vague or not first < second <= 1000 * first:
            # No range: the numbers stand side by side, each for itself.
            return _figure(text, _scanner(False).match(text, match.start()) or match)
    end, unit = match.end(), None
    if groups["percent"]:
        unit = "percent"
    elif groups["sign"]:
        sign = groups["sign"].upper()
        unit = lexicon()["currencies"].get(sign, sign)
    elif groups["currency"] and _is_currency(groups["currency"]):
        unit = re.sub(r"^of\s+", "", groups["currency"].strip())
    else:
        if groups["currency"]:
            end = match.start("currency")
        unit = counted(text, match.start(), end, first)
        modified = any(groups[kind] for kind in ("low", "high", "both"))
        at = setting(text, match.start(), end, groups["first"], first, vague=vague, modified=modified)
        if not counts(at, unit) or (second is not None and unit is None and not modified):  # a score: "lost 2-6"
            return None, match.end("first")
    start, end = _trimmed(text, match.start(), end)
    low, high = _bounds(groups, first, second, vague, text[start:end])
    return Figure(text=text[start:end], start=start, end=end, low=low, high=high, unit=unit), end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


# ---- Numbers and bounds -----------------------------------------------------------------------------


def _amount(words: str) -> tuple[float, bool]:
    """The value of a number's words, and whether it is only the lower bound of a vague one."""
    table, lowered = lexicon(), " ".join(words.lower().split())
    for kind in ("fractions", "dozens"):
        if lowered in table[kind]:
            return table[kind][lowered], False
    if lowered in table["vague"]:
        return table["vague"][lowered], True
    some = re.match(r"(?:several|a few|a couple of) (\w+)", lowered)
    if some is not None:
        return 2 * (12 if some[1] == "dozen" else number_words()["scales"][some[1]]), True
    digits = re.match(DIGITS, lowered)
    if digits is None:
        dozens = re.sub(r"[\s-]dozen\Z", "", lowered)
        whole = words_to_number(dozens)
        assert whole is not None
        return whole * (12 if dozens != lowered else 1), False
    value = number(digits.group()) * _scale_of(lowered[digits.end() :])
    return (int(value) if float(value).is_integer() else value), False


def _scale_of(words: str) -> float:
    """The scale at the end of a number ("million", "bn"), 1 where there is none."""
    numerals = number_words()
    found = re.search(r"([a-z]+)\Z", words.lower())
    word = found[1] if found else ""
    return numerals["scales"].get(word) or numerals["suffixes"].get(word) or 1


def _bounds(groups: dict[str, str | None], first: float, second: float | None, vague: bool, text: str) -> Bounds:
    if second is not None:
        return first, second
    if groups["low"] or groups.get("low_after") or text.endswith("+"):
        return first, None
    if groups["high"] or groups.get("high_after"):
        return None, first
    return first, None if vague else first


def _is_currency(words: str) -> bool:
    """Whether the words that end in a currency's name are no more than that ("Jordanian dinars", "of dollars")."""
    parts = words.split()
    return len(parts) == 1 or parts[0] == "of" or parts[0][0].isupper()
