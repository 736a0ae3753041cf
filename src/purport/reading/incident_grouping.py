"""Which mentions in a document tell of one incident.

Mentions are taken in reading order. Each joins the earlier group that speaks most for it, unless something speaks
against: other days, other places, other people, "another". A mention that nothing binds begins an incident of its own.
"""

from collections.abc import Sequence

from purport.reading.clauses import grammatical_subjects
from purport.reading.incident_course import ACTS, goes_on, is_act, is_part_of
from purport.reading.incident_evidence import (
    VIOLENT,
    Group,
    against,
    elsewhere,
    is_definite,
    kin,
    own_count,
    speaking_for,
)
from purport.reading.incident_mentions import Mention
from purport.reading.incident_totals import side_by_side
from purport.types import Mode

STIPULATES = frozenset({"envisage", "foresee", "provide", "require", "specify", "stipulate"})
"""Verbs by which an agreement has terms."""


def groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by incident, in the order in which each incident is first told."""
    made: list[Group] = []
    of_token: dict[int, Group] = {}
    # In a sentence, causes come before what they caused, wherever they stand.
    for mention in sorted(
        mentions,
        key=lambda m: (m.sentence, m.trigger.effect, not m.trigger.begins, bool(m.causes), m.trigger.token.i),
    ):
        group = _linked(mention, of_token, made) or _continued(mention, made) or _best(mention, made)
        if group is None:
            if not mention.trigger.begins:
                continue
            group = Group()
            made.append(group)
        group.mentions.append(mention)
        of_token[mention.trigger.token.i] = group
    made = _headed(made)
    made.sort(key=lambda group: min(m.span.start for m in group.mentions))
    return [sorted(group.mentions, key=lambda m: m.span.start) for group in made]


def _linked(mention: Mention, of_token: dict[int, Group], made: Sequence[Group]) -> Group | None:
    """The group that syntax names: its cause, or the event beside it in the clause."""
    for cause in mention.causes:
        if cause in of_token and kin(mention, of_token[cause]):
            return of_token[cause]
    token = mention.trigger.token
    head = token.head
    if token.dep_ in ("acl", "relcl") and head.i in of_token:
        return of_token[head.i]
    around = _around(mention, of_token) or _terms(mention, of_token)
    if around is not None:
        return around
    if token.dep_ in ("advcl", "xcomp") and token.tag_ == "VB":
        for other in (head, *head.children):
            if other.i in of_token and other.i < token.i and kin(mention, of_token[other.i]):
                return of_token[other.i]
    if mention.trigger.effect or not mention.trigger.begins:
        for above in token.ancestors:
            if (
                above.i in of_token
                and (kin(mention, of_token[above.i]) or not mention.trigger.effect)
                and not against(mention, of_token[above.i], of_token[above.i].last)
            ):
                return of_token[above.i]
            if above.dep_ == "ccomp":
                break
    for other in (token.head, *token.children):
        if (
            other.i in of_token
            and token.dep_ in ("conj", "advcl", "xcomp", "ROOT")
            and (other.dep_ in ("conj", "advcl", "xcomp") or other is token.head or side_by_side(other, token))
        ):
            group = of_token[other.i]
            if kin(mention, group) and not against(mention, group, group.last):
                return group
    if mention.trigger.effect:
        same = [
            g
            for g in made
            if g.last.sentence == mention.sentence and kin(mention, g) and not against(mention, g, g.last)
        ]
        if same:
            return min(same, key=lambda g: abs(g.last.trigger.token.i - token.i))
    return None


def _continued(mention: Mention, made: Sequence[Group]) -> Group | None:
    """The group of an attack of which the mention tells a part or the next act."""
    told = [
        (m, group)
        for group in made
        for m in group.mentions
        if is_act(m) and m.trigger.type in ACTS and m.trigger.token.i < mention.trigger.token.i
    ]
    told.sort(key=lambda item: item[0].trigger.token.i)
    for whole, group in told:
        if is_part_of(mention, whole) and not elsewhere(mention, [whole]):
            return group
    if not told:
        return None
    last, group = told[-1]
    return group if goes_on(mention, last) and not elsewhere(mention, group.mentions) else None


def _headed(made: list[Group]) -> list[Group]:
    """The groups, with what a headline only counts joined to the first group after it that has the same count: "At
    least 35 killed as League launches offensive"."""
    if not made or not all(m.sentence == 0 and m.trigger.effect for m in made[0].mentions):
        return made
    counts = _counts(made[0])
    for group in made[1:]:
        if counts & _counts(group) and not any(against(m, group, group.last) for m in made[0].mentions):
            group.mentions += made[0].mentions
            return made[1:]
    return made


