"""The parties of incidents: role words named, as far as the text allows, by whom they mean."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.tokens import Token

from purport.codebooks.actors import STATE, ActorCodebook, Entry, actor_codebook
from purport.codebooks.incident_types import words
from purport.language import Doc
from purport.reading import coreference
from purport.reading.cast import Cast, Referent
from purport.reading.clauses import noun_phrase, objects_of
from purport.reading.finder import Findings
from purport.reading.incident_allegiances import allegiances
from purport.reading.incident_references import (
    antecedent,
    body_before,
    known_body,
    named,
    not_by_the_dead,
    owners,
    rebels,
    sides,
    subject_over,
)
from purport.reading.incident_settings import in_dateline
from purport.reading.persons import counted, is_person
from purport.types import Actor, Party, Statement

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours"})
_BARE = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "this", "that"})
_KINDS = {"person": "person", "state": "state", "country": "state", "people": "person"}
_NAMED = frozenset({"FAC", "GPE", "LOC", "NORP", "ORG", "PERSON"})
_RULERS = frozenset({"administration", "authority", "government", "junta", "regime"})
_INITIALS = 3
_BODIES = ("group", "organisation")
# Speakers that are no one in particular.
_NO_ONE = frozenset({"unspecified", ""})


class Participants:
    """Names the parties of one document. ``found`` brings the actors and statements that tell who is meant."""

    def __init__(self, doc: Doc, found: Findings, codebook: ActorCodebook | None = None) -> None:
        self.doc = doc
        self.actors = found.actors
        self.statements = found.statements
        self.metonyms = {place.start: place.country for place in found.places if place.metonym and place.country}
        seats = {entry.capital: entry.country for entry in actor_codebook().entries.values() if entry.capital}
        self.capitals = {p.start: p.country for p in found.places if p.country and seats.get(p.text) == p.country}
        said = [(c.start, c.end) for s in found.statements for c in s.content]
        self.cast = Cast(doc, found.actors, codebook or actor_codebook(), said)
        for statement in found.statements:
            speaker = statement.speaker
            if speaker is not None and speaker.start is not None and speaker.actor in self.cast.by_actor:
                self.cast.spoke(self.cast.by_actor[speaker.actor], speaker.start)
        self.allegiances = allegiances(self.cast)

    def parties(self, nouns: Iterable[Token], *, acting: bool) -> Iterator[Party]:
        """The nouns as parties, each named by the actor whose mention it is, else by its own words.

        Pronouns and "the group" are named by whom they mean; a pronoun that may mean several is left out. A count of
        people is named by the people ("dozens of guards"). ``acting`` tells agents from patients: jets act for their
        state.
        """
        for noun in nouns:
            meant_by = antecedent(counted(noun), self.cast)
            whole = named(_owner(meant_by) if acting else meant_by)
            if in_dateline(self.doc.text, whole.idx):
                continue
            start, end = noun_phrase(whole)
            text = self.doc.text[start:end]
            if not text.strip():
                continue
            actor = (
                _actor_at(self.actors, whole.idx) or _called(self.actors, whole, text) or known_body(whole, self.actors)
            )
            state = self._state(whole, acting)
            if state is not None:
                known = next((actor for actor in self.actors if actor.id == state.id), None)
                name = state.name if known is None else _state_name(self.doc, known)
                yield Party(text=text, start=start, end=end, name=name, actor=state.id, kind="state")
                continue
            pair = () if actor is not None else sides(whole, self.cast)
            if pair:
                for side in pair:
                    kind = _KINDS.get(side.kind, "group")
                    yield Party(text=text, start=start, end=end, name=side.name, actor=side.actor, kind=kind)
                continue
            if actor is not None:
                yield Party(
                    text=text,
                    start=start,
                    end=end,
                    name=_name(self.doc, whole, text, actor),
                    actor=actor.id,
                    kind=_kind(whole, actor),
                )
                continue
            owner = self._owner(whole)
            if owner is not None:
                own = _uncapitalised(_plain(text), whole)
                yield Party(
                    text=text,
                    start=start,
                    end=end,
                    name=own if _told_in(owner, text) else f"{own} of {owner.name}",
                    actor=owner.id,
                    kind=_kind(whole, None),
                )
                continue
            meant = self._meant(whole, text)
            if meant is not None:
                kind = _KINDS.get(meant.kind, "group")
                yield Party(text=text, start=start, end=end, name=meant.name, actor=meant.actor, kind=kind)
            elif whole.pos_ != "PRON":
                name = _uncapitalised(_name(self.doc, whole, text, None), whole)
                yield Party(text=text, start=start, end=end, name=name, kind=_kind(whole, None))
            elif (speaker := _speaker_for(whole, self.statements) or self._voice(text)) is not None:
                yield Party(text=text, start=start, end=end, name=speaker, kind="group")

    def _state(self, noun: Token, acting: bool) -> Entry | None:
        """The state for which the name of its capital stands ("Washington and the rebels talked")."""
        country = self.metonyms.get(noun.idx) or (self.capitals.get(noun.idx) if acting else None)
        return None if country is None else actor_codebook().entries.get(f"{STATE}{country}")

    def _owner(self, noun: Token) -> Actor | None:
        """The group whose men a noun stands for, where its words say so without its name."""
        for word in owners(noun):
            actor: Actor | None = None
            if word.lower_ in ("our", "my") and (side := self.side_of(word)) is not None:
                return self._actor(side)  # "our engineers", says the bulletin
            subject = subject_over(word)
            if subject is not None:
                actor = _actor_at(self.actors, subject.idx) or self._described(subject)
            if word.pos_ == "PRON" and actor is None and (actor := body_before(word, self.actors)) is None:
                meant = coreference.pronoun(self.cast, word.lower_, word.idx, (), _BODIES).referent
                actor = None if meant is None else self._actor(meant)
            elif word.pos_ != "PRON":
                actor = _actor_at(self.actors, word.idx) or known_body(word, self.actors) or self._described(word)
            if actor is not None and actor.kind == "person" and actor.id in self.allegiances:
                actor = self._actor(self.allegiances[actor.id])  # "men loyal to Bain", who leads the group
            if actor is not None and actor.kind in ("group", "organisation"):
                return actor
        return None

    def telling(self, word: Token) -> Statement | None:
        """The innermost statement in whose content a word stands."""
        held = [s for s in self.statements if any(c.start <= word.idx < c.end for c in s.content)]
        return min(held, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def side_of(self, word: Token) -> Referent | None:
        """The group for which the one speaks in whose words a word stands: a group itself, or one of its people."""
        telling = self.telling(word)
        who = None if telling is None or telling.speaker is None else telling.speaker.actor
        if who is None:
            return None
        if who in self.allegiances:
            return self.allegiances[who]
        speaker = self.cast.by_actor.get(who)
        own = speaker is not None and (speaker.kind == "group" or (speaker.kind in _BODIES and not _is_listed(who)))
        return speaker if own else None

    def _described(self, noun: Token) -> Actor | None:
        """Whom "the group" means."""
        definite = any(child.lower_ in ("the", "this") for child in noun.lefts)
        if not definite or noun.tag_ != "NN" or noun.lemma_.lower() not in words("groups"):
            return None
        said = " ".join(["the", *(child.text for child in noun.lefts if child.dep_ == "amod"), noun.lower_])
        meant = coreference.description(self.cast, said, noun.lower_, noun.idx, ()).referent
        return None if meant is None else self._actor(meant)

    def _actor(self, referent: Referent) -> Actor | None:
        return next((actor for actor in self.actors if actor.id == referent.actor), None)

    def _voice(self, text: str) -> str | None:
        """Who "we" is in a text that speaks for itself: whom its own statements in the first person are by."""
        if text.lower() not in _FIRST_PERSON:
            return None
        own = [
            s.speaker.name
            for s in self.statements
            if s.speaker is not None and s.speaker.name and (s.speaker.text or "").lower() in _FIRST_PERSON
        ]
        names = {name for name in own if name.lower() not in _NO_ONE | _FIRST_PERSON}
        return names.pop() if len(names) == 1 else None

    def _says(self, referent: Referent, word: Token) -> bool:
        """Whether a word is in what someone says who is one: of itself a body says "it" or "we"."""
        return referent.kind in ("organisation", "media", "state") and any(
            s.speaker is not None
            and s.speaker.actor == referent.actor
            and any(c.start <= word.idx < c.end for c in s.content)
            for s in self.statements
        )

    def _meant(self, noun: Token, text: str) -> Referent | None:
        low = text.lower()
        if (armed := rebels(noun, self.cast)) is not None:
            return armed
        if noun.pos_ == "PRON":
            if low in ("we", "us", "our", "ours"):
                return self.side_of(noun)
            referent = None if low in _FIRST_PERSON else coreference.pronoun(self.cast, low, noun.idx, ()).referent
            if referent is not None and low in ("him", "her", "them"):
                referent = not_by_the_dead(noun, referent, self.cast, self.statements)
            return None if referent is not None and self._says(referent, noun) and low in ("they", "them") else referent
        definite = any(child.lower_ in ("the", "this", "its", "their") for child in noun.lefts)
        if definite and noun.lemma_.lower() in words("groups") and noun.tag_ == "NN":
            referent = coreference.description(self.cast, f"the {text}", noun.lower_, noun.idx, ()).referent
            if referent is not None and noun.lower_ == "group" and (own := self.side_of(noun)) is not None:
                return own  # a spokesman's "the group" is his own
            if referent is None or referent.name.lower() in _BARE or _is_office(referent, noun):
                return None
            return referent
        return None


def _is_office(referent: Referent, noun: Token) -> bool:
    """Whether one is only an office of a state, while a noun means who rules it: "the government" is no ministry."""
    ruling = noun.lemma_.lower() in _RULERS and noun.lower_ not in referent.name.lower()
    return ruling and "/" in (referent.actor or "")


def _told_in(owner: Actor, text: str) -> bool:
    """Whether a party's own words name whose it is."""
    named = {word.lower() for name in (owner.name, *(m.text for m in owner.mentions)) for word in name.split()}
    return bool(named & set(text.lower().split()))


