"""Whose "I" and "we" a text speaks in where it stands in no one's words: its author, the body that publishes it, or
the group whose organ it is."""

import re

from purport.codebooks.persons import person_lexicon
from purport.reading.cast import SUBJECTS, Cast, Referent
from purport.reading.coreference import NOBODY, Meant

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ours|ourselves)\b")
_OPENING = re.compile(r"\W*(?:(?:And|But|Then|Today|Yesterday|There|Now|On [\w ]+,|In [\w ]+,) )?(?:We|Our)\b")
# "we, the Front", "we in the Front", "our Front"
_NAMED = r"\b(?:[Ww]e(?:,| in| of| who are)|[Oo]ur)(?: the)? \Z"
LEAST = 3
_SINGULAR = frozenset(["i", "me", "my", "mine", "myself"])


def own(cast: Cast, word: str) -> Meant:
    """Who speaks in a first-person pronoun of the text's own: the author, for "we" the body that publishes or the
    group whose organ the document is, never a news outlet."""
    source = cast.doc.source
    publisher = source.publisher
    if word in _SINGULAR and source.author:
        return Meant(name=source.author)
    if publisher and _is_outlet(cast, publisher):
        return NOBODY
    if word not in _SINGULAR and not (publisher and _is_body(publisher)) and (group := organ_of(cast)) is not None:
        return Meant(referent=group)
    return Meant(name=publisher) if publisher else NOBODY


def _is_outlet(cast: Cast, publisher: str) -> bool:
    if person_lexicon().media_heads & set(publisher.split()):
        return True
    entries = cast.codebook.entries
    return any(entries[m.name.owner].kind == "media" for m in cast.codebook.matches(publisher))


def _is_body(publisher: str) -> bool:
    """Whether a publisher's name is that of a body that speaks for itself: a ministry, an observatory, a panel."""
    return bool(person_lexicon().organisation_heads & set(publisher.split()))


def organ_of(cast: Cast) -> Referent | None:
    """The one group for which the text says "we": named so ("we, the Front"), or subject of a sentence in the
    writer's own words that the next goes on with "we"; None where none or several are."""
    doc = cast.doc
    own = [m for m in _WE.finditer(doc.text) if not cast.is_said(m.start()) or _unquoted(doc.text, m.start())]
    if len(own) < LEAST:
        return None
    groups = [r for r in cast.referents if r.kind in ("group", "organisation") and r.actor]
    named = [r for r in groups if any(re.search(_NAMED, doc.text[max(0, m[0] - 20) : m[0]]) for m in r.mentions)]
    if len(named) == 1:
        return named[0]
    going_on = [r for r in groups if any(_goes_on(cast, m) for m in r.mentions)]
    return going_on[0] if len(going_on) == 1 else None


def _goes_on(cast: Cast, mention: tuple[int, int]) -> bool:
    """Whether the mention is in the subject of a sentence that the next takes up with "we"."""
    doc = cast.doc
    at = doc.sentence_at(mention[0])
    if at + 1 >= len(doc.sentences) or not _OPENING.match(doc.text, doc.sentences[at + 1][0]):
        return False
    between = doc.text[mention[1] : doc.sentences[at + 1][0]]
    span = cast.root(*mention)
    if span is None or "\n\n" in between or re.search(r"so-called $", doc.text[: mention[0]]):
        return False
    head = span.root
    while head.dep_ in ("pobj", "prep", "poss", "compound", "conj"):
        head = head.head
    return head.dep_ in SUBJECTS and head.head.dep_ in ("ROOT", "conj")


def _unquoted(text: str, offset: int) -> bool:
    """Whether a place lies in no quotation marks of its paragraph."""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    return before.count("“") <= before.count("”") and before.count('"') % 2 == 0
