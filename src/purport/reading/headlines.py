"""Headlines that attribute by a mark alone ("Minister: talks have failed", "Talks have failed - minister"), and those
that join two verbs by a comma ("Rebels deny raid, blame army")."""

import re

from spacy.tokens import Span as Tokens

from purport.codebooks.cues import cues, word_list
from purport.language import Doc

Bounds = tuple[int, int]

LONGEST = 160
_COLON = re.compile(r"(?P<speaker>[^:\n]{2,50})(?P<mark>:) +(?P<said>\S[^\n]{7,})")
_DASH = re.compile(r"(?P<said>\S[^\n]{11,}?) (?P<mark>[-–—]) (?P<speaker>[^\n.,;:]{2,40}?)\.?$")
# "Ferry sunk by mine: navy"
_COLON_LAST = re.compile(r"(?P<said>\S[^:\n]{7,}?)(?P<mark>:) +(?P<speaker>(?:the )?[a-z][^\n.,;:?!]{2,30})")
# "Ferry sunk by mine, navy says", "Ferry sunk by mine, says navy"
_SAYS = re.compile(r"(?P<said>\S[^\n]{11,}?), (?:the )?(?P<speaker>[^\n.,;:]{2,40}?) (?P<mark>[Ss]ays?|[Cc]laims?)\.?")
_SAID_BY = re.compile(r"(?P<said>\S[^\n]{11,}?), (?P<mark>[Ss]ays?|[Cc]laims?) (?P<speaker>[^\n.,;:]{2,40}?)\.?")
# "Police Say Two Held", in capitals at each word's head, which mislead the parser.
_TITLE = re.compile(
    r"(?P<speaker>[A-ZÀ-ÖØ-Þ][^\n.,;:]{1,50}?) (?P<mark>Says?|Claims?|Denies|Deny|Warns?|Admits?) (?P<said>[^\n]{8,})"
)
# "…, blame army"
_SECOND = re.compile(r"(?P<before>[^\n,]*), (?:and )?(?P<verb>[a-z]{3,}) (?P<said>[^\n,]{3,}?)[ \t]*(?=,|\n)")
_LEAST_OBJECT = 0.5
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_MOST_WORDS = 5


def headline(doc: Doc) -> tuple[Bounds, Bounds, Bounds] | None:
    """The offsets of speaker, mark and words of the text's first line where it is such a headline, else None."""
    start, stop = _first_line(doc)
    line = doc.text[start:stop]
    if len(line) > LONGEST:
        return None
    for pattern in (_COLON, _COLON_LAST, _DASH, _SAYS, _SAID_BY, _TITLE):
        match = pattern.fullmatch(line)
        if match is None:
            continue
        speaker, mark, said = ((start + match.start(g), start + match.end(g)) for g in ("speaker", "mark", "said"))
        named = doc.tokens.char_span(*speaker, alignment_mode="contract")
        if pattern is _TITLE and not _is_title(line):
            continue
        if named is not None and _is_speaker(named, bare=pattern in (_DASH, _COLON_LAST)):
            return speaker, mark, (said[0], said[0] + len(doc.text[said[0] : said[1]].rstrip(" .;")))
    return None


def _first_line(doc: Doc) -> Bounds:
    start, end = doc.trimmed(0, len(doc.text))
    stop = doc.text.find("\n", start, start + LONGEST + 1)
    return start, start + len(doc.text[start : min(stop if stop >= 0 else end, end)].rstrip())


def second(doc: Doc, cue: Bounds) -> tuple[Bounds, Bounds, Bounds] | None:
    """The offsets of what the verb at ``cue`` in the text's first line still has, of a second verb that a comma joins
    to it ("Rebels deny raid, blame army") and of what that has; None where there is none."""
    start, stop = _first_line(doc)
    if not start <= cue[0] < cue[1] <= stop or doc.text[stop - 1] in ".!?" or doc.text[stop : stop + 1] != "\n":
        return None
    match = _SECOND.match(doc.text, cue[1], stop + 1)
    if match is None or not match["before"].strip():
        return None
    verb, first = match["verb"], doc.text[slice(*cue)].split()[-1]
    if verb.endswith("s") != first.endswith("s") or not first.islower():
        return None
    known = cues("verbs").get(verb.removesuffix("s")) or cues("verbs").get(verb.removesuffix("es"))
    if known is None or known.precision("to" if match["said"].startswith("to ") else "object") < _LEAST_OBJECT:
        return None
    return doc.trimmed(*match.span("before")), match.span("verb"), match.span("said")


def _is_speaker(named: Tokens, *, bare: bool) -> bool:
    """Whether the words name somebody: a noun for those who speak, or (before a colon) a name."""
    if not 0 < len(named) <= _MOST_WORDS or any(t.pos_ in ("VERB", "AUX") for t in named):
        return False
    last = named[-1]
    if last.lower_ in word_list("headline_speakers") or last.lower_.removesuffix("s") in word_list("headline_speakers"):
        return True
    return not bare and last.ent_type_ in _NAMES and last.text[:1].isupper()


def _is_title(line: str) -> bool:
    """Whether a line's longer words all begin with capitals."""
    long = [w for w in line.split() if len(w) > 4 and w[:1].isalpha()]
    return len(long) > 1 and all(w[:1].isupper() for w in long)
