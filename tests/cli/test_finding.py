import json
import re

import pytest

from purport.case import Case
from purport.cli.finding import _excerpt, whole_query

REPORT = (
    "Boats left the harbour of Klaksvík at dawn on Sunday, and the coast guard counted twelve of them near the sound. "
    "The Skerry League said that it had sent none. A spokesman for the harbour office denied that anyone was hurt."
)
OTHER = "Dock workers in Lerwick voted to strike over pay, and ferries to Orkney stay in port on Monday."


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPORT.replace("hurt", "harmed"), encoding="utf-8")
    (tmp_path / "c.txt").write_text(OTHER, encoding="utf-8")
    assert call("add", "case.purport", "a.txt", "b.txt", "c.txt").exit_code == 0


def call(*arguments):
    from typer.testing import CliRunner

    from purport.cli.app import app

    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ([], None),
        (["raid"], "raid"),
        (["raid", "harbour"], "raid harbour"),
        (["raid harbour"], "raid harbour"),
        (["of prisoners", "raid"], '"of prisoners" raid'),
        (["speaker:Norran Front"], 'speaker:"Norran Front"'),
        (["raid", "-speaker:Norran Front"], 'raid -speaker:"Norran Front"'),
        (['speaker:"Norran Front" kind:claim'], 'speaker:"Norran Front" kind:claim'),
        (["speaker:norran kind:claim"], "speaker:norran kind:claim"),
        (["raid OR attack", "prison"], "raid OR attack prison"),
        (["place:Tórshavn~50km"], "place:Tórshavn~50km"),
    ],
)
def test_the_shell_gives_one_query(arguments, query):
    assert whole_query(arguments) == query


def test_duplicates_tells_pairs(here):
    shown = call("duplicates", "case.purport")
    assert shown.exit_code == 0
    assert "the same" in shown.stdout
    assert "a.txt" in shown.stdout
    [pair] = [json.loads(line) for line in call("duplicates", "case.purport", "b.txt", "--json").stdout.splitlines()]
    assert {pair["source"]["id"], pair["other"]["id"]} == {"a.txt", "b.txt"}
    assert call("duplicates", "case.purport", "c.txt").stdout == "nothing found\n"
    assert call("duplicates", "case.purport", "--least", "2").exit_code == 2
    assert call("duplicates", "case.purport", "d.txt").exit_code == 1


def test_find_tells_of_copies(here):
    call("duplicates", "case.purport")
    shown = " ".join(call("find", "case.purport", "Skerry").stdout.split())
    assert "also in 1 other document" in shown
    assert "the same in copies of these texts; --copies shows them" in shown
    every = call("find", "case.purport", "Skerry", "--copies").stdout
    assert "--copies" not in every
    assert len(every) > len(call("find", "case.purport", "Skerry").stdout)


def test_find_names_each_record_as_json(here):
    hits = [json.loads(line) for line in call("find", "case.purport", "Skerry", "--json").stdout.splitlines()]
    records = [hit["statement"] or hit["incident"] for hit in hits]
    assert any(records)
    assert [hit.get("record") for hit in hits] == [
        record and f"{hit['sha256'][:12]}#{record['id']}" for hit, record in zip(hits, records, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "shown"), [("one two", "one two"), ("ab " * 80, "ab " * 53 + "…"), ("x" * 200, "x" * 160 + " …")]
)
def test_excerpts_end_between_words(text, shown):
    assert _excerpt(text) == shown


def test_similar_tells_the_likest(here):
    shown = call("similar", "case.purport", "a.txt", "--limit", "1")
    assert shown.exit_code == 0
    assert "b.txt" in shown.stdout
    lines = call("similar", "case.purport", "--text", "a strike in the docks", "--json").stdout.splitlines()
    assert json.loads(lines[0])["source"]["id"] == "c.txt"
    assert call("similar", "case.purport").exit_code == 2
    assert call("similar", "case.purport", "d.txt").exit_code == 1


def test_ranked_find_says_where_more_fits(here, monkeypatch):
    monkeypatch.setattr("purport.case.search.CANDIDATES", {"statement": 1, "incident": 1, "document": 1})
    shown = call("find", "case.purport", "--rank", "the OR a")
    assert shown.exit_code == 0
    assert "narrow the query" in shown.stderr


@pytest.fixture
def many(tmp_path, hand):
    made = hand(" ".join(f"Aron Vik said boat {n} was late." for n in range(30)), document="boats")
    for n in range(30):
        made.say("Aron Vik", "said", f"boat {n} was late", name="Aron Vik")
    with Case.open(tmp_path / "many.purport", create=True) as case:
        case.add(made.reading())
    return str(tmp_path / "many.purport")


def test_table_has_all_hits_unless_a_limit_is_told(many):
    every = call("find", many, "late", "--csv")
    assert (len(every.stdout.splitlines()), every.stderr) == (31, "")
    part = call("find", many, "late", "--csv", "--limit", "5")
    assert len(part.stdout.splitlines()) == 6
    assert "5 of 30 statements; --limit N gives more, --offset 5 the next" in part.stderr


def test_json_tells_on_standard_error_what_is_left(many):
    shown = call("find", many, "late", "--json")
    assert len(shown.stdout.splitlines()) == 20
    assert shown.stderr == "purport: 20 of 30 statements; --limit N gives more, --offset 20 the next\n"
    for arguments in (["--offset", "20"], ["--limit", "30"]):
        assert call("find", many, "late", "--json", *arguments).stderr == ""


def test_find_tells_how_much_more_fits(many, monkeypatch):
    shown = call("find", many, "late", "--limit", "2", "--offset", "4").stdout
    assert shown.endswith("2 of 30 statements; --limit N gives more, --offset 6 the next\n")
    assert "--limit" not in call("find", many, "late", "--limit", "30").stdout
    monkeypatch.setattr("purport.case.finding.MOST_TOTAL", 7)
    assert "2 of 7 or more statements" in call("find", many, "late", "--limit", "2").stdout


def test_record_is_found_by_the_name_that_find_prints(many):
    shown = call("find", many, "late", "--limit", "1").stdout
    (name,) = re.findall(r"boats#\S+", shown)
    assert call("find", many, name).stdout == shown.partition("1 of 30")[0]
    lost = call("find", many, "boats")
    assert (lost.stdout, 'document:"boats" finds what was read in it' in lost.stderr) == ("nothing found\n", True)
