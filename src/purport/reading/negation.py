"""Whether a word is negated, said of none, or rejected as false."""

from spacy.tokens import Token

from purport.codebooks.incident_modes import mode_words
from purport.reading.clauses import SUBJECTS

MAX_DEPTH = 8


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated: by a particle, an adverb, or an empty subject, agent or object."""
    lists = mode_words()["words"]
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in lists["negation"]):
            return True
        if child.dep_ in SUBJECTS | {"agent", "dobj"} and is_none(child):
            return True
        if child.lower_ == "nor" and child.dep_ == "cc" and child.i < verb.i:
            return True  # "nor did they burn the mill"
        if child.dep_ == "prep" and any(is_none(n) and n.lemma_ in lists["never"] for n in child.children):
            return True  # "at no time", "in no way"
    return False


def is_none(noun: Token) -> bool:
    """Whether a noun phrase is empty: "no one", "none of them", "no attack", "not a single attack", "hardly a man"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    before = {child.lower_ for child in noun.lefts}
    if noun.lower_ == "one" and "not" in before and not any(child.lower_ == "but" for child in noun.rights):
        return True
    if before & {"not", "hardly", "scarcely", "barely"} and before & {"a", "an", "one", "single"}:
        return True
    return any(child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither") for child in noun.children)


def is_rejected(token: Token) -> bool:
    """Whether what a word tells is told as false: "it is not true that", "the story that … is a lie", "dismissed
    claims that". What a relative clause says of someone is taken for granted."""
    lists = mode_words()["words"]
    at = token
    for _ in range(MAX_DEPTH):
        head = at.head
        if head.i == at.i:
            return False
        telling = at.pos_ == "NOUN" and at.lemma_.lower() in lists["tellings"]
        if head.pos_ in ("VERB", "AUX"):
            if (telling or at.dep_ in ("ccomp", "csubj")) and _rejects(head, at):
                return True
            if at.dep_ == "advcl" or (at.pos_ == "NOUN" and not telling and at.i != token.i):
                return False
        elif at.dep_ in ("acl", "relcl") and head.lemma_.lower() not in lists["tellings"]:
            return False
        elif telling and head.lower_ == "as" and head.head.lemma_.lower() in lists["rejects"]:
            return not is_negated(head.head)  # "rejected as fantasy a report that", joined so by the parse
        at = head
    return False


def _rejects(verb: Token, told: Token) -> bool:
    """Whether a verb, or what it says of its subject, gives what is told for false."""
    lists = mode_words()["words"]
    if verb.lemma_ in ("be", "prove", "turn"):
        linked = [verb, *(c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ == "be")]  # "turned out to be"
        said = {
            c.lemma_.lower()
            for link in linked
            for c in link.children
            if c.dep_ in ("acomp", "attr", "xcomp", "oprd") and c.i != told.i
        }
        return bool(said & (lists["true"] if is_negated(verb) else lists["false"]))
    if is_negated(verb):
        return False
    if told.dep_ == "nsubjpass" and {verb.lemma_.lower(), verb.lower_} & lists["makes_up"]:
        return True  # "the pictures of the massacre were staged"
    if verb.lemma_.lower() in lists["rejects"] and told.dep_ in ("dobj", "nsubjpass", "ccomp"):
        return True
    return verb.lemma_.lower() in lists["brands"] and any(
        word.i > told.i and word.lemma_.lower() in lists["false"] for word in verb.subtree
    )
