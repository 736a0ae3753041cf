"""How real a clause makes what its verb tells, read upward from its auxiliaries to the clause that asserts it."""

from spacy.tokens import Token

from purport.codebooks.incident_modes import mode_words
from purport.codebooks.incident_types import words
from purport.reading.clauses import SUBJECTS, is_passive
from purport.reading.negation import MAX_DEPTH, is_negated, is_none
from purport.types import Mode

_MODES = (Mode.DENIED, Mode.THREATENED, Mode.ATTEMPTED, Mode.PLANNED, Mode.HYPOTHETICAL)
_SCHEMES = (Mode.PLANNED, Mode.ATTEMPTED)
# One word that takes a verb in the plural.
_MANY = frozenset({"crew", "family", "group", "number", "party", "people", "police", "staff", "team"})
_PAST = frozenset({"VBD", "VBN"})
_BE = frozenset({"be", "'s", "'re", "'m"})


def governed(part: str, lemma: str) -> Mode | None:
    """What a governor makes of its complement by one of the codebook's tables; None if it says nothing of it."""
    table = mode_words()[part]
    for mode in _MODES:
        if lemma in table.get(mode.value, frozenset()):
            return mode
    return None


def clause_mode(verb: Token, depth: int = 0) -> Mode | None:
    """The mode of what a verb tells, or None for a habit. ``depth`` counts the governors already climbed."""
    if depth > MAX_DEPTH:
        return None
    lists = mode_words()["words"]
    if is_negated(verb):
        return Mode.HYPOTHETICAL if _conditional(verb) else Mode.DENIED  # "if the prisoners are not freed"
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    modals = {child.lower_ for child in helpers}
    if verb.dep_ == "amod":
        return Mode.HAPPENED if verb.tag_ in _PAST or verb.pos_ == "ADJ" else None
    if _conditional(verb):
        return Mode.HYPOTHETICAL
    if modals & (lists["will"] | {"would"}) and _is_vowed(verb):
        return Mode.THREATENED
    if modals & lists["may"] and not (modals & {"'d"} and verb.tag_ == "VBN"):
        return Mode.HYPOTHETICAL
    if modals & lists["will"]:
        return Mode.HYPOTHETICAL if _on_condition(verb) else Mode.PLANNED
    if any(child.i == verb.i - 1 and child.lower_ in lists["almost"] for child in verb.lefts):
        return Mode.ATTEMPTED
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
    """What a finite clause tells: "past", a deed or what is under way; "present", a habit. None if it is not finite."""
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
    base = verb.tag_ == "VBP" or (verb.tag_ == "VB" and verb.dep_ == "ROOT" and not helpers)
    if base and verb.lower_ == verb.lemma_.lower() and (verb.lower_.endswith("took") or _one_does(verb)):
        return "past"  # "the army retook": an irregular past that the tagger does not know
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBN" and tags & {"VBZ", "VBP"}:
        return "past" if _dated(verb) or verb.dep_ == "relcl" else "present"
    return None


def _one_does(verb: Token) -> bool:
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    names = {"NN", "NNP"} if verb.tag_ == "VB" else {"NN"}  # "the Front attack the town", said of the many
    return bool(subjects) and all(
        s.tag_ in names and not list(s.conjuncts) and s.lemma_.lower() not in _MANY for s in subjects
    )


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


def _is_vowed(verb: Token) -> bool:
    """Whether a clause is what someone threatens or vows to do: "swore that they would", "warned that it would"."""
    governor = verb.head
    if (
        verb.dep_ != "ccomp"
        or governed("verbs", governor.lemma_.lower()) is not Mode.THREATENED
        or is_negated(governor)
    ):
        return False
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    return governor.lemma_ != "warn" or any(noun.pos_ == "PRON" for noun in subjects)


def _on_condition(verb: Token) -> bool:
    """Whether a clause beneath a verb says on what condition: "if the army enters, it will kill them"."""
    return any(child.dep_ == "advcl" and _conditional(child) for child in verb.children)


