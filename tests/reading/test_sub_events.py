"""Complex attacks: what belongs together, what stands apart, and the parts of each."""

import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import purport
from purport.codec import decode, encode, schema, to_dict
from purport.types import Incident, Span

FOLDER = Path(__file__).parent
CASES = [
    pytest.param(
        case, id=case["name"], marks=pytest.mark.xfail(reason=case["missed"], strict=True) if "missed" in case else ()
    )
    for name in ("complex_attacks.toml", "complex_attacks_fresh.toml")
    for case in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
]
MARK = re.compile(r"\[([a-z])(\d?) ([^\]]+)\]")
# What a mention holds of a word in brackets: the letter of its incident, the number of its part, its offsets.
Marks = list[tuple[str, str, int, int]]


def unmarked(text: str) -> tuple[str, Marks]:
    plain, marks, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        marks.append((mark[1], mark[2], len(plain), len(plain) + len(mark[3])))
        plain += mark[3]
        at = mark.end()
    return plain + text[at:], marks


def holds(mentions: tuple[Span, ...], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in mentions)


@pytest.mark.parametrize("case", CASES)
def test_complex_attacks_are_one_incident_with_their_parts(case: dict[str, Any]) -> None:
    text, marks = unmarked(case["text"].strip())
    reading = purport.read(text)
    by_letter: dict[str, set[str]] = {letter: set() for letter in case["types"]}
    for letter, _, start, end in marks:
        by_letter[letter] |= {i.id for i in reading.incidents if holds(i.mentions, start, end)}
    assert all(len(ids) == 1 for ids in by_letter.values())
    assert len(set.union(*by_letter.values())) == len(case["types"]) == len(reading.incidents)
    for letter, types in case["types"].items():
        (incident,) = (i for i in reading.incidents if i.id in by_letter[letter])
        assert incident.type in types.split("|")
        of_parts = [(n, start, end) for which, n, start, end in marks if which == letter and n]
        check_parts(incident, case.get("parts", {}).get(letter, []), of_parts)


def check_parts(incident: Incident, types: list[str], marks: list[tuple[str, int, int]]) -> None:
    assert len(incident.sub_events) == len(types)
    for number, (part, of) in enumerate(zip(incident.sub_events, types, strict=True), 1):
        assert part.type in of.split("|")
        assert any(holds(part.mentions, start, end) for n, start, end in marks if n == str(number))
        assert set(part.mentions) <= set(incident.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels kidnapped a vet in 2029. They robbed a bank in 2030.",
        "The gang robbed a jeweller in Thurso in January. It then kidnapped a banker in April.",
        "Gunmen shot a judge in Lerwick on Monday. They also abducted a doctor in Kirkwall.",
        "A bomb exploded in Klaksvik. In retaliation soldiers raided a village.",
        "Gunmen attacked a bus near Brae. The attackers fled. In Oban, masked men set fire to a ferry.",
    ],
)
def test_other_days_places_and_reprisals_are_no_part(text: str) -> None:
    first, second = purport.read(text).incidents
    assert not first.sub_events and not second.sub_events


def test_who_answers_an_attack_is_none_of_its_actors() -> None:
    (attack,) = purport.read(
        "Gunmen of the Skua Front burst into a school in Runavik and took nine pupils hostage. "
        "Troops stormed the school."
    ).incidents
    assert [party.name for party in attack.actors] == ["Gunmen of the Skua Front"]


def test_parts_have_the_day_and_place_of_their_own_words_alone() -> None:
    (attack,) = purport.read(
        "The Petrel League launched a coordinated offensive on two towns on 9 September 2032. In Stromness its "
        "fighters overran the police station, and in Kirkwall a suicide bomber blew himself up at a checkpoint.",
    ).incidents
    assert attack.type == "battle" and attack.date is not None and attack.date.start == "2032-09-09"
    assert [(p.type, p.place and p.place.name, p.date) for p in attack.sub_events] == [
        ("battle", "Stromness", None),
        ("bombing", "Kirkwall", None),
    ]


def test_parts_keep_the_contract_both_ways() -> None:
    reading = purport.read("A bomb exploded at the gate of the fort, then gunmen stormed the fort.")
    (attack,) = reading.incidents
    assert [part.type for part in attack.sub_events] == ["bombing", "attack"]
    jsonschema.validate(to_dict(reading), schema())
    assert decode(encode(reading)) == reading