def _plain(text: str) -> str:
    """The words of a party without what only says that it is someone's."""
    return " ".join(word for word in text.split() if word.lower() != "own")


def _name(doc: Doc, noun: Token, text: str, actor: Actor | None) -> str:
    """The name by which the text knows a party: a state's own name, else the words of the text where they are a name
    or say of whom the people are ("members of the guild"), else the actor's name."""
    if actor is not None and actor.kind == "state":
        ruled = noun.lemma_.lower() in _RULERS and " " in text
        return " ".join(text.split()) if ruled else _state_name(doc, actor)
    if actor is not None and (noun.pos_ == "PRON" or not text[:1].isupper()):
        return _known_as(doc, actor)
    words_of = " ".join(text.split())
    if noun.ent_type_ == "NORP" and words_of.lower() in _states():
        return _states()[words_of.lower()]
    if actor is not None and _stands_for(text, actor):
        return _known_as(doc, actor)
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


def _uncapitalised(name: str, noun: Token) -> str:
    """The words for someone without a name, without the capital that the start of a sentence gives them."""
    start, _ = noun_phrase(noun)
    first = next(token for token in noun.sent if token.idx >= start)
    common = noun.pos_ == "NOUN" and first.pos_ != "PROPN" and first.ent_type_ not in _NAMED
    return name[0].lower() + name[1:] if common and first.text.istitle() else name


