"""Whom a clause set off by commas cites: "Island Press, citing a nurse, reported that …"."""

from dataclasses import dataclass

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from purport.codebooks.cues import word_list
from purport.reading.phrases import Extent, noun_phrase, sentence_bounds

# How many words may stand between a clause that cites and the cue or the end of what is said.
_LONGEST = 25
_ABSTRACT = ("tion", "ness", "ity", "ism", "ence", "ance", "sion", "ency", "ship")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """The participle, who is cited, and the last token of the clause."""

    at: int
    source: Extent
    last: int


def citings(tokens: Tokens) -> list[Citing]:
    """The clauses in a text that cite somebody, in order."""
    out = []
    for token in tokens:
        if token.lower_ not in ("citing", "quoting") or token.i == 0:
            continue
        cited = next((c for c in token.rights if c.dep_ in ("dobj", "pobj")), None)
        if cited is None or not _is_source(cited):
            continue
        last = sentence_bounds(token)[1]
        comma = next((i for i in range(cited.i, min(last, token.i + _LONGEST) + 1) if tokens[i].text == ","), None)
        end = max(cited.i, min(last, cited.right_edge.i) if comma is None else comma - 1)
        out.append(Citing(at=token.i, source=noun_phrase(cited), last=end))
    return out


def _is_source(noun: Token) -> bool:
    """Whether the noun names one who speaks or what is written, no reason: "citing a lack of evidence"."""
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("PERSON", "ORG", "NORP"):
        return True
    word = noun.lower_
    return noun.pos_ == "NOUN" and word not in word_list("reasons") and not word.endswith(_ABSTRACT)


def is_outlet(tokens: Tokens, speaker: Extent, lemma: str) -> bool:
    """Whether the speaker is one that passes news on, as its name or its cue tells."""
    words = {t.lower_ for t in tokens[speaker[0] : speaker[1] + 1]}
    if words & word_list("outlets"):
        return True
    return lemma == "report" and tokens[speaker[1]].pos_ == "PROPN"
