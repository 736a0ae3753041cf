"""What speaks against a mention's telling of an incident that others tell of."""

from collections.abc import Sequence
from dataclasses import replace

from purport.reading.incident_course import is_elsewhere, is_ended, other_hours, other_weekdays
from purport.reading.incident_groups import (
    DOERS,
    NEXT,
    VIOLENT,
    Group,
    befalls_doers,
    is_definite,
    is_predicate,
    operation,
    overlap,
    own_count,
    retells_headline,
    tells_in_full,
    tells_of_many,
)
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import Nearness, tried_for
from purport.reading.incident_totals import adds, of_long, sums_up
from purport.reading.party_likeness import are_others, names_alike, names_of, proper
from purport.reading.place_containment import lies_in
from purport.types import Mode

_OTHER = frozenset(
    {
        "another",
        "other",
        "earlier",
        "previous",
        "second",
        "separate",
        "third",
        "similar",
        "different",
        "further",
        "more",
        "former",
    }
)
_GROUNDS = frozenset({"about", "after", "following", "for", "over", "since"})
_SERIES = frozenset({"series", "spate", "string", "wave"})


def _is_series(mention: Mention) -> bool:
    """Whether a plural names many deeds over time: "a string of attacks"."""
    token = mention.trigger.token
    return (
        token.tag_ == "NNS" and token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ in _SERIES
    )


def against(mention: Mention, group: Group, nearest: Mention) -> bool:
    """Whether anything says that a mention is another incident than a group's."""
    named = {operation(m) for m in group.mentions} - {""}
    if operation(mention) and named and operation(mention) not in named:
        return True
    if _follows(mention, group):
        return True
    if _lets_go(mention, group):
        return True
    if is_elsewhere(mention.trigger.token) and all(m.sentence < mention.sentence for m in group.mentions):
        return True
    lefts = {child.lower_ for child in mention.trigger.token.lefts}
    same_clause = mention.sentence == nearest.sentence
    if any(is_ended(m.trigger.token) != is_ended(mention.trigger.token) and _ends(mention, m) for m in group.mentions):
        return True
    if same_clause and (_side_by_side(mention, nearest) or listed_apart(mention, nearest)):
        return True
    if mention.trigger.token.tag_ == "NN" and all(map(_is_series, group.mentions)):
        return True
    if (
        mention.trigger.nominal
        and mention.trigger.begins
        and lefts & _OTHER
        and not same_clause
        and not is_predicate(mention)
    ):
        return True
    real = {Mode.HAPPENED, Mode.DENIED, Mode.ATTEMPTED}
    if (mention.mode in real) != (group.mentions[0].mode in real) and not is_definite(mention):
        return True
    if tells_of_many(mention) and not any(
        tells_of_many(m) or (not m.trigger.effect and of_long(m.trigger)) for m in group.mentions
    ):
        return True
    if not same_clause and sums_up(mention.trigger) != any(sums_up(m.trigger) for m in group.mentions):
        return True
    if _looks_back(mention):
        if any(m.trigger.token in mention.trigger.token.ancestors for m in group.mentions):
            return True
        mention = replace(
            mention,
            dates=mention.dates if mention.dates_near is Nearness.PHRASE else (),
            places=mention.places if mention.places_near is Nearness.PHRASE else (),
        )
    when = None if _is_known_trial(mention) else mention.when
    if when is not None and any(m.when and not overlap(when, m.when) for m in group.mentions):
        return True
    if elsewhere(mention, group.mentions) and not retells_headline(mention, group):
        return True
    if not mention.trigger.effect and any(
        other_weekdays(mention, m)
        or (mention.trigger.token.dep_ != "pobj" and m.trigger.type == mention.trigger.type and other_hours(mention, m))
        for m in group.mentions
    ):
        return True
    if mention.trigger.nominal and not is_definite(mention) and own_count(mention) and not _elaborates(mention, group):
        return True
    mine, theirs_too = proper(mention.agents), proper([p for m in group.mentions for p in m.agents])
    if mine and theirs_too and not names_alike(mine, theirs_too) and not mention.trigger.effect:
        return not _crossed(mention, group)
    same_men = any(party.text.split()[-1].lower() in DOERS for party in mention.agents)
    if mention.trigger.type == "jailbreak" or same_men:  # who escapes is another than what was attacked
        return False
    if mention.trigger.effect or same_clause or adds(mention.trigger, mention.figures):
        return False
    theirs_hit = [p for m in group.mentions if mention.trigger.nominal or not m.trigger.nominal for p in m.targets]
    if mention.trigger.nominal and is_definite(mention):
        return False
    if mention.trigger.type == "trial" and mention.sentence - nearest.sentence <= NEXT:
        return False  # of several accused
    if befalls_doers(mention, group) or any(tells_in_full(mention, m) for m in group.mentions):
        return False
    return are_others(mention.targets, theirs_hit)


