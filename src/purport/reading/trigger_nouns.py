"""Nouns that tell of an incident: those of the codebook, in a context that its rules ask for."""

from spacy.tokens import Token

from purport.codebooks.incident_types import incident_types, words
from purport.reading.clauses import objects_of
from purport.reading.persons import counted, is_person
from purport.reading.trigger_words import Trigger, lemma_of

# What tells of an event apart from those told before.
_ANEW = frozenset({"fresh", "renewed", "similar"})
_HELD = frozenset({"abducted", "captured", "detained", "imprisoned", "jailed", "kidnapped"})
_STARTS = frozenset({"begin", "launch", "mount", "open", "start", "stage"})
_BACKGROUND = frozenset({"part", "support", "preparation", "framework", "context"})


def nominal_trigger(token: Token) -> Trigger | None:
    """What a noun tells of, or None."""
    if (
        token.dep_ in ("compound", "nmod", "npadvmod")
        and token.head.pos_ in ("NOUN", "PROPN")
        and token.i < token.head.i
    ):
        return None
    lemma, whole = token.lemma_.lower(), lemma_of(token)
    if token.lower_ == "fighting":  # the noun, whatever the tag
        lemma = whole = "fighting"
    if any(other.lemma_.lower() in words("aircraft") for other in token.conjuncts) or _is_of_its_verb(token, lemma):
        return None
    if lemma == "operation":
        named = _operation_name(token)
        if named is not None:
            return Trigger(token=token, type="battle", start=token.idx, end=named, begins=not _in_background(token))
    if lemma in ("fight", "campaign", "struggle", "battle") and _against_no_one(token):
        return None
    before = {child.lemma_.lower() for child in token.lefts if child.dep_ in ("compound", "amod", "nmod", "poss")}
    before |= {lemma_of(child) for child in token.lefts if child.dep_ in ("compound", "amod", "nmod")}
    before |= {g.lemma_.lower() for child in token.lefts if child.dep_ in ("compound", "amod") for g in child.lefts}
    kind = None
    for name, entry in incident_types().items():
        if before & entry.modifiers.get(lemma, frozenset()):
            kind = name
    if kind is None:
        for name, entry in incident_types().items():
            if whole in entry.nouns or (lemma in entry.nouns and whole != f"cease-{lemma}"):
                kind = name
    if kind is None and lemma in words("aims") and _aim(token):
        kind = "battle"
    if (
        kind is None
        and lemma in words("aims")
        and (
            (token.dep_ == "dobj" and token.head.lemma_ in _STARTS)
            or any(child.dep_ == "relcl" and child.lemma_ in _STARTS for child in token.rights)
        )
    ):
        kind = "battle"
    if lemma == "talk" and token.dep_ == "ROOT" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "about":
        kind = None  # a headline's verb: "newsletter talks about prisons"
    if kind is None and lemma in words("handovers") and _of_captives(token):
        kind = "prisoner_release"
    if kind is None and lemma in words("bombs") and (_goes_off(token) or _is_defused(token)):
        kind = "bombing"
    if kind is None and lemma == "attempt" and any(noun.lemma_ == "life" for noun in objects_of(token, "on")):
        kind = "assassination"
    if kind is not None:
        if token.ent_type_ in ("PERSON", "WORK_OF_ART", "DATE"):
            return None
        begins = not _in_background(token) and not (lemma in words("sounds") and _only_heard(token))
        return Trigger(token=token, type=kind, start=token.idx, end=token.idx + len(token), begins=begins)
    if lemma == "attempt" and _takes_up(token):
        return Trigger(token=token, type="attack", start=token.idx, end=token.idx + len(token), begins=False)
    if _ends_a_name(token) or (lemma == "fall" and _of_somebody(token)):
        return None
    for name, entry in incident_types().items():
        if lemma in entry.joins:
            carried = token.dep_ in ("dobj", "nsubj", "nsubjpass") and token.head.lemma_ in (
                "carry",
                "commit",
                "perpetrate",
            )
            if carried and any(word.lemma_.lower() in ("prison", "jail") for word in token.subtree):
                name = "riot"
            return Trigger(
                token=token,
                type=name,
                start=token.idx,
                end=token.idx + len(token),
                begins=carried
                or bool(before & _ANEW)
                or (lemma == "campaign" and any(map(is_person, objects_of(token, "against")))),
                effect=lemma in ("death", "dead", "wound"),
            )
    return None


