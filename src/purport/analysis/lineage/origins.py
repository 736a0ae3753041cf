"""How many accounts there really are: accounts put together by origin, with reasons, and said in one sentence.

Accounts are of one origin where one copies, credits or cites another, or all go back to an outlet that is not among
them. An origin is independent where there is a reason: words of its own speaker whom nobody quoted before, reporting
of its own, or that others take from it. An account whose every speaker was quoted before is of the origin that first
quoted one. Where neither is known, its lineage is unknown; that is no origin, and is not counted as one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from purport.analysis.accounts import Account
from purport.analysis.lineage.credits import own_reporting, same_outlet
from purport.analysis.lineage.links import Link, LinkKind, in_order, said_alike, speakers
from purport.case.folding import folded
from purport.types import Statement

# Links that make one origin of two accounts, from this strength on.
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
LEAST = 0.5
# So much of the rarer words of what is said must be the same for it to be quoted word for word.
WORD_FOR_WORD = 0.8


class Role(StrEnum):
    """What an account is among those of its origin."""

    FIRST = "first"
    COPY = "copies"
    CREDIT = "credits"
    CITE = "cites"
    OWNER = "shares the owner"
    SPEAKER = "cites a speaker already counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Accounts that come to one. ``name`` is the outlet it goes back to, or the speaker; ``accounts`` are ids, in
    order, ``roles`` what each is; ``first`` is the account it began with, None where that is not among them. ``why``
    tells why it is held to be an origin of its own; ``speakers`` are those counted already whom an account cites, and
    ``named`` the outlets by which the others come to it, each as it is told."""

    id: str
    name: str
    accounts: tuple[str, ...]
    roles: tuple[Role, ...]
    speakers: tuple[str | None, ...]
    named: tuple[str | None, ...]
    first: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Accounts and where they come from. ``origins`` are independent of each other as far as can be told; ``unknown``
    are the accounts of whose lineage nothing is known."""

    accounts: tuple[Account, ...]
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    unknown: tuple[str, ...]
    sentence: str

    def origin_of(self, account: str) -> Origin | None:
        """The origin of an account by its id; None where its lineage is unknown."""
        return next((origin for origin in self.origins if account in origin.accounts), None)


def origins(
    accounts: Sequence[Account], links: Sequence[Link], told: Mapping[str, Iterable[str]] | None = None
) -> Lineage:
    """Put accounts of one matter together by origin. ``told`` gives by account the ids of the statements that count for
    who is quoted, where not all do: those in which an incident is told."""
    ordered = in_order(accounts)
    by_id = {account.id: account for account in ordered}
    strong = [link for link in links if link.strength >= LEAST and link.one in by_id]
    groups = _groups(ordered, strong)
    quoted: dict[str, tuple[int, str]] = {}
    whole: dict[int, int] = {}
    reasons: dict[int, str] = {}
    joined: dict[int, tuple[int, str]] = {}
    absent = {link.name for link in strong if link.other is None and link.kind in TAKEN}
    before: list[tuple[int, str, Statement]] = []
    for number, group in enumerate(groups):
        said = {
            name: statements
            for each in group
            for name, statements in speakers(by_id[each].reading, None if told is None else told.get(each, ())).items()
            if not any(same_outlet(_name_of(statements), by_id[other].source.publisher) for other in group)
            and not any(same_outlet(_name_of(statements), name) for name in absent)
        }
        whole_words = [
            (name, statement)
            for each in group
            for name, statements in speakers(by_id[each].reading).items()
            for statement in statements
        ]
        for name in said:
            if name not in quoted and (heard := _heard(name, whole_words, before)) is not None:
                quoted[name] = heard
        new = [name for name in said if name not in quoted]
        reason = _reason([by_id[each] for each in group], strong, [_name_of(said[name]) for name in new])
        if reason is not None:
            reasons[number] = reason
        elif said:
            earlier, name = min(quoted[name] for name in said)
            joined[number] = (whole.get(earlier, earlier), name)
            whole[number] = joined[number][0]
        for name in said:
            quoted.setdefault(name, (whole.get(number, number), _name_of(said[name])))
        before += [(whole.get(number, number), name, statement) for name, statement in whole_words]
    made = []
    unknown: list[str] = []
    for number, group in enumerate(groups):
        if number in joined and joined[number][0] in reasons:
            continue
        if number not in reasons:
            unknown += group
            continue
        made.append(_origin(number, group, groups, joined, strong, by_id, reasons[number]))
    return Lineage(
        accounts=tuple(ordered),
        links=tuple(links),
        origins=tuple(made),
        unknown=tuple(unknown),
        sentence=_sentence(len(ordered), made, len(unknown)),
    )


def _heard(
    name: str, said: Iterable[tuple[str, Statement]], before: Sequence[tuple[int, str, Statement]]
) -> tuple[int, str] | None:
    """Of which group the words of a speaker were told already, be it as another's ("police" for their spokesman), and
    whose they are; "police in Lerwick" are the police who were quoted before."""
    for number, other, earlier in before:
        if re.match(rf"{re.escape(other)} (?:in|of|at|from) ", name):
            return number, _name_of([earlier])
        for each, statement in said:
            if each == name and said_alike(statement, earlier) >= WORD_FOR_WORD:
                return number, _name_of([statement])
    return None


def _groups(ordered: Sequence[Account], links: Sequence[Link]) -> list[list[str]]:
    """Accounts that links put together, each group and all groups in order; outlets that are not there join too."""
    parent: dict[str, str] = {account.id: account.id for account in ordered}

    def root(each: str) -> str:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    outside: dict[str, str] = {}
    for link in links:
        if link.kind not in TAKEN:
            continue
        other = link.other
        if other is None:
            name = next((known for known in outside if same_outlet(known, link.name)), link.name or "")
            other = outside.setdefault(name, f" {folded(name)}")
            parent.setdefault(other, other)
        if other in parent:
            parent[root(link.one)] = root(other)
    groups: dict[str, list[str]] = {}
    for account in ordered:
        groups.setdefault(root(account.id), []).append(account.id)
    return [_givers_first(group, links) for group in groups.values()]


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


def _name_of(statements: Sequence[object]) -> str:
    speaker = getattr(statements[0], "speaker", None)
    return (speaker.name or speaker.text or "") if speaker is not None else ""


def _reason(group: Sequence[Account], links: Sequence[Link], new: Sequence[str]) -> str | None:
    """Why some accounts that belong together are an origin of their own; None where there is no reason."""
    ids = {account.id for account in group}
    named = next((link.name for link in links if link.one in ids and link.other is None and link.kind in TAKEN), None)
    for account in group[: 0 if named else 1]:
        publisher = account.source.publisher
        if publisher and any(same_outlet(name, publisher) for name in _speaking(account)):
            return "its own statement"
        shown = own_reporting(account.reading, account.source)
        if shown is not None:
            return f"its own reporting ({shown if isinstance(shown, str) else ' '.join(shown.text.split())})"
    if len(group) > 1 and not named:
        return "others take from it"
    if named:
        return f"taken from {named}, which is not among the accounts"
    if new:
        return f"quotes {new[0]} first"
    return None


def _speaking(account: Account) -> list[str]:
    return [_name_of(statements) for statements in speakers(account.reading).values()]


def _origin(
    number: int,
    group: Sequence[str],
    groups: Sequence[Sequence[str]],
    joined: Mapping[int, tuple[int, str]],
    links: Sequence[Link],
    by_id: Mapping[str, Account],
    why: str,
) -> Origin:
    named = [link for link in links if link.one in group and link.other is None and link.kind in TAKEN]
    absent = named[0].name if named else None
    first = None if absent else group[0]
    roles = {each: _role(each, group, links) for each in group} | {link.one: _ROLES[link.kind] for link in named}
    if first is not None:
        roles[first] = Role.FIRST
    counted: dict[str, str] = {}
    for other, (to, speaker) in joined.items():
        if to == number:
            roles |= dict.fromkeys(groups[other], Role.SPEAKER)
            counted |= dict.fromkeys(groups[other], speaker)
    ids = tuple(roles)
    account = by_id[first] if first else None
    name = absent or (account.source.publisher or account.source.id if account else "")
    return Origin(
        id=f"o{number + 1}",
        name=name or "",
        accounts=ids,
        roles=tuple(roles[i] for i in ids),
        speakers=tuple(counted.get(i) for i in ids),
        named=tuple(_from(i, roles[i], ids, first, links, by_id) for i in ids),
        first=first,
        why=why,
    )


_ROLES = {
    LinkKind.CREDITED: Role.CREDIT,
    LinkKind.FEED_SOURCE: Role.CREDIT,
    LinkKind.LINKED: Role.CITE,
    LinkKind.CITED: Role.CITE,
    LinkKind.SAME_OWNER: Role.OWNER,
}


def _from(
    account: str,
    role: Role,
    group: Sequence[str],
    first: str | None,
    links: Sequence[Link],
    by_id: Mapping[str, Account],
) -> str | None:
    """Whom an account copies, credits or cites, rather the first than another; None where that is not among them."""
    shown = [
        link.other
        for link in links
        if link.one == account
        and link.other is not None
        and link.other in group
        and _ROLES.get(link.kind, Role.COPY) is role
    ]
    if role in (Role.FIRST, Role.SPEAKER) or not shown:
        return None
    source = by_id[first if first is not None and first in shown else shown[0]].source
    return source.publisher or source.id


def _role(account: str, group: Sequence[str], links: Sequence[Link]) -> Role:
    kinds = {link.kind for link in links if link.one == account and (link.other is None or link.other in group)}
    for kind in LinkKind:
        if kind in kinds and kind in TAKEN:
            return _ROLES.get(kind, Role.COPY)
    return Role.COPY


def _sentence(count: int, found: Sequence[Origin], unknown: int) -> str:
    """ "9 reports, 2 independent origins: 6 copy Norran News, 1 cites …": its numbers add up to that of the reports."""
    told = []
    for origin in found:
        each = list(zip(origin.roles, origin.named, strict=True))
        for role in Role:
            for name in dict.fromkeys(name for other, name in each if other is role):
                if role in (Role.FIRST, Role.SPEAKER):
                    continue
                many = each.count((role, name))
                absent = ", which is not among them" if origin.first is None and name is None else ""
                told.append(f"{many} {_VERBS[role][many > 1]} {name or origin.name}{absent}")
        for speaker in dict.fromkeys(filter(None, origin.speakers)):
            many = origin.speakers.count(speaker)
            told.append(f"{many} {_VERBS[Role.SPEAKER][many > 1]} {speaker}, already counted")
    if unknown:
        told.append(f"{unknown} of unknown lineage")
    parts = f"{_many(count, 'report')}, {_many(len(found), 'independent origin')}"
    return parts + (f": {', '.join(told)}" if told else "")


# Of one account, and of several.
_VERBS = {
    Role.COPY: ("copies", "copy"),
    Role.CREDIT: ("credits", "credit"),
    Role.CITE: ("cites", "cite"),
    Role.OWNER: ("shares the owner of", "share the owner of"),
    Role.SPEAKER: ("cites", "cite"),
}


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
