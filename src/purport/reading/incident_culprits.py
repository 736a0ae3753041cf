"""Who is behind a deed where the words that tell of it name nobody: planners, the convicted, captors who let go."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.reading.clauses import agents, is_passive, objects_of, patients
from purport.reading.triggers import Trigger

# Who plans a deed, or is held to have had a hand in it, has done it as far as the text says.
_PLANNED = frozenset(
    {"commission", "direct", "instigate", "mastermind", "orchestrate", "order", "organise", "organize", "plan"}
    | {"plot", "prepare"}
)
_TRIED = frozenset({"accuse", "charge", "convict", "imprison", "indict", "jail", "sentence", "suspect", "try"})
# "its best known action was the bombing", "on the orders of".
_DEEDS = frozenset({"achievement", "act", "action", "attack", "deed", "feat", "operation", "raid", "strike"})
_BIDDING = frozenset({"behest", "command", "instruction", "order", "request"})
_HAND = frozenset({"hand", "involvement", "part", "participation", "role"})
_WON = frozenset({"gain", "obtain", "secure", "win"})
_HELD = frozenset({"abduct", "capture", "detain", "hold", "imprison", "jail", "kidnap", "keep", "seize", "take"})


def culprits(trigger: Trigger) -> list[Token]:
    """Who is said to be behind a deed: "plotted the bombing", "was jailed for the killing", "his role in the raid"."""
    noun, verb = trigger.token, trigger.token.head
    if noun.dep_ == "dobj" and (
        verb.lemma_ in _PLANNED or (trigger.type == "prisoner_release" and verb.lemma_ in _WON)
    ):
        return agents(verb)
    if noun.dep_ == "attr" and verb.lemma_ == "be":
        return [owner for deed in verb.lefts if deed.lemma_ in _DEEDS for owner in deed.lefts if owner.dep_ == "poss"]
    if noun.dep_ != "pobj" or verb.lower_ not in ("for", "of", "in", "over", "with"):
        return []
    verb = verb.head
    if verb.lemma_.lower() in _HAND and verb.pos_ == "NOUN":
        owner = [child for child in verb.lefts if child.dep_ == "poss"]
        if owner:
            return owner
        if verb.dep_ == "dobj" and verb.head.lemma_ in ("have", "play", "take"):
            return agents(verb.head)
        verb = verb.head.head if verb.dep_ == "pobj" else verb
    if verb.pos_ == "NOUN" and verb.head.lemma_ == "serve":  # "is serving a sentence for"
        verb = verb.head
    if verb.lemma_ == "serve" and verb.pos_ == "VERB":
        return agents(verb)
    return patients(verb) if verb.lemma_ in _TRIED and verb.pos_ == "VERB" else []


def commanded_by(verb: Token) -> list[Token]:
    """Who had a deed done: "were shot on the orders of the council"."""
    return [
        who
        for word in objects_of(verb, "on", "at", "under")
        if word.lemma_ in _BIDDING
        for who in objects_of(word, "of", "from")
    ]


def captors(held: Token) -> Iterator[Token]:
    """Who held those who go free, where a clause about them says so: "hostages held by the Front were released"."""
    for clause in held.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_ in _HELD and is_passive(clause):
            yield from agents(clause)