def _ends(mention: Mention, other: Mention) -> bool:
    """Whether of two mentions one is of what the other's deed puts an end to: "retook the base, ending a mutiny"."""
    deed, ended = (mention, other) if is_ended(other.trigger.token) else (other, mention)
    return (
        not deed.trigger.nominal and deed.trigger.type != ended.trigger.type and deed.sentence - ended.sentence <= NEXT
    )


def _is_known_trial(mention: Mention) -> bool:
    """Whether a clause says when the trial under discussion began: it is the one that now ends."""
    return mention.trigger.token.lemma_ == "trial" and is_definite(mention) and mention.trigger.token.dep_ == "nsubj"


def _side_by_side(mention: Mention, other: Mention) -> bool:
    """Whether two nouns of a sentence name deeds of two types at two targets: "the fall of the camp … its bombing of a
    market"."""
    one, two = mention.trigger, other.trigger
    if not (one.nominal and two.nominal) or one.type == two.type:
        return False
    if two.token.is_ancestor(one.token) and not (tried_for(one.token) and tried_for(two.token)):
        return False  # two charges are two deeds
    return are_others(mention.targets, other.targets)


def listed_apart(mention: Mention, other: Mention) -> bool:
    """Whether of two deeds of one sentence each has a day and a target of its own: "ambushed a convoy this month and
    killed a priest on 6 December"."""
    if mention.when is None or other.when is None or not (mention.targets and other.targets):
        return False
    if mention.sentence != other.sentence or mention.trigger.nominal or other.trigger.nominal:
        return False
    return not {date.start for date in mention.dates} & {date.start for date in other.dates}


def _looks_back(mention: Mention) -> bool:
    """Whether a noun names an event as the ground of what its clause tells: "were arrested over the attack"."""
    token = mention.trigger.token
    return token.dep_ == "pobj" and token.head.lower_ in _GROUNDS and mention.trigger.nominal and is_definite(mention)


def elsewhere(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mention's clause names other places than those of others."""
    theirs = [place for m in others for place in m.where]
    return bool(mention.where and theirs) and not any(
        lies_in(a, b) or lies_in(b, a) for a in mention.where for b in theirs
    )


def _follows(mention: Mention, group: Group) -> bool:
    """Whether a clause puts its event after or before the other's: "the release came hours after they freed two"."""
    token = mention.trigger.token
    if token.dep_ != "advcl" or not {c.lower_ for c in token.lefts if c.dep_ == "mark"} & {"after", "before"}:
        return False
    return any(m.trigger.token.i == token.head.i or m.trigger.token.head.i == token.head.i for m in group.mentions)


def _crossed(mention: Mention, group: Group) -> bool:
    """Whether the sides of a battle change places: who is told to act in one is told to suffer in the other."""
    return mention.trigger.type == "battle" and names_alike(
        names_of(mention.agents), names_of([p for m in group.mentions for p in m.targets])
    )


def _lets_go(mention: Mention, group: Group) -> bool:
    """Whether a release is told apart from violence: who lets go is another than who breaks in."""
    return (
        mention.trigger.nominal
        and mention.trigger.type == "prisoner_release"
        and any(m.trigger.type in VIOLENT for m in group.mentions)
        and all(mention.paragraph != m.paragraph for m in group.mentions)
    )


def _elaborates(mention: Mention, group: Group) -> bool:
    """Whether a count of events is part of one just told: same people, same paragraph, a place within the other's."""
    first = group.mentions[0]
    return (
        mention.paragraph == first.paragraph
        and mention.trigger.token.lemma_ == first.trigger.token.lemma_
        and bool(names_of(mention.agents) & names_of(first.agents))
        and (not mention.where or any(lies_in(a, b) for a in mention.where for b in first.where))
    )
