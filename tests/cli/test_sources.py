import json

import pytest
from typer.testing import CliRunner

from purport.cli.app import FAILED, USAGE, app
from purport.cli.options import columns
from purport.errors import OptionError


def call(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def table(tmp_path):
    (tmp_path / "a.csv").write_text("Nr;Wording;Day\n7;The office said so.;2024-03-02\n", encoding="utf-8")
    return tmp_path / "a.csv"


def test_read_follows_a_map_of_columns(table):
    done = call("read", table, "--map", "text=Wording, published=Day,id=Nr", "--json")
    assert done.exit_code == 0
    reading = json.loads(done.stdout)
    assert reading["text"] == "The office said so."
    assert (reading["source"]["id"], reading["source"]["published"]) == ("7", "2024-03-02")


@pytest.mark.parametrize(
    ("map", "status", "message"),
    [
        ("text", USAGE, "each part is FIELD=COLUMN"),
        ("body=Wording", USAGE, "'body' is nothing a column can be"),
        ("text=Words", FAILED, "no column 'Words'"),
    ],
)
def test_read_names_a_map_that_does_not_fit(table, map, status, message):
    done = call("read", table, "--map", map, "--json")
    assert done.exit_code == status
    assert message in done.stderr


def test_read_does_not_fetch_unasked():
    done = call("read", "https://wire.example/1", "--json")
    assert done.exit_code == FAILED
    assert "Add --fetch FILE.warc.gz" in done.stderr


def test_map_may_have_signs_in_its_columns():
    assert columns("text=a=b,url=c") == {"text": "a=b", "url": "c"}
    assert columns(None) is None
    with pytest.raises(OptionError):
        columns("text=,url=c")
