"""The grammar of calendar expressions: words to classes, and patterns over the classes.

A text becomes a string with one character a word, standing for the word's class; the patterns, written in class
names, are then one regular expression over that string. So the scanner is as fast as a look-up a word, and a
pattern can be read.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from purport.reading.numerals import cardinals, lexicon

CLASSES = (
    # words
    "MONTH MON MAY WEEKDAY WKD SEASON FALL UNIT UNITS QUARTER CENTURY WEEKEND PARTDAY NINETIES DEICTIC FEAST "
    "THE OF IN AND TO A LAST NEXT THIS THAT SAME PREVIOUS FOLLOWING COMING CURRENT PAST EARLY LATER BEFORE AFTER AGO "
    "END PART LATTER HALF OFFENSIVE EVERY APPROXIMATELY MORE THAN SEVERAL PREP FISCAL ANNO BC AMPM NTH NUMWORD "
    # figures
    "DAY YEAR DECADE NUMBER ORDINAL CLOCK ISO NUMERIC DOCNO "
    # marks, and the rest
    "COMMA DASH DOT OPEN CLOSE S APOSTROPHE BREAK CAPITAL OTHER"
).split()
CODE = {name: chr(0xE000 + i) for i, name in enumerate(CLASSES)}
NAME = {code: name for name, code in CODE.items()}

@cache
def calendar() -> dict[str, dict[str, Any]]:
    """The tables of ``calendar.toml``."""
    return tomllib.loads((files("purport.codebooks") / "data" / "calendar.toml").read_text(encoding="utf-8"))


@cache
def _token() -> re.Pattern[str]:
    feasts = "|".join(re.escape(name.title().replace("'S", "'s")) for name in sorted(calendar()["feasts"], key=len, reverse=True))
    return re.compile(
        rf"""
          (?:{feasts.replace(" ", "[ ]").replace("'", "['’]")})(?!\w)
        | \d{{4}}-\d{{2}}-[A-Z]{{1,3}}-\d+ | \d{{4}}-\d{{2}}-\d{{2}}(?!\w) | \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?!\w)
        | \d+(?:[.,:/]\d+)+\w* | \d+(?:st|nd|rd|th|s)?(?!\w)
        | [AaPp]\.\s?[Mm]\.? | B\.C\.(?:E\.)? | A\.D\.
        | \w*\d\w* | [^\W\d_]+
        | \n[ \t\r]*\n\s* | ['’`]s(?!\w) | [^\w\s]
        """,
        re.VERBOSE,
    )


@cache
def _words() -> dict[str, tuple[str, Any]]:
    """Each known word in lower case with its class and value; the first class named wins."""
    tables = calendar()
    out: dict[str, tuple[str, Any]] = {}
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
        ("NTH", lexicon()["ordinals"]),
        ("NUMWORD", cardinals()),
        ("MON", tables["month_abbreviations"]),
        ("WKD", tables["weekday_abbreviations"]),
    ):
        for word, value in words.items():
            out.setdefault(word, (CODE[name], value))
    for name, words in tables["words"].items():
        for word in words:
            if name.upper() in CODE:
                out.setdefault(word, (CODE[name.upper()], word))
    for name, rule in tables["feasts"].items():
        out[name] = (CODE["FEAST"], rule)
    out["may"] = (CODE["MAY"], 5)
    out["march"] = (CODE["MAY"], 3)
    out["fall"] = (CODE["FALL"], "FA")
    return out


_PUNCTUATION = {",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", ".": "DOT", "(": "OPEN", ")": "CLOSE"}


@dataclass(frozen=True, slots=True)
class Scan:
    """A text by its words: a class code each, their offsets and their values, in one order."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    values: list[Any]


def scan(text: str) -> Scan:
    """The classes of a text's words."""
    words = _words()
    other, capital = CODE["OTHER"], CODE["CAPITAL"]
    punctuation = {mark: CODE[name] for mark, name in _PUNCTUATION.items()}
    codes, starts, ends, values = [], [], [], []
    for match in _token().finditer(text):
        token = match.group()
        code, value = other, None
        first = token[0]
        if first.isalpha():
            known = words.get(token.lower().replace("’", "'"))
            if known is not None:
                code, value = known
                if first.islower() and code in _NEEDS_CAPITAL:
                    code, value = other, None
                elif value == "may" or (token.isupper() and len(token) == 3 and token in ("SAT", "SUN", "MAR", "DEC")):
                    code = other
            elif len(token) > 1 and token[1] == "." or token in ("am", "pm", "AM", "PM"):
                code, value = (CODE["AMPM"], token[0].lower()) if token[0] in "AaPp" and "m" in token.lower() else (other, None)
                if token[0] == "B":
                    code = CODE["BC"]
                elif token == "A.D.":
                    code = CODE["ANNO"]
            elif token in ("BC", "BCE"):
                code = CODE["BC"]
            elif any(c.isdigit() for c in token):
                code = other
            elif first.isupper():
                code = capital
        elif first.isdigit():
            code, value = _numeral(token)
        elif first == "\n":
            code = CODE["BREAK"]
        elif len(token) == 2:
            code = CODE["S"]
        elif token in "'’`":
            code = CODE["APOSTROPHE"]
        else:
            code = punctuation.get(token, other)
        codes.append(code)
        starts.append(match.start())
        ends.append(match.end())
        values.append(value)
    return Scan(text, "".join(codes), starts, ends, values)


# Words that name a day or month only where they are written with a capital: "sat", "march", "may", "mar", "sun".
_NEEDS_CAPITAL = {CODE[name] for name in ("MON", "WKD", "MAY", "FEAST")}


def _numeral(token: str) -> tuple[str, Any]:
    if token.isdigit():
        value = int(token)
        if len(token) == 4 and 1000 <= value <= 2100:
            return CODE["YEAR"], value
        if len(token) <= 2 and 1 <= value <= 31:
            return CODE["DAY"], value
        return CODE["NUMBER"], value if len(token) < 9 else None
    if token[-2:] in ("st", "nd", "rd", "th") and token[:-2].isdigit():
        value = int(token[:-2])
        return (CODE["ORDINAL"], value) if 1 <= value <= 31 else (CODE["OTHER"], None)
    if token[-1] == "s" and token[:-1].isdigit():
        return (CODE["DECADE"], int(token[:-1])) if token[-2] == "0" and len(token) in (3, 5) else (CODE["OTHER"], None)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", token):
        return CODE["ISO"], token
    if re.fullmatch(r"\d{4}-\d\d-[A-Z]+-\d+", token):
        return CODE["DOCNO"], (int(token[:4]), int(token[5:7]))
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d+", token):
        return CODE["NUMERIC"], token
    clock = re.fullmatch(r"(\d{1,2})[:.](\d\d)(am|pm|hrs|h)?|(\d{1,2})(am|pm)", token.lower())
    if clock:
        hour, minute = int(clock[1] or clock[4]), int(clock[2] or 0)
        half = clock[3] or clock[5] or ""
        if hour < 24 and minute < 60 and (":" in token or half):
            return CODE["CLOCK"], (hour, minute, half)
    return CODE["OTHER"], None


def _pattern(source: str) -> str:
    return re.sub(r"[A-Z]+", lambda m: CODE[m.group()], source).replace(" ", "")


_M = "(?:MONTH|MON DOT?|MAY)"
_D = "(?:DAY|ORDINAL)"
_W = "(?:WEEKDAY|WKD DOT?)"
_WHICH = "(?:LAST|NEXT|THIS|THAT|PREVIOUS|FOLLOWING|COMING|CURRENT|PAST|SAME)"
_COUNT = "(?:A|DAY|NUMBER|SEVERAL|A? NUMWORD (?:DASH? NUMWORD)?)"
# "early", "mid-", "the end of", "late in", "the early part of", "the second half of"
_EARLY = "(?:THE? (?:EARLY|LATER|END|(?:EARLY|LATTER) (?:PART|HALF)) (?:OF|IN)? DASH?)"
# "the night of", "early in the morning of", "the early morning hours of"
_DAYPART = "(?:(?:EARLY IN)? THE? EARLY? PARTDAY PART? (?:OF|IN))"
_THAT_YEAR = "(?:(?:OF|COMMA)? (?:THE|THIS|THAT|LAST|NEXT) (?:SAME|PREVIOUS|FOLLOWING)? UNIT)"
_YEAR = f"(?:(?:COMMA|OF)? YEAR|{_THAT_YEAR})"
# A month's name that is also a word, and a season, stand alone only after one of these.
_INTRODUCED = "(?<=[IN OF TO AND A THE PREP EARLY END LAST NEXT THIS DASH BEFORE AFTER OPEN BREAK])"

# No expression begins with these; to know it at once is most of the scanner's speed.
_NEVER_FIRST = "(?![OTHER CAPITAL COMMA DASH DOT OPEN CLOSE S BREAK IN OF TO AND PREP BC AMPM AGO BEFORE AFTER OFFENSIVE CENTURY])"

# One class of expression a line; at each place the first that fits wins, so the longer reading stands above.
RULES: tuple[tuple[str, str], ...] = (
    ("iso", "ISO"),
    ("numeric", "NUMERIC"),
    ("document", "DOCNO"),
    ("set", f"EVERY (?:NTH|AND)? (?:UNIT|UNITS|QUARTER|{_W}|{_M}|SEASON|WEEKEND|PARTDAY|FEAST)"),
    ("clock", "(?:CLOCK AMPM?|DAY AMPM) (?:CAPITAL (?=WEEKDAY|DEICTIC|CLOSE))? (?:COMMA? IN? (?:WEEKDAY|DEICTIC) (?!COMMA? (?:DAY|MONTH|MON|MAY)))?"),
    ("days", f"{_M} {_D} DASH {_D} (?:COMMA? YEAR)? (?!DASH? {_M})"),
    ("days", f"(?:{_W} COMMA?)? {_D} DASH {_D} OF? {_M} (?:COMMA? YEAR)?"),
    ("bare_day", f"THE? {_D} (?=(?:COMMA {_D})* (?:AND|TO) THE? {_D} OF? {_M})"),
    (
        "day",
        f"{_DAYPART}? {_EARLY}? (?:(?:THIS|LAST|NEXT)? COMING? {_W} COMMA? PARTDAY? OF? COMMA?)? THE? LAST? "
        f"(?:{_M} {_D} (?:{_YEAR}|BC)?|(?:{_D}|(?<=THE) NTH OF) OF? {_M} (?:{_YEAR}|BC)?)",
    ),
    ("next_day", "(?:(?<=[MONTH DOT MAY] [DAY ORDINAL] [AND TO]) (?:THE? ORDINAL|DAY (?=[DOT COMMA CLOSE BREAK]))|(?<=IN) THE ORDINAL (?=[DOT COMMA CLOSE BREAK]))"),
    ("month_bc", f"{_EARLY}? {_M} (?:OF)? (?:NUMBER|YEAR|DAY) BC"),
    ("month_of_year", f"{_EARLY}? THE? {_M} (?:(?:COMMA|OF)? YEAR (?!BC)|{_THAT_YEAR})"),
    ("month_of_year", f"{_EARLY}? THE? {_M} COMMA? NUMWORD NUMWORD (?:DASH? NUMWORD)?"),
    ("month", f"{_EARLY}? THE? (?:{_WHICH})+ {_M} (?!DAY)"),
    ("month", f"{_EARLY}? THE? MONTH"),
    ("month", f"{_EARLY}? THE? {_INTRODUCED} (?:MON DOT|MAY)"),
    ("month", "MAY (?=DASH MONTH)"),
    ("season_bc", f"{_EARLY}? THE? EARLY? (?:SEASON|FALL) (?:OF)? (?:NUMBER|YEAR|DAY) BC"),
    ("season", f"{_EARLY}? THE? EARLY? (?:SEASON|FALL) (?:COMMA|OF|IN)? (?:YEAR|NUMWORD NUMWORD (?:DASH? NUMWORD)?)"),
    ("season", f"{_EARLY}? THE? EARLY? (?:SEASON|FALL) {_THAT_YEAR}"),
    ("season", "YEAR SEASON"),
    ("season", f"{_EARLY}? THE? (?:{_WHICH})+ (?:SEASON|FALL)"),
    ("season", f"{_EARLY}? (?:(?<=[THE IN PREP OF])|(?<=[SEASON FALL] AND)|THE) EARLY? (?:SEASON|FALL (?!OF))"),
    ("season", "(?:SEASON|FALL) (?=OFFENSIVE)"),
    ("quarter", "THE? (?:YEAR|(?:LAST|NEXT|THIS) UNIT S)? FISCAL? DASH? NTH DASH? QUARTER (?:OF FISCAL? YEAR|OF? (?:LAST|NEXT|THIS) UNIT)?"),
    ("quarter", "(?:YEAR|(?:LAST|NEXT|THIS) UNIT S) QUARTER"),
    ("quarter", f"THE? OTHER? UNIT DASH (?:AGO|LATER) (?:NTH DASH?)? QUARTER"),
    ("quarter", f"THE? (?:{_WHICH})* QUARTER (?:(?:LAST|THIS) UNIT|A UNIT (?:AGO|LATER))?"),
    ("half", "THE? (?:NTH|LAST|LATTER) HALF OF? (?:YEAR|(?:LAST|NEXT|THIS) UNIT)"),
    ("weekday", f"{_DAYPART}? {_EARLY}? THE? (?:{_WHICH})* WEEKDAY EARLY? DASH? PARTDAY?"),
    ("day_before", "THE? UNIT (?:BEFORE|AFTER) (?:LAST|DEICTIC)"),
    ("deictic", "(?:LATER|EARLY)? (?:EARLY? DASH? PARTDAY (?:IN|OF)?)? DEICTIC (?:EARLY? DASH? PARTDAY)?"),
    ("ago", f"(?:APPROXIMATELY|MORE THAN)* {_COUNT} (?:MORE)? (?:UNIT|UNITS) (?:OR OTHER)? AGO".replace("OR OTHER", "AND OTHER")),
    ("later", f"(?:APPROXIMATELY|MORE THAN)* {_COUNT} (?:UNIT|UNITS) (?:LATER|BEFORE (?=[DOT COMMA CLOSE BREAK]))"),
    ("later", "UNIT DASH (?:LATER|AGO)"),
    ("period", "THE? UNIT (?:DASH|S)? END (?!OF)"),
    ("stretch", f"(?:THE|THIS)? (?:LAST|PAST|NEXT|COMING|PREVIOUS|FOLLOWING)+ (?:SEVERAL|DAY|NUMBER|NUMWORD (?:DASH? NUMWORD)?) UNITS"),
    ("stretch", "(?<=PREP) THE (?:LAST|PAST) UNIT"),
    ("stretch", "(?:THE|THIS) PAST UNIT"),
    ("week_of", f"THE UNIT OF {_M} {_D}"),
    ("weekend", f"{_EARLY}? THE? (?:{_WHICH})* WEEKEND"),
    ("part_of_day", f"{_EARLY}? (?:THE (?:SAME|PREVIOUS|FOLLOWING|NEXT)|(?:LATER? (?:LAST|THIS|THAT)) SAME?) DASH? EARLY? PARTDAY"),
    ("day_before", "THE UNIT (?:BEFORE|AFTER|FOLLOWING) (?=[DOT COMMA CLOSE BREAK])"),
    ("period", f"(?:{_EARLY}|LATER (?:IN)?)? THE? (?:{_WHICH})+ FISCAL? UNIT (?:S END)?"),
    ("period", f"{_EARLY} THE FISCAL? UNIT"),
    ("decade", f"{_EARLY}? THE? EARLY? DASH? APOSTROPHE? DECADE (?!BC)"),
    ("decade", f"{_EARLY}? THE EARLY? DASH? NINETIES"),
    ("decade", f"{_EARLY}? (?:THE|THIS|THAT) (?:LAST|NEXT|PREVIOUS|FOLLOWING|SAME) (?:UNIT)"),
    ("century", f"{_EARLY}? THE? EARLY? DASH? (?:NTH|ORDINAL) DASH? CENTURY BC?"),
    ("year_bc", f"{_EARLY}? THE? (?:APPROXIMATELY DOT?)? (?:NUMBER|YEAR|DAY|DECADE) BC"),
    ("feast", "THE? (?:THIS|LAST|NEXT|PREVIOUS)? FEAST (?:COMMA? YEAR|PARTDAY)?"),
    ("years", "YEAR DASH (?:DAY|NUMBER) (?!(?:UNIT|UNITS|DASH))"),
    ("year", f"(?:{_EARLY} THE?|THE UNIT)? FISCAL? YEAR (?!BC)"),
    ("year", "THE UNIT NUMWORD NUMWORD (?:DASH? NUMWORD)?"),
    ("year", "NUMWORD NUMWORD (?:DASH? NUMWORD)?"),
    ("short_year", "THE? APOSTROPHE (?:DAY|NUMBER)"),
)


def _pattern(source: str) -> str:
    return re.sub(r"[A-Z]+", lambda m: CODE[m.group()], source).replace(" ", "")


@cache
def _rules() -> re.Pattern[str]:
    # Names of rules repeat, and a group's name must not: the group's number leads to the rule.
    return re.compile(_pattern(_NEVER_FIRST) + "(?:" + "|".join(f"({_pattern(source)})" for _, source in RULES) + ")")


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of words that fits a rule: ``first`` and ``last`` are indices into the scan, last not included."""

    rule: str
    first: int
    last: int


def expressions(words: Scan) -> Iterator[Expression]:
    """The expressions of a text in reading order; none overlap."""
    for match in _rules().finditer(words.codes):
        assert match.lastindex is not None
        yield Expression(RULES[match.lastindex - 1][0], match.start(), match.end())
