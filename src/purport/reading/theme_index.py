"""The patterns of a codebook of themes, made ready to be found in one pass over a text's words.

Patterns are kept by their first word. What may begin at a word is looked up once for each word that ever occurs, so
that the words of a text cost a look-up each, however many themes there are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from purport.codebooks.theme_patterns import GAP_WORDS, Form, MarkPattern, Pattern, WordPattern, WordTest
from purport.codebooks.theme_patterns import Sequence as Elements
from purport.codebooks.themes import ThemeCodebook
from purport.reading.theme_words import ThemeWords

Words = tuple[int, int]
"""A stretch of words, half open."""
# Arabic writes "and", prepositions and the article to a word.
_ARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال")
_PARTICLES = ("و", "ف", "ب", "ل", "ك")
_ARABIC_FIRST, _ARABIC_LAST = "\u0621", "\u06d3"
_ARABIC_LEAST = 3
_TRIED = 6
"""Of each part of a combination so many places are looked at in a sentence."""


@dataclass(frozen=True, slots=True)
class _Combination:
    """The numbers of the pattern sets of a combination."""

    all: tuple[int, ...]
    unless: int
    within: int


@dataclass(frozen=True, slots=True)
class _Rules:
    """The numbers of a theme's pattern sets."""

    code: str
    words: int
    near: tuple[_Combination, ...]
    but_not: int
    unless: int


class ThemeIndex:
    """Finds the words of each theme of a codebook, sentence by sentence."""

    def __init__(self, codebook: ThemeCodebook) -> None:
        self._sets: dict[tuple[Pattern, ...], int] = {}
        self._by_word: dict[str, list[tuple[WordTest, WordPattern, int]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[WordTest, WordPattern, int]]] = defaultdict(list)
        self.marks: dict[MarkPattern, list[int]] = defaultdict(list)
        self._rules = [
            _Rules(
                theme.code,
                self._set(theme.patterns),
                tuple(
                    _Combination(tuple(map(self._set, near.all)), self._set(near.unless), near.within)
                    for near in theme.near
                ),
                self._set(theme.but_not),
                self._set(theme.unless),
            )
            for theme in codebook.themes.values()
        ]
        self._lengths = sorted({len(text) for text in self._by_beginning})
        self._begins: dict[tuple[str, str], tuple[tuple[WordTest, WordPattern, int], ...]] = {}
        # By the number of a set the themes that may stand where it is found.
        watched: dict[int, dict[int, None]] = defaultdict(dict)
        for number, rules in enumerate(self._rules):
            for each in (rules.words, *(near.all[0] for near in rules.near)):
                watched[each][number] = None
        self._watched: Mapping[int, tuple[int, ...]] = {each: tuple(found) for each, found in watched.items()}

    def _set(self, patterns: tuple[Pattern, ...]) -> int:
        """The number of a set of patterns, made ready when it is first met."""
        if patterns in self._sets:
            return self._sets[patterns]
        number = self._sets[patterns] = len(self._sets)
        for pattern in dict.fromkeys(patterns):
            if isinstance(pattern, MarkPattern):
                self.marks[pattern].append(number)
                continue
            for test in set(_first_words(pattern.elements)):
                table = self._by_beginning if test.form is Form.BEGINNING else self._by_word
                table[test.text].append((test, pattern, number))
        return number

    def find(
        self, text: ThemeWords, marked: Mapping[int, Sequence[Words]], speakers: Sequence[Words] = ()
    ) -> Iterator[tuple[str, tuple[Words, ...]]]:
        """The code of each theme and the stretches of words that stand for it, sentence by sentence.

        ``marked`` are the stretches at which marks stand, by the number of the set. Who is only said to speak
        (``speakers``) is no part of a combination: what a rebel says of the weather is not about rebels.
        """
        for sentence in text.sentences:
            hits = self._hits(text, sentence)
            for number, places in marked.items():
                inside = {place for place in places if sentence[0] <= place[0] and place[1] <= sentence[1]}
                if inside:
                    hits.setdefault(number, set()).update(inside)
            if not hits:
                continue
            aside = [place for place in speakers if sentence[0] <= place[0] < sentence[1]]
            for rules in sorted({each for number in hits for each in self._watched.get(number, ())}):
                if found := self._evidence(self._rules[rules], hits, aside):
                    yield self._rules[rules].code, found

    def _hits(self, text: ThemeWords, sentence: Words) -> dict[int, set[Words]]:
        """By the number of a set of patterns where each of it stands in a sentence."""
        hits: dict[int, set[Words]] = {}
        words, lemmas, begins = text.words, text.lemmas, self._begins
        for at in range(*sentence):
            key = (words[at], lemmas[at])
            candidates = begins.get(key)
            if candidates is None:
                candidates = begins[key] = self._candidates(*key)
            for _, pattern, number in candidates:
                end = _end(text, pattern.elements, at, sentence[1])
                if end is not None:
                    hits.setdefault(number, set()).add((at, end))
        return hits

    def _candidates(self, word: str, lemma: str) -> tuple[tuple[WordTest, WordPattern, int], ...]:
        """The patterns that may begin with a word."""
        found: dict[tuple[WordPattern, int], tuple[WordTest, WordPattern, int]] = {}
        for form in (*_forms(word), lemma):
            for each in self._by_word.get(form, ()):
                found[each[1], each[2]] = each
        for form in _forms(word):
            for length in self._lengths:
                if length <= len(form):
                    for each in self._by_beginning.get(form[:length], ()):
                        found[each[1], each[2]] = each
        return tuple(found.values())

    def _evidence(self, rules: _Rules, hits: Mapping[int, set[Words]], speakers: Sequence[Words]) -> tuple[Words, ...]:
        """The stretches that stand for a theme in a sentence; none where one of its exclusions does."""
        if hits.get(rules.unless):
            return ()
        barred = hits.get(rules.but_not, ())

        def free(place: Words) -> bool:
            return not any(first < place[1] and place[0] < last for first, last in barred)

        found = {place for place in hits.get(rules.words, ()) if free(place)}
        for near in rules.near:
            if hits.get(near.unless) or not all(hits.get(each) for each in near.all):
                continue
            parts = [
                sorted(place for place in hits[each] if free(place) and not _within(place, speakers))[:_TRIED]
                for each in near.all
            ]
            if (together := _tightest(parts, near.within)) is not None:
                found.add(together)
        return tuple(sorted(found))


