"""Verbs that tell of an incident: those of the codebook, with whom and what its rules ask for."""

from collections.abc import Sequence

from spacy.tokens import Token

from purport.codebooks.incident_types import incident_types, words
from purport.reading.clauses import agents, grammatical_subjects, objects_of, patients
from purport.reading.persons import counted, is_person, is_somebody
from purport.reading.trigger_words import Trigger, lemma_of

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_DURATIONS = frozenset({"century", "day", "decade", "generation", "month", "week", "year"})
_WARS = frozenset({"conflict", "feud", "insurgency", "war"})
_OFFICERS = frozenset(
    {"army", "commando", "customs", "guard", "marine", "navy", "officer", "police", "soldier", "troop"}
)
_OUSTS = frozenset({"depose", "oust", "overthrow", "topple"})
_HURLS = frozenset({"hurl", "lob", "throw"})
_ARMED = frozenset({"bandit", "captor", "gang", "gunman", "kidnapper", "militant", "pirate", "rebel"})


def verbal_trigger(token: Token, place_at: set[int]) -> Trigger | None:
    """What a verb or a participle tells of, or None. ``place_at`` holds the offsets at which places stand."""
    lemma = token.lemma_.lower() if token.pos_ == "ADJ" else lemma_of(token)
    if token.pos_ == "ADJ":
        if not lemma.endswith("ed"):
            return None
        lemma = lemma[:-1] if any(lemma[:-1] in entry.verbs for entry in incident_types().values()) else lemma[:-2]
    if token.dep_ in ("aux", "auxpass") or (lemma == "engage" and objects_of(token, "in")) or _is_whole_war(token):
        return None
    kind, end = None, token.idx + len(token)
    hanging = {
        child.lemma_.lower(): child
        for child in token.children
        if child.dep_ in ("prt", "prep", "advmod", "dobj", "acomp", "oprd", "pobj", "advcl", "xcomp", "agent", "ccomp")
    }
    if lemma == "set":  # "set the shed in the yard on fire": the parse hangs it on what stands nearest
        hanging |= {
            t.lower_: t
            for t in token.sent
            if t.i > token.i
            and (t.lower_ in ("ablaze", "alight") or (t.lower_ == "fire" and t.nbor(-1).lower_ == "on"))
        }
    objects = patients(token)
    for name, entry in incident_types().items():
        for verb, word in entry.phrases:
            if verb != lemma or word not in hanging or _of_an_event(token):
                continue
            if name == "prisoner_release" and objects and not any(map(is_somebody, objects)):
                continue
            kind = name
            child = hanging[word]
            apart = child.dep_ == "prep" and any(noun.i < child.i for noun in objects)  # "stormed a prison in"
            if token.i < child.i <= token.i + 3 and not apart:
                end = child.idx + len(child)
    if kind is None:
        kind = _by_parties(token, lemma, objects)
    if kind is None:
        for name, entry in incident_types().items():
            wanted = entry.objects.get(lemma)
            if wanted and any(_fits(noun, wanted, place_at) for noun in objects) and not any(map(_is_event, objects)):
                if lemma == "clear" and _is_tidied(token):
                    continue
                if name == "prisoner_release" and not any(map(is_somebody, objects)):
                    continue
                kind = "attack" if name == "airstrike" and not _from_the_air(token) else name
                break
    if kind is None:
        kind = next((name for name, entry in incident_types().items() if lemma in entry.verbs), None)
    if lemma in _OUSTS and token.dep_ == "relcl":
        return None  # what a war or revolt was known for
    if lemma == "recapture" and objects and all(map(is_person, objects)):
        kind = None if all(map(_bare_number, objects)) else "arrest"  # those who had escaped, not a town
    if kind is None and lemma == "free" and any(noun.ent_type_ == "PERSON" for noun in objects):
        kind = "prisoner_release"
    if kind is None and lemma == "meet" and _is_meeting(token):
        kind = "negotiation"
    if lemma == "burn" and kind == "attack" and any(child.dep_ == "advmod" for child in token.children):
        return Trigger(token=token, type=kind, start=token.idx, end=end, begins=False, effect=True)  # "badly burned"
    effect = (
        lemma in words("effects") and not (lemma in _HURLS and _are_arms(objects)) and not _hits_a_mine(lemma, objects)
    )
    if effect and _is_toll_of_a_war(token):
        return None
    if kind is None and lemma == "lose" and any(noun.lemma_.lower() == "life" for noun in patients(token)):
        effect = True
    if kind in ("arrest", None) and (kind or lemma == "surrender") and _beside_a_loss(token):
        return Trigger(token=token, type="attack", start=token.idx, end=end, begins=False, effect=True)
    if kind is None and lemma in _HURLS and not any(map(is_person, objects)):
        return None
    if kind is None and lemma == "free" and objects and all(noun.pos_ == "PROPN" for noun in objects):
        return None
    if kind is None and effect:
        return Trigger(token=token, type="attack", start=token.idx, end=end, begins=False, effect=True)
    if kind is None:
        if lemma in ("die", "perish") and not _is_toll_of_a_war(token):
            return Trigger(token=token, type="attack", start=token.idx, end=end, begins=False, effect=True)
        return None
    begins = token.dep_ != "amod"
    if not begins and kind in ("arrest", "other", "trial"):
        return None  # "imprisoned members": a lot, not an event
    return Trigger(token=token, type=kind, start=token.idx, end=end, begins=begins, effect=effect)


