"""A text as folded words with their lemmas, tags and sentences: what themes are matched on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from purport.language import Doc
from purport.language.folding import FoldedText

# A sentence ends behind one of these; the parser, made for English, cuts elsewhere too in other languages.
_ENDS = frozenset(".!?؟…。:;۔॥")
_CLOSING = "\"'”’»)]}"


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """The words of a text, folded: where each stands in the text, its lemma, and its tag ("" where the parser cuts
    words otherwise). ``sentences`` are half-open stretches of words."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    tags: list[str]
    sentences: list[tuple[int, int]]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words that stand between two offsets of the text, half open."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def theme_words(doc: Doc) -> ThemeWords:
    """The words of a text."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for word, start, end in FoldedText(doc.text).words():
        words.append(word)
        starts.append(start)
        ends.append(end)
    known = {token.idx: (token.lemma_.lower(), token.tag_) for token in doc.tokens}
    nothing = ("", "")
    pairs = [known.get(start, nothing) for start in starts]
    lemmas = [_lemma(word, lemma, tag) for word, (lemma, tag) in zip(words, pairs, strict=True)]
    tags = [tag for _, tag in pairs]
    cuts = [bisect_left(starts, start) for start in _sentence_starts(doc)]
    sentences = [(first, last) for first, last in pairwise([*cuts, len(words)]) if first < last]
    return ThemeWords(words, starts, ends, lemmas, tags, sentences)


def _lemma(word: str, lemma: str, tag: str) -> str:
    """The lemma; of what the tagger takes for a name, as in headlines, the word without an s."""
    if tag.startswith("NNP") and word.endswith("s"):
        return word[:-1]
    return lemma


def _sentence_starts(doc: Doc) -> Iterator[int]:
    """Where sentences begin: those of the parser, each behind a sign that ends one, or on a new line."""
    last = 0
    for start, end in doc.sentences:
        before = doc.text[last:start].rstrip() if last else ""
        closed = before.rstrip(_CLOSING)[-1:] in _ENDS
        if not last or closed or "\n" in doc.text[last + len(before) : start]:
            yield start
        last = max(last, start, end - 4)
