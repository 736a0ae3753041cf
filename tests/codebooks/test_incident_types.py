"""The codebook of incident types keeps its own rules, its examples hold, and users extend it."""

import pytest

import purport
from purport.codebooks.actor_tables import CodebookFile
from purport.codebooks.incident_types import (
    IncidentType,
    incident_type,
    incident_types,
    outcomes,
    types_with,
    using,
    vocabularies,
    words,
)
from purport.errors import CodebookError
from purport.reading.incident_type_examples import failed_type_examples, type_examples

CONTRACT = [
    *("attack", "bombing", "assassination", "kidnapping", "jailbreak", "riot", "arrest", "battle", "airstrike"),
    *("protest", "negotiation", "agreement", "prisoner_release", "ceasefire", "sanction", "trial", "arson", "robbery"),
    "other",
]
PLAIN = {"group": "g", "definition": "d", "nouns": ["blockade"]}
OWN = """
[type.blockade]
group = "measures"
definition = "Ships or roads are kept from moving by force."
include = ["ports closed by armed boats"]
exclude = ["sanctions by a state: sanction"]
plover = ["COERCE restrict"]
verbs = ["blockade"]
nouns = ["blockade"]
examples_for = ["The Reef Brigade blockaded the port of Lerwick.", "A blockade of Vagur began on Monday."]
examples_against = ["The harbour master closed the port of Lerwick during the storm."]

[extends_type.attack]
verbs = ["harpoon"]
examples_for = ["Raiders harpooned a fisherman off Unst."]
"""


def types(text: str) -> dict[str, IncidentType]:
    return dict(types_with((CodebookFile("mine.toml", text),)))


def test_incident_types_are_those_of_the_contract() -> None:
    assert sorted(incident_types()) == sorted(CONTRACT)


@pytest.mark.parametrize("name", CONTRACT)
def test_incident_types_say_what_they_are(name: str) -> None:
    entry = incident_types()[name]
    assert entry.definition.endswith(".") and entry.include and entry.exclude
    assert len(entry.examples_for) >= 3 and len(entry.examples_against) >= 3


def test_incident_types_hold_in_their_examples_as_any_text_is_read() -> None:
    assert len(type_examples(incident_types())) >= 110
    assert [(each.example, each.found) for each in failed_type_examples()] == []


def test_incident_types_map_to_vocabularies_with_sources() -> None:
    for key, vocabulary in vocabularies().items():
        assert vocabulary.source and len(set(vocabulary.classes)) == len(vocabulary.classes)
        assert any(getattr(entry, key) for entry in incident_types().values())
    assert incident_types()["airstrike"].acled == ("Explosions/Remote violence: Air/drone strike",)
    assert {name for name, entry in incident_types().items() if not entry.plover} == {"other"}


def test_incident_types_words_are_lemmas_in_lower_case() -> None:
    for entry in incident_types().values():
        every = [*entry.verbs, *entry.nouns, *entry.joins, *entry.objects, *entry.modifiers]
        assert every == [word.lower() for word in every]
    assert {"killed", "injured", "freed", "captured", "arrested", "escaped", "displaced"} <= set(outcomes())
    assert "soldier" in words("persons")


@pytest.mark.parametrize(
    ("name", "entry", "message"),
    [
        ("raid", {**PLAIN, "colour": "red"}, "has colour"),
        ("raid", {k: v for k, v in PLAIN.items() if k != "group"}, "has no group"),
        ("raid", {**PLAIN, "definition": " "}, "the definition ' '"),
        ("raid", {**PLAIN, "phrases": ["set off at dawn"]}, "one word that hangs on it"),
        ("raid", {**PLAIN, "nouns": "raid"}, "give a list of words"),
        ("raid", {**PLAIN, "nouns": ["Raid"]}, "as in 'raid'"),
        ("raid", {**PLAIN, "nouns": []}, "no word by which it is told"),
        ("raid", {**PLAIN, "objects": ["boat"]}, "a table with a list of words"),
        ("raid", {**PLAIN, "acled": ["Raid"]}, "which ACLED has not"),
        ("A raid", PLAIN, "small letters"),
        ("raid", "a raid", "it is a table with group, definition"),
    ],
)
def test_incident_types_refuse_entries_that_break_the_rules(name: str, entry: object, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        incident_type(name, entry)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[type", "mine.toml: the codebook is not TOML"),
        ("type = 3", "mine.toml: 'type' is 3"),
        ('[type.riot]\ngroup = "g"\ndefinition = "d"', r"stands already; add to it under \[extends_type.riot\]"),
        ("[extends_type.raid]", "no incident type; it is one of attack"),
        ('[extends_type.riot]\nwithout = ["tea"]', "without tea, which it has not"),
        ('[extends_type.riot]\ngroup = "g"', "has group"),
        ('[extends_type.riot]\nnouns = ["attack"]', "among the nouns of both 'attack' and 'riot'"),
    ],
)
def test_incident_types_of_ones_own_are_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        types(text)


def test_incident_types_of_ones_own_add_types_and_words() -> None:
    held = types(OWN)
    assert list(held) == [*incident_types(), "blockade"]
    assert held["attack"].verbs == incident_types()["attack"].verbs | {"harpoon"}
    moved = types('[extends_type.attack]\nwithout = ["shooting"]\n[extends_type.battle]\nnouns = ["shooting"]')
    assert "shooting" in moved["battle"].nouns and "shooting" not in moved["attack"].nouns


def test_incident_types_are_those_in_use_only_within_using() -> None:
    with using(types(OWN)):
        assert "blockade" in incident_types()
    assert "blockade" not in incident_types()


def test_incident_types_of_ones_own_are_read(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(OWN, encoding="utf-8")
    text = "The Reef Brigade blockaded the port of Lerwick on 3 May 2021."
    assert [i.type for i in purport.read(text, codebooks=mine).incidents] == ["blockade"]
    assert "blockade" not in [i.type for i in purport.read(text).incidents]
    assert failed_type_examples(mine) == ()
