"""How the actors, or the targets, of two incidents stand to one another."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from purport.language.folding import words
from purport.types import Party

_EMPTY = frozenset(
    {"the", "a", "an", "of", "and", "in", "at", "on", "for", "to", "from", "by", "other", "others", "some", "several"}
)
_COUNTS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"dozens", "hundreds", "thousands", "least", "more", "than", "about", "around", "nearly", "over", "up"}
)
# Small words within a name.
_PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "de", "del", "di", "do", "dos", "el", "ibn", "la", "van", "von", "y"}
)
# Words that may stand for anyone: that two tellings share them tells nothing.
_ANYONE_WORDS = """
people person man men woman women civilian gunman gunmen attacker assailant militant fighter force member victim
resident suspect he she they them group armed masked local area building place facility centre center site
"""
_ANYONE = frozenset(_ANYONE_WORDS.split())
# What reports call by several words, by the one that stands for all of them.
_CALLED = {
    "prison": "jail gaol detention lockup penitentiary cell",
    "guard": "jailer jailor warder warden gaoler",
    "soldier": "troop serviceman servicemen conscript trooper",
    "police": "policeman policemen policewoman constable officer",
    "harbour": "harbor port quay dock wharf pier",
    "market": "bazaar",
    "armoury": "armory arsenal depot",
    "church": "chapel cathedral",
    "convoy": "column",
    "checkpoint": "roadblock",
}
_SAME_AS = {word: name for name, called in _CALLED.items() for word in called.split()}


class PartyRelation(StrEnum):
    """Shared: one in common by the codebook's id or by name. Alike: words of a name or of a description in common.
    Different: both are named, and none is in common. Unlike: described in words of which none is in common, so they may
    still be the same. Unknown: one of the two does not say."""

    SHARED = "shared"
    ALIKE = "alike"
    DIFFERENT = "different"
    UNLIKE = "unlike"
    UNKNOWN = "unknown"


def relation(one: Sequence[Party], other: Sequence[Party]) -> PartyRelation:
    """How the parties of two tellings stand to one another. Who is called what anyone may be called ("gunmen", "six
    people") tells nothing."""
    one, other = (tuple(party for party in parties if telling(party)) for parties in (one, other))
    if not one or not other:
        return PartyRelation.UNKNOWN
    if any(same(a, b) for a in one for b in other):
        return PartyRelation.SHARED
    if any(alike(a, b) for a in one for b in other):
        return PartyRelation.ALIKE
    return PartyRelation.DIFFERENT if any(map(named, one)) and any(map(named, other)) else PartyRelation.UNLIKE


def same(one: Party, other: Party) -> bool:
    """Whether two parties are one by the codebook's id, or by their whole name or description."""
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    first, second = core(one.name), core(other.name)
    return bool(first) and first == second


def alike(one: Party, other: Party) -> bool:
    """Whether one's words are all among the other's, or half of them in common: "six guards", "prison guards"."""
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    first, second = core(one.name), core(other.name)
    common = len(first & second)
    return bool(first & second - _ANYONE) and (
        common == min(len(first), len(second)) or 2 * common >= len(first | second)
    )


def telling(party: Party) -> bool:
    """Whether what a party is called tells it from others: "six guards", but not "six people"."""
    return party.actor is not None or bool(telling_words(party.name))


def telling_words(name: str) -> frozenset[str]:
    """The words of a name without those by which anyone may be called."""
    return core(name) - _ANYONE


def named(party: Party) -> bool:
    """Whether a party is named, not only described: "the Norran Front", but not "gunmen"."""
    capitals = [word for word in party.name.split() if word[:1].isupper()]
    return party.actor is not None or len(capitals) > 1 or (party.name.isupper() and len(party.name) > 1)


def is_a_name(party: Party) -> bool:
    """Whether a party is one person by first and last name, and no more: "Ailsa Rendall", but not "six members of the
    Norran Front"."""
    called = party.name.split()
    capitals = sum(word[:1].isupper() for word in called)
    return party.kind == "person" and capitals > 1 and all(w[:1].isupper() or w in _PARTICLES for w in called)


@lru_cache(maxsize=1 << 16)
def core(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: without articles and counts, plurals as singulars, what has
    several words by one of them (a jail is a prison)."""
    kept = (word for word in words(name) if word not in _EMPTY and word not in _COUNTS and not word.isdecimal())
    single = (word.removesuffix("s") if len(word) > 3 else word for word in kept)
    return frozenset(_SAME_AS.get(word, word) for word in single)
