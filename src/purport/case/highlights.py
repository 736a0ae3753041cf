"""Where the words of a query stand in a text: found again in the text itself, as the index found them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from purport.case.arabic import forms
from purport.case.query import Words
from purport.language.folding import BETWEEN, LETTER, FoldedText, words

# So many places of a word are looked at, and so many of the rarest tried, to find the one to show.
_LOOKED_AT, _TRIED = 200, 20


@lru_cache(maxsize=1024)
def pattern(wanted: Words) -> re.Pattern[str]:
    """What matches the words in a folded text. A single form stands first in it, which is what ``re`` is quick at
    finding; that no letter stands before it is looked at afterwards."""
    first, *rest = words(wanted.text)
    one, *others = sorted(map(re.escape, forms(first)), key=len, reverse=True)
    begun = f"(?<!{LETTER})(?:{'|'.join([one, *others])})" if others else f"{one}(?<!{LETTER}{one})"
    more = f"{LETTER}*" if wanted.begins else ""
    return re.compile(BETWEEN.join([begun, *map(re.escape, rest)]) + more + f"(?!{LETTER})")


@lru_cache(maxsize=1024)
def least_of(wanted: Words) -> str:
    """What a folded text holds wherever the words match: the first of them in its barest form."""
    return min(forms(words(wanted.text)[0]), key=len)


def matches(text: str, wanted: Iterable[Words]) -> list[tuple[int, int]]:
    """Every place in a text where one of the words or phrases stands, in order, none within another."""
    folded = FoldedText(text)
    found = [place for each in wanted for place in folded.find(pattern(each))]
    found.sort(key=lambda place: (place[0], -place[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def best_match(text: str, wanted: Iterable[Words], within: int) -> tuple[int, int]:
    """Where the word that stands in the text most seldom has the most others about it, the first such place; (0, 0)
    where none stands in it."""
    folded = FoldedText(text)
    found = [places for each in wanted if (places := list(islice(folded.find(pattern(each)), _LOOKED_AT)))]
    if not found:
        return 0, 0
    rarest = min(found, key=len)
    if len(found) == 1:
        return rarest[0]

    def company(place: tuple[int, int]) -> int:
        return sum(any(abs(start - place[0]) <= within for start, _ in others) for others in found)

    return max(rarest[:_TRIED], key=company)
