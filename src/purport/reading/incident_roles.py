"""Who did an incident, to whom, and with what: the words that stand to a trigger as agent, patient and means."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.language import Doc
from purport.reading.clause_modes import governed, scheme_of
from purport.reading.clauses import (
    agents,
    grammatical_subjects,
    is_passive,
    noun_phrase,
    objects_of,
    patients,
    with_conjuncts,
)
from purport.reading.incident_culprits import captors, commanded_by, culprits
from purport.reading.persons import counted
from purport.reading.role_bearers import BEFORE, NAMED, can_act, can_suffer, carrier, is_event, someone, whole
from purport.reading.triggers import Trigger
from purport.types import Mode, Span

_ON = ("on", "against", "at", "upon", "targeting")
# A town is taken from those who held it.
_FREED_FROM = frozenset(
    {"capture", "liberate", "recapture", "reclaim", "retake", "seize", "take", "wrest", "clear", "free"}
)
# One speaks to another: whom is no party of its own.
_ADDRESSING = frozenset({"call", "phone", "speak", "talk", "telephone", "write"})
_GATHERINGS = frozenset({"assembly", "conference", "gathering", "meeting", "session", "summit"})
_ENDING = frozenset({"crush", "defeat", "destroy", "dislodge", "eradicate", "expel", "oust"})
# How much of it there is, where the parse takes it for a name.
_MEASURES = frozenset(
    {"bitter", "bloody", "brief", "deadly", "fierce", "fresh", "heavy", "intense", "new", "renewed", "serious"}
    | {"sporadic", "violent"}
)
_SPOKEN_OF = frozenset({"condemn", "criticise", "criticize", "denounce", "deplore", "mourn"})
# Types that befall persons: a town before their nouns says where.
_OF_PERSONS = frozenset({"arrest", "assassination", "jailbreak", "kidnapping", "prisoner_release", "trial"})
# Where something is, which is nothing that a bomb is meant for.
_WHEREABOUTS = frozenset(
    {"air", "area", "center", "centre", "city", "county", "district", "east", "heart", "middle", "neighborhood"}
    | {"neighbourhood", "north", "outskirt", "part", "place", "province", "quarter", "region", "road", "scene", "site"}
    | {"sky", "south", "spot", "street", "suburb", "succession", "town", "village", "west", "vicinity"}
)
_PRISONS = frozenset({"camp", "cell", "custody", "gaol", "jail", "prison"})
_SEALING = frozenset({"agree", "broker", "conclude", "hold", "make", "negotiate", "reach", "seal", "sign", "strike"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The nouns that take part in what a trigger tells; ``causes`` are event nouns that stand where an agent would."""

    agents: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    weapons: tuple[Token, ...] = ()
    causes: tuple[Token, ...] = ()


def roles(trigger: Trigger, towns: Set[int] = frozenset()) -> Roles:
    """The roles of a trigger. ``towns`` are the offsets that names of places below a country cover: before an event
    noun such a name says where, not who ("the Torshavn attack")."""
    token = trigger.token
    did, suffered = _of_noun(trigger) if trigger.nominal else _of_verb(token)
    if not trigger.nominal and (scheme := scheme_of(token)) is not None and _is_foiled(scheme):
        did = objects_of(scheme, "by")
    if token.lemma_ == "attempt":  # "an attempt on the life of the bishop"
        suffered = [noun for life in objects_of(token, "on") for noun in objects_of(life, "of")]
    hung = _hanging(token)
    means = [
        noun for noun in (*hung, *did, *suffered) if noun.lemma_.lower() in words("weapons") and noun not in suffered
    ]
    causes = [noun for noun in (*did, *hung) if is_event(noun)]
    # Who exchanges prisoners does it with another; the prisoners take no part.
    mutual = token.lemma_.lower() in words("mutual") and (trigger.nominal or trigger.type != "prisoner_release")
    if mutual or trigger.type in ("negotiation", "agreement", "ceasefire"):
        if trigger.nominal:
            topics = objects_of(token, "on", "about")
            suffered = [noun for noun in suffered if noun not in topics]
            if token.lemma_.lower() in _GATHERINGS:
                did = [*did, *objects_of(token, "of")]
        speaks = not trigger.nominal and token.lemma_ in _ADDRESSING
        addressed = [noun for noun in objects_of(token, "to", "with") if can_act(noun)] if speaks else []
        sealed = [token, *(verb for verb in (token.head, *token.rights) if _seals(verb, token))]
        held = [noun for noun in (*did, *suffered) if noun.lemma_.lower() in words("captives")] + addressed
        did = [*did, *suffered, *(noun for word in sealed for noun in objects_of(word, "with", "between", "among"))]
        did, suffered = [noun for noun in did if noun not in held], held
    if trigger.type == "prisoner_release" and not did:
        did = [captor for noun in suffered for captor in captors(noun)]
    return Roles(
        agents=tuple(
            _unique(
                noun for noun in map(counted, did) if can_act(noun) and not (noun.idx in towns and noun.dep_ in BEFORE)
            )
        ),
        targets=tuple(
            _unique(
                noun
                for noun in map(whole, suffered)
                if can_suffer(noun)
                and noun not in means
                and not (trigger.type in _OF_PERSONS and noun.idx in towns and noun.dep_ in BEFORE)
            )
        ),
        weapons=tuple(_unique(means)),
        causes=tuple(_unique(causes)),
    )


