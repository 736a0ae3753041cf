"""Whose people the persons of a text are: a group's spokesman, leader or fighter speaks and acts for it."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from purport.codebooks.incident_types import words
from purport.reading import coreference
from purport.reading.cast import Cast, Referent
from purport.reading.clauses import objects_of, patients
from purport.reading.negation import is_negated

# Who holds one of these is of the body whose office it is.
_OFFICES = frozenset(
    {"chief", "chieftain", "commander", "cleric", "deputy", "emir", "fighter", "founder", "head", "ideologue", "leader"}
    | {"member", "militant", "operative", "propagandist", "quartermaster", "representative", "spokesman"}
    | {"spokesperson", "spokeswoman", "strategist"}
)
_LEADING = frozenset({"command", "found", "head", "lead"})
_BODIES = ("group", "organisation")


def allegiances(cast: Cast) -> Mapping[str, Referent]:
    """The groups whose people the persons of a text are, by the persons' ids: "the Front's spokesman, Torquil Bain",
    "Bain, a commander of the Front", "its leader, who is known as Bain"."""
    found: dict[str, Referent] = {}
    for person in cast.referents:
        if person.kind != "person" or person.actor is None:
            continue
        for start, end in person.mentions:
            span = cast.root(start, end)
            if span is None:
                continue
            held = (body for office in _offices(span.root) for body in _bodies(office, cast))
            led = (body for word in _leads(span.root) if (body := _body_at(word, cast)) is not None)
            body = next(held, None) or next(led, None)
            if body is not None:
                found.setdefault(person.actor, body)
                break
    return found


def _offices(name: Token) -> Iterator[Token]:
    """What a person is said to be: the noun beside a name, and the one of which a clause tells the name."""
    at = name
    clause = next((over for over in at.ancestors if over.dep_ in ("relcl", "acl")), None)
    if clause is not None and at.dep_ in ("pobj", "oprd", "attr"):
        yield clause.head  # "its leader, who is known as Bain", "a spokesman who calls himself Falk"
        if clause.head.dep_ == "appos":
            yield clause.head.head  # "its chief, a man called Sten"
    if at.dep_ == "appos":
        yield at.head
    yield from (child for child in at.children if child.dep_ in ("appos", "compound", "nmod"))


def _bodies(office: Token, cast: Cast) -> Iterator[Referent]:
    if office.lemma_.lower() not in _OFFICES:
        return
    owning = [child for child in office.lefts if child.dep_ in ("poss", "compound", "nmod")]
    for word in (*owning, *objects_of(office, "of", "for", "in", "with", "from")):
        if word.lower_ in ("its", "their"):
            meant = coreference.pronoun(cast, word.lower_, word.idx, (), _BODIES).referent
        else:
            meant = _body_at(word, cast) or _described(word, cast)
        meant = meant or (_told_just_before(word, cast) if word.lower_ in ("its", "their") else None)
        if meant is not None and meant.kind in _BODIES:
            yield meant


def _described(noun: Token, cast: Cast) -> Referent | None:
    """Whom "the movement" means."""
    if noun.lemma_.lower() not in words("groups") or not any(child.lower_ in ("the", "this") for child in noun.lefts):
        return None
    return coreference.description(cast, f"the {noun.lower_}", noun.lower_, noun.idx, ()).referent


def _body_at(word: Token, cast: Cast) -> Referent | None:
    return next(
        (r for r in cast.referents if r.kind in _BODIES and any(a <= word.idx < b for a, b in r.mentions)), None
    )


def _told_just_before(possessive: Token, cast: Cast) -> Referent | None:
    """The body in the sentence before that stands least deep in it: not one that only a clause about another names."""
    doc, sentence = possessive.doc, possessive.sent
    before = doc[max(0, sentence.start - 1)].sent
    told = []
    for (start, end), referent in cast.at(before.start_char, sentence.start_char):
        span = cast.root(start, end) if referent.kind in _BODIES else None
        if span is not None:
            told.append((len(list(span.root.ancestors)), referent))
    told.sort(key=lambda entry: entry[0])
    return told[0][1] if told and (len(told) == 1 or told[0][0] < told[1][0]) else None


def _leads(name: Token) -> Iterator[Token]:
    """What a person is said to lead: "Isbister led a unit of the Column"."""
    verb = name.head
    if name.dep_ == "nsubj" and verb.lemma_ in _LEADING and not is_negated(verb):
        for led in patients(verb):
            yield led
            yield from objects_of(led, "of", "in")
