"""A word that tells of an incident, and what is asked of any such word."""

from dataclasses import dataclass

from spacy.tokens import Token


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
        return is_noun(self.token) and not is_headline_verb(self.token)


def is_noun(token: Token) -> bool:
    """Whether a word is a noun, as what hangs on a preposition is, whatever its tag: "a series of airstrikes"; and as
    what goes on is: "fighting between the two sides went on"."""
    if token.lower_ == "fighting" and token.dep_ == "nsubj":
        return True
    return token.pos_ in ("NOUN", "PROPN") or (token.dep_ == "pobj" and token.tag_ == "VBZ")


def is_headline_verb(token: Token) -> bool:
    """Whether what is tagged as a noun heads a clause with subject and object: "Gunmen storm prison"."""
    return (
        token.pos_ == "NOUN"
        and token.dep_ == "ROOT"
        and {"nsubj", "dobj"} <= {child.dep_ for child in token.children}
        and not any(child.dep_ in ("det", "poss") for child in token.lefts)
    )


def lemma_of(token: Token) -> str:
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
