"""Who does what to whom in a clause, read off the dependency parse (spaCy's English labels, ClearNLP style)."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.incident_types import words

SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
# Verbs that need an object: with a subject alone they are passive ("dozens wounded", "president detained").
_HARMS = frozenset(
    {"abduct", "arrest", "assassinate", "behead", "detain", "free", "injure", "jail", "kidnap", "kill", "maim"}
    | {"murder", "wound"}
)
_GROUP_ENTITIES = frozenset({"ORG", "GPE", "LOC", "FAC"})
_DROPPED = frozenset({"det", "predet", "poss", "cc", "preconj", "punct", "advmod", "neg", "mark", "prep"})


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive: its subject is what it is done to."""
    if any(child.dep_ in ("auxpass", "nsubjpass") and not named_like_a_verb(child) for child in verb.children):
        return True
    if verb.tag_ in ("VBN", "VBD") and verb.lemma_ in _HARMS and _suffers_alone(verb):
        return True
    if verb.tag_ == "VBD" and verb.lemma_ in _HARMS and verb.dep_ == "conj" and _harms_nobody(verb):
        return verb.head.pos_ == "VERB" and is_passive(verb.head)
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl", "ROOT", "conj"):
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in verb.children):
            return is_passive(verb.head)
        return not any(child.dep_ == "aux" or child.dep_ == "dobj" for child in verb.children)
    return False


def _suffers_alone(verb: Token) -> bool:
    """Whether a verb that needs an object has only a subject: "with ten people killed", "dozens wounded"."""
    kinds = {child.dep_ for child in verb.children}
    following = any(
        child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in child.children)
        for child in verb.children
    )
    gap = verb.dep_ == "relcl" and not any(child.lower_ in RELATIVES for child in verb.lefts)  # "the men they killed"
    return "nsubj" in kinds and not kinds & {"dobj", "aux", "auxpass", "agent"} and not following and not gap


def _harms_nobody(verb: Token) -> bool:
    """Whether a verb that needs an object has neither that nor a subject: "six were killed and up to ten wounded"."""
    return not any(child.dep_ in SUBJECTS | {"dobj", "aux", "auxpass", "agent"} for child in verb.children)


def named_like_a_verb(token: Token) -> bool:
    """Whether what the parse takes for an auxiliary is a name in capitals: "IS has said"."""
    return token.text == "IS" and token.dep_ in ("aux", "auxpass")


def with_conjuncts(token: Token) -> list[Token]:
    """A noun and those joined to it by "and" or "or", in reading order."""
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token]


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The subjects of a verb, its own or the one it shares with the verb it depends on."""
    if depth > 6:
        return []
    own = [child for child in verb.children if child.dep_ in SUBJECTS or named_like_a_verb(child)]
    if own and all(child.pos_ == "NUM" and child.ent_type_ == "DATE" for child in own):
        return _subject_before(verb)
    if own:
        return [noun for child in own for noun in with_conjuncts(antecedent(child, verb))]
    head = verb.head
    if verb.dep_ in ("acl", "amod", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return with_conjuncts(head)
    if verb.dep_ == "ccomp" and any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.lefts):
        return []  # a clause of its own, whose subject the parse has lost
    if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and head.pos_ == "VERB" and not own):
        objects = [child for child in head.children if child.dep_ in ("dobj", "dative")]
        if objects and head.lemma_ in words("controlled"):
            return [noun for child in objects for noun in with_conjuncts(child)]
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        governor = head.head
        objects = [child for child in governor.children if child.dep_ == "dobj"]
        if objects and governor.lemma_ in words("controlled"):
            return [noun for child in objects for noun in with_conjuncts(child)]
        return grammatical_subjects(governor, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        above = head.head
        if above.dep_ == "dobj" and above.head.lemma_ in words("controlled"):
            return with_conjuncts(above)
        accused = above.head.head
        if above.head.dep_ == "agent" and accused.lemma_ in words("controlled"):  # "was accused by police of planning"
            return grammatical_subjects(accused, depth + 1)
        return grammatical_subjects(above.head, depth + 1) if above.head.pos_ in ("VERB", "AUX") else []
    if verb.dep_ in ("conj", "advcl") and head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(_told_before(verb) or head, depth + 1)
    return []


def _subject_before(verb: Token) -> list[Token]:
    """The subject of a verb for which the parse takes the year before it: "men who had been held since 2016 were
    released"."""
    for above in verb.ancestors:
        if above.dep_ == "relcl":
            return with_conjuncts(above.head) if above.head.dep_ in ("ROOT", "nsubj", "nsubjpass") else []
    return []


def _told_before(verb: Token) -> Token | None:
    """The verb whose clause a participle goes on with where a saying stands between: "soldiers fired, witnesses said,
    wounding six"."""
    saying = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < saying.i:
        return None
    told = [child for child in saying.lefts if child.dep_ == "ccomp"]
    if not told or any(token.is_quote for token in saying.doc[told[0].i : saying.i]):
        return None
    return told[0]


