"""How real the text makes an event: happened, attempted, planned, threatened, denied or hypothetical.

The reality of a word is read upward from it: its auxiliaries and negation, then what governs it ("planned to",
"no", "foiled", "if"), until a clause that asserts. A habit ("the group raids towns") and a mere kind ("attacks are
crimes") are no events at all: None.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from purport.codebooks.incident_modes import mode_words
from purport.codebooks.incident_types import words
from purport.reading.clause_modes import clause_mode, governed, mode_after, puts_off
from purport.reading.incident_semblances import only_seems
from purport.reading.negation import MAX_DEPTH, is_negated, is_none, is_rejected
from purport.reading.triggers import Trigger
from purport.types import Certainty, Kind, Mode, Statement

# What can be threatened; who vows anything else promises it.
_FEARED = frozenset(
    {
        *("attack", "battle", "bombing", "airstrike", "assassination", "kidnapping", "arrest", "sanction", "trial"),
        *("arson", "robbery", "riot", "other"),
    }
)

# "has mounted raids in recent years".
_LONG = frozenset({"century", "decade", "month", "year"})
_ASKING = frozenset({"be", "do", "have", "can", "could", "may", "might", "shall", "should", "will", "would"})


def mode_of(trigger: Trigger, statements: Sequence[Statement] = ()) -> Mode | None:
    """The mode of a trigger, or None where it tells of no single event.

    A statement that denies its content denies an event in it that the words alone would have happened.
    """
    token = trigger.token
    if only_seems(token) or _is_verdict(trigger, statements):
        return None
    mode = _noun(token, 0) if trigger.nominal else clause_mode(token, 0)
    if mode is Mode.PLANNED and trigger.type in ("agreement", "ceasefire") and _settled(token):
        mode = Mode.HAPPENED
    if mode in (Mode.PLANNED, Mode.HYPOTHETICAL) and _is_threat(trigger, statements):
        mode = Mode.THREATENED
    if mode is Mode.THREATENED and trigger.type not in _FEARED:
        return Mode.PLANNED  # "vowed to free them"
    if mode is Mode.HAPPENED and trigger.nominal:
        if _over_years(token):
            return None
        if trigger.type in _FEARED | {"jailbreak"} and _miscarried(token):
            return Mode.ATTEMPTED
    if mode is not Mode.HAPPENED:
        return mode
    if is_rejected(token):
        return Mode.DENIED
    if _taken_for_granted(token):
        return mode
    if any(
        s.certainty is Certainty.DENIED and any(c.start <= trigger.start < c.end for c in s.content) for s in statements
    ):
        return Mode.DENIED
    return Mode.HYPOTHETICAL if _asked(token) else mode


def _is_verdict(trigger: Trigger, statements: Sequence[Statement]) -> bool:
    """Whether a verb is the very word that accuses: "attacked the budget"."""
    return not trigger.nominal and any(
        s.kind in (Kind.ACCUSATION, Kind.OPINION)
        and s.cue is not None
        and s.cue.text == trigger.token.text
        and s.cue.start == trigger.start
        for s in statements
    )


def _is_threat(trigger: Trigger, statements: Sequence[Statement]) -> bool:
    """Whether a verb is what those who threaten say that they will do: "'we shall kill every informer,' it said"."""
    token = trigger.token
    ahead = any(child.lower_ in mode_words()["words"]["will"] | {"would"} for child in token.lefts)
    own = any(noun.pos_ == "PRON" and noun.dep_ == "nsubj" for noun in token.lefts)
    return (ahead and own and not trigger.nominal) and any(
        s.kind is Kind.THREAT and any(c.start <= trigger.start < c.end for c in s.content) for s in statements
    )


def _over_years(noun: Token) -> bool:
    """Whether someone is said to have done such things ever since, without a count: "has carried out a string of
    attacks since 2019"."""
    if noun.tag_ not in ("NNS", "NNPS") or _definite(noun):
        return False
    at = noun
    while at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lemma_.lower() in words("collectives"):
        at = at.head.head
    verb = at.head
    if at.dep_ != "dobj" or any(child.dep_ == "nummod" or child.lower_ == "several" for child in at.lefts):
        return False
    perfect = verb.tag_ == "VBN" and any(child.lower_ in ("has", "have") for child in verb.lefts)
    return perfect and any(
        prep.lower_ == "since" or any(n.dep_ == "pobj" and n.lemma_ in _LONG for n in prep.children)
        for prep in (*verb.rights, *at.rights, *noun.rights)
        if prep.dep_ == "prep" and prep.lower_ in ("since", "for", "over", "in")
    )


