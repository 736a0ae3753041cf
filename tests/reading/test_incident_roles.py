"""Who did it and to whom, where the parse or the wording stands in the way."""

import pytest

import purport

CASES = [
    ("On 6 October 2020 unknown gunmen shot a judge in Stromness.", ["unknown gunmen"], ["judge"]),
    ("The fort at Hoy fell to the rebels on 3 May 2020.", ["rebels"], ["fort"]),
    ("Police in Oslo said two guards were killed and up to ten wounded.", [], ["two guards"]),
    ("Along with a commander, the smuggler was executed on 3 May 2020 in Lerwick.", [], ["smuggler", "commander"]),
]


@pytest.mark.parametrize(("text", "did", "suffered"), CASES)
def test_roles_are_told_as_meant(text: str, did: list[str], suffered: list[str]) -> None:
    (incident,) = purport.read(text).incidents
    assert [party.text for party in incident.actors] == did
    assert sorted(party.text for party in incident.targets) == sorted(suffered)


def test_who_neither_claims_nor_denies_is_no_actor() -> None:
    text = "Gunmen killed a judge in Lerwick on 3 May 2020. The Reef Front neither claimed nor denied the killing."
    assert "Reef Front" not in [party.name for i in purport.read(text).incidents for party in i.actors]