def antecedent(noun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word itself."""
    if noun.lower_ in RELATIVES:
        above: Token = verb
        while above.dep_ in ("conj", "xcomp") and above.head.i != above.i:
            above = above.head
        if above.dep_ == "relcl":
            return _person_of(above.head) if noun.lower_ == "who" else above.head
    return noun


def _person_of(noun: Token) -> Token:
    """Of whom "who" tells that the parse hangs on a body: "Olafsson, a founder of the Brigades, who was sentenced"."""
    body = noun.ent_type_ in _GROUP_ENTITIES or noun.lemma_.lower() in words("groups")
    if not body or noun.dep_ != "pobj" or noun.head.lower_ != "of" or noun.head.head.pos_ not in ("NOUN", "PROPN"):
        return noun
    whole = noun.head.head
    if whole.lemma_.lower() not in words("persons") and whole.dep_ != "appos":
        return noun
    return whole.head if whole.dep_ == "appos" else whole


def agents(verb: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    if is_passive(verb):
        return [
            noun
            for child in verb.children
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
            for grandchild in child.children
            if grandchild.dep_ == "pobj"
            for noun in with_conjuncts(grandchild)
        ]
    return grammatical_subjects(verb)


def patients(verb: Token) -> list[Token]:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    if is_passive(verb):
        counted = [noun for child in verb.children if child.dep_ == "mark" for noun in child.children]
        if counted and all(noun.dep_ == "pobj" for noun in counted):  # "and between 12 and 15 people wounded"
            return [noun for first in counted for noun in with_conjuncts(first)]
        stranded = stranded_subject(verb)
        return with_conjuncts(stranded) if stranded is not None else grammatical_subjects(verb)
    direct = [child for child in verb.children if child.dep_ == "dobj"]
    if direct:
        return [noun for child in direct for noun in with_conjuncts(antecedent(child, verb))]
    if verb.dep_ == "relcl" and any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVES for c in verb.children):
        return with_conjuncts(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":  # "killed and wounded 12 men" hangs the object on the last
        return []
    following = [child for child in verb.children if child.dep_ == "conj" and child.pos_ == "VERB"]
    if following and following[0].i - verb.i <= 3:
        return [noun for noun in patients(following[0]) if noun.i > verb.i]
    return []


def stranded_subject(verb: Token) -> Token | None:
    """The subject of a passive that the parse hangs elsewhere: "resulted in six men being killed", "in Oslo, Norway, a
    man was shot", "killed in it were six men"; None where the verb has one."""
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    helper = next((child for child in verb.children if child.dep_ == "auxpass"), None)
    if helper is None or not helper.i:
        return None
    after = next((child for child in helper.children if child.dep_ == "attr" and child.i > verb.i), None)
    if after is not None and helper.i > verb.i:
        return after
    noun = helper.nbor(-1)
    if helper.i > verb.i or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    inside = helper.lower_ == "being" and noun.dep_ in ("pobj", "dobj")
    return noun if inside or (noun.dep_ == "appos" and verb.dep_ == "ROOT") else None


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """The nouns that hang on a word by one of the prepositions, their conjuncts included."""
    return [
        noun
        for child in token.children
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions
        for grandchild in child.children
        if grandchild.dep_ == "pobj"
        for noun in with_conjuncts(grandchild)
    ]


def noun_phrase(noun: Token) -> tuple[int, int]:
    """The offsets of a noun with the words before it that belong to it, without articles and possessors."""
    left = noun.i
    for child in sorted(noun.lefts, key=lambda c: -c.i):
        if child.dep_ in _DROPPED or child.lower_ in RELATIVES or any(t.lower_ in RELATIVES for t in child.lefts):
            break
        if child.ent_type_ in ("DATE", "TIME") and noun.ent_type_ != child.ent_type_:
            break  # "On Sunday gunmen"
        if child.lower_ == "dead" and child.i and child.nbor(-1).pos_ == "VERB":
            break
        if any(token.is_space or token.is_quote for token in child.subtree):
            break
        if child.dep_ in ("relcl", "acl", "conj", "appos"):
            break
        left = child.left_edge.i
    right = noun
    while right.i + 1 < len(noun.doc) and noun.doc[right.i + 1].dep_ == "flat":
        right = noun.doc[right.i + 1]
    return noun.doc[left].idx, right.idx + len(right)


def clause_verb(token: Token) -> Token | None:
    """The verb of the nearest clause above a word, if there is one."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def subtree_without_clauses(token: Token) -> Iterator[Token]:
    """The words below a word, leaving out those of clauses with a verb of their own."""
    yield token
    for child in token.children:
        if child.dep_ not in ("relcl", "ccomp", "advcl", "parataxis", "conj"):
            yield from subtree_without_clauses(child)
