"""Place names written in the Arabic script, whatever script the rest of the text is in.

The script has no capitals and the parser reads English, so no model judges these names: a name the gazetteer knows is
taken where a word of place leads to it, or where it is long and large enough to be no other word.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from purport.codebooks.gazetteer import COUNTRY, REGION, TOWN, Entry, gazetteer
from purport.codebooks.placenames import normal
from purport.codebooks.placewords import lexicon

_WORD = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0670\u200c]+")
_GAP = re.compile(r"[ \u00a0\u200e\u200f-]{1,3}")
# And, so, in, to, as: letters written on to the next word; after "to" the article loses its alef.
_PREFIXES = tuple(re.compile(f"{letters}(?=\\w{{3}})") for letters in ("[وف]", "[بكل]", "[وف][بكل]", "[وف]?لل"))
_ON_TO = re.compile(r"[وف]?[بكل]")
MOST_WORDS = 4
# A town of so many people is meant by its name where a word of place leads to it; one of so many in any case.
LED_TO = 3_000
LARGE = 100_000
# Shorter names are words of the language too, and only a city's name is taken for one without a word of place.
LONG = 4
CITY = 500_000


class ArabicName(NamedTuple):
    """Offsets into the text, the words between them, their entries, and the noun that says its kind, in English."""

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]
    noun: str | None


def arabic_names(text: str) -> Iterator[ArabicName]:
    """The place names in the Arabic script, in reading order, none overlapping another."""
    words = list(_WORD.finditer(text))
    n = 0
    while n < len(words):
        found, used = _name(text, words, n)
        if found:
            yield found
        n += used


def _name(text: str, words: list[re.Match[str]], n: int) -> tuple[ArabicName | None, int]:
    """The name that begins at a word, and how many words to go on by."""
    last = n
    while last + 1 < len(words) and last + 1 - n < MOST_WORDS:
        if not _GAP.fullmatch(text, words[last].end(), words[last + 1].start()):
            break
        last += 1
    lead, noun = _lead(text, words, n)
    for end in range(last, n - 1, -1):
        for start, letters in _starts(words[n]):
            name = letters + text[words[n].end() : words[end].end()]
            entries = gazetteer().lookup(name)
            led = lead or bool(_ON_TO.match(text[words[n].start() : start]))
            if entries and _meant(name, entries, led, noun):
                shown = text[start : words[end].end()]
                return ArabicName(start, words[end].end(), shown, entries, noun), end + 1 - n
    return None, 1


def _starts(word: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Where in a word the name may begin, with the word's letters from there: as it is, and without prefixes."""
    yield word.start(), word[0]
    for prefix in _PREFIXES:
        if found := prefix.match(word[0]):
            rest = word[0][found.end() :]
            yield word.start() + found.end(), "ال" + rest if found[0].endswith("لل") else rest


def _lead(text: str, words: list[re.Match[str]], n: int) -> tuple[bool, str | None]:
    """Whether a word of place, Arabic or English, stands before a word; and the kind of place that it names."""
    lex = lexicon()
    if n and _GAP.fullmatch(text, words[n - 1].end(), words[n].start()):
        before = normal(words[n - 1][0])
        noun = lex.arabic_nouns.get(before) or lex.arabic_nouns.get(re.sub("^[وفبكل]", "", before))
        return bool(noun) or before in lex.arabic_prepositions, noun
    english = re.search(r"(\w+) (?:the )?[“\"'‘(]?\Z", text[max(0, words[n].start() - 30) : words[n].start()])
    return english is not None and english[1].lower() in lex.prepositions, None


def _meant(name: str, entries: tuple[Entry, ...], led: bool, noun: str | None) -> bool:
    """Whether a name the gazetteer knows is one here."""
    form = normal(name)
    if noun:
        return len(form) > 2
    if form in lexicon().arabic_unlikely or len(form) < LONG - 1:
        return False
    people = LED_TO if led else LARGE if len(form) >= LONG else CITY
    return any(
        e.rank in (COUNTRY, REGION)
        or (e.rank == TOWN and (e.population >= people or (led and e.id.startswith("purport:"))))
        for e in entries
    )
