"""The codebook of incident types keeps its own rules, and its examples hold against the finder's triggers."""

import pytest

from purport.codebooks.incident_types import incident_type, incident_types, outcomes, words
from purport.errors import CodebookError
from purport.language import parse
from purport.reading.incident_modes import mode_of
from purport.reading.triggers import triggers
from purport.types import Document, Mode, Source

CONTRACT = [
    *("attack", "bombing", "assassination", "kidnapping", "jailbreak", "riot", "arrest", "battle", "airstrike"),
    *("protest", "negotiation", "agreement", "prisoner_release", "ceasefire", "sanction", "trial", "arson", "robbery"),
    "other",
]
PLAIN = {"group": "g", "definition": "d", "include": [], "exclude": [], "plover": "", "acled": "", "gtd": ""}


def told(sentence: str) -> set[str]:
    doc = parse(Document(source=Source(id="t", sha256=""), text=sentence))
    return {t.type for t in triggers(doc) if t.begins and mode_of(t) is Mode.HAPPENED}


def test_incident_types_are_those_of_the_contract() -> None:
    assert sorted(incident_types()) == sorted(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_incident_types_say_what_they_are(name: str) -> None:
    entry = incident_types()[name]
    assert entry.definition.endswith(".") and entry.include and entry.exclude
    assert entry.examples_for and entry.examples_against


@pytest.mark.parametrize(("name", "sentence"), [(e.name, s) for e in incident_types().values() for s in e.examples_for])
def test_incident_types_are_told_by_their_examples(name: str, sentence: str) -> None:
    assert name in told(sentence)


@pytest.mark.parametrize(
    ("name", "sentence"), [(e.name, s) for e in incident_types().values() for s in e.examples_against]
)
def test_incident_types_are_not_told_by_their_counterexamples(name: str, sentence: str) -> None:
    assert name not in told(sentence)


def test_incident_types_words_are_lemmas_in_lower_case() -> None:
    for entry in incident_types().values():
        every = [*entry.verbs, *entry.nouns, *entry.joins, *entry.objects, *entry.modifiers]
        assert every == [word.lower() for word in every]
    assert {"killed", "injured", "freed", "captured", "arrested", "escaped", "displaced"} <= set(outcomes())
    assert "soldier" in words("persons")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({**PLAIN, "colour": "red"}, "has colour"),
        ({k: v for k, v in PLAIN.items() if k != "gtd"}, "lacks gtd"),
        ({**PLAIN, "phrases": ["set off at dawn"]}, "one word that hangs on it"),
    ],
)
def test_incident_types_refuse_entries_that_break_the_rules(entry: dict[str, object], message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        incident_type("raid", entry)
