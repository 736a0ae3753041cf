"""Whether a statement affirms what it says, or denies it, and whether two of one claim are opposed."""

from itertools import pairwise

from purport.analysis.firsts.records import Standing
from purport.codebooks.cues import word_list
from purport.language.folding import words
from purport.types import Certainty, Kind, Polarity, Statement, Tense


def standing(statement: Statement) -> Standing:
    """How a speaker stands to what is said: denied where it is the thing denied, or negated; of both together
    ("denied that it had not paid") it is affirmed."""
    denied = (statement.certainty is Certainty.DENIED) != (statement.polarity is Polarity.NEGATED)
    return Standing.DENIED if denied else Standing.AFFIRMED


def is_refusal(statement: Statement) -> bool:
    """Whether what is negated is yet to be: "it will not pay a ransom" refuses, and denies no fact. Who denies that
    they would, denies; so does who says that they "could not have"."""
    if statement.polarity is not Polarity.NEGATED or statement.certainty is Certainty.DENIED:
        return False
    if statement.time is Tense.CONDITIONAL and statement.kind not in _NOT_SO_FAR:
        return all("have" not in words(part.text) for part in statement.content)
    return statement.time is Tense.FUTURE or statement.kind in _NOT_SO_FAR


def opposed(one: Statement, other: Statement) -> bool:
    """Whether of two statements one affirms and one denies. Where that hangs on negation in what is said, it must stand
    in the words of one and not of the other: the same words that were read as negated once were misread."""
    if standing(one) is standing(other):
        return False
    if (one.certainty is Certainty.DENIED) != (other.certainty is Certainty.DENIED):
        return True
    return _negations(one) != _negations(other)


def _negations(statement: Statement) -> int:
    told = [word for part in statement.content for word in words(part.text)]
    # "hadn't" is two words there.
    shortened = sum(second == "t" and first.endswith("n") for first, second in pairwise(told))
    return shortened + sum(word in _NEGATIONS or word == "cannot" for word in told)


_NOT_SO_FAR = frozenset({Kind.THREAT, Kind.PROMISE})
_NEGATIONS = word_list("negations")
