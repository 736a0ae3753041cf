"""English words without their endings, and the forms of such a word, by the tables of spaCy's English model.

The tables are WordNet's: the irregular forms, the endings of verbs and nouns, and the words that there are. A word that
they do not know, such as a name or one of another language, has one form, itself.
"""

import importlib.util
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from spacy.lookups import Lookups

from purport.language.pipeline import model_package

_VERB, _NOUN = "verb", "noun"
_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")
_KEEPING_E = ("ee", "oe", "ye")
# What ends so stands instead of a regular past; but "burnt" and "spelt" beside one.
_PAST = ("ed", "n", "d", "k", "t")
_MOST_STEPS = 4
_SHORTEST_ADVERB = 4


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """A folded word without its endings: "burn" for burnt, burned and burning, "kill" for killings. What may be of two
    words is taken for a verb ("find" for found), wherever it stands."""
    for _ in range(_MOST_STEPS):
        shorter = _shorter(word)
        if shorter == word:
            break
        word = shorter
    return word


@lru_cache(maxsize=1 << 12)
def forms(word: str) -> tuple[str, ...]:
    """All folded words that have the same lemma as a word, in order; itself alone where nothing is known of it."""
    wanted = lemma(word)
    found = {word, wanted}
    todo = [word, wanted]
    while todo:
        each = todo.pop()
        for other in (*_tables().irregular.get(each, ()), *_regular(each)):
            if other not in found and lemma(other) == wanted:
                found.add(other)
                todo.append(other)
    return tuple(sorted(found))


def is_adverb(word: str) -> bool:
    """Whether a folded word ends as adverbs do, as "badly", and is neither a verb nor a noun, as "rally" is."""
    return word.endswith("ly") and len(word) > _SHORTEST_ADVERB and not any(word in known for known in _tables().known)


class _Tables:
    def __init__(self) -> None:
        spec = importlib.util.find_spec(model_package())
        assert spec is not None and spec.origin is not None
        (folder,) = Path(spec.origin).parent.glob("*/lemmatizer/lookups")
        tables = Lookups().from_disk(folder)
        exceptions, endings, known = (tables.get_table(f"lemma_{name}") for name in ("exc", "rules", "index"))
        self.exceptions: list[Mapping[str, list[str]]] = [exceptions[_VERB], exceptions[_NOUN]]
        self.endings: list[list[tuple[str, str]]] = [endings[_VERB], endings[_NOUN]]
        self.known = [frozenset(known[_VERB]), frozenset(known[_NOUN])]
        irregular: defaultdict[str, list[str]] = defaultdict(list)
        for table in self.exceptions:
            for form, (first, *_) in table.items():
                irregular[first].append(form)
        self.irregular: Mapping[str, list[str]] = irregular


@cache
def _tables() -> _Tables:
    return _Tables()


def _shorter(word: str) -> str:
    """One step towards the lemma; the word itself where there is none."""
    tables = _tables()
    for table, endings, known in zip(tables.exceptions, tables.endings, tables.known, strict=True):
        if word in table:
            return table[word][0]
        if word in known:
            return word
        for ending, instead in endings:
            cut = word[: len(word) - len(ending)] + instead
            if word.endswith(ending) and cut in known:
                return cut
    return word


def _regular(word: str) -> Iterator[str]:
    """A word with the regular endings that it takes."""
    tables = _tables()
    verb, noun = (word in known for known in tables.known)
    irregular = tables.irregular.get(word, ())
    to_i = word.endswith("y") and word[-2:-1] not in _VOWELS
    if (verb or noun) and not (word.endswith("s") and lemma(word) != word):
        yield f"{word[:-1]}ies" if to_i else f"{word}es" if word.endswith(_HISSING) else f"{word}s"
    # Of "take" there is no "taked", of "plan" no "planed".
    if verb and not any(form.endswith(_PAST) and form != f"{word}t" for form in irregular if word[-2:] != "ll"):
        yield f"{word[:-1]}ied" if to_i else f"{word}d" if word.endswith("e") else f"{word}ed"
    if verb and not any(form.endswith("ing") for form in irregular):
        yield f"{word[:-1]}ing" if word.endswith("e") and not word.endswith(_KEEPING_E) else f"{word}ing"
