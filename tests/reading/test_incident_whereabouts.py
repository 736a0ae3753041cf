"""Places that a text speaks of without their names."""

import pytest

from purport import read

CASES = [
    ("Gunmen abducted two sailors in the Icelandic capital in May.", "Reykjavík", "IS"),
    ("Gunmen abducted two sailors in the heart of Icelandic capital.", "Reykjavík", "IS"),
    ("Gunmen stormed a bank in Bergen on Monday. A bomb hit a school in the south of the city.", "Bergen", "NO"),
]


@pytest.mark.parametrize(("text", "name", "country"), CASES)
def test_unnamed_places_are_those_meant(text: str, name: str, country: str) -> None:
    place = read(text).incidents[-1].place
    assert place is not None and (place.name, place.country) == (name, country)


NONE = [
    "The envoy of Bergen spoke of a long war between two fleets. Rebels attacked the city of Skuavik on Monday.",
    "Gunmen stormed a bank in a city on Monday.",
    "Bergen is old. It is wet. It is cold. It is dear. Gunmen stormed a bank in the town on Monday.",
]


@pytest.mark.parametrize("text", NONE)
def test_unnamed_places_are_not_taken_where_another_may_be_meant(text: str) -> None:
    places = [incident.place for incident in read(text).incidents]
    assert all(place is None or place.name != "Bergen" for place in places)
