"""Words that tell how actors stand to one another (``data/relation_words.toml``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from purport.types import RelationKind, Standing

__all__ = ["RelationWord", "RelationWords", "relation_words"]

PARTIES = frozenset({"group", "person", "state"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWord:
    """What one word makes of two actors.

    ``first`` says whether the holder of a noun, or the subject of a verb, is the relation's actor, else the complement
    or the object is. ``by`` are the prepositions of the complement or object, none for a direct one; ``within`` those
    by which a noun must stand itself ("at war"); ``needs`` the direct objects without which a verb tells nothing,
    ``of`` those whose possessor or "of" is the other; ``means`` prepositions, and ``particle`` the particle, without
    which it tells nothing; ``others`` the kinds of party that may be the other.
    """

    kind: RelationKind
    first: bool = True
    by: tuple[str, ...] = ()
    within: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    means: tuple[str, ...] = ()
    particle: str | None = None
    others: frozenset[str] = PARTIES
    standing: Standing = Standing.HOLDS


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWords:
    """The words by part of speech and lemma, and lists with names."""

    nouns: Mapping[str, tuple[RelationWord, ...]]
    bonds: Mapping[str, tuple[RelationWord, ...]]
    phrases: Mapping[str, tuple[RelationWord, ...]]
    verbs: Mapping[str, tuple[RelationWord, ...]]
    adjectives: Mapping[str, tuple[RelationWord, ...]]
    hyphened: Mapping[str, RelationKind]
    lists: Mapping[str, frozenset[str]]


@cache
def relation_words() -> RelationWords:
    """The words that ship with the package."""
    data = tomllib.loads((files("purport.codebooks") / "data" / "relation_words.toml").read_text("utf-8"))
    return RelationWords(
        nouns=_by_lemma(data["noun"], "nouns"),
        bonds=_by_lemma(data["bond"], "nouns"),
        phrases=_by_lemma(data["phrase"], "nouns"),
        verbs=_by_lemma(data["verb"], "verbs"),
        adjectives=_by_lemma(data["adjective"], "adjectives"),
        hyphened={word: RelationKind(kind) for kind, words in data["hyphened"].items() for word in words},
        lists={name: frozenset(words) for name, words in data["words"].items()},
    )


def _by_lemma(rows: list[dict[str, Any]], words: str) -> dict[str, tuple[RelationWord, ...]]:
    held: dict[str, tuple[RelationWord, ...]] = {}
    for row in rows:
        made = RelationWord(
            kind=RelationKind(row["kind"]),
            first=row.get("actor", "subject") in ("subject", "holder", "owner"),
            by=tuple(row.get("by", ())),
            within=frozenset(row.get("in", ())),
            needs=frozenset(row.get("needs", ())),
            of=frozenset(row.get("of", ())),
            means=tuple(row.get("means", ())),
            particle=row.get("particle"),
            others=frozenset(row.get("others", PARTIES)),
            standing=Standing(row.get("standing", "holds")),
        )
        for word in row[words]:
            held[word] = (*held.get(word, ()), made)
    return held
