"""Which event a counted noun belongs to, and what befell those counted: by the verbs over it, else by the noun."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.incident_types import incident_types, outcomes, words
from purport.reading.attacking import part_in, role_in
from purport.reading.clauses import RELATIVES, grammatical_subjects, is_passive, patients, stranded_subject
from purport.reading.fate_phrases import fate_in_phrase, is_reduced, state_before
from purport.reading.persons import is_person
from purport.reading.triggers import Trigger

# What the object of an event of a type suffers, where the words do not say.
_SUFFERED = {"prisoner_release": "freed", "kidnapping": "captured", "arrest": "arrested", "assassination": "killed"}
# Verbs of which the subject tells its own fate.
_SUFFERING = frozenset({"die", "drown", "escape", "flee", "perish", "surrender"})
_SWAPPING = frozenset({"exchange", "swap", "trade"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "appos", "ROOT", "attr", "ccomp"})


def befalls(noun: Token, verb: Token) -> bool:
    """Whether the subject of an active verb suffers what it tells: who dies, escapes, is at large, gives up."""
    subject = noun.dep_ in ("nsubj", "nsubjpass") or noun.head.i != verb.i
    if _stands_between(noun, verb):
        return True
    if not subject:
        return False
    if is_reduced(noun, verb):
        return True
    if verb.lemma_ in _SUFFERING:
        return True
    # "with ten people killed"
    if verb.tag_ == "VBN" and verb.head.lower_ == "with" and not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts):
        return True
    says_little = ("lose", "leave", "be", "remain", "break", "walk")
    return verb.lemma_ in says_little and outcome_of(verb) in ("killed", "escaped")


def _stands_between(noun: Token, verb: Token) -> bool:
    """Whether a noun is the subject of a participle that the parse takes for a clause opened by the preposition of
    its count: "and between 12 and 15 people wounded"."""
    return noun.dep_ == "pobj" and noun.head.dep_ == "mark" and noun.head.head.i == verb.i and noun.i < verb.i


def top_of(noun: Token) -> Token:
    """The noun whose place in the clause a counted noun shares: the first of a list, the count of a whole."""
    at = noun
    for _ in range(8):
        if at.dep_ in ("conj", "appos") and at.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            at = at.head
        elif (
            at.dep_ == "pobj"
            and at.head.lower_ == "of"
            and (at.head.head.lemma_.lower() in words("collectives") | words("groups") or at.head.head.pos_ == "NUM")
        ):
            at = at.head.head
        elif (lead := accompanied(at)) is not None:
            at = lead
        else:
            break
    return at


def accompanied(noun: Token) -> Token | None:
    """Whom a noun shares its fate with: "detained the leader along with three aides"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or not noun.head.i:
        return None
    preposition = noun.head
    if preposition.nbor(-1).lower_ not in ("along", "together"):
        return _shares(noun, preposition.head)
    for above in preposition.ancestors:
        if above.pos_ in ("NOUN", "PROPN", "PRON") and above.i < preposition.i:
            return above
        if above.pos_ == "VERB":
            return next((lead for lead in patients(above) if lead.i < preposition.i), None)
    return None


def _shares(noun: Token, verb: Token) -> Token | None:
    """Whom a noun shares a fate with that nobody is told to have dealt: "died with two of his bodyguards"."""
    if verb.pos_ != "VERB" or not is_person(noun) or outcome_of(verb) is None:
        return None
    if not is_passive(verb) and verb.lemma_ not in _SUFFERING:
        return None
    return next((lead for lead in grammatical_subjects(verb) if lead.i < noun.i and is_person(lead)), None)


