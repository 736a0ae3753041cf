"""Organisations named in a text that no codebook lists: defined by an abbreviation, introduced as a group or an
outlet, ending in a word such as Front or Council, or named so by the syntax model."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc as Tokens

from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words
from purport.reading.articled import shortened
from purport.reading.outlets import introduced_outlets
from purport.reading.standing import told_kind

Bounds = tuple[int, int]

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_JOINT = r"(?:(?:of|for)(?: the)?|and|de|del|al|du|des|&)"
_RUN = rf"{_CAPITAL}(?:(?: {_JOINT})? {_CAPITAL})*"
_DEFINED = re.compile(rf"({_RUN})\s\(([A-Z][A-Za-z/-]{{1,9}})\)")
_CALLED = re.compile(
    rf"\b(group|militia|movement|organi[sz]ation|faction|outfit|cell|band)\s+"
    rf"(?:calling itself|that calls itself|which calls itself|called|named|known as)\s+(?:the\s+)?[\"“']?({_RUN})"
)
_NAMED = re.compile(_RUN)
# A regime or administration told by whose it is.
_RULE = re.compile(r"\b([A-Z][\w-]+) (?:regime|administration|junta|government)\b")
# Bodies whose name begins with a listed one's: "UN Board of Inquiry".
_BODIES = frozenset({"Board", "Commission", "Committee", "Mission", "Panel", "Inquiry"})
_LEADING = re.compile(
    r"\A(?:(?:" + "|".join(sorted(reference_words()["leading"] | reference_words()["openers"])) + r") )+"
)
_POSSESSIVE = re.compile(r"['’]s?\Z")
MIN_LETTERS = 3


@dataclass(slots=True)
class Organisation:
    """An organisation under reading: its name, its kind (group, organisation or media), and where it stands."""

    name: str
    kind: str
    abbreviation: str | None = None
    mentions: list[Bounds] = field(default_factory=list)


def named_organisations(
    tokens: Tokens, text: str, taken: Iterable[Bounds], articled: Iterable[Bounds] = ()
) -> list[Organisation]:
    """The unlisted organisations ``text`` names, in reading order; names that touch ``taken`` are left alone.
    ``articled`` are names known to be bodies' by the article with which they stand."""
    held = sorted(taken)
    found: dict[str, Organisation] = {}

    def add(start: int, end: int, kind: str, abbreviation: str | None = None, *, titled: bool = False) -> None:
        if not titled:
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
    for bounds in introduced_outlets(text):
        add(*bounds, "media", titled=True)
    bodies = [text[slice(*bounds)] for bounds in articled]
    for bounds in articled:
        add(*bounds, _kind(text[slice(*bounds)]), titled=True)
    for match in _RULE.finditer(text):
        if match.group(1) not in ("The", "This", "That", "A", "An", "Its", "Their", "Our", "His", "Her"):
            add(*match.span(), "state")
    heads = person_lexicon()
    endings = heads.group_heads | heads.organisation_heads | heads.media_heads
    for start, end in _runs(text, endings):
        words = text[start:end].split()
        if (
            len(words) > 1
            and (words[-1] in endings or _BODIES & set(words[1:]))
            and len(_LEADING.sub("", text[start:end]).split()) > 1
        ):
            add(start, end, _kind(text[start:end]))
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
    _again(found.values(), text, held, bodies)
    groups = {name for o in found.values() if o.kind == "group" for name in (o.name, *o.name.split()[-1:])}
    for organisation in found.values():
        organisation.kind = told_kind(organisation.kind, organisation.mentions, text, groups)
    return sorted(found.values(), key=lambda o: o.mentions[0])


def _runs(text: str, endings: frozenset[str]) -> Iterable[Bounds]:
    """The runs of capitalised words; two whole names joined by "and" are two."""
    for match in _NAMED.finditer(text):
        joint = re.search(r" and ", match.group())
        sides = match.group().split(" and ", 1)
        if joint and all(len(side.split()) > 1 and side.split()[-1] in endings for side in sides):
            yield match.start(), match.start() + joint.start()
            yield match.start() + joint.end(), match.end()
        else:
            yield match.span()


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
    if name.endswith("News Agency"):
        return "media"
    for word in reversed(name.split()):
        if word in lexicon.media_heads:
            return "media"
        if word in lexicon.group_heads:
            return "group"
        if word in lexicon.organisation_heads:
            return "organisation"
    return "organisation"


def _again(organisations: Collection[Organisation], text: str, held: list[Bounds], articled: Collection[str]) -> None:
    """Add every further place where a name or a defined abbreviation stands."""
    owners = {n: o for o in organisations for n in (o.name, o.abbreviation, o.name.removeprefix("The ")) if n}
    if not owners:
        return
    busy = [*held, *(m for o in organisations for m in o.mentions)]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, owners), key=len, reverse=True)) + r")(?!\w)")
    for match in pattern.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in busy):
            owners[match.group()].mentions.append(match.span())
    _headed(organisations, text, held, articled)
    for organisation in organisations:
        organisation.mentions.sort()


def _headed(organisations: Collection[Organisation], text: str, held: list[Bounds], articled: Collection[str]) -> None:
    """Add where the last word of a name stands for it, "the Front", if no other name ends in that word."""
    lexicon = person_lexicon()
    endings = lexicon.group_heads | lexicon.organisation_heads | lexicon.media_heads
    heads = [shortened(o.name) for o in organisations]
    owners = {
        h: o
        for h, o in zip(heads, organisations, strict=True)
        if (h in endings or o.name in articled) and heads.count(h) == 1
    }
    if not owners:
        return
    busy = [*held, *(m for o in organisations for m in o.mentions)]
    pattern = re.compile(r"(?<=[Tt]he )(?:" + "|".join(sorted(owners)) + r")(?!\w| [A-ZÀ-ÖØ-Þ]| of\b| for\b)")
    for match in pattern.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in busy):
            owners[match.group()].mentions.append(match.span())
