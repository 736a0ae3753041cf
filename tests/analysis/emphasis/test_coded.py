"""What people coded goes into the ratio of a shift."""

import csv
import io

import pytest
from typer.testing import CliRunner

from purport.analysis import audits, shifts_in
from purport.analysis.coding.estimates import Estimate
from purport.analysis.emphasis.coded import _of, coded_samples
from purport.case import Case
from purport.cli.app import app

LANTERN = 'publisher:"The Lantern"'
# From this day on the coder does not follow the machine in every second statement.
STRICT = "2024-05-01"


@pytest.fixture
def path(tmp_path, weekly):
    with Case.open(tmp_path / "lantern.purport", create=True) as case:
        weekly(case, range(1, 34))
    return str(tmp_path / "lantern.purport")


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": "200", "PURPORT_AUTHOR": "Runa Dahl"})
    assert done.exit_code == 0, done.output
    return done.stdout


def code(path, tmp_path, *more, by="month"):
    """A sheet of prisons is drawn, filled in by what the machine says, and entered."""
    drawn = run("code", "sheet", path, "--theme", "prisons", "--per-period", "40", "--by", by, *more)
    rows = list(csv.DictReader(io.StringIO(drawn)))
    with Case.open(path) as case:
        has = {hit.anchor.text for hit in case.statements("theme:prisons")}
    late = 0
    for row in rows:
        late += row["statement"] in has and row["published"] >= STRICT
        refused = row["published"] >= STRICT and late % 2 == 0
        row["present"] = "yes" if row["statement"] in has and not refused else "no"
    sheet = tmp_path / "sheet.csv"
    with sheet.open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    run("code", "enter", path, sheet, "--coder", "Ola Vik")


def test_codings_of_people_make_the_ratio_what_is_true(path, tmp_path):
    code(path, tmp_path)
    with Case.open(path) as case:
        found = shifts_in(case, "The Lantern", themes=["prisons"])
        shift = found[0].shift
        assert {sample.first[:7] for sample in found.coded["prisons"]} <= {f"2024-0{month}" for month in range(1, 9)}
        # Of what the machine gives later half is not of prisons, so there is less of a rise than it says.
        assert not shift.corrected.same_errors
        assert shift.corrected.ratio < 0.75 * shift.ratio
        for sample, audit in zip(found.coded["prisons"], audits(case)[1:], strict=False):
            assert sample.first.startswith(audit.period)
            assert sample.precision[1] <= audit.precision.of
        plain = shifts_in(case, "The Lantern", themes=["prisons"], audits=False)
        assert (plain[0].shift.corrected, plain.coded) == (None, {})
        assert plain[0].shift.ratio == shift.ratio
    shown = run("shifts", path, "--publication", "The Lantern", "--theme", "prisons")
    assert "What people coded of prisons goes into its ratio" in shown
    assert "errors of coding" in shown
    assert "coded" not in run("shifts", path, "--publication", "The Lantern", "--theme", "prisons", "--no-audits")


@pytest.mark.parametrize(
    ("among", "speaks"),
    [
        (LANTERN, True),
        (f"{LANTERN} date:2024", True),
        ('speaker:"Ola Vik"', False),
        (f"{LANTERN} theme:prisons", False),
        (f"{LANTERN} OR speaker:Ola", False),
        ("boats", False),
    ],
)
def test_a_sheet_drawn_among_other_statements_says_nothing_of_these(path, tmp_path, among, speaks):
    code(path, tmp_path, "--among", among)
    with Case.open(path) as case:
        found = shifts_in(case, "The Lantern", themes=["prisons", "nets"], quoted=0)
        assert [*found.coded] == (["prisons"] if speaks else [])


def test_a_year_that_holds_the_step_speaks_for_both_sides(path, tmp_path):
    code(path, tmp_path, by="year")
    with Case.open(path) as case:
        found = shifts_in(case, "The Lantern", themes=["prisons"], quoted=0)
        (sample,) = found.coded["prisons"]
        assert (sample.first, sample.last) == (found.emphasis.periods[0].label, found.emphasis.periods[-1].label)
        assert found[0].shift.corrected.same_errors
        assert not coded_samples(case, found.emphasis, ["nets"])


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (Estimate(value=0.8, low=0.58, high=0.92, of=20), (16, 20)),
        (Estimate(value=1.0, low=0.34, high=1.0, of=9), (2, 2)),
        (Estimate(value=0.5, low=0.5, high=0.5, of=4), (2, 4)),
    ],
)
def test_an_estimate_is_as_many_of_as_many_as_its_interval_is_worth(estimate, expected):
    assert _of(estimate) == expected
