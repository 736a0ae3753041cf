"""The words in which every view says the same thing."""

import re
from collections.abc import Iterable

from purport.types import (
    Certainty,
    Incident,
    Kind,
    Polarity,
    Reading,
    Relation,
    RelationKind,
    Says,
    Source,
    Span,
    Speaker,
    Statement,
    StatusRule,
    Tense,
    Via,
)

# C0, C1 and the marks that turn the direction of a line: a document must not steer the terminal that shows it.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")


def printable(text: str) -> str:
    """A text without codes that act on a screen: control codes as their pictures, marks of direction left out."""
    return _UNSAFE.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "", text)


def one_line(text: str) -> str:
    """A text on one line, fit to print."""
    return printable(_BLANKS.sub(" ", text).strip())


def shown(reading: Reading, *, attitudes: bool = False) -> list[Statement]:
    """The statements that a view shows: all, or all but the attitudes."""
    return [each for each in reading.statements if attitudes or each.kind is not Kind.ATTITUDE]


def joined(spans: Iterable[Span]) -> str:
    """The parts of a content in one line, with an ellipsis where words between them are left out."""
    return " … ".join(one_line(span.text) for span in spans)


def speaker_words(speaker: Speaker | None) -> tuple[str, str]:
    """The speaker as the text has it, and who that is where the text says it otherwise (else an empty string)."""
    if speaker is None:
        return "unnamed", ""
    words = one_line(speaker.text or speaker.name or "unnamed")
    if speaker.candidates:
        return words, " or ".join(map(one_line, speaker.candidates))
    name = one_line(speaker.name or "")
    return words, name if name.casefold() != words.casefold().removeprefix("the ") and name != words else ""


_RELATIONS = {
    RelationKind.RIVAL: "rival of",
    RelationKind.ALLY: "ally of",
    RelationKind.PATRON: "backed by",
    RelationKind.CRITICISES: "criticises",
}


def relation_words(relation: Relation) -> str:
    """What stands between the two ends of a relation: "ally of", "backed by"."""
    return _RELATIONS.get(relation.kind, str(relation.kind).replace("_", " "))


def manner(statement: Statement) -> list[str]:
    """What there is to say of how a statement is made, the usual left out: hedges, to whom, negation, time, distance,
    hands."""
    words = [str(statement.kind), certainty(statement)]
    addressee = statement.addressee
    # An outlet that was told and tells it on is named once, as a hand.
    if addressee is not None and addressee.name not in [hand.name for hand in statement.via]:
        words.append(to_whom(addressee))
    if statement.polarity is Polarity.NEGATED:
        words.append("negated")
    if statement.time in (Tense.FUTURE, Tense.CONDITIONAL):
        words.append(str(statement.time))
    if statement.distanced:
        words.append("distanced")
    if statement.via:
        words.append(chain(statement.via))
    return words


def to_whom(addressee: Speaker) -> str:
    """The one addressed as the text has it, and who that is."""
    words, name = speaker_words(addressee)
    return f"to {words} ({name})" if name else f"to {words}"


def certainty(statement: Statement) -> str:
    """How sure the speaker puts it, with the words that weaken it."""
    hedges = ", ".join(dict.fromkeys(one_line(hedge.text) for hedge in statement.hedges))
    word = "certainty unknown" if statement.certainty is Certainty.UNKNOWN else str(statement.certainty)
    return f"{word} ({hedges})" if hedges else word


def chain(via: Iterable[Via]) -> str:
    """The hands a statement passed through, outermost first."""
    return "via " + " › ".join(one_line(hand.name) for hand in via)


def origin(source: Source) -> list[str]:
    """Who published it, when, who wrote it, where it is: what is known of these."""
    published = source.published
    if not published and (stated := source.extra.get("published")):
        published = f"dated “{stated}”, which is no date purport can tell (--published gives one)"
    return [one_line(part) for part in (source.publisher, published, source.author, source.url) if part]


_RULES = {
    StatusRule.ACTOR_DENIES: "who is held to have done it denies a hand in it",
    StatusRule.ONLY_DENIED: "all who tell of it deny it",
    StatusRule.NEGATED: "told as not having happened",
    StatusRule.DENIED_AND_AFFIRMED: "some affirm it, some deny it",
    StatusRule.CONFIRMED_IN_WORDS: "one who did not do it confirms it",
    StatusRule.BOTH_SIDES: "told from more than one side",
    StatusRule.OWN_PUBLICATION: "told in a party's own publication",
    StatusRule.ACTOR_CLAIMS: "who did it claims or admits it",
    StatusRule.ONLY_PARTIES: "told by parties to it alone",
    StatusRule.TOLD_BY_OTHERS: "told by others than the parties to it",
    StatusRule.OWN_VOICE: "told in the report's own voice",
}
# Rules that say themselves that the writer tells it.
_OWN = (StatusRule.OWN_VOICE, StatusRule.OWN_PUBLICATION, StatusRule.NEGATED)
# In the past, which fits one teller and many: "witnesses said so".
_SAYS = {
    Says.AFFIRMS: "said so",
    Says.CONFIRMS: "confirmed it",
    Says.CLAIMS: "claimed it",
    Says.DENIES: "denied it",
    Says.DISOWNS: "denied a hand in it",
}
MOST_TELLERS = 4


def on_whose_word(incident: Incident) -> str:
    """Who affirms an incident, the writer last: "according to police and in the report's own voice"; empty where nobody
    does."""
    names = ", ".join("someone unnamed" if name == "unspecified" else one_line(name) for name in incident.according_to)
    told = [f"according to {names}"] if names else []
    basis = incident.status_basis
    if basis is not None and basis.own_voice and basis.rule is not StatusRule.NEGATED:
        told.append("in the report's own voice")
    return " and ".join(told)


def because(incident: Incident) -> str:
    """Why an incident has its status: "told by parties to it alone (Skua Front said so)"; empty where the reading does
    not tell."""
    basis = incident.status_basis
    if basis is None:
        return ""
    who = [f"{one_line(teller.name or 'someone unnamed')} {_SAYS[teller.says]}" for teller in basis.tellers]
    if len(who) > MOST_TELLERS:
        who[MOST_TELLERS - 1 :] = [f"{len(who) - MOST_TELLERS + 1} more"]
    if basis.own_voice and basis.rule not in _OWN:
        who.append("the report too, in its own voice")
    return _RULES[basis.rule] + (f" ({'; '.join(who)})" if who else "")
