from purport.api import places
from purport.views.found import _columns


def test_a_place_shows_the_part_that_is_meant() -> None:
    [place] = places("Snow fell in northern Shetland.")
    assert _columns(place)[-1].endswith("(north)")


def test_a_place_shows_where_else_it_may_be() -> None:
    [place] = places("The shop in Springfield was closed.")
    assert place.lat is not None and place.candidates
    shown = _columns(place)[-1]
    assert shown.startswith(f"{place.lat:.2f}") and shown.count(" or ") == 1
    assert f"{place.candidates[0].lat:.2f}, {place.candidates[0].lon:.2f}" in shown
