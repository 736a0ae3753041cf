import io
import zipfile
from pathlib import Path

import pytest

import purport
from purport.errors import Damaged, EmptyDocument, InputError, TooLarge
from purport.sources import FORMATS, Origin, documents
from purport.sources.files import read_stream
from purport.types import Document

SAMPLES = Path(purport.__file__).parent / "samples"
FILES = Path(__file__).parent / "files"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(name):
    [found] = documents(FILES / name)
    return found


def made(body, **parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return data.getvalue()


def read(data):
    [found] = read_stream(io.BytesIO(data), Origin(id="a.docx"))
    return found


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_docx_of_pandoc_reads_as_its_markdown_does():
    beacon = next(iter(documents(SAMPLES / "beacon-34.md")))
    found = document("beacon-pandoc.docx")
    straight = found.text.translate({0x2019: "'", 0x201C: '"', 0x201D: '"'})
    assert straight.split("\n\n")[-3:] == beacon.text.split("\n\n")[-3:]
    assert found.source.title == "The Night the Gates of Klaksvík Opened"
    assert found.source.published is None


@pytest.mark.parametrize("name", ["statement-word.docx", "statement-libreoffice.docx"])
def test_docx_has_lists_tables_and_what_tracked_changes_come_to(name):
    found = document(name)
    assert found.text.split("\n\n")[1:] == [
        "Invented text, written as a sample for purport.",
        "The Interior Office said on Saturday that no officer was paid.\tIt named:",
        "the gate at Klaksvík\nthe mast at Vágur",
        "Place\tAt large\nKlaksvík\tover 300",
        "It denies that the keys were sold.",
    ]
    assert found.source.extra["tracked_changes"] == {"insertions": 1, "deletions": 1, "authors": ["P. Djurhuus"]}
    assert (found.source.title, found.source.author) == ("Statement no. 120", "Rannvá Lamhauge")
    assert found.source.extra["created"] == "2024-09-14T09:00:00Z"
    assert found.source.media_type == FORMATS["docx"].media_type


def test_docx_in_arabic_is_read():
    assert "قالت وزارة الداخلية في تورشهافن يوم الاثنين 12 مارس 2024" in document("statement-arabic.docx").text


def test_docx_notes_and_text_boxes_are_read_and_fields_are_not():
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator">{paragraph("-----")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("As a note.")}</w:footnote></w:footnotes>'
    )
    box = f"<w:p><w:r><w:t>Above.</w:t></w:r><w:r><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:r></w:p>"
    field = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Below.</w:t><w:br/><w:t>Still.</w:t></w:r></w:p>"
    assert read(made(box + field, footnotes=notes)).text == "Above.\n\nIn a box.\n\nBelow.\nStill.\n\nAs a note."


LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "doctype", [f'<!DOCTYPE w [<!ENTITY a "ha">{LAUGHS}]>', '<!DOCTYPE w [<!ENTITY j SYSTEM "file:///etc/hostname">]>']
)
def test_docx_with_entities_is_not_read_as_if_it_had_none(doctype):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        body = f"<w:document {W}><w:body>{paragraph('A&j;B')}</w:body></w:document>"
        archive.writestr("word/document.xml", doctype + body)
    found = read(data.getvalue())
    assert isinstance(found, Damaged)
    assert "&j;" in found.message or "broken XML" in found.message


def test_docx_that_cannot_be_read_is_named():
    assert isinstance(read(made("")), EmptyDocument)
    assert isinstance(read(made(paragraph("He said so."))[:-60]), Damaged)
    broken = made("<w:p><w:r></w:p>")
    assert isinstance(read(broken), Damaged)
    assert isinstance(read(made(paragraph(" " * 40_000_000))), TooLarge)


def test_docx_nested_without_end_is_read_or_named():
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("He said so.") + "</w:tc></w:tr></w:tbl>" * 3000
    assert isinstance(read(made(deep)), Document | InputError)
