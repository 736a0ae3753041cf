"""How many accounts there really are: accounts put together by origin, with reasons, and said in one sentence.

Accounts are of one origin where one copies, credits or cites another, or all go back to an outlet that is not among
them. An origin is independent where there is a reason: words of its own speaker whom nobody quoted before, reporting
of its own, or that others take from it. An account whose every speaker was quoted before is of the origin that first
quoted one. Where neither is known, its lineage is unknown; that is no origin, and is not counted as one.
"""

from collections.abc import Iterable, Mapping, Sequence

from purport.analysis.accounts import Account
from purport.analysis.lineage.credits import own_reporting, own_statement, same_outlet
from purport.analysis.lineage.groups import CITING, NAMING, TAKEN, groups, ways
from purport.analysis.lineage.links import Link, LinkKind, in_order
from purport.analysis.lineage.records import Lineage, Origin, Role
from purport.analysis.lineage.sentence import listed, sentence
from purport.analysis.lineage.voices import Voice, heard, on_another, voices

# Links make one origin of two accounts from this strength on.
LEAST = 0.5


def origins(
    accounts: Sequence[Account], links: Sequence[Link], told: Mapping[str, Iterable[str]] | None = None
) -> Lineage:
    """Put accounts of one matter together by origin. ``told`` gives by account the ids of the statements that tell the
    incident which the accounts are of, where they are of one: who is quoted on another counts for nothing then."""
    ordered = in_order(accounts)
    by_id = {account.id: account for account in ordered}
    strong = [link for link in links if link.strength >= LEAST and link.one in by_id]
    mixed = _mixed(ordered, strong)
    tying = [link for link in strong if link.kind in TAKEN and not (link.one in mixed and link.kind in NAMING)]
    taken = ways(tying)
    together = groups(ordered, tying, taken, one_incident=told is not None)
    absent = {link.name for link in taken if link.other is None}
    reasons: dict[int, str] = {}
    # The group, or that of the group which it goes back to, and the speaker.
    joined: dict[int, tuple[int, str]] = {}
    before: list[tuple[int, Voice]] = []
    place = {account.id: at for at, account in enumerate(ordered)}
    for number, group in enumerate(together):
        outlets = [*absent, *(by_id[each].source.publisher for each in group)]
        inside = [voice for each in group for voice in voices(by_id[each])]
        said = [
            voice
            for each in group
            for voice in voices(by_id[each], None if told is None else told.get(each, ()))
            if not any(same_outlet(voice.name, outlet) for outlet in outlets)
        ]
        known: dict[str, tuple[int, str]] = {}
        for voice in said:
            # An outlet's later report of its own comes with its first, and is no earlier for that.
            earlier = [each for each in before if place[each[1].account.id] < place[voice.account.id]]
            if (found := _quoted(voice, inside, earlier)) is not None:
                known[voice.key] = found
        new = [voice for voice in said if voice.key not in known]
        if known and all(voice.common for voice in new):
            new = []
        reason = _reason([by_id[each] for each in group], taken) or _first_quoted(new, [each for _, each in before])
        if reason is not None:
            reasons[number] = reason
        elif known:
            joined[number] = min(known.values())
        home = joined[number][0] if number in joined else number
        before += [(home, voice) for voice in inside]
    made = []
    unknown: list[str] = []
    for number, group in enumerate(together):
        if number in joined and joined[number][0] in reasons:
            continue
        if number not in reasons:
            unknown += group
            continue
        made.append(_origin(number, group, together, joined, taken, strong, by_id, reasons[number]))
    return Lineage(
        accounts=tuple(ordered),
        links=tuple(links),
        origins=tuple(made),
        unknown=tuple(unknown),
        mixed=tuple(mixed),
        sentence=sentence(len(ordered), made, len(unknown), len(mixed), _cited_by(mixed, strong, by_id)),
    )


def _mixed(accounts: Sequence[Account], links: Sequence[Link]) -> list[str]:
    """The accounts that cite another and report themselves too; not those that have its text."""
    cites = {link.one for link in links if link.kind in CITING}
    copies = {link.one for link in links if link.kind in TAKEN and link.kind not in CITING}
    return [
        account.id
        for account in accounts
        if account.id in cites - copies and own_reporting(account.reading, account.source) is not None
    ]


def _cited_by(mixed: Sequence[str], links: Sequence[Link], by_id: Mapping[str, Account]) -> list[str]:
    """Whom the accounts that report themselves too cite."""
    named = [
        link.name if link.other is None else by_id[link.other].source.publisher or by_id[link.other].source.id
        for link in links
        if link.one in mixed and link.kind in CITING
    ]
    return [name for name in dict.fromkeys(named) if name]


