"""Which mentions in a document tell of one incident.

Mentions are taken in reading order. Each joins the earlier group that speaks most for it, unless something speaks
against: other days, other places, other people, "another". A mention that nothing binds begins an incident of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from purport.reading.clauses import grammatical_subjects, objects_of
from purport.reading.incident_counterevidence import against, elsewhere, listed_apart
from purport.reading.incident_course import ACTS, goes_on, is_act, is_ended, is_part_of
from purport.reading.incident_evidence import is_alike, kin, speaking_for
from purport.reading.incident_groups import VIOLENT, Group, is_definite, own_count, tells_of_many
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import Nearness
from purport.reading.incident_totals import side_by_side
from purport.types import Mode

_RESUMES = 1.5
# Within how many words a name for a deed, or the verb of a relative clause, follows.
_NAMING = 8
STIPULATES = frozenset({"envisage", "foresee", "provide", "require", "specify", "stipulate"})
"""Verbs by which an agreement has terms."""


def groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by incident, in the order in which each incident is first told."""
    made: list[Group] = []
    of_token: dict[int, Group] = {}
    # The day on which an event was ended is not its own.
    mentions = [
        replace(m, dates=()) if is_ended(m.trigger.token) and m.dates_near is Nearness.CLAUSE else m for m in mentions
    ]
    # In a sentence, causes come before what they caused, wherever they stand.
    for mention in sorted(
        mentions,
        key=lambda m: (m.sentence, m.trigger.effect, not m.trigger.begins, bool(m.causes), m.trigger.token.i),
    ):
        group = _linked(mention, of_token, made) or _continued(mention, made) or _best(mention, made)
        if group is None:
            if not mention.trigger.begins or tells_of_many(mention):
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
    around = (
        _around(mention, of_token)
        or _terms(mention, of_token)
        or _of_its_victim(mention, of_token)
        or _called(mention, of_token)
        or _in_course(mention, of_token)
    )
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
    if elsewhere(mention, group.mentions) or listed_apart(mention, last):
        return None
    return group if goes_on(mention, last) else None


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


def _of_its_victim(mention: Mention, of_token: dict[int, Group]) -> Group | None:
    """The deed named just before of which a relative clause tells how its victim suffered it: "the murder of an editor,
    Magnus Dal, who was stabbed"."""
    token = mention.trigger.token
    if token.dep_ != "relcl":
        return None
    noun = token.head
    while noun.dep_ == "appos":
        noun = noun.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    group = of_token.get(noun.head.head.i)
    return group if group is not None and kin(mention, group) else None


def _called(mention: Mention, of_token: dict[int, Group]) -> Group | None:
    """The deed of its sentence that a noun gives a name to: "overran a post, in what an officer called the boldest raid
    in months"."""
    token = mention.trigger.token
    if not mention.trigger.nominal or token.dep_ not in ("oprd", "attr", "dobj", "ccomp"):
        return None
    before = [word for word in token.sent if word.i < token.i]
    named = [
        word
        for word in before
        if word.lower_ == "what" and word.i > 0 and word.nbor(-1).lower_ == "in" and token.i - word.i <= _NAMING
    ]
    told = [of_token[word.i] for word in before if word.i in of_token and named and word.i < named[-1].i]
    return next((group for group in reversed(told) if kin(mention, group)), None)


def _in_course(mention: Mention, of_token: dict[int, Group]) -> Group | None:
    """The deed in which a verb says that it happened: "five died in that attempt", or after "in which" where the parse
    has lost what it hangs on."""
    token = mention.trigger.token
    if mention.trigger.nominal:
        return None
    if any(word.lower_ == "when" and word.dep_ in ("advmod", "mark") for word in token.lefts) and token.dep_ != "ROOT":
        told = [of_token[w.i] for w in token.sent if w.i in of_token and w.i < token.left_edge.i and w.pos_ == "NOUN"]
        return next((group for group in reversed(told) if kin(mention, group)), None)
    if not mention.trigger.effect:
        return None
    for noun in objects_of(token, "in", "during") if mention.trigger.effect else ():
        if noun.i in of_token:
            return of_token[noun.i]
    start = token.left_edge.i
    sentence = [word for word in token.sent if word.i < token.i]
    for word in reversed(sentence[-_NAMING:]):
        if word.lower_ == "which" and word.i > 0 and word.nbor(-1).lower_ in ("in", "during") and word.i >= start - 1:
            told = [of_token[w.i] for w in sentence if w.i in of_token and w.i < word.i and w.pos_ == "NOUN"]
            return told[-1] if told else None
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
    latest, resumed = _latest(mention, made), _resumed(mention, made)
    for group in made:
        if not kin(mention, group) or against(mention, group, group.last):
            continue
        score = speaking_for(mention, group, latest) + (_RESUMES if group is resumed else 0.0)
        if best is None or score >= best[0]:
            best = (score, group)
    if best is None or best[0] < _needed(mention):
        return None
    return None if _dated_anew(mention, best[1]) else best[1]


def _dated_anew(mention: Mention, group: Group) -> bool:
    """Whether a sentence gives what befell someone a day of its own where none was told: "On 19 January a missile hit a
    wedding party"."""
    return (
        mention.trigger.effect
        and mention.trigger.begins
        and mention.when is not None
        and mention.dates_near is Nearness.PHRASE
        and bool(mention.targets)
        and mention.sentence != group.last.sentence
        and not any(m.when for m in group.mentions)
    )


def _resumed(mention: Mention, made: Sequence[Group]) -> Group | None:
    """The violence that a report opens with, where a paragraph that has told of none yet takes it up with no more than
    "the attack"."""
    bare = not (mention.agents or mention.targets or mention.when or mention.where)
    known = mention.trigger.begins and is_definite(mention) and mention.trigger.token.tag_ == "NN"
    if not (bare and known and mention.trigger.type in VIOLENT):
        return None
    violent = [g for g in made if any(m.trigger.type in VIOLENT and m.mode is Mode.HAPPENED for m in g.mentions)]
    if len(violent) < 2 or any(m.paragraph == mention.paragraph for g in violent[1:] for m in g.mentions):
        return None
    lead = violent[0]
    return lead if any(is_alike(mention, m) for m in lead.mentions) else None


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
    if mention.span.text.lower().startswith("return"):
        return 1.5  # fire is returned only where there was some
    if is_definite(mention):
        return 2.0
    if not mention.trigger.begins:
        return 3.0 if mention.trigger.nominal else 2.0
    if mention.trigger.nominal and mention.trigger.token.tag_ in ("NNS", "NNPS") and not own_count(mention):
        return 2.5
    return 3.5 if mention.trigger.nominal else 3.0
