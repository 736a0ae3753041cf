"""Place names in the Arabic script, in texts in English and in languages of that script."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.codebooks.gazetteer import distance_km
from purport.language import parse
from purport.reading.arabic_toponyms import arabic_names
from purport.reading.places import find_places
from purport.types import Document, Place, Source


def places(text: str) -> tuple[Place, ...]:
    return find_places(parse(Document(source=Source(id="t", sha256=""), text=text)))


@pytest.mark.parametrize(
    ("text", "name", "country", "at"),
    [
        ("A ferry from الإسكندرية was late on Friday.", "الإسكندرية", "EG", (31.2, 29.92)),
        ("The clip is titled “كابل” and shows a market.", "كابل", "AF", (34.53, 69.17)),
        ("Shops closed in ادلب and nowhere else.", "ادلب", "SY", (35.93, 36.63)),
        ("A convoy from قندهار was stopped.", "قندهار", "AF", (31.61, 65.71)),
        ("وصلت السفينة إلى مدينة مسقط يوم الاثنين.", "مسقط", "OM", (23.6, 58.55)),
        ("افتتح السوق في القاهرة أمس.", "القاهرة", "EG", (30.04, 31.24)),
        ("افتتح السوق بالقاهرة أمس.", "القاهرة", "EG", (30.04, 31.24)),
        ("سافر التجار من عمان وبيروت.", "بيروت", "LB", (33.89, 35.5)),
        ("هوا در تهران سرد است.", "تهران", "IR", (35.69, 51.42)),
    ],
)
def test_places_finds_towns_written_in_the_arabic_script(
    text: str, name: str, country: str, at: tuple[float, float]
) -> None:
    [place] = [p for p in places(text) if p.text == name]
    assert place.country == country and place.lat is not None and place.lon is not None
    assert distance_km(place.lat, place.lon, *at) < 30
    assert place.radius_km is not None and place.level is not None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("He was last seen in النرويج, his brother said.", "NO"),
        ("He was last seen in أيسلندا.", "IS"),
        ("انتهى المهرجان في الأردن.", "JO"),
        ("جشن در ایران پایان یافت.", "IR"),
    ],
)
def test_places_knows_countries_in_the_arabic_script(text: str, country: str) -> None:
    assert [(p.country, p.level and p.level.value) for p in places(text)] == [(country, "country")]


@pytest.mark.parametrize(
    "text", ["كيف حال الناس؟", "قال علي حسن إن السوق مفتوح.", "هذا خبر جيد.", "The word كتاب means book."]
)
def test_places_takes_no_ordinary_arabic_word_for_a_place(text: str) -> None:
    assert places(text) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["في", "القاهرة", "بالقاهرة", "دير", "الزور", "مدينة", "،", "Oslo", "in", "\u200f", "و", "\n"]),
        max_size=12,
    )
)
def test_arabic_names_prove_themselves_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = list(arabic_names(text))
    assert all(text[f.start : f.end] == f.name and f.entries for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
