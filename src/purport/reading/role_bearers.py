"""Which nouns can do a deed and which can suffer one, and who is meant by what stands for them."""

from spacy.tokens import Token

from purport.codebooks.incident_types import incident_types, words
from purport.reading.clause_modes import puts_off
from purport.reading.clauses import objects_of
from purport.reading.negation import is_none

BEFORE = frozenset({"compound", "amod", "nmod"})
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they", "them", "him", "her", "his", "its", "their"})
NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})
_UNNAMED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_TIMES = frozenset(
    {"dawn", "daybreak", "dusk", "evening", "hour", "midday", "midnight", "moment", "morning", "night", "nightfall"}
    | {"noon", "occasion", "sunrise", "sunset", "time", "weekend"}
)
# What is taken with its "of": "seized control of the harbour".
_HOLDS = frozenset({"control", "half", "hold", "possession", "swathe"})


def is_event(noun: Token) -> bool:
    """Whether a noun tells of an event rather than of someone or something."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and any(
        lemma in entry.nouns or lemma in entry.joins or lemma in entry.modifiers for entry in incident_types().values()
    )


def someone(noun: Token) -> bool:
    """Whether a noun is somebody: a person, a body of men, a name."""
    return noun.lemma_.lower() in words("persons") | words("groups") or noun.ent_type_ in NAMED


def carrier(noun: Token) -> Token | None:
    """The light verb whose object a noun is ("carried out an attack", "the attack was carried out by")."""
    head = noun.head
    if noun.dep_ == "pobj" and head.head.lemma_.lower() in words("collectives") | {"round", "session"}:
        return carrier(head.head)
    if noun.dep_ == "conj":
        return carrier(head)
    if noun.dep_ == "pobj" and head.lower_ in ("for", "in", "of") and head.head.lemma_.lower() == "responsibility":
        claim = head.head.head
        return claim if claim.lemma_ in ("claim", "take", "accept", "assume") else None
    if noun.dep_ in ("dobj", "nsubjpass") and (head.lemma_.lower() in words("light") or puts_off(head)):
        return head
    over = head.head
    while noun.dep_ == "pobj" and head.lower_ == "during" and over.pos_ != "VERB" and over.dep_ in ("pobj", "prep"):
        over = over.head
    if noun.dep_ == "pobj" and over.pos_ == "VERB":
        meeting = noun.lemma_.lower() in words("mutual") and head.lower_ in (
            "during",
            "for",
            "in",
            "after",
            "following",
        )
        known = any(child.lower_ in ("the", "this", "that") for child in noun.lefts)
        within = over.lemma_.lower() in words("effects") and head.lower_ in ("in", "during") and not known
        if over.lemma_ in ("use", "carry", "join", "engage") or meeting or within:
            return over
    return None


def can_act(noun: Token) -> bool:
    """Whether a noun can be who did it."""
    if noun.i and any(
        token.lower_ in ("near", "in", "at") for token in noun.doc[max(0, noun.left_edge.i - 1) : noun.i]
    ):
        return False  # "Near Ayn, two strikes": a place that the parse takes for a subject
    people = noun.tag_ == "NNS" and noun.lemma_.lower() in words("persons")
    if is_event(noun) or is_none(noun) or (noun.ent_type_ in _UNNAMED and noun.dep_ != "conj" and not people):
        return False
    if noun.text == "IS":
        return True
    if not noun.text[0].isalpha() or _in_compound(noun):
        return False
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PRON":
        return noun.lower_ in _FIRST_PERSON | _THIRD_PERSON
    if noun.ent_type_ in NAMED or noun.pos_ == "PROPN":
        return True
    if any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in noun.rights):
        return True
    return lemma in words("persons") or lemma in words("groups") or lemma in ("jet", "warplane", "aircraft", "plane")


def _in_compound(noun: Token) -> bool:
    """Whether a hyphen joins a word to what is no name: "US-led", but not "Faroe-Iceland talks"."""
    if noun.dep_ not in BEFORE or noun.i + 2 >= len(noun.doc) or noun.nbor().text != "-":
        return False
    return not (noun.ent_type_ in NAMED and noun.text[0].isupper() and noun.nbor(2).text[:1].isupper())


def whole(noun: Token) -> Token:
    """Of what a hold or a part is taken."""
    return next(iter(objects_of(noun, "of", "over")), noun) if noun.lemma_.lower() in _HOLDS else noun


def can_suffer(noun: Token) -> bool:
    """Whether a noun can be whom or what it befell."""
    if noun.lemma_.lower() in _TIMES or (noun.lemma_ == "place" and noun.head.lemma_ == "take"):
        return False
    if is_event(noun) or (noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") and noun.dep_ != "conj"):
        return False
    return noun.pos_ in ("NOUN", "PROPN", "NUM") or (
        noun.pos_ == "PRON" and noun.lower_ in _THIRD_PERSON - {"it", "its"}
    )
