"""What a count counts whose sentence has no trigger, so that it takes up an incident told before: tolls, bodies, the
missing, and who puts a number at so many."""

from spacy.tokens import Token

from purport.codebooks.incident_types import outcomes, words
from purport.reading.attacking import ATTACKERS, PROTESTERS, seen_by_others
from purport.reading.clauses import grammatical_subjects, is_passive, patients
from purport.reading.counted_events import (
    befalls,
    outcome_of,
    top_of,
    verbs_over,
)
from purport.reading.fate_phrases import fate_in_phrase, state_before

_MARCHERS = frozenset({"demonstrator", "marcher", "protester"})
# What a count counts that only takes up one told before: "put the number at 318".
UNSAID = "other:count"
_TELLING = frozenset(
    {
        "acknowledge", "admit", "announce", "claim", "concede", "confirm", "count", "document", "list", "record",
        "register", "report", "speak", "talk", "verify",
    }
)  # fmt: skip
_STANDS = frozenset({"climb", "increase", "remain", "rise", "stand"})


def setting_at(noun: Token) -> Token | None:
    """The verb that sets a count at a figure: "put the toll at nine", "estimated the number of dead at 40"."""
    top = top_of(noun)
    if top.dep_ != "pobj" or top.head.lower_ != "at":
        return None
    for above in top.head.ancestors:
        if above.pos_ == "VERB":
            return above if above.lemma_.lower() in ("estimate", "give", "place", "put", "set") else None
    return None


def telling(noun: Token) -> Token | None:
    """The verb by whose subject a count is told, where it has no content of its own: "put the toll at nine", "spoke of
    three dead", "admitted the loss of six men", "counted six raiders"."""
    verb = setting_at(noun)
    if verb is not None:
        return verb
    for above in noun.ancestors:
        if above.pos_ != "VERB" or above.dep_ == "relcl" or above.i > noun.i:
            if above.pos_ in ("VERB", "AUX"):
                return None
            continue
        return above if above.lemma_.lower() in _TELLING and not is_passive(above) else None
    return None


def of_before(noun: Token) -> tuple[None, str] | None:
    """What a figure counts whose sentence has no trigger, so that it takes up an incident told before."""
    verb = setting_at(noun)
    if verb is not None:
        counts = [
            part
            for part in patients(verb)
            if part.lemma_.lower()
            in ("toll", "number", "figure", "total", "count", "dead", "loss", "missing", "wounded", "sum", "ransom")
        ]
        for count in counts:
            hanging = {below.lemma_.lower() for below in count.subtree}
            if count.lemma_.lower() in ("toll", "dead", "loss") and not hanging & outcomes()["injured"].nouns:
                return None, "killed"
            named = (entry.name for entry in outcomes().values() if hanging & (entry.nouns | entry.verbs))
            if "missing" in hanging:
                return None, "missing"
            return None, next(named, UNSAID)
        return None
    top = top_of(noun)
    if _is_toll(top):
        return None, "killed"
    phrase = fate_in_phrase(top, noun)
    if phrase is not None:
        return None, phrase
    if seen_by_others(top, noun):
        return None, ATTACKERS
    for candidate in verbs_over(top):
        if _brought_in(noun, candidate):
            return None, "killed"
        if candidate.lemma_ == "be" and noun.lemma_.lower() in words("captives") and _is_missing(candidate):
            return None, "escaped"
        what = outcome_of(candidate)
        if what is not None and (befalls(top, candidate) or any(part.i == top.i for part in patients(candidate))):
            return None, what
        if (
            candidate.lemma_ == "lose"
            and top.dep_ == "dobj"
            and noun.lemma_.lower() in words("persons") | words("groups")
        ):
            return None, "killed"
    if noun.lemma_.lower() in ("death", "fatality"):
        return None, "killed"
    if noun.lemma_.lower() in _MARCHERS:
        return None, PROTESTERS
    state = state_before(noun)
    return (None, state) if state is not None else None


def _is_toll(count: Token) -> bool:
    """Whether a number is where a toll stands: "the toll stood at ten", "the death toll rose to 12"."""
    if count.dep_ != "pobj" or count.head.lower_ not in ("at", "to") or count.head.head.pos_ not in ("VERB", "AUX"):
        return False
    verb = count.head.head
    return verb.lemma_.lower() in _STANDS and any(
        subject.lemma_.lower() == "toll"
        and not {word.lemma_.lower() for word in subject.subtree} & {"injury", "injured"}
        for subject in grammatical_subjects(verb)
    )


def _brought_in(noun: Token, verb: Token) -> bool:
    """Whether the dead are counted by their bodies: "eleven bodies had been brought in"."""
    return (
        noun.lemma_.lower() in ("body", "corpse")
        and verb.lemma_.lower()
        in ("bring", "count", "discover", "find", "pull", "receive", "recover", "retrieve", "see")
        and any(part.i == noun.i for part in patients(verb))
    )


def _is_missing(verb: Token) -> bool:
    return any(child.dep_ in ("acomp", "attr") and child.lower_ in ("missing", "gone") for child in verb.children)
