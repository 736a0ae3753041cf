"""Dates and places of the saying are not those of the deed."""

import pytest

import purport
from purport.types import Incident, Level

CASES = (
    # text, type, date, place of the incident
    (
        "A doctor at the hospital in Tórshavn reported on Saturday that four guards were killed.",
        "attack",
        None,
        None,
    ),
    (
        "The office in Reykjavik said on Monday that gunmen attacked a depot in Akureyri on 3 May.",
        "attack",
        "2024-05-03",
        "Akureyri",
    ),
    (
        "Gunmen attacked a depot in Akureyri on 3 May, the office in Reykjavik said on Monday.",
        "attack",
        "2024-05-03",
        "Akureyri",
    ),
)


@pytest.mark.parametrize(("text", "kind", "day", "town"), CASES)
def test_incident_setting_is_not_that_of_the_saying(text, kind, day, town):
    (incident,) = purport.read(text, published="2024-05-08").incidents
    assert incident.type == kind
    assert (incident.date.start if incident.date else None) == day
    if town is None:
        assert incident.place is None or incident.place.level == "country"
    else:
        assert incident.place.text == town


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("of 12-14 July 1914", "1914-07-12", "1914-07-14"),
        ("of July 20-22, 1914", "1914-07-20", "1914-07-22"),
        ("of 3 May – 9 June 1914", "1914-05-03", "1914-06-09"),
        ("of 1915-17", "1915", "1917"),
    ],
)
def test_incident_of_a_history_keeps_both_ends_of_its_range(when, start, end):
    history = "In 1911 the Front was formed, in 1912 it spread, in 1913 it fought. "
    (incident,) = purport.read(f"{history}In the raid {when} the Front killed nine fishermen in Lerwick.").incidents
    assert (incident.date.start, incident.date.end, incident.date.basis) == (start, end, "stated")


def _only(text: str, kind: str) -> Incident:
    return next(i for i in purport.read(text, published="2021-03-14").incidents if i.type == kind)


def test_what_is_threatened_has_neither_day_nor_place_of_the_threat() -> None:
    threatened = "On 2 March 2021 the Reef Front threatened to attack prisons in Iceland unless Oslo gave in."
    assert _only(threatened, "attack").date is None
    kidnapped = (
        "The Front vowed to attack ports in Shetland unless it had a ransom for engineers kidnapped in May 2020."
    )
    kidnapping = _only(kidnapped, "kidnapping")
    assert kidnapping.date is not None and kidnapping.date.start == "2020-05"
    assert kidnapping.place is None or kidnapping.place.level is Level.COUNTRY


def test_talks_have_the_day_on_which_they_are() -> None:
    text = "The last meeting of ministers of Iceland and Norway took place in Bergen on 11 February 2020."
    date = _only(text, "negotiation").date
    assert date is not None and date.start == "2020-02-11"


def test_whence_a_victim_comes_is_not_where_it_happened() -> None:
    text = "Sergeant Scott Dean, 42, of Lerwick, was killed by a bomb in Bergen on 3 May 2020."
    (incident,) = purport.read(text).incidents
    assert incident.place is not None and incident.place.text == "Bergen"


def test_a_person_s_town_gives_way_to_where_the_deed_is_told() -> None:
    text = "Prison raid: Sandur man among those who fled\n\nGunmen stormed a prison in Klaksvík on 3 May 2020 and fled."
    (incident,) = purport.read(text).incidents
    assert incident.place is not None and incident.place.text == "Klaksvík"


def test_a_day_of_announcing_is_not_that_of_the_deed() -> None:
    text = (
        "Iceland and the Reef Front held talks in Oslo. The president announced the exchange of 20 prisoners last week."
    )
    assert all(i.date is None for i in purport.read(text, published="2021-03-14").incidents)


def test_a_dateline_with_its_day_is_no_party() -> None:
    text = "KIRKWALL, 3 May 2020 (invented) - Gunmen of the Reef Front raided a fort on Hoy on Friday."
    (incident,) = purport.read(text, published="2020-05-03").incidents
    assert all("KIRKWALL" not in party.text for party in incident.actors)
    assert incident.place is None or incident.place.level is Level.COUNTRY


@pytest.mark.parametrize(
    "when",
    ("between 3 July and 30 September 2020", "from 3 July 2020 to 30 September 2020", "3 July-30 September 2020"),
)
def test_a_range_told_in_words_is_one_interval(when: str) -> None:
    date = _only(f"The office counted 41 killings in Unst, {when}.", "attack").date
    assert date is not None and (date.start, date.end) == ("2020-07-03", "2020-09-30")


def test_two_days_without_words_of_a_range_are_none() -> None:
    date = _only("Gunmen killed 41 fishermen in Unst on 3 July and 30 September 2020.", "attack").date
    assert date is not None and date.end == "2020-07-03"


CHARGES = (
    # text, day of the trial, date of what was tried
    (
        "A court in Lerwick on Friday acquitted Poul Joensen of membership and the kidnapping in 2007 of a banker.",
        "2021-03-12",
        "2007",
    ),
    (
        "Joensen was acquitted of the crime he was best known for, the kidnapping in 2007 of a banker, on Friday.",
        "2021-03-12",
        "2007",
    ),
    ("On Friday Joensen was acquitted of the kidnapping of a banker.", "2021-03-12", None),
)


@pytest.mark.parametrize(("text", "trial", "deed"), CHARGES)
def test_a_deed_and_its_trial_have_each_their_own_day(text: str, trial: str, deed: str | None) -> None:
    when, before = _only(text, "trial").date, _only(text, "kidnapping").date
    assert when is not None and when.start == trial
    assert (before.start if before is not None else None) == deed


def test_since_when_after_a_dash_is_of_the_clause() -> None:
    text = "Soldiers have been attempting to retake the city - the last stronghold in Iceland - since October 2020."
    date = _only(text, "battle").date
    assert date is not None and date.start == "2020-10"


def test_a_clause_of_when_has_the_year_before_it() -> None:
    date = _only("The Reef Front became notorious in 2017 when it abducted nine pupils.", "kidnapping").date
    assert date is not None and date.start == "2017"


def test_how_much_later_an_act_ended_is_not_when_the_operation_was() -> None:
    text = (
        "Operation Gannet was an offensive executed by Danish troops in Unst in early November 2020. "
        "They began their assault on Haroldswick and had cleared the town four days later."
    )
    date = _only(text, "battle").date
    assert date is not None and date.start == "2020-11"
