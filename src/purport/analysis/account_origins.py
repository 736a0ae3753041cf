"""From how many origins the accounts of an incident come, as far as their lineage is known."""

from collections.abc import Sequence

from purport.analysis.comparison import AccountOrigin
from purport.analysis.records import Account
from purport.case import Case


def origins_of(case: Case, accounts: Sequence[Account]) -> tuple[list[AccountOrigin], str]:
    """The origins of some accounts, each account in one, and what is known of their lineage as a sentence."""
    origins = [
        AccountOrigin(
            id=account.id,
            name=account.source.publisher or account.source.id,
            why="lineage unknown",
            accounts=(account.id,),
            independent=False,
        )
        for account in accounts
    ]
    reports = "1 report" if len(origins) == 1 else f"{len(origins)} reports"
    return origins, f"{reports}, lineage unknown"
