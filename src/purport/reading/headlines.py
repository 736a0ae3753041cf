"""Headlines that attribute by a mark alone: "Minister: talks have failed", "Talks have failed - minister"."""

import re

from spacy.tokens import Span as Tokens

from purport.codebooks.cues import word_list
from purport.language import Doc

Bounds = tuple[int, int]

LONGEST = 160
_COLON = re.compile(r"(?P<speaker>[^:\n]{2,50})(?P<mark>:) +(?P<said>\S[^\n]{7,})")
_DASH = re.compile(r"(?P<said>\S[^\n]{11,}?) (?P<mark>[-–—]) (?P<speaker>[^\n.,;:]{2,40}?)\.?$")
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_MOST_WORDS = 5


def headline(doc: Doc) -> tuple[Bounds, Bounds, Bounds] | None:
    """The offsets of speaker, mark and words of the text's first line where it is such a headline, else None."""
    start, end = doc.trimmed(0, len(doc.text))
    stop = doc.text.find("\n", start, start + LONGEST + 1)
    line = doc.text[start : min(stop if stop >= 0 else end, end)].rstrip()
    if len(line) > LONGEST:
        return None
    for pattern in (_COLON, _DASH):
        match = pattern.fullmatch(line)
        if match is None:
            continue
        speaker, mark, said = ((start + match.start(g), start + match.end(g)) for g in ("speaker", "mark", "said"))
        named = doc.tokens.char_span(*speaker, alignment_mode="contract")
        if named is not None and _is_speaker(named, bare=pattern is _DASH):
            return speaker, mark, (said[0], said[0] + len(doc.text[said[0] : said[1]].rstrip(" .;")))
    return None


def _is_speaker(named: Tokens, *, bare: bool) -> bool:
    """Whether the words name somebody: a noun for those who speak, or (before a colon) a name."""
    if not 0 < len(named) <= _MOST_WORDS or any(t.pos_ in ("VERB", "AUX") for t in named):
        return False
    last = named[-1]
    if last.lower_ in word_list("headline_speakers"):
        return True
    return not bare and last.ent_type_ in _NAMES and last.text[:1].isupper()
