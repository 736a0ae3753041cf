"""A case that was really made by the purport of form 1: two documents, one of them read twice."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from purport.case import Case
from purport.errors import CaseError

FORM_1 = Path(__file__).parent / "files" / "form-1.purport.gz"


@pytest.fixture
def first(tmp_path):
    path = tmp_path / "first.purport"
    path.write_bytes(gzip.decompress(FORM_1.read_bytes()))
    return path


def stored(path, query):
    with sqlite3.connect(path) as connection:
        return connection.execute(query).fetchall()


def test_form_1_is_what_the_file_says(first):
    assert stored(first, "PRAGMA user_version") == [(1,)]
    assert stored(first, "SELECT count(*) FROM readings") == [(3,)]


def test_form_1_keeps_every_reading(first, raid, strike):
    raid.model = "1"
    raid.statements.pop()
    added = stored(first, "SELECT added_at FROM sources ORDER BY id")
    with Case.open(first) as case:
        assert list(case.readings()) == [raid.reading(), strike.reading()]
        assert [hit.source.id for hit in case.find("prisoners")] == ["raid"]
        assert str(case.add([raid.reading(), strike.reading()])) == "2 already there"
    assert stored(first, "SELECT added_at FROM sources ORDER BY id") == added
    assert stored(first, "SELECT current, n_statements FROM readings") == [(0, 3), (1, 1), (1, 2)]
    assert not stored(first, "SELECT name FROM sqlite_master WHERE name LIKE 'first%'")
    assert stored(first, "SELECT act FROM log")[0] == ("migrated",)


def test_form_1_that_was_tampered_with_stays_as_it_is(first):
    with sqlite3.connect(first) as connection:
        connection.execute("DROP TRIGGER texts_stay")
        connection.execute("UPDATE texts SET text = replace(text, 'Norran', 'Sunnan')")
    connection.close()
    before = first.read_bytes()
    with pytest.raises(CaseError, match="no longer holds"):
        Case.open(first)
    assert first.read_bytes() == before
