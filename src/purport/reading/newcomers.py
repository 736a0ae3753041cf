"""Those whom a text brings in without a name, so that "he", "the fisherman" or "the report" can mean them later."""

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from purport.codebooks.persons import person_lexicon
from purport.codebooks.references import reference_words
from purport.reading import apposition, coreference, publications, wordings
from purport.reading.cast import SUBJECTS, Bounds, Cast, Referent
from purport.types import Span

_BRACKETED = re.compile(r" \((?:an? )?(?:(female|woman)|male|man)\b")
_SPEAKING = reference_words()["speech_verbs"] | reference_words()["governing_verbs"]
_PLURAL = frozenset(["both", "some", "many", "several", "few", "most", "all", "others"])


def subjects(cast: Cast, taken: Sequence[Bounds]) -> list[Token]:
    """Subjects that are no speakers but keep someone in mind: "he", "she" and nouns for persons in the writer's own
    words, documents ("the report"), and names of those who speak; none within ``taken``, the bounds of the speakers."""
    return [
        t
        for t in cast.doc.tokens
        if (t.dep_ in SUBJECTS or wordings.is_apposed_person(t))
        and (t.lower_ in publications.DOCUMENTS or ((_keeps(t) or _speaks(t)) and not cast.is_said(t.idx)))
        and not any(a <= t.idx < b for a, b in taken)
    ]


def remember(cast: Cast, subject: Token, called: Callable[[Bounds], str]) -> None:
    """Let a subject keep the one it means in mind. ``called`` gives what a noun phrase at its bounds calls someone."""
    bounds = (subject.idx, subject.idx + len(subject))
    if _speaks(subject) and (speaker := _named(cast, subject)) is not None:
        cast.spoke(speaker, subject.idx)
        return
    if subject.lower_ in ("he", "she", "it"):
        referent = coreference.pronoun(cast, subject.lower_, subject.idx, ()).referent
    elif subject.lower_ in publications.DOCUMENTS:
        if not any(c.lower_ in ("the", "this") for c in subject.lefts):
            return
        referent = publications.author(cast, subject.lower_, subject.left_edge.idx, subject.right_edge.idx)[0]
    elif _keeps(subject):
        bounds, referent = _described(cast, subject, called)
    else:
        return
    if referent is not None:
        cast.met(referent, bounds)


def told(cast: Cast, name: str, span: Span) -> Referent:
    """A referent for a speaker the text only describes, so that a later pronoun can mean it."""
    same = next((r for r in cast.speakers if r.name == name), None)
    if same is not None:
        same.met((span.start, span.end))
        return same
    tokens = cast.root(span.start, span.end)
    first = span.text.split()[:1]
    plural = (
        bool(first and first[0].lower() in _PLURAL)
        or " and " in name
        or (tokens is not None and tokens.root.tag_ in ("NNS", "NNPS"))
    )
    low = tuple(w.lower() for w in name.split())
    lexicon = person_lexicon()
    gender = lexicon.gender(low)
    person = gender is not None or (tokens is not None and lexicon.is_person_noun(tokens.root.lemma_.lower()))
    pronoun = "they" if plural else gender if person else "it"
    roles = set() if plural else set(low)
    return Referent(name, "person" if person else "thing", None, pronoun, None, roles, [(span.start, span.end)])


def _described(cast: Cast, noun: Token, called: Callable[[Bounds], str]) -> tuple[Bounds, Referent | None]:
    """Whom a noun that is a subject brings in, or the one named right after it; and the bounds of its phrase."""
    start = min((t for t in noun.lefts), key=lambda t: t.left_edge.i, default=noun).left_edge.idx
    bounds = (start, noun.idx + len(noun))
    one = noun.tag_ == "NN"
    if one and (named := apposition.named_after(cast, bounds, noun.lemma_)) is not None:
        named.roles |= {noun.lower_} | ({noun.head.lower_} if noun.dep_ == "appos" else set())
        return bounds, named
    whole = cast.root(*bounds)
    if one and whole is not None:
        bounds = wordings.with_complement(whole, len(cast.doc.text))
    name = called(bounds)
    referent = next((r for r in cast.referents if r.name == name), None)
    if referent is None:
        bracketed = _BRACKETED.match(cast.doc.text, bounds[1]) if one else None
        gender = person_lexicon().gender(tuple(name.lower().split()))
        gender = ("she" if bracketed.group(1) else "he") if bracketed else gender
        kind, pronoun = ("person", gender) if one else ("people", "they")
        roles = {noun.lower_} if one else set()
        cast.referents.append(referent := Referent(name, kind, None, pronoun, roles=roles))
    return bounds, referent


def _speaks(token: Token) -> bool:
    """Whether a subject is one of a verb of speaking."""
    return token.dep_ == "nsubj" and token.head.lemma_ in _SPEAKING


def _named(cast: Cast, subject: Token) -> Referent | None:
    """The one whom a subject names, itself or in apposition."""
    heads = (subject, *(c for c in subject.rights if c.dep_ == "appos"))
    found = [r for t in heads for m, r in cast.at(t.left_edge.idx, t.idx + len(t)) if m[1] == t.idx + len(t)]
    return found[-1] if found else None


def _keeps(token: Token) -> bool:
    """Whether a subject is a pronoun for one, a noun for several persons, or one that brings a person in."""
    return (
        token.lower_ in ("he", "she")
        or (token.lower_ == "it" and token.head.lemma_ not in reference_words()["impersonal"])
        or wordings.is_indefinite_person(token)
        or (token.tag_ == "NNS" and person_lexicon().is_person_noun(token.lemma_.lower()))
    )
