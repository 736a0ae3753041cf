"""Dates and places of the saying are not those of the deed."""

import pytest

import purport

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
