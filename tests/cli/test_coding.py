"""purport code: sheets drawn, filled in, entered, and what is told of them."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from purport import documents
from purport.case import Case
from purport.cli.app import app

REPORTS = (
    "The Norran Front said that guards of the prison in Lerwick had beaten two inmates. Mary Isbister said the boats "
    "had come home. Aron Vik said the inmates of the prison had no bread.",
    "Aron Vik said the ferry was late. Mary Isbister said the cells of the prison were full. The Norran Front said the "
    "hay was in.",
)


@pytest.fixture
def case(tmp_path):
    lines = [json.dumps({"id": f"r{n}", "published": f"2025-0{n}-03", "text": t}) for n, t in enumerate(REPORTS, 1)]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Case.open(tmp_path / "isles.purport", create=True) as opened:
        assert all(done.error is None for done in opened.read(documents(tmp_path / "reports.jsonl"), processes=1))
    return tmp_path / "isles.purport"


def call(*arguments):
    return CliRunner().invoke(
        app, list(map(str, arguments)), env={"COLUMNS": "100", "PURPORT_AUTHOR": "Runa Dahl"}, catch_exceptions=False
    )


def drawn(case, *more):
    done = call("code", "sheet", case, "--theme", "prisons", "--per-period", "10", *more)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def filled(path, rows, value):
    for row in rows:
        row["present"] = value(row)
    with path.open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return path


def truth(row):
    return "yes" if "prison" in row["statement"] else "no"


def test_a_sheet_is_drawn_filled_in_entered_and_measured(case, tmp_path):
    rows = drawn(case)
    assert len(rows) == 6
    assert set(rows[0]) >= {"sheet", "unit", "theme", "present", "statement", "speaker", "before", "after", "document"}
    assert not any("machine" in name for name in rows[0])
    sheet = filled(tmp_path / "sheet.csv", rows, truth)
    assert call("code", "enter", case, sheet, "--coder", "Runa Dahl").stdout.endswith("6 entered\n")
    assert "6 already there" in call("code", "enter", case, sheet, "--coder", "Runa Dahl").stdout
    filled(sheet, rows, lambda row: "" if row is rows[0] else truth(row))
    assert "5 entered, 1 not coded" in call("code", "enter", case, sheet, "--coder", "Ola Vik").stdout
    shown = call("code", "agreement", case).stdout
    assert "Ola Vik and Runa Dahl: alpha 1.00 (1.00 to 1.00), the same of 100% in 5 statements" in shown
    assert "Runa Dahl and machine: alpha 1.00" in shown
    assert "all      precision 1.00 (" in shown
    assert "2025-01 " in shown
    lines = [
        json.loads(line)
        for line in call("code", "agreement", case, "--json", "--coder", "Runa Dahl").stdout.splitlines()
    ]
    whole = next(line["audit"] for line in lines if "audit" in line)
    assert (whole["coded"], whole["recall"]["value"]) == (6, 1)
    listed = call("code", "sheets", case).stdout
    assert "6 statements; 6 coded by Runa Dahl, 5 coded by Ola Vik" in listed
    assert json.loads(call("code", "sheets", case, "--json").stdout)["coded"] == {"Runa Dahl": 6, "Ola Vik": 5}
    assert "2 codings" not in listed
    with Case.open(case) as opened:
        assert opened.verify().holds


def test_what_was_entered_is_taken_back(case, tmp_path):
    rows = drawn(case)
    call("code", "enter", case, filled(tmp_path / "s.csv", rows, truth), "--coder", "Ola Vik")
    call("code", "enter", case, filled(tmp_path / "s.csv", rows, lambda row: "withdrawn"), "--coder", "Ola Vik")
    assert "nothing was coded" in call("code", "agreement", case).stderr


def broken(rows, **cells):
    return [{**rows[0], "present": "yes", **cells}, *({**row, "present": "no"} for row in rows[1:])]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"present": "perhaps"}, "present is 'perhaps'; write yes, no, or nothing"),
        ({"unit": "u123"}, "unit 'u123' with theme 'prisons' is not on sheet1"),
        ({"theme": "gardens"}, "with theme 'gardens' is not on sheet1"),
        ({"sheet": "sheet9-00000000"}, "there is no sheet 'sheet9-00000000' in this case, which has sheet1"),
        ({"sheet": "sheet1-00000000"}, "is a sheet of another case"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_entered(case, tmp_path, cells, message):
    rows = broken(drawn(case), **cells)
    sheet = filled(tmp_path / "sheet.csv", rows, lambda row: row["present"])
    done = call("code", "enter", case, sheet, "--coder", "Ola Vik")
    assert done.exit_code == 1
    assert f"{sheet}:2: " in done.stderr
    assert message in done.stderr
    assert "nothing was entered" in done.stderr
    with Case.open(case) as opened:
        assert not opened.codings()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n", "has no column sheet and no column unit and no column theme and no column present"),
        (b"", "has no column sheet"),
        (b"\xff\xfe\x00", "is no text in UTF-8"),
        (b'sheet,unit,theme,present\n"x', "is no table"),
    ],
)
def test_a_file_that_is_no_sheet_is_told(case, tmp_path, content, message):
    (tmp_path / "sheet.csv").write_bytes(content)
    done = call("code", "enter", case, tmp_path / "sheet.csv", "--coder", "Ola Vik")
    assert done.exit_code == 1
    assert message in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("sheet",), 2, "no theme is given"),
        (("sheet", "--theme", "gardens"), 2, "gardens"),
        (("sheet", "--theme", "prisons", "--by", "fortnight"), 2, "choose one of week, month, year"),
        (("sheet", "--theme", "prisons", "--per-period", "0"), 2, "between 1"),
        (("agreement",), 2, "nothing was coded in this case"),
    ],
)
def test_what_cannot_be_fails_with_its_reason(case, arguments, status, message):
    command, *rest = arguments
    done = call("code", command, case, *rest)
    assert done.exit_code == status
    assert message in done.stderr


def test_a_theme_that_the_machine_finds_nowhere_is_coded_too(case, tmp_path):
    done = call("code", "sheet", case, "--theme", "ransom", "--per-period", "10")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    sheet = filled(tmp_path / "sheet.csv", rows, lambda row: "yes" if row is rows[0] else "no")
    call("code", "enter", case, sheet, "--coder", "Ola Vik")
    shown = call("code", "agreement", case).stdout
    assert "all      precision unknown, recall 0.00 (0.00 to " in shown


def test_a_coder_and_a_sheet_are_needed(case, tmp_path):
    rows = drawn(case)
    sheet = filled(tmp_path / "sheet.csv", rows, truth)
    assert "give who coded" in call("code", "enter", case, sheet).stderr
    assert "name a sheet that is there" in call("code", "enter", case, tmp_path / "none.csv", "--coder", "Ola").stderr


def test_a_spreadsheets_file_with_semicolons_is_read(case, tmp_path):
    rows = drawn(case)
    text = "\ufeffunit;present;sheet;theme\n" + "".join(f"{r['unit']};YES;{r['sheet']};{r['theme']}\n" for r in rows)
    (tmp_path / "sheet.csv").write_text(text, encoding="utf-8")
    assert "6 entered" in call("code", "enter", case, tmp_path / "sheet.csv", "--coder", "Ola Vik").stdout
