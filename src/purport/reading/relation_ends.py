"""What a word tells of a relation: who stands at either end of it, and whether it holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.codebooks.relation_words import RelationWord, relation_words
from purport.reading.clause_modes import clause_mode
from purport.reading.clauses import (
    agents,
    antecedent,
    clause_verb,
    grammatical_subjects,
    is_passive,
    objects_of,
)
from purport.reading.negation import is_negated
from purport.types import Mode, RelationKind, Standing

BEFORE = frozenset({"compound", "amod", "nmod"})
POSSESSIVES = frozenset({"its", "their", "his", "her"})
REAL = (Mode.HAPPENED, None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """A word that tells of a relation, and the nouns at either end of it. ``dated`` says that a date in its clause is
    that of the relation. ``alleged`` holds those who accuse someone of it, an empty tuple where nobody is named; None
    where nobody is accused."""

    token: Token
    kind: RelationKind
    actor: Token
    other: Token
    others: frozenset[str]
    standing: Standing = Standing.HOLDS
    dated: bool = False
    alleged: tuple[Token, ...] | None = None


def pairs(word: RelationWord, first: Sequence[Token], second: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Actor and other, of each of the first with each of the second."""
    for one in first:
        for two in second:
            if one.i != two.i:
                yield (one, two) if word.first else (two, one)


def complements_of(noun: Token, by: Sequence[str]) -> list[Token]:
    """Whose ally, part or backer: what hangs on the noun, its possessor, or a name before it."""
    found = objects_of(noun, *by)
    for child in noun.lefts:
        if child.dep_ == "poss":
            found += [possessor(child, noun)]
        elif child.dep_ in BEFORE and (child.pos_ == "PROPN" or child.ent_type_ == "NORP"):
            found.append(child)
    return found


def possessor(word: Token, noun: Token) -> Token:
    """Who owns; in "the Front and its ally" the one before the "and", in "X left, and its rivals" the subject."""
    if word.lower_ not in POSSESSIVES:
        return word
    if noun.dep_ == "conj" and noun.head.pos_ == "PROPN":
        return noun.head
    if noun.dep_ == "appos" and noun.head.dep_ == "conj" and noun.head.head.pos_ == "PROPN":
        return noun.head.head
    above = clause_verb(noun)
    if noun.dep_ == "attr" and above is not None:
        above = clause_verb(above)  # "the League said the Guard was its ally": not the Guard's own
    while above is not None:
        subjects = [s for s in grammatical_subjects(above) if s.i < word.i and s.i != noun.i and s.pos_ == "PROPN"]
        if subjects:
            return subjects[0]
        above = clause_verb(above)
    return word


def verb_standing(verb: Token) -> Standing | None:
    """How a clause puts it; None where it is only planned, feared or imagined."""
    lists = relation_words().lists
    if any(
        child.lower_ == "longer" and any(c.lower_ in ("no", "any") for c in child.children) for child in verb.children
    ):
        return Standing.ENDED
    if verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "dobj", "pcomp") and verb.head.lemma_ in lists["stop"]:
        # "called on it to stop", "did not stop": so it does.
        return Standing.ENDED if clause_mode(verb.head) is Mode.HAPPENED else Standing.HOLDS
    if rejected(verb):
        return Standing.DENIED
    mode = clause_mode(verb)
    if mode is Mode.DENIED:
        return Standing.DENIED
    return Standing.HOLDS if mode in REAL else None


def rejected(verb: Token) -> bool:
    """Whether a clause is what is denied: "denied that", "rejected reports that", "dismissed claims that"."""
    lists = relation_words().lists
    if verb.dep_ not in ("acl", "ccomp", "pcomp", "relcl"):
        return False
    over = verb.head
    if over.lemma_.lower() in lists["telling"] or over.pos_ == "ADP":
        over = over.head
    return over.pos_ == "VERB" and over.lemma_.lower() in lists["rejecting"] and not is_negated(over)


def whom(token: Token) -> Token:
    """The noun that a relative pronoun at one end of a relation stands for, or that a pronoun beneath one takes up from
    the clause above ("the Front is backed by Iceland, which arms it"), the name beside one that says what someone is;
    any other word itself."""
    verb = token.head
    if token.pos_ == "NOUN" and (beside := [each for each in named_beside(token) if each.pos_ == "PROPN"]):
        return beside[0]
    if token.lower_ in ("it", "them", "him", "her") and verb.dep_ == "relcl":
        above = clause_verb(verb.head)
        subjects = grammatical_subjects(above) if above is not None else []
        if len(subjects) == 1 and subjects[0].i < verb.head.i:
            return subjects[0]
    if token.lower_ in ("it", "them", "him", "her") and verb.dep_ == "conj" and is_passive(verb.head):
        doers = {noun.text for noun in agents(verb.head)}
        subjects = grammatical_subjects(verb.head)
        if len(subjects) == 1 and doers & {noun.text for noun in agents(verb)}:
            return subjects[0]  # "the Front is backed by Iceland, and Iceland backs it openly"
    return antecedent(token, token.head)


def with_real_ends(told: Told) -> Told:
    """The same with what its relative pronouns stand for."""
    return replace(told, actor=whom(told.actor), other=whom(told.other))


def named_beside(noun: Token) -> list[Token]:
    """Who is named beside a noun, of the noun or of what the parse hangs it on: "the leader of the Guard, Rói Dam,"."""
    of = [inner for child in noun.rights if child.lower_ == "of" for inner in child.children if inner.dep_ == "pobj"]
    beside = [child for child in noun.rights if child.dep_ == "appos"]
    if beside or noun.lemma_.lower() not in words("persons"):
        return beside
    return [child for inner in of for child in inner.rights if child.dep_ == "appos" and child.ent_type_ == "PERSON"]
