"""What is known of an incident, from who tells of it: by the first of ``STATUS_OF`` whose rule fits.

Rival figures contest nothing: they stand side by side. Who denies a hand in it does not deny that it happened.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from purport.reading.incident_accounts import UNNAMED, accounts, tellers, told_in
from purport.reading.incident_answers import Deed, answered, words_of
from purport.reading.publications import Publisher
from purport.types import (
    Certainty,
    Incident,
    IncidentFigure,
    Mode,
    Party,
    Says,
    Side,
    Span,
    Statement,
    Status,
    StatusBasis,
    StatusRule,
    Teller,
)

# The status that each rule gives, in the order in which they are tried.
STATUS_OF: Mapping[StatusRule, Status] = {
    StatusRule.ACTOR_DENIES: Status.CONTESTED,
    StatusRule.ONLY_DENIED: Status.DENIED,
    StatusRule.NEGATED: Status.DENIED,
    StatusRule.DENIED_AND_AFFIRMED: Status.CONTESTED,
    StatusRule.OWN_PUBLICATION: Status.CLAIMED,
    StatusRule.CONFIRMED_IN_WORDS: Status.CONFIRMED,
    StatusRule.BOTH_SIDES: Status.CONFIRMED,
    StatusRule.ACTOR_CLAIMS: Status.CLAIMED,
    StatusRule.ONLY_PARTIES: Status.CLAIMED,
    StatusRule.TOLD_BY_OTHERS: Status.REPORTED,
    StatusRule.OWN_VOICE: Status.REPORTED,
}

# Of these every side tells as one that took part.
_MUTUAL = frozenset({"agreement", "battle", "ceasefire", "negotiation", "prisoner_release"})
# Speakers who are all that took part.
_ALL_SIDES = frozenset({"both sides", "the two sides", "both parties", "the two parties", "all sides"})
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.UNKNOWN})
_DENYING = (Says.DENIES, Says.DISOWNS)


def answers_to(incidents: Sequence[Incident], statements: Sequence[Statement]) -> list[frozenset[str]]:
    """For each incident of a document the ids of the statements that answer it without telling it."""
    deeds = [Deed(type=i.type, mode=i.mode, mentions=i.mentions, actors=i.actors) for i in incidents]
    return answered(deeds, statements)


def evidenced(
    incident: Incident,
    statements: Sequence[Statement],
    publisher: Publisher | None = None,
    answers: Collection[str] | None = None,
) -> Incident:
    """An incident with its status and why it has it, who affirms it, the statements it is told in, and each of its
    figures with those that hold it. ``statements`` are all of the document's, ``publisher`` whose publication it is,
    ``answers`` the ids of the statements that answer it without telling it; None where it is the only incident."""
    basis = status_basis(
        incident.type,
        incident.mode,
        incident.mentions,
        incident.actors,
        incident.targets,
        statements,
        publisher,
        answers,
    )
    own_word = next((teller.name for teller in basis.tellers if not teller.statements), None)
    return replace(
        incident,
        status=STATUS_OF[basis.rule],
        status_basis=basis,
        statements=tuple(s.id for s in tellers(incident.mentions, statements)),
        according_to=_affirming(basis.tellers),
        figures=tuple(_sourced(figure, statements, own_word) for figure in incident.figures),
    )


def _affirming(who: Sequence[Teller]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(teller.name or UNNAMED for teller in who if teller.says not in _DENYING))


def _sourced(figure: IncidentFigure, statements: Sequence[Statement], own_word: str | None) -> IncidentFigure:
    ids = told_in(figure.start, figure.end, statements)
    by = figure.according_to or (None if ids else own_word)
    return replace(figure, statements=ids, according_to=by)


def status_basis(
    kind: str,
    mode: Mode,
    mentions: Sequence[Span],
    actors: Sequence[Party],
    targets: Sequence[Party],
    statements: Sequence[Statement],
    publisher: Publisher | None = None,
    answers: Collection[str] | None = None,
) -> StatusBasis:
    """The rule by which an incident of a type and mode has its status, which is ``STATUS_OF[basis.rule]``, and on whose
    word. ``statements`` are all of the document's, ``answers`` as in ``evidenced``."""
    who, own_voice = accounts(kind, mentions, actors, targets, statements, publisher, answers)
    return StatusBasis(rule=_rule(kind, mode, own_voice, who, statements), own_voice=own_voice, tellers=who)


def _rule(kind: str, mode: Mode, own_voice: bool, who: Sequence[Teller], statements: Sequence[Statement]) -> StatusRule:
    affirming = [t for t in who if t.says not in _DENYING]
    denied = any(t.says is Says.DENIES for t in who)
    if mode is Mode.HAPPENED and any(t.says is Says.DISOWNS and t.side is Side.ACTOR for t in who):
        return StatusRule.ACTOR_DENIES
    if denied and (mode is Mode.DENIED or not (affirming or own_voice)):
        return StatusRule.ONLY_DENIED
    if mode is Mode.DENIED:
        return StatusRule.NEGATED
    if denied:
        return StatusRule.DENIED_AND_AFFIRMED
    if any(not t.statements for t in who):
        return StatusRule.OWN_PUBLICATION
    named = [t for t in affirming if t.name is not None]
    did = [t for t in named if t.side is Side.ACTOR]
    apart = [t for t in named if t.side is Side.APART]
    if any(t.says is Says.CONFIRMS and t.side is not Side.ACTOR for t in named):
        return StatusRule.CONFIRMED_IN_WORDS
    unsure = {s.id for s in statements if s.certainty in _UNSURE}
    others = [t for t in named if t.side in (Side.TARGET, Side.APART) and not set(t.statements) <= unsure]
    if any((t.name or "").lower() in _ALL_SIDES for t in named) or (
        did and (others or (kind in _MUTUAL and _two_of_them(did)))
    ):
        return StatusRule.BOTH_SIDES
    if any(t.says in (Says.CLAIMS, Says.CONFIRMS) for t in did):
        return StatusRule.ACTOR_CLAIMS
    if named and not apart and not own_voice:
        return StatusRule.ONLY_PARTIES
    if len(affirming) > len(named) or apart:
        return StatusRule.TOLD_BY_OTHERS
    return StatusRule.OWN_VOICE


def _two_of_them(did: Sequence[Teller]) -> bool:
    """Whether two who took part tell of it, and not one of them by two names."""
    return any(not words_of(one.name or "") & words_of(other.name or "") for one, other in combinations(did, 2))
