"""Whether two parties may be the same: by name, by the noun that heads them, by how much is said of them."""

import re
from collections.abc import Sequence

from purport.codebooks.incident_types import words
from purport.types import Party

# Words that count and say nothing else of whom.
_COUNTS = frozenset({"other", "dozen", "hundred", "several", "two", "three", "four", "five", "six", "seven", "eight"})
# What belongs to whatever was struck.
_PARTS = frozenset({"door", "entrance", "fence", "gate", "perimeter", "roof", "wall", "window"})


def are_others(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether two clauses strike different targets. A person's name is not held against what the person is: "an
    official", later "Mr Fossaa"; a bare count is held against nothing."""
    hit, theirs_hit = _told_apart(mine), _told_apart(theirs)
    if not hit or not theirs_hit or any(_same_party(a, b) for a in hit for b in theirs_hit):
        return False
    return not any(may_be(a, b) or may_be(b, a) for a in hit for b in theirs_hit)


def _told_apart(parties: Sequence[Party]) -> list[Party]:
    return [
        party
        for party in parties
        if not party.text.split()[-1][:1].isdigit() and head_of(party) not in _COUNTS and head_of(party) not in _PARTS
    ]


def _same_party(a: Party, b: Party) -> bool:
    """Whether two parties bear one name, or are told by one noun ("Azeri servicemen", but no "Azeri helicopter")."""
    if a.name[:1].isupper() and b.name[:1].isupper() and a.kind == b.kind != "object":
        return names_alike({a.name.lower()}, {b.name.lower()})
    return head_of(a) == head_of(b) or a.name.lower() == b.name.lower()


def may_be(described: Party, named: Party) -> bool:
    """Whether one may be told by a common noun and the other by name."""
    proper = named.kind == "person" and named.name[:1].isupper()
    return proper and not described.name[:1].isupper() and head_of(described) in words("persons")


def head_of(party: Party) -> str:
    """The noun that heads what a party is called, in the singular."""
    word = re.split(r" (?:of|in|from|at|on|for) ", party.text.strip())[0].split()[-1].lower()
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def names_of(parties: Sequence[Party]) -> set[str]:
    """The names of parties in lower case."""
    return {party.name.lower() for party in parties}


def proper(parties: Sequence[Party]) -> set[str]:
    """The names of those who are known by name; "the minister" may be anyone's."""
    generic = (
        words("persons") | words("groups") | {"secretary", "forces", "ministers", "leaders", "officials", "militants"}
    )
    return {
        party.name.lower()
        for party in parties
        if party.actor is not None
        or (party.name[:1].isupper() and not {party.name.split()[-1].lower(), singular(party.name)} & generic)
    }


def singular(name: str) -> str:
    """The last word of a name as one of them: "gunmen" as "gunman"."""
    word = name.split()[-1].lower()
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")


def names_alike(mine: set[str], theirs: set[str]) -> bool:
    """Whether two names have a word in common, small words left out."""
    small = {"the", "of", "a", "an", "and", "in"}
    return any((set(a.split()) - small) & (set(b.split()) - small) for a in mine for b in theirs)


def share_one(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether a party of one side may be one of the other, by name."""
    return bool(mine) and bool(theirs) and names_alike(names_of(mine), names_of(theirs))
