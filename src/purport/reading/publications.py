"""Whose a document is that a text speaks of: "the editorial", "its weekly newspaper", "a ministry news release"."""

import re

from purport.codebooks.references import reference_words
from purport.reading.cast import Cast, Referent

# What a text can call a document.
DOCUMENTS = reference_words()["periodicals"] | reference_words()["pieces"]
# How far, in characters, the owner of a document is looked for beside the word for it.
NEAR = 90
_GAP = r"(?:[\w’'-]+ ){0,4}"


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


def outlets(cast: Cast) -> list[Referent]:
    """The media in a text that speak for an actor."""
    entries = cast.codebook.entries
    return [r for r in cast.referents if r.actor and r.actor in entries and entries[r.actor].speaks_for]


def owner_of(cast: Cast, outlet: Referent) -> Referent:
    """The actor for whom a group's outlet speaks; made where the text does not name it."""
    entry = cast.codebook.entries[cast.codebook.entries[outlet.actor or ""].speaks_for or ""]
    known = cast.by_actor.get(entry.id)
    return known or Referent(entry.name, entry.kind, entry.id, "it", entry.country)


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
    before = [o for o in outlets(cast) if any(m[0] < start for m in o.mentions)]
    if before:
        outlet = max(before, key=lambda o: max(m for m in o.mentions if m[0] < start))
        return owner_of(cast, outlet), outlet
    return None, None


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
        if end <= mention[0] and re.fullmatch(r"[ ,]*(?:the |called |titled )?", text[end : mention[0]]):
            return referent
    return None


def _with_outlet(cast: Cast, told: Referent) -> tuple[Referent, Referent | None]:
    if told in outlets(cast):
        return owner_of(cast, told), told
    return told, None
