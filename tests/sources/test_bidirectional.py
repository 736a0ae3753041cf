import pytest

from purport.sources.bidirectional import Glyph, reading_order


def drawn(visual, *, order=None):
    """The glyphs of a line as it looks, from left to right, half a letter apart; a blank leaves a gap."""
    glyphs = [Glyph(character, n * 0.5, n * 0.5 + 0.5) for n, character in enumerate(visual)]
    return [glyph for glyph in (order(glyphs) if order else glyphs) if glyph.character != " "]


LINES = (
    ("عمتجا سلجملا", "المجلس اجتمع"),
    ("2024 سرام 12 يف", "في 12 مارس 2024"),
    ("صخش 1,500 لاق", "قال 1,500 شخص"),
    ("لاق (Norran Front) نإ", "إن (Norran Front) قال"),
    ("(انه) لاق", "قال (هنا)"),
    (")انه( لاق", "قال (هنا)"),
    ("The word مالس means peace here.", "The word سلام means peace here."),
)


@pytest.mark.parametrize(("seen", "read"), LINES, ids=range(len(LINES)))
@pytest.mark.parametrize("order", [None, lambda glyphs: glyphs[::-1]], ids=["leftmost first", "rightmost first"])
def test_bidirectional_lines_are_put_in_reading_order(seen, read, order):
    assert reading_order(drawn(seen, order=order)) == read


@pytest.mark.parametrize("pair", ["لا", "ال"])
def test_bidirectional_lam_and_alef_of_one_shape_are_told_apart(pair):
    glyphs = [Glyph("ح", 0, 0.5), *(Glyph(letter, 0.5, 1.0) for letter in pair), Glyph("ص", 1.0, 1.5)]
    assert reading_order(glyphs) == "صلاح"


def test_bidirectional_marks_stay_with_their_letters():
    glyphs = [Glyph("د", 0, 0.5), Glyph("\u064e", 0.5, 0.5), Glyph("م", 0.5, 1.0), Glyph("\u064f", 0.1, 0.1)]
    assert reading_order(glyphs) == "م\u064eد\u064f"
