"""Words of violence that only seem to tell of it: figures of speech, works of fiction, exercises, trades."""

from spacy.tokens import Token

from purport.codebooks.incident_modes import mode_words
from purport.reading.clauses import grammatical_subjects, objects_of, patients

_CONTESTS = frozenset({"attack", "assault", "battle", "campaign", "clash", "fight", "offensive", "struggle", "war"})
# These befall people in earnest, in an exercise too.
_HARM = frozenset({"die", "hurt", "injure", "kill", "perish", "wound"})
_MAX_DEPTH = 8


def only_seems(token: Token) -> bool:
    """Whether a word of violence tells of none."""
    nominal = token.pos_ in ("NOUN", "PROPN")
    return (_figurative_noun(token) if nominal else _figurative_verb(token)) or _staged(token) or _trade(token)


def _figurative_noun(noun: Token) -> bool:
    lists = mode_words()["semblance"]
    if noun.lemma_.lower() not in _CONTESTS:
        return False
    before = {child.lemma_.lower() for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod")}
    if before & lists["modifiers"]:
        return True
    aims = objects_of(noun, "on", "against")
    if aims and all(aim.lemma_.lower() in lists["things"] | lists["causes"] for aim in aims):
        return True  # "an attack on pensions"
    return any(
        prep.lower_ in ("for", "of", "over") and child.dep_ == "pobj" and child.lemma_.lower() in lists["contests"]
        for prep in noun.rights
        if prep.dep_ == "prep"
        for child in prep.children
    )


def _figurative_verb(verb: Token) -> bool:
    lists = mode_words()["semblance"]
    things, objects = lists["things"], patients(verb)
    if objects:
        return all(noun.lemma_.lower() in things for noun in objects)
    subjects = grammatical_subjects(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # "his last film bombed", taken for a participle
        subjects = [verb.head]
    return bool(subjects) and all(noun.lemma_.lower() in things | lists["players"] for noun in subjects)


def _staged(token: Token) -> bool:
    """Whether an event is told in a work of fiction, or practised: "in her novel", "a film in which", "in a drill"."""
    lists = mode_words()["semblance"]
    at = token
    for _ in range(_MAX_DEPTH):
        if at.pos_ in ("VERB", "AUX"):
            settings = {
                noun.lemma_.lower()
                for prep in at.children
                if prep.dep_ == "prep" and prep.lower_ == "in"
                for noun in prep.children
                if noun.dep_ == "pobj"
            }
            if settings & lists["works"] or (settings & lists["exercises"] and token.lemma_ not in _HARM):
                return True
            if any(noun.lemma_.lower() in lists["works"] for noun in grammatical_subjects(at)):
                return True  # "the film opens with the assassination of a duke"
            if at.dep_ == "relcl" and at.head.lemma_.lower() in lists["works"] | lists["exercises"] and _within(at):
                return True
        if at.head.i == at.i or at.dep_ in ("ccomp", "advcl"):
            return False
        at = at.head
    return False


def _within(verb: Token) -> bool:
    """Whether a relative clause says what goes on in its antecedent: "in which", "where"."""
    return any(
        (child.dep_ == "prep" and any(noun.lower_ in ("which", "whose") for noun in child.subtree))
        or (child.dep_ == "advmod" and child.lower_ == "where")
        for child in verb.children
    )


def _trade(token: Token) -> bool:
    """Whether a noun or gerund without day or place is what someone is known for or good at."""
    prep = token.head
    if token.dep_ not in ("pobj", "pcomp") or prep.lower_ not in ("in", "for", "at"):
        return False
    if any(part.ent_type_ in ("DATE", "GPE", "LOC", "FAC") for part in token.subtree):
        return False
    head = prep.head
    if head.lemma_.lower() == "know" and head.tag_ != "VBN":
        return False
    return head.lemma_.lower() in mode_words()["words"]["trades"]
