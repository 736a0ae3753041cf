"""The commands about what several documents tell: their output, and how they fail."""

import json
from importlib import resources

import pytest
from typer.testing import CliRunner

import purport
from purport.analysis import incidents
from purport.case import Case
from purport.cli.app import app

RAID = "norran-news-0304#storm"


@pytest.fixture(scope="module")
def readings():
    with resources.as_file(resources.files("purport.analysis") / "samples" / "lerwick-raid.jsonl") as path:
        return list(purport.read_files(path))


@pytest.fixture
def case(tmp_path, readings):
    path = tmp_path / "raid.purport"
    with Case.open(path, create=True) as opened:
        opened.add(readings)
    return str(path)


def run(*arguments, status=0):
    done = CliRunner().invoke(app, [*arguments], env={"COLUMNS": "100", "PURPORT_AUTHOR": "Runa Dahl"})
    assert done.exit_code == status, done.output
    return done.output


def test_incidents_lists_the_most_told_first(case):
    shown = run("incidents", case)
    assert shown.startswith("Jailbreak, Lerwick, 2025-03-04  9 documents")
    assert run("incidents", case, "--least", "99") == "no incidents\n"
    first = json.loads(run("incidents", case, "--json", "--limit", "1"))
    assert len(first["tellings"]) == 9


def test_compare_shows_writes_and_prints_json(case, tmp_path):
    page, picture = tmp_path / "raid.html", tmp_path / "raid.svg"
    shown = run("compare", case, RAID, "--html", str(page), "--svg", str(picture))
    assert "differs: a 4" in shown
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    told = json.loads(run("compare", case, RAID, "--json", "--rule", "lowest"))
    assert told["rule"] == "lowest"
    assert len(told["accounts"]) == 9


def test_claims_are_listed_with_their_repeats(case):
    shown = run("claims", case, "stormed")
    assert "first in Norran News, 2025-03-04; in 4 documents" in shown
    assert "via Norran News, 1 day later" in shown
    assert run("claims", case, "volcano") == "no claims\n"
    told = json.loads(run("claims", case, "--json", "--limit", "1"))
    assert told["told"][0]["how"] is None


def test_a_rating_is_made_listed_and_withdrawn(case):
    assert run("rate", case, "Sound Telegraph", "B2", "--reason", "own reporter").startswith("1  Sound Telegraph: B2")
    assert "usually reliable" in run("ratings", case)
    run("rate", case, "Sound Telegraph", "withdrawn")
    assert run("ratings", case) == "no ratings\n"
    assert [json.loads(line)["rating"] for line in run("ratings", case, "--past", "--json").splitlines()] == [
        "B2",
        "withdrawn",
    ]


def test_incidents_tells_which_judgement_does_not_hold(case):
    with Case.open(case) as opened:
        raid = incidents(opened)[0]
        one, other, third = (f"{each.document}#{each.incident.id}" for each in raid.tellings[:3])
        opened.judge("not_same", one, other, author="Runa Dahl")
        opened.judge("same", one, third, author="Runa Dahl")
        opened.judge("same", third, other, author="Ola Vik")
    assert "does not hold: not_same goes before it" in run("incidents", case)


def test_a_judgement_that_does_not_hold_is_told_when_it_is_entered(case):
    with Case.open(case) as opened:
        one, other, third = (f"{each.document}#{each.incident.id}" for each in incidents(opened)[0].tellings[:3])
    assert "note" not in run("judge", case, "not_same", one, other)
    assert "note" not in run("judge", case, "same", one, third)
    assert "note: judgement 3 does not hold" in run("judge", case, "same", third, other)
    run("judge", case, "withdrawn", one, other)
    assert "note" not in run("judge", case, "same", other, third)


def test_judging_two_tells_what_moved_and_withdrawing_puts_it_back(case):
    with Case.open(case) as opened:
        raid, twin = incidents(opened)[:2]
    one, third = (f"{each.document}#{each.incident.id}" for each in raid.tellings[:2])
    other = f"{twin.tellings[0].document}#{twin.tellings[0].incident.id}"
    sizes = len(raid.tellings), len(twin.tellings)
    told = run("judge", case, "same", one, other).splitlines()[1:]
    assert [line.split(":")[0] for line in told] == ["    before", "    before", "    now"]
    assert [int(line.split()[1]) for line in told] == [*sizes, sum(sizes)]
    back = run("judge", case, "withdrawn", one, other).splitlines()[1:]
    assert sorted(line.split(": ", 1)[1] for line in back) == sorted(line.split(": ", 1)[1] for line in told)
    told = run("judge", case, "not-same", one, third).splitlines()[1:]
    counts = [int(line.split()[1]) for line in told]
    assert counts[0] == sizes[0] == sum(counts[1:])
    assert "nothing moved" in run("judge", case, "not-same", one, other)


def test_a_rating_of_nobody_in_the_case_says_so_with_names_like_it(case):
    assert "no outlet or speaker of the case is called 'Sound Telegraf'" in run("rate", case, "Sound Telegraf", "B2")
    assert "Sound Telegraph" in run("rate", case, "Sound Telegraf", "B3")
    assert "note" not in run("rate", case, "The Sound Telegraph", "B2")
    assert "note" not in run("rate", case, "police", "C")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("compare", RAID, "--rule", "mean"), 2),
        (("compare", "nobody#x"), 1),
        (("compare", "volcano"), 1),
        (("rate", "Sound Telegraph", "Z9"), 2),
        (("rate", "Sound Telegraph", "withdrawn"), 2),
        (("rate", "Sound Telegraph", "B2", "--document", "nobody"), 1),
    ],
)
def test_what_cannot_be_fails_with_its_status(case, arguments, status):
    command, *rest = arguments
    run(command, case, *rest, status=status)
