"""How real the text makes an event: happened, attempted, planned, threatened, denied or hypothetical.

The reality of a word is read upward from it: its auxiliaries and negation, then what governs it ("planned to",
"no", "foiled", "if"), until a clause that asserts. A habit ("the group raids towns") and a mere kind ("attacks are
crimes") are no events at all: None.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from purport.codebooks.incident_modes import mode_words
from purport.codebooks.incident_types import words
from purport.reading.clauses import SUBJECTS
from purport.reading.triggers import Trigger
from purport.types import Certainty, Mode, Statement

_MODES = (Mode.DENIED, Mode.THREATENED, Mode.ATTEMPTED, Mode.PLANNED, Mode.HYPOTHETICAL)
_DEPTH = 8
_PAST = frozenset({"VBD", "VBN"})
_BE = frozenset({"be", "'s", "'re", "'m"})


def mode_of(trigger: Trigger, statements: Sequence[Statement] = ()) -> Mode | None:
    """The mode of a trigger, or None where it tells of no single event.

    A statement that denies its content denies an event in it that the words alone would have happened.
    """
    token = trigger.token
    mode = _noun(token, 0) if trigger.nominal else _verb(token, 0)
    if mode is Mode.HAPPENED and any(
        s.certainty is Certainty.DENIED and any(c.start <= trigger.start < c.end for c in s.content) for s in statements
    ):
        return Mode.DENIED
    return mode


def _governed(part: str, lemma: str) -> Mode | None:
    """What a governor makes of its complement; HAPPENED where it leaves it as it is told, None if it is no governor."""
    table = mode_words()[part]
    for mode in _MODES:
        if lemma in table.get(mode.value, frozenset()):
            return mode
    return None


def _negated(verb: Token) -> bool:
    negation = mode_words()["words"]["negation"]
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in negation):
            return True
        if child.dep_ in SUBJECTS | {"agent", "dobj"} and _no(child):
            return True
    return False


def _no(noun: Token) -> bool:
    """Whether a noun phrase is empty: "no one", "nobody", "none of them", "no attack"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    return any(child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither") for child in noun.children)


def _verb(verb: Token, depth: int) -> Mode | None:
    if depth > _DEPTH:
        return None
    lists = mode_words()["words"]
    if _negated(verb):
        return Mode.DENIED
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    modals = {child.lower_ for child in helpers}
    if verb.dep_ == "amod":
        return Mode.HAPPENED if verb.tag_ in _PAST or verb.pos_ == "ADJ" else None
    if _conditional(verb):
        return Mode.HYPOTHETICAL
    if modals & lists["may"] and not (modals & {"'d"} and verb.tag_ == "VBN"):
        return Mode.HYPOTHETICAL
    if modals & lists["will"]:
        return Mode.PLANNED
    has_to = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if has_to:
        return _infinitive(verb, perfect=any(child.lemma_ == "have" for child in helpers), depth=depth)
    finite = _finite(verb, helpers)
    if finite == "past":
        return _embedded(verb, depth)
    if finite == "present" and verb.lemma_ in ("continue", "keep"):
        return Mode.HAPPENED
    if finite == "present":
        return Mode.HAPPENED if _in_headline(verb) else None
    if verb.tag_ == "VBG":
        return _gerund(verb, depth)
    if verb.tag_ == "VBN" or verb.tag_ == "VBD":
        if verb.dep_ in ("acl", "relcl", "ROOT"):
            return Mode.HAPPENED
        if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "pcomp"):
            return _above(verb, depth)
        return Mode.HAPPENED
    if verb.dep_ in ("xcomp", "ccomp", "conj", "pcomp"):
        return _above(verb, depth)
    if verb.dep_ == "ROOT" or verb.tag_ == "VB":
        subject = any(child.dep_ in SUBJECTS for child in verb.children)
        return Mode.HAPPENED if subject and _in_headline(verb) else Mode.HYPOTHETICAL
    return None


