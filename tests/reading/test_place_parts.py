"""Parts of places: eastern Syria, the north of Norway, Mali's north."""

import pytest

from purport.codebooks.gazetteer import distance_km, gazetteer
from purport.language import parse
from purport.reading.place_parts import part_of
from purport.reading.places import find_places
from purport.types import Document, Place, Source


def places(text: str) -> tuple[Place, ...]:
    return find_places(parse(Document(source=Source(id="t", sha256=""), text=text)))


@pytest.mark.parametrize(
    ("text", "direction", "near", "km"),
    [
        ("Snow fell in northern Shetland.", "north", (60.6, -1.0), 60),
        ("Snow cut off the north of Norway.", "north", (68.0, 17.0), 350),
        ("Shops closed across southern Iceland.", "south", (63.8, -20.0), 130),
        ("Roads were cut in north-eastern Iceland.", "northeast", (65.8, -16.0), 150),
        ("It rained in the eastern part of Finland.", "east", (63.5, 28.5), 250),
        ("It rained in Sweden's far north.", "north", (65.5, 18.5), 350),
        ("Blasts shook central Bergen.", "central", (60.39, 5.32), 5),
    ],
)
def test_places_gives_the_part_that_is_meant_a_disc(
    text: str, direction: str, near: tuple[float, float], km: float
) -> None:
    [place] = places(text)
    assert place.part is not None and place.part.direction == direction
    assert distance_km(place.part.lat, place.part.lon, *near) < km
    assert place.radius_km is not None and 0 < place.part.radius_km <= max(place.radius_km * 1.8, 60)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Norway.",
        "A boat was found 35 km north of Bergen.",
        "They moved to the north of Bergen.",
        "It rained in Northern Ireland.",
        "Norway's northern Troms county was quiet.",
    ],
)
def test_places_gives_no_part_where_the_whole_or_the_outside_is_meant(text: str) -> None:
    assert [p.part for p in places(text) if p.text in ("Norway", "Bergen", "Northern Ireland")] == [None]


def test_part_of_an_area_without_known_towns_is_half_its_disc() -> None:
    [sea] = [e for e in gazetteer().lookup("North Sea") if e.country is None][:1]
    part = part_of("in the eastern North Sea", 15, 24, sea)
    assert part is not None and part.lon > sea.lon and part.radius_km < sea.radius_km
