"""Who does what is said and to whom it is done, by the parse: "it did not attack the army" is not about what the army
did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from purport.analysis.firsts.propositions import telling
from purport.language.folding import words
from purport.language.pipeline import tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = ("dobj", "obj", "dative")


@dataclass(frozen=True, slots=True)
class Roles:
    """The words, as lemmas, of those who do something to another, and of those to whom something is done."""

    does: frozenset[str]
    undergoes: frozenset[str]

    def swapped(self, other: "Roles") -> bool:
        """Whether somebody does in one what is done to them in the other."""
        return _does_once(self, other) or _does_once(other, self)


def _does_once(one: Roles, other: Roles) -> bool:
    return bool((one.does - other.does) & (other.undergoes - one.undergoes))


def roles_of(texts: Sequence[str]) -> list[Roles]:
    """The roles in each text."""
    return [
        Roles(
            does=_lemmas(filter(_does, tokens)),
            undergoes=_lemmas(filter(_undergoes, tokens)),
        )
        for tokens in tokens_of(texts)
    ]


def _does(token: "Token") -> bool:
    """The subject of a verb with an object, or behind the "by" of a passive."""
    if token.dep_ == "nsubj":
        return any(child.dep_ in _OBJECTS for child in token.head.children)
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _undergoes(token: "Token") -> bool:
    return token.dep_ in (*_OBJECTS, "nsubjpass")


def _lemmas(tokens: Iterable["Token"]) -> frozenset[str]:
    return frozenset(filter(None, (telling(word) for token in tokens for word in words(token.text))))
