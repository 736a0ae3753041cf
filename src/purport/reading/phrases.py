"""Phrases in a dependency parse: how far a noun phrase or a clause reaches, and who its subject is.

Extents are pairs of token indices, both included.
"""

from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

Extent = tuple[int, int]
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
_LEFT_OUT = frozenset(("appos", "relcl", "acl", "advcl", "parataxis", "ccomp", "dep", "mark"))
_STOPS = frozenset((",", ";", ":", "(", ")", "—", "–", "--", "-", "“", "”", '"', "''", '""'))
_OBJECTIVE = frozenset(("us", "me", "him", "them", "her"))
_LONGEST_CHAIN = 8


def extent(token: Token) -> Extent:
    """The first and last token of a token's subtree."""
    return token.left_edge.i, token.right_edge.i


def noun_phrase(head: Token) -> Extent:
    """The shortest noun phrase around its head: determiners, titles, modifiers, what "of" and the like add, what is
    joined by "and"; no apposition after a comma, no clause."""
    doc = head.doc
    first = head.left_edge.i
    # A clause or a comma at the left is not part of the name: "Speaking in Tórshavn, the minister …".
    for i in range(head.i - 1, first - 1, -1):
        token = doc[i]
        if (
            token.is_space
            or token.text in ("“", '"', "''", ";", "—", "(", ")")
            or (token.dep_ == "punct" and token.head.i == head.i and token.text == ",")
        ):
            if token.text == "," and any(c.dep_ in ("amod", "nummod") and c.i < i for c in head.lefts):
                continue
            first = i + 1
            break
    while (
        first < head.i
        and doc[first].dep_ in ("cc", "preconj", "punct", "mark", "predet")
        and doc[first].lower_ not in ("both", "all", "half", "either")
    ):
        first += 1
    last = _right(head)
    return first, last


def _right(head: Token) -> int:
    doc = head.doc
    last = head.i
    for child in head.rights:
        if child.dep_ in ("cc", "punct"):
            if child.dep_ == "punct" and child.text not in (",", "-", "/", "'"):
                break
            continue
        if child.dep_ == "conj":
            if child.pos_ in ("VERB", "AUX") or any(doc[i].text in (";", "“", '"') for i in range(last + 1, child.i)):
                break
            last = max(last, _right(child))
            continue
        if child.left_edge.i > last + 1 and doc[last + 1].text in _STOPS:
            break
        if child.dep_ == "appos" and child.left_edge.i == last + 1 and child.pos_ == "PROPN":
            last = max(last, _right(child))
            continue
        if child.dep_ in _LEFT_OUT:
            break
        stop = child.right_edge.i
        for i in range(child.left_edge.i, child.right_edge.i + 1):
            if (doc[i].dep_ in ("relcl", "appos", "acl") and i > child.i) or (
                doc[i].text in _STOPS and doc[i].dep_ == "punct" and doc[i].text != "-"
            ):
                stop = max(child.i, doc[i].left_edge.i - 1 if doc[i].dep_ in ("relcl", "appos", "acl") else i - 1)
                break
        while (stop > last and doc[stop].dep_ in ("punct", "cc", "mark")) or doc[stop].is_space:
            stop -= 1
        last = max(last, stop)
    return last


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    found = None
    for child in verb.children:
        if child.dep_ not in SUBJECTS:
            continue
        if child.i > verb.i:
            return found or child
        if found is None or child.lower_ not in _OBJECTIVE:
            found = child
    return None if found is None else _nearest(found, verb)


def _nearest(noun: Token, verb: Token) -> Token:
    """The subject right before the verb after the last comma, where the parser has hung it on an apposition before
    it: "…, most of them on the road, Island Press reported"."""
    doc = noun.doc
    last = noun.right_edge.i
    if noun.pos_ == "PROPN":
        return noun
    if last >= verb.i or doc[last].is_punct or any(c.dep_ == "cc" for c in noun.children):
        return noun
    for child in noun.rights:
        if child.dep_ not in ("appos", "conj") or child.right_edge.i != last or child.pos_ not in ("NOUN", "PROPN"):
            continue
        between = doc[last + 1 : verb.i]
        counted = noun.pos_ in ("NUM", "PRON", "ADJ") or noun.like_num
        if not counted and child.pos_ != "PROPN":
            continue
        if doc[child.left_edge.i - 1].text == "," and all(
            t.dep_ in ("aux", "auxpass", "neg", "advmod") for t in between
        ):
            return child
    return noun


def is_compared(verb: Token) -> bool:
    """Whether the verb stands in a comparison: "two more than the ministry has admitted"."""
    if any(c.lower_ == "than" for c in verb.lefts):
        return True
    who = own_subject(verb)
    return who is not None and who.i < verb.i and who.left_edge.i > 0 and verb.doc[who.left_edge.i - 1].lower_ == "than"


def subject(verb: Token) -> Token | None:
    """The verb's subject, its own or the one it shares with the verb it depends on."""
    for _ in range(_LONGEST_CHAIN):
        found = own_subject(verb)
        if found is not None:
            return found
        head = verb.head
        if head.i == verb.i:
            return None
        if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            if verb.dep_ == "acl" and verb.tag_ == "VB":
                return subject(clause_head(head)) if clause_head(head).i != verb.i else None
            return head if verb.tag_ in ("VBG", "VBD", "VBZ", "VBP") else None
        if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX"):
            objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and head.i < c.i < verb.i]
            if objects and verb.dep_ == "xcomp":
                return objects[0]
        if verb.dep_ == "amod" or verb.dep_ == "pobj":
            return None
        verb = head
    return None


def clause_head(token: Token) -> Token:
    """The verb at the head of the clause in which a token stands (the token itself where there is none above)."""
    for _ in range(_LONGEST_CHAIN * 3):
        if (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")) or token.head.i == token.i:
            return token
        token = token.head
    return token


def sentence_bounds(token: Token) -> Extent:
    """The first and last token of the token's sentence."""
    doc: Tokens = token.doc
    first = token.i
    while first > 0 and not doc[first].is_sent_start:
        first -= 1
    last = token.i + 1
    while last < len(doc) and not doc[last].is_sent_start:
        last += 1
    return first, last - 1
