"""Which names with an article are bodies'."""

import pytest

from purport.language import parse
from purport.reading.articled import articled_names, shortened
from purport.types import Document, Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Kokar Circle burned a boat. The Circle fled.", ["Kokar Circle"]),
        ("A rival faction, the Foula Banner, denied it.", ["Foula Banner"]),
        ("The company, Kvanefjeld Survey, slept.", ["Kvanefjeld Survey"]),
        ("The Sons of Barra claimed the fire.", ["Sons of Barra"]),
        ("They sailed past the Outer Skerries and slept.", []),
        ("The Lerwick Agreement said nothing of boats.", []),
        ("The Foreign Minister said no.", []),
        ("Kokar Circle", []),
    ],
)
def test_names_with_an_article_are_bodies_where_the_text_makes_them_so(text, found):
    tokens = parse(Document(source=Source(id="t", sha256=""), text=text)).tokens
    assert [text[a:b] for a, b in articled_names(tokens, text, [])] == found


def test_taken_names_are_left_alone():
    text = "The Kokar Circle denied it."
    tokens = parse(Document(source=Source(id="t", sha256=""), text=text)).tokens
    assert articled_names(tokens, text, [(4, 16)]) == []


@pytest.mark.parametrize(("name", "short"), [("Kokar Circle", "Circle"), ("Sons of Barra", "Sons")])
def test_bodies_are_shortened_to_their_head(name, short):
    assert shortened(name) == short
