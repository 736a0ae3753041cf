"""One option, wherever there are statements: from Python, on the command line, in a case and in a brief."""

import json

import pytest
from typer.testing import CliRunner

import purport
from purport import Case, OptionError, compose, keep_confident
from purport.cli.app import USAGE, app
from purport.codec import decode

TEXT = (
    "The Norran Front claimed on Friday that it had freed the prisoners at Vágur. The Interior Office said that over "
    "30 were at large. They, it was felt by some in the port, would be back.\n"
)
BAD = ("1.5", "-0.1", "nan", "inf")


@pytest.fixture(scope="module")
def reading():
    return purport.read(TEXT, id="a.txt")


@pytest.fixture(scope="module")
def middle(reading):
    """A threshold that some of the statements reach and some do not."""
    confidences = sorted({statement.confidence for statement in reading.statements})
    assert len(confidences) > 1
    return confidences[-1]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_by_default_no_statement_is_dropped(reading):
    assert "least_confidence" not in reading.made_by.settings
    assert purport.read(TEXT, id="a.txt", least_confidence=0).statements == reading.statements


def test_read_keeps_what_keep_confident_keeps(reading, middle):
    read = purport.read(TEXT, id="a.txt", least_confidence=middle)
    assert read == keep_confident(reading, middle)
    assert 0 < len(read.statements) < len(reading.statements)
    assert read.made_by.settings == {"least_confidence": middle}


def test_read_files_and_documents_pass_errors_on(here, middle):
    (here / "empty.txt").write_text("")
    kept, error = purport.read_files(["a.txt", "empty.txt"], least_confidence=middle)
    assert {s.confidence for s in kept.statements} == {middle}
    assert isinstance(error, purport.EmptyDocument)
    [kept] = purport.read_documents([{"text": TEXT}], least_confidence=middle)
    assert {s.confidence for s in kept.statements} == {middle}


@pytest.mark.parametrize("least", [1.5, float("nan"), "high"])
def test_a_bad_threshold_is_an_error_at_once(reading, least, tmp_path):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        for asked in (
            lambda: purport.read(TEXT, least_confidence=least),
            lambda: purport.read_files([], least_confidence=least),
            lambda: purport.read_documents([], least_confidence=least),
            lambda: compose(reading, least_confidence=least),
            lambda: case.find(least_confidence=least),
            lambda: case.statements(least_confidence=least),
        ):
            with pytest.raises(OptionError, match="no number from 0 to 1"):
                asked()


def test_a_case_finds_statements_of_a_confidence(reading, middle, tmp_path):
    with Case.open(tmp_path / "a.purport", create=True) as case:
        case.add(reading)
        found = case.find(least_confidence=middle)
        assert [hit.statement.confidence for hit in found] == [middle]
        assert len(case.statements(least_confidence=0)) == len(reading.statements)
        assert list(case.statements(least_confidence=middle)) == list(found)


def test_a_brief_tells_the_threshold_and_only_what_reaches_it(reading, middle):
    brief = compose(reading, least_confidence=middle)
    assert ("Least confidence", f"{middle:g}") in brief.facts
    assert brief.sections == compose(keep_confident(reading, middle)).sections != compose(reading).sections


def test_commands_take_the_option(here, middle):
    [shown] = map(decode, call("read", "--json", "a.txt", "--least-confidence", middle).stdout.splitlines())
    assert {s.confidence for s in shown.statements} == {middle}
    assert call("add", "a.purport", "a.txt").exit_code == 0
    hits = call("find", "a.purport", "--least-confidence", middle, "--json").stdout.splitlines()
    assert [json.loads(hit)["statement"]["confidence"] for hit in hits] == [middle]
    assert "Least confidence" in call("brief", "a.purport", "--least-confidence", middle).stdout
    assert "Least confidence" not in call("brief", "a.purport").stdout


@pytest.mark.parametrize("least", BAD)
@pytest.mark.parametrize("command", [("read", "a.txt"), ("find", "a.purport"), ("brief", "a.purport")])
def test_commands_say_what_is_wrong_with_a_threshold(here, command, least):
    with Case.open("a.purport", create=True):
        pass
    result = call(*command, "--least-confidence", least)
    assert result.exit_code == USAGE
    assert result.stderr.startswith("purport: least confidence") and result.stderr.count("\n") == 1
