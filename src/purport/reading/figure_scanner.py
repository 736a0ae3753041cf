"""Numbers in a text: one pattern for every figure, and what its numbers come to."""

import re
from collections.abc import Iterable
from functools import cache

from purport.reading.counted import lexicon
from purport.reading.numerals import DIGITS, cardinals, number, number_words, words_to_number

# The pattern is for text in lower case: so it is three times as fast as one that is blind to case.
_DOZEN = 12


def folded(text: str) -> str:
    """A text in lower case, each code point at the place it had."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


@cache
def scanner(ranges: bool = True) -> re.Pattern[str]:
    """The pattern of a figure in folded text: a modifier, a currency's sign, a number or a range, what makes it a
    percentage or money, a modifier after it. Without ``ranges``, a range's first number alone."""
    table, numerals = lexicon(), number_words()
    scales, word = _any(numerals["scales"]), f"(?:{_any(cardinals())})"
    big = f"(?:{scales}|dozen)"
    digits = rf"(?:{DIGITS})(?:[\s-]?{big}|(?:{_any(numerals['suffixes'])}))?(?![\w])(?![.,:/·]\d)"
    vague = rf"(?:several|a\sfew|a\scouple\sof)\s{big}|{_any(table['vague'])}"
    after_scale = "|".join(f"(?<={scale})" for scale in numerals["scales"])
    written = (
        rf"(?:an?\s{big}(?!s)|{word})(?:(?:[-\s]|(?:{after_scale})\sand\s)(?:{word}|{big})(?!\w)){{0,9}}"
        rf"(?:[\s-]and[\s-]a[\s-]half(?:[\s-]{big})?)?"
    )
    fixed = _any([*table["fractions"], *table["dozens"], *table["groups"]])
    one = rf"(?:{digits}|(?:{vague}|{fixed}|{written})(?!\w))"
    signs = _any([sign.lower() for sign in table["currencies"]] + [code.lower() for code in table["words"]["codes"]])
    currencies = _any([*table["words"]["currency"], *(code.lower() for code in table["words"]["codes"])])
    modifiers = "|".join(f"(?P<{kind}>{_any(table['modifiers'][kind])})" for kind in ("low", "high", "both"))
    joint = r"(?P<joint>\s?[-–—]\s?|[\s-](?:to|or)[\s-]|(?(between)\sand\s|(?!)))"
    second = rf"(?:{joint}(?:(?:{signs})\s?)?(?P<second>{one}))?" if ranges else ""
    kinds = ("low_after", "high_after", "both_after")
    after = "|".join(f"(?P<{kind}>{_any(table['modifiers'][kind])})" for kind in kinds)
    currency = rf"\s(?:(?:of\s)?[a-z]+\s)?(?:{currencies})"
    return re.compile(
        rf"(?<![\w.,·/:$£€])(?:(?:{modifiers})\s)?(?P<between>between\s)?(?P<sign>{signs})?\s?(?P<first>{one}){second}"
        rf"(?:(?P<percent>\s?%|\s(?:{_any(table['words']['percent'])})\b)|(?P<currency>{currency})\b)?"
        rf"(?:\+|[\s-](?:{after})(?![\w-])|(?P<some>-some)(?!\w))?"
    )


def amount(words: str) -> tuple[float, bool]:
    """The value of a number's words, in lower case, and whether it is only the lower bound of a vague one."""
    table, spaced = lexicon(), " ".join(words.split())
    for kind in ("fractions", "dozens", "groups"):
        if spaced in table[kind]:
            return table[kind][spaced], False
    if spaced in table["vague"]:
        return table["vague"][spaced], True
    some = re.match(r"(?:several|a few|a couple of) (\w+)", spaced)
    if some is not None:
        return 2 * _scale(some[1]), True
    digits = re.match(r"\d(?:[\d,. ]*\d)?", spaced)
    if digits is not None:
        return _whole(number(digits.group()) * scale_of(spaced[digits.end() :])), False
    half = "and-a-half" if "and-a-half" in spaced else "and a half"
    base, half, rest = re.sub(r"[\s-]dozen\Z", "", spaced).partition(half)
    value = words_to_number(base)
    assert value is not None
    dozen = _DOZEN if spaced.endswith("dozen") else 1
    if half:
        rested = scale_of(rest)
        # "a million and a half", but "two and a half million"
        return _whole((value + 0.5 * (scale_of(base.rstrip(" -")) if rested == 1 else 1)) * rested * dozen), False
    return value * dozen, False


def scale_of(words: str) -> float:
    """The scale at the end of a number ("million", "bn", "dozen"), 1 where there is none."""
    found = re.search(r"([a-z]+)\Z", words)
    return _scale(found[1]) if found else 1


def _scale(word: str) -> float:
    numerals = number_words()
    return _DOZEN if word == "dozen" else numerals["scales"].get(word) or numerals["suffixes"].get(word) or 1


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(phrases, key=len, reverse=True))
