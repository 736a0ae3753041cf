"""The day and the province that a report tells of throughout hold for incidents whose sentences name none."""

import pytest

import purport

# A release that runs on after its heading; its date is the day before publication, its town only the place of writing.
RELEASE = (
    "Northern Command Update March 12, 2011\n"
    "Northern Command - Iceland 2011-03-S-038 For Immediate Release   REYKJAVIK, Iceland (March 12, 2011) – "
    "A patrol of the Island Guard stopped a convoy near Dalvík, Iceland, yesterday. "
    "The guards came under fire from a farm. They returned fire, killing two gunmen."
)


def _incident(text: str, word: str) -> purport.Incident:
    found = [i for i in purport.read(text).incidents if any(word in m.text for m in i.mentions)]
    assert found
    return found[0]


def test_the_day_told_before_holds_for_an_incident_without_one() -> None:
    date = _incident(RELEASE, "killing").date
    assert date is not None
    assert date.start == "2011-03-11"


def test_a_dateline_after_a_heading_is_no_place_of_the_deed() -> None:
    place = _incident(RELEASE, "killing").place
    assert place is not None
    assert place.name != "Reykjavík"


@pytest.mark.parametrize(
    "text",
    (
        "TORSHAVN, Faroe Islands (March 12, 2011) – Gunmen killed two guards in a harbour shed.",
        "TORSHAVN, Faroe Islands (March 12, 2011) – A shed burned on Monday. Another burned on Tuesday.\n"
        "Gunmen killed two guards there.",
    ),
)
def test_an_incident_gets_neither_the_day_of_publication_nor_one_of_several(text: str) -> None:
    assert _incident(text, "killed").date is None


HEADED = (
    "Wednesday 4 February. The parties exchanged prisoners. The government freed 26 detainees. "
    "A further exchange planned for 6 February did not take place.",
    "Sunday 1 February\n\nA shed burned.\n\nWednesday 4 February\n\nGunmen freed two guards. They had come in 2024.",
    "**4 February:** The Reef Front freed two guards. On 6 February talks were held.",
)


@pytest.mark.parametrize("text", HEADED)
def test_the_day_at_the_head_of_a_paragraph_holds_for_it(text: str) -> None:
    found = [
        i for i in purport.read(text, published="2026-02-10").incidents if any(m.text == "freed" for m in i.mentions)
    ]
    assert [i.date.start for i in found if i.date is not None] == ["2026-02-04"]


@pytest.mark.parametrize(
    "text",
    (
        "The parties freed 26 detainees. A further exchange planned for 6 February did not take place.",
        "The Reef Front freed 26 detainees. Elsewhere, two guards were shot dead on 6 February.",
    ),
)
def test_what_is_planned_or_told_elsewhere_gives_no_day(text: str) -> None:
    found = [
        i for i in purport.read(text, published="2026-02-10").incidents if any(m.text == "freed" for m in i.mentions)
    ]
    assert found and found[0].date is None
