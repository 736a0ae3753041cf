"""What the documents of a case say of one incident, put together: ``purport compare``."""

from collections.abc import Sequence

from purport.analysis.accounts import Account, accounts_of
from purport.analysis.comparison.account_origins import origins_of
from purport.analysis.comparison.comparison import DEFAULT_RULE, Comparison, compared
from purport.analysis.comparison.fused import fused
from purport.analysis.comparison.source_ratings import rated_by
from purport.analysis.same_incident.case import as_held, incident, sources_of
from purport.analysis.same_incident.groups import SameIncident
from purport.case import Case, Found, Judgement, Verdict
from purport.case.judgements import Anchor
from purport.types import Incident


def compare(case: Case, record: str | Found, *, rule: str = DEFAULT_RULE) -> Comparison:
    """The accounts of an incident put together; ``record`` names it as for ``case_incidents.incident``, ``rule`` is by
    which figures become one.

    Raises NotInCase where there is no such incident, OptionError for a rule that is none.
    """
    found = incident(case, record)
    told = accounts(case, found)
    statements = {account.id: each.statements for account, each in told}
    origins, lineage = origins_of([account for account, _ in told], statements)
    return compared(
        found,
        told,
        origins,
        lineage,
        rule=rule,
        rated=rated_by(case.ratings()),
        judgements=_corrections(case, found),
    )


def accounts(case: Case, found: SameIncident) -> list[tuple[Account, Incident]]:
    """Each account of an incident, one for each place where a document was come by, with the incident as it tells it,
    all of it in one; the first to be published first."""
    held = []
    for source in sources_of(found):
        told = fused([telling.incident for telling in found.tellings if telling.source == source])
        held += [(account, told) for account in accounts_of(case, as_held(case, case.reading(source)))]
    return sorted(held, key=lambda pair: pair[0].source.published or "9999")


def _corrections(case: Case, found: SameIncident) -> Sequence[Judgement]:
    """The corrections of any telling, oldest first."""
    spans = {(each.source, each.spans) for each in found.tellings}

    def told(anchor: Anchor) -> bool:
        return (anchor.source, anchor.spans) in spans

    return [each for each in case.judgements() if each.verdict is Verdict.CORRECT and told(each.subject)]