def _is_foiled(scheme: Token) -> bool:
    """Whether a plan or attempt is what others put an end to: who foiled it is none of those who had it."""
    verb = scheme.head
    return scheme.dep_ in ("dobj", "nsubjpass") and governed("verbs", verb.lemma_.lower()) is Mode.ATTEMPTED


def _seals(verb: Token, deal: Token) -> bool:
    """Whether a verb says how a deal was come to: "a truce signed in May between the two"."""
    over = verb.i == deal.head.i and deal.dep_ in ("dobj", "nsubj", "nsubjpass")
    return verb.lemma_.lower() in _SEALING and (over or verb.dep_ in ("acl", "relcl"))


def _unique(nouns: Iterable[Token]) -> Iterator[Token]:
    seen: set[int] = set()
    for noun in nouns:
        if noun.i not in seen:
            seen.add(noun.i)
            yield noun


def _hanging(token: Token) -> list[Token]:
    return [
        *objects_of(token, "with", "by", "in", "during", "from", "using"),
        *(child for child in token.lefts if child.dep_ in ("compound", "amod", "nmod")),
        *(
            noun
            for child in token.children
            if child.dep_ in ("advcl", "acl") and child.lemma_ == "use"
            for noun in patients(child)
        ),
    ]


def _of_verb(verb: Token) -> tuple[list[Token], list[Token]]:
    suffered = [noun for noun in patients(verb) if noun.lemma_.lower() != "way"]  # "blasted their way into a prison"
    if verb.lemma_ in ("escape", "flee", "break"):
        held = [noun for noun in (*suffered, *objects_of(verb, "from", "of")) if noun.lemma_.lower() in _PRISONS]
        if held or verb.lemma_ != "break":
            return [], [*grammatical_subjects(verb), *held]
    if verb.lemma_ == "die" or (verb.lemma_ == "lose" and any(noun.lemma_ == "life" for noun in suffered)):
        return [], grammatical_subjects(verb)
    if verb.lemma_ == "let" and (freed := _let_go(verb)):
        return agents(verb), freed
    if verb.lemma_ == "fall" and (takers := [n for n in objects_of(verb, "to") if someone(n)]):
        return takers, grammatical_subjects(verb)  # "the city fell to the rebels"
    suffered += _alongside(verb) + _beside_the_blast(verb)
    if not suffered or verb.lemma_ in ("fire", "open", "close", "throw", "plant", "place", "advance", "move", "use"):
        suffered = [
            *(suffered if verb.lemma_ not in ("fire", "open", "throw", "plant", "place", "use") else []),
            *objects_of(verb, *_ON, "into"),
            *(noun for noun in objects_of(verb, "with", "to") if noun.lemma_.lower() not in words("weapons")),
        ]
    if verb.lemma_ in _FREED_FROM:
        suffered += [
            noun
            for noun in objects_of(verb, "from")
            if noun.ent_type_ in ("ORG", "NORP") or noun.lemma_.lower() in words("groups")
        ]
    return agents(verb) or _after_date(verb) or commanded_by(verb), suffered


def _beside_the_blast(verb: Token) -> list[Token]:
    """What stands where a bomb goes off: "exploded under a lorry", "went off outside the customs house"."""
    if verb.lemma_ not in ("explode", "detonate", "go") or (verb.lemma_ == "go" and verb.nbor().lower_ != "off"):
        return []
    return [
        noun
        for noun in objects_of(verb, "in", "inside", "outside", "under", "beneath", "at", "near")
        if noun.pos_ == "NOUN" and noun.ent_type_ in ("", "FAC", "ORG") and noun.lemma_.lower() not in _WHEREABOUTS
    ]


def _let_go(verb: Token) -> list[Token]:
    """Who is let go: "had let the commanders go"."""
    return [
        noun
        for child in verb.rights
        if child.lemma_ == "go" and child.dep_ in ("ccomp", "xcomp")
        for noun in grammatical_subjects(child)
        if noun.i > verb.i
    ]


def _alongside(verb: Token) -> list[Token]:
    """Those who suffer with the subject of a passive: "along with a commander, he was hanged"."""
    if not is_passive(verb):
        return []
    return [
        noun
        for child in verb.children
        if child.lower_ in ("along", "together") and child.dep_ in ("prep", "advmod")
        for noun in objects_of(child, "with")
    ]


