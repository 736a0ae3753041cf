"""Which accounts belong together: each with what it is from, and what one outlet tells of one matter.

An account belongs to one that it is from, and to no second: who takes from two, or cites two, shows nothing of whether
those two are from each other.
"""

from collections.abc import Mapping, Sequence

from purport.analysis.accounts import Account
from purport.analysis.lineage.credits import same_outlet
from purport.analysis.lineage.links import Link, LinkKind, on_one_matter
from purport.analysis.lineage.voices import other_days
from purport.analysis.wording import wording
from purport.language.folding import folded

# Links that make one origin of two accounts.
TAKEN = (
    LinkKind.SAME_BYTES,
    LinkKind.SAME_TEXT,
    LinkKind.COPIED,
    LinkKind.CREDITED,
    LinkKind.FEED_SOURCE,
    LinkKind.LINKED,
    LinkKind.CITED,
    LinkKind.SAME_OWNER,
)
# Those by which a text names where it is from.
NAMING = (LinkKind.CREDITED, LinkKind.FEED_SOURCE, LinkKind.LINKED, LinkKind.CITED)
# Those of them that are of what is told in one place, and not of the whole text.
CITING = (LinkKind.LINKED, LinkKind.CITED)
_TEXT = (LinkKind.SAME_BYTES, LinkKind.SAME_TEXT, LinkKind.COPIED)
_CREDIT = (LinkKind.CREDITED, LinkKind.FEED_SOURCE)
# What shows where an account is from, first what shows most.
_SHOWING = (_TEXT, _CREDIT, CITING, (LinkKind.SAME_OWNER,))


def ways(links: Sequence[Link]) -> list[Link]:
    """Of the links that make one origin those by which each account belongs where it does: all to the one that it is
    from, and where that shows by its text also the credit for an outlet that is not there."""
    of: dict[str, list[Link]] = {}
    for link in links:
        of.setdefault(link.one, []).append(link)
    return [link for own in of.values() for link in _ways_of(own)]


def groups(
    ordered: Sequence[Account], links: Sequence[Link], kept: Sequence[Link], *, one_incident: bool = False
) -> list[list[str]]:
    """Accounts that the links in ``kept`` put together, each group and all groups in order, so that by all ``links``
    the first is from none of the others; outlets that are not there join too. Reports of one outlet's own are together
    where they are of one incident, or not known to be of two."""
    parent: dict[str, str] = {account.id: account.id for account in ordered}

    def root(each: str) -> str:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    outside: dict[str, str] = {}
    for link in kept:
        other = link.other
        if other is None:
            name = next((known for known in outside if same_outlet(known, link.name)), link.name or "")
            other = outside.setdefault(name, f" {folded(name)}")
            parent.setdefault(other, other)
        if other in parent:
            parent[root(link.one)] = root(other)
    found: dict[str, list[str]] = {}
    for account in ordered:
        found.setdefault(root(account.id), []).append(account.id)
    made = [_givers_first(group, links) for group in found.values()]
    elsewhere = {link.one for link in kept if link.other is None}
    return _by_outlet(made, {account.id: account for account in ordered}, elsewhere, one_incident)


def _ways_of(own: Sequence[Link]) -> list[Link]:
    """The links of one account by which it belongs where it does."""
    for kinds in _SHOWING:
        shown = [link for link in own if link.kind in kinds]
        if not shown:
            continue
        best = max(shown, key=lambda link: _showing(link, own))
        kept = [link for link in own if _giver(link) == _giver(best)]
        if kinds == _TEXT and not any(link.kind in _CREDIT for link in kept):
            absent = [link for link in own if link.kind in _CREDIT and link.other is None]
            kept += absent[:1]
        return kept
    return []


def _showing(link: Link, own: Sequence[Link]) -> tuple[bool, bool, float, int]:
    """How much a link shows: rather whom the account names too, who is there, the likeliest, who is named first."""
    named = any(each.kind in NAMING and each.kind is not link.kind and _giver(each) == _giver(link) for each in own)
    spans = [evidence.one.start for evidence in link.evidence if evidence.one is not None]
    return named, link.other is not None, link.strength, -min(spans, default=0)


def _giver(link: Link) -> str:
    return link.other or f" {folded(link.name or '')}"


def _givers_first(group: list[str], links: Sequence[Link]) -> list[str]:
    """The accounts of a group so that none stands before one that it is known to be from, where that can be; of those
    that are from none, first what others name as where they are from."""
    named = {link.other for link in links if link.kind in NAMING}
    waits = {each: {link.other for link in links if link.one == each and link.directed} for each in group}
    placed: list[str] = []
    left = list(group)
    while left:
        free = [each for each in left if not waits[each] & set(left) - {each}] or left[:1]
        first = next((each for each in free if each in named), free[0]) if not placed else free[0]
        left.remove(first)
        placed.append(first)
    return placed


def _by_outlet(
    made: Sequence[list[str]], by_id: Mapping[str, Account], elsewhere: set[str], one_incident: bool
) -> list[list[str]]:
    """The groups, as one where they begin with reports of one outlet's own: it is one source, however often it tells.
    ``elsewhere`` are the accounts that are from an outlet which is not there."""
    kept: list[list[str]] = []
    for group in made:
        own = None if elsewhere & set(group) else by_id[group[0]]
        for other in kept:
            first = by_id[other[0]]
            if (
                own is not None
                and not elsewhere & set(other)
                and same_outlet(own.source.publisher, first.source.publisher)
                and (one_incident or _one_matter(first, own))
            ):
                other += group
                break
        else:
            kept.append(list(group))
    return kept


def _one_matter(one: Account, two: Account) -> bool:
    return not other_days(one, two) and on_one_matter(wording(one.text), wording(two.text))
