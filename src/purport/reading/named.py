"""Who stands behind a noun phrase that is, or ends in, a name: "Foreign Minister Astrid Joensen", "Reykjavik"."""

import re

from purport.reading import publications
from purport.reading.cast import Cast, Referent
from purport.reading.coreference import Meant

# What stands between a head and its complement: a name after one of these is not who speaks.
PREPOSITIONS = frozenset(["of", "for", "from", "in", "to", "by", "with", "at", "on", "against", "about", "over"])
_DETERMINER = re.compile(r"\A(?:an?|one|the|this|that|these|those)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s?)?[\s,.”\"]*\Z")
# What tells more of the one just named.
_MORE = re.compile(
    r", (?:aged )?\d{1,3}\b"
    r"|, (?:an?|the|its|his|her|their|our|who|whose|which)\b"
    r"|, [a-zß-öø-ÿ][\w-]+ (?:of|for|at|in)\b"
)
_POSSESSIVE = re.compile(r"['’]s?\Z")


def named(cast: Cast, start: int, end: int) -> Meant | None:
    """The one in whose name the phrase ends, what stands before it being a title or description."""
    text = cast.doc.text
    stop = start + len(_TAIL.sub("", text[start:end]))
    for mention, referent in cast.at(start, end):
        ends = stop <= mention[1] <= end or _is_told_more_of(cast, mention[1], end)
        if ends and _heads(text[start : mention[0]].split(), referent):
            return speaking(cast, referent)
    return _state(cast, start, end)


def speaking(cast: Cast, referent: Referent) -> Meant:
    """A referent as a speaker: an outlet of a group gives the group's word."""
    if referent in publications.outlets(cast):
        return Meant(referent=publications.owner_of(cast, referent), outlet=referent)
    return Meant(referent=referent)


def _is_told_more_of(cast: Cast, start: int, end: int) -> bool:
    """Whether all that follows a name is an age, an apposition or a clause: ", 31,", ", its negotiator,"; no list."""
    after = cast.doc.text[start:end]
    return _MORE.match(after) is not None and not (" and " in after and cast.at(start, end))


def _heads(before: list[str], referent: Referent) -> bool:
    """Whether a name heads its phrase, and does not only stand in it: "the mayor of X", "X and Y", "X's brother"."""
    if not before:
        return True
    low = [w.lower() for w in before]
    person = referent.kind == "person"
    if (not person and PREPOSITIONS & set(low)) or low[-1].strip(",") in PREPOSITIONS or {"and", "or"} & set(before):
        return False
    return not (person and _POSSESSIVE.search(before[-1]))


def _state(cast: Cast, start: int, end: int) -> Meant | None:
    """A state's or its capital's name alone, where the actors hold no such mention."""
    words = _DETERMINER.sub("", cast.doc.text[start:end].strip())
    for match in cast.codebook.matches(words):
        entry = cast.codebook.entries[match.name.owner]
        if match.start == 0 and match.end == len(words) and entry.kind == "state" and match.name.form != "demonym":
            known = cast.by_actor.get(entry.id)
            return Meant(referent=known or Referent(entry.government, "state", entry.id, "it", entry.country))
    return None
