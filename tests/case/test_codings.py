"""Sheets and codings: kept, never changed, told by the log, proved."""

import sqlite3

import pytest

from purport.case import Case
from purport.case.codings import Stratum
from purport.errors import OptionError


@pytest.fixture
def case(tmp_path, hand):
    with Case.open(tmp_path / "ferry.purport", create=True) as opened:
        report = hand("Aron Vik said the ferry was late. Mary Isbister said the pier was shut.")
        report.say("Aron Vik", "said", "the ferry was late")
        report.say("Mary Isbister", "said", "the pier was shut")
        opened.add(report.reading())
        yield opened


@pytest.fixture
def sheet(case):
    return drawn(case)


def drawn(case, seed=1):
    placed = case.placed_statements()
    units = case.units([each.number for each in placed])
    stratum = Stratum(theme="ferries", period="2020-08", machine=False, of=len(units), drawn=len(units))
    strata, rows = [stratum], [(0, units[each.number]) for each in placed]
    return case.keep_sheet(seed=seed, by="month", among=None, strata=strata, units=rows, author="Runa Dahl")


def keys(sheet):
    return [unit.key for _, unit in sheet.units]


def test_the_same_sample_is_kept_once(case, sheet):
    assert drawn(case) == sheet
    assert drawn(case, seed=2).id == 2
    assert [each.name for each in case.sheets()] == [sheet.name, drawn(case, seed=2).name]


def test_the_last_coding_of_a_coder_stands_and_others_stay_beside_it(case, sheet):
    one, two = keys(sheet)
    case.code(sheet, [(one, "ferries", True), (two, "ferries", False)], coder="Runa Dahl", author="Runa Dahl")
    case.code(sheet, [(one, "ferries", False)], coder="Ola Vik", author="Runa Dahl")
    assert case.code(sheet, [(one, "ferries", True)], coder="Runa  Dahl", author="Runa Dahl") == 0
    case.code(sheet, [(one, "ferries", False), (two, "ferries", None)], coder="Runa Dahl", author="Runa Dahl")
    assert [(each.coder, each.unit, each.present) for each in case.codings()] == [
        ("Ola Vik", one, False),
        ("Runa Dahl", one, False),
    ]
    assert [each.present for each in case.codings(past=True)] == [True, False, False, False, None]


def test_a_unit_that_was_not_drawn_enters_nothing(case, sheet):
    one, _ = keys(sheet)
    for unit, theme in ((one, "prisons"), ("u0", "ferries")):
        with pytest.raises(OptionError, match="was not drawn"):
            case.code(sheet, [(one, "ferries", True), (unit, theme, True)], coder="Runa Dahl", author="Runa Dahl")
    assert not case.codings()


@pytest.mark.parametrize("coder", ["", "  ", None, "Machine"])
def test_a_coder_has_a_name_of_their_own(case, sheet, coder):
    with pytest.raises(OptionError, match="name"):
        case.code(sheet, [], coder=coder, author="Runa Dahl")


def test_a_unit_is_known_by_where_it_stands(case, sheet, hand):
    numbers = case.statement_numbers([sheet.units[0][1].source])
    assert set(numbers) == set(keys(sheet))
    assert all("late" not in str(each) and "shut" not in str(each) for each in sheet.units)


def enter(case, sheet):
    one, two = keys(sheet)
    case.code(sheet, [(one, "ferries", True), (two, "ferries", False)], coder="Runa Dahl", author="Runa Dahl")
    case.code(sheet, [(one, "ferries", False)], coder="Ola Vik", author="Runa Dahl")


def test_sheets_and_codings_are_logged_and_proved(case, sheet):
    enter(case, sheet)
    assert [entry.act for entry in case.log()][-3:] == ["drawn", "coded", "coded"]
    found = case.verify()
    assert found.holds
    assert (found.counts["sheets"], found.counts["codings"]) == (1, 3)
    assert {line.split(b'"')[1] for line in case.dump()} >= {b"sheet", b"coding"}


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE codings SET present = 0 WHERE id = 1", "row 2 of codings"),
        ("UPDATE codings SET coder = 'Ola Vik' WHERE id = 1", "row 2 of codings"),
        ("DELETE FROM codings WHERE id = 2", "row 3 of codings"),
        ("DELETE FROM codings WHERE id = 3", "of log"),
        (
            "INSERT INTO codings SELECT 4, at, coder, sheet, theme, unit, present FROM codings LIMIT 1",
            "row 4 of codings",
        ),
        ("UPDATE sheets SET seed = 7", "row 1 of sheets"),
        ("UPDATE sheets SET strata = replace(strata, '2,', '9,')", "row 1 of sheets"),
    ],
)
def test_what_is_changed_behind_its_back_is_found(case, sheet, change, broken):
    enter(case, sheet)
    connection = sqlite3.connect(case.path)
    table = change.split()[2] if change.startswith(("DELETE", "INSERT")) else change.split()[1]
    if not change.startswith("INSERT"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(change)
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change)
    for _, sql in kept:
        connection.execute(sql)
    connection.commit()
    connection.close()
    assert broken in str(case.verify().broken), table