def _is_of_its_verb(noun: Token, lemma: str) -> bool:
    """Whether a noun is part of what its verb says: "opened fire", "traded fire", "threw petrol bombs"."""
    verb = noun.head.lemma_.lower()
    if noun.dep_ != "dobj" or lemma not in words("bombs") | {"fire"}:
        return False
    return any((verb, lemma) in entry.phrases for entry in incident_types().values()) or any(
        lemma in entry.objects.get(verb, ()) for entry in incident_types().values()
    )


def _takes_up(noun: Token) -> bool:
    """Whether a general noun takes up what was just told: "died in that attempt"."""
    return any(child.lower_ in ("this", "that") for child in noun.lefts) and not any(
        child.dep_ in ("acl", "relcl", "prep") for child in noun.rights
    )


def _of_somebody(noun: Token) -> bool:
    """Whether a fall is somebody's, not a place's: "her fall", "the fall of the minister"."""
    return any(child.dep_ == "poss" and child.lower_ in ("her", "his") for child in noun.lefts) or any(
        map(is_person, objects_of(noun, "of"))
    )


def _ends_a_name(token: Token) -> bool:
    """Whether a general noun is only the last word of a name: "the Minch Resistance", or all that is left of one."""
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.i > token.sent.start


def _against_no_one(token: Token) -> bool:
    """Whether what a fight is against is neither someone nor somewhere: "the fight against fuel smuggling"."""
    against = objects_of(token, "against")
    return bool(against) and not any(
        noun.pos_ in ("PROPN", "PRON") or noun.ent_type_ or is_person(noun) or noun.lemma_.lower() in words("places")
        for noun in against
    )


def _of_captives(token: Token) -> bool:
    """Whether those exchanged or let go are prisoners: "an exchange of prisoners"."""
    return any(
        noun.lemma_.lower() in words("captives")
        or (token.lemma_ == "release" and any(left.lower_ in _HELD for left in noun.lefts))
        for noun in map(counted, objects_of(token, "of"))
    )


def _goes_off(token: Token) -> bool:
    """Whether a bomb is told to do what bombs do: "a bomb tore through a bus", "a parcel bomb injured him"."""
    if any(child.dep_ == "relcl" and child.lemma_.lower() in words("bursts") for child in token.rights):
        return True
    head = token.head
    if token.dep_ != "nsubj" or head.pos_ != "VERB":
        return False
    done = [head, *(child for child in head.children if child.dep_ == "xcomp" and head.lemma_ == "fail")]
    return any(verb.lemma_.lower() in words("bursts") for verb in done)


def _is_defused(token: Token) -> bool:
    """Whether a bomb is told to be found in time: "sappers disarmed a bomb"."""
    return token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in words("defuses")


def _only_heard(token: Token) -> bool:
    """Whether a sound is no more than heard or described: "residents heard two explosions"."""
    if any(child.lower_ in ("the", "this", "that", "these", "those") for child in token.lefts):
        return False
    at = token
    while at.dep_ == "conj" or (at.dep_ == "pobj" and at.head.lower_ == "of"):
        at = at.head if at.dep_ == "conj" else at.head.head
    return at.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj") and (
        at.head.lemma_.lower() in words("heard") or at.head.head.lemma_.lower() == "sound"
    )


def _aim(token: Token) -> bool:
    """Whether an infinitive says that a campaign is for taking, freeing or cutting off a place."""
    battle = incident_types()["battle"]
    return any(
        child.dep_ in ("acl", "relcl", "xcomp")
        and child.tag_ == "VB"
        and (child.lemma_ in battle.objects or child.lemma_ in battle.verbs)
        for child in token.children
    )


def _operation_name(token: Token) -> int | None:
    """Where the name after "Operation" ends, if one follows."""
    end = None
    for following in token.doc[token.i + 1 : token.i + 5]:
        if following.is_quote or following.text == ":":
            if end is not None:
                break
            continue
        if not following.text[:1].isupper() or (token.text[0].islower() and not token.nbor().is_quote):
            break
        end = following.idx + len(following)
    return end


def _in_background(token: Token) -> bool:
    """Whether a noun is only what something else is part of or in support of."""
    head = token.head
    return token.dep_ == "pobj" and head.lower_ in ("of", "for") and head.head.lemma_.lower() in _BACKGROUND
