"""``purport shifts --counts``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from purport.cli.app import app


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "counts.json"
    prisons = [3, 5, 4, 6, 3, 4, 5, 3, 4, 6] * 2 + [14, 18, 15, 13, 17, 16, 12, 15, 18, 14] * 2
    fishing = [9, 7, 8, 10, 9, 8, 7, 9, 11, 8] * 4
    exposure = [300] * 39 + [None]
    plain = {"periods": [f"no. {t + 1}" for t in range(40)], "exposure": exposure}
    themes = {"prisons": [*prisons[:39], None], "fishing": [*fishing[:39], 0]}
    path.write_text(json.dumps({**plain, "themes": themes}))
    return path


def test_shifts_prints_one_theme_a_line_as_json(file: Path) -> None:
    ran = CliRunner().invoke(app, ["shifts", "--counts", str(file), "--json"])
    prisons, fishing = (json.loads(line) for line in ran.stdout.splitlines())
    assert prisons["theme"] == "prisons" and prisons["verdict"] == "shift" and prisons["p_step"] > 0.8
    assert (
        prisons["since"] == ["no. 21", "no. 21"] and prisons["interval"][0] < prisons["ratio"] < prisons["interval"][1]
    )
    assert fishing["verdict"] == "none" and fishing["detectable_ratio"] > 1
    assert fishing["since"] and fishing["interval"] and fishing["periods_needed"] >= 0


def test_shifts_prints_a_sentence_a_theme(file: Path) -> None:
    ran = CliRunner().invoke(app, ["shifts", "--counts", str(file), "--unit", "items"], terminal_width=400)
    text = " ".join(ran.stdout.split())
    assert (
        "prisons: sustained shift, above 99% sure: from 1.4% to 5.1% of items (86 of 6,000, then 290 of 5,700;" in text
    )
    assert "fishing: not established (probability of a shift" in text and "may be missed in these issues" in text


def test_shifts_of_items_tell_no_ratio(file: Path) -> None:
    plain = json.loads(file.read_text())
    file.write_text(json.dumps({**plain, "kind": "items"}))
    ran = CliRunner().invoke(app, ["shifts", "--counts", str(file)], terminal_width=400)
    assert "from 1.4% to 5.1% of items" in " ".join(ran.stdout.split()) and "×" not in ran.stdout
    prisons = json.loads(CliRunner().invoke(app, ["shifts", "--counts", str(file), "--json"]).stdout.splitlines()[0])
    assert (prisons["verdict"], prisons["kind"], prisons["ratio"]) == ("shift", "items", None)


def test_counts_have_no_measure_of_their_own(file: Path) -> None:
    ran = CliRunner().invoke(app, ["shifts", "--counts", str(file), "--measure", "breadth"])
    assert ran.exit_code == 2 and "leave out the options of a case" in " ".join(ran.stderr.split())


def test_shifts_reads_standard_input(file: Path) -> None:
    ran = CliRunner().invoke(app, ["shifts", "--counts", "-", "--json"], input=file.read_text())
    assert len(ran.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [("{}", "'periods' is not there"), ("no", "no JSON"), (None, "cannot be read")],
)
def test_shifts_tells_what_is_wrong_with_a_file(tmp_path: Path, content: str | None, told: str) -> None:
    path = tmp_path / "counts.json"
    if content is not None:
        path.write_text(content)
    ran = CliRunner().invoke(app, ["shifts", "--counts", str(path)])
    assert ran.exit_code == 1 and told in ran.stderr and "counts.json" in ran.stderr