def _after_date(verb: Token) -> list[Token]:
    """The subject of an active verb that the parse joins to the date before it: "On 6 October gunmen shot"."""
    if is_passive(verb) or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return []
    first = min((child.i for child in verb.lefts if child.dep_ == "aux"), default=verb.i)
    before = verb.doc[first - 1 : first] if first else ()
    return [
        noun
        for noun in dict.fromkeys((*objects_of(verb, "on", "in"), *(n for n in before if n.dep_ == "pobj")))
        if noun.i < verb.i
        and any(left.ent_type_ == "DATE" and left.i < noun.i for left in noun.lefts)
        and someone(noun)
    ]


def _of_noun(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    noun = trigger.token
    lemma = noun.lemma_.lower()
    did, suffered = objects_of(noun, "by"), objects_of(noun, *_ON)
    suffered += [part for agent in did for part in objects_of(agent, *_ON)]
    passive = lemma in words("passive")
    if passive or lemma in ("attack", "raid"):
        suffered += objects_of(noun, "of")
    for child in noun.lefts:
        for part in with_conjuncts(child):
            if child.dep_ == "poss":
                (
                    suffered
                    if lemma in ("release", "death", "arrest", "execution", "murder", "killing", "trial", "wound")
                    else did
                ).append(part)
            elif child.dep_ in ("compound", "amod", "nmod"):
                if part.lower_ in _MEASURES or part.lower_ in ("a", "an", "the"):
                    continue
                if lemma in words("mutual") and part.pos_ == "PROPN":
                    did += [part, *(left for left in part.lefts if left.dep_ == "compound" and left.nbor().text == "-")]
                elif (part.ent_type_ in NAMED and not part.is_lower) or part.lemma_.lower() in words("groups"):
                    held = passive and part.ent_type_ in ("GPE", "PERSON") and part.pos_ != "ADJ"
                    (suffered if held else did).append(part)
                elif lemma in words("handovers") and part.tag_ == "NN":
                    continue  # "a prisoner swap" is a sort of swap
                elif part.lemma_.lower() in words("places") or part.lemma_.lower() in words("persons"):
                    suffered.append(part)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _SPOKEN_OF and not suffered:
        # The parse hangs on the verb what the noun has: "condemns the attack this morning at a market".
        suffered += [part for part in objects_of(noun.head, "on", "against", "at") if part.i > noun.i]
    if noun.lemma_ == "trial" and (tried := _on_trial(noun)):
        return did, [*suffered, *tried]
    if noun.dep_ == "nsubj" and noun.head.pos_ == "VERB":
        suffered += _beside_the_blast(noun.head)
    verb = carrier(noun)
    if verb is not None and not did:
        did = (agents(verb) or _after_date(verb)) + (patients(verb) if verb.lemma_ == "join" else [])
        suffered += objects_of(verb, *_ON)
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_ in words("light"):
            did += agents(child)
        elif child.dep_ == "acl" and child.lemma_ in _ENDING and child.tag_ == "VB":
            suffered += [part for part in patients(child) if someone(part)]
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in ("target", "hit", "strike"):
            suffered += patients(child)
        elif child.dep_ == "relcl" and _in_which(child):
            did += agents(child)
    if not did:
        did = culprits(trigger)
    return [part for part in did if part.i != noun.i], [part for part in suffered if part.i != noun.i]


def _on_trial(noun: Token) -> list[Token]:
    """Who is tried, where a verb says so: "went on trial", "stood trial", "was put on trial", "faces trial"."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "on" else noun.head
    if verb.lemma_ in ("put", "place") and noun.dep_ == "pobj":
        return patients(verb)
    if (verb.lemma_ in ("go", "be", "stand") and noun.dep_ == "pobj") or (
        verb.lemma_ in ("stand", "face", "await") and noun.dep_ == "dobj"
    ):
        return agents(verb)
    return []


def _in_which(verb: Token) -> bool:
    """Whether a clause tells what someone did in an event: "a riot in which inmates burnt the workshop"."""
    inside = [prep for prep in verb.lefts if prep.dep_ == "prep" and any(c.lower_ == "which" for c in prep.children)]
    return (
        bool(inside)
        and inside[0].lower_ in ("in", "during")
        and not is_passive(verb)
        and verb.lemma_ not in ("lose", "suffer")
        and any(child.dep_ == "dobj" for child in verb.rights)
    )


def spans(doc: Doc, nouns: Iterable[Token]) -> Iterator[Span]:
    """The noun phrases as spans."""
    for noun in nouns:
        start, end = noun_phrase(noun)
        if start < end:
            yield doc.span(start, end)
