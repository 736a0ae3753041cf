"""Who did an incident, to whom, and with what: the words that stand to a trigger as agent, patient and means."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from purport.codebooks.actors import actor_codebook
from purport.codebooks.incident_types import incident_types, words
from purport.language import Doc
from purport.reading.clauses import agents, grammatical_subjects, noun_phrase, objects_of, patients, with_conjuncts
from purport.reading.triggers import Trigger, is_person
from purport.types import Actor, Party, Span, Statement

_ON = ("on", "against", "at", "upon", "targeting")
_BEFORE = frozenset({"compound", "amod", "nmod"})
_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours"})
_THIRD_PERSON = frozenset({"he", "she", "it", "they", "them", "him", "her", "his", "its", "their"})
_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})
_UNNAMED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_KINDS = {"person": "person", "state": "state", "country": "state"}
# A town is taken from those who held it.
_FREED_FROM = frozenset(
    {"capture", "liberate", "recapture", "reclaim", "retake", "seize", "take", "wrest", "clear", "free"}
)
# Speakers that are no one in particular.
_NO_ONE = frozenset({"unspecified", ""})


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
    hung = _hanging(token)
    means = [
        noun for noun in (*hung, *did, *suffered) if noun.lemma_.lower() in words("weapons") and noun not in suffered
    ]
    causes = [noun for noun in (*did, *hung) if is_event(noun)]
    if token.lemma_.lower() in words("mutual") or trigger.type in ("negotiation", "agreement", "ceasefire"):
        did = [*did, *suffered, *objects_of(token, "with", "between", "among")]
        suffered = []
    return Roles(
        agents=tuple(
            _unique(noun for noun in did if _can_act(noun) and not (noun.idx in towns and noun.dep_ in _BEFORE))
        ),
        targets=tuple(_unique(noun for noun in suffered if _can_suffer(noun) and noun not in means)),
        weapons=tuple(_unique(means)),
        causes=tuple(_unique(causes)),
    )


def is_event(noun: Token) -> bool:
    """Whether a noun tells of an event rather than of someone or something."""
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and any(
        lemma in entry.nouns or lemma in entry.joins or lemma in entry.modifiers for entry in incident_types().values()
    )


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
    suffered = patients(verb)
    if verb.lemma_ == "die":
        return [], grammatical_subjects(verb)
    if not suffered or verb.lemma_ in ("fire", "open", "close", "throw", "plant", "place", "advance", "move", "use"):
        suffered = [
            *(suffered if verb.lemma_ not in ("fire", "open", "throw", "plant", "place", "use") else []),
            *objects_of(verb, *_ON, "into", "with", "to"),
        ]
        suffered = [noun for noun in suffered if noun.lemma_.lower() not in words("weapons")]
    if verb.lemma_ in _FREED_FROM:
        suffered += [
            noun
            for noun in objects_of(verb, "from")
            if noun.ent_type_ in ("ORG", "NORP") or noun.lemma_.lower() in words("groups")
        ]
    return agents(verb), suffered


def _of_noun(trigger: Trigger) -> tuple[list[Token], list[Token]]:
    noun = trigger.token
    lemma = noun.lemma_.lower()
    did, suffered = objects_of(noun, "by"), objects_of(noun, *_ON)
    passive = lemma in words("passive")
    if passive or lemma in ("attack", "raid"):
        suffered += objects_of(noun, "of")
    for child in noun.lefts:
        for part in with_conjuncts(child):
            if child.dep_ == "poss":
                (
                    suffered
                    if lemma in ("release", "death", "arrest", "execution", "murder", "killing", "trial")
                    else did
                ).append(part)
            elif child.dep_ in ("compound", "amod", "nmod"):
                if part.ent_type_ in ("NORP", "ORG", "GPE", "PERSON") or part.lemma_.lower() in words("groups"):
                    (suffered if passive and part.ent_type_ != "NORP" and part.pos_ != "ADJ" else did).append(part)
                elif part.lemma_.lower() in words("places") or part.lemma_.lower() in words("persons"):
                    suffered.append(part)
    verb = _carrier(noun)
    if verb is not None and not did:
        did = agents(verb)
        suffered += objects_of(verb, *_ON)
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_ in words("light"):
            did += agents(child)
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in ("target", "hit", "strike"):
            suffered += patients(child)
    return [part for part in did if part.i != noun.i], [part for part in suffered if part.i != noun.i]


def _carrier(noun: Token) -> Token | None:
    """The light verb whose object a noun is ("carried out an attack", "the attack was carried out by")."""
    head = noun.head
    if noun.dep_ == "pobj" and head.head.lemma_.lower() in words("collectives"):
        return _carrier(head.head)
    if noun.dep_ == "conj":
        return _carrier(head)
    if noun.dep_ == "pobj" and head.lower_ in ("for", "in", "of") and head.head.lemma_.lower() == "responsibility":
        claim = head.head.head
        return claim if claim.lemma_ in ("claim", "take", "accept", "assume") else None
    if noun.dep_ in ("dobj", "nsubjpass") and head.lemma_.lower() in words("light"):
        return head
    if noun.dep_ == "pobj" and head.head.pos_ == "VERB" and head.head.lemma_ in ("use", "carry", "join", "engage"):
        return head.head
    return None


def _can_act(noun: Token) -> bool:
    if noun.i and any(
        token.lower_ in ("near", "in", "at") for token in noun.doc[max(0, noun.left_edge.i - 1) : noun.i]
    ):
        return False  # "Near Ayn, two strikes": a place that the parse takes for a subject
    if is_event(noun) or (noun.ent_type_ in _UNNAMED and noun.dep_ != "conj"):
        return False
    if noun.text == "IS":
        return True
    if not noun.text[0].isalpha() or "-" in (
        noun.nbor(1).text if noun.i + 1 < len(noun.doc) and noun.dep_ in _BEFORE else ""
    ):
        return False
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PRON":
        return noun.lower_ in _FIRST_PERSON | _THIRD_PERSON
    if noun.ent_type_ in _NAMED or noun.pos_ == "PROPN":
        return True
    return lemma in words("persons") or lemma in words("groups") or lemma in ("jet", "warplane", "aircraft", "plane")


def _can_suffer(noun: Token) -> bool:
    if is_event(noun) or (noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") and noun.dep_ != "conj"):
        return False
    return noun.pos_ in ("NOUN", "PROPN", "NUM") or (
        noun.pos_ == "PRON" and noun.lower_ in _THIRD_PERSON - {"it", "its"}
    )


def parties(
    doc: Doc, nouns: Iterable[Token], actors: Sequence[Actor], statements: Sequence[Statement], *, acting: bool
) -> Iterator[Party]:
    """The nouns as parties, each named by the actor whose mention it is, else by its own words.

    A pronoun is named by an actor's mention or, in the first person or inside what a speaker says of himself, by that
    speaker; a pronoun that neither resolves is left out. A count of people is named by the people ("dozens of guards").
    ``acting`` tells agents from patients: jets act for their state.
    """
    for noun in nouns:
        whole = _owner(_counted(noun)) if acting else _counted(noun)
        start, end = noun_phrase(whole)
        if start >= end or not doc.text[start:end].strip():
            continue
        actor = _actor_at(actors, whole.idx)
        text = doc.text[start:end]
        if actor is None and whole.pos_ == "PRON":
            name = _speaker_for(whole, statements)
            if name is None:
                continue
            yield Party(text=text, start=start, end=end, name=name, kind="group")
        else:
            name = _name(doc, whole, text, actor)
            yield Party(
                text=text,
                start=start,
                end=end,
                name=name,
                actor=actor.id if actor is not None else None,
                kind=_kind(whole, actor),
            )


def _name(doc: Doc, noun: Token, text: str, actor: Actor | None) -> str:
    """The name by which the text knows a party: a state's own name, else the words of the text where they are a name
    or say of whom the people are ("members of the guild"), else the actor's name."""
    if actor is not None and (actor.kind == "state" or noun.pos_ == "PRON" or not text[:1].isupper()):
        return actor.name
    words_of = " ".join(text.split())
    if noun.ent_type_ == "NORP" and words_of.lower() in _states():
        return _states()[words_of.lower()]
    if actor is not None:
        shared = set(words_of.lower().split()) & set(actor.name.lower().split())
        return actor.name if shared else words_of
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            end = child.right_edge
            inner = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
            if inner and is_person(noun):
                end = max((inner[0], *inner[0].lefts), key=lambda token: token.i)
                return f"{words_of} {' '.join(doc.text[child.idx : end.idx + len(end)].split())}"
    return words_of