def _state_name(doc: Doc, state: Actor) -> str:
    """A state's name, or its initials where the text has them more often."""
    short = [m.text for m in state.mentions if m.text.isalpha() and m.text.isupper() and len(m.text) <= _INITIALS]
    return max(set(short), key=short.count) if len(short) > doc.text.count(state.name) else state.name


def _known_as(doc: Doc, actor: Actor) -> str:
    """An actor's name, or where the text never calls it so, the name that the text uses most."""
    names = [m.text for m in actor.mentions if m.text[:1].isupper() and m.text.lower() not in _BARE]
    if not names:
        return actor.name
    most = max(dict.fromkeys(names), key=names.count)
    initials = "".join(word[0] for word in actor.name.split())
    seldom = most.isupper() and most != initials and names.count(most) > 2 * names.count(actor.name)
    return most if actor.name not in doc.text or (seldom and _is_known(actor)) else actor.name


def _is_known(actor: Actor) -> bool:
    """Whether the codebook knows an actor, whose name is then the codebook's and need not be the text's."""
    return _is_listed(actor.id)


def _is_listed(actor: str) -> bool:
    return actor in actor_codebook().entries


@cache
def _states() -> dict[str, str]:
    """The states by their adjectives."""
    return {word.lower(): entry.name for entry in actor_codebook().entries.values() for word in entry.demonyms}


def _owner(noun: Token) -> Token:
    """Whose a craft is: "Icelandic jets" are Iceland's."""
    if noun.lemma_.lower() in words("aircraft") - {"fighter"}:
        flown = next((child for child in noun.lefts if child.ent_type_ in ("NORP", "GPE", "ORG")), None)
        return flown or next((n for n in objects_of(noun, "of") if n.lemma_.lower() in words("groups")), noun)
    return noun


def _actor_at(actors: Sequence[Actor], offset: int) -> Actor | None:
    best: tuple[int, Actor] | None = None
    for actor in actors:
        for mention in actor.mentions:
            if mention.start <= offset < mention.end and (best is None or mention.end - mention.start < best[0]):
                best = (mention.end - mention.start, actor)
    return best[1] if best else None


def _called(actors: Sequence[Actor], noun: Token, text: str) -> Actor | None:
    """The one group whose name ends in the words of a party ("the Front"), where the text knows just one."""
    if not text[:1].isupper() or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    ending = f" {text.lower()}"
    named = [actor for actor in actors if actor.kind != "person" and actor.name.lower().endswith(ending)]
    return named[0] if len(named) == 1 else None


def _stands_for(text: str, actor: Actor) -> bool:
    """Whether a party's words are a short form of an actor's name: its initials, or words of it."""
    words_of = text.split()
    name = actor.name.split()
    initials = "".join(word[0] for word in name if word[:1].isupper())
    return (len(words_of) == 1 and text.isupper() and text == initials) or any(
        word in name for word in words_of if word[:1].isupper()
    )


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
