"""Fates told by a construction rather than by a verb's own meaning: "left 31 dead", "the loss of six men", "took the
lives of seven villagers", "11 of them had fallen"."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.reading.clauses import grammatical_subjects, is_passive, objects_of, patients
from purport.reading.persons import is_person

# What a predicate says of those counted: "17 people dead", "three are missing".
_STATES = {
    "dead": "killed",
    "lifeless": "killed",
    "hurt": "injured",
    "injured": "injured",
    "wounded": "injured",
    "missing": "missing",
    "unaccounted": "missing",
    "homeless": "displaced",
}
# Who search for those who are lost; others search for those who hide.
_RESCUERS = frozenset(
    {"coastguard", "diver", "family", "firefighter", "fireman", "neighbour", "relative", "rescuer", "volunteer"}
)
_LOSING = frozenset({"loss", "death", "fatality"})
_BODIES = frozenset({"body", "corpse", "remains"})
_FINDING = frozenset(
    {"bring", "collect", "count", "discover", "find", "pull", "receive", "recover", "retrieve", "see", "wash"}
)
_TAKING = frozenset({"claim", "cost", "take"})
# Done to persons, they kill; things are put out of use.
_KILLING = frozenset({"bury", "eliminate", "liquidate", "lose", "martyr", "neutralise", "neutralize"})
_HOLDING = frozenset({"confine", "hold", "intern"})
_BESIEGING = frozenset({"besiege", "blockade", "encircle", "surround", "trap"})
_CUSTODY = frozenset({"captivity", "bar", "custody", "detention", "jail", "prison"})
# What those counted do, and what is done to them, by a verb with a word that hangs on it.
_DONE_BY = {
    ("get", "away"): "escaped",
    ("run", "away"): "escaped",
    ("come", "over"): "surrendered",
    ("go", "over"): "surrendered",
    ("give", "up"): "surrendered",
    ("dig", "way"): "escaped",
    ("lay", "arm"): "surrendered",
    ("seek", "refuge"): "displaced",
    ("take", "refuge"): "displaced",
}
_DONE_TO = {
    ("carry", "off"): "captured",
    ("drag", "away"): "captured",
    ("lead", "away"): "captured",
    ("march", "away"): "captured",
    ("take", "alive"): "captured",
    ("take", "away"): "captured",
    ("wipe", "out"): "killed",
    ("admit", "wound"): "injured",
    ("admit", "injury"): "injured",
    ("admit", "burn"): "injured",
    ("take", "hospital"): "injured",
    ("take", "clinic"): "injured",
}
_GOING = frozenset({"drive", "flee", "force", "leave"})
_HOMES = frozenset({"home", "house", "village"})
_WITHIN = frozenset({"action", "ambush", "assault", "attack", "battle", "clash", "combat", "fight", "fighting", "raid"})


def fate_in_phrase(top: Token, noun: Token) -> str | None:
    """What a construction tells of those a noun counts; ``top`` is the noun whose place in the clause it shares."""
    if tells_fate(noun):
        return _STATES[noun.lower_]
    of_these = next((_STATES[of.lower_] for of in objects_of(noun, "of") if tells_fate(of)), None)
    if of_these is not None and noun.pos_ == "NUM" and noun.dep_ == "dobj":
        return of_these  # "left eleven of its dead behind"
    state = _state(noun) or (_state(top) if top.i == noun.i or not _parted(top, noun) else None)
    if state is not None:
        return state
    if not _may_be_person(noun):
        return None
    if top.dep_ == "pobj" and top.head.lower_ == "for" and _is_rescue(top.head.head):
        return "missing"
    above = _of(top)
    if above is not None and above.lemma_.lower() in _LOSING:
        return "killed"
    if above is not None and above.lemma_.lower() == "life":
        return "killed" if above.head.lemma_.lower() in _TAKING and above.dep_ == "dobj" else None
    if above is not None and above.lemma_.lower() in _BODIES:
        return "killed" if _is_found(above) else None
    if top.dep_ == "dative" and top.head.lemma_ == "cost" and any(c.lemma_ == "life" for c in top.head.children):
        return "killed"  # "the strike cost 28 civilians their lives"
    if top.dep_ == "dobj" and top.head.lemma_ == "cost" and any(c.dep_ == "dative" for c in top.head.children):
        return "killed"  # "the raid cost the army six men"
    return next((fate for verb in _verbs(top) if (fate := _of_verb(top, verb)) is not None), None)


def tells_fate(noun: Token) -> bool:
    """Whether what is counted is itself a fate: "three dead", "30 hurt"."""
    return noun.lower_ in _STATES


def state_before(noun: Token) -> str | None:
    """The fate that an adjective tells of a noun: "16 wounded people"."""
    return next((_STATES[c.lower_] for c in noun.lefts if c.dep_ == "amod" and c.lower_ in _STATES), None)


def _state(noun: Token) -> str | None:
    """What a small clause or a predicate says of a noun: "leaving 17 people dead", "are still missing"."""
    head = noun.head
    acting = any(child.dep_ == "dobj" for child in head.children)
    if noun.dep_ in ("nsubj", "nsubjpass") and head.lower_ in _STATES and head.i > noun.i and not acting:
        return _STATES[head.lower_]
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj") and head.pos_ in ("VERB", "AUX"):
        said = [c for c in head.children if c.dep_ in ("acomp", "oprd", "attr") and c.i > noun.i]
        if head.lemma_ in ("be", "remain", "leave", "go", "report", "list", "make", "render"):
            fate = next((_STATES[c.lower_] for c in said if c.lower_ in _STATES), None)
            if fate is not None:
                return fate
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if following.lower_ in _STATES and following.pos_ == "ADJ" and following.head.i < following.i:
        return _STATES[following.lower_]  # "admitted four dead"
    after = [c for c in noun.rights if c.dep_ in ("amod", "acl") and c.lower_ in _STATES]
    return _STATES[after[0].lower_] if after and after[0].i == noun.i + 1 else None


def _parted(top: Token, noun: Token) -> bool:
    """Whether what is said of the first of a list stands before the rest: "left one dead and two others with burns"."""
    return noun.i > top.i and any(top.i < word.i < noun.i and word.lower_ in _STATES for word in top.head.subtree)


def is_reduced(noun: Token, verb: Token) -> bool:
    """Whether the parse takes a participle on a noun for the verb of its sentence: "two engineers held by rebels were
    released"."""
    above = noun.head
    return (
        verb.dep_ == "ccomp"
        and verb.head.i == above.i
        and above.tag_ in ("VBN", "VBD")
        and is_passive(verb)
        and not any(child.dep_ in ("nsubj", "nsubjpass", "mark") for child in verb.children)
        and not any(child.dep_ in ("aux", "auxpass") for child in above.children)
    )