def event_of(noun: Token, by_word: dict[int, Trigger]) -> tuple[Trigger, str] | None:
    """The trigger, of those by the token of their word, that a counted noun belongs to, and what is counted; None where
    the sentence has none."""
    lemma = noun.lemma_.lower()
    if noun.i in by_word and by_word[noun.i].nominal:
        return by_word[noun.i], counted_as(lemma) or f"other:{noun.text.lower()}"
    top = top_of(noun)
    verb = top.head
    # What the noun itself says ("12 dead", "three hostages") comes after what the verb does to it.
    by_noun = counted_as(lemma)
    nearest = _nearest_trigger(noun, by_word)
    if nearest is not None and _is_exchanged(noun, nearest):
        return nearest, "freed"
    phrase = fate_in_phrase(top, noun)
    if phrase is not None and nearest is not None:
        return _over(noun, by_word) or nearest, phrase
    for candidate in (*(_own_clauses(noun) if noun.i != top.i else ()), *verbs_over(top)):
        trigger = by_word.get(candidate.i)
        if (
            any(part.i == top.i for part in patients(candidate))
            or (candidate.dep_ in ("acl", "relcl") and candidate.head.i in (top.i, noun.i) and _suffers(candidate))
            or befalls(top, candidate)
        ):
            what = outcome_of(candidate)
            if what == "displaced" and candidate.lemma_ == "flee" and fate_in_phrase(noun, noun) == "escaped":
                what = "escaped"
            if what is None and trigger is not None:
                what = _SUFFERED.get(trigger.type) or f"other:{noun.text.lower()} {_participle(candidate)}".strip()
            event = trigger or nearest
            if what is not None and event is not None:
                return event, what
        elif trigger is not None and (top in _agents(candidate)) and is_person(noun):
            role = role_in(noun, trigger)
            return (trigger, role) if role is not None else None
    if top.dep_ == "pobj":
        above = top.head.head
        if above.i in by_word:
            trigger = by_word[above.i]
            if top.head.lower_ == "of":
                return trigger, outcome_of(above) or _SUFFERED.get(trigger.type) or counted_as(
                    above.lemma_.lower()
                ) or f"other:{noun.text.lower()}"
            role = role_in(noun, trigger) if top.head.lower_ == "by" and is_person(noun) else None
            if role is not None:
                return trigger, role
            if top.head.lower_ in ("for",) and trigger.type == "prisoner_release":
                return trigger, "freed"
        if (
            above.pos_ == "VERB"
            and top.head.lower_ == "by"
            and is_passive(above)
            and nearest is not None
            and is_person(noun)
            and (role := role_in(noun, nearest)) is not None
        ):
            return nearest, role
        if above.pos_ == "VERB" and (above.i in by_word) and by_word[above.i].type in ("agreement", "prisoner_release"):
            return by_word[above.i], "freed"
    deed = part_in(top, noun, by_word)
    if deed is not None:
        return deed
    if by_noun is not None and nearest is not None:
        return nearest, by_noun
    if verb.i in by_word and top.dep_ in ("dobj", "nsubjpass"):
        return by_word[verb.i], f"other:{noun.text.lower()}"
    if nearest is not None and by_noun is None and (state := state_before(noun)) is not None:
        return nearest, state
    if nearest is not None and _on_board(noun):
        return nearest, "captured"
    brought = _brought_about(top, by_word)
    if brought is not None:
        return brought, f"other:{noun.text.lower()}"
    if (
        nearest is not None
        and verb.pos_ == "VERB"
        and top.dep_ in ("dobj", "nsubj", "nsubjpass")
        and verb.i != nearest.token.i
    ):
        told = [part for part in verb.children if part.i in by_word]
        if told and top.dep_ == "dobj":
            return by_word[told[0].i], f"other:{noun.text.lower()}"
        if verb.lemma_ in ("deliver", "drop", "fire", "land", "leave", "disable", "fly", "suppress", "damage"):
            return nearest, f"other:{noun.text.lower()} {_participle(verb)}".strip()
    return None


def _is_exchanged(noun: Token, swap: Trigger) -> bool:
    """Whether a noun is a side of an exchange that the clause only announces: "exchanged prisoners: 40 fighters for six
    soldiers"."""
    if swap.token.lemma_ not in _SWAPPING or not is_person(noun) or noun.i < swap.token.i:
        return False
    listed = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun
    colon = any(word.text == ":" for word in noun.doc[swap.token.i : listed.i])
    return colon and listed.dep_ == "appos" and listed.sent.start == swap.token.sent.start


def _on_board(noun: Token) -> bool:
    """Whether those counted are aboard what is seized: "seized the ferry with 143 passengers on board"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or not is_person(noun):
        return False
    aboard = {word.lower_ for word in noun.subtree} & {"aboard", "board"}
    verbs = [word.lemma_.lower() for word in noun.ancestors if word.pos_ == "VERB"]
    return bool(aboard) and bool(verbs) and verbs[0] in ("capture", "commandeer", "hijack", "seize", "take")


def _brought_about(noun: Token, by_word: dict[int, Trigger]) -> Trigger | None:
    """The trigger of a clause of which a participle tells the outcome for those counted: "rockets fired by the group
    landed beside a mast, cutting electricity to 9,000 homes"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or (noun.dep_ != "dobj" and verb is noun.head):
        return None
    clause = verb.head
    inside = [clause, clause.head, *(w for s in grammatical_subjects(clause) for w in (s, *s.children))]
    return next((by_word[word.i] for word in inside if word.i in by_word), None)


