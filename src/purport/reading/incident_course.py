"""Whether a clause tells how an attack went on: its next act, so that a bomb at the gate, the storming and the hostages
are parts of one incident."""

import re
from calendar import month_name

from spacy.tokens import Token

from purport.codebooks.incident_types import incident_types, words
from purport.reading.clauses import grammatical_subjects, objects_of, patients
from purport.reading.incident_dates import days
from purport.reading.incident_mentions import Mention
from purport.reading.incident_settings import Nearness
from purport.types import Mode

ACTS = frozenset(
    {"attack", "bombing", "assassination", "airstrike", "battle", "arson", "jailbreak", "riot", "robbery", "kidnapping"}
)
"""Types of which one complex attack may be made up."""

_REACH = 2
# What is done next, or at the same time.
_NEXT = frozenset({"then", "subsequently", "simultaneously", "thereupon"})
_AFTERWARDS = frozenset({"later", "after", "afterwards", "afterward"})
_MOMENTS = frozenset({"instant", "minute", "moment", "second"})
# Whoever did what was told before.
_PRONOUNS = frozenset({"he", "she", "they"})
_DOERS = frozenset(
    {
        "assailant", "attacker", "bomber", "fighter", "gang", "gunman", "hijacker", "insurgent", "kidnapper", "man",
        "militant", "pair", "raider", "rebel", "robber", "terrorist",
    }
)  # fmt: skip
_SHARES = frozenset({"another", "one", "other", "others", "rest", "third", "two", "three", "some"})
# Fighting that goes on from what was told, as nouns and as verbs that say so of it.
_STANDOFFS = frozenset(
    {"battle", "clash", "exchange", "firefight", "gunbattle", "gunfight", "shootout", "shoot-out", "siege"}
)
_ENSUES = frozenset({"break", "continue", "ensue", "erupt", "follow", "go", "last", "rage", "start"})
_ENDING = frozenset({"crush", "end", "quell", "suppress"})
_SPOTS = frozenset({"area", "building", "compound", "complex", "place", "premises", "scene", "site"})
ANEW = frozenset({"second", "third", "another"})
"""Words by which a device is another than the one told before."""
_CONCERTED = frozenset({"concerted", "coordinated", "co-ordinated", "simultaneous", "synchronised", "synchronized"})
_APART = re.compile(
    r"\b(?:retaliat\w+|reprisals?|revenge|aveng\w+|in (?:response|return)|elsewhere|another part|"
    r"meanwhile,? (?:at|in|near|on)|separate(?:ly)?|unrelated)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?:{'|'.join(month_name[1:])})\b", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\b(?:morning|noon|afternoon|evening|dusk|night|midnight|dawn)\b", re.IGNORECASE)


def goes_on(mention: Mention, before: Mention) -> bool:
    """Whether a mention tells the next act of the attack whose act ``before`` is the last told before it."""
    token = mention.trigger.token
    if not (is_act(mention) and is_act(before)) or not _near(mention, before) or is_ended(before.trigger.token):
        return False
    if is_told_apart(token) or other_days(mention, before):
        return False
    if mention.trigger.nominal:
        return _ensues(mention, before) or _is_second(mention, before)
    return (
        _in_one_clause(token, before.trigger.token)
        or _is_next(token)
        or _by_the_same(token, mention, before)
        or _at_the_same(token, mention, before)
    )


def is_ended(noun: Token) -> bool:
    """Whether a clause tells how others put an end to an event: "troops end mutiny", "to quell a riot"."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in _ENDING


def is_part_of(mention: Mention, whole: Mention) -> bool:
    """Whether a mention tells of a part of what was announced as done in several places: "a coordinated offensive on
    three towns. In Stromness its fighters overran …"."""
    token = whole.trigger.token
    if not (whole.trigger.nominal and is_act(whole) and is_act(mention)) or mention.paragraph != whole.paragraph:
        return False
    if not 0 <= mention.sentence - whole.sentence <= _REACH or other_days(mention, whole):
        return False
    several = any(
        noun.tag_ == "NNS" and noun.lemma_.lower() in words("places") and any(c.dep_ == "nummod" for c in noun.lefts)
        for noun in objects_of(token, "on", "against", "in", "at")
    )
    return several or any(child.lemma_.lower() in _CONCERTED for child in token.lefts)


def is_told_apart(token: Token) -> bool:
    """Whether its clause sets an event apart from what was told: "elsewhere", "in retaliation", "meanwhile, in"."""
    return _APART.search(_clause(token)) is not None


def is_elsewhere(token: Token) -> bool:
    """Whether an event's sentence begins with "Elsewhere": what it tells was not where the one before was. In
    "elsewhere in the campaign" the campaign is the same."""
    first = token.sent[0]
    return first.lower_ == "elsewhere" and not (
        len(token.sent) > 1 and first.nbor().lower_ == "in" and first.nbor().is_ancestor(token)
    )


def other_days(mention: Mention, other: Mention) -> bool:
    """Whether two clauses tell different days, or name different days of the week or months where it is not told
    which."""
    if mention.when is not None and other.when is not None:
        (a_first, a_last), (b_first, b_last) = days(mention.when), days(other.when)
        return a_last < b_first or b_last < a_first
    mine, theirs = _named(mention, _MONTH), _named(other, _MONTH)
    return other_weekdays(mention, other) or (bool(mine and theirs) and not mine & theirs)


def other_weekdays(mention: Mention, other: Mention) -> bool:
    """Whether two clauses name different days of the week."""
    mine, theirs = _named(mention, _WEEKDAY), _named(other, _WEEKDAY)
    return bool(mine and theirs) and not mine & theirs


def _named(mention: Mention, names: re.Pattern[str]) -> set[str]:
    near = mention.dates if mention.dates_near <= Nearness.CLAUSE else ()
    return {name for date in near for name in names.findall(date.text.lower())}


def other_hours(mention: Mention, other: Mention) -> bool:
    """Whether two sentences begin with different parts of the day: "In the morning … In the evening"."""
    mine, theirs = (_opening_hour(m.trigger.token) for m in (mention, other))
    return mention.sentence != other.sentence and bool(mine and theirs) and mine != theirs


def _opening_hour(token: Token) -> str:
    """The part of the day with which the words before a trigger's clause say when, "" where they do not."""
    found = _PART_OF_DAY.search("".join(word.text_with_ws for word in token.sent if word.i < token.i))
    return found[0].lower() if found else ""


def is_act(mention: Mention) -> bool:
    """Whether a mention tells of an act that was done or tried, not only of what it did to whom."""
    trigger = mention.trigger
    real = mention.mode in (Mode.HAPPENED, Mode.ATTEMPTED)
    return real and trigger.type in ACTS and trigger.begins and not trigger.effect


def _near(mention: Mention, before: Mention) -> bool:
    distance = mention.sentence - before.sentence
    return 0 <= distance <= _REACH and (distance <= 1 or mention.paragraph == before.paragraph)


def _clause(token: Token) -> str:
    """The words of the clause that a verb or the verb over a noun heads."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return "".join(word.text_with_ws for word in verb.subtree)


def _in_one_clause(token: Token, last: Token) -> bool:
    """Whether two verbs share their subject: "stormed the yard and took hostages", "shelled it before storming it"."""
    if last.dep_ in ("advcl", "pcomp") and not _has_subject(last) and token in (last.head, last.head.head):
        return True
    if _has_subject(token):
        return False
    if token.dep_ == "pcomp" and token.head.lower_ in ("after", "before"):
        return token.head.head.i == last.i or any(child.i == last.i for child in token.head.children)
    return token.dep_ in ("conj", "advcl") and token.head.i == last.i


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _is_next(verb: Token) -> bool:
    """Whether an adverb says that it came next: "then", "minutes later"."""
    for child in verb.children:
        if child.lower_ in _NEXT and child.dep_ in ("advmod", "ROOT", "mark"):
            return True
    return _is_moments_later(verb)


def _is_moments_later(verb: Token) -> bool:
    return any(
        child.lower_ in _AFTERWARDS and child.i > 0 and child.nbor(-1).lemma_.lower() in _MOMENTS
        for child in verb.children
    )


def _by_the_same(verb: Token, mention: Mention, before: Mention) -> bool:
    """Whether those do it, or suffer it, who did what was told before: "they", "the gunmen", "fired at them"."""
    if mention.sentence - before.sentence > 1:
        return False
    suffering = (*patients(verb), *objects_of(verb, "at", "on", "with"))
    if mention.sentence != before.sentence and any(
        n.lower_ in ("him", "them") and _is_free(n, verb) for n in suffering
    ):
        return True
    for subject in grammatical_subjects(verb):
        if subject.sent.start != verb.sent.start:
            continue
        definite = any(child.lower_ in ("the", "these", "those", "both") for child in subject.lefts)
        if subject.lower_ in _PRONOUNS and mention.sentence != before.sentence and _is_free(subject, verb):
            return True
        if definite and subject.lemma_.lower() in _DOERS:
            return True
        if subject.lower_ in _SHARES and (definite or objects_of(subject, "of")):
            return True
    return False


def _is_free(pronoun: Token, verb: Token) -> bool:
    """Whether a pronoun stands for someone of an earlier sentence: its own names nobody before it but who acts."""
    acting = grammatical_subjects(verb)
    return not any(
        word.dep_ in ("nsubj", "nsubjpass") and word.pos_ in ("NOUN", "PROPN") and word not in acting
        for word in pronoun.sent
        if word.i < pronoun.i
    )


def _at_the_same(verb: Token, mention: Mention, before: Mention) -> bool:
    """Whether it befalls the place at which the other is told to have been: "at the gate of the barracks … retook the
    barracks", "the raid on the customs house … gunmen had attacked it"."""
    told = {
        word.lemma_.lower()
        for word in before.trigger.token.sent
        if word.pos_ in ("NOUN", "PROPN") and word.i != verb.i and word.i < verb.i
    }
    for noun in (*patients(verb), *objects_of(verb, "into")):
        lemma = noun.lemma_.lower()
        if noun.lower_ == "it" and mention.sentence == before.sentence + 1 and _is_free(noun, verb):
            return bool(before.targets or before.where)
        if any(child.lower_ in ("the", "that") for child in noun.lefts) and (
            lemma in _SPOTS or (lemma in told and not noun.ent_type_ and noun.pos_ == "NOUN" and _is_spot(noun))
        ):
            return True
    return False


def _is_spot(noun: Token) -> bool:
    return noun.lemma_.lower() in words("places") or noun.lemma_.lower() in incident_types()["attack"].objects["storm"]


def _ensues(mention: Mention, before: Mention) -> bool:
    """Whether a noun tells of fighting that came of what was told: "a gun battle followed", "after a siege of days"."""
    noun = mention.trigger.token
    if noun.lemma_.lower() not in _STANDOFFS or mention.sentence - before.sentence > 1:
        return False
    if mention.when is not None or mention.where or before.trigger.type == "battle":
        return False
    if any(child.lower_ in ("ensuing", "following", "resulting", "subsequent") for child in noun.lefts):
        return True
    first = min((child.i for child in noun.lefts), default=noun.i)
    if first > 0 and noun.doc[first - 1].lower_ in ("after", "during"):
        return True
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _ENSUES


def _is_second(mention: Mention, before: Mention) -> bool:
    """Whether a second device goes off where one did, soon or at those who came: "as firemen came, a second bomb"."""
    noun = mention.trigger.token
    if mention.trigger.type != "bombing" or before.trigger.type != "bombing" or mention.where:
        return False
    if not any(child.lower_ in ANEW for child in noun.lefts):
        return False
    verb = noun.head
    meanwhile = any(word.lower_ in ("as", "when", "while") for word in noun.sent if word.i < noun.i)
    return meanwhile or _is_moments_later(verb)
