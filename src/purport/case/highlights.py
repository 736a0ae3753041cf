"""Where the words of a query stand in a text: found again in the text itself, as the index found them."""

import re
from collections.abc import Iterable
from functools import lru_cache

from purport.case.arabic import forms
from purport.case.folding import BETWEEN, EDGES, LETTER, FoldedText, words
from purport.case.query import Words


@lru_cache(maxsize=1024)
def pattern(wanted: Words) -> re.Pattern[str]:
    """What matches the words in a folded text."""
    first, *rest = words(wanted.text)
    begun = "|".join(sorted(map(re.escape, forms(first)), key=len, reverse=True))
    more = f"{LETTER}*" if wanted.begins else ""
    return re.compile(EDGES[0] + BETWEEN.join([f"(?:{begun})", *map(re.escape, rest)]) + more + EDGES[1])


def matches(text: str, wanted: Iterable[Words]) -> list[tuple[int, int]]:
    """Every place in a text where one of the words or phrases stands, in order, none within another."""
    folded = FoldedText(text)
    found = sorted((place for each in wanted for place in folded.find(pattern(each))), key=lambda p: (p[0], -p[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def first_match(text: str, wanted: Iterable[Words]) -> tuple[int, int]:
    """The first place where one of them stands; (0, 0) where none does."""
    folded = FoldedText(text)
    places = (next(folded.find(pattern(each)), None) for each in wanted)
    return min((place for place in places if place is not None), default=(0, 0))