def _miscarried(noun: Token) -> bool:
    """Whether an event is said to have failed: "the raid miscarried"."""
    verb = noun.head
    return (
        noun.dep_ == "nsubj"
        and verb.lemma_.lower() in mode_words()["words"]["fails"]
        and not any(child.dep_ in ("xcomp", "dobj") for child in verb.children)
        and not is_negated(verb)
    )


def _taken_for_granted(token: Token) -> bool:
    """Whether a denial or a question leaves an event standing: it tells of someone ("paid the men who attacked"), or
    is that in which a hand is denied ("denied involvement in the bombing")."""
    lists = mode_words()["words"]
    at = token
    while at.head.i != at.i:
        if at.dep_ == "relcl" and at.head.lemma_.lower() not in lists["tellings"]:
            return True
        if at.dep_ == "advcl" and any(
            child.lower_ in ("after", "before", "since", "when", "because") for child in at.lefts
        ):
            return True
        in_it = {at.head.lower_, at.head.head.lemma_.lower()} & lists["hand"]
        if at.i == token.i and at.dep_ == "pobj" and in_it and _definite(token):
            return True
        at = at.head
    return False


def _asked(token: Token) -> bool:
    """Whether a question to be answered by yes or no asks for it: "did they attack?"."""
    said = [word for word in token.sent if not (word.is_space or word.is_quote or word.dep_ == "cc")]
    if not said or said[-1].text != "?" or said[0].lemma_.lower() not in _ASKING:
        return False
    return token.pos_ == "VERB" or token.head.i == said[0].i or not (_definite(token) or _anchored(token))