def _are_arms(thrown: Sequence[Token]) -> bool:
    return any(noun.lemma_.lower() in words("weapons") | {"stone"} for noun in thrown)


def _hits_a_mine(lemma: str, objects: Sequence[Token]) -> bool:
    return lemma in ("hit", "strike") and any(noun.lemma_.lower() in ("ied", "mine") for noun in objects)


def _is_toll_of_a_war(verb: Token) -> bool:
    """Whether a verb counts the dead of a whole war: "a war in which 3,000 died", "the conflict has killed 2,000"."""
    over = [verb.head] if verb.dep_ == "relcl" else [*grammatical_subjects(verb), *objects_of(verb, "in", "during")]
    return any(noun.lemma_.lower() in _WARS for noun in over)


def _is_tidied(verb: Token) -> bool:
    """Whether a place is cleared of things, not of fighters: "cleared of mines"."""
    freed_of = objects_of(verb, "of")
    return bool(freed_of) and not any(noun.pos_ == "PROPN" or is_person(noun) for noun in freed_of)


def _is_whole_war(verb: Token) -> bool:
    """Whether a verb sums up what has gone on for years: "which has fought the government since 2011"."""
    return verb.lemma_.lower() in ("battle", "fight", "wage") and (
        any(child.dep_ == "aux" and child.lower_ in ("has", "have", "had", "been") for child in verb.children)
        and any(_is_duration(child) for child in verb.children)
    )


