"""All that several documents say of one incident, put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from purport.analysis.accounts import Account
from purport.analysis.comparison.matrix import Matrix, Row, Told, matrix
from purport.analysis.comparison.rollups import Reliability, RollUp, rolled_up
from purport.analysis.comparison.standing import Standing, standing
from purport.analysis.same_incident.groups import SameIncident
from purport.case.judgements import Judgement
from purport.types import Incident

DEFAULT_RULE = "range_of_independent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOrigin:
    """Where some accounts go back to: what it is called, why, and whether it is known to be independent of the
    others."""

    id: str
    name: str
    why: str
    accounts: tuple[str, ...]
    independent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An incident in all its accounts: which tellings are held to be of it and why, from how many origins they come,
    where they agree, its figures by a rule, and its status."""

    incident: SameIncident
    origins: tuple[AccountOrigin, ...]
    lineage: str
    matrix: Matrix
    rule: str
    figures: tuple[RollUp, ...]
    standing: Standing


def compared(
    incident: SameIncident,
    accounts: Sequence[tuple[Account, Incident]],
    origins: Sequence[AccountOrigin],
    lineage: str,
    *,
    rule: str = DEFAULT_RULE,
    rated: Callable[[Row, Told], Reliability | None] = lambda row, told: None,
    judgements: Sequence[Judgement] = (),
) -> Comparison:
    """Put accounts of one incident together. Raises OptionError for a rule that is none."""
    made = matrix(accounts, {account: origin.id for origin in origins for account in origin.accounts})
    independent = frozenset(origin.id for origin in origins if origin.independent)
    return Comparison(
        incident=incident,
        origins=tuple(origins),
        lineage=lineage,
        matrix=made,
        rule=rule,
        figures=rolled_up(
            made, rule, independent={each.id: each.name for each in origins if each.independent}, rated=rated
        ),
        standing=standing(made, independent=independent, judgements=judgements),
    )
