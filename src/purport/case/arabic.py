"""The forms in which an Arabic word stands in a text: with "and", a preposition and the article written to it."""

from itertools import product

_ARTICLE = "ال"
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ك", "ل")
# With an article in them: no word of three letters or more after it is likely to begin with these by itself.
_WITH_ARTICLE = tuple(
    sorted(
        (c + (p + _ARTICLE if p != "ل" else "لل") for c, p in product(_CONJUNCTIONS, _PREPOSITIONS)),
        key=len,
        reverse=True,
    )
)
# A word shorter than this is left as it is: "الله" is no "له" with an article.
_LEAST = 3


def is_arabic(word: str) -> bool:
    """Whether a folded word is in Arabic letters."""
    return "\u0621" <= word[:1] <= "\u06d3"


def forms(word: str) -> tuple[str, ...]:
    """The folded word, with and without the article, "and" and prepositions written to it; any other word as it is.

    A word that is given with its article is found without it and the other way round. A single letter in front ("و",
    "ب") is taken to be part of the word that was given.
    """
    if not is_arabic(word):
        return (word,)
    for prefix in _WITH_ARTICLE:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST:
            word = word.removeprefix(prefix)
            break
    if len(word) < _LEAST:
        return (word,)
    bare = [c + p + word for c, p in product(_CONJUNCTIONS, _PREPOSITIONS)]
    return tuple(dict.fromkeys([*bare, *(prefix + word for prefix in reversed(_WITH_ARTICLE))]))
