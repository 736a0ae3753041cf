"""Which mentions in a document tell of one incident.

Mentions are taken in reading order. Each joins the earlier group that speaks most for it, unless something speaks
against: other days, other places, other people, "another". A mention that nothing binds begins an incident of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from purport.codebooks.incident_types import incident_types, words
from purport.reading.incident_settings import Nearness, days, incident_date, lies_in
from purport.reading.incident_totals import adds, side_by_side
from purport.reading.triggers import Trigger
from purport.types import Date, IncidentDate, IncidentFigure, Mode, Party, Place, Span

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
# Types of which one event may be told as the other.
_KIN = (
    frozenset({"attack", "bombing", "assassination", "airstrike", "battle", "arson", "jailbreak", "riot", "robbery"}),
    frozenset({"prisoner_release", "jailbreak"}),
    frozenset({"arrest", "attack", "battle"}),
    frozenset({"kidnapping", "attack", "robbery"}),
    frozenset({"ceasefire", "agreement"}),
    frozenset({"negotiation", "agreement"}),
    frozenset({"other", "attack"}),
)
# Deaths told in another sentence are none of theirs.
_BLOODLESS = frozenset({"arrest", "other"})
# How many sentences on a mention speaks for taking the same incident up; what it did is told longest.
_DOERS = frozenset({"assailant", "assailants", "attacker", "attackers", "raiders"})
_LAST = 1.5
_ADDED = 1.5
_VERY_NEAR, _NEAR, _FAR = 1, 4, 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mention:
    """One trigger with all that its clause says of it. ``causes`` are the token indices of event nouns that stand
    where its agent would; ``paragraph`` and ``sentence`` count from 0."""

    trigger: Trigger
    mode: Mode
    span: Span
    sentence: int
    paragraph: int
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    weapons: tuple[Span, ...] = ()
    causes: tuple[int, ...] = ()
    dates: tuple[Date, ...] = ()
    dates_near: Nearness = Nearness.SENTENCE
    places: tuple[Place, ...] = ()
    places_near: Nearness = Nearness.SENTENCE
    figures: tuple[IncidentFigure, ...] = ()

    @property
    def when(self) -> IncidentDate | None:
        """The date that its own clause gives it."""
        return incident_date(self.dates) if self.dates_near <= Nearness.CLAUSE else None

    @property
    def where(self) -> tuple[Place, ...]:
        """The places that its own clause gives it."""
        return self.places if self.places_near <= Nearness.CLAUSE else ()


@dataclass(slots=True, eq=False)
class _Group:
    mentions: list[Mention] = field(default_factory=list)

    @property
    def last(self) -> Mention:
        return self.mentions[-1]


def groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by incident, in the order in which each incident is first told."""
    made: list[_Group] = []
    of_token: dict[int, _Group] = {}
    # In a sentence, causes come before what they caused, wherever they stand.
    for mention in sorted(
        mentions, key=lambda m: (m.sentence, m.trigger.effect, not m.trigger.begins, m.trigger.token.i)
    ):
        group = _linked(mention, of_token, made) or _best(mention, made)
        if group is None:
            if not mention.trigger.begins:
                continue
            group = _Group()
            made.append(group)
        group.mentions.append(mention)
        of_token[mention.trigger.token.i] = group
    made.sort(key=lambda group: min(m.span.start for m in group.mentions))
    return [sorted(group.mentions, key=lambda m: m.span.start) for group in made]