def _counts(group: Group) -> set[tuple[str, float | None, float | None]]:
    return {(f.what, f.low, f.high) for m in group.mentions for f in m.figures if f.low not in (None, 1)}


def _around(mention: Mention, of_token: dict[int, Group]) -> Group | None:
    """The event in the course of which a relative clause tells something: "an attack on a prison in which the group
    claimed to have freed hundreds"."""
    verb = mention.trigger.token
    while verb.dep_ in ("xcomp", "ccomp", "conj") and verb.head.i != verb.i:
        verb = verb.head
    inside = [word for word in verb.lefts if word.dep_ == "prep" and any(c.lower_ == "which" for c in word.children)]
    if verb.dep_ != "relcl" or not inside or inside[0].lower_ not in ("in", "during"):
        return None
    for above in verb.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return None
        group = of_token.get(above.i)
        if group is not None:
            freed = mention.trigger.type == "prisoner_release" and any(
                m.trigger.type in VIOLENT for m in group.mentions
            )
            return group if freed or kin(mention, group) else None
    return None


def _terms(mention: Mention, of_token: dict[int, Group]) -> Group | None:
    """The agreement of which a release is a term: "the deal stipulated the release of 500"."""
    token = mention.trigger.token
    if mention.trigger.type != "prisoner_release" or token.head.lemma_.lower() not in STIPULATES:
        return None
    for subject in grammatical_subjects(token.head):
        group = of_token.get(subject.i)
        if group is not None and any(m.trigger.type in ("agreement", "ceasefire") for m in group.mentions):
            return group
    return None


def _best(mention: Mention, made: Sequence[Group]) -> Group | None:
    best: tuple[float, Group] | None = None
    latest = _latest(mention, made)
    for group in made:
        if not kin(mention, group) or against(mention, group, group.last):
            continue
        score = speaking_for(mention, group, latest)
        if best is None or score >= best[0]:
            best = (score, group)
    return best[1] if best is not None and best[0] >= _needed(mention) else None


def _latest(mention: Mention, made: Sequence[Group]) -> Group | None:
    """Of the violence told so far what was told last with a word of its own, not in passing, if it has a day or a
    place of its own; a deed without may be part of what was told before."""
    told = [
        (m.sentence, bool(m.when or m.where), n)
        for n, group in enumerate(made)
        for m in group.mentions
        if m.trigger.begins and m.mode is Mode.HAPPENED and kin(mention, group) and m.trigger.token.dep_ != "pobj"
    ]
    _, apart, n = max(told, default=(0, False, 0))
    return made[n] if apart else None


def _needed(mention: Mention) -> float:
    if mention.trigger.effect and not mention.agents:
        return 1.5
    if mention.trigger.effect and mention.trigger.type == "jailbreak":
        return 2.0
    if is_definite(mention):
        return 2.0
    if not mention.trigger.begins:
        return 3.0 if mention.trigger.nominal else 2.0
    if mention.trigger.nominal and mention.trigger.token.tag_ in ("NNS", "NNPS") and not own_count(mention):
        return 2.5
    return 3.5 if mention.trigger.nominal else 3.0
