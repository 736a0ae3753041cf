"""Ratings of sources: kept, never changed, told by the log, proved."""

import sqlite3

import pytest

from purport.case import Case
from purport.case.ratings import parsed
from purport.errors import OptionError


@pytest.fixture
def case(tmp_path, hand):
    with Case.open(tmp_path / "raid.purport", create=True) as opened:
        report = hand("Aron Vik said the ferry was late.")
        report.say("Aron Vik", "said", "the ferry was late")
        opened.add(report.reading())
        yield opened


@pytest.mark.parametrize(
    ("code", "expected"),
    [("B2", ("B", 2)), ("b", ("B", None)), ("2", (None, 2)), (" F6 ", ("F", 6)), ("withdrawn", (None, None))],
)
def test_codes_are_read(code, expected):
    assert parsed(code) == expected


@pytest.mark.parametrize("code", ["", "G1", "B7", "B0", "2B", "good"])
def test_what_is_no_code_is_named_with_all_that_are(code):
    with pytest.raises(OptionError, match="completely reliable"):
        parsed(code)


def test_the_last_rating_of_an_author_stands_and_others_stay_beside_it(case):
    case.rate("Norran News", "C3", author="Runa Dahl")
    case.rate("the norran  NEWS", "B2", author="Runa Dahl", reason="right on the figures in May")
    case.rate("Norran News", "D", author="Ola Vik")
    assert [(each.author, each.code) for each in case.ratings()] == [("Runa Dahl", "B2"), ("Ola Vik", "D")]
    assert [each.code for each in case.ratings(past=True)] == ["C3", "B2", "D"]


def test_a_rating_is_withdrawn_by_another(case):
    case.rate("Norran News", "B2", author="Runa Dahl")
    case.rate("Norran News", "withdrawn", author="Runa Dahl")
    assert not case.ratings()
    with pytest.raises(OptionError, match="nothing to withdraw"):
        case.rate("Norran News", "withdrawn", author="Runa Dahl")


def test_a_rating_of_a_document_is_apart_from_that_of_the_source(case):
    case.rate("Harbour Wire", "B", author="Runa Dahl")
    case.rate("Harbour Wire", "E5", author="Runa Dahl", document="report", since="2024-05")
    assert [each.document is None for each in case.ratings()] == [True, False]


@pytest.mark.parametrize(("source", "more"), [("  ", {}), ("...", {}), ("Norran News", {"since": "some day"})])
def test_what_cannot_be_rated_is_named(case, source, more):
    with pytest.raises(OptionError):
        case.rate(source, "B2", author="Runa Dahl", **more)


def test_ratings_are_logged_and_proved(case):
    case.rate("Norran News", "B2", author="Runa Dahl")
    assert [entry.act for entry in case.log()][-1] == "rated"
    found = case.verify()
    assert found.holds
    assert found.counts["ratings"] == 1


def test_a_rating_is_never_changed(case):
    case.rate("Norran News", "B2", author="Runa Dahl")
    connection = sqlite3.connect(case.path)
    for statement in ("UPDATE ratings SET letter = 'A'", "DELETE FROM ratings"):
        with pytest.raises(sqlite3.IntegrityError, match="another rating undoes it"):
            connection.execute(statement)
    connection.execute("DROP TRIGGER ratings_stay")
    connection.execute("UPDATE ratings SET letter = 'A'")
    connection.commit()
    connection.close()
    assert "ratings" in str(case.verify().broken)


def test_ratings_are_dumped(case):
    case.rate("Norran News", "B2", author="Runa Dahl")
    assert any(line.startswith(b'{"rating"') for line in case.dump())
