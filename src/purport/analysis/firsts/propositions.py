"""What a statement says, whether it affirms or denies it: the words that tell something, each as its lemma.

"It did not burn the ferry Smyril", "burning the ferry Smyril" and "the ferry Smyril was burnt" say the same in this
sense. What is affirmed holds what is denied, and so contradicts it, where all of its words are among its own: "no shots
were fired at the crowd in Tórshavn" and "soldiers fired three shots at the crowd in Tórshavn".
"""

from dataclasses import dataclass
from functools import lru_cache

from purport.codebooks.cues import word_list
from purport.language.folding import words
from purport.language.lemmas import is_adverb, lemma
from purport.reading.numerals import cardinals
from purport.types import Polarity, Statement

LEAST = 3
"""So many words are needed to say the same."""
LEAST_WITH_PLACE = 2
"""So many are enough where one of them stands in the name of a place."""
_FUNCTION_WORDS = """
a an the this that these those it its itself he she they them their theirs him his her hers we us our ours you your
i my me who whom whose which what when where why how there here one ones any some each every all both either
anyone anybody anything someone somebody something everyone everybody everything person persons people
be is are was were been being am do does did doing done have has had having get got gets getting
will would shall should can could may might must ought cannot
and or but nor if then than as so such because while after before since until though although whether too also even
of in on at to from by with for into onto over under off about against between among during through within upon
out up down near around across along behind beyond inside outside toward towards
s t d ll ve re didn wasn weren hadn hasn haven isn aren doesn don won couldn wouldn shouldn mustn needn
several many few much more most less least ever just very
"""
_MANY = "dozen dozens score scores hundred hundreds thousand thousands million millions"
_REPORTS = "accusation allegation assertion charge claim report rumor rumour story suggestion"
_LIMITING = "yet longer else other others further additional another except besides only still far"
_BOUND, _COUNTING, _REPORTING = (frozenset(each.split()) for each in (_FUNCTION_WORDS, _MANY, _REPORTS))
_MOST_BEFORE_THAT = 5
LIMITING = frozenset(_LIMITING.split())
"""Words with which a denial leaves out what was or what is not so far, and denies no more than the rest."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """The words of what is said that tell something, as lemmas, without those that negate, number or bind; ``numbers``
    are the words and figures that number, ``limited`` whether what it negates is a part alone ("no further shots",
    "not yet")."""

    words: frozenset[str]
    numbers: frozenset[str]
    limited: bool

    def is_enough(self, places: frozenset[str]) -> bool:
        """Whether it says enough to be known again; ``places`` are the words of places named in it."""
        return len(self.words) >= (LEAST_WITH_PLACE if self.words & places else LEAST)


def proposition(statement: Statement) -> Proposition:
    """What a statement says."""
    told = _without_report([word for part in statement.content for word in words(part.text)])
    read = [_read(word) for word in told]
    negated = statement.polarity is Polarity.NEGATED
    return Proposition(
        words=frozenset([lemma for lemma, _ in read if lemma]),
        numbers=frozenset([number for _, number in read if number]),
        limited=negated and not LIMITING.isdisjoint(told),
    )


def telling(word: str) -> str | None:
    """The lemma of a folded word; None where it tells nothing by itself, negates or is a number."""
    return _read(word)[0]


def _without_report(told: list[str]) -> list[str]:
    """The words without those that call them a report: "the claims that it had burned the ferry"."""
    for at in range(1, min(_MOST_BEFORE_THAT, len(told))):
        if told[at] == "that" and lemma(told[at - 1]) in _REPORTING:
            return told[at + 1 :]
    return told


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[str | None, str | None]:
    """The lemma of a word that tells something, or its number; "dozens" and the like stay as they are."""
    if word.isdecimal() or word in _COUNTING:
        return None, word
    if (value := cardinals().get(word)) is not None:
        return None, str(value)
    if word in _BOUND or word in word_list("negations") or is_adverb(word):
        return None, None
    return lemma(word), None
