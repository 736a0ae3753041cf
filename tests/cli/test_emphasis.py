"""The commands about emphasis, its shifts and watches: their output, and how they fail."""

import csv
import io
import json
import re
from importlib import resources

import pytest
from typer.testing import CliRunner

import purport
from purport.case import Case
from purport.cli.app import app

LANTERN = ("--publication", "The Lantern")


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    """The first nine issues of the periodical, in two parts."""
    sample = resources.files("purport.analysis") / "samples" / "periodicals" / "lantern.jsonl"
    lines = sample.read_text(encoding="utf-8").splitlines(keepends=True)
    few = [line for line in lines if json.loads(line)["publisher"] == "The Lantern" and json.loads(line)["number"] < 10]
    path = tmp_path_factory.mktemp("sample") / "lantern.jsonl"
    path.write_text("".join(few), encoding="utf-8")
    return list(purport.read_files(path))


@pytest.fixture
def case(tmp_path, readings):
    path = tmp_path / "lantern.purport"
    with Case.open(path, create=True) as opened:
        opened.add(each for each in readings if each.source.extra["number"] < 7)
    return str(path)


def run(*arguments, status=0):
    done = CliRunner().invoke(app, [*arguments], env={"COLUMNS": "100", "PURPORT_AUTHOR": "Runa Dahl"})
    assert done.exit_code == status, done.output
    return done.output


def test_emphasis_shows_writes_and_prints_json_and_csv(case, tmp_path):
    picture = tmp_path / "lantern.svg"
    shown = run("emphasis", case, *LANTERN, "--theme", "prisons", "--svg", str(picture))
    assert shown.startswith("The Lantern, by issue, 2024-01-05 to 2024-02-09; 6 issues")
    assert "2024-02-09" in shown
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    told = json.loads(run("emphasis", case, *LANTERN, "--json", "--measure", "breadth"))
    assert len(told["periods"]) == 6
    assert list(told["themes"][0]["measures"]) == ["breadth"]
    rows = list(csv.DictReader(io.StringIO(run("emphasis", case, *LANTERN, "--by", "month", "--csv"))))
    assert {row["period"] for row in rows} == {"2024-01", "2024-02"}
    assert all(int(row["numerator"]) <= int(row["denominator"]) for row in rows if row["measure"] != "volume")


def test_several_themes_are_lines_with_their_course(case):
    shown = run("emphasis", case, *LANTERN)
    assert "prisons  text share" in shown
    assert any(block in shown for block in "▁▂▃▄▅▆▇█")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("emphasis",), "needs a publication or an actor"),
        (("emphasis", "--publication", "The Lamp"), "there are The Lantern"),
        (("emphasis", *LANTERN, "--by", "year"), "is no period"),
        (("emphasis", *LANTERN, "--measure", "words"), "is no measure"),
        (("emphasis", *LANTERN, "--json", "--csv"), "give one of them"),
        (("emphasis", *LANTERN, "--theme", "herring"), "no document counted has the theme 'herring'"),
        (("shifts", *LANTERN, "--measure", "lead"), "too few items"),
        (("shifts", *LANTERN, "--measure", "volume"), "of no whole"),
        (("watch", *LANTERN, "--measure", "volume"), "of no whole"),
        (("watch", *LANTERN, "--theme", "herring"), "no document counted has the theme 'herring'"),
        (("watch", "--theme", "prisons"), "--theme is of a publication"),
        (("watch", *LANTERN, "--end"), "no watch fits"),
    ],
)
def test_what_cannot_be_asked_is_one_line(case, arguments, said, capfd):
    command, *rest = arguments
    done = CliRunner().invoke(app, [command, case, *rest], env={"PURPORT_AUTHOR": "Runa Dahl"})
    assert done.exit_code == 2
    assert said in capfd.readouterr().err or said in done.output


def test_shifts_of_a_case_or_of_counts_never_both(case, tmp_path):
    run("shifts", status=2)
    run("shifts", case, "--counts", str(tmp_path / "none.json"), status=2)
    run("shifts", "--counts", str(tmp_path / "none.json"), "--theme", "prisons", status=2)


def test_shifts_of_a_case_name_the_statements_behind_them(case, tmp_path):
    picture = tmp_path / "shifts.svg"
    shown = run("shifts", case, *LANTERN, "--theme", "prisons", "--svg", str(picture))
    assert "prisons: " in shown
    assert "themes together." in shown
    assert re.search(r"\d+ of \d+", " ".join(shown.split()))
    assert "prisons – text share" in picture.read_text(encoding="utf-8")
    told = json.loads(run("shifts", case, *LANTERN, "--theme", "prisons", "--json"))
    assert told["theme"] == "prisons"
    assert told["before"]["exposure"] + told["after"]["exposure"] > 100
    assert told["measure"] == "text_share"
    assert told["publication"] == "The Lantern"
    assert told["false_discovery"]["themes"] > 5


def test_watch_sets_a_baseline_looks_again_and_ends(case, readings):
    assert "nothing is watched" in run("watch", case)
    assert "first look: the baseline is set through 2024-02-09" in run("watch", case, *LANTERN)
    assert "nothing was added" in run("watch", case)
    with Case.open(case) as opened:
        opened.add(each for each in readings if each.source.extra["number"] >= 7)
    told = json.loads(run("watch", case, "--json"))
    assert told["new_periods"] == ["2024-02-16", "2024-02-23", "2024-03-01"]
    assert "in at most 10%" in told["alarm_rate"]
    assert "looked through 2024-03-01" in run("watch", case, "--list")
    assert json.loads(run("watch", case, "--list", "--json"))["seen"]["through"] == "2024-03-01"
    assert "ended" in run("watch", case, *LANTERN, "--end")
    assert run("watch", case, "--list") == "nothing is watched\n"
    assert "3 watches" in run("verify", case)


def test_all_samples_are_copied(tmp_path):
    shown = run("demo", "--samples", str(tmp_path / "samples"))
    for name in ("beacon-34.md", "accounts/lerwick-raid.jsonl", "periodicals/lantern.jsonl", "annotated"):
        assert (tmp_path / "samples" / name).exists()
        assert name in shown
