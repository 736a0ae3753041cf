"""Money for which people are set free: a ransom paid, or demanded."""

from collections.abc import Iterable

from spacy.tokens import Token

from purport.reading.counted import lexicon, words_of
from purport.reading.triggers import Trigger
from purport.types import Figure

PAID = "ransom"
DEMANDED = "ransom demanded"
_HOLDING = frozenset({"kidnapping", "prisoner_release"})
_DEMANDS = frozenset({"ask", "call", "demand", "request", "require", "seek", "want"})
_BARTER = frozenset({"exchange", "return"})
# How far above or below a sum the word is looked for.
_STEPS = 3


def is_money(figure: Figure) -> bool:
    """Whether a figure counts money."""
    unit = (figure.unit or "").lower()
    return bool(unit) and (unit.upper() in _codes() or unit.split()[-1] in words_of("currency"))


def ransom(sum_of: Token, triggers: Iterable[Trigger]) -> tuple[Trigger | None, str] | None:
    """The trigger in whose sentence a sum of money is told as a ransom, None for one told before, and whether it is
    paid or only demanded; None where the sum is no ransom."""
    if not _is_ransom(sum_of):
        return None
    here = [t for t in triggers if t.type in _HOLDING and t.token.sent.start == sum_of.sent.start]
    near = min(here, key=lambda t: (not t.begins, abs(t.token.i - sum_of.i)), default=None)
    verbs = [above for above in sum_of.ancestors if above.pos_ == "VERB"]
    asked = bool(verbs) and verbs[0].lemma_.lower() in _DEMANDS
    return near, DEMANDED if asked else PAID


def _is_ransom(sum_of: Token) -> bool:
    if _is_asked(sum_of) or _is_paid_for(sum_of):
        return True
    above = [sum_of, *list(sum_of.ancestors)[:_STEPS]]
    if any(word.lemma_.lower() == "ransom" for word in above):
        return True
    if any(
        child.dep_ == "prep" and any(c.lemma_.lower() == "ransom" for c in child.children) for child in sum_of.rights
    ):
        return True  # "2 million in ransom"
    paid = sum_of.head if sum_of.dep_ == "dobj" else sum_of
    if any(child.lower_ in ("as", "in") and any(c.lemma_ == "ransom" for c in child.children) for child in paid.rights):
        return True  # of which the parse hangs "in ransom" on the verb
    return any(  # "was freed in exchange for 4 million euros"
        word.lower_ == "for" and word.head.lemma_.lower() in _BARTER and word.head.dep_ == "pobj" for word in above
    )


def _is_asked(sum_of: Token) -> bool:
    """Whether a sum is demanded, and for nothing that the clause names: "asked for 5 million kroner"."""
    at = sum_of.head if sum_of.dep_ == "pobj" and sum_of.head.lower_ == "for" else sum_of
    verb = at.head
    if verb.lemma_.lower() not in _DEMANDS or (at is sum_of and at.dep_ != "dobj"):
        return False
    after = [child for word in (sum_of, at, verb) for child in word.rights if child.i > sum_of.i]
    named = [noun for child in after if child.lower_ in ("for", "in", "from") for noun in child.children]
    return all(noun.lemma_.lower() in _BARTER | {"freedom", "release"} for noun in named)


def _is_paid_for(sum_of: Token) -> bool:
    """Whether a sum is paid for persons: "6 million euros had been paid for them"."""
    verb = sum_of.head
    if verb.lemma_.lower() != "pay":
        return False
    bought = [noun for child in verb.children if child.lower_ == "for" for noun in child.children]
    return any(
        noun.lower_ in ("them", "him", "her") or noun.lemma_.lower() in ("release", "freedom") for noun in bought
    )


def _codes() -> frozenset[str]:
    return frozenset({*lexicon()["currencies"].values(), *(code.upper() for code in words_of("codes"))})
