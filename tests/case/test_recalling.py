"""Scanned documents that the case has are not recognised again."""

from dataclasses import replace
from pathlib import Path

import pytest

from purport.case import Case
from purport.case.recalling import recalled
from purport.errors import ToolMissing
from purport.sources import Unread, gathered, ocr
from purport.sources.lines import Line
from purport.types import MadeBy, Reading
from purport.version import __version__

FILES = Path(__file__).parents[1] / "sources" / "files"


@pytest.fixture
def scan(monkeypatch):
    """A scanned PDF, its document as it is recognised, and a reading of it."""
    line = Line(text="The office said so.", box=(50, 50, 500, 62), block=1, size=12, baseline=62, confidence=0.9)
    monkeypatch.setattr(ocr, "check_installed", lambda: None)
    monkeypatch.setattr(ocr, "lines", lambda *image: (line,))
    monkeypatch.setattr(ocr, "made_by", lambda: "tesseract 5")
    [unread] = gathered(FILES / "raid-scanned.pdf")
    [document] = unread.read()
    made_by = MadeBy(purport=__version__, models={}, codebook="none")
    reading = Reading(source=document.source, text=document.text, regions=document.regions, made_by=made_by)
    return unread, document, reading


def test_recalled_is_the_document_that_would_be_recognised(scan):
    unread, document, reading = scan
    [found] = recalled([unread], {document.source.sha256: reading}.get)
    assert (found, found.regions, found.original) == (document, document.regions, document.original)


def test_recalled_is_nothing_that_would_be_read_otherwise(scan, monkeypatch):
    unread, document, reading = scan

    def left(reading):
        return [type(each) for each in recalled([unread], lambda digest: reading)] == [Unread]

    told = document.source.extra
    assert left(None)
    assert left(replace(reading, made_by=replace(reading.made_by, purport="0")))
    assert left(replace(reading, source=replace(reading.source, extra=told | {"unread_pages": [1]})))
    assert left(replace(reading, source=replace(reading.source, extra={"pages": 1})))
    monkeypatch.setattr(ocr, "made_by", lambda: "tesseract 6")
    assert left(reading)


def test_recalled_needs_no_tesseract(scan, monkeypatch):
    unread, document, reading = scan

    def missing():
        raise ToolMissing("none")

    monkeypatch.setattr(ocr, "check_installed", missing)
    assert list(recalled([unread], lambda digest: reading)) == [document]


def test_adding_again_recognises_nothing(tmp_path, scan, monkeypatch):
    unread, _, reading = scan
    monkeypatch.setattr("purport.case.making.Maker.made_by", reading.made_by)
    with Case.open(tmp_path / "a.case", create=True) as case:
        case.add(reading)
        monkeypatch.setattr(ocr, "lines", None)
        assert [done.outcome for done in case.read([unread], processes=1)] == ["present"]
