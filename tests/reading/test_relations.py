"""How actors are told to stand to one another: sentences of our own, and what the edges carry."""

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import purport
from purport.codebooks.relation_words import relation_words
from purport.codebooks.relations import RELATION_KINDS
from purport.codec import decode, encode, schema, to_dict
from purport.reading.relations import MUTUAL
from purport.types import RelationKind, Standing

FOLDER = Path(__file__).parent
CASES = [
    pytest.param(case, marks=pytest.mark.xfail(reason=case["missed"], strict=True) if "missed" in case else ())
    for name in ("relations.toml", "relations_fresh.toml", "relations_third.toml")
    for case in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
]
TWO = (
    "The Skerry Front said on 4 May 2021 that the Reef Brigade was backed by Iceland. Iceland denied it.\n\n"
    "The Reef Brigade is backed by Iceland, and Iceland backs it openly."
)


def edge(actor: str, kind: str, other: str, standing: str = "holds") -> tuple[str, ...]:
    ends = sorted((actor, other)) if RelationKind(kind) in MUTUAL else [actor, other]
    return (*ends, kind, standing)


@pytest.mark.parametrize("case", CASES)
def test_relations_of_sentences(case: dict[str, Any]) -> None:
    found = purport.read(case["text"], published=case.get("published")).relations
    assert {edge(r.actor.name, r.kind, r.other.name, r.standing) for r in found} == {
        edge(*told) for told in case["relations"]
    }
    if "date" in case:
        assert {r.date and r.date.start for r in found} == {case["date"]}
    if "according_to" in case:
        assert {r.according_to or "" for r in found} == {case["according_to"]}


def test_relations_told_by_two_sources_stand_side_by_side() -> None:
    reading = purport.read(TWO)
    backed = [r for r in reading.relations if r.kind is RelationKind.PATRON]
    assert {r.according_to for r in backed} == {"Skerry Front", None}
    own = next(r for r in backed if r.according_to is None)
    assert [span.text for span in own.mentions] == ["backed", "backs"] and own.statements == ()
    said = next(r for r in backed if r.according_to)
    assert said.statements == (reading.statements[0].id,)


def test_relations_of_incidents_name_their_incident() -> None:
    reading = purport.read("The Skerry Front attacked the Kelp Guard near Vágur on 9 March 2021.")
    (told,) = reading.relations
    assert told.incident == reading.incidents[0].id and told.mentions == reading.incidents[0].mentions


def test_relations_keep_the_contract_both_ways() -> None:
    reading = purport.read(TWO)
    jsonschema.validate(to_dict(reading), schema())
    assert decode(encode(reading)) == reading
    older = to_dict(reading)
    del older["relations"]
    jsonschema.validate(older, schema())


def test_relation_kinds_are_those_of_the_codebook_and_of_deeds() -> None:
    assert set(RELATION_KINDS) <= {kind.value for kind in RelationKind}
    words = relation_words()
    tables = (words.nouns, words.verbs, words.adjectives)
    told = {word.kind for table in tables for each in table.values() for word in each}
    assert {RelationKind(kind) for kind in RELATION_KINDS} <= told


@pytest.mark.parametrize("text", ["The Reef Brigade backed itself.", "Its ally left.", "Everyone condemned everyone."])
def test_relations_need_two_named_actors(text: str) -> None:
    assert purport.read(text).relations == ()


def test_relation_repr_is_short() -> None:
    (told,) = purport.read("The Harbour Militia left the Tidal League in June 2020.").relations
    assert repr(told) == "Relation(Harbour Militia part_of Tidal League, ended, 2020-06)"
    assert told.standing is Standing.ENDED


def test_relations_that_someone_is_accused_of_are_the_accusers_word() -> None:
    reading = purport.read("Denmark was accused by the Northern Shore Front of funding the Highland Watch.")
    (backed,) = (r for r in reading.relations if r.kind is RelationKind.PATRON)
    assert backed.according_to == "Northern Shore Front"


def test_relations_told_in_a_group_s_own_publication_are_its_word() -> None:
    text = "Our fighters salute the Reef Brigade. The Reef Brigade is backed by Iceland. Norway said Iceland backs it."
    told = purport.read(text, publisher="Skua Front").relations
    assert {r.according_to for r in told if r.kind is RelationKind.PATRON} == {"Skua Front", "Norwegian government"}
