"""What does not agree: figures of one kind that differ, and denials beside what they deny."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from purport.brief.incidents import counted_as, same_name, told_in
from purport.brief.same import Account
from purport.types import Certainty, IncidentFigure, Kind, Reading, Statement

LEAST_SHARED = 3
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    {
        "also",
        "been",
        "could",
        "from",
        "have",
        "said",
        "than",
        "that",
        "their",
        "them",
        "they",
        "this",
        "were",
        "what",
        "when",
        "which",
        "with",
        "would",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure and the account that holds it."""

    account: Account
    figure: IncidentFigure


def differing(group: Sequence[Account]) -> list[tuple[tuple[Counted, ...], bool]]:
    """Figures of one kind in the accounts of an incident that differ, and whether all of them could be right."""
    kinds: dict[str, list[Counted]] = {}
    for account in group:
        for figure in account.incident.figures:
            if figure.low is not None or figure.high is not None:
                kinds.setdefault(counted_as(figure.what), []).append(Counted(account=account, figure=figure))
    found = []
    for kind, counted in kinds.items():
        # Who they are of must agree where it is said: dead guards are not dead attackers. Who got out was held there.
        for rivals in [counted] if kind == "got out" else _by_whom(counted):
            values = {(each.figure.low, each.figure.high) for each in rivals}
            tellers = {_teller(each) for each in rivals}
            if len(values) > 1 and len(tellers) > 1:
                found.append((tuple(rivals), _compatible(values)))
    return found


def denials(readings: Sequence[Reading]) -> list[tuple[Reading, Statement, tuple[tuple[Reading, Statement], ...]]]:
    """Every denial, with what others say against it: told of the same incident, or sharing most of its words."""
    everything = [(reading, statement) for reading in readings for statement in reading.statements]
    found = []
    for reading, denial in everything:
        if denial.kind is Kind.DENIAL or denial.certainty is Certainty.DENIED:
            against = [(r, s) for r, s in everything if _against(reading, denial, r, s)]
            found.append((reading, denial, tuple(against)))
    return found


def _against(reading: Reading, denial: Statement, other: Reading, statement: Statement) -> bool:
    if statement.kind not in (Kind.CLAIM, Kind.REPORT, Kind.ACCUSATION) or statement.certainty is Certainty.DENIED:
        return False
    one, two = (s.speaker.name if s.speaker is not None else None for s in (denial, statement))
    if two is None or (one is not None and same_name(one, two)):
        return False
    together = reading is other and any(
        denial in told and statement in told for told in (told_in(reading, i) for i in reading.incidents)
    )
    mine, theirs = _words(denial), _words(statement)
    return together or len(mine & theirs) >= max(LEAST_SHARED, len(mine) // 2)


def _words(statement: Statement) -> set[str]:
    text = " ".join(part.text for part in statement.content).lower()
    return {word[:6] for word in _WORD.findall(text)} - {word[:6] for word in _COMMON}


def _by_whom(counted: Sequence[Counted]) -> list[list[Counted]]:
    named: dict[str, list[Counted]] = {}
    for each in counted:
        named.setdefault((each.figure.who or "").lower().split(" ")[-1], []).append(each)
    open_ones = named.pop("", [])
    return [[*group, *open_ones] for group in named.values()] or [open_ones]


def _teller(each: Counted) -> str:
    return each.figure.according_to or each.account.reading.source.sha256


def _compatible(values: set[tuple[float | None, float | None]]) -> bool:
    low = max((low for low, _ in values if low is not None), default=0.0)
    high = min((high for _, high in values if high is not None), default=float("inf"))
    return low <= high
