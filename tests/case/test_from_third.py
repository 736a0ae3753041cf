"""A case that was really made by the purport of form 2: one document was added again from another outlet, which took
the first one's place then, and the date of another was corrected."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from purport.case import Case

FORM_2 = Path(__file__).parent / "files" / "form-2.purport.gz"


@pytest.fixture
def second(tmp_path):
    path = tmp_path / "second.purport"
    path.write_bytes(gzip.decompress(FORM_2.read_bytes()))
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    return path


def test_form_2_keeps_what_every_reading_tells_of_its_source(second, raid):
    with Case.open(second) as case:
        assert [(e.source.id, e.source.publisher) for e in case.occurrences("raid")] == [
            ("raid", "Harbour Wire"),
            ("copy", "Copyist"),
        ]
        assert [(e.source.published, e.told) for e in case.occurrences("strike")] == [("2020-08", ("published",))]
        assert case.reading("strike").source.published == "2020-08"
        assert case.find("publisher:Copyist") and case.find('publisher:"Harbour Wire"')
        assert case.verify().holds
        acts = [entry.act for entry in case.log()]
        assert acts[7:] == ["migrated", "occurred", "occurred"]


def test_form_2_gives_the_first_publication_its_place_again(second, raid, strike):
    with Case.open(second) as case:
        assert case.reading("raid").source.publisher == "Copyist"
        report = case.add([raid.reading(), strike.reading()])
        assert [each.outcome for each in report.documents] == ["reread", "present"]
        assert case.reading("raid") == raid.reading()
        assert case.reading("strike").source.published == "2020-08"
        assert [each.fits for each in case.judgements()] == [True]
        assert case.verify().holds


def test_judgements_of_form_2_count(second):
    with Case.open(second) as case:
        (hit,) = case.statements("is:accepted")
        assert [each.author for each in hit.judgements] == ["Runa Dahl"]
        case.withdraw(1, author="Runa Dahl")
        assert not case.statements("is:accepted")
        assert case.verify().holds
