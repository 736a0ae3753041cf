import hashlib

import pytest

from purport.errors import EmptyDocument, NotText, OptionError, TooLarge
from purport.sources import MAX_CHARACTERS, Metadata, Origin, checked_date, document_of, text_document
from purport.sources.formats import stated_date


@pytest.mark.parametrize(
    "value", ["2024", "2024-03", "2024-03-02", "2024-03-02T09:30:00Z", "2024-03-02 09:30", "2024-03-02T09:30:00+01:00"]
)
def test_published_takes_iso_dates(value):
    assert checked_date(f" {value} ") == value


@pytest.mark.parametrize("value", [None, "", "  "])
def test_published_may_be_unknown(value):
    assert checked_date(value) is None


@pytest.mark.parametrize(
    "value", ["2 March 2024", "03/02/2024", "2024-02-30", "2024-13", "24-03-02", "2024-03-02T25:00", "2024-3-2"]
)
def test_published_refuses_the_rest_and_names_the_form(value):
    with pytest.raises(OptionError, match="YYYY-MM-DD"):
        checked_date(value)


def test_document_changes_line_ends_only():
    text = "  One\r\nTwo\rThree\n\tFour\x0b\x85\u2028 “five” \ufeff\n"
    document = text_document(text)
    assert document.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert document.source.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_document_without_an_id_takes_one_from_its_text():
    assert text_document("One").source.id == text_document("One").source.id != text_document("Two").source.id
    assert text_document("One", id="mine").source.id == "mine"


def test_document_what_is_given_stands_over_what_it_says():
    origin = Origin(id="a", given=Metadata(title="Given", published="2024-03-02"))
    own = Metadata(title="Own", publisher="Nordic Wire", published="no date", extra={"page": 4})
    source = document_of("Text", b"Text", origin, own, "text/plain").source
    assert (source.title, source.publisher, source.published) == ("Given", "Nordic Wire", "2024-03-02")
    assert source.extra == {"page": 4}


def test_document_keeps_a_date_of_its_own_that_cannot_be_told():
    source = document_of("Text", b"Text", Origin(id="a"), Metadata(published="03/04/2021"), "text/plain").source
    assert source.published is None
    assert source.extra == {"published": "03/04/2021"}


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2024-09-12T17:40:00Z", "2024-09-12T17:40:00Z"),
        ("4 March 2021", "2021-03-04"),
        ("March 4, 2021", "2021-03-04"),
        ("Thursday, 4th March 2021", "2021-03-04"),
        ("Sept. 4, 2021", "2021-09-04"),
        ("2021/03/04", "2021-03-04"),
        ("Thu, 12 Sep 2024 17:40:00 GMT", "2024-09-12T17:40:00+00:00"),
        ("Thu, 12 Sep 24 17:40:00 GMT", "2024-09-12T17:40:00+00:00"),
        ("Thu, 42 Sep 2024 17:40:00 GMT", None),
        ("Thu, 12 Sep 2024 99999999999999999999:40:00 GMT", None),
        ("Thu, 12 Sep 2024 17:40:00 +99999999999999999999", None),
        ("31 February 2021", None),
        ("03/04/2021", None),
        ("4 March", None),
        ("soon", None),
        ("  ", None),
        (None, None),
    ],
)
def test_stated_date_is_told_where_it_can_be_read_in_one_way_only(stated, published):
    assert stated_date(stated) == published


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyDocument),
        (" \n\t\u2003", EmptyDocument),
        ("x" * (MAX_CHARACTERS + 1), TooLarge),
        ("half \ud83d of a pair", NotText),
    ],
    ids=["empty", "blank", "long", "surrogate"],
)
def test_document_refuses_what_cannot_be_read(text, error):
    with pytest.raises(error):
        text_document(text)


def test_document_may_be_as_long_as_the_limit():
    assert len(text_document("x" * MAX_CHARACTERS).text) == MAX_CHARACTERS
