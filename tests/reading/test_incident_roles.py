"""Who did it and to whom, where the parse or the wording stands in the way."""

import pytest

import purport

CASES = [
    ("On 6 October 2020 unknown gunmen shot a judge in Stromness.", ["unknown gunmen"], ["judge"]),
    ("The fort at Hoy fell to the rebels on 3 May 2020.", ["rebels"], ["fort"]),
    ("Police in Oslo said two guards were killed and up to ten wounded.", [], ["two guards"]),
    ("Along with a commander, the smuggler was executed on 3 May 2020 in Lerwick.", [], ["smuggler", "commander"]),
    ("Two engineers held by the Norn Army were freed on 3 May 2020.", ["Norn Army"], ["Two engineers"]),
    ("The governor let the prisoners go on 3 May 2020.", ["governor"], ["prisoners"]),
    ("Police fired on the crowd in Lerwick, witnesses said.", ["Police"], ["crowd"]),
    ("A gunman shot at her car in Lerwick on 3 May 2020.", ["gunman"], ["car"]),
    ("The Lerwick League imposed sanctions on the junta on 3 May 2020.", ["Lerwick League"], ["junta"]),
    ("Hundreds of residents marched through Lerwick on 3 May 2020.", ["residents"], []),
    ("Fresh fighting broke out in Lerwick on 3 May 2020.", [], []),
    ("The minister met envoys of the Norn Army in Oslo on 3 May 2020.", ["minister", "envoys"], []),
    ("The minister talked by phone with his counterpart on 3 May 2020.", ["minister"], ["counterpart"]),
    ("Gunmen stormed the gate at dawn on 3 May 2020 in Lerwick.", ["Gunmen"], ["gate"]),
    ("Rebels seized control of the harbour on 3 May 2020.", ["Rebels"], ["harbour"]),
    ("A prisoner swap took place in Lerwick on 3 May 2020.", [], []),
    ("The prison has been calm since a riot in 2019, in which inmates burned the workshop.", ["inmates"], ["workshop"]),
    ("A bomb exploded under a milk lorry in Lerwick on 3 May 2020.", [], ["milk lorry"]),
    ("A bomb went off in the centre of Lerwick on 3 May 2020.", [], []),
    ("On 3 May 2020 a guard was shot on the orders of the Sullom Front.", ["Sullom Front"], ["guard"]),
    ("A fisherman stood trial in Lerwick on 3 May 2020.", [], ["fisherman"]),
]

BEHIND = [
    ("Snorri Falk was jailed for the killing of a mayor in Lerwick on 3 May 2020.", "Snorri Falk"),
    ("Snorri Falk is serving twenty years for the killing of a mayor in Lerwick in 2020.", "Snorri Falk"),
    (
        "Snorri Falk, a founder of the Norn Army, who was convicted of the bombing of a ferry in 2020, fled.",
        "Snorri Falk",
    ),
    ("Snorri Falk masterminded the bombing of a ferry in 2020.", "Snorri Falk"),
    ("Snorri Falk was tried for his role in the bombing of a ferry in 2020.", "Snorri Falk"),
]


@pytest.mark.parametrize(("text", "name"), BEHIND)
def test_who_is_held_to_be_behind_a_deed_is_its_actor(text: str, name: str) -> None:
    assert name in [
        party.name
        for incident in purport.read(text).incidents
        if incident.type in ("assassination", "attack", "bombing")
        for party in incident.actors
    ]


@pytest.mark.parametrize(("text", "did", "suffered"), CASES)
def test_roles_are_told_as_meant(text: str, did: list[str], suffered: list[str]) -> None:
    (incident,) = purport.read(text).incidents
    assert [party.text for party in incident.actors] == did
    assert sorted(party.text for party in incident.targets) == sorted(suffered)


def test_who_neither_claims_nor_denies_is_no_actor() -> None:
    text = "Gunmen killed a judge in Lerwick on 3 May 2020. The Reef Front neither claimed nor denied the killing."
    assert "Reef Front" not in [party.name for i in purport.read(text).incidents for party in i.actors]
