"""Counts that definite words take up: "four gunmen fired … killing them all", "several insurgents … the insurgents"."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.language import Doc
from purport.reading.clauses import objects_of
from purport.reading.persons import is_person
from purport.types import Figure

# How many sentences back those counted may be told.
REACH = 3
_PRONOUNS = frozenset({"they", "them", "both", "all"})
_DEFINITE = frozenset({"the", "these", "those", "both", "all"})
# Nouns that stand for any persons told of before.
_ANY = frozenset({"attacker", "assailant", "individual", "man", "person", "suspect"})
_REST = frozenset({"other", "remaining", "additional", "more", "further", "many", "most", "some", "first", "last"})


def counted_before(
    doc: Doc, noun: Token, counts: Mapping[int, Figure], fates: Mapping[int, str], acting: Sequence[Token]
) -> Figure | None:
    """The figure that was given before for those whom a definite plural or a pronoun takes up; None where it takes up
    none. ``counts`` has the figures and ``fates`` what they count, each by the index of the noun it counts; ``acting``
    are those who do it, so not those it is done to.

    A noun takes up the last count of the same noun, a pronoun that of persons whose fate is not told yet.
    """
    if not _takes_up(noun):
        return None
    inner = objects_of(noun, "of")
    said = inner[0] if inner else noun
    sentence = doc.sentence_at(noun.idx)
    for at in sorted((i for i in counts if i < noun.i), reverse=True):
        other = doc.tokens[at]
        if sentence - doc.sentence_at(other.idx) > REACH:
            return None
        if not _of_persons(other, counts[at]) or any(word.i == at for word in acting):
            continue
        if said.lemma_.lower() == other.lemma_.lower():
            return counts[at]
        if (said.pos_ in ("PRON", "DET") or said.lemma_.lower() in _ANY) and fates.get(at, "attackers") == "attackers":
            return counts[at]
    return None


def _takes_up(noun: Token) -> bool:
    """Whether a word means all of those told of before: "them", "all of them", "the insurgents", "both men"."""
    if noun.lower_ in _PRONOUNS:
        inner = objects_of(noun, "of")
        return not inner or inner[0].lower_ == "them" or _takes_up(inner[0])
    lefts = {child.lower_ for child in noun.lefts}
    if any(child.dep_ == "nummod" for child in noun.lefts) or any(c.dep_ in ("relcl", "acl") for c in noun.rights):
        return False
    return noun.tag_ in ("NNS", "NNPS") and bool(lefts & _DEFINITE) and not lefts & _REST


def _of_persons(noun: Token, figure: Figure) -> bool:
    several = figure.high is None or figure.high > 1
    return several and is_person(noun) and noun.lemma_.lower() not in words("groups")
