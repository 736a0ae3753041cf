"""Whose a document is that a text speaks of: "the editorial", "its weekly newspaper", "a ministry news release"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from purport.codebooks.actors import ActorCodebook
from purport.codebooks.references import reference_words
from purport.language import Doc
from purport.reading import coreference
from purport.reading.cast import Cast, Referent
from purport.reading.outlets import OWN_MEDIA
from purport.types import Statement

# Who has outlets of their own.
_OWNERS = ("group", "organisation")
# What a text can call a document.
DOCUMENTS = reference_words()["periodicals"] | reference_words()["pieces"]
# What only outlets that are heard or seen are called.
_AIRED = reference_words()["broadcasters"] - {"outlet"}
_PRINTED = reference_words()["newspapers"] - {"outlet"}
# How far, in characters, the owner of a document is looked for beside the word for it.
NEAR = 90
_GAP = r"(?:[\w’'-]+ ){0,4}"
_PERIODICAL = r"(?:[\w-]+ ){0,3}" + OWN_MEDIA
# What stands before, and after, an outlet that is an actor's own.
_WHOSE = r"(?P<whose>[Ii]ts|[Tt]heir|(?:[Tt]he )?(?:[\w-]+ ){0,4}?[\w-]+['’]s?)"
_OWN_BEFORE = re.compile(rf"\b{_WHOSE} (?:own )?{_PERIODICAL},? (?:called |named |titled )?[“\"]?(?:the )?\Z")
_OWN_AFTER = re.compile(rf"[”\"]?, {_WHOSE} (?:own )?{_PERIODICAL}\b")
_OF_AFTER = re.compile(
    rf"[”\"]?, (?:the|an?) {_PERIODICAL} (?:of|run by|published by|loyal to) "
    r"(?P<whose>(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)

# What stands between a document and whose it is: "a video issued on 1 May by the group's media arm, Yell Productions".
_PUT_OUT = re.compile(
    r"[ ,]*(?:the |called |titled )?"
    r"|,? (?:(?:that|which) was )?"
    r"(?:issued|released|published|posted|distributed|circulated|aired|broadcast|put out|shared)"
    r"(?: [\w-]+){0,4}? (?:by|on|through|via) (?:[\w'’-]+ ){0,5}?(?:[\w-]+, )?[“\"]?(?:the )?"
)

_OUR_FIGHTERS = re.compile(
    r"\bour (?:\w+ )?(?:brothers|brigades?|comrades|fighters|forces|martyrs|men|militants|mujahide+n|snipers|soldiers|"
    r"troops|units)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Whose word a document is that tells something on no one's word. ``actor`` is the codebook's id; ``partisan`` one
    whose own publications speak for a group in all they tell: any other's word it is only in what is told of itself."""

    name: str
    actor: str | None = None
    partisan: bool = False

    def is_party(self, name: str, actor: str | None) -> bool:
        """Whether a party by a name, and the codebook's id where it has one, is the publisher: by the id, or where the
        publisher bears its name, alone or with more ("Skua Front Media Office")."""
        if self.actor is not None and actor is not None:
            return actor == self.actor or actor.startswith(f"{self.actor}/")
        mine, its = (_bare(each) for each in (self.name, name))
        return mine == its or (" " in its and mine.startswith(f"{its} "))


def publisher_of(doc: Doc, statements: Sequence[Statement], codebook: ActorCodebook) -> Publisher | None:
    """Whose word a document is: the group's whose publication the codebook knows it for, or that is its publisher
    itself, else the publisher's own, which is partisan where it has fighters of its own ("our fighters", outside of
    what ``statements`` hold); None where no publisher is named."""
    name = (doc.source.publisher or "").strip()
    if not name:
        return None
    whole = [m for m in codebook.matches(name) if not _bare(name[: m.start] + name[m.end :])]
    if not whole:
        return Publisher(name=name, partisan=_has_fighters(doc.text, statements))
    entry = codebook.entries[whole[0].name.owner]
    owner = codebook.entries[entry.speaks_for] if entry.speaks_for else entry
    return Publisher(name=owner.name, actor=owner.id, partisan=owner.kind == "group")


def _has_fighters(text: str, statements: Sequence[Statement]) -> bool:
    return any(
        not any(c.start <= found.start() < c.end for s in statements for c in s.content)
        for found in _OUR_FIGHTERS.finditer(text)
    )


def _bare(name: str) -> str:
    return re.sub(r"\Athe\b", "", name.strip(), flags=re.IGNORECASE).strip().casefold()


def document_head(words: str) -> str | None:
    """The word for a document in which a noun phrase ends ("the group's weekly newspaper": newspaper), in the
    singular; None where it ends in none."""
    last = [w for w in re.findall(r"[\w-]+", words.lower()) if not w.isdigit()]
    if not last:
        return None
    head: str = last[-1]
    for form in (head, head.removesuffix("s")):
        if form in DOCUMENTS:
            return form
    return None


def organs(cast: Cast) -> dict[Referent, Referent]:
    """The media in a text that speak for an actor, each with that actor: as the codebook or the text itself tells."""
    entries = cast.codebook.entries
    out: dict[Referent, Referent] = {}
    for outlet in cast.referents:
        entry = entries.get(outlet.actor or "")
        if entry is not None and entry.speaks_for:
            owner = entries[entry.speaks_for]
            known = cast.by_actor.get(owner.id)
            out[outlet] = known or Referent(owner.name, owner.kind, owner.id, "it", owner.country)
        elif entry is None and outlet.kind == "media" and (told := _told_owner(cast, outlet)) is not None:
            out[outlet] = told
    return out


