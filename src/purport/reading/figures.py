"""How many: counts of people and things, money and percentages, with their bounds and what is counted."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from purport.language import Doc
from purport.reading.dates import find_dates
from purport.reading.finder import Findings
from purport.reading.numerals import DIGITS, cardinals, lexicon, number, words_to_number
from purport.types import Date, Figure

UNIT_WORDS = 6
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


@cache
def _lexicon() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("purport.codebooks") / "data" / "figures.toml").read_text(encoding="utf-8"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_lexicon()["words"][kind])


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(phrases, key=len, reverse=True))


@cache
def _scanner(ranges: bool = True) -> re.Pattern[str]:
    """One pattern for every figure: a modifier, a currency's sign, a number or a range, what makes it a percentage or
    money, a modifier after it."""
    table, numerals = _lexicon(), lexicon()
    scales, word = _any(numerals["scales"]), f"(?:{_any(cardinals())})"
    big = f"(?:{scales}|dozen)"
    digits = rf"(?:{DIGITS})(?:[\s-]?(?:{scales})|(?:{_any(numerals['suffixes'])}))?(?![\w])(?![.,:/·]\d)"
    vague = rf"(?:several|a\sfew|a\scouple\sof)\s{big}|{_any(table['vague'])}"
    written = rf"(?:an?\s{big}(?!s)|{word})(?:(?:[-\s]|\sand\s)(?:{word}|{big})(?!\w))*"
    one = rf"(?:{digits}|(?:{vague}|{_any(table['fractions'])}|{_any(table['dozens'])}|{written})(?!\w))"
    signs = _any(table["currencies"])
    modifiers = "|".join(f"(?P<{kind}>{_any(table['modifiers'][kind])})" for kind in ("low", "high", "both"))
    second = rf"(?:(?:\s?[-–—]\s?|\sto\s|\sor\s|(?(between)\sand\s|(?!)))(?:{signs})?(?P<second>{one}))?" if ranges else ""
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
        unit = _lexicon()["currencies"].get(sign, sign)
    elif groups["currency"] and _is_currency(groups["currency"]):
        unit = re.sub(r"^of\s+", "", groups["currency"].strip())
    else:
        if groups["currency"]:
            end = match.start("currency")
        unit = _counted(text, end, first) or _told_before(text, match.start())
        if not _is_count(text, match, end, unit, first):
            return None, match.end("first")
    start, end = _trimmed(text, match.start(), end)
    low, high = _bounds(groups, first, second, vague or bool(groups["currency"] and vague), text[start:end])
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
    table, lowered = _lexicon(), " ".join(words.lower().split())
    for kind in ("fractions", "dozens"):
        if lowered in table[kind]:
            return table[kind][lowered], False
    if lowered in table["vague"]:
        return table["vague"][lowered], True
    some = re.match(r"(?:several|a few|a couple of) (\w+)", lowered)
    if some is not None:
        return 2 * (12 if some[1] == "dozen" else lexicon()["scales"][some[1]]), True
    digits = re.match(DIGITS, lowered)
    if digits is None:
        dozens = re.sub(r"[\s-]dozen\Z", "", lowered)
        value = words_to_number(dozens)
        assert value is not None
        return value * (12 if dozens != lowered else 1), False
    value = number(digits.group()) * _scale_of(lowered[digits.end() :])
    return (int(value) if float(value).is_integer() else value), False


def _scale_of(words: str) -> float:
    """The scale at the end of a number ("million", "bn"), 1 where there is none."""
    numerals = lexicon()
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


# ---- What is counted, and whether anything is -------------------------------------------------------

_WORD = re.compile(r"[^\W\d_][\w’'.-]*|[^\w\s]|\d[\d,.]*")


def _counted(text: str, end: int, amount: float) -> str | None:
    """What a number counts: the noun phrase after it with the fate told of it ("civilians killed"), else the fate
    alone ("were injured")."""
    stop, fate, plural = _words("stop"), _words("fate"), _words("plural")
    line = text[end : end + 120].split("\n\n")[0]
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(line)]
    words = [w for w in words if w[0] not in "“”\"'’‘"]
    skip = 0
    while skip < len(words) and skip < 3 and (words[skip][0][0].isdigit() and skip > 0 or words[skip][0].lower() in ("of", "the", "its", "their", "our", "his", "her", "these", "those", "them", "whom", "more", "other")):
        skip += 1
    begin = stop_at = None
    for count, (word, start, finish) in enumerate(words[skip : skip + UNIT_WORDS]):
        lowered = word.lower().rstrip(".")
        if not word[0].isalpha() or lowered in stop or (begin is not None and amount == 1 and lowered.endswith("ed")):
            break
        if begin is None:
            begin = start
        stop_at = finish if "." in word[:-1] else finish - word.endswith(".")
        ends = lowered in plural or (lowered.endswith("s") and not lowered.endswith(("ss", "us", "'s", "’s")) and len(lowered) > 3)
        if lowered in fate or word.endswith("."):
            break
        if ends and amount != 1:
            after = [w[0].lower() for w in words[skip + count + 1 : skip + count + 2]]
            if not after or after[0].rstrip(".") not in fate | plural and not after[0].endswith("s"):
                break
    if begin is not None and stop_at is not None:
        return " ".join(line[begin:stop_at].split())
    told = [w[0].lower() for w in words[skip : skip + 4]]
    if told and told[0] in ("were", "was", "are", "have", "had", "has", "people"):
        return next((w for w in told[1:] if w in fate), None)
    return None


def _told_before(text: str, start: int) -> str | None:
    """The fate that the verb before a bare number tells: "killing 12" counts killed."""
    verb = re.search(r"([^\W\d_]+)\s\Z", text[max(0, start - 20) : start])
    return _lexicon()["verbs"].get(verb[1].lower()) if verb else None


def _is_count(text: str, match: re.Match[str], end: int, unit: str | None, amount: float) -> bool:
    """Whether a number counts something, rather than naming, measuring, dating or numbering it."""
    first, lower = match["first"], match["first"].lower()
    before = text[max(0, match.start() - 100) : match.start()]
    rest = text[end : end + 40]
    words_before = re.findall(r"[\w.'’]+|[^\w\s]", before)
    previous = words_before[-1] if words_before else ""
    # A word that ends its sentence says nothing of the number that opens the next.
    lowered = "" if previous.endswith(".") and len(previous) > 3 else previous.lower().rstrip(".")
    modified = any(match[kind] for kind in ("low", "high", "both"))
    following = re.match(r"[\s-]*([^\W\d_][\w./·’'-]*|°|[^\w\s])?", rest)
    next_word = (following[1] or "").lower().rstrip(".") if following else ""
    # Hyphenated to what follows or precedes: "18-year-old", "two-decade-old", "Mi-24".
    if re.match(r"[-–][^\W\d_]", rest) and not rest[1:].lower().startswith(("strong", "member", "man", "person", "nation")):
        return False
    if next_word in _words("measure") or re.match(r"\s?(?:m|km|ft|kg|mm|cm|mph)\b", rest):
        return False
    if previous in ("-", "–", "/", "[", "#", "§", "+", "№") and before.endswith(previous) and not match["sign"]:
        return False
    if rest[:1] in ("/", "]", ":") or re.match(r"[-–.]\d", rest) or rest.startswith(("st ", "nd ", "rd ", "th ")):
        return False
    if first[0].isdigit():
        plain = not re.search(r"[a-z]", lower)
        if plain and ("." in first or (len(first) > 6 and "," not in first)):
            return False
        if first.startswith("0") or _AGED.search(before) or _STREET.match(rest):
            return False
        # "Dayton, 42, of"; "(35)"; "1." at a line's start
        if previous in (",", "(") and rest[:1] in (",", ")", ".") and amount < 120 and not modified:
            return False
        if rest[:1] in (".", ")") and re.search(r"(?:\A|\n)\s*\(?\Z", before):
            return False
    elif lower == "one" and not _one_counts(words_before, lowered, first, next_word, unit):
        return lowered in _lexicon()["verbs"] and _stands_alone(rest)
    if (lowered in _words("named") and not modified) or _RATIO.search(before) or _RATIO_AFTER.match(rest):
        return False
    vague = _amount(first)[1]
    if unit is not None and lowered not in _lexicon()["verbs"]:
        return _plausible(first, amount, unit, vague)
    if vague:
        return lower not in ("several", "tens", "a couple", "a handful", "scores")
    if unit is not None and not _stands_alone(rest):
        return _plausible(first, amount, unit, vague)
    told = lowered in _lexicon()["verbs"] or lowered in _words("takes_number") or _TOLL.search(before) is not None
    return modified or (amount >= 1000 and "," in first) or (told and _stands_alone(rest)) or _PART.match(rest) is not None


# "ages of 17 and 20", "aged 14"
_AGED = re.compile(r"\bage[sd]?(?:\s(?:of|between|from))?\s(?:\d+\s?(?:and|to|-|–)\s?)?\Z", re.IGNORECASE)
# "400 S. Locust St."
_STREET = re.compile(r"\s(?:[A-Z][\w.]*\s){1,3}(?:Street|St\.|Drive|Dr\.|Avenue|Ave\.?|Road|Rd\.|Lane|Boulevard|Blvd\.?)(?!\w)")
# "3 to 1", "1 in 10", "2-for-1"
_RATIO = re.compile(r"(?:\d|one|two|three|four|five)\s(?:in|out of every|for every)\s\Z|-(?:for|to|in)-\Z|\b\d\sto\s\Z", re.IGNORECASE)
_RATIO_AFTER = re.compile(r"\s(?:in|for every)\s(?:\d+|five|ten|four|three)\b(?!\s*(?:January|February|March|April|May|June|July|August))|-(?:for|to|in)-|\sto\s1\b")
_TOLL = re.compile(r"\b(?:toll|total|number|rose|risen|rising|climbed|jumped|fell|brought|bringing|casualties)\b[^;\n]{0,80}\s(?:to|at|of)\s\Z", re.IGNORECASE)
_PART = re.compile(r"\sof\s(?:the|them|those|these|its|their|his|her|whom|which|\d)", re.IGNORECASE)


def _stands_alone(rest: str) -> bool:
    """Whether nothing that a number could qualify follows it."""
    return not rest.strip() or rest.lstrip()[0] in ".,;)" or re.match(r"\s(?:and|in|on|at|from|of|others?|more)\b", rest.lower()) is not None


def _one_counts(before: list[str], previous: str, first: str, following: str, unit: str | None) -> bool:
    """Whether "one" is a number here and no pronoun, article or part of a name ("TV One")."""
    named = first == "One" and bool(before) and before[-1][-1].isalnum()
    return unit is not None and not named and previous not in _words("one_before") and following not in _words("one_after")


def _plausible(first: str, amount: float, unit: str, vague: bool) -> bool:
    """Whether what follows a number can be what it counts: a plural, a fate, or the noun of "one"."""
    words = unit.lower().split()
    last = words[-1].rstrip(".")
    if amount == 1 or vague or first.lower().endswith(("hundred", "thousand", "million", "billion", "dozen")):
        return True
    plural = any(w in _words("plural") or w in _words("fate") or (w.endswith("s") and not w.endswith("ss")) for w in words)
    return plural or last in _words("fate") or (amount >= 100 and not words[0][0].isupper()) or len(words) >= 1 and words[0][0].islower() and amount > 1


def _is_currency(words: str) -> bool:
    """Whether the words that end in a currency's name are no more than that ("Jordanian dinars", "of dollars")."""
    parts = words.split()
    return len(parts) == 1 or parts[0] == "of" or parts[0][0].isupper()
