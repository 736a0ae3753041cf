"""The words of a text by their class: months, weekdays, units, figures of each kind, prepositions that matter.

A text becomes a string with one character a word, standing for the word's class; the grammar's patterns are then one
regular expression over that string.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from purport.reading.numerals import cardinals, number_words

CLASSES = re.findall(
    r"\w+",
    # words
    "MONTH MON MAY WEEKDAY WKD SEASON FALL UNIT UNITS QUARTER CENTURY WEEKEND PARTDAY NINETIES DEICTIC FEAST "
    "HIJRI AH HIJRIYEAR "
    "THE OF IN AND TO A LAST NEXT THIS THAT SAME PREVIOUS FOLLOWING COMING CURRENT PAST EARLY LATER BEFORE AFTER AGO "
    "END PART LATTER HALF OFFENSIVE EVERY APPROXIMATELY MORE THAN SEVERAL PREP FISCAL BC AMPM NTH NUMWORD THOUSAND "
    # figures
    "DAY YEAR SLASHED DECADE NUMBER ORDINAL CLOCK ISO NUMERIC DOCNO YEARPART NAMEDDAY "
    # marks, and the rest
    "COMMA DASH DOT OPEN CLOSE S APOSTROPHE BREAK CAPITAL OTHER",
)
CODE = {name: chr(0xE000 + i) for i, name in enumerate(CLASSES)}
NAME = {code: name for name, code in CODE.items()}

_MARKS = {",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", ".": "DOT", "(": "OPEN", ")": "CLOSE"}
_MARKS |= dict.fromkeys("'’`", "APOSTROPHE")
# Words that name a day or month only where they are written with a capital ("sat", "march"), and those that are
# rather names or other words where three capitals stand together ("SUN", "MAR").
_NEEDS_CAPITAL = {CODE[name] for name in ("MON", "WKD", "MAY", "FEAST", "HIJRI")}
_NOT_IN_CAPITALS = {"SAT", "SUN", "MAR", "DEC"}
LONGEST_NUMERAL = 16
_CLOCK = re.compile(r"(\d{1,2})([:.])(\d\d)(am|pm|hrs|h)?|(\d{1,2})(am|pm)")

Classed = tuple[str, Any]


@cache
def calendar() -> dict[str, dict[str, Any]]:
    """The tables of ``calendar.toml``."""
    return tomllib.loads((files("purport.codebooks") / "data" / "calendar.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Scan:
    """A text by its words: a class code each, their offsets and their values, in one order."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    values: list[Any]

    def word(self, index: int) -> str:
        """The word at an index, empty where there is none."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""

    def name(self, index: int) -> str:
        """The class of the word at an index; beyond the ends there is a break."""
        return NAME[self.codes[index]] if 0 <= index < len(self.codes) else "BREAK"


def scan(text: str) -> Scan:
    """The classes of a text's words."""
    matches = list(_token().finditer(text))
    classed = [_classed(match[1]) for match in matches]
    return Scan(
        text,
        "".join([code for code, _ in classed]),
        [match.start(1) for match in matches],
        [match.end(1) for match in matches],
        [value for _, value in classed],
    )


@cache
def _token() -> re.Pattern[str]:
    tables = calendar()
    names = map(_in_capitals, sorted([*tables["feasts"], *tables["hijri_months"]], key=len, reverse=True))
    by_initial: dict[str, list[str]] = {}
    for name in names:
        by_initial.setdefault(name[0], []).append(name[1:])
    # By their initials, so that most words are passed over at once.
    feasts = "|".join(f"{initial}(?:{'|'.join(rest)})" for initial, rest in by_initial.items())
    return re.compile(
        rf"""
        [^\S\n]*+(  # blanks are passed over with the word that follows
          [a-z]{{2,}}+(?!\w)  # most words, at once
        | (?:{feasts})(?!\w)
        | \d{{4}}-\d{{2}}-[A-Z]{{1,3}}-\d+
        | \d{{4}}-\d{{2}}-\d{{2}}(?:[T ][012]\d:[0-5]\d(?::[0-5]\d(?:\.\d{{1,9}})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
        | \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?!\w) | \d{{4}}/\d{{2}}/\d{{2}}(?!\w)
        | \d{{1,2}}-\d{{1,2}}-(?:19|20)\d\d(?![\w-])
        | \d+(?:[.,:/]\d+)+\w* | \d+(?:st|nd|rd|th|s)?(?!\w)
        | [AaPp]\.\s?[Mm]\.? | B\.C\.(?:E\.)? | A\.H\.
        | \w{{0,40}}\d\w* | [^\W\d_]+
        | \n[ \t\r]*\n\s* | ['’`]s(?!\w) | [^\w\s]
        )
        """,
        re.VERBOSE,
    )


def _in_capitals(name: str) -> str:
    """A pattern for a name of one or more words in capitals, an article's left open."""
    return "[ -]".join(
        f"[{word[0].upper()}{word[0]}]{word[1:]}" if word in ("al", "ul") else _capital(word) for word in name.split()
    )


def _capital(word: str) -> str:
    shown = word.upper() if word in ("i", "ii") else word.capitalize()
    return re.escape(shown).replace("'", "['’]")


