import pytest

from purport.errors import InputError, PurportError
from purport.language import Doc
from purport.reading import Findings, Reader
from purport.types import Document, MadeBy, Source, Theme


class Length:
    """Gives the first character as a theme; fails on texts that begin with !, cites wrongly those with ?."""

    assigns = "themes"
    requires: tuple[str, ...] = ()

    def find(self, doc: Doc, found: Findings):
        if doc.text.startswith("!"):
            raise ZeroDivisionError("no")
        first = "x" if doc.text.startswith("?") else doc.text[0]
        yield Theme(code=str(len(doc.tokens)), text=first, start=0, end=1)


@pytest.fixture(scope="module")
def reader():
    return Reader([Length()], made_by=MadeBy(purport="1", codebook="c"))


def document(id, text):
    return Document(source=Source(id=id, sha256="0" * 64), text=text)


def shown(items):
    return [str(item) if isinstance(item, PurportError) else item.source.id for item in items]


def test_read_all_keeps_the_order_whatever_the_batches(reader):
    lengths = [5, 50_000, 1, 39_999, 1, 1, 8_001, 100_000, 2]
    given = []
    for number, length in enumerate(lengths):
        given += [document(f"d{number}", "a " * (length // 2) + "."), InputError(f"e{number}")]
    expected = [name for number in range(len(lengths)) for name in (f"d{number}", f"e{number}")]
    assert shown(reader.read_all(given)) == expected


def test_read_all_gives_the_same_readings_as_read(reader):
    given = [document(f"d{n}", f"{n} men left. " * n) for n in range(1, 9)]
    assert list(reader.read_all(given)) == [reader.read(each) for each in given]


def test_read_all_of_nothing_is_nothing(reader):
    assert list(reader.read_all([])) == []


def test_read_all_names_a_text_on_which_a_finder_fails(reader):
    found = list(
        reader.read_all(
            [document("a", "One."), document("b", "! Two."), document("c", "? Three."), document("d", "Four.")]
        )
    )
    assert [type(item).__name__ for item in found] == ["Reading", "PurportError", "AnchorError", "Reading"]
    assert [item.where for item in found[1:3]] == ["b", "c"]
    assert "ZeroDivisionError" in found[1].message


def test_read_all_names_a_text_that_the_parser_cannot_take(reader):
    found = list(reader.read_all([document("a", "One."), document("b", "half \ud83d"), document("c", "Three.")]))
    assert shown([found[0], found[2]]) == ["a", "c"]
    assert isinstance(found[1], PurportError)
    assert found[1].where == "b"


def test_read_all_takes_no_more_than_a_batch_ahead(reader):
    taken = []

    def given():
        for number in range(1000):
            taken.append(number)
            yield document(str(number), "word " * 2_000)

    next(reader.read_all(given()))
    assert len(taken) <= 5
