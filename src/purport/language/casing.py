"""Case restored to wire copy in capitals, so that the syntax model meets the text it was trained on.

The lemmatizer's own word lists tell ordinary words from names. Length never changes, so offsets stay.
"""

import re
from functools import cache
from typing import cast

from spacy.pipeline import Lemmatizer

from purport.language.pipeline import pipeline

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:]\s+|\n\s*|[\"“(]\s*)\Z")
MIN_LETTERS = 40
UPPER_SHARE = 0.85


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    letters = [c for c in text[:20_000] if c.isalpha() and (c.islower() or c.isupper())]
    return len(letters) >= MIN_LETTERS and sum(c.isupper() for c in letters) >= UPPER_SHARE * len(letters)


def restored(text: str) -> str:
    """The text in mixed case where it is in capitals throughout, else the text itself; of the same length always."""
    if not in_capitals(text):
        return text
    out = []
    last = 0
    for match in _WORD.finditer(text):
        out.append(text[last : match.start()])
        last = match.end()
        out.append(_recased(match.group(), text, match.start()))
    out.append(text[last:])
    return "".join(out)


def _recased(word: str, text: str, start: int) -> str:
    if not word.isupper():
        return word
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    begins = start == 0 or bool(_SENTENCE_START.search(text[max(0, start - 12) : start]))
    if len(word) == 1 and text[start + 1 : start + 2] == ".":
        return word
    if is_word(low.partition("'")[0]):
        return low[:1].upper() + low[1:] if begins or low == "i" else low
    if len(word) <= 5 and not re.search("[AEIOUY]", word):
        return word
    return low[:1].upper() + low[1:]


@cache
def _lexicon() -> tuple[frozenset[str], dict[str, list[list[str]]]]:
    tables = cast(Lemmatizer, pipeline().get_pipe("lemmatizer")).lookups
    words: set[str] = set()
    for forms in tables.get_table("lemma_index").values():
        words.update(forms)
    for forms in tables.get_table("lemma_exc").values():
        words.update(forms)
    return frozenset(words), {pos: list(rules) for pos, rules in tables.get_table("lemma_rules").items()}


@cache
def is_word(word: str) -> bool:
    """Whether a lower-case word is an ordinary English word, inflected or not, or a function word."""
    words, rules = _lexicon()
    if word in words or pipeline().vocab[word].is_stop or word in {"re", "ll", "ve"}:
        return True
    for suffixes in rules.values():
        for ending, base in suffixes:
            if ending and word.endswith(ending) and word[: len(word) - len(ending)] + base in words:
                return True
    return False