@cache
def _lexicon() -> dict[str, Classed]:
    """Each known word in lower case with its class and value; the class named first wins."""
    tables = calendar()
    out: dict[str, Classed] = {}
    for name, words in (
        ("MONTH", tables["months"]),
        ("WEEKDAY", tables["weekdays"]),
        ("UNIT", tables["unit"]),
        ("UNITS", tables["units"]),
        ("QUARTER", tables["quarter"]),
        ("PARTDAY", tables["parts_of_day"]),
        ("SEASON", tables["seasons"]),
        ("NINETIES", tables["decades"]),
        ("DEICTIC", tables["deictic"]),
        ("NTH", number_words()["ordinals"]),
        ("NUMWORD", cardinals()),
        ("MON", tables["month_abbreviations"]),
        ("WKD", tables["weekday_abbreviations"]),
        ("FEAST", tables["feasts"]),
        ("HIJRI", tables["hijri_months"]),
        *((name.upper(), {word: word for word in words}) for name, words in tables["words"].items()),
    ):
        for word, value in words.items():
            out.setdefault(word, (CODE[name], value))
    return out | {"may": (CODE["MAY"], 5), "march": (CODE["MAY"], 3), "fall": (CODE["FALL"], "FA")}


@lru_cache(maxsize=1 << 16)
def _classed(token: str) -> Classed:
    first = token[0]
    if first.isdigit():
        return _numeral(token)
    if first.isalpha():
        return _word(token)
    if first == "\n":
        return CODE["BREAK"], None
    return CODE["S" if len(token) == 2 else _MARKS.get(token, "OTHER")], None


def _word(token: str) -> Classed:
    known = _lexicon().get(_plain(token))
    if known is not None:
        needs = token[0].islower() and known[0] in _NEEDS_CAPITAL
        return (CODE["OTHER"], None) if needs or token in _NOT_IN_CAPITALS else known
    if token in ("am", "pm", "AM", "PM") or re.fullmatch(r"[AaPp]\.\s?[Mm]\.?", token):
        return CODE["AMPM"], token[0].lower()
    if token in ("AH", "H", "A.H."):
        return CODE["AH"], None
    if re.fullmatch("Q[1-4]|H[12]", token):
        return CODE["YEARPART"], token
    if token in ("BC", "BCE") or token.startswith("B.C"):
        return CODE["BC"], None
    return CODE["CAPITAL" if token[0].isupper() and token.isalpha() else "OTHER"], None


def _plain(token: str) -> str:
    """A word as the lexicon has it."""
    plain = token.lower().replace("’", "'")
    return plain.replace("-", " ") if "-" in plain else plain


def _numeral(token: str) -> Classed:
    if re.fullmatch(r"\d{4}([-/])\d\d\1\d\d(?:[T ]\d\d:.*)?", token):
        return CODE["ISO"], token.replace("/", "-").replace(" ", "T")
    if len(token) > LONGEST_NUMERAL:
        return CODE["OTHER"], None
    if token.isdecimal():
        value = int(token)
        if len(token) == 4 and 1000 <= value <= 2100:
            return CODE["YEAR"], value
        if len(token) <= 2 and 1 <= value <= 31:
            return CODE["DAY"], value
        return CODE["NUMBER"], value
    if token[:-2].isdecimal() and token[-2:] in ("st", "nd", "rd", "th"):
        value = int(token[:-2])
        return (CODE["ORDINAL"], value) if 1 <= value <= 31 else (CODE["OTHER"], None)
    if token[:-1].isdecimal() and token[-1] == "s":
        return (CODE["DECADE"], int(token[:-1])) if token[-2] == "0" and len(token) in (3, 5) else (CODE["OTHER"], None)
    if re.fullmatch(r"\d{4}-\d\d-[A-Z]+-\d+", token):
        return CODE["DOCNO"], (int(token[:4]), int(token[5:7]))
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d+", token):
        return CODE["NUMERIC"], token
    if re.fullmatch(r"\d{1,2}([.-])\d{1,2}\1(?:19|20)\d\d", token):
        return CODE["NUMERIC"], token
    named = calendar()["named_days"].get(token)
    if named is not None:
        return CODE["NAMEDDAY"], named
    if re.fullmatch(r"1[0-9]{3}A?H", token):
        return CODE["HIJRIYEAR"], int(token[:4])
    slashed = re.fullmatch(r"((?:1[5-9]|20)\d\d)/(\d\d|\d{4})", token)
    if slashed is not None:
        first, last = int(slashed[1]), int(slashed[1][: 4 - len(slashed[2])] + slashed[2])
        return (CODE["SLASHED"], (first, last)) if last == first + 1 else (CODE["OTHER"], None)
    clock = _CLOCK.fullmatch(token.lower())
    if clock is not None:
        hour, minute, half = int(clock[1] or clock[5]), int(clock[3] or 0), clock[4] or clock[6] or ""
        if hour < 24 and minute < 60 and (clock[2] == ":" or half):
            return CODE["CLOCK"], (hour, minute, half)
    return CODE["OTHER"], None
