"""Which account is from which: links between accounts, each with its kind, its strength and the words that show it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from purport.analysis.accounts import Account
from purport.analysis.copies.boilerplate import sentence_numbers, standing_sentences
from purport.analysis.copies.copying import COPIED, Passage, copying, passages, set_aside
from purport.analysis.copies.skip_pairs import skip_pairs
from purport.analysis.lineage.credits import Credit, CreditKind, address, credits, own_dateline, same_outlet
from purport.analysis.lineage.voices import SAME_WORDS, Voice, apart, other_days, said_alike, voices
from purport.analysis.wording import Wording, wording
from purport.case.days import days_or_none as days
from purport.codebooks.actors import ActorCodebook
from purport.codebooks.entries import Entry
from purport.language.folding import folded
from purport.types import Span, Statement


class LinkKind(StrEnum):
    """Why one account is held to be from another, or both from a third."""

    SAME_BYTES = "same_bytes"
    SAME_TEXT = "same_text"
    COPIED = "copied"
    CREDITED = "credited"
    FEED_SOURCE = "feed_source"
    LINKED = "linked"
    CITED = "cited"
    SAME_OWNER = "same_owner"
    SAME_SPEAKER = "same_speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of one account, and the words of the other that answer them; None where one side alone has them."""

    one: Span | None
    other: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That ``one`` is from ``other``, the earlier (both are ids of accounts); where ``directed`` is false it is not
    known which of them was first, or both may be from a third. ``other`` is None where the outlet that is named,
    ``name``, is among none of the accounts. ``strength`` is how likely it is, 0 to 1."""

    one: str
    other: str | None
    kind: LinkKind
    strength: float
    directed: bool
    name: str | None = None
    evidence: tuple[Evidence, ...] = ()


# Fewer pairs of rare words in common, and two texts share no passage.
LEAST_PAIRS = 2
# So much of the rarer words of two texts must be the same for them to be on one matter.
SAME_MATTER = 0.1
# So many words in a row an outlet has from its own earlier text, and not from habit.
REPEATED = 12
# So many words a passage has that shows something.
SHOWING = 4
RARE = 3.0


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """The accounts by day of publication, of one day what an outlet gives as its own dispatch first; those without a
    date last. What that leaves open is as it comes."""

    def place(account: Account) -> tuple[bool, date, date, bool]:
        day = days(account.source.published)
        first, last = day or (date.max, date.max)
        return day is None, first, last, not own_dateline(account.reading, account.source)

    return sorted(accounts, key=place)


def links(
    accounts: Sequence[Account], codebook: ActorCodebook | None = None, *, least: float = COPIED
) -> tuple[Link, ...]:
    """Every link between some accounts on one matter, and to outlets that they name; by account, in the order of
    publication, what shows most first. ``least`` is the strength from which on texts are held to be copies."""
    ordered = in_order(accounts)
    names = [account.source.publisher for account in ordered if account.source.publisher]
    named = {account.id: credits(account.reading, account.source, names) for account in ordered}
    # Whom one account credits is an outlet in all of them, also where no account is its own.
    if absent := _absent(named, names):
        names += absent
        named = {account.id: credits(account.reading, account.source, names) for account in ordered}
    ordered = _givers_first(ordered, named)
    readings = {account.sha256: account.reading for account in ordered}
    words = _without_boilerplate({digest: wording(reading.text) for digest, reading in readings.items()})
    pairs = {digest: skip_pairs(each, 2) for digest, each in words.items()}
    houses = {} if codebook is None else {name: _house(name, codebook) for name in dict.fromkeys(names)}
    spoken = {account.id: voices(account) for account in ordered}
    found: list[Link] = []
    for earlier, later in combinations(ordered, 2):
        directed = _earlier(earlier, later)
        if (link := _same(earlier, later, directed)) is not None:
            found.append(link)
            continue
        if len(np.intersect1d(pairs[earlier.sha256], pairs[later.sha256])) >= LEAST_PAIRS:
            found += _copied(earlier, later, words[earlier.sha256], words[later.sha256], directed, least)
        found += _same_speaker(spoken[earlier.id], spoken[later.id], directed)
        found += _same_owner(earlier, later, houses)
    for at, account in enumerate(ordered):
        found += [_named(account, credit, ordered, at, words) for credit in named[account.id]]
    order = {account.id: at for at, account in enumerate(ordered)}
    rank = list(LinkKind)
    known = {(link.one, link.other) for link in found if link.directed}
    found = [replace(link, directed=True) if (link.one, link.other) in known else link for link in found]
    kept = [link for link in found if link.other is not None or link.kind is not LinkKind.LINKED]
    return tuple(sorted(kept, key=lambda link: (order[link.one], rank.index(link.kind), -link.strength)))


def _absent(named: dict[str, tuple[Credit, ...]], names: Sequence[str]) -> list[str]:
    """The outlets that are credited, and of which there is no account."""
    credited = (
        credit.name
        for each in named.values()
        for credit in each
        if credit.kind in (CreditKind.CREDITED, CreditKind.FEED_SOURCE)
        and not credit.name.startswith(("http://", "https://"))
    )
    return [name for name in dict.fromkeys(credited) if not any(same_outlet(name, each) for each in names)]


def _givers_first(ordered: list[Account], named: dict[str, tuple[Credit, ...]]) -> list[Account]:
    """The accounts so that of those of which it is not known which was first the one that another names is."""
    placed: list[Account] = []
    left = list(ordered)
    while left:
        first = left[0]
        for other in left[1:]:
            if not _earlier(first, other) and any(
                same_outlet(credit.name, other.source.publisher) for credit in named[first.id]
            ):
                first = other
                break
        left.remove(first)
        placed.append(first)
    return placed


def _without_boilerplate(words: dict[str, Wording]) -> dict[str, Wording]:
    standing = standing_sentences(list(words.values()))
    if not standing:
        return words
    return {
        digest: set_aside(each, [at for at, number in sentence_numbers(each).items() if number in standing])
        for digest, each in words.items()
    }


def _earlier(one: Account, two: Account) -> bool:
    """Whether the first is known to be published before the second."""
    first, second = days(one.source.published), days(two.source.published)
    return first is not None and second is not None and first[1] < second[0]


def _days_apart(one: Account, two: Account) -> bool:
    """Whether more than a day lies between the days of publication."""
    first, second = days(one.source.published), days(two.source.published)
    return first is not None and second is not None and first[1] + timedelta(days=1) < second[0]


def _same(earlier: Account, later: Account, directed: bool) -> Link | None:
    if earlier.sha256 == later.sha256:
        kind = LinkKind.SAME_BYTES
    elif earlier.text == later.text:
        kind = LinkKind.SAME_TEXT
    else:
        return None
    return Link(one=later.id, other=earlier.id, kind=kind, strength=1.0, directed=directed)


def _copied(earlier: Account, later: Account, one: Wording, two: Wording, directed: bool, least: float) -> list[Link]:
    found = copying(one, two)
    if found.strength < least:
        return []
    shown = passages(found, one, earlier.text, two, later.text)
    # An outlet words its next story as it did its last, and tells again who a group is; it takes from that one what it
    # repeats word for word. So does, of what happened on another day, who takes the stories of an agency.
    own = same_outlet(earlier.source.publisher, later.source.publisher)
    other = other_days(earlier, later) and _days_apart(earlier, later)
    # Nor is it a copy where an outlet closes two stories with the same note about itself.
    repeated = [p for p in shown if _repeated(p) and not (own and _closing(p, earlier.text, later.text))]
    if (own and other) or ((own or other) and not repeated):
        return []
    # The longest first: it shows most. A few words in common show nothing where there are more.
    longest = sorted(shown, key=lambda passage: -min(len(passage.one.text), len(passage.other.text)))
    telling = [p for p in longest if min(len(p.one.text.split()), len(p.other.text.split())) >= SHOWING]
    return [
        Link(
            one=later.id,
            other=earlier.id,
            kind=LinkKind.COPIED,
            strength=round(found.strength, 3),
            directed=directed,
            evidence=tuple(Evidence(one=passage.other, other=passage.one) for passage in telling or longest[:1]),
        )
    ]


def _repeated(passage: Passage) -> bool:
    one, other = (folded(span.text).split() for span in (passage.one, passage.other))
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size >= REPEATED


def _closing(passage: Passage, one: str, other: str) -> bool:
    """Whether a passage ends both texts."""
    return all(not re.search(r"\w", text[span.end :]) for text, span in ((one, passage.one), (other, passage.other)))


def _same_speaker(earlier: Sequence[Voice], later: Sequence[Voice], directed: bool) -> list[Link]:
    """That both give the same words of the same speaker."""
    theirs = {voice.key: voice for voice in earlier}
    made = []
    for voice in later:
        other = theirs.get(voice.key)
        # What the police say of two incidents in the words in which police speak shows nothing.
        if other is None or (voice.common and apart(voice, other)):
            continue
        alike = [(said_alike(a, b), a, b) for a, b in product(voice.statements, other.statements)]
        shown = [(share, a, b) for share, a, b in alike if share >= SAME_WORDS]
        if shown:
            evidence = (Evidence(one=_whole(a, voice.account), other=_whole(b, other.account)) for _, a, b in shown)
            made.append(
                Link(
                    one=voice.account.id,
                    other=other.account.id,
                    kind=LinkKind.SAME_SPEAKER,
                    strength=round(0.5 + max(share for share, _, _ in shown) / 2, 3),
                    directed=directed,
                    name=voice.name,
                    evidence=tuple(evidence),
                )
            )
    return made


def _whole(statement: Statement, account: Account) -> Span:
    start, end = statement.content[0].start, statement.content[-1].end
    return Span(text=account.text[start:end], start=start, end=end)


def _same_owner(earlier: Account, later: Account, houses: Mapping[str, Entry | None]) -> list[Link]:
    one, two = (houses.get(account.source.publisher or "") for account in (earlier, later))
    if one is None or one is not two or same_outlet(earlier.source.publisher, later.source.publisher):
        return []
    return [
        Link(
            one=later.id,
            other=earlier.id,
            kind=LinkKind.SAME_OWNER,
            strength=0.9,
            directed=False,
            name=one.name,
        )
    ]


def _house(publisher: str, codebook: ActorCodebook) -> Entry | None:
    """Whose an outlet is: the actor for which it speaks, or to which it belongs; an actor that publishes is its own."""
    fits = codebook.find(publisher)
    if len(fits) != 1 or folded(publisher) not in [folded(name) for name in (*fits[0].all_names, fits[0].id)]:
        return None
    entry = fits[0]
    owner = entry.id if entry.kind != "media" else entry.speaks_for or entry.parent
    return codebook.entries[owner] if owner else None


def _named(account: Account, credit: Credit, ordered: Sequence[Account], at: int, words: dict[str, Wording]) -> Link:
    """The link that a credit makes: to the last account of that outlet that is not later, on the same matter."""
    evidence = (Evidence(one=credit.span),) if credit.span else ()
    meant = None
    for other in [*reversed(ordered[:at]), *ordered[at + 1 :]]:
        if _earlier(account, other) or other.sha256 == account.sha256:
            continue
        if credit.kind is CreditKind.LINKED or credit.name.startswith(("http://", "https://")):
            fits = address(credit.name) == address(other.source.url) is not None
        else:
            fits = same_outlet(credit.name, other.source.publisher) and on_one_matter(
                words[account.sha256], words[other.sha256]
            )
        if fits:
            meant = other
            break
    return Link(
        one=account.id,
        other=meant.id if meant else None,
        kind=LinkKind(credit.kind.value),
        strength=credit.strength,
        directed=True,
        name=credit.name,
        evidence=evidence,
    )


def _rare(words: Wording) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = (words.rarity >= RARE) & ~words.quoted
    return kept


def on_one_matter(one: Wording, two: Wording) -> bool:
    """Whether two texts have so many of their rarer words in common that they can tell of the same."""
    a, b = (np.unique(w.stems[_rare(w)], return_index=True) for w in (one, two))
    rarity = one.rarity[_rare(one)]
    _, ours, _ = np.intersect1d(a[0], b[0], assume_unique=True, return_indices=True)
    shared = float(rarity[a[1]][ours].sum())
    least = min(float(w.rarity[_rare(w)][i].sum()) for w, (_, i) in ((one, a), (two, b)))
    return shared >= SAME_MATTER * least
