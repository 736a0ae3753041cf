"""Relations that nouns tell: "an ally of the Front", "the alliance between the two", "on behalf of the League"."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.relation_words import PARTIES, RelationWord, relation_words
from purport.reading.clause_modes import clause_mode
from purport.reading.clauses import (
    SUBJECTS,
    agents,
    clause_verb,
    grammatical_subjects,
    is_passive,
    objects_of,
    patients,
    with_conjuncts,
)
from purport.reading.relation_ends import (
    BEFORE,
    REAL,
    Told,
    complements_of,
    named_beside,
    pairs,
    possessor,
    verb_standing,
)
from purport.types import RelationKind, Standing


def by_noun(noun: Token, word: RelationWord) -> Iterator[Told]:
    """What a noun tells of whoever bears it: "an ally of the Front"."""
    standing = _noun_standing(noun)
    holders = _holders(noun)
    if standing is None or not holders:
        return
    complements = complements_of(noun, word.by)
    if not complements and noun.tag_ in ("NNS", "NNPS") and word.kind in (RelationKind.RIVAL, RelationKind.ALLY):
        complements, holders = holders[1:2], holders[:1]  # "the Front and the Brigade are rivals"
    if noun.dep_ == "attr":
        dated = True
    else:  # "the Front and the Brigade, rivals since 2019"
        dated = bool(objects_of(noun, "since"))
    for actor, other in pairs(word, holders, complements):
        yield Told(
            token=noun,
            kind=word.kind,
            actor=actor,
            other=other,
            others=word.others,
            standing=standing,
            dated=dated,
        )


def _holders(noun: Token) -> list[Token]:
    """Whom a noun is said of: what it stands beside, is predicated of, or stands before."""
    named = named_beside(noun)
    if named:
        return [each for child in named for each in with_conjuncts(child)]
    if noun.i + 1 < len(noun.doc) and noun.nbor().text == "," and any(child.dep_ == "poss" for child in noun.lefts):
        listed = [other for other in noun.conjuncts if other.i > noun.i and other.pos_ == "PROPN"]
        if listed:  # "its rivals, the Brigade and the Guard"
            return listed
    if noun.dep_ == "appos":
        if noun.tag_ not in ("NNS", "NNPS"):
            return [noun.head]
        first = noun.head
        while first.dep_ == "conj":
            first = first.head
        return [first, *first.conjuncts]
    if noun.dep_ in SUBJECTS and noun.tag_ in ("NNS", "NNPS"):  # the same, where the parse takes it for the subject
        return [each for child in noun.lefts if child.dep_ == "nsubj" for each in with_conjuncts(child)]
    if noun.dep_ == "attr" and noun.head.lemma_ in relation_words().lists["be"]:
        return grammatical_subjects(noun.head)
    if noun.dep_ in BEFORE and noun.head.pos_ == "PROPN" and noun.i < noun.head.i:
        return [noun.head]
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
        verb = noun.head.head
        return patients(verb) or agents(verb)
    if noun.dep_ == "conj" and noun.head.dep_ in ("appos", "attr"):
        return _holders(noun.head)
    return []


def _noun_standing(noun: Token) -> Standing | None:
    """How a noun puts it; None where it is not told to be so."""
    lists = relation_words().lists
    before = {child.lower_ for child in noun.lefts if child.dep_ in BEFORE or child.dep_ in ("advmod", "det")}
    before |= {t.lower_ for t in noun.doc[max(0, noun.i - 2) : noun.i] if t.lower_ in ("ex", "arch")}
    if before & lists["possible"]:
        return None
    ended = bool(before & lists["former"])
    verb = noun.head if noun.dep_ == "attr" else None
    if verb is None:
        return Standing.ENDED if ended else Standing.HOLDS
    if "no" in before or any(child.dep_ == "neg" and child.head.i == noun.i for child in noun.children):
        return Standing.DENIED
    standing = verb_standing(verb)
    return Standing.ENDED if ended and standing is Standing.HOLDS else standing


def by_bond(noun: Token, word: RelationWord) -> Iterator[Told]:
    """An alliance or a feud between two, the support of one for the other; told to be, not sought."""
    owners = [possessor(child, noun) for child in noun.lefts if child.dep_ == "poss"]
    ends = [] if word.by else objects_of(noun, "between", "of")
    if len(ends) < 2:
        ends = [*owners, *objects_of(noun, *(word.by or ("with",)))] if owners else []
    verb = clause_verb(noun)
    standing = _noun_standing(noun)
    if len(ends) < 2 or standing is None or (verb is not None and clause_mode(verb) not in REAL):
        return
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_.lower() in relation_words().lists["over"]:
        standing = Standing.ENDED
    for actor, other in pairs(word, ends[:1], ends[1:]):
        yield Told(
            token=noun, kind=word.kind, actor=actor, other=other, others=word.others, standing=standing, dated=False
        )


def by_phrase(noun: Token, word: RelationWord) -> Iterator[Told]:
    """A noun by its preposition, said of someone: "is at war with", "in league with", "under the command of"."""
    by = noun.head
    if noun.dep_ != "pobj" or by.lower_ not in word.within:
        return
    others = objects_of(noun, *word.by) or objects_of(by.head, *word.by)
    others += [child for child in noun.lefts if child.dep_ == "poss" and "of" in word.by]
    over = by.head
    if over.pos_ in ("VERB", "AUX"):
        if word.kind is RelationKind.RIVAL and over.lemma_ not in relation_words().lists["be"]:
            return  # "died at war with"
        holders, standing = grammatical_subjects(over), verb_standing(over)
        if is_passive(over) and not holders:
            holders = patients(over)
    elif over.pos_ in ("NOUN", "PROPN"):
        holders, standing = [over], Standing.HOLDS
    else:
        return
    if standing is None:
        return
    for holder in holders:
        for other in others:
            if holder.i != other.i:
                yield Told(
                    token=noun,
                    kind=word.kind,
                    actor=holder,
                    other=other,
                    others=word.others,
                    standing=standing,
                    dated=True,
                )


def by_oath(noun: Token) -> Iterator[Told]:
    """ "The Guard swore allegiance to the Front", where the parse takes all of it for one noun."""
    sworn = [child for child in noun.lefts if child.dep_ == "amod" and child.lemma_ in relation_words().lists["swear"]]
    holders = [child for child in noun.lefts if child.pos_ == "PROPN" and sworn and child.i < sworn[0].i]
    for holder in holders[-1:]:
        for other in objects_of(noun, "to"):
            yield Told(token=sworn[0], kind=RelationKind.PART_OF, actor=holder, other=other, others=PARTIES, dated=True)
