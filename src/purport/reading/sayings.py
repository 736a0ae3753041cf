"""Where a cue's words attribute nothing: nobody spoke, anybody might, or the writer only supposes it."""

from spacy.tokens import Token

from purport.codebooks.cues import Cue, word_list
from purport.reading.frames import Candidate
from purport.reading.phrases import own_subject
from purport.types import Kind

_NOBODY = frozenset(("nobody", "none", "neither", "no-one", "noone"))
_ANYBODY = frozenset(("those", "anyone", "anybody", "whoever", "everyone", "whomever"))
_SUPPOSING = frozenset(("may", "might", "could"))
_ANONYMOUS = frozenset(("name", "identify", "quote"))


def says_nothing(token: Token, candidate: Candidate, cue: Cue | None) -> bool:
    """Whether the cue at ``token`` is no statement of anybody's."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return (
        _nobody(token, candidate)
        or _anybody(token, cue)
        or _supposed(token, cue)
        or _anonymity(token)
        or _silence(token)
        or _asked(token)
    )


def _nobody(token: Token, candidate: Candidate) -> bool:
    """ "No group has claimed the attack"."""
    if candidate.speaker is None:
        return False
    first, last = candidate.speaker
    words = [token.doc[i].lower_ for i in range(first, last + 1)]
    return words[0] == "no" or words[0] in _NOBODY


def _anybody(token: Token, cue: Cue | None) -> bool:
    """ "To those who ask why …": nobody in particular, at no time."""
    if token.dep_ != "relcl" or token.tag_ not in ("VBP", "VBZ", "VB"):
        return False
    if cue is not None and cue.kind in (Kind.OPINION, Kind.DENIAL, Kind.ACCUSATION):
        return False
    if not any(c.lower_ in ("who", "that") and c.dep_ == "nsubj" for c in token.lefts):
        return False
    return token.head.lower_ in _ANYBODY or any(
        c.lower_ in ("any", "every") and c.dep_ == "det" for c in token.head.lefts
    )


def _supposed(token: Token, cue: Cue | None) -> bool:
    """ "The group may hope to …": the writer's guess at a mind."""
    if cue is None or (cue.kind is not Kind.ATTITUDE and cue.certainty is None and cue.lemma not in word_list("minds")):
        return False
    return any(c.dep_ == "aux" and c.lower_ in _SUPPOSING for c in token.children) and not any(
        c.dep_ == "neg" for c in token.children
    )


def _anonymity(token: Token) -> bool:
    """ "who asked not to be named", "declined to be identified"."""
    for child in token.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.lemma_.lower() in _ANONYMOUS:
            return any(c.dep_ == "auxpass" for c in child.children) and (
                token.dep_ == "relcl" or any(c.dep_ == "neg" for c in child.children) or token.lemma_ == "decline"
            )
    return False


def _silence(token: Token) -> bool:
    """ "has not commented on the figures"."""
    return token.lemma_ in ("comment", "respond", "reply") and any(c.dep_ == "neg" for c in token.children)


def _asked(token: Token) -> bool:
    """ "Asked whether …, the minister said": the question of nobody told."""
    return token.lower_ in ("asked", "pressed") and token.dep_ in ("advcl", "prep") and own_subject(token) is None
