"""Places in sentences as wire agencies and local papers write them: small towns, bodies called after places."""

import pytest

from purport.language import parse
from purport.reading.places import find_places
from purport.types import Document, Place, Source

# Says which country a text is about, as the rest of a report would.
SETTING = {
    "NO": "SVOLVÆR, Norway - The ferry from Leknes was late on Monday.\n\n",
    "PT": "HORTA, Portugal - The ferry from Velas was late on Monday.\n\n",
    "CA": "GANDER, Newfoundland - The bus from Lewisporte was late on Monday.\n\n",
    "NZ": "INVERCARGILL, New Zealand - The train from Balclutha was late on Monday.\n\n",
    "FO": "TÓRSHAVN, Faroe Islands - The ferry from Vágur was late on Monday.\n\n",
}


def told(country: str, text: str) -> list[Place]:
    """The places of a text told in a country's setting, those of the setting left out."""
    before = SETTING[country]
    found = find_places(parse(Document(source=Source(id="t", sha256=""), text=before + text)))
    return [p for p in found if p.start >= len(before)]


@pytest.mark.parametrize(
    ("country", "text", "names"),
    [
        ("NO", "The league spoke of a “victory” at Kabelvåg. It did not say more.", ["Kabelvåg"]),
        ("NO", "In Stamsund, a shopkeeper (male, in his forties) had seen two boats.", ["Stamsund"]),
        ("NO", "The mayor of Kabelvåg said the harbour was closed.", ["Kabelvåg"]),
        ("NZ", "The mayor of Te Anau said the harbour was closed.", ["Te Anau"]),
        (
            "CA",
            "Police searched the highway between Gander and Grand Falls-Windsor.",
            ["Gander", "Grand Falls-Windsor"],
        ),
        ("CA", "The premier flew on to St. John's with two guards.", ["St. John's"]),
        ("NZ", "Windows were broken around Riverton, Winton and Balclutha.", ["Riverton", "Winton", "Balclutha"]),
        ("PT", "He was arrested on the island of São Jorge.", ["São Jorge"]),
        ("NZ", "It was the third blast in the South Island this year.", ["South Island"]),
        ("PT", "The guards were moved to the village of Qorvanil.", ["Qorvanil"]),
    ],
)
def test_places_finds_small_towns_where_the_text_speaks_of_their_country(
    country: str, text: str, names: list[str]
) -> None:
    found = told(country, text)
    assert [p.text for p in found] == names
    assert all(p.country in (country, None) for p in found)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("FO", "The Islands Guard made no arrests."),
        ("NO", "The Nordland Fisheries Office would not negotiate."),
        ("NO", "A Lofoten group claimed the raid."),
        ("NO", "A shopkeeper told the Bodø Courier newspaper that she had seen nothing."),
        ("NZ", "The Canterbury Monitoring Mission counted 14 explosions."),
        ("CA", "The Labrador Council and the Northern Front condemned the act."),
    ],
)
def test_places_takes_no_name_of_a_body_for_a_place(country: str, text: str) -> None:
    assert told(country, text) == []


def test_places_finds_the_town_of_a_headline_whose_verb_is_capitalised() -> None:
    [place] = told("NO", "Bomb in Leknes Wounds Two Guards")
    assert place.text == "Leknes"


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Tórshavn has promised to send a ship.", "Tórshavn", True),
        ("The government in Tórshavn said nothing new.", "Tórshavn", True),
        ("The hospital in Tórshavn said nothing new.", "Tórshavn", False),
        ("The truce between Tórshavn and the rebels held.", "Tórshavn", True),
        ("Flights between Tórshavn and Vágur were cancelled.", "Tórshavn", False),
    ],
)
def test_places_tells_a_small_capitals_government_from_the_town(text: str, name: str, metonym: bool) -> None:
    assert [p.metonym for p in told("FO", text) if p.text == name] == [metonym]


@pytest.mark.parametrize(
    ("text", "metonym"),
    [
        ("According to Oslo, the road is open.", True),
        ("Under pressure from Oslo, the council resigned.", True),
        ("Oslo's ambassador flew home.", True),
        ("The truce fell after Oslo ignored the plea.", True),
        ("Critics accuse Oslo of waiting.", True),
        ("The train from Oslo was late.", False),
        ("Oslo's harbour was closed.", False),
        ("The road to Oslo is open.", False),
    ],
)
def test_places_tells_a_capital_that_deals_from_one_where_things_are(text: str, metonym: bool) -> None:
    assert [p.metonym for p in told("NO", text) if p.text == "Oslo"] == [metonym]


@pytest.mark.parametrize(
    ("before", "km"),
    [("35 km south of", 35), ("20 miles from", 32.2), ("12 kilometres (7 miles) north-west of", 12), ("near", 0)],
)
def test_places_widens_the_radius_by_the_distance_a_text_measures(before: str, km: float) -> None:
    [here] = told("NO", "A boat was found in Leknes.")
    [there] = told("NO", f"A boat was found {before} Leknes.")
    assert here.radius_km is not None and there.radius_km == pytest.approx(here.radius_km + km)
    assert (there.lat, there.lon) == (here.lat, here.lon)
