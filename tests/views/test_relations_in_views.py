"""Relations and exchanges where readings are shown, tabled and thinned out."""

from io import StringIO

import pytest
from rich.console import Console

import purport
from purport.views import reading_view

TEXT = (
    "The Kelp Guard, a former ally of the Reef Brigade, freed three pilots in exchange for five sailors. "
    "The Kelp Guard said the Skerry Front was backed by Iceland."
)


@pytest.fixture(scope="module")
def reading() -> purport.Reading:
    return purport.read(TEXT)


def test_relations_and_exchanges_are_shown(reading: purport.Reading) -> None:
    written = StringIO()
    Console(width=100, file=written).print(reading_view(reading))
    shown = written.getvalue()
    assert "Kelp Guard ally of Reef Brigade · ended" in shown
    assert "Skerry Front backed by Iceland · according to Kelp Guard" in shown
    assert "Kelp Guard gives three pilots" in shown and "not told who gives five sailors to Kelp Guard" in shown


def test_relations_and_exchanges_are_tables(reading: purport.Reading) -> None:
    pytest.importorskip("pandas")
    relations = purport.frame(reading, "relations")
    assert relations[["actor", "kind", "other", "standing"]].values.tolist() == [
        ["Kelp Guard", "ally", "Reef Brigade", "ended"],
        ["Skerry Front", "patron", "Iceland", "holds"],
    ]
    exchanges = purport.frame(reading, "exchanges")
    assert exchanges["text"].tolist() == ["three pilots", "five sailors"]
    assert exchanges["low"].tolist() == [3, 5]


def test_relations_on_a_word_left_out_go_with_it(reading: purport.Reading) -> None:
    kept = purport.keep_confident(reading, 1.0)
    assert not kept.statements
    assert [relation.kind for relation in kept.relations] == ["ally"]
