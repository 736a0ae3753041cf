"""When a place name stands for its government: Reykjavik said, talks between Iceland and Norway, Iceland's ministry."""

from purport.codebooks.gazetteer import COUNTRY, TOWN
from purport.codebooks.placewords import lexicon
from purport.language import Doc
from purport.reading.toponyms import Toponym

CAPITAL_PEOPLE = 100_000
_SEATS = frozenset(("government", "governments"))
_SUBJECT = frozenset(("nsubj", "nsubjpass", "agent"))


def is_metonym(doc: Doc, mention: Toponym) -> bool:
    """Whether a mention of a country or a large town acts, speaks or is dealt with as a government would be."""
    lex = lexicon()
    if mention.name.lower() not in lex.metonym_capitals and not any(
        e.rank == COUNTRY or (e.rank == TOWN and e.population >= CAPITAL_PEOPLE) for e in mention.entries
    ):
        return False
    tokens = doc.tokens
    head = tokens[mention.last - 1]
    token = head
    for _ in range(6):
        if token.dep_ != "conj":
            break
        token = token.head
    if token.dep_ in _SUBJECT and token.head.lemma_.lower() in lex.metonym_verbs:
        return True
    if head.dep_ == "poss" and head.head.lower_ in lex.metonym_heads:
        return True
    if head.dep_ == "compound" and head.head.lower_ in lex.metonym_heads:
        return True
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "in") and token.head.head.lower_ in _SEATS:
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in lex.metonym_heads:
        return True
    if token.dep_ == "pobj" and token.head.lower_ in ("from", "to") and token.head.head.lower_ in lex.metonym_dealings:
        return True
    if token.dep_ == "pobj" and token.head.lower_ in lex.metonym_relations:
        if token.head.lower_ in ("between", "with") and token.head.head.lemma_.lower() in lex.metonym_links:
            return False
        return token.head.lower_ != "by" or token.head.dep_ == "agent"
    if token.dep_ == "dobj" and token.head.lemma_.lower() in lex.metonym_addressed:
        return True
    return token.dep_ == "dobj" and token.head.lower_ in lex.metonym_relations
