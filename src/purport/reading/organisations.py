"""Organisations named in a text that no codebook lists: defined by an abbreviation, introduced as a group or an
outlet, ending in a word such as Front or Council, or named so by the syntax model."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc as Tokens

from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words

Bounds = tuple[int, int]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_RUN = rf"{_CAPITAL}(?:(?: (?:of|for|the|and|de|del|al|du|des|&))* {_CAPITAL})*"
_DEFINED = re.compile(rf"({_RUN})\s\(([A-Z][A-Za-z/-]{{1,9}})\)")
_CALLED = re.compile(
    rf"\b(group|militia|movement|organi[sz]ation|faction|outfit|cell|band)\s+"
    rf"(?:calling itself|that calls itself|which calls itself|called|named|known as)\s+(?:the\s+)?[\"“']?({_RUN})"
)
_OUTLET_KIND = (
    r"(?:news agency|agency|newspaper|weekly|daily|newsletter|magazine|radio station|radio|television|TV channel|"
    r"broadcaster|website|outlet)"
)
_OUTLET_AFTER = re.compile(rf"\bthe ({_RUN}) {_OUTLET_KIND}\b")
_OUTLET_BEFORE = re.compile(
    rf"\b(?:news agency|newspaper|newsletter|magazine|radio station|broadcaster|weekly|daily),? (?:the )?({_RUN})"
)
_NAMED = re.compile(_RUN)
# A regime or administration told by whose it is.
_RULE = re.compile(r"\b([A-Z][\w-]+) (?:regime|administration|junta|government)\b")
# Bodies whose name begins with a listed one's: "UN Board of Inquiry".
_BODIES = frozenset({"Board", "Commission", "Committee", "Mission", "Panel", "Inquiry"})
_LEADING = re.compile(r"\A(?:" + "|".join(sorted(reference_words()["leading"])) + r") ")
_POSSESSIVE = re.compile(r"['’]s?\Z")
MIN_LETTERS = 3


@dataclass(slots=True)
class Organisation:
    """An organisation under reading: its name, its kind (group, organisation or media), and where it stands."""

    name: str
    kind: str
    abbreviation: str | None = None
    mentions: list[Bounds] = field(default_factory=list)


def named_organisations(tokens: Tokens, text: str, taken: Iterable[Bounds]) -> list[Organisation]:
    """The unlisted organisations ``text`` names, in reading order; names that touch ``taken`` are left alone."""
    held = sorted(taken)
    found: dict[str, Organisation] = {}

    def add(start: int, end: int, kind: str, abbreviation: str | None = None) -> None:
        start, end = _trimmed(text, start, end)
        name = " ".join(text[start:end].split())
        if len(name) < MIN_LETTERS or any(
            a < end and start < b and not _extends(text, start, end, a, b) for a, b in held
        ):
            return
        known = found.setdefault(name, Organisation(name, kind))
        known.abbreviation = known.abbreviation or abbreviation
        if (start, end) not in known.mentions:
            known.mentions.append((start, end))

    for match in _DEFINED.finditer(text):
        start = _defined_from(match.group(1), match.group(2))
        if start is not None:
            add(match.start(1) + start, match.end(1), _kind(match.group(1)), match.group(2))
    for match in _CALLED.finditer(text):
        add(*match.span(2), "group")
    for pattern in (_OUTLET_AFTER, _OUTLET_BEFORE):
        for match in pattern.finditer(text):
            add(*match.span(1), "media")
    for match in _RULE.finditer(text):
        if match.group(1) not in ("The", "This", "That", "A", "An", "Its", "Their", "Our", "His", "Her"):
            add(*match.span(), "state")
    heads = person_lexicon()
    endings = heads.group_heads | heads.organisation_heads | heads.media_heads
    for match in _NAMED.finditer(text):
        words = match.group().split()
        if (
            len(words) > 1
            and (words[-1] in endings or _BODIES & set(words[1:]))
            and len(_LEADING.sub("", match.group()).split()) > 1
        ):
            add(*match.span(), _kind(match.group()))
    defined = {o.abbreviation for o in found.values()}
    for ent in tokens.ents:
        named = _NAMED.search(text, ent.start_char, ent.end_char) if ent.label_ == "ORG" and len(ent) > 1 else None
        acting = ent.root.dep_ in ("nsubj", "nsubjpass") or (ent.root.dep_ == "pobj" and ent.root.head.dep_ == "agent")
        if (
            ent.label_ == "ORG"
            and len(ent) == 1
            and acting
            and ent.text not in defined
            and re.fullmatch(r"[A-Z]{3,6}", ent.text)
        ):
            add(ent.start_char, ent.end_char, "organisation")
        if named is not None and endings & set(named.group().split()[1:]):
            add(*named.span(), _kind(named.group()))
    _again(found.values(), text, held)
    return sorted(found.values(), key=lambda o: o.mentions[0])


def _extends(text: str, start: int, end: int, held_start: int, held_end: int) -> bool:
    """Whether a name is a body's that only begins with the listed name held there."""
    return start <= held_start and held_end < end and bool(_BODIES & set(text[held_end:end].split()))


def _trimmed(text: str, start: int, end: int) -> Bounds:
    leading = _LEADING.match(text[start:end])
    if leading:
        start += leading.end()
    end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end]))
    return start, end


def _defined_from(name: str, abbreviation: str) -> int | None:
    """Where in ``name`` the words begin whose initials the abbreviation gives; None where there are none."""
    starts = [m.start() for m in re.finditer(r"\S+", name)]
    letters = [c for c in abbreviation if c.isupper()]
    for start in reversed(starts):
        initials = [w[0] for part in name[start:].split() for w in part.split("-") if w[:1].isupper()]
        if len(initials) >= 2 and initials == letters:
            return start
    first = [w[0] for w in name.split() if w[:1].isupper()]
    return (
        0 if first and letters[0] == first[0] and len(name.split()) > 1 and set(letters) <= set(name.upper()) else None
    )


def _kind(name: str) -> str:
    lexicon = person_lexicon()
    for word in reversed(name.split()):
        if word in lexicon.media_heads:
            return "media"
        if word in lexicon.group_heads:
            return "group"
        if word in lexicon.organisation_heads:
            return "organisation"
    return "organisation"


def _again(organisations: Iterable[Organisation], text: str, held: list[Bounds]) -> None:
    """Add every further place where a name or a defined abbreviation stands."""
    owners = {name: o for o in organisations for name in (o.name, o.abbreviation) if name}
    if not owners:
        return
    busy = [*held, *(m for o in owners.values() for m in o.mentions)]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, owners), key=len, reverse=True)) + r")(?!\w)")
    for match in pattern.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in busy):
            owners[match.group()].mentions.append(match.span())
    for organisation in owners.values():
        organisation.mentions.sort()