def _unconfirmed(telling: Token) -> bool:
    """Whether someone will not or cannot vouch for what a word tells: "refused to confirm reports that"."""
    verb = telling.head if telling.pos_ == "NOUN" else telling
    lists = mode_words()["words"]
    if verb.lemma_.lower() not in lists["vouches"]:
        return False
    over = verb.head
    shies = verb.dep_ == "xcomp" and over.lemma_.lower() in lists["shies"] and not is_negated(over)
    return shies or is_negated(verb)


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
            return Mode.HYPOTHETICAL if is_negated(governor) else Mode.DENIED
        if governor.pos_ == "NOUN" and top.dep_ == "acl" and lemma == "denial":
            return Mode.DENIED
        if lemma == "doubt" and governor.pos_ == "VERB" and is_negated(governor):
            return Mode.HAPPENED
        if lemma in lists["wish"] or _unconfirmed(governor):
            return Mode.HYPOTHETICAL
    return Mode.HAPPENED


def _infinitive(verb: Token, *, perfect: bool, depth: int) -> Mode | None:
    governor = verb.head
    lemma = governor.lemma_.lower()
    verbs = mode_words()["verbs"]
    if verb.dep_ == "conj":
        return _verb_of_conjunct(verb, depth)
    if perfect:
        denied = lemma in verbs["denied"] or (governor.pos_ in ("VERB", "AUX") and is_negated(governor))
        return Mode.DENIED if denied else Mode.HAPPENED
    if verb.dep_ in ("acl", "relcl") and governor.pos_ in ("NOUN", "PROPN"):
        if lemma in words("aims"):
            return Mode.PLANNED
        return _schemed(governor) or Mode.HYPOTHETICAL
    if governor.pos_ == "ADJ" or lemma in mode_words()["adjectives"]["planned"]:
        if lemma == "able" and governor.head.tag_ == "VBD":
            return clause_mode(governor.head, depth + 1)
        return governed("adjectives", lemma) or Mode.HYPOTHETICAL
    if lemma == "be":
        return Mode.PLANNED
    if lemma == "go" and governor.tag_ == "VBG":
        return Mode.DENIED if is_negated(governor) else Mode.PLANNED
    if lemma == "use":
        done = is_passive(governor) and verb.dep_ in ("xcomp", "advcl") and governor.tag_ in _PAST
        return Mode.HAPPENED if done else None
    if lemma == "undertake":
        return Mode.DENIED if is_negated(governor) else Mode.PLANNED
    if verb.dep_ == "advcl" and lemma not in verbs["threatened"]:
        scheme = scheme_of(verb)
        return (_schemed(scheme) if scheme is not None else None) or Mode.HYPOTHETICAL
    over = governed("verbs", lemma)
    if over is not None:
        if not is_negated(governor):
            return over
        return Mode.DENIED if over in (Mode.ATTEMPTED, Mode.PLANNED) else Mode.HYPOTHETICAL
    if lemma in verbs["factual"]:
        return clause_mode(governor, depth + 1)
    if lemma in verbs["reporting"]:  # "is said to attack towns" tells a habit
        return None
    return Mode.HYPOTHETICAL


def scheme_of(verb: Token) -> Token | None:
    """The plan or attempt of which an infinitive tells what it is for: "foiled a plot by the Front to kill him"."""
    head = verb.head
    nouns = [head] if verb.dep_ in ("acl", "relcl") else []
    if verb.dep_ == "advcl" and verb.tag_ == "VB":
        nouns = [child for child in head.rights if child.dep_ == "dobj" and child.i < verb.i]
    return next((noun for noun in nouns if governed("nouns", noun.lemma_.lower()) in _SCHEMES), None)


def puts_off(verb: Token) -> bool:
    """Whether a verb says that its object was to be and will not be, or not yet: "called off the raid"."""
    cancels, lemma = mode_words()["words"]["cancels"], verb.lemma_.lower()
    return lemma in cancels or any(f"{lemma} {child.lower_}" in cancels for child in verb.rights)


def _schemed(noun: Token) -> Mode | None:
    """What a noun makes of what it is for ("a plan to", "an attempt to"); None if nothing. One that was foiled was an
    attempt, and no plan is a plan denied."""
    over = governed("nouns", noun.lemma_.lower())
    if over not in _SCHEMES:
        return over
    foiled = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in mode_words()["verbs"]["attempted"]
    before = {child.lemma_.lower() for child in noun.lefts} | {child.lower_ for child in noun.lefts}
    if foiled or before & mode_words()["modifiers"]["attempted"]:
        return Mode.ATTEMPTED
    if is_none(noun) or (noun.dep_ in ("dobj", "attr") and is_negated(noun.head)):
        return Mode.DENIED
    return over