def _settled(noun: Token) -> bool:
    """Whether terms are what was agreed: "agreed a truce", "agreed on a ceasefire"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb.lemma_ == "agree" and verb.pos_ == "VERB" and clause_mode(verb) is Mode.HAPPENED


def _noun(noun: Token, depth: int) -> Mode | None:
    if depth > MAX_DEPTH:
        return None
    if is_none(noun):
        return Mode.DENIED
    before = [child for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod")]
    for child in before:
        said = governed("modifiers", child.lemma_.lower()) or governed("modifiers", child.lower_)
        if said is not None:
            return said
    if any(child.dep_ == "det" and child.lower_ in ("any", "every", "each") for child in noun.children):
        return Mode.HYPOTHETICAL
    if noun.lemma_.lower() in mode_words()["nouns"]["attempted"]:
        return Mode.ATTEMPTED  # "an attempt on the life of the archbishop"
    if noun.lemma_.lower() in words("bombs") and noun.dep_ == "nsubj" and noun.head.pos_ == "VERB":
        return _of_bomb(noun.head, depth)
    for child in noun.rights:
        if child.dep_ in ("relcl", "acl") and child.lemma_ in words("light") and child.pos_ == "VERB":
            ahead = clause_mode(child, depth + 1)
            if ahead is Mode.PLANNED:
                return ahead
            if (
                child.tag_ == "VB"
                and any(c.lower_ == "to" for c in child.lefts)
                and any(c.dep_ == "auxpass" for c in child.lefts)
            ):
                return Mode.PLANNED
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN"):
        return _noun(head, depth + 1)
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "agent", "ROOT", "advmod", "pcomp"):
        over = mode_after(head)
        if over is not None:
            return Mode.HAPPENED if _definite(noun) and head.head.lemma_.lower() in words("ends") else over
        if head.head.pos_ == "NOUN" and head.head.lemma_.lower() in words("factive"):
            return Mode.HAPPENED if _definite(head.head) else _noun(head.head, depth + 1)
        if head.head.pos_ == "VERB" and head.head.lemma_ in words("light"):
            return _through_light(noun, head.head, depth)
    if head.lemma_ == "be" and head.pos_ == "AUX":
        if noun.dep_ == "nsubj" and any(child.lower_ in mode_words()["words"]["will"] for child in head.lefts):
            return Mode.PLANNED
        if noun.dep_ == "nsubj" and any(
            child.dep_ == "acomp" and governed("adjectives", child.lemma_.lower()) is Mode.PLANNED
            for child in head.children
        ):
            return Mode.DENIED if is_negated(head) else Mode.PLANNED  # "the offensive is due to begin"
        if noun.dep_ == "nsubj" and head.tag_ in ("VBZ", "VBP") and _is_to(head):
            return Mode.DENIED if is_negated(head) else Mode.PLANNED  # "the trial is to open"
        if noun.dep_ == "attr" and head.tag_ in ("VBZ", "VBP") and not _definite(noun):
            return None  # "a raid is one attack": a definition
    if head.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
        mode = _as_argument(noun, head)
        if mode is not None:
            return mode
        if head.lemma_.lower() in words("light") and noun.dep_ != "attr":
            return _through_light(noun, head, depth)
    return _standing(noun, depth)


def _is_to(verb: Token) -> bool:
    """Whether a form of "be" says what is to come: "is to open in May"."""
    return any(
        child.dep_ == "xcomp" and child.tag_ == "VB" and any(left.lower_ == "to" for left in child.lefts)
        for child in verb.rights
    )


def _of_bomb(verb: Token, depth: int) -> Mode | None:
    """What is told of a bomb by what it does: one that did not go off was meant to."""
    silent = verb.lemma_ == "fail" and any(child.dep_ == "xcomp" for child in verb.children)
    mode = Mode.DENIED if silent else clause_mode(verb, depth + 1)
    if mode is not Mode.DENIED:
        return mode
    return Mode.ATTEMPTED if silent or verb.lemma_.lower() in words("goes_off") else Mode.HAPPENED


def _as_argument(noun: Token, verb: Token) -> Mode | None:
    """What a verb says of the event that is its object or passive subject; None if it says nothing."""
    lemma = verb.lemma_.lower()
    known = lemma in words("factive") or (lemma in words("ends") and _definite(noun))
    if noun.dep_ == "dobj" and known and (not is_negated(verb) or (lemma == "survive" and _definite(noun))):
        return Mode.HAPPENED
    if noun.dep_ not in ("dobj", "nsubjpass") or lemma in mode_words()["verbs"]["factual"]:
        return None
    if puts_off(verb):
        lasting = _definite(noun) and noun.lemma_.lower() in mode_words()["words"]["lasting"]
        return Mode.HAPPENED if lasting or is_negated(verb) else Mode.PLANNED
    ahead = next((c for c in verb.rights if c.dep_ == "xcomp" and c.lemma_.lower() in words("light")), None)
    if noun.dep_ == "nsubjpass" and ahead is not None:
        return clause_mode(ahead)  # "the raid is expected to begin"
    over = governed("verbs", lemma)
    if over is Mode.HYPOTHETICAL and _definite(noun) and lemma in mode_words()["words"]["about"]:
        return Mode.HAPPENED
    return over


def _through_light(noun: Token, verb: Token, depth: int) -> Mode | None:
    mode = clause_mode(verb, depth + 1)
    if mode is None and (_definite(noun) or noun.dep_ == "nsubj"):
        return Mode.HAPPENED
    occurs = verb.lemma_.lower() in mode_words()["words"]["occurs"]
    if mode is Mode.DENIED and noun.dep_ == "nsubj" and _definite(noun) and not occurs:
        return Mode.HAPPENED  # "the attack did not reach the harbour"
    return mode


def _standing(noun: Token, depth: int) -> Mode | None:
    """A noun that nothing governs: definite or told in a past clause it happened; else it is as real as its clause."""
    if _definite(noun):
        return Mode.HAPPENED
    for above in noun.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            mode = clause_mode(above, depth + 1)
            if mode is Mode.DENIED:
                return Mode.HAPPENED if noun.dep_ != "pobj" or _anchored(noun) else None
            if mode is None:
                return (
                    Mode.HAPPENED
                    if _anchored(noun) and (not _one_of_many(noun) or above.lemma_ in words("factive"))
                    else None
                )
            if mode is not Mode.HAPPENED and _anchored(noun) and not _indefinite(noun) and above.i < noun.i - 3:
                return Mode.HAPPENED
            return mode
    return Mode.HAPPENED


def _definite(noun: Token) -> bool:
    for child in noun.lefts:
        if child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those"):
            return True
        if child.dep_ == "poss" and noun.tag_ not in ("NNS", "NNPS"):
            return True
        if child.dep_ == "amod" and child.lower_ in ("recent", "last", "latest", "such", "previous", "earlier"):
            return True
    return False


def _indefinite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in noun.lefts)


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
