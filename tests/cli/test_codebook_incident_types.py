"""Incident types on the command line: shown, listed, checked, and read by."""

import json

import pytest
from typer.testing import CliRunner

from purport.cli.app import FAILED, USAGE, app

PORTS = """
[type.blockade]
group = "measures"
definition = "Ships or roads are kept from moving by force."
nouns = ["blockade"]
examples_for = ["A blockade of Lerwick began on Monday."]
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "ports.toml").write_text(PORTS)
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(app, list(words))


def test_codebook_show_tells_all_of_a_type(here):
    shown = run("codebook", "show", "airstrike").stdout
    assert shown.startswith("airstrike (incident type, group violence)\n")
    for words in ("excludes: ", "ACLED: Explosions/Remote violence: Air/drone strike", "GTD is: ", "is one: ", "START"):
        assert words in shown
    held = json.loads(run("codebook", "show", "airstrike", "--json").stdout)
    assert held["plover"] == ["ASSAULT aerial", "ASSAULT drone"] and held["objects"]["fire"] == ["missile"]


def test_codebook_types_lists_ours_and_ones_own(here):
    ours = run("codebook", "types").stdout.splitlines()
    assert len(ours) == 19 and ours[0].startswith("attack ")
    assert run("codebook", "types", "--codebook", "ports.toml").stdout.splitlines()[-1].startswith("blockade ")
    names = [json.loads(line)["name"] for line in run("codebook", "types", "--json").stdout.splitlines()]
    assert "ceasefire" in names and "blockade" not in names


def test_codebook_check_reads_the_examples_of_types(here):
    (here / "wrong.toml").write_text(PORTS + 'examples_against = ["Boats ended the blockade of Lerwick on Monday."]\n')
    failed = run("codebook", "check", "wrong.toml")
    assert failed.exit_code == FAILED
    assert "wrong.toml: 0 actors, 0 relations, 1 incident type, 2 examples" in failed.stdout
    assert "expected: not told to have happened; there is: blockade" in failed.stdout
    report = json.loads(run("codebook", "check", "wrong.toml", "--json").stdout)
    assert [each["type"] for each in report["failures"]] == ["blockade"] and report["types"] == 20


def test_codebook_show_of_what_is_neither_says_so(here):
    missing = run("codebook", "show", "blockade")
    assert missing.exit_code == USAGE and "no incident type is called so" in missing.stderr


def test_codebook_show_takes_a_space_for_an_underscore():
    assert run("codebook", "show", "prisoner release").stdout == run("codebook", "show", "prisoner_release").stdout


def test_codebook_types_tells_where_the_rest_is():
    assert "codebook show NAME" in run("codebook", "types").stderr
