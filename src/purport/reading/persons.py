"""Which nouns stand for people."""

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.reading.clauses import objects_of

_PERSON_ENTITIES = frozenset({"PERSON", "NORP", "ORG"})


def counted(noun: Token) -> Token:
    """What a noun that only counts is a count of: the guards of "dozens of guards"; any other noun itself."""
    if noun.lemma_.lower() in words("collectives") or noun.pos_ == "NUM":
        return next(iter(objects_of(noun, "of")), noun)
    return noun


def is_somebody(noun: Token) -> bool:
    """Whether a noun stands for people in the flesh; a name of a body or a paper does not."""
    noun = counted(noun)
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "NORP") and not any(child.lower_ == "the" for child in noun.lefts)
    return is_person(noun) and noun.lemma_.lower() not in words("groups")


def is_person(noun: Token) -> bool:
    """Whether a noun stands for a person or for people."""
    lemma = noun.lemma_.lower()
    if lemma in words("persons") or lemma in words("groups"):
        return True
    if noun.pos_ == "NUM" or (noun.pos_ == "PRON" and noun.like_num):
        return True
    if noun.pos_ == "PRON":
        return lemma in (
            "he",
            "she",
            "they",
            "we",
            "i",
            "who",
            "whom",
            "him",
            "her",
            "them",
            "us",
            "everyone",
            "someone",
            "anyone",
            "nobody",
        )
    return noun.pos_ == "PROPN" and noun.ent_type_ in _PERSON_ENTITIES
