"""A lineage for the terminal: a tree for each origin."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from purport.analysis.accounts import Account
from purport.analysis.lineage import words
from purport.analysis.lineage.records import Lineage
from purport.views.wording import one_line

LONGEST = 110
_PASSAGES = 3


def to_terminal(lineage: Lineage, *, quotes: bool = False) -> RenderableType:
    """What ``purport lineage`` prints; with ``quotes`` the words that show each link too."""
    return Group(*_parts(lineage, quotes))


def _parts(lineage: Lineage, quotes: bool) -> Iterator[RenderableType]:
    yield Text(one_line(lineage.sentence), "bold")
    for origin in lineage.origins:
        top = Tree(
            Text.assemble((one_line(origin.name), "bold"), (f"  {one_line(origin.why)}", "dim")), guide_style="dim"
        )
        for branch in words.tree(lineage, origin):
            _grow(top, branch, lineage, quotes)
        yield top
    if lineage.unknown:
        top = Tree(Text("of unknown lineage", "bold"), guide_style="dim")
        for account in lineage.accounts:
            if account.id in lineage.unknown:
                top.add(_account(account))
        yield top


def _account(account: Account) -> Text:
    source = account.source
    shown = (words.account_name(account), source.published or "undated", source.title or "", source.id)
    return Text(" · ".join(dict.fromkeys(one_line(each) for each in shown if each)))


def _grow(tree: Tree, branch: words.Branch, lineage: Lineage, quotes: bool) -> None:
    label = _account(branch.account)
    told = words.told(branch, lineage)
    if told:
        label.append(f"\n{told}", "dim")
    if quotes:
        for link in branch.links[:1]:
            names = {account.id: one_line(words.account_name(account)) for account in lineage.accounts}
            for own, other in list(words.passages_of(link))[:_PASSAGES]:
                same = other == own and link.other is not None
                both = f" and {names[link.other]}" if same and link.other else ""
                label.append(f"\n  {names[link.one]}{both}: ", "dim").append(f"“{_cut(own)}”", "cyan")
                if other is not None and not same:
                    label.append(f"\n  {names.get(link.other or '')}: ", "dim").append(f"“{_cut(other)}”", "yellow")
    grown = tree.add(label)
    for each in branch.branches:
        _grow(grown, each, lineage, quotes)


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
