"""Names of places told from people, bodies, roads and governments of the same name."""

import pytest

from purport.language import parse
from purport.reading.places import find_places
from purport.types import Document, Level, Place, Source


def places(text: str) -> tuple[Place, ...]:
    return find_places(parse(Document(source=Source(id="t", sha256=""), text=text)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chad Smith lives in Chad.", ["Chad"]),
        ("Jordan Pickford and Georgia Moore met in Jordan.", ["Jordan"]),
        ("The prison's deputy director, Jógvan Dam, said two men had fled from Tórshavn.", ["Tórshavn"]),
        ("A lorry overturned on U.S. 27 near Stanford.", ["Stanford"]),
        ("Police closed U.S. Highway 82 in Texas.", ["Texas"]),
        ("The Bank of England raised its rate.", []),
        ("The Kremlin denied it; the White House would not comment.", []),
        ("The boat left Lerwick for Kirkwall.", ["Lerwick", "Kirkwall"]),
        ("Kirkwall and Lerwick were hit by the storm.", ["Kirkwall", "Lerwick"]),
        ("The ship sank in the Bay of Biscay.", ["Bay of Biscay"]),
        ("Mount Hekla erupted.", ["Mount Hekla"]),
    ],
)
def test_places_takes_a_name_for_a_place_only_where_it_is_one(text: str, names: list[str]) -> None:
    assert [p.text for p in places(text)] == names


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Washington said on Friday that it would pay.", ["US"]),
        ("Washington and Moscow agreed to meet.", ["US", "RU"]),
    ],
)
def test_places_takes_a_name_that_speaks_for_a_government_for_its_capital(text: str, countries: list[str]) -> None:
    found = places(text)
    assert [p.country for p in found] == countries
    assert all(p.metonym and p.level is Level.CITY for p in found)
    assert found[0].region == "District of Columbia"


def test_places_takes_whom_one_asks_for_a_government() -> None:
    [asked] = [p for p in places("The fishermen asked Oslo for help.") if p.text == "Oslo"]
    assert asked.metonym


def test_places_tells_a_city_from_the_state_of_its_initials() -> None:
    [city] = [p for p in places("He moved to L.A. from Boston.") if p.text == "L.A."]
    assert (city.name, city.region) == ("Los Angeles", "California")


def test_places_knows_a_small_town_across_the_border_from_the_places_named() -> None:
    found = {
        p.text: p for p in places("Iraq mourned. Lorries left Mosul, Sinjar and Erbil in Iraq. Snow lay in Kobane.")
    }
    assert (found["Kobane"].country, found["Kobane"].lat is not None) == ("SY", True)


def test_places_takes_one_of_the_parts_of_a_country_for_what_holds_a_town() -> None:
    assert {p.country for p in places("A ship lay off Perth, Scotland.")} == {"GB"}


def test_places_puts_an_unknown_village_in_the_country_whose_people_are_said_to_hold_it() -> None:
    [village] = places("Rain fell in the Faroese village of Qorvanil.")
    assert (village.country, village.level, village.gazetteer_id) == ("FO", Level.CITY, None)
    assert village.radius_km is not None and village.radius_km > 15


def test_places_takes_a_city_that_is_a_first_name_too_for_the_city() -> None:
    assert [p.text for p in places("Paris and Berlin said they would wait.")] == ["Paris", "Berlin"]


@pytest.mark.parametrize(
    ("text", "country"), [("Snow lay in Kursk region.", "RU"), ("Snow lay in Belgorod oblast.", "RU")]
)
def test_places_takes_a_province_called_after_its_town_for_the_province(text: str, country: str) -> None:
    [province] = places(text)
    assert (province.country, province.level) == (country, Level.REGION)


def test_places_believes_the_text_that_a_small_town_lies_in_a_province() -> None:
    found = {
        p.text: p
        for p in places("Lorries left Gao and Mopti in Mali. Snow lay in Qorvanil and in Léré, Timbuktu region.")
    }
    assert (found["Léré"].country, found["Léré"].gazetteer_id) == ("ML", None)


@pytest.mark.parametrize("name", ["Nawah-ye Barakzai", "Narh-e Saraj", "Nad-i Ali"])
def test_places_keeps_together_what_an_ezafe_ties(name: str) -> None:
    found = places(f"Two men were held in {name} district, Helmand province, Afghanistan.")
    assert next((p.text, p.region) for p in found if p.text != "Afghanistan") == (name, "Helmand")
