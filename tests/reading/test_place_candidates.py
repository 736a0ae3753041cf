"""Places of one name: kept side by side where the text leaves the choice open, told apart where it does not."""

import pytest

from purport.language import parse
from purport.reading.places import find_places
from purport.types import Document, Place, Source


def places(text: str, title: str | None = None, publisher: str | None = None) -> tuple[Place, ...]:
    source = Source(id="t", sha256="", title=title, publisher=publisher)
    return find_places(parse(Document(source=source, text=text)))


def test_places_keeps_other_places_of_the_name_where_nothing_tells_them_apart() -> None:
    [place] = places("The shop in Springfield was closed.")
    assert len(place.candidates) > 1
    assert {place.gazetteer_id}.isdisjoint(c.gazetteer_id for c in place.candidates)
    scores = [c.score for c in place.candidates]
    assert scores == sorted(scores, reverse=True) and all(0.1 <= s <= 1 for s in scores)


@pytest.mark.parametrize(
    "text", ["It rained in Iceland.", "The shop in Tórshavn was closed.", "The shop in Springfield, Illinois, closed."]
)
def test_places_keeps_no_candidates_where_the_place_is_plain(text: str) -> None:
    assert all(p.candidates == () for p in places(text))


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The Spanish city of Cordoba and the Argentine city of Córdoba are twinned.", ["ES", "AR"]),
        ("He left Paris, Texas, for London, Ontario.", ["US", "US", "CA", "CA"]),
        ("A choir from Paris, France, sang in Paris, Texas.", ["FR", "FR", "US", "US"]),
        ("The market in Tripoli, northern Lebanon, was closed.", ["LB", "LB"]),
        ("The Irish town of Newport was quiet.", ["IE"]),
    ],
)
def test_places_of_one_name_are_told_apart_by_the_words_beside_them(text: str, countries: list[str]) -> None:
    assert [p.country for p in places(text)] == countries


@pytest.mark.parametrize(
    ("town", "title", "publisher", "country"),
    [
        ("Perth", None, None, "AU"),
        ("Perth", "Snow in Perth, Scotland", None, "GB"),
        ("Hamilton", None, None, "CA"),
        ("Hamilton", None, "Waikato Times", "NZ"),
        ("Hamilton", "Fog over Hamilton, Bermuda", None, "BM"),
    ],
)
def test_places_are_placed_by_title_and_publisher(
    town: str, title: str | None, publisher: str | None, country: str
) -> None:
    assert [p.country for p in places(f"The bridge at {town} was closed.", title, publisher)] == [country]


def test_places_names_in_title_and_publisher_are_no_places_of_the_text() -> None:
    text = "The harbour was closed."
    assert places(text, "Fog over Tórshavn", "Shetland News") == ()


def test_places_knows_a_small_capital_among_places_abroad() -> None:
    text = "Oslo and Stockholm waited. The shop in Springfield was closed. Tórshavn rejected the offer."
    [place] = [p for p in places(text) if p.text == "Tórshavn"]
    assert place.country == "FO" and place.metonym