def _told_owner(cast: Cast, outlet: Referent) -> Referent | None:
    """The actor whose outlet the text says it is: "its newspaper, The Lantern", "The Lantern, the group's weekly"."""
    text = cast.doc.text
    for start, end in outlet.mentions:
        line = text.rfind("\n", 0, start) + 1
        before = _OWN_BEFORE.search(text, max(line, start - NEAR), start)
        after = _OWN_AFTER.match(text, end) or _OF_AFTER.match(text, end)
        for found in (before, after):
            owner = _owner(cast, found["whose"], *found.span("whose")) if found else None
            if owner is not None and owner.kind in _OWNERS and owner is not outlet:
                return owner
    return None


def _owner(cast: Cast, whose: str, start: int, end: int) -> Referent | None:
    if whose.lower() in ("its", "their"):
        return coreference.pronoun(cast, "its", start, (), _OWNERS).referent
    bare = re.sub(r"['’]s?\Z", "", whose)
    named = [r for m, r in cast.at(start, start + len(bare)) if m[1] == start + len(bare)]
    return named[0] if named else coreference.description(cast, bare, bare.split()[-1], start, ()).referent


def outlets(cast: Cast) -> list[Referent]:
    """The media in a text that speak for an actor."""
    return list(cast.organs)


def owner_of(cast: Cast, outlet: Referent) -> Referent:
    """The actor for whom an actor's outlet speaks."""
    return cast.organs[outlet]


def author(cast: Cast, head: str, start: int, end: int) -> tuple[Referent | None, Referent | None]:
    """Who speaks through the document that stands at the bounds, and the outlet in which it stands.

    Looked for in the phrase itself, then where the text first spoke of such a document, then among the outlets
    of groups named before it; None and None where nothing tells.
    """
    phrase = _told(cast, start, end)
    if phrase is not None:
        return _with_outlet(cast, phrase)
    text = cast.doc.text
    if re.match(r"an?\s", text[start:end], re.IGNORECASE) and head != "statement":
        return None, None
    pattern = re.compile(rf"\b{head}s?\b(?: (?:by|from|of) )?", re.IGNORECASE)
    found = None
    for match in pattern.finditer(text, 0, start):
        told = _beside(cast, match.start(), match.end())
        if told is not None:
            found = told
    if found is not None:
        return _with_outlet(cast, found)
    if (writer := _issued(cast, head, start)) is not None:
        return _with_outlet(cast, writer)
    return _latest(cast, head, start)


def _latest(cast: Cast, head: str, start: int) -> tuple[Referent | None, Referent | None]:
    """Who speaks through the outlet that such a document most likely stands in: of those named so far and fit for it
    the one named last in the paragraph, else the one named most."""
    words = reference_words()
    periodical = head in words["periodicals"]
    media = [r for r in cast.referents if r.kind == "media" and any(m[0] < start for m in r.mentions)]
    if head in words["newspapers"] and (papers := [r for r in media if head in r.roles]):
        outlet = max(papers, key=lambda o: max(m for m in o.mentions if m[0] < start))
        return (owner_of(cast, outlet), outlet) if outlet in cast.organs else (outlet, None)
    printed = periodical or head in ("editorial", "article")
    before = [o for o in media if o in cast.organs and not (printed and _only_aired(o))]
    if not before:
        return None, None
    paragraph = cast.doc.text.rfind("\n", 0, start)
    here = [o for o in before if any(paragraph < m[0] < start for m in o.mentions)]
    outlet = max(here or before, key=lambda o: [m for m in o.mentions if m[0] < start][-1] if here else len(o.mentions))
    return owner_of(cast, outlet), outlet


def _only_aired(outlet: Referent) -> bool:
    return bool(outlet.roles & _AIRED) and not outlet.roles & _PRINTED


def _told(cast: Cast, start: int, end: int) -> Referent | None:
    """The actor named in the phrase, an outlet before others."""
    inside = [r for _, r in cast.at(start, end) if r.kind != "person" or "'" in cast.doc.text[start:end]]
    media = [r for r in inside if r.kind == "media"]
    return next(iter(media or inside), None)


def _beside(cast: Cast, start: int, end: int) -> Referent | None:
    """The actor told right before the word for a document, or right after it with "by" or as its name."""
    text = cast.doc.text
    for mention, referent in cast.at(start - NEAR, end + NEAR):
        if mention[1] <= start and re.fullmatch(rf"(?:['’]s?)? {_GAP}", text[mention[1] : start]):
            return referent
        if end <= mention[0] and _PUT_OUT.fullmatch(text, end, mention[0]):
            return referent
    return None


def _issued(cast: Cast, head: str, start: int) -> Referent | None:
    """Who spoke in the sentence that brought in such a document: "X claimed the raid in a statement"."""
    doc = cast.doc
    issued = None
    for match in re.compile(rf"\bin an? (?:[\w-]+ ){{0,3}}{head}\b", re.IGNORECASE).finditer(doc.text, 0, start):
        first, last = doc.sentences[doc.sentence_at(match.start())]
        said = [r for offset, r in cast.spoken if first <= offset < last]
        issued = said[-1] if said else issued
    return issued


def _with_outlet(cast: Cast, told: Referent) -> tuple[Referent, Referent | None]:
    if told in outlets(cast):
        return owner_of(cast, told), told
    return told, None
