"""Judging on the command line: one record, many from a file, what becomes of them in find and brief."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from purport.case import Case
from purport.cli.app import app
from purport.codec import encode


@pytest.fixture
def path(tmp_path, hand, monkeypatch):
    monkeypatch.setenv("PURPORT_AUTHOR", "Runa Dahl")
    made = hand("Aron Vik said the ferry was late. Mary Isbister denied it.", document="ferry")
    made.say("Aron Vik", "said", "the ferry was late", name="Aron Vik")
    made.say("Mary Isbister", "denied", "it", kind="denial", name="Mary Isbister")
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        opened.add(made.reading())
    return tmp_path / "a.purport"


def call(*arguments, given=None):
    return CliRunner().invoke(app, list(map(str, arguments)), input=given, catch_exceptions=False)


def test_rejected_record_is_left_out_with_a_line(path):
    assert call("judge", path, "reject", "ferry#s1", "--reason", "a rumour").exit_code == 0
    found = call("find", path, "speaker:vik")
    assert (found.exit_code, found.stdout) == (0, "nothing found\n")
    assert "1 rejected record is left out; is:rejected in the query shows them" in found.stderr
    for shown in (call("find", path, "is:rejected"), call("find", path, "speaker:vik", "--rejected")):
        assert "rejected by Runa Dahl: “a rumour”" in shown.stdout
        assert "ferry#s1" in shown.stdout
        assert not shown.stderr
    line = json.loads(call("find", path, "is:rejected", "--json").stdout)
    assert [(each["verdict"], each["author"], each["reason"]) for each in line["judgements"]] == [
        ("reject", "Runa Dahl", "a rumour")
    ]
    assert "Left out as rejected: 1 statement (is:rejected finds them)" in call("brief", path).stdout


def test_corrected_record_is_shown_with_what_it_was(path):
    assert (
        call("judge", path, "correct", "ferry#s1", "--set", "speaker=Hanus Dam", "--set", "kind=claim").exit_code == 0
    )
    shown = " ".join(call("find", path, "speaker:hanus").stdout.split())
    assert "1 Hanus Dam · said · claim" in shown
    assert "corrected by Runa Dahl: kind claim (was report), speaker Hanus Dam (was Aron Vik)" in shown
    line = json.loads(call("find", path, "speaker:hanus", "--json").stdout)
    assert line["judgements"][0]["before"] == {"kind": "report", "speaker": "Aron Vik"}


def test_found_sheet_is_judged_and_bad_lines_are_named(path, tmp_path):
    rows = list(csv.DictReader(io.StringIO(call("find", path, "--csv").stdout)))
    assert [row["words"] for row in rows] == ["the ferry was late", "it"]
    rows[0]["verdict"], rows[1]["verdict"] = "accept", "perhaps"
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    (tmp_path / "sheet.csv").write_text(out.getvalue(), encoding="utf-8")
    done = call("judge", path, "--from", tmp_path / "sheet.csv")
    assert (done.exit_code, "1 judged, 1 failed" in done.stdout) == (1, True)
    assert "sheet.csv:3: 'perhaps' is no verdict" in done.stderr
    assert "accepted by Runa Dahl" in call("find", path, "is:accepted").stdout


def test_what_is_found_is_judged_through_a_pipe(path):
    lines = call("find", path, "is:unjudged", "--json").stdout
    done = call("judge", path, "accept", "--from", "-", "--reason", "read through", given=lines)
    assert (done.exit_code, "2 judged" in done.stdout) == (0, True)
    assert call("find", path, "is:unjudged").stdout == "nothing found\n"
    table = list(csv.DictReader(io.StringIO(call("judgements", path, "--csv").stdout)))
    assert [(row["verdict"], row["who"], row["reason"], row["fits"]) for row in table] == [
        ("accept", "Aron Vik", "read through", "true"),
        ("accept", "Mary Isbister", "read through", "true"),
    ]


def test_lines_without_a_verdict_are_counted(path):
    done = call("judge", path, "--from", "-", given=call("find", path, "--json").stdout)
    assert (done.exit_code, "0 judged, 2 without a verdict" in done.stdout) == (0, True)


def test_judgement_is_withdrawn_by_its_number(path, hand):
    assert call("judge", path, "accept", "ferry#s2").exit_code == 0
    made = hand("Aron Vik said the ferry was late. Mary Isbister denied it.", document="ferry")
    made.model = "2"
    made.say("Aron Vik", "said", "the ferry was late", name="Aron Vik")
    with Case.open(path) as opened:
        opened.add(made.reading())
    assert "no longer fits" in call("judgements", path, "--unfitting").stdout
    assert call("judge", path, "withdrawn", "--of", 1, "--author", "B").exit_code == 2
    assert call("judge", path, "withdrawn", "--of", 1).exit_code == 0
    assert call("judgements", path, "--unfitting").stdout == "no judgements\n"
    assert call("verify", path).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["accept"],
        [],
        ["accept", "--of", "1"],
        ["withdrawn", "ferry#s1", "--of", "1"],
        ["accept", "ferry#s1", "--from", "x.csv"],
        ["correct", "--from", "x.csv", "--set", "kind=claim"],
    ],
)
def test_arguments_that_do_not_go_together(path, arguments):
    assert call("judge", path, *arguments).exit_code == 2


def test_file_that_is_not_there(path):
    done = call("judge", path, "--from", "nowhere.csv")
    assert (done.exit_code, "nowhere.csv: cannot be read" in done.stderr) == (1, True)


def test_reviewed_documents_are_written_as_annotated_texts(path, tmp_path):
    place = tmp_path / "reviewed.jsonl"
    assert "0 documents of 1 reviewed whole" in " ".join(call("judgements", path, "--annotated", place).stdout.split())
    call("judge", path, "correct", "ferry#s1", "--set", "speaker=Hanus Dam")
    call("judge", path, "reject", "ferry#s2")
    assert "1 document of 1 reviewed whole" in " ".join(call("judgements", path, "--annotated", place).stdout.split())
    with Case.open(path) as opened:
        lines = [encode(each) for each in opened.readings()]
    (tmp_path / "read.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = call("evaluate", place, "--readings", tmp_path / "read.jsonl", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)


def test_what_a_judgement_takes_the_place_of_is_told(path):
    assert "takes the place" not in call("judge", path, "correct", "ferry#s1", "--set", "kind=claim").stdout
    added = call("judge", path, "correct", "ferry#s1", "--set", "certainty=possible").stdout
    assert "kind=claim; certainty=possible" in added
    assert "takes the place of 1, correct: kind=claim" in added
    accepted = call("judge", path, "accept", "ferry#s1").stdout
    assert "takes the place of 2, correct: certainty=possible; kind=claim" in accepted


def test_place_that_no_gazetteer_knows_is_kept_and_said(path, hand):
    made = hand("Boats were burnt.", document="boats")
    made.incident("attack", "burnt")
    with Case.open(path) as opened:
        opened.add(made.reading())
    known = call("judge", path, "correct", "boats#i1", "--set", "place=Kirkwall")
    assert (known.exit_code, known.stderr) == (0, "")
    done = call("judge", path, "correct", "boats#i1", "--set", "place=Nowhereville")
    assert done.exit_code == 0
    assert "the gazetteer has no place 'Nowhereville': it is kept as a name without coordinates" in done.stderr
    assert "place Nowhereville (was none), no coordinates" in call("find", path, "place:nowhereville").stdout
