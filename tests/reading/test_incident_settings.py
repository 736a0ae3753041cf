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
