"""The words that tell of an incident: nouns and verbs of the codebook in a context that its rules ask for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from purport.codebooks.incident_types import incident_types, words
from purport.language import Doc
from purport.reading.clauses import agents, grammatical_subjects, objects_of, patients
from purport.reading.persons import counted, is_person, is_somebody
from purport.types import Place

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
# What tells of an event apart from those told before.
_ANEW = frozenset({"fresh", "renewed", "similar"})
_DURATIONS = frozenset({"century", "day", "decade", "generation", "month", "week", "year"})
_WARS = frozenset({"conflict", "feud", "insurgency", "war"})
_HELD = frozenset({"abducted", "captured", "detained", "imprisoned", "jailed", "kidnapped"})
_STARTS = frozenset({"begin", "launch", "mount", "open", "start", "stage"})
_OFFICERS = frozenset(
    {"army", "commando", "customs", "guard", "marine", "navy", "officer", "police", "soldier", "troop"}
)
_OUSTS = frozenset({"depose", "oust", "overthrow", "topple"})
_HURLS = frozenset({"hurl", "lob", "throw"})
_ARMED = frozenset({"bandit", "captor", "gang", "gunman", "kidnapper", "militant", "pirate", "rebel"})
_BACKGROUND = frozenset({"part", "support", "preparation", "framework", "context"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trigger:
    """A word that tells of an incident. ``begins`` says whether it can begin one or only take one up;
    ``effect`` that it tells what an incident did (killed, wounded) and so may belong to another's cause."""

    token: Token
    type: str
    start: int
    end: int
    begins: bool = True
    effect: bool = False

    @property
    def nominal(self) -> bool:
        """Whether it is a noun."""
        return _is_noun(self.token) and not _is_headline_verb(self.token)


def triggers(doc: Doc, places: Sequence[Place] = ()) -> Iterator[Trigger]:
    """The triggers of a document in reading order, one a word."""
    place_at = {offset for place in places for offset in range(place.start, place.end)}
    for token in doc.tokens:
        if _is_headline_verb(token):
            found = _verbal(token, place_at)
        elif _is_noun(token):
            found = _nominal(token)
        elif token.pos_ in ("VERB", "ADJ"):
            found = _verbal(token, place_at)
        else:
            found = None
        if found is not None:
            yield found


def _is_noun(token: Token) -> bool:
    """Whether a word is a noun, as what hangs on a preposition is, whatever its tag: "a series of airstrikes"; and as
    what goes on is: "fighting between the two sides went on"."""
    if token.lower_ == "fighting" and token.dep_ == "nsubj":
        return True
    return token.pos_ in ("NOUN", "PROPN") or (token.dep_ == "pobj" and token.tag_ == "VBZ")


def _is_headline_verb(token: Token) -> bool:
    """Whether what is tagged as a noun heads a clause with subject and object: "Gunmen storm prison"."""
    return (
        token.pos_ == "NOUN"
        and token.dep_ == "ROOT"
        and {"nsubj", "dobj"} <= {child.dep_ for child in token.children}
        and not any(child.dep_ in ("det", "poss") for child in token.lefts)
    )


def _lemma(token: Token) -> str:
    """The lemma in lower case, joined with what a hyphen joins to it ("counter-attack")."""
    lemma = token.lemma_.lower()
    if (
        token.i >= 2
        and token.nbor(-1).text == "-"
        and not token.nbor(-1).whitespace_
        and not token.nbor(-2).whitespace_
    ):
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma


def _nominal(token: Token) -> Trigger | None:
    if (
        token.dep_ in ("compound", "nmod", "npadvmod")
        and token.head.pos_ in ("NOUN", "PROPN")
        and token.i < token.head.i
    ):
        return None
    lemma, whole = token.lemma_.lower(), _lemma(token)
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
    before |= {_lemma(child) for child in token.lefts if child.dep_ in ("compound", "amod", "nmod")}
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


def _verbal(token: Token, place_at: set[int]) -> Trigger | None:
    lemma = token.lemma_.lower() if token.pos_ == "ADJ" else _lemma(token)
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