def _over(noun: Token, by_word: dict[int, Trigger]) -> Trigger | None:
    """The trigger in whose clause a noun stands: the nearest above it."""
    return next((by_word[above.i] for above in noun.ancestors if above.i in by_word), None)


def _agents(verb: Token) -> list[Token]:
    return [] if is_passive(verb) else grammatical_subjects(verb)


def _suffers(verb: Token) -> bool:
    """Whether a clause on a noun says what was done to it ("12 people killed in", "who were killed")."""
    return (
        is_passive(verb)
        or verb.tag_ == "VBN"
        or any(c.dep_ == "nsubjpass" and c.lower_ in RELATIVES for c in verb.children)
    )


def verbs_over(noun: Token) -> Iterator[Token]:
    """The verbs that may say what befell a noun: of its own clauses, the one it depends on, and those joined to it."""
    yield from _own_clauses(noun)
    at = noun.head
    if noun.dep_ == "attr" and at.dep_ == "auxpass":  # "killed in it were six men"
        yield at.head
    helper = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if helper.dep_ == "auxpass" and stranded_subject(helper.head) is not None:
        yield helper.head
    if noun.dep_ in _ARGUMENTS and at.pos_ in ("VERB", "AUX"):
        yield at
        yield from (c for c in at.children if c.dep_ in ("conj", "xcomp", "advcl") and c.pos_ == "VERB")
        yield from (c for c in at.children if is_reduced(noun, c))
        if at.dep_ == "conj":
            yield at.head
    if _stands_between(noun, at.head):
        yield at.head
    if noun.pos_ == "NUM" and noun.i + 1 < len(noun.doc) and noun.nbor().tag_ in ("VBN", "VBD"):
        yield noun.nbor()


def _own_clauses(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB" and not _of_some(child):
            yield child


def _of_some(clause: Token) -> bool:
    """Whether a clause tells of some of those counted only: "16 people, three of whom died"."""
    return any(
        child.dep_ in ("nsubj", "nsubjpass") and any(inner.lower_ == "of" for inner in child.children)
        for child in clause.children
    )


def outcome_of(verb: Token) -> str | None:
    """What a verb does to its object, by the codebook ("killed", "freed"), its companions taken in ("shot dead")."""
    lemma = verb.lemma_.lower()
    hanging = {child.lemma_.lower() for child in verb.children}
    if verb.i + 1 < len(verb.doc):
        hanging.add(verb.nbor().lower_)  # "shot dead three men", where the parse gives "dead" to the men
    hanging |= {inner.lemma_.lower() for child in verb.children if child.dep_ == "prep" for inner in child.children}
    joined = [
        entry.name
        for entry in outcomes().values()
        if lemma in entry.verbs or any(v == lemma and w in hanging for v, w in entry.phrases)
    ]
    name = joined[0] if joined else None
    other = next(
        (c for c in verb.children if c.dep_ == "conj" and c.lemma_.lower() in outcomes()["injured"].verbs), None
    )
    if (
        name == "killed"
        and other is not None
        and not any(c.dep_ in ("nsubjpass", "dobj") and c.i > verb.i for c in other.children if c.dep_ == "nsubjpass")
    ):
        own = [c for c in other.children if c.dep_ in ("nsubj", "nsubjpass", "mark")]
        if not own and not any(c.dep_ == "dobj" for c in verb.children):
            return "other:killed and injured"
    return name


def fate_of_noun(event: Token, kind: str) -> str | None:
    """What an event noun of a type tells of those in its "of": "the arrest of", "the death of", "the capture of"."""
    lemma = event.lemma_.lower()
    if lemma in ("death", "killing", "murder", "assassination", "execution", "slaying"):
        return "killed"
    if lemma in ("capture", "recapture"):
        return "captured"
    return _SUFFERED.get(kind) if lemma in incident_types()[kind].nouns else None


def counted_as(lemma: str) -> str | None:
    """What a noun counts by itself, by the codebook: "casualty", "hostage"."""
    for entry in outcomes().values():
        if lemma in entry.nouns:
            return "other:casualties" if entry.name == "casualties" else entry.name
    return None


def _participle(verb: Token) -> str:
    return verb.lower_ if verb.tag_ in ("VBN", "VBD") else ""


def _nearest_trigger(noun: Token, by_word: dict[int, Trigger]) -> Trigger | None:
    sentence = noun.sent
    near = [trigger for i, trigger in by_word.items() if sentence.start <= i < sentence.end]
    return min(near, key=lambda trigger: abs(trigger.token.i - noun.i), default=None)
