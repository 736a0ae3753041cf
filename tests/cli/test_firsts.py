"""purport firsts: what it prints, its JSON, and how it fails."""

import json
import re
import shlex

import pytest
from typer.testing import CliRunner

from purport import documents
from purport.case import Case
from purport.cli.app import app

REPORTS = {
    "no-1": ("2025-01-06", "The Norran Front said the winter had been hard on the crofters of Unst."),
    "no-2": ("2025-01-13", "The Norran Front denied that it had held the crew of the ferry Hamnavoe on Fetlar."),
    "no-3": ("2025-06-16", "The Norran Front admitted that it had held the crew of the ferry Hamnavoe on Fetlar."),
    "no-4": ("2025-06-23", "The Norran Front said that guards of the prison in Lerwick had beaten two inmates."),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("firsts")
    lines = [
        json.dumps({"id": name, "published": day, "publisher": "The Beacon", "number": int(name[3:]), "text": text})
        for name, (day, text) in REPORTS.items()
    ]
    (folder / "beacon.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Case.open(folder / "isles.purport", create=True) as opened:
        assert all(done.error is None for done in opened.read(documents(folder / "beacon.jsonl"), processes=1))
    return str(folder / "isles.purport")


def run(*arguments, status=0):
    done = CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "100"}, catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done.output


def test_a_first_is_shown_with_the_search_that_gives_nothing_before(case):
    shown = run("firsts", case, "--actor", "Norran Front", "--theme", "prisons")
    assert shown.startswith("First statement of Norran Front on prisons in this archive, 2025-06-23")
    assert "the archive from 2025-01-06 to 2025-06-23: 4 documents, 3 before this" in shown
    (command,) = re.findall(r"purport (find .*)", shown)
    assert run(*shlex.split(command)).startswith("nothing found")
    assert "no-4#" in run("find", case, shlex.split(command)[2].rpartition(" date:")[0])


def test_a_speaker_alone_is_told_with_what_they_went_back_on(case):
    shown = run("firsts", case, "--actor", "Norran Front")
    assert "Norran Front denied it, and affirmed it 154 days later" in shown
    assert "denied 2025-01-13, The Beacon, no-2#" in shown
    assert "affirmed 2025-06-16, The Beacon, no-3#" in shown
    limited = run("firsts", case, "--actor", "Norran Front", "--limit", "1")
    assert "more; a greater --limit shows them" in limited


def test_what_is_new_is_of_the_last_day_or_since_one(case):
    newest = run("firsts", case)
    assert "prisons" in newest
    assert "affirmed it" not in newest
    assert "affirmed it 154 days later" in run("firsts", case, "--since", "2025-06-01")
    assert "nothing was said for the first time since 2025-07-01" in run("firsts", case, "--since", "2025-07-01")


def test_json_gives_a_line_a_record(case):
    lines = [json.loads(line) for line in run("firsts", case, "--claim", "crew ferry", "--json").splitlines()]
    assert [next(iter(line)) for line in lines] == ["first", "first", "reversal"]
    assert {line["first"]["standing"] for line in lines[:2]} == {"affirmed", "denied"}
    assert lines[2]["reversal"]["was"] == "denied"
    assert lines[0]["first"]["reach"][0]["first"] == "2025-01-06"


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--actor", "Nobody"), 1, "there is no statement of 'Nobody' with a date"),
        (("--theme", "gardens"), 2, "no text in the case has the theme 'gardens'"),
        (("--claim", "(x"), 2, "this is never closed"),
        (("--claim", "zeppelin"), 1, "no claim of fact"),
        (("--since", "soon"), 2, "'soon' is not a date"),
        (("--since", "2025", "--actor", "Front"), 2, "--since asks what is new of all"),
        (("--actor", "..."), 2, "no letter or digit"),
    ],
)
def test_what_cannot_be_asked_fails_with_its_reason(case, arguments, status, told):
    done = CliRunner().invoke(app, ["firsts", case, *arguments])
    assert done.exit_code == status
    assert told in done.stderr


def test_a_case_that_is_not_there_is_named(tmp_path):
    done = CliRunner().invoke(app, ["firsts", str(tmp_path / "none.purport")])
    assert done.exit_code == 1
    assert "no such case" in done.stderr


def test_many_new_speakers_are_told_on_a_line_each(tmp_path, hand):
    names = ["Aron Vik", "Mary Isbister", "Hanus Dam", "Runa Dahl", "Ola Vik", "Sunniva Lund"]
    report = hand(" ".join(f"{name} said the ferry was late." for name in names), document="ferry")
    for n, name in enumerate(names, 1):
        report.say(name, f"said#{n}", f"the ferry was late#{n}", name=name)
        report.actor(name, name, kind="person")
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        assert not opened.add(report.reading()).failed
    lines = run("firsts", tmp_path / "a.purport").splitlines()
    assert len(lines) == 6
    assert all(line.startswith("First heard: ") and "1 statement, ferry#s" in line for line in lines)
