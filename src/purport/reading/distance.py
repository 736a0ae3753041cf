"""Whether the writer keeps away from what is said."""

import re

from purport.codebooks.actors import actor_codebook
from purport.codebooks.cues import word_list
from purport.language import Doc
from purport.reading.acts import Act
from purport.reading.certainties import is_inserted
from purport.reading.quotations import Quotation
from purport.types import Kind, Span

_LONGEST_NAME = 60
# A plain word in single marks: those are not read as quotations, since they may be apostrophes.
_SINGLE = re.compile(r"(?<!\w)‘[^\W\d_]+’(?!\w)")
_AGENTLESS_FRAMES = ("passive_to", "reduced_to", "passive_clause")


def is_distanced(doc: Doc, act: Act, kind: Kind) -> bool:
    """Whether cue, words or quotation marks keep the writer away; a claim of responsibility alone does not."""
    if (act.cue is not None and act.cue.distanced and not _is_formula(act)) or _is_hearsay(act):
        return True
    if any(_doubts(doc, act, i) for i in range(len(act.said.tokens))):
        return True
    if kind in (Kind.OPINION, Kind.ATTITUDE):
        return False
    if any(_SINGLE.search(span.text, 1) for span in act.attribution.content):
        return True
    return any(
        _is_scare(doc, span, quote)
        for span in act.attribution.content
        for quote in act.quotes.overlapping(span.start, span.end)
    )


def _is_formula(act: Act) -> bool:
    """ "claimed responsibility", "claimed the attack"."""
    cue, root = act.attribution.cue, act.said.root
    if act.attribution.lemma != "claim":
        return False
    told = act.attribution.content[0].text.lower()
    if told.startswith("responsib") or (cue is not None and "responsib" in cue.text):
        return True
    return root is not None and root.pos_ == "NOUN" and root.lower_ in word_list("claimed_deeds")


def _is_hearsay(act: Act) -> bool:
    """ "is said to have fled": on whose word is left open."""
    one = act.attribution
    agentless = one.passive and one.speaker is None and one.lemma in word_list("agentless")
    return agentless and act.frame in _AGENTLESS_FRAMES


def _doubts(doc: Doc, act: Act, i: int) -> bool:
    """Whether a word of the writer's in what is said doubts it: alleged, presumably, so-called."""
    token = act.said.tokens[i]
    if act.quotes.holding(token.idx) is not None:
        return False
    if token.lower_ in word_list("distancing"):
        return token.lower_ not in word_list("inserting") or is_inserted(token, act.quotes)
    if token.lower_ != "so" or token.i + 3 >= len(doc.tokens) or doc.tokens[token.i + 2].lower_ != "called":
        return False
    # Of a group that is known by its name "so-called" is but custom.
    named = doc.text[doc.tokens[token.i + 3].idx :][:_LONGEST_NAME]
    return not any(match.start == 0 for match in actor_codebook().matches(named))


def _is_scare(doc: Doc, span: Span, quote: Quotation) -> bool:
    """Whether a quotation inside what is said holds a single plain word."""
    if not (span.start <= quote.start and quote.end <= span.end) or quote.end - quote.start >= span.end - span.start:
        return False
    words = doc.text[quote.start : quote.end].strip("\"“”'‘’«»„,. ").split()
    return (
        len(words) == 1
        and words[0].lower() not in word_list("quantities")
        and words[0][:1].isalpha()
        and (words[0].islower() or (words[0].isalpha() and words[0] != words[0].upper() and quote.start > span.start))
    )
