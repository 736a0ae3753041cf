"""The same bytes from several places, and the last hash of the log, on the command line."""

import json

import pytest
from typer.testing import CliRunner

from purport.cli.app import app

TEXT = "The mayor of Klaksvík said yesterday that the ferry was late.\n"


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("a/x.txt", "b/y.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    def called(*arguments):
        return CliRunner().invoke(app, [str(each) for each in arguments])

    return called


def test_other_places_are_shown(call):
    assert "1 added" in call("add", "c.purport", "a/x.txt", "--publisher", "Alpha", "--published", "2024-09-13").stdout
    told = call("add", "c.purport", "b/y.txt", "--publisher", "Beta").stdout
    assert told == "c.purport: 1 there already, another place or fact noted (0 statements, 0 incidents)\n"
    assert "Alpha · 2024-09-13 · 1 statement, 0 incidents · met at 2 places · also at Beta" in (
        call("documents", "c.purport").stdout
    )
    node = json.loads(call("documents", "c.purport", "--json").stdout)
    assert [each["source"]["path"] for each in node["occurrences"]] == ["a/x.txt", "b/y.txt"]
    assert [each["told"] for each in node["occurrences"]] == [["publisher", "published"], ["publisher"]]
    assert node["also"] == ["Beta"]
    assert "also at Beta" in call("find", "c.purport", "publisher:Beta").stdout
    assert json.loads(call("find", "c.purport", "publisher:Beta", "--json").stdout.splitlines()[0])["also"] == ["Beta"]


def test_correction_on_the_command_line(call):
    call("add", "c.purport", "a/x.txt", "--published", "2024-09-13")
    assert "1 read anew" in call("add", "c.purport", "a/x.txt", "--published", "2024-09-14").stdout
    assert "2024-09-14" in call("documents", "c.purport").stdout
    assert "1 there already (" in call("add", "c.purport", "a/x.txt").stdout


def test_last_hash_is_printed_and_asked_for(call):
    call("add", "c.purport", "a/x.txt")
    head = call("log", "c.purport", "--head").stdout.strip()
    assert call("verify", "c.purport", "--head", head).exit_code == 0
    done = call("verify", "c.purport", "--head", "0123456789ab")
    assert (done.exit_code, "row 2 of log: was the last" in done.stdout) == (1, True)
    done = call("export", "c.purport", "bag")
    assert f"the log ends with {head}" in done.stdout
    assert call("verify", "bag", "--head", head).exit_code == 0
