"""Places of the gazetteer told by words of the text."""

from purport.codebooks.gazetteer import gazetteer
from purport.reading.entry_places import place_of
from purport.types import Level, Span


def test_place_of_has_the_entry_s_point_and_the_text_s_words():
    entry = next(e for e in gazetteer().lookup("Tórshavn") if (e.country, e.level) == ("FO", Level.CITY))
    place = place_of(entry, Span(text="the capital", start=4, end=15))
    assert (place.text, place.start, place.end) == ("the capital", 4, 15)
    assert (place.name, place.country, place.level, place.gazetteer_id) == (entry.name, "FO", Level.CITY, entry.id)
    assert (place.lat, place.lon, place.region) == (entry.lat, entry.lon, None)
