"""The commands by which a case is proved, judged, and handed on."""

import json

import pytest
from typer.testing import CliRunner

from purport.cli.app import app


@pytest.fixture
def path(case):
    case.close()
    return case.path


def call(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


@pytest.fixture
def case(tmp_path, hand):
    from purport.case import Case

    made = hand("Aron Vik said the ferry was late. Mary Isbister denied it.", document="ferry")
    made.say("Aron Vik", "said", "the ferry was late")
    made.say("Mary Isbister", "denied", "it", kind="denial")
    opened = Case.open(tmp_path / "a.purport", create=True)
    opened.add(made.reading())
    return opened


def test_verify_says_what_holds_and_ends_with_one_where_it_does_not(path):
    import sqlite3

    done = call("verify", path)
    assert (done.exit_code, done.stdout.count("holds (2 log, 1 sources")) == (0, 1)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER log_stays")
        connection.execute("UPDATE log SET author = 'x' WHERE seq = 2")
    connection.close()
    done = call("verify", path)
    assert done.exit_code == 1
    assert "BROKEN, row 2 of log" in done.stdout
    done = call("verify", path, "--json")
    assert json.loads(done.stdout)["broken"]["row"] == 2
    assert done.exit_code == 1


def test_judge_and_judgements(path):
    done = call(
        "judge", path, "correct", "ferry#the ferry", "--set", "kind=claim", "--reason", "so said", "--author", "R"
    )
    assert done.exit_code == 0
    assert "statement of Aron Vik “said … the ferry was late” in ferry#s1; kind=claim; so said (R, " in done.stdout
    assert "of Aron Vik" in call("judgements", path).stdout
    done = call("judge", path, "correct", "ferry#the ferry", "--set", "kind=banana")
    assert (done.exit_code, "kind cannot be 'banana'" in done.stderr) == (2, True)
    assert call("judge", path, "withdrawn", "ferry#the ferry", "--author", "S").exit_code == 2
    assert call("judge", path, "maybe", "ferry#the ferry").exit_code == 2
    assert call("judge", path, "accept", "ferry#nothing of it").exit_code == 1
    assert call("judge", path, "correct", "ferry#the ferry", "--set", "kind").exit_code == 2
    assert json.loads(call("judgements", path, "--json").stdout)["correction"] == {"kind": "claim"}
    assert "judged" in call("log", path).stdout


def test_export_import_dump_and_remove(path, tmp_path):
    assert call("export", path, tmp_path / "bag.zip").exit_code == 0
    assert "holds" in call("verify", tmp_path / "bag.zip").stdout
    assert call("import", tmp_path / "bag.zip", tmp_path / "b.purport").exit_code == 0
    first = call("dump", tmp_path / "b.purport").stdout
    assert json.loads(first.splitlines()[1])["source"]["record"]["id"] == "ferry"
    assert call("import", tmp_path / "bag.zip", tmp_path / "b.purport").exit_code == 1
    assert call("remove", path, "ferry", "--reason", "asked to").exit_code == 0
    assert "ferry was late" not in call("dump", path, "--times").stdout
    assert call("verify", path).exit_code == 0


def test_readings_are_added_from_their_file(path, tmp_path):
    from purport.case import Case
    from purport.codec import encode

    with Case.open(path) as case:
        lines = [encode(reading) for reading in case.readings()]
    (tmp_path / "r.jsonl").write_text("\n".join([*lines, '{"schema":"purport.reading/1"}']), encoding="utf-8")
    done = call("add", tmp_path / "c.purport", tmp_path / "r.jsonl")
    assert done.exit_code == 1
    assert "1 added, 1 failed (2 statements" in done.stdout
    assert "r.jsonl:2" in done.stderr


def test_documents_are_listed(path, tmp_path):
    from purport.case import Case

    done = call("documents", path)
    assert (done.exit_code, "  ferry  " in done.stdout, "2 statements, 0 incidents" in done.stdout) == (0, True, True)
    assert json.loads(call("documents", path, "--json").stdout)["source"]["id"] == "ferry"
    assert "`purport documents`" in call("judge", path, "accept", "nodoc#x").stderr
    Case.open(tmp_path / "b.purport", create=True).close()
    assert call("documents", tmp_path / "b.purport").stdout == "no documents\n"


def test_what_is_no_whole_bag_is_told(path, tmp_path):
    assert call("export", path, tmp_path / "bag.zip").exit_code == 0
    assert call("export", path, tmp_path / "bag").exit_code == 0
    whole = (tmp_path / "bag.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "bag" / "bagit.txt").unlink()
    for command in (("verify",), ("import",)):
        target = [tmp_path / "new.purport"] if command == ("import",) else []
        for name, told in (("cut.zip", "a ZIP file that is cut off"), ("bag", "no bagit.txt in it")):
            done = call(*command, tmp_path / name, *target)
            assert (done.exit_code, told in done.stderr) == (1, True), done.stderr


def test_import_looks_first_whether_there_is_something(path, tmp_path):
    call("export", path, tmp_path / "bag")
    (tmp_path / "bag" / "bagit.txt").unlink()
    done = call("import", tmp_path / "bag", path)
    assert done.exit_code != 0
    assert "there is something already" in done.stderr


def test_removed_document_that_is_added_again_is_told(path, tmp_path):
    (tmp_path / "late.txt").write_text("Aron Vik said the ferry was late.")
    assert call("add", path, tmp_path / "late.txt").exit_code == 0
    call("remove", path, "late.txt", "--reason", "asked to", "--author", "Runa Dahl")
    done = call("add", path, tmp_path / "late.txt")
    assert done.exit_code == 0
    assert "late.txt: was removed by Runa Dahl on " in done.stderr
    assert "“asked to”; it is not added again" in done.stderr
    assert "1 removed before and not added again (0 statements, 0 incidents)" in done.stdout
