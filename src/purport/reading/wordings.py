"""What a text calls someone it does not name, in its own words and with what belongs to them: "a former member of the
group", "a man who said he spoke for the Front", "a third security official"."""

import re

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from purport.codebooks.persons import person_lexicon

Bounds = tuple[int, int]

ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "other", "another"])
# How many words a relative clause may have to tell who a man is.
LONGEST_CLAUSE = 12
_PREPOSITIONS = frozenset(["of", "for", "from", "at", "in", "with"])
_BARE = frozenset(["man", "woman", "person", "someone", "official", "source", "resident", "member", "caller"])
_RELAYED = frozenset(["interview", "quote", "cite", "reach", "contact", "ask", "speak"])
_COUNT = re.compile(
    r"\A(?:the )?(?:two|three|four|five|six|seven|several|some|many|both|other|most|a (?:few|number of|dozen))\s+",
    re.IGNORECASE,
)


def with_complement(span: TokenSpan, until: int) -> Bounds:
    """The bounds of a noun phrase with the complement that follows its head: prepositional phrases, and for a bare
    "man" the clause that tells who he is; nothing beyond a comma, nor beyond ``until``."""
    head = span.root
    end = span.end
    if head.pos_ not in ("NOUN", "PROPN"):
        return span.start_char, span.end_char
    for child in head.rights:
        if child.left_edge.i < end:
            continue
        if child.left_edge.i != end or child.right_edge.idx >= until:
            break
        told = child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and child.n_rights
        clause = (
            child.dep_ in ("relcl", "acl")
            and child.lemma_ not in _RELAYED
            and head.lemma_.lower() in _BARE
            and child.right_edge.i - child.left_edge.i < LONGEST_CLAUSE
        )
        if not told and not clause:
            break
        end = _before_mark(child) + 1
        if end <= child.right_edge.i:
            break
    last = span.doc[end - 1]
    return span.start_char, last.idx + len(last)


def clause_of(span: TokenSpan) -> int:
    """Where the relative clause that tells who somebody is ends; 0 where there is none."""
    clauses = [c for c in span.root.rights if c.dep_ == "relcl" and c.left_edge.i == span.end]
    return clauses[0].right_edge.idx if clauses else 0


def _before_mark(token: Token) -> int:
    """The last token of a subtree before a comma, a bracket or a dash in it."""
    for i in range(token.left_edge.i, token.right_edge.i + 1):
        if token.doc[i].text in (",", "(", ";", ":", "—", "–"):
            return max(i - 1, token.left_edge.i)
    return token.right_edge.i


def is_ordinal(words: str) -> bool:
    """Whether the words only count on from someone described before: "a third", "another"."""
    bare = [w for w in words.lower().split() if w not in ("a", "an", "the")]
    return len(bare) == 1 and bare[0] in ORDINALS


def counted_on(words: str, described: str, head: Token) -> str | None:
    """The description of one more of several: "a third" of "Two security officials" is "a third security official"."""
    bare = re.sub(r"\Aan? ", "", _COUNT.sub("", described))
    ordinal = words.split()[-1].lower()
    if head.text not in bare or not person_lexicon().is_person_noun(head.lemma_.lower()):
        return None
    if head.tag_ != "NNS" and ordinal not in ("another", "other", "second"):
        return None
    singular = bare.replace(head.text, head.lemma_, 1)
    return f"another {singular}" if ordinal in ("another", "other") else f"a {ordinal} {singular}"


def is_indefinite_person(token: Token) -> bool:
    """Whether a noun brings in a person: "a fisherman from Sandur"."""
    return token.tag_ == "NN" and _has_article(token) and person_lexicon().is_person_noun(token.lemma_.lower())


def _has_article(token: Token) -> bool:
    """Whether "a" or "one" stands before a noun and its adjectives, whatever the parse makes of them."""
    for i in range(token.i - 1, max(-1, token.i - 4), -1):
        before = token.doc[i]
        if before.lower_ in ("a", "an", "one"):
            return True
        if before.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "VERB") or before.is_sent_start:
            return False
    return False


def is_apposed_person(token: Token) -> bool:
    """Whether such a noun stands beside a subject, or is told more of in brackets: "a resident (in her sixties)"."""
    bracketed = token.i + 1 < len(token.doc) and token.nbor(1).text == "("
    return (token.dep_ == "appos" or bracketed) and is_indefinite_person(token)
