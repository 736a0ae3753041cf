"""Which words address someone ("told", "called on", "a letter to"), and who can be addressed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class HearerLexicon:
    """Verbs and nouns by lemma. ``prepositions`` gives for a preposition the verbs that address by it, ``messages``
    the nouns for what is said; ``data/hearers.toml`` says what each list is for."""

    objects: frozenset[str]
    commanding: frozenset[str]
    contacts: frozenset[str]
    nouns: frozenset[str]
    things: frozenset[str]
    endings: tuple[str, ...]
    prepositions: Mapping[str, frozenset[str]]
    messages: Mapping[str, frozenset[str]]

    def is_message(self, noun: str) -> bool:
        """Whether the noun is one for something said to someone."""
        return any(noun in nouns for nouns in self.messages.values())

    def is_thing(self, noun: str) -> bool:
        """Whether the noun is one for what cannot hear; by list, else by its ending."""
        return noun not in self.nouns and (noun in self.things or noun.endswith(self.endings))


@cache
def hearer_lexicon() -> HearerLexicon:
    """The lexicon that ships with the package."""
    data = tomllib.loads((files("purport.codebooks") / "data" / "hearers.toml").read_text("utf-8"))
    return HearerLexicon(
        objects=frozenset(data["objects"]),
        commanding=frozenset(data["commanding"]),
        contacts=frozenset(data["contacts"]),
        nouns=frozenset(data["nouns"]),
        things=frozenset(data["things"]),
        endings=tuple(data["endings"]),
        prepositions={preposition: frozenset(verbs) for preposition, verbs in data["prepositions"].items()},
        messages={preposition: frozenset(nouns) for preposition, nouns in data["messages"].items()},
    )