def _is_duration(preposition: Token) -> bool:
    """Whether a preposition says for how long or since when: "since 2011", "for years", but not "for the harbour"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("since", "for"):
        return False
    return preposition.lower_ == "since" or any(
        child.dep_ == "pobj" and (child.ent_type_ in ("DATE", "TIME") or child.lemma_.lower() in _DURATIONS)
        for child in preposition.children
    )


def _by_parties(verb: Token, lemma: str, objects: Sequence[Token]) -> str | None:
    """The type of a verb that only its parties give away: prisoners who escape, someone taken from a house, men
    who are tried."""
    subjects = [noun.lemma_.lower() for noun in grammatical_subjects(verb)]
    if lemma == "fight" and "side" in subjects and not (objects or objects_of(verb, "about", "for", "over")):
        return "battle"
    if lemma in ("escape", "flee") and any(noun in words("captives") for noun in subjects):
        return "jailbreak"
    if lemma in ("bomb", "hit", "pound", "strike", "target") and objects and _fly(subjects):
        return "airstrike"
    if lemma in ("take", "drag", "seize", "snatch") and any(map(is_somebody, objects)):
        whence = objects_of(verb, "from")
        if any(noun.lemma_.lower() in words("homes") for noun in whence):
            return "kidnapping"
    if lemma in ("capture", "seize") and any(map(is_somebody, objects)) and _by_gunmen(verb):
        return "kidnapping"
    if lemma == "seize" and objects and all(map(is_person, objects)):
        return "arrest" if any(noun in _OFFICERS for noun in subjects) else "kidnapping"
    if lemma == "catch" and _is_taken(verb, objects):
        return "arrest"
    if lemma in ("hit", "strike", "trigger") and any(noun.lemma_.lower() in ("ied", "mine") for noun in objects):
        return "bombing"
    if _is_demonstration(verb, lemma):
        return "protest"
    if lemma in ("add", "place", "put") and any(
        noun.lemma_.lower() in ("blacklist", "list") for noun in objects_of(verb, "on", "to")
    ):
        return "sanction" if any(map(_is_party, objects)) else None
    if lemma == "find" and objects and any(token.lower_ == "guilty" for token in verb.subtree):
        return "trial"
    if lemma == "jail" and (
        any(noun in ("court", "judge", "tribunal", "jury") for noun in subjects) or objects_of(verb, "for")
    ):
        return "trial"
    if lemma == "fight" and any(n.lemma_.lower() in words("places") | {"control"} for n in objects_of(verb, "for")):
        return "battle"
    if lemma == "try" and any(map(is_somebody, objects)) and not any(c.dep_ == "xcomp" for c in verb.children):
        return "trial"
    return None


def _by_gunmen(verb: Token) -> bool:
    """Whether men without an office do it: "seized by armed men", "a gang captured"."""
    return any(
        noun.lemma_.lower() in _ARMED
        or (noun.lemma_.lower() == "man" and any(c.lower_ in ("armed", "masked", "hooded") for c in noun.lefts))
        for noun in agents(verb)
    )


def _is_taken(verb: Token, caught: Sequence[Token]) -> bool:
    """Whether someone is caught by those who looked for them, not by chance: not "caught in the crossfire"."""
    by_chance = [
        noun for noun in objects_of(verb, "in", "between", "on") if noun.pos_ != "PROPN" and not noun.ent_type_
    ]
    clausal = any(child.dep_ in ("xcomp", "oprd", "acomp", "prt") for child in verb.children)
    return (
        bool(caught)
        and all(is_person(noun) and noun.pos_ != "NUM" for noun in caught)
        and not by_chance
        and not clausal
    )


def _is_demonstration(verb: Token, lemma: str) -> bool:
    """Whether people show in public what they want: "demonstrated outside the hall", "took to the streets"."""
    if lemma == "take":
        return any(noun.lemma_ == "street" for noun in objects_of(verb, "to"))
    if lemma not in ("demonstrate", "rally") or any(
        child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.children
    ):
        return False
    return any(map(is_person, grammatical_subjects(verb)))


def _fly(nouns: Sequence[str]) -> bool:
    return any(noun in words("planes") for noun in nouns)


def _is_party(noun: Token) -> bool:
    return is_person(noun) or noun.pos_ == "PROPN"


def _from_the_air(verb: Token) -> bool:
    """Whether the sentence says that a blow came from the air: aircraft, missiles, strikes, a coalition's planes."""
    return any(token.i != verb.i and token.lemma_.lower() in words("aerial") for token in verb.sent)


def _beside_a_loss(verb: Token) -> bool:
    """Whether a verb goes on telling what befell those of whom another tells deaths: "three were killed and one was
    arrested"."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if not subjects or any(child.pos_ not in ("NUM", "PRON", "DET") and not _bare_count(child) for child in subjects):
        return False
    beside = [verb.head] if verb.dep_ == "conj" else []
    beside += [child for child in verb.children if child.dep_ == "conj"]
    return any(other.lemma_.lower() in ("kill", "injure", "wound", "die") for other in beside)


def _bare_number(noun: Token) -> bool:
    """Whether a number says nothing of whom it counts: "eleven", but not "three of the fugitives"."""
    return noun.like_num and not objects_of(noun, "of")


def _bare_count(noun: Token) -> bool:
    return noun.lower_ in ("others", "another", "rest", "dozens", "several") or noun.ent_type_ == "CARDINAL"


def _is_meeting(verb: Token) -> bool:
    """Whether "meet" without an object tells of people who meet: "the two met", "she met with the envoy"."""
    subjects = [noun for noun in grammatical_subjects(verb) if is_person(noun)]
    several = any(noun.tag_ in ("NNS", "NNPS", "CD") or list(noun.conjuncts) for noun in subjects)
    return bool(subjects) and (several or any(is_person(noun) for noun in objects_of(verb, "with")))


def _is_event(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return any(lemma in entry.nouns for entry in incident_types().values())


def _of_an_event(verb: Token) -> bool:
    """Whether a verb only says that an event began or ended: "fighting broke out"."""
    nouns = {noun for entry in incident_types().values() for noun in entry.nouns | entry.joins}
    return any(noun.lemma_.lower() in nouns | {"wave", "war", "conflict"} for noun in grammatical_subjects(verb))


def _fits(noun: Token, wanted: frozenset[str], place_at: set[int]) -> bool:
    noun = counted(noun)
    lemma = noun.lemma_.lower()
    if lemma in wanted or "*" in wanted:
        return True
    if "PERSON" in wanted and is_person(noun):
        return True
    return "PLACE" in wanted and (lemma in words("places") or noun.ent_type_ in _PLACE_ENTITIES or noun.idx in place_at)