def _tightest(parts: Iterable[Iterable[Words]], within: int) -> Words | None:
    """The shortest stretch that holds one of each part, none beginning with another; None where all are too long."""
    stretches = (
        (min(first for first, _ in places), max(last for _, last in places))
        for places in product(*parts)
        if len({first for first, _ in places}) == len(places)
    )
    return min((each for each in stretches if each[1] - each[0] <= within), key=_length, default=None)


def _within(place: Words, stretches: Iterable[Words]) -> bool:
    return any(first <= place[0] and place[1] <= last for first, last in stretches)


def _length(stretch: Words) -> int:
    return stretch[1] - stretch[0]


def _end(text: ThemeWords, elements: Elements, at: int, last: int) -> int | None:
    """Where elements that begin at a word end; None where they do not stand there. A gap is as short as it can be."""
    for number, element in enumerate(elements):
        if isinstance(element, WordTest):
            if at >= last or not _fits(text, element, at):
                return None
            at += 1
            continue
        rest = elements[number + 1 :]
        if element is None:
            ends = (_end(text, rest, start, last) for start in range(at, min(at + GAP_WORDS, last) + 1))
        else:
            ends = (_end(text, (*choice, *rest), at, last) for choice in element)
        return next((end for end in ends if end is not None), None)
    return at


def _first_words(elements: Elements) -> Iterator[WordTest]:
    """The words with which elements may begin."""
    first = elements[0]
    if isinstance(first, WordTest):
        yield first
    elif first is not None:
        for choice in first:
            yield from _first_words(choice)


def _fits(text: ThemeWords, test: WordTest, at: int) -> bool:
    if test.tag and not text.tags[at].startswith(test.tag):
        return False
    word, wanted = text.words[at], test.text
    if test.form is Form.BEGINNING:
        return word.startswith(wanted) or any(form.startswith(wanted) for form in _forms(word)[1:])
    if word == wanted or (test.form is Form.LEMMA and text.lemmas[at] == wanted):
        return True
    return _ARABIC_FIRST <= word[:1] <= _ARABIC_LAST and wanted in _forms(word)


def _forms(word: str) -> tuple[str, ...]:
    """The word, and if it is Arabic what it is without the particles and the article written to it."""
    if not _ARABIC_FIRST <= word[:1] <= _ARABIC_LAST:
        return (word,)
    for prefix in (*_ARTICLES, *_PARTICLES):
        if word.startswith(prefix) and len(word) - len(prefix) >= _ARABIC_LEAST:
            return (word, word.removeprefix(prefix))
    return (word,)