def _quoted(voice: Voice, beside: Sequence[Voice], before: Sequence[tuple[int, Voice]]) -> tuple[int, str] | None:
    """The group that quoted a voice already, and the voice as it is named there and here, whichever is a name."""
    found = heard(voice, beside, (earlier for _, earlier in before))
    if found is None:
        return None
    number = next(number for number, earlier in before if earlier is found)
    return number, found.name if voice.common and not found.common else voice.name


def _reason(group: Sequence[Account], links: Sequence[Link]) -> str | None:
    """Why some accounts that belong together are an origin of their own; None where there is no reason."""
    ids = {account.id for account in group}
    named = next((link.name for link in links if link.one in ids and link.other is None), None)
    # Those of the outlet with which it begins.
    own = [] if named else [each for each in group if each is group[0] or _of_one_outlet(each, group[0])]
    for account in own:
        publisher = account.source.publisher
        if publisher and any(same_outlet(name, publisher) for name in (voice.name for voice in voices(account))):
            return "its own statement"
        if (said := own_statement(account.reading, account.source)) is not None:
            return f"its own statement ({said.text})"
        shown = own_reporting(account.reading, account.source)
        if shown is not None:
            return f"its own reporting ({shown if isinstance(shown, str) else ' '.join(shown.text.split())})"
    if len(group) > len(own) and not named:
        return "others take from it"
    if named:
        return f"taken from {named}, which is not among the accounts"
    return None


def _of_one_outlet(one: Account, two: Account) -> bool:
    return same_outlet(one.source.publisher, two.source.publisher)


def _first_quoted(new: Sequence[Voice], before: Sequence[Voice]) -> str | None:
    """Whom an account quotes whom none did before, rather somebody of a name than "police"."""
    voice = min(new, key=lambda voice: voice.common, default=None)
    if voice is None:
        return None
    return f"quotes {voice.name} on another incident" if on_another(voice, before) else f"quotes {voice.name} first"


def _origin(
    number: int,
    group: Sequence[str],
    together: Sequence[Sequence[str]],
    joined: Mapping[int, tuple[int, str]],
    links: Sequence[Link],
    strong: Sequence[Link],
    by_id: Mapping[str, Account],
    why: str,
) -> Origin:
    named = [link for link in links if link.one in group and link.other is None]
    absent = named[0].name if named else None
    first = None if absent else group[0]
    roles = {each: _role(each, group, links) for each in group} | {link.one: _ROLES[link.kind] for link in named}
    if first is not None:
        roles[first] = Role.FIRST
    counted: dict[str, str] = {}
    for other, (to, speaker) in joined.items():
        if to == number:
            roles |= dict.fromkeys(together[other], Role.SPEAKER)
            counted |= dict.fromkeys(together[other], speaker)
    ids = tuple(roles)
    account = by_id[first] if first else None
    name = absent or (account.source.publisher or account.source.id if account else "")
    return Origin(
        id=f"o{number + 1}",
        name=name or "",
        accounts=ids,
        roles=tuple(roles[i] for i in ids),
        speakers=tuple(counted.get(i) for i in ids),
        named=tuple(_from(i, roles[i], ids, first, strong, by_id) for i in ids),
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
    """Whom an account copies, credits or cites, rather the first than another, and whom of other origins besides; None
    where none of them is there."""
    shown = [
        link.other
        for link in links
        if link.one == account
        and link.other is not None
        and link.kind in TAKEN
        and _ROLES.get(link.kind, Role.COPY) is role
    ]
    inside = [other for other in shown if other in group]
    if role in (Role.FIRST, Role.SPEAKER, Role.OUTLET) or not inside:
        return None
    kept = [first if first in inside else inside[0], *(other for other in shown if other not in group)]
    sources = [by_id[other].source for other in kept if other is not None]
    return listed(list(dict.fromkeys(source.publisher or source.id for source in sources)))


def _role(account: str, group: Sequence[str], links: Sequence[Link]) -> Role:
    kinds = {link.kind for link in links if link.one == account and (link.other is None or link.other in group)}
    # Where it is not known which was first, the other may be told to be from this one.
    kinds |= {link.kind for link in links if link.other == account and link.one in group and not link.directed}
    shown = next((kind for kind in LinkKind if kind in kinds and kind in TAKEN), None)
    return Role.OUTLET if shown is None else _ROLES.get(shown, Role.COPY)
