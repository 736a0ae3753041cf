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


APART = (
    (
        "The Reef Front raided a fort in Kirkwall on Monday. Rights groups say raids have killed 120 since 2019.",
        1,
    ),
    ("A truce raised hopes of an end to a conflict that has killed more than 2,000 people in Unst.", 1),
    ("The Reef Front ambushed a convoy this month and murdered a priest in Toftir on 6 December.", 2),
    ("On 3 May 2020 the Reef Front overran a fort near Tarbert. On 19 May a missile hit a wedding party.", 2),
    (
        "Danish jets bombed a post on Unst on Monday. It was the second raid this year. On 3 May a missile hit a farm.",
        2,
    ),
    ("Police raided a house in Lerwick on Monday. Youths threw petrol bombs at a police station.", 2),
    ("Three women were shot dead in one case. Elsewhere, 15 villagers were killed and thrown into a river.", 2),
    (
        "The Reef Front kidnapped dozens of pupils in Vágur on Monday. "
        "The Front became notorious in 2017 when it abducted hundreds of pupils.",
        2,
    ),
)
ONE = (
    (
        "The president and Mr Dal discussed fishing rights. The president and Mr Dal met on 3 March in Lerwick.",
        1,
    ),
    (
        "The Reef Front overran a post near Tarbert on Monday in what an officer called the boldest raid in months.",
        1,
    ),
    ("The Front claimed the murder of an editor, Magnus Dal, who was stabbed in Lerwick in April 2015.", 1),
    ("In May the Reef Front tried to storm a fort in Unst. Five of its members died in that attempt.", 1),
    ("Norwegian commandos raided a farm in Unst. One commando was shot dead as the team withdrew.", 1),
    ("Officials reported an assault by the Reef Front in Unst. Gunmen blew up the wall and shot two guards.", 1),
)


@pytest.mark.parametrize(("text", "count"), APART + ONE)
def test_press_sentences_tell_as_many_incidents_as_happened(text: str, count: int) -> None:
    told = [incident for incident in incidents(text) if incident.mode in ("happened", "attempted")]
    assert len(told) == count, [[m.text for m in incident.mentions] for incident in told]
