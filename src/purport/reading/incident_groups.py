"""The mentions that tell of one incident so far, and what a mention is by itself: definite, a count, a headline."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.reading.clauses import objects_of
from purport.reading.incident_dates import days
from purport.reading.incident_mentions import Mention
from purport.reading.incident_totals import of_long
from purport.reading.party_likeness import (
    head_of,
    singular,
)
from purport.types import IncidentDate

VIOLENT = frozenset(
    {"attack", "bombing", "assassination", "airstrike", "battle", "arson", "jailbreak", "riot", "robbery"}
)
"""Kinds of violence of which one event may be told as another."""
# How many sentences on a mention speaks for taking the same incident up; what it did is told longest.
DOERS = frozenset({"assailant", "assailants", "attacker", "attackers", "raiders"})
# Words of which one may name what another told: "was stabbed … the murder".
KILLINGS = frozenset(
    {
        "assassinate",
        "assassination",
        "behead",
        "beheading",
        "execute",
        "execution",
        "killing",
        "murder",
        "slay",
        "slaying",
        "stab",
        "stabbing",
    }
)
# How many line ends lie at most between a headline and the paragraph under it.
_BELOW = 2
# Men of whom no more is said.
_ARMED = frozenset({"assailant", "attacker", "fighter", "gunman", "insurgent", "militant", "raider", "rebel"})
NEXT = 3
"""How many sentences on something still follows what was told."""


@dataclass(slots=True, eq=False)
class Group:
    """The mentions so far of one incident, in the order in which they joined it."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        """The mention that joined last."""
        return self.mentions[-1]


def retells_headline(mention: Mention, group: Group) -> bool:
    """Whether a report's first sentence tells again what the headline over it told."""
    if mention.paragraph == group.mentions[0].paragraph or mention.trigger.type not in VIOLENT:
        return False
    if any(mention.paragraph - m.paragraph > _BELOW or not _in_heading(m.trigger.token) for m in group.mentions):
        return False
    return any(akin(mention.trigger.token.lemma_.lower(), m.trigger.token.lemma_.lower()) for m in group.mentions)


def _in_heading(token: Token) -> bool:
    """Whether the line in which a word stands ends as no sentence does."""
    text = token.doc.text
    end = text.find("\n", token.idx)
    return end >= 0 and text[end - 1] not in ".!?\"”'’:;,"


def tells_in_full(mention: Mention, whole: Mention) -> bool:
    """Whether a sentence begins to tell what an attack was that one before only named, by men whom it does not name:
    "an assault by the Brigades. Gunmen blew up the wall"."""
    if not (whole.trigger.nominal and whole.agents) or mention.trigger.nominal or mention.trigger.type not in VIOLENT:
        return False
    if whole.trigger.type not in VIOLENT or not 0 < mention.sentence - whole.sentence <= NEXT:
        return False
    return bool(mention.agents) and all(singular(party.text) in _ARMED for party in mention.agents)


def befalls_doers(mention: Mention, group: Group) -> bool:
    """Whether those suffer who are told to have acted: "commandos raided a farm. One commando was shot"."""
    hit = {head_of(party) for party in mention.targets if party.kind != "object"}
    return bool(hit & {head_of(party) for m in group.mentions for party in m.agents})


def operation(mention: Mention) -> str:
    """The name of a named operation, in plain letters."""
    text = mention.span.text
    return re.sub(r"\W+", " ", text).strip().lower() if text.startswith("Operation") and " " in text else ""


def akin(a: str, b: str) -> bool:
    """Whether two lemmas share a root: "siege" and "besiege", "abduct" and "abduction"."""
    short, long = sorted((a, b), key=len)
    return a == b or {a, b} <= KILLINGS or (len(short) >= 4 and (short in long or short[:5] == long[:5]))


def is_definite(mention: Mention) -> bool:
    """Whether a noun speaks of an event as known: "the raid", "their raid", "Operation Gannet"."""
    if not mention.trigger.nominal:
        return False
    for child in mention.trigger.token.lefts:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return not (child.lower_ == "the" and _is_news(mention.trigger.token))
        if child.lower_ in ("such", "latest"):
            return True
        if child.dep_ == "poss":
            return True
    if is_predicate(mention):
        return True
    return mention.trigger.token.text[:1].isupper() and mention.trigger.token.pos_ == "PROPN"


def _is_news(noun: Token) -> bool:
    """Whether "the" stands before an event only for whom it befell, who are told anew: "the release of 500"."""
    return any(
        whom.pos_ == "NUM"
        or whom.lemma_.lower() in words("collectives")
        or any(left.dep_ == "nummod" or left.lower_ in ("several", "some") for left in whom.lefts)
        for whom in objects_of(noun, "of")
    )


def is_predicate(mention: Mention) -> bool:
    """Whether a noun says what an event told before was: "this was an indefensible attack"."""
    token = mention.trigger.token
    return token.dep_ == "attr" and any(
        child.dep_ == "nsubj" and child.lower_ in ("it", "this", "that") for child in token.head.lefts
    )


def tells_of_many(mention: Mention) -> bool:
    """Whether a verb tells what many deeds came to: "have killed 120 since 2021", "relatives of people killed by the
    rebels"."""
    verb = mention.trigger.token
    if verb.tag_ == "NNS" and verb.dep_ == "nsubj" and not any(c.dep_ in ("det", "nummod", "poss") for c in verb.lefts):
        return _over_years(verb.head)  # "raids have killed 120 since 2021"
    if not mention.trigger.effect or mention.trigger.nominal:
        return False
    if verb.dep_ == "acl" and verb.head.tag_ == "NNS" and not (mention.when or mention.where):
        return not any(child.dep_ in ("det", "nummod", "poss", "amod") for child in verb.head.lefts)
    return _over_years(verb) or of_long(mention.trigger)


def _over_years(verb: Token) -> bool:
    perfect = any(child.dep_ == "aux" and child.lower_ in ("have", "has") for child in verb.children)
    return perfect and any(word.lower_ == "since" and word.dep_ == "prep" for word in verb.subtree)


def own_count(mention: Mention) -> bool:
    """Whether a noun counts events of its own: "three raids", "another raid"."""
    return not mention.trigger.effect and any(
        child.dep_ == "nummod" or (child.dep_ == "det" and child.lower_ in ("another",))
        for child in mention.trigger.token.children
    )


def overlap(a: IncidentDate, b: IncidentDate) -> bool:
    """Whether two dates may be of one day."""
    (a_first, a_last), (b_first, b_last) = days(a), days(b)
    return a_first <= b_last and b_first <= a_last
