"""Whether those a noun counts took part in a deed: attackers, protesters, or men at work in it."""

from spacy.tokens import Token

from purport.codebooks.incident_types import outcomes, words
from purport.reading.clauses import grammatical_subjects, is_passive
from purport.reading.persons import is_person
from purport.reading.triggers import Trigger

ATTACKERS = "attackers"
PROTESTERS = "protesters"
_VIOLENT = frozenset(
    {"attack", "bombing", "assassination", "airstrike", "battle", "arson", "jailbreak", "robbery", "kidnapping", "riot"}
)
# Verbs of taking part; the deed is what they act on.
_PART = frozenset({"part", "share", "role"})
_JOINING = frozenset({"join", "participate", "involve"})
_COUNTING = frozenset({"count", "see", "spot"})
_ARMED = frozenset(
    {"fighter", "gunman", "militant", "insurgent", "rebel", "guerrilla", "militiaman", "man", "commando"}
)


def role_in(noun: Token, trigger: Trigger) -> str | None:
    """What those who do a trigger's deed are: attackers, protesters; of other deeds "other:" and the noun."""
    if trigger.type in _VIOLENT:
        return ATTACKERS
    if trigger.type == "protest":
        return PROTESTERS
    return f"other:{noun.text.lower()}" if trigger.type == "arrest" else None


def part_in(top: Token, noun: Token, by_word: dict[int, Trigger]) -> tuple[Trigger, str] | None:
    """The deed that those counted are told to have had part in: "seven fighters took part in the operation", "was the
    work of some 15 men", "20 men launched a raid"; None where they are told of none."""
    verb = top.head
    if not is_person(noun) or (verb.pos_ not in ("VERB", "AUX") and top.dep_ != "pobj"):
        return None
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_.lower() in ("work", "deed", "act"):
        verb = top.head.head.head
        return _with_role(noun, grammatical_subjects(verb), by_word) if verb.lemma_ == "be" else None
    subject = top.dep_ == "nsubj" or (top.dep_ == "nsubjpass" and verb.lemma_ == "involve")
    if not subject or (is_passive(verb) and verb.lemma_ != "involve"):
        return None
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ in _JOINING or any(child.lemma_.lower() in _PART for child in objects):
        within = [verb, *objects]
        objects += [n for word in within for p in word.children if p.dep_ == "prep" for n in p.children]
    elif verb.lemma_ not in words("light"):
        return None
    return _with_role(noun, objects, by_word)


def _with_role(noun: Token, deeds: list[Token], by_word: dict[int, Trigger]) -> tuple[Trigger, str] | None:
    for deed in deeds:
        trigger = by_word.get(deed.i)
        role = role_in(noun, trigger) if trigger is not None else None
        if trigger is not None and role is not None:
            return trigger, role
    return None


def seen_by_others(top: Token, noun: Token) -> bool:
    """Whether a sentence only tells how many of those who came someone counted: "the guide counted six men"; or how
    many the attackers were: "the raiders numbered about 50"."""
    verb = top.head
    if verb.pos_ != "VERB":
        return False
    if top.dep_ == "dobj" and verb.lemma_ == "number":
        doers = [subject.lemma_.lower() for subject in grammatical_subjects(verb)]
        return any(doer in _ARMED - {"man"} | outcomes()[ATTACKERS].nouns for doer in doers)
    return (
        top.dep_ == "dobj"
        and verb.lemma_ in _COUNTING
        and not is_passive(verb)
        and noun.lemma_.lower() in _ARMED | outcomes()[ATTACKERS].nouns
    )
