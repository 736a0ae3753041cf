"""Words as they are compared: without case, accents and signs, the same in the index, in a query and in a text.

Every character that is left is a letter or digit of a word, or an ASCII sign between words, so that SQLite's ``ascii``
tokenizer and ``words`` cut alike. Arabic loses its vowel signs and tatweel; the forms of alef and hamza, of ya and kaf
(Persian ones too), and ta marbuta and ha are one letter each.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

# What stands between words, and a letter or digit of a folded word. By what is no letter: ``re`` takes milliseconds to
# make ready a set that goes up to the last character there is.
BETWEEN = r"[\x00-/:-`{-\x7f]+"
LETTER = r"[^\x00-/:-`{-\x7f]"
WORD = re.compile(f"{LETTER}+")
# A sign between words that no folded text holds, so that what is no word can be marked by it.
MARK = "\x1f"

_LETTERS = (
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
    | {"ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ٱ": "ا"}
    | dict.fromkeys("ـʼʻ", "")
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class _Folding(dict[int, str]):
    """By the number of a character what stands for it; found when first met."""

    def __missing__(self, number: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(number)).casefold())
        self[number] = "".join(map(_folded_character, plain))
        return self[number]


def _folded_character(character: str) -> str:
    if character.isascii():
        return character
    if character in _LETTERS:
        return _LETTERS[character]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return character if character.isalnum() or unicodedata.category(character).startswith("M") else " "


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in folded characters; words are still where they were, but not always at the same offsets."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda run: run[0].translate(_FOLDING), text)
    return text.lower().replace(MARK, " ")


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return WORD.findall(fold(text))


class FoldedText:
    """A text, folded, that tells where in the text itself something stands."""

    def __init__(self, text: str) -> None:
        # Where a run of other characters, or the ASCII after it, begins in the folded text and in the text itself.
        self._folded_starts, self._starts = [0], [0]
        self._runs = [""]
        pieces, end, length = [], 0, 0
        for match in () if text.isascii() else _BEYOND_ASCII.finditer(text):
            run = match[0].translate(_FOLDING)
            pieces += [text[end : match.start()], run]
            length += match.start() - end
            self._folded_starts += [length, length + len(run)]
            self._starts += [match.start(), match.end()]
            self._runs += [match[0], ""]
            end, length = match.end(), length + len(run)
        self.folded = "".join([*pieces, text[end:]]).lower()

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where the pattern matches the folded text: offsets into the text itself, half open."""
        if len(self._starts) == 1:  # nothing but ASCII
            yield from (match.span() for match in pattern.finditer(self.folded))
            return
        for match in pattern.finditer(self.folded):
            yield self._origin(match.start()), self._origin(match.end() - 1) + 1

    def words(self) -> Iterator[tuple[str, int, int]]:
        """Each folded word with where it stands in the text itself, half open."""
        if len(self._starts) == 1:
            yield from ((match[0], match.start(), match.end()) for match in WORD.finditer(self.folded))
            return
        for match in WORD.finditer(self.folded):
            yield match[0], self._origin(match.start()), self._origin(match.end() - 1) + 1

    def _origin(self, offset: int) -> int:
        """The character of the text from which the folded character at ``offset`` comes."""
        piece = bisect_right(self._folded_starts, offset) - 1
        within, run = offset - self._folded_starts[piece], self._runs[piece]
        if not run:
            return self._starts[piece] + within
        return self._starts[piece] + bisect_right(list(accumulate(len(_FOLDING[ord(c)]) for c in run)), within)


@lru_cache(maxsize=1 << 16)
def folded(*names: str | None) -> str:
    """The words of one or several names, " norran front | nf "; "" where there are none."""
    plain = [" ".join(words(name)) for name in dict.fromkeys(names) if name]
    kept = [name for name in dict.fromkeys(plain) if name]
    return f" {' | '.join(kept)} " if kept else ""
