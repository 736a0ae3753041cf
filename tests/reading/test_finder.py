"""The order of finders is checked before anything is read; their faults stay in their document."""

import pytest

from purport.errors import AnchorError, EmptyDocument, PurportError
from purport.reading import FINDERS
from purport.reading.finder import KINDS, check_order
from purport.reading.reader import Reader
from purport.types import Document, MadeBy, Reading, Source, Theme

MADE_BY = MadeBy(purport="0", codebook="test/1")


def document(text, name="note"):
    return Document(source=Source(id=name, sha256="0" * 64), text=text)


class Marker:
    """Marks the word `prison` as a theme, `shift` code points too far to the right."""

    assigns = "themes"

    def __init__(self, shift=0, requires=(), fails_on=None):
        self.shift = shift
        self.requires = requires
        self.fails_on = fails_on

    def find(self, doc, found):
        if self.fails_on and self.fails_on in doc.text:
            raise RuntimeError("cannot")
        at = doc.text.find("prison")
        return [Theme(code="prisons", text="prison", start=at + self.shift, end=at + self.shift + 6)] if at >= 0 else []


def test_finder_built_in_order_meets_every_need():
    check_order(finder() for finder in FINDERS)
    assert {finder.assigns for finder in FINDERS} <= set(KINDS)


def test_finder_with_unmet_need_is_refused_before_reading():
    with pytest.raises(ValueError, match=r"Marker requires statements.*put that one first"):
        Reader([Marker(requires=("statements",))], made_by=MADE_BY)


def test_finder_assigning_an_unknown_kind_is_refused():
    marker = Marker()
    marker.assigns = "weather"
    with pytest.raises(ValueError, match="weather"):
        Reader([marker], made_by=MADE_BY)


def test_reader_keeps_what_a_finder_finds():
    reading = Reader([Marker()], made_by=MADE_BY).read(document("A prison."))
    assert [(t.code, t.start) for t in reading.themes] == [("prisons", 2)]


def test_reader_refuses_a_span_that_does_not_fit():
    with pytest.raises(AnchorError, match=r"\[3, 9\)"):
        Reader([Marker(shift=1)], made_by=MADE_BY).read(document("A prison."))


def test_reader_goes_on_past_errors_in_their_place():
    reader = Reader([Marker(fails_on="broken")], made_by=MADE_BY)
    given = [
        EmptyDocument("nothing in it", where="first"),
        document("A prison."),
        document("A broken prison.", "third"),
        EmptyDocument("nothing in it", where="fourth"),
        EmptyDocument("nothing in it", where="fifth"),
        document("No such word.", "sixth"),
        EmptyDocument("nothing in it", where="last"),
    ]
    got = list(reader.read_all(given))
    assert [type(item) for item in got] == [
        EmptyDocument,
        Reading,
        PurportError,
        EmptyDocument,
        EmptyDocument,
        Reading,
        EmptyDocument,
    ]
    assert str(got[2]).startswith("third: a finder failed on this text (RuntimeError: cannot)")


def test_reader_with_errors_alone_gives_them_all():
    given = [EmptyDocument("nothing in it", where=str(n)) for n in range(3)]
    assert list(Reader([Marker()], made_by=MADE_BY).read_all(given)) == given
