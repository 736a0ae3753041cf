"""What is known of an incident from all its accounts, by the first rule that fits.

The rules are those by which one document is read (docs/reading.md), over several documents, and one more: told by two
independent origins, not by parties to it alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from purport.analysis.comparison.blame import denies_only_a_hand, stance
from purport.analysis.comparison.matrix import Matrix, Row
from purport.analysis.comparison.scales import Scales, Standpoint, scales
from purport.analysis.comparison.values import Value
from purport.analysis.same_incident.parties import core, named
from purport.case.judgements import Judgement, Verdict
from purport.types import Mode, Says, Side, Status, StatusRule

LEAST_ORIGINS = 2
_DENYING = (Says.DENIES, Says.DISOWNS)


class Rule(StrEnum):
    """The rules, in the order in which they are tried."""

    ALL_DENY = "all_deny"
    DENIED_AND_AFFIRMED = "denied_and_affirmed"
    ACTOR_DENIES = "actor_denies"
    INDEPENDENT_ORIGINS = "independent_origins"
    BOTH_SIDES = "both_sides"
    CONFIRMED_IN_WORDS = "confirmed_in_words"
    ONLY_PARTIES = "only_parties"
    TOLD_BY_OTHERS = "told_by_others"


STATUS_OF: Mapping[Rule, Status] = {
    Rule.ALL_DENY: Status.DENIED,
    Rule.DENIED_AND_AFFIRMED: Status.CONTESTED,
    Rule.ACTOR_DENIES: Status.CONTESTED,
    Rule.INDEPENDENT_ORIGINS: Status.CONFIRMED,
    Rule.BOTH_SIDES: Status.CONFIRMED,
    Rule.CONFIRMED_IN_WORDS: Status.CONFIRMED,
    Rule.ONLY_PARTIES: Status.CLAIMED,
    Rule.TOLD_BY_OTHERS: Status.REPORTED,
}
REASONS: Mapping[Rule, str] = {
    Rule.ALL_DENY: "all who tell of it deny it",
    Rule.DENIED_AND_AFFIRMED: "some affirm that it happened, some deny it",
    Rule.ACTOR_DENIES: "who is held to have done it denies a hand in it",
    Rule.INDEPENDENT_ORIGINS: "told by independent origins, and not by parties to it alone",
    Rule.BOTH_SIDES: "told by who did it and by others",
    Rule.CONFIRMED_IN_WORDS: "one who did not do it says that it is confirmed",
    Rule.ONLY_PARTIES: "told by parties to it alone",
    Rule.TOLD_BY_OTHERS: "told by others than the parties to it, of one independent origin or of none that is known",
}
_UNREAL = frozenset({Mode.PLANNED, Mode.THREATENED, Mode.HYPOTHETICAL})
_KILLINGS = frozenset({"assassination"})
_OF_PARTIES = (StatusRule.OWN_PUBLICATION, StatusRule.ACTOR_CLAIMS, StatusRule.ONLY_PARTIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The status of an incident, the rule that gives it, why in words, and what it is on other scales.

    ``reckoned`` is the status by the rule; ``overruled`` the judgements by which reviewers set another, the last of
    which gives ``status``.
    """

    status: Status
    reckoned: Status
    rule: Rule
    why: str
    scales: Scales
    overruled: tuple[Judgement, ...] = ()


def standing(matrix: Matrix, *, independent: frozenset[str], judgements: Iterable[Judgement] = ()) -> Standing:
    """The status of an incident by its accounts; ``independent`` are the origins known to be independent of one
    another, ``judgements`` those of its tellings."""
    told = _Told(matrix, independent)
    rule = _rule(told)
    reckoned = STATUS_OF[rule]
    overruled = tuple(
        each for each in judgements if each.verdict is Verdict.CORRECT and "status" in (each.correction or {})
    )
    status = Status((overruled[-1].correction or {})["status"]) if overruled else reckoned
    return Standing(
        status=status,
        reckoned=reckoned,
        rule=rule,
        why=_why(rule, told),
        scales=scales(
            Standpoint(
                status=status,
                origins=len(told.affirming_origins),
                claimed=told.claimed,
                disowned=told.disowned,
                rivals=any(
                    column.field in ("actors", "responsibility") and column.differs for column in matrix.columns
                ),
                real=told.real,
                named=_names_a_doer(matrix),
                deaths=_tells_of_deaths(matrix),
            )
        ),
        overruled=overruled,
    )


