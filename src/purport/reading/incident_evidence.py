"""What speaks for a mention's telling of an incident that others tell of."""

from purport.reading.incident_groups import (
    DOERS,
    KILLINGS,
    NEXT,
    VIOLENT,
    Group,
    akin,
    befalls_doers,
    is_definite,
    is_predicate,
    operation,
    overlap,
    own_count,
    retells_headline,
    tells_in_full,
)
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import tried_for
from purport.reading.incident_totals import adds
from purport.reading.party_likeness import are_others, may_be, names_of, share_one
from purport.reading.place_containment import lies_in

# Types of which one event may be told as the other.
_KIN = (
    VIOLENT,
    frozenset({"prisoner_release", "jailbreak"}),
    frozenset({"arrest", "attack", "battle"}),
    frozenset({"kidnapping", "attack", "robbery", "battle"}),
    frozenset({"ceasefire", "agreement"}),
    frozenset({"negotiation", "agreement"}),
    frozenset({"other", "attack"}),
)
# Deaths told in another sentence are none of theirs.
_BLOODLESS = frozenset({"arrest", "other"})
_COUPS = frozenset({"coup", "overthrow", "putsch", "takeover", "topple"})
_TAKINGS = frozenset({"abduction", "kidnapping", "kidnaping"})
# What a search comes to.
_FINDS = frozenset({"discover", "find", "recover", "seize"})
_LAST = 1.5
_ADDED = 1.5
_VERY_NEAR, _NEAR, _FAR = 1, 4, 6


def speaking_for(mention: Mention, group: Group, latest: Group | None) -> float:
    """How much speaks for a mention's being an incident's; ``latest`` is the violence that was told last."""
    score = 0.0
    distance = mention.sentence - group.last.sentence
    bare = not (mention.agents or mention.when or mention.where)
    far = _FAR if bare and mention.trigger.effect else _NEAR
    score += 1.5 if distance <= _VERY_NEAR else 1.0 if distance <= far else 0.0
    if bare and any(child.lower_ == "also" for child in mention.trigger.token.children):
        score += 0.5
    elif (
        not mention.trigger.effect
        and adds(mention.trigger, mention.figures)
        and mention.trigger.type in {m.trigger.type for m in group.mentions}
    ):
        score += _ADDED
    if mention.trigger.type == "jailbreak" and any(
        word in party.name.lower() for m in group.mentions for party in m.targets for word in ("prison", "jail")
    ):
        score += 1.5
    if any(party.text.split()[-1].lower() in DOERS for party in mention.agents):
        score += 1.0
    if distance <= _VERY_NEAR and befalls_doers(mention, group):
        score += 1.0
    if (
        bare
        and distance <= _VERY_NEAR
        and mention.trigger.token.lemma_ in _FINDS
        and any(m.trigger.type == "arrest" for m in group.mentions)
    ):
        score += 1.5
    if mention.trigger.type == "trial" and is_definite(mention):
        score += 0.5
    if bare and mention.trigger.type == "trial" and distance <= NEXT:
        score += 0.5 + (distance > _VERY_NEAR)
    if distance <= _VERY_NEAR and len(group.mentions) == 1 and own_count(group.last):
        score += 1.0  # "two bombings shook the city. In the morning a bomb exploded"
    if any(tells_in_full(mention, m) for m in group.mentions):
        score += 1.5
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if bare and mention.trigger.effect and latest is not None:  # "killed" again says nothing
        score += _LAST if group is latest else 0.5
    elif any(akin(mention.trigger.token.lemma_.lower(), lemma) for lemma in lemmas):
        score += 1.0
    elif mention.trigger.type in {m.trigger.type for m in group.mentions}:
        score += 1.0 if distance <= _VERY_NEAR and not any(mention.trigger.type in f for f in _KIN[:1]) else 0.5
    if share_one(mention.agents, [p for m in group.mentions for p in m.agents]):
        score += 1.0
    if mention.trigger.type == "negotiation" and any(_same_sides(mention, m) for m in group.mentions):
        score += 0.5
    theirs = [p for m in group.mentions for p in m.targets]
    if share_one(mention.targets, theirs):
        score += 1.5
    elif distance <= _VERY_NEAR and any(may_be(a, b) or may_be(b, a) for a in mention.targets for b in theirs):
        score += 1.0
    if mention.when and any(m.when and overlap(mention.when, m.when) for m in group.mentions):
        score += 1.5 if mention.when.precision == "day" else 1.0
    if _is_coup(mention) and any(map(_is_coup, group.mentions)):
        score += 2.0
    if operation(mention) and operation(mention) in {operation(m) for m in group.mentions}:
        score += 3.0
    score += 0.1 * min(len(group.mentions), 5)
    if _same_place(mention, group):
        score += 3.0 if _named_by_place(mention) else 1.5
    if is_definite(mention):
        score += 1.0
    if {(f.low, f.high, f.what) for f in mention.figures if f.low not in (None, 1)} & {
        (f.low, f.high, f.what) for m in group.mentions for f in m.figures
    }:
        score += 2.0
    if mention.trigger.effect:
        score += 0.5
    if mention.mode is not group.mentions[0].mode:
        score -= 1.0
    if all(tried_for(m.trigger.token) for m in group.mentions) and mention.sentence != group.last.sentence:
        score -= 1.5
    if (
        mention.trigger.token.lemma_.lower() in KILLINGS | _TAKINGS
        and is_definite(mention)
        and are_others(mention.targets, theirs)
    ):
        score -= 1.0
    if retells_headline(mention, group):
        score += 1.5
    return score


def _same_sides(mention: Mention, other: Mention) -> bool:
    """Whether talks are told of between the same two or more."""
    return other.trigger.type == mention.trigger.type and len(names_of(mention.agents) & names_of(other.agents)) > 1


def _is_coup(mention: Mention) -> bool:
    """Whether a mention tells of power that is seized."""
    return mention.trigger.token.lemma_.lower() in _COUPS or mention.span.text.lower().endswith("power")


def is_alike(mention: Mention, other: Mention) -> bool:
    """Whether two mentions tell of one type of event, or with words of one root."""
    return mention.trigger.type == other.trigger.type or akin(
        mention.trigger.token.lemma_.lower(), other.trigger.token.lemma_.lower()
    )


def kin(mention: Mention, group: Group) -> bool:
    """Whether a mention may be an incident's by its type: one event is told as an attack, a battle, a bombing."""
    theirs = {m.trigger.type for m in group.mentions}
    kind = mention.trigger.type
    if kind == "kidnapping" and not mention.trigger.begins:  # "two abducted engineers"
        return kind in theirs
    if theirs == {"arrest"} and kind in VIOLENT and is_predicate(mention):
        return False
    if mention.trigger.effect and theirs <= _BLOODLESS:
        return kind == "attack" and any(m.sentence == mention.sentence for m in group.mentions)
    if mention.trigger.token.lemma_ in _FINDS and kind == "other" and theirs & {"arrest", "attack", "battle"}:
        return True
    return kind in theirs or any(kind in family and theirs & family for family in _KIN)


def _named_by_place(mention: Mention) -> bool:
    """Whether a place before a noun names the event: "the Runavik attack"."""
    before = {child.idx for child in mention.trigger.token.lefts if child.dep_ in ("compound", "nmod", "amod")}
    return mention.trigger.nominal and any(place.start in before for place in mention.where)


def _same_place(mention: Mention, group: Group) -> bool:
    return any(lies_in(a, b) or lies_in(b, a) for a in mention.where for m in group.mentions for b in m.where)