def _linked(mention: Mention, of_token: dict[int, _Group], made: Sequence[_Group]) -> _Group | None:
    """The group that syntax names: its cause, or the event beside it in the clause."""
    for cause in mention.causes:
        if cause in of_token and _kin(mention, of_token[cause]):
            return of_token[cause]
    token = mention.trigger.token
    head = token.head
    if token.dep_ in ("acl", "relcl") and head.i in of_token:
        return of_token[head.i]
    if token.dep_ in ("advcl", "xcomp") and token.tag_ == "VB":
        for other in (head, *head.children):
            if other.i in of_token and other.i < token.i and _kin(mention, of_token[other.i]):
                return of_token[other.i]
    if mention.trigger.effect or not mention.trigger.begins:
        for above in token.ancestors:
            if (
                above.i in of_token
                and (_kin(mention, of_token[above.i]) or not mention.trigger.effect)
                and not _against(mention, of_token[above.i], of_token[above.i].last)
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
            if _kin(mention, group) and not _against(mention, group, group.last):
                return group
    if mention.trigger.effect:
        same = [
            g
            for g in made
            if g.last.sentence == mention.sentence and _kin(mention, g) and not _against(mention, g, g.last)
        ]
        if same:
            return min(same, key=lambda g: abs(g.last.trigger.token.i - token.i))
    return None


def _best(mention: Mention, made: Sequence[_Group]) -> _Group | None:
    best: tuple[float, _Group] | None = None
    latest = _latest(mention, made)
    for group in made:
        if not _kin(mention, group) or _against(mention, group, group.last):
            continue
        score = _speaking_for(mention, group, latest)
        if best is None or score >= best[0]:
            best = (score, group)
    return best[1] if best is not None and best[0] >= _needed(mention) else None


def _latest(mention: Mention, made: Sequence[_Group]) -> _Group | None:
    """Of the violence told so far what was told last with a word of its own, not in passing, if it has a day or a
    place of its own; a deed without may be part of what was told before."""
    told = [
        (m.sentence, bool(m.when or m.where), n)
        for n, group in enumerate(made)
        for m in group.mentions
        if m.trigger.begins and m.mode is Mode.HAPPENED and _kin(mention, group) and m.trigger.token.dep_ != "pobj"
    ]
    _, apart, n = max(told, default=(0, False, 0))
    return made[n] if apart else None


def _needed(mention: Mention) -> float:
    if mention.trigger.effect and not mention.agents:
        return 1.5
    if mention.trigger.effect and mention.trigger.type == "jailbreak":
        return 2.0
    if _is_definite(mention):
        return 2.0
    if not mention.trigger.begins:
        return 3.0 if mention.trigger.nominal else 2.0
    if mention.trigger.nominal and mention.trigger.token.tag_ in ("NNS", "NNPS") and not _own_count(mention):
        return 2.5
    return 3.5 if mention.trigger.nominal else 3.0


def _speaking_for(mention: Mention, group: _Group, latest: _Group | None) -> float:
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
    if any(party.text.split()[-1].lower() in _DOERS for party in mention.agents):
        score += 1.0
    lemmas = {m.trigger.token.lemma_.lower() for m in group.mentions}
    if bare and mention.trigger.effect and latest is not None:  # "killed" again says nothing
        score += _LAST if group is latest else 0.5
    elif any(_akin(mention.trigger.token.lemma_.lower(), lemma) for lemma in lemmas):
        score += 1.0
    elif mention.trigger.type in {m.trigger.type for m in group.mentions}:
        score += 1.0 if distance <= _VERY_NEAR and not any(mention.trigger.type in f for f in _KIN[:1]) else 0.5
    if _shared(mention.agents, [p for m in group.mentions for p in m.agents]):
        score += 1.0
    if _shared(mention.targets, [p for m in group.mentions for p in m.targets]):
        score += 1.5
    if mention.when and any(m.when and _overlap(mention.when, m.when) for m in group.mentions):
        score += 1.5 if mention.when.precision == "day" else 1.0
    if _operation(mention) and _operation(mention) in {_operation(m) for m in group.mentions}:
        score += 3.0
    score += 0.1 * min(len(group.mentions), 5)
    if _same_place(mention, group):
        score += 1.5
    if _is_definite(mention):
        score += 1.0
    if {(f.low, f.high, f.what) for f in mention.figures if f.low not in (None, 1)} & {
        (f.low, f.high, f.what) for m in group.mentions for f in m.figures
    }:
        score += 2.0
    if mention.trigger.effect:
        score += 0.5
    if mention.mode is not group.mentions[0].mode:
        score -= 1.0
    return score


def _operation(mention: Mention) -> str:
    """The name of a named operation, in plain letters."""
    text = mention.span.text
    return re.sub(r"\W+", " ", text).strip().lower() if text.startswith("Operation") and " " in text else ""


def _akin(a: str, b: str) -> bool:
    """Whether two lemmas share a root: "siege" and "besiege", "abduct" and "abduction"."""
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= 4 and (short in long or short[:5] == long[:5]))


def _is_definite(mention: Mention) -> bool:
    if not mention.trigger.nominal:
        return False
    for child in mention.trigger.token.lefts:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return True
        if child.lower_ in ("such", "latest"):
            return True
        if child.dep_ == "poss":
            return True
    return mention.trigger.token.text[:1].isupper() and mention.trigger.token.pos_ == "PROPN"


def _kin(mention: Mention, group: _Group) -> bool:
    theirs = {m.trigger.type for m in group.mentions}
    kind = mention.trigger.type
    if mention.trigger.effect and theirs <= _BLOODLESS:
        return kind == "attack" and any(m.sentence == mention.sentence for m in group.mentions)
    return kind in theirs or any(kind in family and theirs & family for family in _KIN)