def _finite(verb: Token, helpers: list[Token]) -> str | None:
    """"past" for a clause that tells something as done or under way, "present" for a habit, None if it is not finite."""
    tags = {child.tag_ for child in helpers}
    lemmas = {child.lemma_ for child in helpers}
    if verb.tag_ == "VBD" and verb.dep_ not in ("acl", "amod"):
        return "past"
    if "VBD" in tags:
        return "past"
    if verb.tag_ == "VBN" and helpers and "have" in lemmas and tags & {"VBZ", "VBP", "VBD"}:
        return "past"
    if verb.tag_ == "VBG" and lemmas & _BE and tags & {"VBZ", "VBP", "VBD"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBN" and tags & {"VBZ", "VBP"}:
        return "past" if _dated(verb) or verb.dep_ == "relcl" else "present"
    return None


def _dated(verb: Token) -> bool:
    return any(child.ent_type_ == "DATE" or child.dep_ == "npadvmod" for child in verb.children)


def _in_headline(verb: Token) -> bool:
    """Whether a verb stands in a line that ends without a stop, or in the first line of the text: a headline's present
    tells a deed, unless it says how often."""
    habit = mode_words()["words"]["habit"]
    sentence = verb.sent
    if any(token.lower_ in habit for token in sentence):
        return False
    last = next((t for t in reversed(list(sentence)) if not t.is_space and not t.is_quote), None)
    if last is None or last.is_punct:
        return False
    return verb.i - sentence.start <= 12


def _conditional(verb: Token) -> bool:
    conditional = mode_words()["words"]["conditional"]
    if any(child.dep_ in ("mark", "advmod") and child.lower_ in conditional for child in verb.children):
        return True
    return any(child.dep_ == "prep" and child.lower_ == "if" for child in verb.children)


def _embedded(verb: Token, depth: int) -> Mode | None:
    """A finite clause: asserted, unless what it depends on denies or imagines it, or says that it is a habit."""
    lists = mode_words()["words"]
    if any(child.dep_ == "advmod" and child.lower_ in lists["habit"] for child in verb.children):
        return None
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in ("VERB", "AUX"):
        top = top.head
        if _conditional(top):
            return Mode.HYPOTHETICAL
    if top.dep_ in ("ccomp", "acl") and top.head.pos_ in ("VERB", "AUX", "NOUN"):
        governor = top.head
        lemma = governor.lemma_.lower()
        if governor.pos_ != "NOUN" and lemma in mode_words()["verbs"]["denied"]:
            return Mode.HYPOTHETICAL if _negated(governor) else Mode.DENIED
        if governor.pos_ == "NOUN" and top.dep_ == "acl" and lemma == "denial":
            return Mode.DENIED
        if lemma in ("wish", "imagine", "pretend", "demand", "doubt"):
            return Mode.HYPOTHETICAL
    return Mode.HAPPENED


def _infinitive(verb: Token, *, perfect: bool, depth: int) -> Mode | None:
    governor = verb.head
    lemma = governor.lemma_.lower()
    verbs = mode_words()["verbs"]
    if verb.dep_ == "conj":
        return _verb_of_conjunct(verb, depth)
    if perfect:
        return Mode.DENIED if lemma in verbs["denied"] or (governor.pos_ in ("VERB", "AUX") and _negated(governor) and lemma not in ("know",)) else Mode.HAPPENED
    if verb.dep_ in ("acl", "relcl") and governor.pos_ in ("NOUN", "PROPN"):
        if governor.lemma_.lower() in ("operation", "campaign", "offensive", "mission", "battle", "fight", "assault", "advance", "effort", "push", "drive"):
            return Mode.PLANNED
        return _governed("nouns", lemma) or Mode.HYPOTHETICAL
    if governor.pos_ == "ADJ" or lemma in ("about", "due", "set", "ready"):
        if lemma in ("able",):
            return _verb(governor.head, depth + 1) if governor.head.pos_ in ("AUX", "VERB") and governor.head.tag_ == "VBD" else Mode.HYPOTHETICAL
        if lemma in ("unable", "powerless"):
            return Mode.DENIED
        return Mode.PLANNED if lemma in ("about", "due", "ready", "poised", "prepared", "set", "determined") else Mode.HYPOTHETICAL
    if lemma == "be":
        return Mode.PLANNED
    if lemma == "go" and governor.tag_ == "VBG":
        return Mode.DENIED if _negated(governor) else Mode.PLANNED
    if lemma == "use":
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in governor.children) or governor.dep_ in ("acl", "relcl")
        return Mode.HAPPENED if passive and verb.dep_ in ("xcomp", "advcl") and governor.tag_ in _PAST else None
    if verb.dep_ == "advcl":
        return Mode.HYPOTHETICAL
    governed = _governed("verbs", lemma)
    if governed is not None:
        if not _negated(governor):
            return governed
        return Mode.DENIED if governed in (Mode.ATTEMPTED, Mode.PLANNED) else Mode.HYPOTHETICAL
    if lemma in verbs["factual"]:
        return _verb(governor, depth + 1)
    if lemma in verbs["reporting"]:  # "is said to attack towns" tells a habit
        return None
    return Mode.HYPOTHETICAL


