"""The grammar of calendar expressions: patterns over the classes of words, one class of expression a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from purport.reading.dates.words import CODE, Scan

_M = "(?:MONTH|MON DOT?|MAY)"
# "nineteen ninety-six"
_SPOKEN = "NUMWORD NUMWORD (?:DASH? NUMWORD)?"
_D = "(?:DAY|ORDINAL)"
_W = "(?:WEEKDAY|WKD DOT?)"
# Every repetition has its bound: a text of one word over and over must cost no more than any other of its length.
_LAST = "(?:(?:LAST|NEXT|THIS|PREVIOUS|FOLLOWING|COMING|CURRENT|PAST|SAME){1,4})"
# "that" before "last" is a conjunction ("said that last week")
_WHICH = f"(?:THAT SAME?|{_LAST})"
_COUNT = "(?:A|DAY|NUMBER|SEVERAL|A? NUMWORD (?:DASH? NUMWORD)?)"
# "early", "mid-", "the end of", "late in", "the early part of", "the second half of"
_EARLY = "(?:THE? (?:EARLY|LATER|END|(?:EARLY|LATTER) (?:PART|HALF)) (?:OF|IN)? DASH?)"
# "the night of", "early in the morning of", "the early morning hours of"
_DAYPART = "(?:(?:EARLY IN)? THE? EARLY? PARTDAY PART? (?:OF|IN)|THE EARLY PART OF)"
_THAT_YEAR = "(?:(?:OF|COMMA)? (?:THE|THIS|THAT|LAST|NEXT) (?:SAME|PREVIOUS|FOLLOWING|NEXT)? UNIT)"
_YEAR = f"(?:(?:COMMA|OF)? YEAR|{_THAT_YEAR})"
# A month's name that is also a word, and a season, stand alone only after one of these.
_INTRODUCED = "(?<=[IN OF TO AND A THE PREP EARLY END LAST NEXT THIS DASH BEFORE AFTER OPEN BREAK])"

# Days in a list before the one that has the month.
LISTED_DAYS = 9

_HIJRI_YEAR = "(?:HIJRIYEAR|YEAR AH?)"

_NEARLY = "(?:APPROXIMATELY|MORE THAN){0,4}"
_CLAUSE_END = "(?=[DOT COMMA CLOSE BREAK])"
# "January the 1st", and not "in January the 1st and 2nd Battalions"
_NO_LIST = "(?=DOT|CLOSE|BREAK|YEAR|COMMA (?!ORDINAL))"

# No expression begins with the first of these, and each comes soon to one of the second; to know that at once is
# most of the scanner's speed.
_NEVER_FIRST = (
    "OTHER CAPITAL COMMA DASH DOT OPEN CLOSE S BREAK IN OF TO AND PREP BC AH AMPM AGO BEFORE AFTER OFFENSIVE CENTURY"
)
_HEADS = (
    "MONTH MON MAY WEEKDAY WKD SEASON FALL UNIT UNITS QUARTER CENTURY WEEKEND PARTDAY NINETIES DEICTIC FEAST YEAR "
    "SLASHED DECADE BC ISO NUMERIC DOCNO YEARPART NAMEDDAY CLOCK AMPM DAY ORDINAL NUMWORD APOSTROPHE HIJRI HIJRIYEAR"
)
_WORTH = f"(?![{_NEVER_FIRST}]) (?=[^{_HEADS} OTHER CAPITAL BREAK]{{0,9}} (?:[{_HEADS}]|OTHER UNIT DASH))"

# One class of expression a line; at each place the first that fits wins, so the longer reading stands above.
RULES: tuple[tuple[str, str], ...] = (
    ("iso", "ISO"),
    ("named_day", "THE? NAMEDDAY"),
    ("hijri", "NUMERIC AH"),
    ("hijri", f"(?:{_W} COMMA?)? THE? {_D} OF? HIJRI (?:COMMA? {_HIJRI_YEAR})?"),
    ("hijri", f"(?:{_W} COMMA?)? HIJRI {_D} (?:COMMA? {_HIJRI_YEAR})?"),
    ("hijri", f"{_EARLY}? THE? HIJRI COMMA? {_HIJRI_YEAR}"),
    ("hijri", f"{_EARLY}? (?:(?:{_LAST}|{_INTRODUCED}|(?<!CAPITAL)) HIJRI (?!CAPITAL))"),
    ("hijri", "(?:HIJRIYEAR|YEAR AH)"),
    ("numeric", "NUMERIC"),
    ("document", "DOCNO"),
    ("set", f"EVERY (?:NTH|AND)? (?:UNIT|UNITS|QUARTER|{_W}|{_M}|SEASON|WEEKEND|PARTDAY|FEAST)"),
    (
        "clock",
        "(?:CLOCK AMPM?|DAY AMPM) (?:CAPITAL (?=WEEKDAY|DEICTIC|CLOSE))? "
        "(?:COMMA? IN? (?:WEEKDAY|DEICTIC) (?!COMMA? (?:DAY|MONTH|MON|MAY)))?",
    ),
    ("days", f"{_M} {_D} DASH {_D} (?:COMMA? YEAR)? (?!DASH? {_M})"),
    ("days", f"(?:{_W} COMMA?)? {_D} DASH {_D} OF? {_M} (?:COMMA? YEAR)?"),
    (
        "nth_weekday",
        f"THE? (?:NTH|ORDINAL|LAST) WEEKDAY (?:OF|IN) "
        f"(?:(?:THE|{_WHICH}) UNIT|{_M} (?:(?:COMMA|OF)? YEAR|{_THAT_YEAR})?)",
    ),
    ("bare_day", f"THE? {_D} (?=(?:COMMA {_D}){{0,{LISTED_DAYS}}} (?:AND|TO) THE? {_D} OF? {_M})"),
    (
        "day",
        f"{_DAYPART}? {_EARLY}? (?:(?:THIS|LAST|NEXT)? COMING? {_W} COMMA? PARTDAY? OF? COMMA?)? THE? LAST? "
        f"(?:{_M} (?:{_D}|THE ORDINAL {_NO_LIST}) (?:{_YEAR}|BC)?|(?:{_D}|(?<=THE) NTH OF) OF? {_M} (?:{_YEAR}|BC)?)",
    ),
    (
        "next_day",
        f"(?:(?<=[MONTH DOT MAY] [DAY ORDINAL] [AND TO]) (?:THE? ORDINAL|DAY {_CLAUSE_END})|"
        f"(?:(?<=IN)|{_DAYPART}) THE ORDINAL {_CLAUSE_END})",
    ),
    ("month_bc", f"{_EARLY}? {_M} (?:OF)? (?:NUMBER|YEAR|DAY) BC"),
    ("month_of_year", f"{_EARLY}? THE? {_M} (?:(?:COMMA|OF)? YEAR (?!BC)|{_THAT_YEAR})"),
    ("month_of_year", f"{_EARLY}? THE? {_M} COMMA? {_SPOKEN}"),
    ("month", f"{_EARLY}? THE? {_WHICH} {_M} (?!DAY)"),
    ("month", f"{_EARLY}? THE? MONTH"),
    ("month", f"{_EARLY}? THE? {_INTRODUCED} (?:MON DOT|MAY)"),
    ("month", "MAY (?=DASH MONTH)"),
    ("season_bc", f"{_EARLY}? THE? EARLY? (?:SEASON|FALL) (?:OF)? (?:NUMBER|YEAR|DAY) BC"),
    (
        "season",
        f"{_EARLY}? THE? EARLY? (?:SEASON|FALL) (?:COMMA|OF|IN)? (?:YEAR (?:DASH (?:DAY|YEAR))?|SLASHED|{_SPOKEN})",
    ),
    ("season", f"{_EARLY}? THE? EARLY? (?:SEASON|FALL) {_THAT_YEAR}"),
    ("season", "YEAR SEASON"),
    ("season", f"THE (?:SEASON|FALL) BEFORE {_CLAUSE_END}"),
    ("season", f"{_EARLY}? THE? {_WHICH} (?:SEASON|FALL)"),
    ("season", f"{_EARLY}? (?:(?<=[THE IN PREP OF])|(?<=[SEASON FALL] AND)|THE) EARLY? (?:SEASON|FALL (?!OF))"),
    ("season", "(?:SEASON|FALL) (?=OFFENSIVE)"),
    (
        "quarter",
        "THE? (?:YEAR|(?:LAST|NEXT|THIS) UNIT S)? FISCAL? DASH? (?:NTH|ORDINAL) DASH? QUARTER "
        "(?:OF FISCAL? YEAR|OF? (?:LAST|NEXT|THIS) UNIT)?",
    ),
    ("quarter", "THE? LAST QUARTER OF (?:YEAR|THE? (?:LAST|NEXT|THIS|PREVIOUS|SAME) UNIT)"),
    ("quarter", "(?:YEAR|(?:LAST|NEXT|THIS) UNIT S) QUARTER"),
    ("quarter", "THE? OTHER? UNIT DASH (?:AGO|LATER) (?:NTH DASH?)? QUARTER"),
    ("quarter", f"THE? {_WHICH}? QUARTER (?:(?:LAST|THIS) UNIT|A UNIT (?:AGO|LATER))?"),
    ("year_part", "(?:YEARPART (?:[COMMA OF DASH])? FISCAL? YEAR|YEAR DASH? YEARPART)"),
    ("year_part", "(?<=[IN OF PREP AND TO]) YEARPART"),
    ("half", "THE? (?:NTH|ORDINAL|LAST|LATTER) HALF OF? (?:YEAR|(?:LAST|NEXT|THIS) UNIT)"),
    ("weekday", "WEEKDAY OF? (?:LAST|NEXT|THIS) UNIT (?!S)"),
    ("weekday", f"{_DAYPART}? {_EARLY}? THE? {_LAST}? WEEKDAY EARLY? DASH? PARTDAY?"),
    ("weekday", "PARTDAY WEEKDAY (?!PARTDAY)"),
    ("day_before", f"THE? UNIT (?:BEFORE|AFTER) (?:LAST|DEICTIC|THAT {_CLAUSE_END})"),
    ("deictic", "(?:LATER|EARLY)? (?:EARLY? DASH? PARTDAY (?:IN|OF)?)? DEICTIC (?:EARLY? DASH? PARTDAY)?"),
    ("in_future", f"(?<=IN) {_NEARLY} {_COUNT} (?:UNIT|UNITS) (?![OF S APOSTROPHE])"),
    ("ago", "(?:HALF A UNIT|A UNIT AND A HALF|(?:NUMWORD|DAY) AND A HALF UNITS) AGO"),
    ("ago", f"{_NEARLY} {_COUNT} MORE? (?:UNIT|UNITS) (?:AND OTHER)? AGO"),
    ("later", f"{_NEARLY} {_COUNT} (?:UNIT|UNITS) (?:LATER|BEFORE {_CLAUSE_END})"),
    ("later", "UNIT DASH (?:LATER|AGO)"),
    ("period", "THE? UNIT (?:DASH|S)? END (?!OF)"),
    (
        "stretch",
        "(?:THE|THIS)? (?:LAST|PAST|NEXT|COMING|PREVIOUS|FOLLOWING){1,4} "
        "(?:SEVERAL|DAY|NUMBER|NUMWORD (?:DASH? NUMWORD)?) UNITS "
        "(?!OF (?:THE? (?:LAST|THIS|NEXT|THAT|SAME)? UNIT|YEAR|MONTH|MON|MAY))",
    ),
    ("stretch", "(?<=PREP) THE (?:LAST|PAST) UNIT"),
    ("stretch", "(?:THE|THIS) PAST UNIT"),
    (
        "week_of",
        f"THE (?:UNIT|WEEKEND) OF (?:{_M} {_D} (?:DASH {_D})?|{_D} (?:DASH {_D})? OF? {_M}) (?:COMMA? YEAR)?",
    ),
    ("weekend", f"{_EARLY}? THE? {_WHICH}? WEEKEND"),
    (
        "part_of_day",
        f"{_EARLY}? (?:THE (?:SAME|PREVIOUS|FOLLOWING|NEXT)|LATER? (?:LAST|THIS|THAT) SAME?) DASH? EARLY? PARTDAY",
    ),
    ("part_of_day", f"THE PARTDAY BEFORE {_CLAUSE_END}"),
    ("day_before", f"THE UNIT (?:BEFORE|AFTER|FOLLOWING) {_CLAUSE_END}"),
    ("event_day", f"(?:THE UNIT|{_COUNT} (?:UNIT|UNITS)) (?:BEFORE|AFTER|FOLLOWING) (?![LAST DEICTIC])"),
    ("period", f"(?:{_EARLY}|LATER (?:IN)?)? THE? {_WHICH} FISCAL? UNIT (?:S END)?"),
    ("period", f"{_EARLY} THE FISCAL? UNIT"),
    ("decade", f"{_EARLY}? THE? EARLY? DASH? APOSTROPHE? DECADE (?!BC)"),
    ("decade", f"{_EARLY}? THE EARLY? DASH? NINETIES"),
    ("century", f"{_EARLY}? THE? EARLY? DASH? (?:NTH|ORDINAL) DASH? CENTURY BC?"),
    ("year_bc", f"{_EARLY}? THE? (?:APPROXIMATELY DOT?)? (?:NUMBER|YEAR|DAY|DECADE) BC"),
    ("feast", "THE? (?:THIS|LAST|NEXT|PREVIOUS)? FEAST (?:COMMA? YEAR|PARTDAY)?"),
    ("years", "SLASHED"),
    ("years", "YEAR DASH (?:DAY|NUMBER) (?!(?:UNIT|UNITS|DASH))"),
    ("year", f"(?:{_EARLY} THE?|THE UNIT)? FISCAL? YEAR (?!BC)"),
    ("year", f"THE UNIT (?:{_SPOKEN}|NUMWORD THOUSAND (?:AND? NUMWORD)?)"),
    ("year", _SPOKEN),
    ("short_year", "THE? APOSTROPHE (?:DAY|NUMBER)"),
)


def _pattern(source: str) -> str:
    return re.sub(r"[A-Z]+", lambda m: CODE[m.group()], source).replace(" ", "")


@cache
def _rules() -> re.Pattern[str]:
    # Names of rules repeat, and a group's name must not: the group's number leads to the rule.
    return re.compile(_pattern(_WORTH) + "(?:" + "|".join(f"({_pattern(source)})" for _, source in RULES) + ")")


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


def ends_apart(words: Scan, found: Iterable[Expression]) -> Iterator[Expression]:
    """The same expressions, of a range of days ("12-14 July") or years ("1915-17") each end by itself."""
    for expression in found:
        if expression.rule == "years" and end_year(words, expression.last - 1) is not None:
            yield Expression("year", expression.first, expression.first + 1)
            yield Expression("end_year", expression.last - 1, expression.last)
            continue
        if expression.rule != "days":
            yield expression
            continue
        dash = words.codes.index(CODE["DASH"], expression.first)
        month_first = words.name(dash - 2) in ("MONTH", "MON", "MAY", "DOT")
        yield Expression("day", expression.first, dash) if month_first else Expression("bare_day", dash - 1, dash)
        yield Expression("next_day" if month_first else "day", dash + 1, expression.last)


def end_year(words: Scan, index: int) -> int | None:
    """The year that the two figures at an index stand for behind a year and a dash; None where they are not later."""
    first, short = words.values[index - 2], words.values[index]
    if words.name(index - 1) != "DASH" or len(words.word(index)) != 2:
        return None
    last: int = first - first % 100 + short
    return last if last > first else None
