"""Whom parties mean that are not called by name: "the movement", "its fighters", "the two sides", "the rebels"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.reading import coreference
from purport.reading.cast import Cast, Referent
from purport.reading.clauses import clause_verb, grammatical_subjects, objects_of
from purport.types import Actor, Statement

# Those who fight for a side, and the sides themselves.
_MEN = frozenset(
    {"commander", "faction", "fighter", "force", "gunman", "gunner", "leader", "man", "member", "militant", "sniper"}
    | {"soldier", "supporter", "unit", "cell", "wing", "raider", "hijacker", "attacker", "troop", "army", "people"}
    | {"command", "council", "leadership"}
)
_REBELS = frozenset({"guerrilla", "insurgent", "militant", "rebel", "secessionist", "separatist", "extremist"})
_SIDES = frozenset({"side", "party", "group", "foe", "rival", "camp", "faction", "enemy", "adversary"})
_BOTH = frozenset({"both", "two", "the", "warring", "rival", "opposing"})
_FORMS = {"he": "he", "him": "he", "she": "he", "her": "he", "it": "it", "they": "they", "them": "they"}
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj"})
_PEOPLED = frozenset({"person", "group"})
_OF_A_SIDE = ("of", "from", "with")
_LOYAL = frozenset({"belong", "loyal", "link", "affiliate", "ally", "tie"})
_ARMED = frozenset({"group", "state"})
_FIGHTING = frozenset({"group", "organisation"})
_KILLING = frozenset({"assassinate", "behead", "execute", "hang", "kill", "lynch", "murder", "slay"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def sides(noun: Token, cast: Cast) -> tuple[Referent, ...]:
    """The two whom "both sides" or "the two groups" means: the groups, else the states, told of most before it,
    or none where there are not two."""
    before = {child.lower_ for child in noun.lefts}
    if noun.lemma_.lower() not in _SIDES or noun.tag_ != "NNS" or not before or not before <= _BOTH:
        return ()
    if before == {"the"} and noun.lemma_.lower() != "side":
        return ()
    told = [
        (referent.kind != "group", -len(held), -max(held)[0], n)
        for n, referent in enumerate(cast.referents)
        if referent.kind in _ARMED
        and not _of_another(referent, cast)
        and (held := [m for m in referent.mentions if m[0] < noun.idx])
    ]
    # Groups come before states, of which one told of once may only mediate.
    pair = [cast.referents[n] for *_, n in sorted(told)[:2]]
    return tuple(pair) if len(pair) == 2 and pair[0].name != pair[1].name else ()


def _of_another(referent: Referent, cast: Cast) -> bool:
    """Whether a body of a state is told of beside the state itself: its ministry, its army."""
    state, _, body = (referent.actor or "").partition("/")
    return bool(body) and state in cast.by_actor


def antecedent(pronoun: Token, cast: Cast) -> Token:
    """The noun that a pronoun stands for where it is no name: the body whose words it stands in ("the army said that
    it had struck"), else the one person or people told of just before; any other word itself."""
    low = pronoun.lower_
    if pronoun.pos_ != "PRON" or low not in _FORMS:
        return pronoun
    verb = pronoun.head
    while verb.dep_ in ("conj", "xcomp") and verb.head.i != verb.i:
        verb = verb.head
    if pronoun.dep_ == "nsubj" and verb.dep_ == "ccomp" and verb.i > verb.head.i and low in ("it", "they"):
        subjects = [child for child in verb.head.lefts if child.dep_ == "nsubj" and child.pos_ == "NOUN"]
        if len(subjects) == 1 and _may_be(subjects[0], low):
            return subjects[0]
    if low in ("it", "they") and pronoun.dep_ in _SUBJECT and verb.dep_ == "ROOT":
        topic = _topic_before(pronoun, cast)
        if topic is not None:
            return topic
    if pronoun.dep_ == "nsubj" and verb.dep_ == "advcl" and low == "it":
        subjects = grammatical_subjects(verb.head)
        if len(subjects) == 1 and (subjects[0].tag_ == "NNP" or _may_be(subjects[0], low)):
            return subjects[0]  # a name, of what is no person
    return pronoun if low == "it" else _person_before(pronoun, cast)


def _topic_before(pronoun: Token, cast: Cast) -> Token | None:
    """The subject of a sentence before, in the same paragraph, that the subject of a main clause goes on with: one
    group ("The Sons rely on ransom. In June they abducted"), or the two together ("The two groups were allies")."""
    doc, sentence = pronoun.doc, pronoun.sent
    if sentence.start > 0 and not _opens_paragraph(sentence.start, doc):
        before = doc[sentence.start - 1].sent
        subjects = [noun for noun in grammatical_subjects(before.root) if noun.i >= before.start]
        if len(subjects) == 1:
            return subjects[0] if _goes_on_with(subjects[0], pronoun, cast) else None
    return None


def _opens_paragraph(first: int, doc: SpacyDoc) -> bool:
    return any("\n" in token.text for token in doc[max(0, first - 1) : first + 1] if token.is_space)


def _goes_on_with(subject: Token, pronoun: Token, cast: Cast) -> bool:
    many = pronoun.lower_ in ("they", "their")
    if sides(subject, cast):
        return many
    if (subject.tag_ in ("NNS", "NNPS") or subject.lower_.endswith("s")) != many:
        return False
    held = [r for r in cast.referents if any(a <= subject.idx < b for a, b in r.mentions)]
    return any(r.kind in _FIGHTING for r in held)


def _person_before(pronoun: Token, cast: Cast) -> Token:
    """The one unnamed person, or people, told of in the sentence before or earlier in its own, where nobody is named
    there: "It held the manager for a week. He was freed in July"."""
    doc, sentence = pronoun.doc, pronoun.sent
    if (own := _people_of_clause_before(pronoun, cast)) is not None:
        return own
    first = doc[max(0, sentence.start - 1)].sent
    if any(token.is_space and "\n" in token.text for token in doc[first.start + 1 : sentence.start]):
        first = sentence
    if any(referent.kind in _PEOPLED for _, referent in cast.at(first.start_char, pronoun.idx)):
        return pronoun
    told = [
        noun
        for noun in doc[first.start : pronoun.i]
        if noun.pos_ == "NOUN" and noun.dep_ in _PARTS and _may_be(noun, pronoun.lower_)
    ]
    return told[-1] if len({noun.lemma_ for noun in told}) == 1 else pronoun


def _people_of_clause_before(pronoun: Token, cast: Cast) -> Token | None:
    """The people that the clause before in one sentence is done to: "it seized two divers; they were let go"."""
    if pronoun.lower_ != "they" or pronoun.dep_ not in _SUBJECT:
        return None
    told = [
        noun
        for noun in pronoun.doc[pronoun.sent.start : pronoun.i]
        if noun.dep_ in ("dobj", "nsubjpass") and _may_be(noun, "they")
    ]
    if len(told) != 1 or cast.at(told[0].idx, pronoun.idx):
        return None
    return told[0]


def _may_be(noun: Token, pronoun: str) -> bool:
    """Whether a pronoun agrees with a noun for people."""
    lemma = noun.lemma_.lower()
    if _FORMS[pronoun] == "it":
        return noun.tag_ in ("NN", "NNP") and lemma in words("groups")
    if _FORMS[pronoun] == "they":
        return noun.tag_ == "NNS" and lemma in words("persons")
    return noun.tag_ == "NN" and lemma in words("persons") and lemma not in words("groups")


def not_by_the_dead(pronoun: Token, meant: Referent, cast: Cast, statements: Sequence[Statement]) -> Referent | None:
    """Whom a pronoun means that stands for someone killed: none of those who say so ("Calum said that the group had
    killed him"), but who else is most in mind there; None where nobody is."""
    if pronoun.head.lemma_.lower() not in _KILLING:
        return meant
    held = [s for s in statements if any(c.start <= pronoun.idx < c.end for c in s.content)]
    speakers = {s.speaker.actor for s in held if s.speaker is not None and s.speaker.actor}
    if meant.actor not in speakers:
        return meant
    fitting = [
        (cast.presence(r, pronoun.idx), n)
        for n, r in enumerate(cast.referents)
        if r.kind == meant.kind and r.actor not in speakers and r.pronoun in (None, meant.pronoun)
    ]
    presence, best = max(fitting, default=(0.0, 0))
    return cast.referents[best] if presence > 0 else None


def known_body(noun: Token, actors: Sequence[Actor]) -> Actor | None:
    """The body that a bare "the movement" means: the last one before it whose name ends in that word."""
    if noun.tag_ != "NN" or noun.lemma_.lower() not in words("groups") or not _is_bare(noun):
        return None
    ending = f" {noun.lower_}"
    told = [
        (max(held), actor)
        for actor in actors
        if actor.kind != "person"
        and actor.name.lower().endswith(ending)
        and (held := [mention.start for mention in actor.mentions if mention.start < noun.idx])
    ]
    return max(told, key=lambda entry: entry[0])[1] if told else None


def subject_over(possessive: Token) -> Token | None:
    """The body that is subject of the clause in which "its" stands: "the group freed hundreds of its men"."""
    verb = clause_verb(possessive)
    subjects = grammatical_subjects(verb) if verb is not None and possessive.lower_ == "its" else []
    if len(subjects) != 1 or subjects[0].i > possessive.i or not _may_be(subjects[0], "it"):
        return None
    return subjects[0]


def body_before(pronoun: Token, actors: Sequence[Actor]) -> Actor | None:
    """The body that stands for "its" as "the movement" in the words before it, from the sentence before on, where no
    other body is named in between."""
    doc = pronoun.doc
    first = doc[max(0, pronoun.sent.start - 1)].sent.start
    for token in reversed(doc[first : pronoun.i]):
        if any(m.start <= token.idx < m.end for a in actors if a.kind != "person" for m in a.mentions):
            return None
        if token.lemma_.lower() in words("groups") and _is_bare(token):
            return known_body(token, actors)
    return None


def named(noun: Token) -> Token:
    """Who a person told by what they are is, where the name stands beside: "a judge, Snorri Hafstein"."""
    beside = [child for child in noun.rights if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if noun.pos_ != "NOUN" or not (
        noun.lemma_.lower() in words("persons") or any(child.ent_type_ == "PERSON" for child in beside)
    ):
        return noun
    return beside[0] if len(beside) == 1 and beside[0].ent_type_ in ("PERSON", "ORG", "GPE", "") else noun


def rebels(noun: Token, cast: Cast) -> Referent | None:
    """Whom "the rebels" means: the one armed group that the text names, else the one most in mind there."""
    if noun.lemma_.lower() not in _REBELS or noun.tag_ != "NNS":
        return None
    groups = [referent for referent in cast.referents if referent.kind == "group" and referent.mentions]
    if len(groups) == 1 and all(_says_little(child) for child in noun.children):
        return groups[0]
    if not _is_bare(noun):
        return None
    before = sorted(((cast.presence(r, noun.idx), n) for n, r in enumerate(groups)), reverse=True)
    if not before or before[0][0] <= 0 or (len(before) > 1 and before[1][0] >= coreference.EQUAL * before[0][0]):
        return None
    return groups[before[0][1]]


def _says_little(child: Token) -> bool:
    """Whether a word about rebels says no more than where they are: "the Shetland rebels"."""
    return (
        child.lower_ in ("the", "armed")
        or child.dep_ in ("punct", "case")
        or (child.ent_type_ in ("GPE", "LOC", "NORP") and child.dep_ in ("compound", "amod", "nmod"))
    )


def _is_bare(noun: Token) -> bool:
    """Whether nothing but "the" or "this" stands before a noun and no name after it."""
    return {child.lower_ for child in noun.lefts} in ({"the"}, {"this"}) and not any(
        child.dep_ == "appos" for child in noun.rights
    )


def owners(noun: Token) -> Iterator[Token]:
    """The words that may say whose men a noun stands for: "its fighters", "a sniper belonging to the front"."""
    if noun.lemma_.lower() not in _MEN and noun.lemma_.lower() not in words("persons"):
        return
    for child in noun.lefts:
        if child.dep_ in ("poss", "compound", "nmod", "amod"):
            yield child
    yield from objects_of(noun, *_OF_A_SIDE)
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl", "amod") and child.lemma_.lower() in _LOYAL:
            yield from objects_of(child, "to", "with")
    for command in objects_of(noun, "under"):  # "fighters under Bain's command"
        yield from (child for child in command.lefts if child.dep_ == "poss")