def _may_be_person(noun: Token) -> bool:
    return is_person(noun) or noun.pos_ == "NUM" or noun.lemma_.lower() in ("other", "family")


def _of(noun: Token) -> Token | None:
    return noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None


def _is_rescue(verb: Token) -> bool:
    searching = verb.lemma_.lower() in ("dig", "look", "search")
    return searching and any(subject.lemma_.lower() in _RESCUERS for subject in grammatical_subjects(verb))


def _is_found(bodies: Token) -> bool:
    verb = bodies.head
    return verb.lemma_.lower() in _FINDING and any(part.i == bodies.i for part in patients(verb))


def _verbs(noun: Token) -> Iterator[Token]:
    above = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj") and above.pos_ in ("VERB", "AUX"):
        if not any(is_reduced(noun, child) for child in above.children):
            yield above
        yield from (c for c in above.children if c.dep_ == "conj" and not grammatical_subjects(c))
    yield from (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.pos_ == "VERB")


def _of_verb(noun: Token, verb: Token) -> str | None:
    lemma = verb.lemma_.lower()
    around = {token.lemma_.lower() for token in verb.subtree if token.i > verb.i}
    # A bare number may be taken for a date, and so for no subject.
    own_subject = is_passive(verb) and noun.dep_ == "nsubjpass" and noun.head.i == verb.i
    befallen = own_subject or any(part.i == noun.i for part in patients(verb)) or _is_bare_participle(noun, verb)
    doing = not is_passive(verb) and any(part.i == noun.i for part in grammatical_subjects(verb))
    for told, table in ((doing, _DONE_BY), (befallen, _DONE_TO)):
        fate = next((fate for (does, word), fate in table.items() if told and does == lemma and word in around), None)
        if fate is not None:
            return fate
    if lemma in _KILLING and befallen:
        return "killed"
    if lemma == "hospitalise" and befallen:
        return "injured"
    if lemma == "take" and is_passive(verb) and befallen and not {"part", "place", "to"} & around:
        return "captured"
    if lemma == "fall" and doing and _fell(verb):
        return "killed"
    own = verb.dep_ in ("acl", "relcl") and verb.head.i == noun.i  # "four men held there were freed"
    if lemma in _BESIEGING and befallen:
        return "besieged"
    if lemma in _HOLDING and befallen and not own and _are_held(noun, verb):
        return "captured"
    if lemma in _GOING and around & _HOMES and (doing if lemma in ("flee", "leave") else befallen):
        return "displaced"
    if lemma in ("flee", "escape") and doing and _out_of_hold(noun, verb):
        return "escaped"
    if lemma == "be" and doing and around & _CUSTODY and "back" in around:
        return "captured"
    if lemma in ("disappear", "vanish") and doing:
        return "missing"
    return None


def _is_bare_participle(noun: Token, verb: Token) -> bool:
    """Whether a participle without a helper tells what was done to a noun: "men carried off", "six taken alive"."""
    joined = (verb.dep_ == "acl" and verb.head.i == noun.i) or (noun.dep_ == "nsubj" and noun.head.i == verb.i)
    bare = not any(child.dep_ in ("aux", "auxpass", "dobj") for child in verb.children)
    return verb.tag_ == "VBN" and joined and bare


def _are_held(noun: Token, verb: Token) -> bool:
    """Whether "hold" tells of captives: it is done to them, or to persons and no seats or meetings."""
    whole = objects_of(noun, "of")
    of_persons = is_person(whole[0]) if whole else noun.pos_ != "NUM"
    return is_passive(verb) or verb.tag_ == "VBN" or of_persons


def _fell(verb: Token) -> bool:
    """Whether "fall" tells of a death in arms: alone, or in an action, and not ill, behind or from a height."""
    rest = [c for c in verb.rights if c.dep_ not in ("punct", "cc", "conj", "npadvmod", "advcl")]
    return all(
        c.dep_ == "prep"
        and c.lower_ in ("in", "during", "on", "at", "near")
        and (c.lower_ != "in" or any(n.lemma_.lower() in _WITHIN or n.ent_type_ for n in c.children))
        for c in rest
    ) and verb.tag_ in ("VBN", "VBD")


def _out_of_hold(noun: Token, verb: Token) -> bool:
    """Whether those who flee were held: prisoners, or from a jail."""
    inner = objects_of(noun, "of")
    held = {word.lemma_.lower() for word in (noun, *inner)} & words("captives")
    return bool(held) or any(n.lemma_.lower() in _CUSTODY for n in objects_of(verb, "from"))
