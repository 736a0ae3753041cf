"""Looks at what is watched: kept, never changed, told by the log, proved."""

import sqlite3

import pytest

from purport.case import Case
from purport.errors import OptionError

ASKED = {"publication": "The Lantern", "by": "issue"}


@pytest.fixture
def case(tmp_path, hand):
    with Case.open(tmp_path / "raid.purport", create=True) as opened:
        report = hand("Aron Vik said the ferry was late.")
        report.say("Aron Vik", "said", "the ferry was late")
        opened.add(report.reading())
        yield opened


def test_the_last_look_of_a_watch_stands(case):
    case.keep_look(ASKED, {"through": "2024-01-05"}, author="Runa Dahl")
    case.keep_look({"publication": "The Sounding"}, {"through": "2024-02"}, author="Runa Dahl")
    last = case.keep_look({"by": "issue", "publication": "The Lantern"}, {"through": "2024-01-12"}, author="Ola Vik")
    assert case.last_look(ASKED) == last
    assert [each.seen["through"] for each in case.looks()] == ["2024-01-12", "2024-02"]
    assert len(case.looks(past=True)) == 3


def test_a_watch_ends_and_can_be_begun_again(case):
    case.keep_look(ASKED, {"through": "2024-01-05"}, author="Runa Dahl")
    case.keep_look(ASKED, None, author="Runa Dahl")
    assert case.last_look(ASKED) is None
    with pytest.raises(OptionError, match="nothing to end"):
        case.keep_look(ASKED, None, author="Runa Dahl")
    case.keep_look(ASKED, {"through": "2024-01-12"}, author="Runa Dahl")
    assert len(case.looks()) == 1


def test_looks_are_logged_and_proved(case):
    case.keep_look(ASKED, {"through": "2024-01-05"}, author="Runa Dahl")
    assert [entry.act for entry in case.log()][-1] == "watched"
    found = case.verify()
    assert found.holds
    assert found.counts["watches"] == 1


@pytest.mark.parametrize("statement", ["UPDATE watches SET seen = NULL", "DELETE FROM watches"])
def test_a_look_is_never_changed(case, statement):
    case.keep_look(ASKED, {"through": "2024-01-05"}, author="Runa Dahl")
    connection = sqlite3.connect(case.path)
    with pytest.raises(sqlite3.IntegrityError, match="a look is never"):
        connection.execute(statement)
    for name in ("watches_stay", "watches_last"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()
    found = case.verify()
    assert found.broken is not None
    assert found.broken.table in ("watches", "log")
