"""Where a text tells in so many words how two actors stand to one another: its words, read off the syntax."""

from collections.abc import Iterator

from spacy.tokens import Token

from purport.codebooks.relation_words import RelationWord, relation_words
from purport.language import Doc
from purport.reading.relation_ends import (
    Told,
)
from purport.reading.relation_nouns import by_bond, by_noun, by_oath, by_phrase
from purport.reading.relation_verbs import by_adjective, by_verb, hyphened_pair


def told_relations(doc: Doc) -> Iterator[Told]:
    """The relations that words tell, in reading order of the words."""
    lexicon = relation_words()
    for token in doc.tokens:
        lemma = _lemma(token)
        if token.pos_ in ("NOUN", "PROPN"):
            for word in lexicon.nouns.get(lemma, ()):
                yield from by_noun(token, word)
            for word in lexicon.bonds.get(lemma, ()):
                yield from by_bond(token, word)
            for word in lexicon.phrases.get(lemma, ()):
                yield from by_phrase(token, word)
            if lemma in lexicon.lists["oath"]:
                yield from by_oath(token)
            continue
        if token.pos_ not in ("VERB", "ADJ"):
            continue
        kind = lexicon.hyphened.get(token.lower_)
        if kind is not None and (pair := hyphened_pair(token)) is not None:
            known = [w for w in lexicon.adjectives.get(token.lower_, ()) if w.kind is kind] or [RelationWord(kind=kind)]
            yield Told(token=token, kind=kind, actor=pair[0], other=pair[1], others=known[0].others)
            continue
        if token.lower_ in lexicon.adjectives:
            for word in lexicon.adjectives[token.lower_]:
                yield from by_adjective(token, word)
        elif token.pos_ == "VERB":
            for word in lexicon.verbs.get(lemma, ()):
                yield from by_verb(token, word)


def _lemma(token: Token) -> str:
    """The lemma in lower case, with what a hyphen joins before it ("arch-rival")."""
    lemma = token.lemma_.lower()
    if token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("arch", "co"):
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma
