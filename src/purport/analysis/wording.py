"""The words of a text as numbers, with where they stand: what two texts are laid beside each other by.

A word is known by its stem, so that "attacked" meets "attacks", and a number by its value, so that "twelve" meets "12".
"""

import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from purport.language.folding import fold
from purport.language.sentences import vocabulary_of
from purport.reading.numerals import cardinals

# The model whose vocabulary is in the order of how common its words are.
_ENCODER = Path(str(files("purport.models"))) / "attributions.onnx"
# Below this rarity a word is one of those that every text has.
CONTENT = 1.7
# A word that the vocabulary lacks is taken for as rare as the one of this rank.
_UNKNOWN_RANK = 60_000
_FIRST_WORD = "the"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")
_OPENS = re.compile(r"(?:^|[.!?:;\n“”\"(\[—–-]['’]?\s*)$")
# What stands between quotation marks; one that is never closed ends with its paragraph, and then opens nothing.
_QUOTED = re.compile(r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|(?<!\w)\"[^\"\n]*\"(?!\w)|``[^\n]*?''")
_SENTENCE = re.compile(r"[.!?]['’”\"»)]*\s+(?=[^\W\da-z_]|[“\"«„(])|\n+")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of a text in order, a row of each array a word.

    ``starts`` and ``ends`` are offsets into the text; ``words`` and ``stems`` numbers that equal words and stems share;
    ``rarity`` how much it tells that two texts have the word: the negative logarithm of the share of texts that have
    it; ``plain`` whether it is neither a name nor a number; ``quoted`` whether it stands in quotation marks;
    ``sentences`` the number of its sentence.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    words: NDArray[np.uint32]
    stems: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    plain: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    sentences: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.words)


def wording(text: str) -> Wording:
    """The wording of a text."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    tokens = [text[start:end] for start, end in spans]
    rows = [_word(token) for token in tokens]
    starts = np.fromiter((start for start, _ in spans), np.int32, len(spans))
    ends = np.fromiter((end for _, end in spans), np.int32, len(spans))
    cuts = np.fromiter((match.end() for match in _SENTENCE.finditer(text)), np.int32)
    sentences = np.searchsorted(cuts, starts, side="right").astype(np.int32)
    plain = np.fromiter((row[3] for row in rows), np.bool_, len(rows))
    # The capital of a sentence's first word makes no name of a word that is written small elsewhere.
    first = np.ones(len(rows), np.bool_)
    first[1:] = sentences[1:] != sentences[:-1]
    for at in np.flatnonzero(first & ~plain):
        plain[at] = rows[at][4]
    quoted = np.zeros(len(text) + 1, np.int8)
    for match in _QUOTED.finditer(text):
        quoted[match.start() : match.end()] = 1
    return Wording(
        starts=starts,
        ends=ends,
        words=np.fromiter((row[0] for row in rows), np.uint32, len(rows)),
        stems=np.fromiter((row[1] for row in rows), np.uint32, len(rows)),
        rarity=np.fromiter((row[2] for row in rows), np.float32, len(rows)),
        plain=plain,
        quoted=quoted[starts].astype(np.bool_) if len(starts) else np.zeros(0, np.bool_),
        sentences=sentences,
    )


@lru_cache(maxsize=1 << 18)
def _word(token: str) -> tuple[int, int, float, bool, bool]:
    """Number of the word, of its stem, its rarity, whether it is plain, whether it would be at a sentence's
    beginning."""
    folded = fold(token).strip()
    value = cardinals().get(folded)
    if value is not None:
        folded = str(value)
    number = folded[:1].isdigit()
    if number:
        folded = folded.replace(",", "")
        rarity = 2.5 if len(folded) == 1 else 3.5 if len(folded) < 4 else 5.0
        return _hashed(folded), _hashed(folded), rarity, False, False
    stem = stemmed(folded)
    rarity = min(_rarity(folded), _rarity(stem))
    known = rarity < _rarity("") or token.islower()
    return _hashed(folded), _hashed(stem), rarity, token[:1] == token[:1].lower(), known


def _hashed(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


# The endings of English inflection, the longest first, and how much of a word has to be left.
_ENDINGS = (("'s", 1), ("ies", 3), ("ing", 3), ("ed", 3), ("es", 3), ("ly", 4), ("er", 4), ("s", 3), ("e", 3), ("y", 4))
_STEM = 7


def stemmed(word: str) -> str:
    """A folded word without its inflection, and of a long one the beginning alone."""
    if not word.isascii():
        return word
    word = word.replace("'s", "")
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz" and ending in ("ing", "ed", "er"):
                word = word[:-1]
            word = word.removesuffix("e") if len(word) > 3 else word
            break
    return word[:_STEM]


def _rarity(word: str) -> float:
    rank = _ranks().get(word, _UNKNOWN_RANK)
    # Zipf's law: of 300 words some 30 / rank are the word of a rank.
    return -log(1 - exp(-30 / rank))


@cache
def _ranks() -> dict[str, int]:
    """How common a word is in English, 1 for the commonest: the encoder's vocabulary is in that order."""
    vocabulary = vocabulary_of(_ENCODER)
    first = vocabulary.index(_FIRST_WORD)
    words = (piece for piece in vocabulary[first:] if piece.isalpha())
    return {word: rank for rank, word in enumerate(words, 1)}