@cache
def _states() -> dict[str, str]:
    """The states by their adjectives."""
    return {word.lower(): entry.name for entry in actor_codebook().entries.values() for word in entry.demonyms}


def _owner(noun: Token) -> Token:
    """Whose a craft is: "Icelandic jets" are Iceland's."""
    if noun.lemma_.lower() in words("aircraft"):
        return next((child for child in noun.lefts if child.ent_type_ in ("NORP", "GPE", "ORG")), noun)
    return noun


def _counted(noun: Token) -> Token:
    if noun.lemma_.lower() in words("collectives") or noun.pos_ == "NUM":
        whole = objects_of(noun, "of")
        if whole:
            return whole[0]
    return noun


def _actor_at(actors: Sequence[Actor], offset: int) -> Actor | None:
    best: tuple[int, Actor] | None = None
    for actor in actors:
        for mention in actor.mentions:
            if mention.start <= offset < mention.end and (best is None or mention.end - mention.start < best[0]):
                best = (mention.end - mention.start, actor)
    return best[1] if best else None


def _speaker_for(pronoun: Token, statements: Sequence[Statement]) -> str | None:
    held = [s for s in statements if any(c.start <= pronoun.idx < c.end for c in s.content)]
    for statement in sorted(held, key=lambda s: sum(c.end - c.start for c in s.content)):
        speaker = statement.speaker
        if speaker is None or (speaker.name or speaker.text or "") in _NO_ONE:
            return None
        if pronoun.lower_ in _FIRST_PERSON or speaker.start is not None:
            return speaker.name or speaker.text
    return None


def _kind(noun: Token, actor: Actor | None) -> str:
    lemma = noun.lemma_.lower()
    if actor is not None:
        return _KINDS.get(str(actor.kind), "group")
    if lemma in words("persons"):
        return "person"
    if lemma in words("groups") or noun.ent_type_ in ("NORP", "ORG"):
        return "group"
    if noun.ent_type_ == "GPE":
        return "state"
    if noun.ent_type_ == "PERSON" or (noun.pos_ == "PRON" and lemma != "it"):
        return "person"
    return "object"


def spans(doc: Doc, nouns: Iterable[Token]) -> Iterator[Span]:
    """The noun phrases as spans."""
    for noun in nouns:
        start, end = noun_phrase(noun)
        if start < end:
            yield doc.span(start, end)
