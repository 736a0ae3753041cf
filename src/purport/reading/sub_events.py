"""The parts of a complex attack: the bomb at the gate, the storming, the hostages taken, the fight to get them out.

A part is told by words of one type; a second device, another place and the other side's answer are parts of their own.
Words for the whole ("the attack", "the raid", "an offensive") and for what it did ("killed") belong to no part.
"""

from collections.abc import Iterator, Sequence

from purport.reading.incident_course import ANEW, is_act
from purport.reading.incident_dates import incident_date
from purport.reading.incident_mentions import Mention
from purport.reading.place_containment import lies_in, one_place
from purport.types import Mode, Party, Span, SubEvent

# Nouns that name an attack as a whole, whatever its parts.
_WHOLES = frozenset(
    {
        "assault", "atrocity", "attack", "bloodbath", "campaign", "incursion", "invasion", "killing", "massacre",
        "murder", "offensive", "onslaught", "operation", "raid", "rampage", "slaughter",
    }
)  # fmt: skip
# Types of which a noun or a verb says what all parts came to.
_OUTCOMES = frozenset({"assassination", "jailbreak", "riot"})
_GENERAL = frozenset({"assault", "attack", "hit", "raid", "strike", "target"})
_FORCES = frozenset(
    {
        "army",
        "commando",
        "constable",
        "force",
        "guard",
        "guardsman",
        "officer",
        "police",
        "policeman",
        "soldier",
        "troop",
    }
)
# How many sentences lie at most between two parts that are told one after the other.
_REACH = 3


def names_whole(mention: Mention) -> bool:
    """Whether a mention names an attack as a whole: "the attack", "the men who attacked the base"."""
    trigger = mention.trigger
    if trigger.type in _OUTCOMES:
        return trigger.nominal or trigger.type == "assassination"
    lemma = trigger.token.lemma_.lower()
    if trigger.nominal:
        return lemma in _WHOLES
    return lemma in _GENERAL and trigger.token.dep_ in ("acl", "relcl")


def parts_of(group: Sequence[Mention]) -> list[list[Mention]]:
    """An incident's mentions by the part that they tell of, in the order in which each part is first told; empty where
    it has fewer than two."""
    parts: list[list[Mention]] = []
    for mention in sorted(group, key=lambda m: m.span.start):
        if not is_act(mention) or names_whole(mention):
            continue
        part = next((part for part in reversed(parts) if _same(mention, part)), None)
        if part is None:
            parts.append([mention])
        else:
            part.append(mention)
    parts = [part for part in parts if any(_near(part, other) for other in parts if other is not part)]
    return parts if len(parts) > 1 else []


def _near(part: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether two parts are told together: what is told much later is the whole again, or something else."""
    return any(abs(part[0].sentence - m.sentence) <= _REACH for m in other)


def sub_events(group: Sequence[Mention]) -> tuple[SubEvent, ...]:
    """The parts of the incident that a group of mentions tells of; empty where it is simple."""
    return tuple(
        SubEvent(
            type=part[0].trigger.type,
            mode=Mode.HAPPENED if any(m.mode is Mode.HAPPENED for m in part) else part[0].mode,
            mentions=tuple(m.span for m in part),
            date=next((incident_date(m.dates) for m in part if m.when is not None), None),
            place=next((one_place(m.where) for m in part if m.where), None),
            weapons=tuple(_once(span for m in part for span in m.weapons)),
        )
        for part in parts_of(group)
    )


def by_attackers(group: Sequence[Mention]) -> list[Mention]:
    """An incident's mentions without those of parts by the other side: police or troops who answer an attack, or the
    other way round. Who acts first is the attacker."""
    sides = [(_of_forces([party for m in part for party in m.agents]), part) for part in parts_of(group)]
    first = next((side for side, _ in sides if side is not None), None)
    answers = [m for side, part in sides if side is not None and side != first for m in part]
    return [m for m in group if m not in answers]


def _same(mention: Mention, part: Sequence[Mention]) -> bool:
    """Whether a mention tells of a part's act: a verb over its noun or a noun under its verb, else the same type unless
    another device, another place or the other side is told."""
    token = mention.trigger.token
    if any(_of_one_clause(mention, m) for m in part):
        return True
    if _is_its_blast(mention, part[-1]):
        return True
    if mention.trigger.type != part[0].trigger.type:
        return False
    if mention.trigger.nominal and any(child.lower_ in ANEW for child in token.lefts):
        return False
    theirs = [place for m in part for place in m.where]
    if mention.where and theirs and not any(lies_in(a, b) or lies_in(b, a) for a in mention.where for b in theirs):
        return False
    mine, others = _of_forces(mention.agents), _of_forces([party for m in part for party in m.agents])
    return mine is None or others is None or mine == others


def _is_its_blast(mention: Mention, thrown: Mention) -> bool:
    """Whether a noun takes up what was thrown just before: "a grenade was thrown; that explosion killed a waiter"."""
    known = any(child.lower_ in ("that", "the") for child in mention.trigger.token.lefts)
    hurled = thrown.trigger.token.lemma_ in ("hurl", "lob", "throw")
    near = mention.sentence - thrown.sentence <= 1
    return known and hurled and near and mention.trigger.nominal and mention.trigger.type == "bombing"


def _of_one_clause(mention: Mention, other: Mention) -> bool:
    """Whether a verb stands over its noun ("a bomb exploded"), or goes on to say what it came to ("retook the town,
    shooting three")."""
    token, head = mention.trigger.token, other.trigger.token
    if mention.trigger.nominal != other.trigger.nominal:
        return token.i == head.head.i or token.head.i == head.i
    return mention.trigger.type == "attack" and token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.i == head.i


def _of_forces(agents: Sequence[Party]) -> bool | None:
    """Whether those who act are police or troops; None where nobody is told to."""
    if not agents:
        return None
    return any(
        word.lower().removesuffix("s") in _FORCES or word.lower() in _FORCES
        for party in agents
        for word in party.text.split()
    )


def _once(spans: Iterator[Span]) -> Iterator[Span]:
    """The spans in reading order, those that say no more than another left out: "car" beside "car bomb"."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start - s.end):
        if not any(span.text.lower() in other.text.lower() for other in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda s: s.start)
