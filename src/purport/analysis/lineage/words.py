"""What every picture of a lineage says alike: the tree of its accounts, and links in words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from purport.analysis.accounts import Account
from purport.analysis.lineage.groups import TAKEN
from purport.analysis.lineage.links import Link, LinkKind
from purport.analysis.lineage.origins import LEAST
from purport.analysis.lineage.records import Lineage, Origin, Role
from purport.analysis.lineage.sentence import listed
from purport.views.wording import one_line

_WORDS = {
    LinkKind.SAME_BYTES: "the same bytes as",
    LinkKind.SAME_TEXT: "the same text as",
    LinkKind.COPIED: "copies",
    LinkKind.CREDITED: "credits",
    LinkKind.FEED_SOURCE: "its feed names",
    LinkKind.LINKED: "links to",
    LinkKind.CITED: "cites",
    LinkKind.SAME_OWNER: "has the owner of",
}


# What shows most where an account stands, first.
_NEAREST = (
    LinkKind.SAME_BYTES,
    LinkKind.SAME_TEXT,
    LinkKind.COPIED,
    LinkKind.CREDITED,
    LinkKind.FEED_SOURCE,
    LinkKind.CITED,
    LinkKind.LINKED,
    LinkKind.SAME_OWNER,
    LinkKind.SAME_SPEAKER,
)


@dataclass(frozen=True, slots=True)
class Branch:
    """An account, the links by which it stands where it does, the one drawn first, and those that are from it."""

    account: Account
    links: tuple[Link, ...]
    branches: tuple["Branch", ...]


def account_name(account: Account) -> str:
    """Who published it, or its id where that is not known."""
    return account.source.publisher or account.source.id


def link_words(link: Link, lineage: Lineage) -> str:
    """A link in words: "copies Norran News (0.97)"."""
    name = _named(link, lineage)
    if link.kind is LinkKind.SAME_SPEAKER:
        return _same_words([link], lineage)
    words = f"{_WORDS[link.kind]} {name}"
    if link.kind is LinkKind.COPIED:
        words += f" ({link.strength:.2f})" if link.directed else f" ({link.strength:.2f}; which was first is not known)"
    return words


def told(branch: Branch, lineage: Lineage) -> str:
    """Why an account stands where it does, in one line; empty for the first."""
    taken = [link for link in branch.links if link.kind is not LinkKind.SAME_SPEAKER]
    why = [one_line(link_words(link, lineage)) for link in taken]
    if same := [link for link in branch.links if link.kind is LinkKind.SAME_SPEAKER]:
        why.append(one_line(_same_words(same, lineage)))
    if branch.account.id in lineage.mixed:
        why.append("reports itself too")
    origin = lineage.origin_of(branch.account.id)
    if origin and origin.roles[origin.accounts.index(branch.account.id)] is Role.OUTLET:
        why.append(f"more of {one_line(origin.name)}")
    speaker = origin.speakers[origin.accounts.index(branch.account.id)] if origin else None
    if speaker:
        why.append(f"cites {one_line(speaker)}, already counted")
    return "; ".join(dict.fromkeys(why))


def _same_words(links: Sequence[Link], lineage: Lineage) -> str:
    speakers = listed([link.name or "" for link in links])
    return f"gives the same words of {speakers} as {_named(links[0], lineage)}"


def _named(link: Link, lineage: Lineage) -> str | None:
    names = {account.id: account_name(account) for account in lineage.accounts}
    return link.name if link.other is None else names.get(link.other)


def tree(lineage: Lineage, origin: Origin) -> tuple[Branch, ...]:
    """The accounts of an origin, each below the one that it is from: the first of its origin where it is from
    several."""
    by_id = {account.id: account for account in lineage.accounts}
    shown: dict[str, list[Link]] = {each: [] for each in origin.accounts}
    above: dict[str, str] = {}
    place = {each: at for at, each in enumerate(origin.accounts)}
    for link in lineage.links:
        if link.one not in shown or link.strength < LEAST:
            continue
        # What it has from one of another origin is told with it.
        outside = link.kind in TAKEN and link.other not in shown
        if outside or (link.other in shown and place[link.other] < place[link.one]):
            shown[link.one].append(link)
    for each, links in shown.items():
        ways = Counter(link.other for link in links if link.kind in TAKEN)
        # What it is from before what it has in common, its text before what it tells, what shows in several ways, the
        # likeliest, and rather the first than others.
        links.sort(
            key=lambda link: (
                _NEAREST.index(link.kind),
                -ways[link.other],
                -round(link.strength, 1),
                link.other != origin.first,
            )
        )
        inside = next((link.other for link in links if link.other in shown), None)
        if inside is None and each != origin.first and origin.first is not None:
            inside = origin.first
        if inside is not None and each != origin.first:
            above[each] = inside
    below: dict[str | None, list[str]] = {}
    for each in origin.accounts:
        below.setdefault(above.get(each), []).append(each)

    def branch(each: str) -> Branch:
        above_it = above.get(each)
        links = tuple(link for link in shown[each] if link.other not in shown or link.other == above_it)
        return Branch(by_id[each], links, tuple(branch(other) for other in below.get(each, ())))

    return tuple(branch(each) for each in below.get(None, ()))


def passages_of(link: Link) -> Iterator[tuple[str, str | None]]:
    """The words that show a link, what shows most first, each with those of the other side where there are any."""
    for evidence in link.evidence:
        if evidence.one is not None:
            yield evidence.one.text, evidence.other.text if evidence.other else None