def _verb_of_conjunct(verb: Token, depth: int) -> Mode | None:
    first = verb.head
    return clause_mode(first, depth + 1) if first.pos_ in ("VERB", "AUX") else Mode.HYPOTHETICAL


def _gerund(verb: Token, depth: int) -> Mode | None:
    head = verb.head
    if verb.dep_ == "pcomp":
        return mode_after(head) or _under_preposition(head, depth)
    if verb.dep_ in ("acl", "relcl"):
        return Mode.HAPPENED
    if verb.dep_ in SUBJECTS:
        return Mode.HYPOTHETICAL
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dobj", "prep"):
        return _above(verb, depth)
    return Mode.HAPPENED if verb.dep_ == "ROOT" else None


def mode_after(preposition: Token) -> Mode | None:
    """The mode of what follows a preposition, noun or gerund: from the preposition, then from the word it hangs on."""
    word = preposition.lower_
    head = preposition.head
    lemma = head.lemma_.lower()
    if word in ("without", "instead") or (word in ("of", "than", "from") and _in_place_of(preposition)):
        return Mode.DENIED
    if word in ("from", "against") and (mode := governed(word, lemma)) is not None:
        return mode
    if word == "as" and governed("verbs", lemma) is Mode.HYPOTHETICAL:
        return Mode.HYPOTHETICAL  # "meant as an exercise"
    if word == "with" and head.dep_ == "dobj" and governed("verbs", head.head.lemma_.lower()) is Mode.THREATENED:
        return Mode.THREATENED  # "threatened the islanders with bombings"
    if word in ("about", "on", "of") and lemma in mode_words()["against"]["threatened"]:
        return Mode.THREATENED
    if head.pos_ in ("VERB", "AUX"):
        over = governed("verbs", lemma)
        if over in (Mode.DENIED, None) or lemma in mode_words()["verbs"]["reporting"]:
            return over if over is Mode.DENIED and word == "of" else None
        if lemma == "set" and word != "for":
            return None
        return over if word in ("for", "on", "to", "with", "against", "of", "in") else None
    if head.pos_ in ("NOUN", "PROPN") and word in ("of", "for", "to", "on", "against", "at", "in"):
        return governed("nouns", lemma)
    if head.pos_ == "ADJ":
        return governed("adjectives", lemma)
    return None


def _in_place_of(preposition: Token) -> bool:
    """Whether something else was done: "instead of", "rather than", "stopped short of", "far from killing them"."""
    near = {preposition.head.lower_, *(child.lower_ for child in preposition.lefts)}
    if preposition.lower_ == "from":
        return "far" in near and any(child.dep_ == "pcomp" for child in preposition.rights)
    return bool(near & ({"instead", "short"} if preposition.lower_ == "of" else {"rather"}))


def _under_preposition(preposition: Token, depth: int) -> Mode | None:
    """The mode of a gerund after a preposition that says nothing of it: "accused of", "by", "after"."""
    head = preposition.head
    if head.pos_ not in ("VERB", "AUX") or head.lemma_.lower() in mode_words()["verbs"]["reporting"]:
        return Mode.HAPPENED
    if preposition.lower_ in ("after", "following", "since"):
        return Mode.HAPPENED
    return clause_mode(head, depth + 1)


def _above(verb: Token, depth: int) -> Mode | None:
    """The mode of a clause without tense of its own, from the verb that it depends on."""
    head = verb.head
    if head.pos_ not in ("VERB", "AUX"):
        return Mode.HAPPENED
    lemma = head.lemma_.lower()
    if verb.dep_ in ("xcomp", "ccomp", "dobj"):
        over = governed("verbs", lemma)
        if over is not None and lemma not in mode_words()["verbs"]["factual"]:
            return Mode.HYPOTHETICAL if is_negated(head) else over
        if lemma in mode_words()["verbs"]["reporting"]:
            return Mode.HAPPENED
    if head.tag_ in ("VBZ", "VBP") and lemma in mode_words()["verbs"]["reporting"]:
        return Mode.HAPPENED
    return clause_mode(head, depth + 1)
