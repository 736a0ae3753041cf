import io
import re
from pathlib import Path

import pytest

from purport.errors import BadRecord, Damaged, InputError, NotText, OptionError, TooLarge
from purport.sources import FORMATS, Origin, documents, sniff
from purport.sources.files import read_stream
from purport.types import Document

FILES = Path(__file__).parent / "files"
ROWS = "id,text,date,outlet,issue\n1,The office said so.,2024-03-02,The Beacon,34\n2,It denied that.,4 March 2024,,\n"


def read(data, columns=None, format="csv"):
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_stream(io.BytesIO(data), Origin(id="a.csv", path="in/a.csv", columns=columns), format))


def test_table_rows_are_documents_by_the_names_of_their_columns():
    first, second = read(ROWS)
    assert (first.source.id, first.text, first.source.published) == ("1", "The office said so.", "2024-03-02")
    assert (first.source.publisher, first.source.extra["issue"]) == ("The Beacon", "34")
    assert first.source.extra["container"]["member"] == "row 2"
    assert second.source.published == "2024-03-04"
    assert "issue" not in second.source.extra


def test_table_follows_a_map():
    data = "Nr;Wortlaut;Tag;Text\n7;Das Amt sagte es.;2024-03-02;no\n"
    [found] = read(data, {"text": "wortlaut", "published": "Tag", "id": "Nr"})
    assert (found.text, found.source.published, found.source.id) == ("Das Amt sagte es.", "2024-03-02", "7")
    assert found.source.extra["Text"] == "no"
    [error] = read(data, {"text": "Inhalt"})
    assert "no column 'Inhalt'; the first row names 'Nr', 'Wortlaut', 'Tag', 'Text'" in error.message


DIALECTS = (
    ROWS.replace(",", ";"),
    ROWS.replace(",", "\t"),
    ROWS.replace(",", "|"),
    ROWS.replace("\n", "\r\n"),
    "sep=;\r\n" + ROWS.replace(",", ";").replace("\n", "\r\n"),
    b"\xef\xbb\xbf" + ROWS.encode(),
    ROWS.encode("utf-16"),
    ROWS.replace("The office said so.", '"The office said so."'),
)


@pytest.mark.parametrize("data", DIALECTS, ids=range(len(DIALECTS)))
def test_table_dialects_are_told(data):
    first, second = read(data)
    assert (first.text, first.source.publisher, second.text) == ("The office said so.", "The Beacon", "It denied that.")


def test_table_of_a_spreadsheet_program_is_read():
    found = list(documents(FILES / "reports-libreoffice.csv", columns={"text": "Report", "published": "Day"}))
    assert [each.text for each in found] == [
        'Invented text. The office said: "No one; not one, was hurt."\nIt gave no names.',
        "Invented text. Tórshavn’s mayor denied it.",
    ]
    assert [each.source.published for each in found] == ["2024-09-12", "2024-09-13"]


def test_table_rows_are_counted_as_a_spreadsheet_counts_them():
    found = read('id,text\n1,"He said\nso."\n\n2,It did not.\n3,\n')
    assert [each.source.extra["container"]["member"] for each in found[:2]] == ["row 2", "row 4"]
    assert found[2].where == "in/a.csv:6"  # an editor counts lines


def test_table_bad_rows_are_named_and_the_rest_goes_on():
    found = read("id,text\n1,One,two\n2,\n\n3,Three.\n4\n")
    assert [type(each).__name__ for each in found] == ["BadRecord", "EmptyDocument", "Document", "EmptyDocument"]
    assert found[0].where == "in/a.csv:2"
    assert "3 cells where the first row names 2 columns" in found[0].message


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        ("", BadRecord, "an empty table"),
        ("a,b\n1,2\n", BadRecord, "--map text=COLUMN"),
        ("text,id\n" + "x" * 70_000 + ",1\n\xff,2\n", InputError, ""),
        (b"text,id\n" + b"x,1\n" * 30_000 + b"\xff\xfe,2\n", NotText, "up to where it is not"),
        ('text,id\n"' + "x" * 17_000_000, Damaged, "does not end"),
        ("text,id\n" + "x " * 1_100_000 + ",1\n", TooLarge, "characters"),
    ],
    ids=range(6),
)
def test_table_that_cannot_be_read_is_named(data, error, message):
    found = read(data)[-1]
    if isinstance(found, InputError):
        assert isinstance(found, error)
        assert re.search(message, found.message)
    else:
        assert error is InputError


def test_table_is_told_by_its_first_row():
    assert sniff(ROWS.encode(), "a.txt") is FORMATS["text"]  # a name that says text is believed
    assert sniff(ROWS.encode(), "") is FORMATS["csv"]
    assert sniff(b"Words, and more words, of text.\nAnd, so, on.\n", "") is FORMATS["text"]
    assert sniff(b"a,b\n", "a.csv") is FORMATS["csv"]


def test_table_map_of_what_no_column_can_be_is_refused():
    with pytest.raises(OptionError, match="'body' is nothing a column can be; it is one of text, id"):
        documents("a.csv", columns={"body": "text"})


def test_table_of_many_rows_is_read_as_it_is_asked_for():
    class Long(io.RawIOBase):
        rows = 0

        def readable(self):
            return True

        def seekable(self):
            return False

        def readinto(self, buffer):
            if self.rows > 20_000:
                return 0
            part = b"text,id\n" if not self.rows else b"He said so.,1\n"
            self.rows += 1
            buffer[: len(part)] = part
            return len(part)

    found = read_stream(io.BufferedReader(Long()), Origin(id="a"), "csv")
    assert sum(isinstance(each, Document) for each in found) == 20_000
