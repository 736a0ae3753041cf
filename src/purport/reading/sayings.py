"""Where a cue's words attribute nothing: nobody spoke, anybody might, or the writer only supposes it."""

from spacy.tokens import Token

from purport.codebooks.cues import Cue, word_list
from purport.reading.phrases import Extent, own_subject
from purport.types import Kind

_NOBODY = frozenset(("nobody", "none", "neither", "no-one", "noone"))
_ANYBODY = frozenset(("those", "anyone", "anybody", "whoever", "everyone", "whomever"))
_SUPPOSING = frozenset(("may", "might", "could"))
_ANONYMOUS = frozenset(("name", "identify", "quote"))
_BARELY = frozenset(("hardly", "barely", "scarcely"))
_CONFIRMING = frozenset(("confirm", "verify", "corroborate"))
_GIVING_OUT = frozenset(("issue", "release", "publish", "post", "circulate"))
_SHOWN = frozenset(("video", "photograph", "photo", "picture", "image", "footage", "recording", "clip", "map"))


def says_nothing(token: Token, speaker: Extent | None, cue: Cue | None) -> bool:
    """Whether the cue at ``token`` is no statement of anybody's; ``speaker`` is the extent of its tokens."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return (
        _nobody(token, speaker)
        or _anybody(token, cue)
        or _supposed(token, cue)
        or _anonymity(token)
        or _silence(token)
        or _asked(token)
        or _unconfirmed(token)
        or _unspoken(token)
    )


def _nobody(token: Token, speaker: Extent | None) -> bool:
    """ "No group has claimed the attack"."""
    if speaker is None:
        return False
    words = [token.doc[i].lower_ for i in range(speaker[0], speaker[1] + 1)]
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
    """ "who asked not to be named", "declined to be identified", "asked for anonymity"."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "for" and any(c.lower_ == "anonymity" for c in child.children):
            return True
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.lemma_.lower() in _ANONYMOUS:
            return any(c.dep_ == "auxpass" for c in child.children) and (
                token.dep_ == "relcl" or any(c.dep_ == "neg" for c in child.children) or token.lemma_ == "decline"
            )
    return False


def _unconfirmed(token: Token) -> bool:
    """ "Neither report could be confirmed", "the claim could not be verified", "the dead were hardly mentioned"."""
    if not any(c.dep_ == "auxpass" for c in token.children):
        return False
    words = {c.lower_ for c in token.children if c.dep_ in ("aux", "advmod")}
    return bool(words & _BARELY) or (token.lemma_ in _CONFIRMING and bool(words & {"could", "can"}))


def _unspoken(token: Token) -> bool:
    """ "issued a video", "released a photograph": a thing shown, not said."""
    return token.lemma_ in _GIVING_OUT and any(c.dep_ == "dobj" and c.lemma_ in _SHOWN for c in token.children)


def _silence(token: Token) -> bool:
    """ "has not commented on the figures"."""
    return token.lemma_ in ("comment", "respond", "reply") and any(c.dep_ == "neg" for c in token.children)


def _asked(token: Token) -> bool:
    """ "Asked whether …, the minister said": the question of nobody told."""
    return token.lower_ in ("asked", "pressed") and token.dep_ in ("advcl", "prep") and own_subject(token) is None
