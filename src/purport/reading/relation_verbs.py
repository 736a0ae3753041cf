"""Relations that verbs and participles tell: "backs", "rejected", "League-backed"."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.relation_words import RelationWord, relation_words
from purport.reading.clauses import (
    agents,
    grammatical_subjects,
    objects_of,
    patients,
    with_conjuncts,
)
from purport.reading.relation_ends import Told, complements_of, pairs, verb_standing
from purport.types import RelationKind, Standing


def hyphened_pair(token: Token) -> tuple[Token, Token] | None:
    """Whom "the Iceland-backed brigade" names: the brigade, and Iceland."""
    if token.i < 2 or token.nbor(-1).text not in ("-", "–") or token.nbor(-1).whitespace_:
        return None
    named = token.nbor(-2)
    holder = token.head if token.dep_ in ("amod", "compound", "nmod", "acl") else None
    if holder is None or holder.i < token.i or not named.text[:1].isupper():
        return None
    if holder.pos_ != "PROPN":
        beside = [child for child in holder.rights if child.dep_ == "appos"]
        holder = beside[0] if beside else holder
    return holder, named


def by_adjective(token: Token, word: RelationWord) -> Iterator[Told]:
    """What an adjective or a participle tells of its noun: "loyal to the Front"."""
    others = objects_of(token, *word.by)
    if not others:
        return
    standing: Standing | None = Standing.HOLDS
    if token.dep_ in ("acomp", "attr") and token.head.lemma_ in relation_words().lists["be"]:
        holders, standing = grammatical_subjects(token.head), verb_standing(token.head)
    elif token.pos_ == "VERB" and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
        holders, standing = grammatical_subjects(token), verb_standing(token)
    elif token.dep_ in ("amod", "acl", "appos", "relcl", "advcl") and token.head.pos_ in ("NOUN", "PROPN"):
        holders = [token.head]
    else:
        return
    if standing is None:
        return
    if standing is Standing.HOLDS and any(c.lower_ in relation_words().lists["former"] for c in token.children):
        standing = Standing.ENDED
    for actor, other in pairs(word, holders, others):
        yield Told(token=token, kind=word.kind, actor=actor, other=other, others=word.others, standing=standing)


def by_verb(verb: Token, word: RelationWord) -> Iterator[Told]:
    """What a verb tells of its subject and its object: "the League backs the Front"."""
    if verb.dep_ == "amod":
        return
    direct = patients(verb)
    accusing = _accusing(verb)
    subjects = (_called_upon(verb) or agents(verb)) if accusing is None else patients(accusing)
    if word.needs and not any(noun.lemma_.lower() in word.needs for noun in direct):
        return
    if word.means and not objects_of(verb, *word.means):
        return
    if word.particle and not any(child.lower_ == word.particle for child in verb.children):
        return
    if word.of:
        ends = [e for noun in direct if noun.lemma_.lower() in word.of for e in complements_of(noun, ("of", "from"))]
    elif word.by:
        beside = [child for child in verb.children if child.dep_ in ("advmod", "prt") or child in direct]
        ends = objects_of(verb, *word.by) or [e for child in beside for e in objects_of(child, *word.by)]
        ends += [d for child in verb.children if child.dep_ == "dative" for d in _datives(child)] if word.needs else []
    else:
        ends = [noun for noun in direct if noun.lemma_.lower() not in word.needs]
        ends += [noun for child in verb.children if child.dep_ == "dative" for noun in _datives(child)]
    if word.needs and word.kind is RelationKind.ALLY and not ends:
        subjects, ends = subjects[:1], subjects[1:]  # "the Army and the Guard formed an alliance"
    if not ends or not subjects or (word.kind is RelationKind.SPLIT_FROM and direct):  # "broke off talks with"
        return
    standing = verb_standing(verb)
    if standing is None:
        return
    if word.standing is Standing.ENDED:
        if standing is not Standing.HOLDS:
            return  # "has not left" tells nothing new
        standing = Standing.ENDED
    for actor, other in pairs(word, subjects, ends):
        yield Told(
            token=verb,
            kind=word.kind,
            actor=actor,
            other=other,
            others=word.others,
            standing=standing,
            dated=True,
            alleged=tuple(agents(accusing)) if accusing is not None else None,
        )


def _called_upon(verb: Token) -> list[Token]:
    """On whom someone calls to do it, or to stop it: "called on Iceland to stop arming the League"."""
    while verb.dep_ == "xcomp":
        verb = verb.head
        if verb.lemma_ == "call" and (called := objects_of(verb, "on", "upon")):
            return called
    return []


def _accusing(verb: Token) -> Token | None:
    """The verb that accuses someone of it: "Denmark was accused of funding the Front"."""
    of = verb.head.head if verb.dep_ == "conj" else verb.head
    over = next((each for each in of.ancestors if each.pos_ in ("VERB", "AUX")), None)
    if of.lower_ != "of" or over is None or over.lemma_.lower() not in ("accuse", "suspect"):
        return None
    return over


def _datives(child: Token) -> list[Token]:
    if child.pos_ == "ADP":
        return [noun for noun in child.children if noun.dep_ == "pobj"]
    return with_conjuncts(child)
