"""What an answer is about that does not tell the deed again: responsibility claimed or denied, a deed said not to have
happened ("no such attack took place"), a claim withdrawn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from purport.codebooks.incident_types import incident_types
from purport.types import Kind, Mode, Party, Polarity, Span, Statement

# Deeds for which someone is responsible; nobody is so for an arrest, a trial or a meeting.
_DEEDS = frozenset(
    {"attack", "bombing", "assassination", "kidnapping", "jailbreak", "riot", "battle", "airstrike", "arson", "robbery"}
    | {"other"}
)
_DONE = (Mode.HAPPENED, Mode.ATTEMPTED)
# Words that leave open what kind of deed it was, and types of which one deed is told now as one, now as another.
_ANY = frozenset({"attack", "other"})
# How far an answer stands from what it answers at most, in code points.
_REACH = 600
_RESPONSIBILITY = re.compile(
    r"\b(?:responsib\w+|credit|involve\w+|role|part|hand|behind|nothing to do with)\b", re.IGNORECASE
)
_WITHDRAWN = re.compile(r"\b(?:withdr[ae]w\w*|retract\w*|took back|taken back|recant\w*)\b", re.IGNORECASE)
_CLAIM = re.compile(r"(?:the|its|his|her|their|this|that) (?:\w+ )?claims?(?: of responsibility)?\W*\Z", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|nor any)(?: such)? (?:\w+ )?\w+(?: (?:of|on|in|at|against) [^,;:.]{1,40})? "
    r"(?:(?:has|had|have) )?(?:ever )?"
    r"(?:took place|taken place|happened|occurred|(?:was|were|been) (?:carried out|made|staged|launched|conducted))\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:both|all (?:the|of)|(?:the|these|those) (?:\w+ )?\w+(?:ack|bomb|ing|raid|last|ush|nap|ult|der)(?:e?s))\b",
    re.IGNORECASE,
)
_SMALL = frozenset({"the", "of", "a", "an", "and", "both", "for", "in", "s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an answer may be about: a type, a mode, its words and who is said to have done it."""

    type: str
    mode: Mode
    mentions: Sequence[Span]
    actors: Sequence[Party]


def answered(deeds: Sequence[Deed], statements: Sequence[Statement]) -> list[frozenset[str]]:
    """For each deed the ids of the statements that answer it without telling it: of all deeds told before a statement
    and near it, the last that fits its noun and is not held to be another's; every one that fits where it speaks of
    several."""
    found: list[set[str]] = [set() for _ in deeds]
    for statement in statements:
        if not statement.content or not (speaks_of_responsibility(statement) or denies_that_any_was(statement)):
            continue
        if any(_inside(m, statement) for deed in deeds for m in deed.mentions):
            continue  # it tells for what
        for n in _meant(statement, deeds):
            found[n].add(statement.id)
    return [frozenset(ids) for ids in found]


def speaks_of_responsibility(statement: Statement) -> bool:
    """Whether a statement claims or denies a hand in something."""
    return _RESPONSIBILITY.search(_said(statement)) is not None


def denies_that_any_was(statement: Statement) -> bool:
    """Whether a statement says that no deed of some kind was done: "no such attack took place"."""
    return (
        statement.polarity is Polarity.NEGATED
        and statement.kind is not Kind.ATTITUDE
        and any(_NONE.search(part.text) for part in statement.content)
    )


def withdrawals(statements: Sequence[Statement]) -> Mapping[str, Statement]:
    """By the id of a claim of responsibility the statement by which its speaker withdraws it."""
    out = {}
    for n, statement in enumerate(statements):
        cue = statement.cue.text if statement.cue is not None else ""
        if not _WITHDRAWN.search(cue) or not statement.content or not _CLAIM.match(statement.content[0].text):
            continue
        name = _name(statement)
        claims = [
            s for s in statements[:n] if s.kind is Kind.CLAIM and speaks_of_responsibility(s) and name in ("", _name(s))
        ]
        if claims:
            out[claims[-1].id] = statement
    return out


def words_of(name: str) -> set[str]:
    """The words of a name by which one is told from another, in lower case."""
    return set(re.findall(r"\w+", name.lower())) - _SMALL


def _meant(statement: Statement, deeds: Sequence[Deed]) -> Iterator[int]:
    start = statement.content[0].start
    kinds = _kinds(statement)
    name = _name(statement)
    fits = []
    for n, deed in enumerate(deeds):
        before = [m.end for m in deed.mentions if 0 < start - m.start <= _REACH]
        if not before or deed.type not in _DEEDS or deed.mode not in _DONE:
            continue
        if kinds and not (kinds & _ANY or deed.type in kinds or deed.type in _ANY):
            continue
        if speaks_of_responsibility(statement) and _anothers(deed, name):
            continue
        fits.append((max(before), n))
    if not fits:
        return
    if _SEVERAL.search(" ".join(part.text for part in statement.content)):
        yield from (n for _, n in fits)
    else:
        yield max(fits)[1]


def _kinds(statement: Statement) -> set[str]:
    """The types of the deeds that a content names; empty where it names none."""
    words = [word for part in statement.content for word in re.findall(r"[a-z-]+", part.text.lower())]
    nouns = {word.removesuffix("s") for word in words}
    if any(first == "air" and second.startswith(("strike", "raid")) for first, second in pairwise(words)):
        nouns = {"airstrike"}
    return {entry.name for entry in incident_types().values() if nouns & entry.nouns}


def _anothers(deed: Deed, name: str) -> bool:
    """Whether a deed is told to be that of others by name."""
    named = [party for party in deed.actors if party.kind != "object" and party.name[:1].isupper()]
    return bool(named) and not any(words_of(party.name) & words_of(name) for party in named)


def _inside(mention: Span, statement: Statement) -> bool:
    return any(part.start <= mention.start < part.end for part in statement.content)


def _said(statement: Statement) -> str:
    cue = statement.cue.text if statement.cue is not None else ""
    return " ".join((cue, *(part.text for part in statement.content)))


def _name(statement: Statement) -> str:
    speaker = statement.speaker
    return ((speaker.name or speaker.text) or "").lower() if speaker is not None else ""