def _against(mention: Mention, group: _Group, nearest: Mention) -> bool:
    """Whether anything says that a mention is another incident than a group's."""
    named = {_operation(m) for m in group.mentions} - {""}
    if _operation(mention) and named and _operation(mention) not in named:
        return True
    lefts = {child.lower_ for child in mention.trigger.token.lefts}
    same_clause = mention.sentence == nearest.sentence
    if mention.trigger.nominal and mention.trigger.begins and lefts & _OTHER and not same_clause:
        return True
    real = {Mode.HAPPENED, Mode.DENIED, Mode.ATTEMPTED}
    if (mention.mode in real) != (group.mentions[0].mode in real) and not _is_definite(mention):
        return True
    when = mention.when
    if when is not None and any(m.when and not _overlap(when, m.when) for m in group.mentions):
        return True
    if mention.where:
        theirs = [place for m in group.mentions for place in m.where]
        if theirs and not any(lies_in(a, b) or lies_in(b, a) for a in mention.where for b in theirs):
            return True
    if (
        mention.trigger.nominal
        and not _is_definite(mention)
        and _own_count(mention)
        and not _elaborates(mention, group)
    ):
        return True
    mine, theirs_too = _proper(mention.agents), _proper([p for m in group.mentions for p in m.agents])
    if mine and theirs_too and not _alike(mine, theirs_too) and not mention.trigger.effect:
        return not _crossed(mention, group)
    same_men = any(party.text.split()[-1].lower() in _DOERS for party in mention.agents)
    if mention.trigger.type == "jailbreak" or same_men:  # who escapes is another than what was attacked
        return False
    if not mention.trigger.nominal and not mention.trigger.effect and not same_clause:
        hit, theirs_hit = (
            _names(mention.targets),
            _names([p for m in group.mentions if not m.trigger.nominal for p in m.targets]),
        )
        if hit and theirs_hit and not _alike(hit, theirs_hit) and not adds(mention.trigger, mention.figures):
            return True
    return False


def _crossed(mention: Mention, group: _Group) -> bool:
    """Whether the sides of a battle change places: who is told to act in one is told to suffer in the other."""
    return mention.trigger.type == "battle" and _alike(
        _names(mention.agents), _names([p for m in group.mentions for p in m.targets])
    )


def _own_count(mention: Mention) -> bool:
    return any(
        child.dep_ == "nummod" or (child.dep_ == "det" and child.lower_ in ("another",))
        for child in mention.trigger.token.children
    )


def _elaborates(mention: Mention, group: _Group) -> bool:
    """Whether a count of events is part of one just told: same people, same paragraph, a place within the other's."""
    first = group.mentions[0]
    return (
        mention.paragraph == first.paragraph
        and mention.trigger.token.lemma_ == first.trigger.token.lemma_
        and bool(_names(mention.agents) & _names(first.agents))
        and (not mention.where or any(lies_in(a, b) for a in mention.where for b in first.where))
    )


def _names(parties: Sequence[Party]) -> set[str]:
    return {party.name.lower() for party in parties}


def _proper(parties: Sequence[Party]) -> set[str]:
    """The names of those who are known by name; "the minister" may be anyone's."""
    generic = (
        words("persons") | words("groups") | {"secretary", "forces", "ministers", "leaders", "officials", "militants"}
    )
    return {
        party.name.lower()
        for party in parties
        if party.actor is not None or (party.name[:1].isupper() and party.name.split()[-1].lower() not in generic)
    }


def _alike(mine: set[str], theirs: set[str]) -> bool:
    small = {"the", "of", "a", "an", "and", "in"}
    return any((set(a.split()) - small) & (set(b.split()) - small) for a in mine for b in theirs)


def _shared(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    return bool(mine) and bool(theirs) and _alike(_names(mine), _names(theirs))


def _overlap(a: IncidentDate, b: IncidentDate) -> bool:
    (a_first, a_last), (b_first, b_last) = days(a), days(b)
    return a_first <= b_last and b_first <= a_last


def _same_place(mention: Mention, group: _Group) -> bool:
    return any(lies_in(a, b) or lies_in(b, a) for a in mention.where for m in group.mentions for b in m.where)


def incident_type_of(mentions: Sequence[Mention]) -> str:
    """The type of a group: a release or escape from a prison that was attacked is a jailbreak; else the most specific
    type that a mention which begins an incident gives; among equals the first told."""
    kinds = [m.trigger.type for m in mentions if m.trigger.begins and not m.trigger.effect] or [
        m.trigger.type for m in mentions if m.trigger.begins
    ]
    kinds = kinds or [m.trigger.type for m in mentions]
    prison = any("prison" in p.name.lower() or "jail" in p.name.lower() for m in mentions for p in m.targets)
    mentions = [m for m in mentions if m.mode is Mode.HAPPENED] or mentions
    freed = any(f.what in ("freed", "escaped") for m in mentions for f in m.figures)
    violent = any(kind in _KIN[0] for kind in kinds)
    if violent and prison and (freed or any(m.trigger.token.lemma_ in ("free", "escape", "release") for m in mentions)):
        return "jailbreak"
    for specific in ("airstrike", "bombing", "assassination", "kidnapping", "arson"):
        if (
            specific in kinds
            and set(kinds) <= {specific, "attack", "battle", "other"}
            and incident_types()[specific].group
            and kinds.count(specific) * 2 >= kinds.count("battle")
        ):
            return specific
    return max(dict.fromkeys(kinds), key=kinds.count)