def _verb_of_conjunct(verb: Token, depth: int) -> Mode | None:
    first = verb.head
    return _verb(first, depth + 1) if first.pos_ in ("VERB", "AUX") else Mode.HYPOTHETICAL


def _gerund(verb: Token, depth: int) -> Mode | None:
    head = verb.head
    if verb.dep_ == "pcomp":
        return _after_preposition(head) or _under_preposition(head, depth)
    if verb.dep_ in ("acl", "relcl"):
        return Mode.HAPPENED
    if verb.dep_ in SUBJECTS:
        return Mode.HYPOTHETICAL
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dobj", "prep"):
        return _above(verb, depth)
    return Mode.HAPPENED if verb.dep_ == "ROOT" else None


def _after_preposition(preposition: Token) -> Mode | None:
    """The mode of what follows a preposition, noun or gerund: from the preposition, then from the word it hangs on."""
    word = preposition.lower_
    head = preposition.head
    lemma = head.lemma_.lower()
    if word in ("without", "instead", "despite_no"):
        return Mode.DENIED
    if word == "of" and preposition.head.lower_ == "instead":
        return Mode.DENIED
    if word == "from" and head.pos_ in ("VERB", "AUX"):
        if lemma in ("prevent", "stop", "keep", "block", "deter", "dissuade"):
            return Mode.ATTEMPTED if lemma != "deter" else Mode.HYPOTHETICAL
        if lemma in ("refrain", "abstain", "desist", "protect", "defend", "shield"):
            return Mode.HYPOTHETICAL
    if word in ("against", "about", "on", "of") and lemma in ("warn", "caution", "threaten"):
        return Mode.THREATENED
    if word == "against" and lemma in ("protect", "defend", "guard", "secure", "protection"):
        return Mode.HYPOTHETICAL
    if head.pos_ in ("VERB", "AUX"):
        governed = _governed("verbs", lemma)
        if governed is Mode.DENIED or governed is None or lemma in mode_words()["verbs"]["reporting"]:
            return Mode.DENIED if governed is Mode.DENIED and word in ("of",) else None
        return governed if word in ("for", "on", "to", "with", "against", "of", "in") and lemma != "set" else None
    if head.pos_ in ("NOUN", "PROPN") and word in ("of", "for", "to", "on", "against", "at", "in"):
        governed = _governed("nouns", lemma)
        return governed
    if head.pos_ == "ADJ" and lemma in ("capable", "ready", "prepared", "afraid"):
        return Mode.HYPOTHETICAL
    return None


def _under_preposition(preposition: Token, depth: int) -> Mode | None:
    """The mode of a gerund after a preposition that says nothing of it: "accused of", "by", "after"."""
    head = preposition.head
    if head.pos_ not in ("VERB", "AUX") or head.lemma_.lower() in mode_words()["verbs"]["reporting"]:
        return Mode.HAPPENED
    if preposition.lower_ in ("after", "following", "since"):
        return Mode.HAPPENED
    return _verb(head, depth + 1)


def _above(verb: Token, depth: int) -> Mode | None:
    """The mode of a clause without tense of its own, from the verb that it depends on."""
    head = verb.head
    if head.pos_ not in ("VERB", "AUX"):
        return Mode.HAPPENED
    lemma = head.lemma_.lower()
    if verb.dep_ in ("xcomp", "ccomp", "dobj"):
        governed = _governed("verbs", lemma)
        if governed is not None and lemma not in mode_words()["verbs"]["factual"]:
            return Mode.HYPOTHETICAL if _negated(head) else governed
        if lemma in mode_words()["verbs"]["reporting"]:
            return Mode.HAPPENED
    if head.tag_ in ("VBZ", "VBP") and lemma in mode_words()["verbs"]["reporting"]:
        return Mode.HAPPENED
    return _verb(head, depth + 1)


