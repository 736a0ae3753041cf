"""From how many origins the accounts of an incident come, as far as their lineage is known."""

from collections.abc import Iterable, Mapping, Sequence

from purport.analysis.accounts import Account
from purport.analysis.comparison.comparison import AccountOrigin
from purport.analysis.lineage.links import links
from purport.analysis.lineage.origins import origins
from purport.codebooks.actors import actor_codebook


def origins_of(
    accounts: Sequence[Account], told: Mapping[str, Iterable[str]] | None = None
) -> tuple[list[AccountOrigin], str]:
    """The origins of some accounts, each account in one, and what is known of their lineage as a sentence. ``told``
    gives by account the ids of the statements that tell what the accounts are of."""
    lineage = origins(accounts, links(accounts, actor_codebook()), told)
    found = [
        AccountOrigin(id=each.id, name=each.name, why=each.why, accounts=each.accounts, independent=True)
        for each in lineage.origins
    ]
    by_id = {account.id: account for account in accounts}
    found += [
        AccountOrigin(
            id=account,
            name=by_id[account].source.publisher or by_id[account].source.id,
            why="lineage unknown",
            accounts=(account,),
            independent=False,
        )
        for account in lineage.unknown
    ]
    return found, lineage.sentence
