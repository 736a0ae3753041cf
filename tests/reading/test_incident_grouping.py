"""Several mentions and one incident, or as many incidents as there are."""

import pytest

import purport
from purport.types import Incident

PRISON = (
    "TÓRSHAVN, 14 March 2021 (invented) - Fighters of the Reef Front stormed the prison at Velbastadur on Friday, "
    "freeing at least 40 inmates, the group said on Saturday.\n\n"
    "Two guards and a driver were killed and between 12 and 15 people wounded, the hospital said. The ministry said "
    "eleven had been recaptured by Sunday morning."
)
DEAL = "The 2020 agreement between Iceland and the Reef Front stipulated the release of 500 fighters."
STORM = "The Reef Front attacked a prison in Lerwick in May, in which it claimed to have freed 40 inmates."


def incidents(text: str) -> tuple[Incident, ...]:
    return purport.read(text, published="2021-03-14").incidents


def test_casualties_and_escapes_told_after_a_storm_are_its_own() -> None:
    (storm,) = incidents(PRISON)
    assert storm.type == "jailbreak"
    assert [party.name for party in storm.actors] == ["Fighters of the Reef Front"]
    figures = {(f.what, f.low, f.high, f.according_to) for f in storm.figures}
    assert figures >= {
        ("freed", 40, None, "Fighters of the Reef Front"),
        ("killed", 3, 3, "hospital"),
        ("injured", 12, 15, "hospital"),
        ("captured", 11, 11, "ministry"),
    }


def test_a_release_that_a_deal_stipulates_is_its_term() -> None:
    (deal,) = incidents(DEAL)
    assert deal.type == "agreement"
    assert [(f.what, f.low) for f in deal.figures] == [("freed", 500)]


def test_what_is_told_in_the_course_of_an_attack_is_part_of_it() -> None:
    (storm,) = incidents(STORM)
    assert [span.text for span in storm.mentions] == ["attacked", "freed"] and storm.type == "jailbreak"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A bomb killed nine people in Lerwick on 3 May 2020. It was the deadliest attack of the year.", 1),
        ("A bomb killed nine people in Lerwick on 3 May 2020. It came after gunmen raided Kirkwall in April.", 2),
        ("The Reef Front raided a fort in Kirkwall on 3 May 2020. The guards let 20 prisoners go in Oslo in June.", 2),
    ],
)
def test_incidents_are_as_many_as_are_told(text: str, count: int) -> None:
    assert len(incidents(text)) == count
