import json

import pytest
from typer.testing import CliRunner

import purport
from purport.cli.app import FAILED, USAGE, app

TEXT = "The office in Tórshavn said on 6 March 2024 that 12 men had left."


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "annotated").mkdir()
    line = purport.encode(purport.read(TEXT, id="a"))
    (tmp_path / "annotated" / "a.json").write_text(line, encoding="utf-8")
    (tmp_path / "readings.jsonl").write_text(line + "\n", encoding="utf-8")
    return tmp_path


def call(*arguments, input=None):
    return CliRunner().invoke(app, list(map(str, arguments)), input=input)


def test_evaluate_prints_the_scores(here):
    result = call("evaluate", "annotated", "--by", "document")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 document · read by purport ")
    assert "Statements" in result.stdout
    assert result.stderr == ""


def test_evaluate_json_is_what_python_gives(here):
    result = call("evaluate", "annotated", "--json", "--least-confidence", "0.1")
    assert json.loads(result.stdout_bytes) == json.loads(
        json.dumps(purport.evaluate("annotated", least_confidence=0.1).to_dict())
    )


@pytest.mark.parametrize("file", ["readings.jsonl", "-"])
def test_evaluate_takes_readings_made_elsewhere(here, file):
    node = json.loads((here / "readings.jsonl").read_text(encoding="utf-8"))
    line = json.dumps({**node, "statements": []})
    (here / "readings.jsonl").write_text(line)
    result = call("evaluate", "annotated", "--json", "--readings", file, input=line)
    assert json.loads(result.stdout_bytes)["scores"][0]["found"] == 0


def test_evaluate_names_every_faulty_file_and_scores_nothing(here):
    (here / "annotated" / "b.json").write_text("{")
    (here / "annotated" / "c.json").write_text(json.dumps({"text": TEXT, "datse": []}))
    result = call("evaluate", "annotated")
    assert result.exit_code == FAILED
    assert result.stdout == ""
    first, second = result.stderr.splitlines()
    assert first.startswith("purport: annotated/b.json: not JSON (")
    assert second == "purport: annotated/c.json: unknown field `datse`; `dates` is meant, perhaps"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["gone"], FAILED, "gone: no such folder"),
        (["annotated", "--readings", "gone.jsonl"], FAILED, "gone.jsonl: cannot be read: no such file"),
        (["annotated", "--readings", "annotated/a.txt"], FAILED, "annotated/a.txt:1: not a reading"),
        (["annotated", "--least-confidence", "2"], USAGE, "least confidence 2.0 is no number from 0 to 1"),
        (["annotated", "--model", "m.onnx", "--readings", "readings.jsonl"], USAGE, "leave one of the two out"),
        (["annotated", "--by", "author"], USAGE, "document"),
    ],
)
def test_evaluate_says_what_is_wrong(here, arguments, status, message):
    (here / "annotated" / "a.txt").write_text("{}\n")
    result = call("evaluate", *arguments)
    assert result.exit_code == status
    assert message in result.stderr