def _noun(noun: Token, depth: int) -> Mode | None:
    if depth > _DEPTH:
        return None
    if _no(noun):
        return Mode.DENIED
    before = [child for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod")]
    for child in before:
        governed = _governed("modifiers", child.lemma_.lower()) or _governed("modifiers", child.lower_)
        if governed is not None:
            return governed
    if any(child.dep_ == "det" and child.lower_ in ("any", "every", "each") for child in noun.children):
        return Mode.HYPOTHETICAL
    for child in noun.rights:
        if child.dep_ in ("relcl", "acl") and child.lemma_ in words("light") and child.pos_ == "VERB":
            ahead = _verb(child, depth + 1)
            if ahead is Mode.PLANNED:
                return ahead
            if child.tag_ == "VB" and any(c.lower_ == "to" for c in child.lefts) and any(c.dep_ == "auxpass" for c in child.lefts):
                return Mode.PLANNED
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return _noun(head, depth + 1)
    if noun.dep_ == "pobj":
        if head.dep_ == "prep" or head.dep_ in ("agent", "ROOT", "advmod", "pcomp"):
            governed = _after_preposition(head)
            if governed is not None:
                return Mode.HAPPENED if _definite(noun) and head.head.lemma_.lower() in words("ends") else governed
            if head.head.pos_ == "NOUN" and head.head.lemma_.lower() in words("factive"):
                return Mode.HAPPENED if _definite(head.head) else _noun(head.head, depth + 1)
            if head.head.pos_ == "VERB" and head.head.lemma_ in words("light"):
                return _through_light(noun, head.head, depth)
    if head.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
        lemma = head.lemma_.lower()
        if noun.dep_ == "dobj" and (lemma in words("factive") or (lemma in words("ends") and _definite(noun))) and not _negated(head):
            return Mode.HAPPENED
        governed = _governed("verbs", lemma)
        if lemma == "expect" and _definite(noun) and noun.dep_ == "nsubjpass":
            return Mode.HAPPENED
        if noun.dep_ in ("dobj", "nsubjpass") and governed is not None and lemma not in mode_words()["verbs"]["factual"]:
            if governed is Mode.HYPOTHETICAL and lemma in ("order", "authorize", "discuss", "allow", "fear", "mean") and _definite(noun):
                return Mode.HAPPENED
            return governed
        if lemma in words("light") and noun.dep_ != "attr":
            return _through_light(noun, head, depth)
    return _standing(noun, depth)


def _through_light(noun: Token, verb: Token, depth: int) -> Mode | None:
    mode = _verb(verb, depth + 1)
    if mode is None and (_definite(noun) or noun.dep_ == "nsubj"):
        return Mode.HAPPENED
    return mode


def _standing(noun: Token, depth: int) -> Mode | None:
    """A noun that nothing governs: definite or told in a past clause it happened; else it is as real as its clause."""
    if _definite(noun):
        return Mode.HAPPENED
    for above in noun.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            mode = _verb(above, depth + 1)
            if mode is Mode.DENIED:
                return Mode.HAPPENED if noun.dep_ != "pobj" or _anchored(noun) else None
            if mode is None:
                return Mode.HAPPENED if _anchored(noun) and (not _one_of_many(noun) or above.lemma_ in words("factive")) else None
            if mode is not Mode.HAPPENED and _anchored(noun) and above.i < noun.i - 3:
                return Mode.HAPPENED
            return mode
    return Mode.HAPPENED


def _definite(noun: Token) -> bool:
    for child in noun.lefts:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return True
        if child.dep_ == "poss" and noun.tag_ not in ("NNS", "NNPS"):
            return True
        if (child.dep_ == "amod" and child.lower_ in ("recent", "last", "latest", "such", "previous", "earlier")):
            return True
    return False


def _one_of_many(noun: Token) -> bool:
    """Whether only an indefinite article marks a noun off: "a strike" in a definition."""
    return any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in noun.lefts) and not any(
        part.ent_type_ in ("DATE", "GPE", "LOC", "FAC") for part in noun.subtree
    )


def _anchored(noun: Token) -> bool:
    """Whether a noun phrase itself says when, where or how many, or by an article that it is one event."""
    return any(
        child.dep_ in ("nummod",)
        or (child.dep_ == "det" and child.lower_ in ("a", "an", "another", "several", "two"))
        or child.ent_type_ in ("DATE", "GPE", "CARDINAL", "ORDINAL")
        or any(grandchild.ent_type_ in ("DATE", "GPE", "LOC", "FAC") for grandchild in child.children)
        for child in noun.children
    )
