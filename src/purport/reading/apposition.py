"""Names that stand in apposition right after a description: "a rival, the Skerry League,", "the spokesman, who calls
himself X,", "its newspaper, The Lantern,"."""

import re

from purport.codebooks.persons import person_lexicon
from purport.reading.cast import Bounds, Cast, Referent

# How far, in characters, an apposition is looked for; and what comes after one.
NEAR = 80
_END = re.compile(r"[,.)]|\s+\w+ed\b|\s+(?:said|says|told|tells)|['’”\"]|:|\s*\Z")
_CALLED = re.compile(
    r",? (?:who|which) (?:\w+ )?(?:calls? (?:him|her|it)self|(?:is|was) (?:called|named|known as)|"
    r"gave (?:his|her)(?: first)? name as|uses the (?:name|pseudonym|alias)(?: of)?|signs as|"
    r"(?:is|was) identified (?:only )?as|identified (?:him|her)self as|goes by(?: the name(?: of)?)?)(?: the)? "
    r"|,? whom? (?:we|they|he|she) (?:\w+ )?calls? "
    r"|,? (?:using|under) the (?:name|pseudonym|alias)(?: of)? "
    r"|,? identifying (?:him|her)self as "
    r"|,? (?:identified(?: only)? as|named(?: only)? as|known as|called|named) (?:the )?"
)


def named_after(cast: Cast, bounds: Bounds, head: str) -> Referent | None:
    """The one named in apposition right after the bounds, whose head noun is ``head``."""
    text = cast.doc.text
    lexicon = person_lexicon()
    person = lexicon.is_person_noun(head.lower()) or lexicon.in_title(head.capitalize())
    called = _CALLED.match(text, bounds[1])
    for mention, referent in cast.at(bounds[1], bounds[1] + NEAR):
        between = text[bounds[1] : mention[0]]
        if "\n" in between:
            return None
        if called is not None and called.end() == mention[0]:
            return referent if (referent.kind == "person") == person else None
        if not re.match(r"(?:,| \()", between) or not _END.match(text, mention[1], mention[1] + 12):
            continue
        rest = re.sub(r"\A[ ,(]+", "", between).split()
        if referent.kind == "person" and person:
            if all(lexicon.in_title(w.strip(",.")) or w.lower() in ("the", "of", "for") for w in rest):
                return referent
        elif referent.kind != "person" and not person and rest in ([], ["the"]) and head.lower() != "government":
            return referent
    return None
