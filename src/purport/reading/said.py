"""The words that an attribution gives as said: their tokens, the heads of their clauses, and whose own they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from purport.codebooks.cues import word_list
from purport.language import Doc
from purport.reading.quotations import Quotations
from purport.types import Span

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


@dataclass(frozen=True, slots=True)
class Said:
    """What is said: its tokens in reading order, its head (of the first main clause, else of the first phrase), the
    heads of its main clauses, and the words in lower case."""

    tokens: tuple[Token, ...]
    root: Token | None
    clauses: tuple[Token, ...]
    words: tuple[str, ...]


def said_of(doc: Doc, content: Sequence[Span]) -> Said:
    """The tokens of a content with their clauses."""
    tokens = tuple(_tokens(doc, content))
    inside = {token.i for token in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in _VERBS and t.dep_ not in ("aux", "auxpass")]
    root = next(iter(verbs or (t for t in tops if not t.is_punct and not t.is_space)), None)
    clauses = tuple(clause for verb in verbs for clause in _joined(verb, inside))
    return Said(tokens, root, clauses, tuple(t.lower_ for t in tokens))


def _tokens(doc: Doc, spans: Sequence[Span]) -> Iterator[Token]:
    for span in spans:
        piece = doc.tokens.char_span(span.start, span.end, alignment_mode="expand")
        yield from piece if piece is not None else ()


def _joined(verb: Token, inside: set[int]) -> Iterator[Token]:
    """A clause's head, those joined to it by "and" and the like, and what it says itself ("I think they left")."""
    yield verb
    for child in verb.children:
        if child.i in inside and child.pos_ in _VERBS and child.dep_ in ("conj", "parataxis", "ccomp"):
            yield from _joined(child, inside)
        # "I have no doubt that they left"
        if child.dep_ == "dobj" and child.lemma_ == "doubt" and any(c.lower_ == "no" for c in child.lefts):
            for told in child.rights:
                if told.i in inside and told.dep_ in ("acl", "relcl"):
                    yield from _joined(told, inside)


def subject_of(clause: Token) -> Token | None:
    """The grammatical subject of a clause's head, or of the verb it is joined to."""
    own = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
    if own is None and clause.dep_ == "conj":
        return subject_of(clause.head)
    return own


def is_own(noun: Token | None, quotes: Quotations) -> bool:
    """Whether a noun is the speaker or his: "we", "our men"; outside quotation marks "they" and "its fighters" too."""
    if noun is None:
        return False
    quote = quotes.holding(noun.idx)
    names = word_list("first_persons" if quote is not None and quote.marked else "own_persons")
    of = [c for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children]
    return any(
        one.lower_ in names or any(c.lower_ in names for c in one.children if c.dep_ == "poss") for one in (noun, *of)
    )


def auxiliaries(clause: Token) -> frozenset[str]:
    """The auxiliaries of a clause's head, in lower case."""
    return frozenset(c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass"))


def is_negated(clause: Token) -> bool:
    """Whether a clause denies what it tells: by "not" and the like, or by a "no" or "none" in subject or object."""
    negations = word_list("negations")
    for child in clause.children:
        if child.dep_ == "neg" or (
            child.lower_ in negations and child.dep_ in (*_SUBJECTS, "det", "advmod", "dobj", "attr")
        ):
            return True
        if child.dep_ in (*_SUBJECTS, "attr", "dobj") and any(
            c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj") for c in child.lefts
        ):
            return True
    return False


def is_ahead(clause: Token) -> bool:
    """Whether a clause tells of what is to come."""
    if auxiliaries(clause) & word_list("future"):
        return True
    return clause.lower_ == "going" and any(c.dep_ == "xcomp" for c in clause.children)
