"""English number words and figures to numbers."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

# A number in digits: grouped by commas (western or Indian: 1,00,000), by narrow blanks, by plain ones where a word
# follows, or plain; with a fraction or without.
DIGITS = (
    r"\d{1,3}(?:,\d{2,3}){1,6}(?:\.\d{1,9})?(?!,?\d)"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,4}(?!\d)"
    r"|\d{1,3}(?: \d{3}){1,4}(?=\s[^\W\d_])"
    r"|\d{1,15}(?:\.\d{1,9})?(?!\d)"
)
_WORD = re.compile(r"[a-z]+")


@cache
def number_words() -> dict[str, dict[str, Any]]:
    """The number words: tables ``ones``, ``tens``, ``scales``, ``suffixes`` and ``ordinals``, each word to value."""
    return tomllib.loads((files("purport.codebooks") / "data" / "numerals.toml").read_text(encoding="utf-8"))


@cache
def cardinals() -> dict[str, int]:
    """Every word of a written number but the scales, with its value."""
    return {**number_words()["ones"], **number_words()["tens"]}


def number(digits: str) -> float:
    """The value of a number in digits, its commas or blanks grouping thousands: ``"30,000"`` is 30000."""
    value = float("".join(digits.replace(",", "").split()))
    return int(value) if value.is_integer() else value


def words_to_number(words: str) -> int | None:
    """The value of a written number ("twenty-three", "two hundred and six"), or None where it is none.

    "a" counts one before a scale ("a hundred"); words may be joined by blanks, hyphens and "and".
    """
    total = current = 0
    seen = False
    for word in _WORD.findall(words.lower()):
        scales = number_words()["scales"]
        if word in cardinals():
            current += cardinals()[word]
        elif word in scales:
            scale = scales[word]
            if scale == 100:
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * scale, 0
        elif word in ("a", "an", "and"):
            continue
        else:
            return None
        seen = True
    return total + current if seen else None
