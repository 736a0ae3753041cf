from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.places import PlaceFinder, find_places
from purport.types import Document, Level, Place, Source


def places(text: str) -> tuple[Place, ...]:
    return find_places(parse(Document(source=Source(id="t", sha256=""), text=text)))


FOUND = [
    ("Divers searched the harbour in Tórshavn on Friday.", ["Tórshavn"]),
    ("REYKJAVIK, Iceland (AP) - Fishermen ended their strike on Monday.", ["REYKJAVIK", "Iceland"]),
    ("The ferry sailed from Lerwick to Bergen, Norway.", ["Lerwick", "Bergen", "Norway"]),
    ("Two boats were seized near Mariehamn in southern Finland.", ["Mariehamn", "Finland"]),
    ("The Icelandic coast guard said nothing.", []),
    ("Nobody was at home.", []),
    ("Jordan Quillfeather waved to Mrs. Virginia Quillfeather.", []),
    ("The Norwegian-led patrol rested.", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_places_finds_names_of_places_and_no_others(text: str, names: list[str]) -> None:
    assert [p.text for p in places(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "country", "region"),
    [
        ("Police in Alexandria, Louisiana, held a man. Alexandria is quiet.", "Alexandria", "US", "Louisiana"),
        ("Police in Alexandria, Egypt, held a man. Alexandria is quiet.", "Alexandria", "EG", "Alexandria"),
        ("The storm reached Richmond, Virginia, at noon.", "Richmond", "US", "Virginia"),
        ("A bridge fell in Andar district, Ghazni province, Afghanistan.", "Ghazni", "AF", "Ghazni"),
    ],
)
def test_places_takes_the_place_the_text_says_it_lies_in(text: str, name: str, country: str, region: str) -> None:
    found = [p for p in places(text) if p.text == name]
    assert found and all((p.country, p.region) == (country, region) for p in found)


def test_places_gives_countries_their_centre_and_radius() -> None:
    [iceland] = places("It rained in Iceland.")
    assert iceland.level is Level.COUNTRY and iceland.country == "IS"
    assert iceland.radius_km is not None and iceland.radius_km > 100


def test_places_states_level_and_radius_wherever_it_states_coordinates() -> None:
    for p in places("From the North Sea to Oslo, Norway, and Vestland province the snow lay; Kirkwall was spared."):
        assert (p.lat is None) == (p.lon is None) == (p.radius_km is None)
        assert p.lat is None or p.level is not None


def test_places_gives_a_district_that_is_in_no_gazetteer_its_provinces_place_and_radius() -> None:
    found = {p.text: p for p in places("Rescuers reached Qorvanil district, Ghazni province, Afghanistan, on Sunday.")}
    district, province = found["Qorvanil"], found["Ghazni"]
    assert (district.lat, district.lon, district.radius_km) == (province.lat, province.lon, province.radius_km)
    assert district.region == "Ghazni" and district.gazetteer_id is None


def test_places_leaves_an_unknown_village_without_coordinates() -> None:
    found = places("Rescuers arrived in the village of Qorvanil on Sunday.")
    assert [(p.text, p.lat) for p in found] == [("Qorvanil", None)]


def test_places_says_when_a_capital_speaks_for_its_government() -> None:
    found = {p.text: p.metonym for p in places("Oslo said it would wait. The talks were held in Stockholm.")}
    assert found == {"Oslo": True, "Stockholm": False}


def test_places_finder_yields_what_find_places_finds() -> None:
    from purport.reading.finder import Findings

    doc = parse(Document(source=Source(id="t", sha256=""), text="It rained in Bergen, Norway."))
    assert tuple(PlaceFinder().find(doc, Findings())) == find_places(doc) != ()


ODD = [
    "",
    " ",
    "a",
    "\0",
    "\0\0Oslo\0",
    "OSLO",
    "🙂 Oslo 🙂",
    "‏ברגן‏ in Oslo",
    "“Oslo",
    "In Oslo-",
    "'s Oslo 's",
    ",,,",
    "The",
    "Al-",
]


@pytest.mark.parametrize("text", ODD)
def test_places_reads_odd_text(text: str) -> None:
    assert all(text[p.start : p.end] == p.text for p in places(text))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Oslo", "in", "Al", "-", "Bergen", ",", "Norway", "'s", "the", "\n", ".", "University", "of", "🙂"]
        ),
        max_size=15,
    )
)
def test_places_spans_prove_themselves_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = places(text)
    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