class _Told:
    """What the rows tell, gathered once."""

    def __init__(self, matrix: Matrix, independent: frozenset[str]) -> None:
        rows = matrix.rows
        hand_only = [row for row in rows if denies_only_a_hand(row.account.reading, row.incident)]
        tellers = [
            (row, replace(teller, says=stance(row.account.reading, teller)))
            for row in rows
            if row.incident.status_basis
            for teller in row.incident.status_basis.tellers
        ]
        self.affirming = [(row, teller) for row, teller in tellers if teller.says not in _DENYING]
        self.denying = [(row, teller) for row, teller in tellers if teller.says is Says.DENIES]
        negated = [row for row in rows if row.incident.mode is Mode.DENIED and row not in hand_only]
        self.denied = bool(self.denying or negated)
        told_by = {value.by for value in _responsibility(matrix) if not value.held.did}
        named = [
            t.name for _, t in tellers
            if t.says is Says.DISOWNS and t.side is Side.ACTOR and t.name not in told_by
        ]  # fmt: skip
        self.disowning = [*named, *_held_not_to_have_done_it(matrix)]
        self.disowned = bool(self.disowning)
        self.claimed = _claims_it(matrix) or any(
            t.side is Side.ACTOR and t.says in (Says.CLAIMS, Says.CONFIRMS) for _, t in self.affirming
        )
        self.affirming_rows = [row for row in rows if row.incident.mode is not Mode.DENIED and not _only_denies(row)]
        self.affirmed = bool(self.affirming_rows)
        self.real = any(row.incident.mode not in _UNREAL for row in rows)
        apart = [row for row in self.affirming_rows if _stands_apart(row)]
        self.affirming_origins = list(dict.fromkeys(r.origin for r in self.affirming_rows if r.origin in independent))
        self.apart_origins = {row.origin for row in apart}
        self.apart = bool(apart)


def _rule(told: _Told) -> Rule:
    if told.denied:
        return Rule.DENIED_AND_AFFIRMED if told.affirmed else Rule.ALL_DENY
    if told.disowned:
        return Rule.ACTOR_DENIES
    if len(told.affirming_origins) >= LEAST_ORIGINS and told.apart_origins & set(told.affirming_origins):
        return Rule.INDEPENDENT_ORIGINS
    did = [teller for _, teller in told.affirming if teller.side is Side.ACTOR and teller.name]
    others = [teller for _, teller in told.affirming if teller.side in (Side.TARGET, Side.APART) and teller.name]
    if did and others:
        return Rule.BOTH_SIDES
    if any(
        teller.says is Says.CONFIRMS and teller.name and teller.side is not Side.ACTOR for _, teller in told.affirming
    ):
        return Rule.CONFIRMED_IN_WORDS
    return Rule.TOLD_BY_OTHERS if told.apart else Rule.ONLY_PARTIES


def _held_not_to_have_done_it(matrix: Matrix) -> list[str]:
    """Whose hand in it any account denies."""
    return [party.name for value in _responsibility(matrix) if not value.held.did for party in value.held.parties]


def _claims_it(matrix: Matrix) -> bool:
    """Whether any account has one say to have done it."""
    return any(
        value.held.did and any(party.name == value.by for party in value.held.parties)
        for value in _responsibility(matrix)
    )


def _names_a_doer(matrix: Matrix) -> bool:
    """Whether any account names one for it: by what one is held to have done, or as its actor."""
    actors = [party for cell in matrix.column("actors") for told in cell.values for party in told.value.held]
    return any(value.held.did for value in _responsibility(matrix)) or any(map(named, actors))


def _tells_of_deaths(matrix: Matrix) -> bool:
    """Whether any account that does not deny it counts dead, one by name among them, or tells of a killing."""
    kept = [row.incident for row in matrix.rows if row.incident.mode is not Mode.DENIED]
    return any(
        each.type in _KILLINGS or any(f.what == "killed" and (f.high is None or f.high > 0) for f in each.figures)
        for each in kept
    )


def _responsibility(matrix: Matrix) -> list[Value]:
    return [told.value for cell in matrix.column("responsibility") for told in cell.values]


def _only_denies(row: Row) -> bool:
    basis = row.incident.status_basis
    return (
        basis is not None
        and not basis.own_voice
        and bool(basis.tellers)
        and all(stance(row.account.reading, t) in _DENYING for t in basis.tellers)
    )


def _stands_apart(row: Row) -> bool:
    """Whether an account rests on more than the word of parties: its own, where it is no party's publication, or that
    of someone who stands apart."""
    basis = row.incident.status_basis
    return basis is None or basis.rule not in _OF_PARTIES


def _why(rule: Rule, told: _Told) -> str:
    reason = REASONS[rule]
    if rule is Rule.INDEPENDENT_ORIGINS:
        return f"{reason} ({len(told.affirming_origins)} origins)"
    if rule is Rule.DENIED_AND_AFFIRMED and told.denying:
        names = dict.fromkeys(teller.name or "someone unnamed" for _, teller in told.denying)
        return f"{reason} ({', '.join(names)})"
    if rule is Rule.ACTOR_DENIES:
        said = [name or "someone unnamed" for name in told.disowning]
        names = dict.fromkeys(name for name in said if not any(core(name) < core(other) for other in said))
        return f"{reason} ({', '.join(names)})"
    return reason
