"""Places that a text speaks of without their names: "the Afghan capital", and "the city" after one was named."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from purport.codebooks.actors import STATE, Entry, actor_codebook
from purport.codebooks.gazetteer import gazetteer
from purport.language import Doc
from purport.reading.entry_places import place_of
from purport.types import Level, Place

_TOWNS = frozenset({"city", "town", "village"})
_PROVINCES = frozenset({"province", "island", "governorate"})
# How many sentences back the name may stand.
_NEAR = 3


def unnamed_places(doc: Doc, places: Sequence[Place]) -> Iterator[Place]:
    """The capitals that a nation's adjective names, and the last place named before of which a bare noun may speak."""
    nations = {word.lower(): entry for entry in actor_codebook().entries.values() for word in entry.demonyms}
    taken = {offset for place in places for offset in range(place.start, place.end)}
    for token in doc.tokens:
        lemma = token.lemma_.lower()
        if token.idx in taken:
            continue
        if lemma == "capital":
            yield from _capital(doc, token, nations)
        elif lemma in _TOWNS | _PROVINCES and token.tag_ == "NN" and _is_bare(token):
            antecedent = _antecedent(doc, token, Level.CITY if lemma in _TOWNS else Level.REGION, places)
            if antecedent is not None:
                start, end = token.idx, token.idx + len(token)
                yield replace(antecedent, text=doc.text[start:end], start=start, end=end)


def _capital(doc: Doc, noun: Token, nations: dict[str, Entry]) -> Iterator[Place]:
    for word in noun.lefts:
        nation = nations.get(word.lower_)
        if nation is None or nation.capital is None or not nation.id.startswith(STATE):
            continue
        country = nation.id.removeprefix(STATE)
        found = [entry for entry in gazetteer().lookup(nation.capital) if entry.country == country]
        town = next((entry for entry in found if entry.level is Level.CITY), None)
        if town is not None:
            yield place_of(town, doc.span(word.idx, noun.idx + len(noun)))


def _is_bare(noun: Token) -> bool:
    """Whether no more than "the" or "the same" stands before a noun, and no name after it ("the city of Bergen")."""
    before = {child.lower_ for child in noun.lefts}
    if "the" not in before or before - {"the", "same"}:
        return False
    after = {below for child in noun.rights if child.lower_ == "of" or child.dep_ == "appos" for below in child.subtree}
    return noun.dep_ not in ("compound", "nmod", "attr", "appos") and not any(t.pos_ == "PROPN" for t in after)


def _antecedent(doc: Doc, noun: Token, level: Level, places: Sequence[Place]) -> Place | None:
    before = [p for p in places if p.end <= noun.idx and p.level is level and not p.metonym]
    if not before or doc.sentence_at(noun.idx) - doc.sentence_at(before[-1].start) > _NEAR:
        return None
    return before[-1]
