import json
import re
from importlib import resources

import pytest
from typer.testing import CliRunner

import purport
from purport.case import Case
from purport.cli.app import FAILED, USAGE, app
from purport.codec import decode, schema

SAMPLES = resources.files("purport") / "samples"
TEXT = "The office in Tórshavn said on 6 March 2024 that 12 men had left. The Norran Front claimed that none had.\n"
COMMANDS = (
    "read",
    "dates",
    "places",
    "figures",
    "actors",
    "themes",
    "add",
    "documents",
    "brief",
    "find",
    "duplicates",
    "similar",
)
COMMANDS += ("lineage", "compare", "incidents", "claims", "firsts", "rate", "ratings", "emphasis", "shifts", "watch")
COMMANDS += ("judge", "judgements", "log", "verify", "dump", "export", "stamp", "remove", "demo", "evaluate", "train")
COMMANDS += ("schema", "import", "codebook", "code")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "c.jsonl").write_text(
        '{"id": "one", "text": "A man said so."}\n{"id": "two"}\n{"text": "No one did."}\n'
    )
    return tmp_path


def call(*arguments, input=None):
    return CliRunner().invoke(app, list(map(str, arguments)), input=input)


def readings(result):
    return [decode(line) for line in result.stdout_bytes.split(b"\n") if line]


def errors(result):
    return [line for line in result.stderr.split("\n") if line]


def test_read_json_prints_one_reading_a_line_in_order(here):
    result = call("read", "--json", "a.txt", "c.jsonl")
    assert result.exit_code == FAILED
    assert [reading.source.id for reading in readings(result)] == ["a.txt", "one", "c.jsonl:3"]
    assert errors(result) == ["purport: c.jsonl:2: no `text` among its keys (id); a document needs one"]


def test_read_json_is_what_python_gives(here):
    result = call(
        "read", "--json", "a.txt", "--published", "2024-03-08", "--publisher", "Nordic Wire", "--title", "Left"
    )
    assert result.exit_code == 0
    [shown] = readings(result)
    [expected] = purport.read_files("a.txt", published="2024-03-08", publisher="Nordic Wire", title="Left")
    assert shown == expected
    assert (shown.source.publisher, shown.source.title) == ("Nordic Wire", "Left")


def test_read_takes_standard_input(here):
    result = call("read", "--json", "-", input='{"text": "He said so."}\n{"text": "She said so."}')
    assert [reading.text for reading in readings(result)] == ["He said so.", "She said so."]


def test_read_prints_a_reading_for_people(here):
    result = call("read", "a.txt", "--published", "2024-03-08", "--title", "Men left", "--publisher", "Nordic Wire")
    assert result.exit_code == 0
    assert result.stdout.startswith("Men left\nNordic Wire · 2024-03-08 · a.txt\n")
    assert "The office in Tórshavn said\n" in result.stdout
    assert "12 men had left\n" in result.stdout
    assert "6 March 2024 = 2024-03-06" in result.stdout
    assert "\x1b" not in result.stdout


def test_read_hides_attitudes_unless_asked(here):
    (here / "wish.txt").write_text("The office wants the men to leave the harbour. The mayor said that they had left.")
    hidden, shown = call("read", "wish.txt").stdout, call("read", "--attitudes", "wish.txt").stdout
    assert "1 attitude not shown" in hidden
    assert "attitude" not in hidden.replace("1 attitude not shown", "").replace("--attitudes", "")
    assert "attitude · " in shown


USAGE_ERRORS = (
    (["read", "a.txt", "--published", "soon"], "'soon' is no date of publication"),
    (["read", "a.txt", "--format", "odt"], "text, markdown, html, jsonl"),
    (["read"], "FILE"),
    (["reed"], "reed"),
    (["find", "case.purport", "--kind", "rumour"], "rumour"),
    (["find", "case.purport", "--date", "soon"], "soon"),
    (["find", "case.purport", "--limit", "0"], "--limit"),
)


@pytest.mark.parametrize(("arguments", "message"), USAGE_ERRORS, ids=range(len(USAGE_ERRORS)))
def test_wrong_usage_is_said_and_ends_with_two(here, arguments, message):
    Case.open("case.purport", create=True).close()
    result = call(*arguments)
    assert result.exit_code == USAGE
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


FAILURES = (
    (["read", "none.txt"], "none.txt: cannot be read: no such file or directory"),
    (["read", "empty.txt"], "empty.txt: an empty file"),
    (["find", "none.purport"], "none.purport: no such case"),
    (["brief", "none.purport"], "none.purport: no such case"),
    (["find", "a.txt"], "a.txt: this file is not a purport case"),
    (["add", "a.txt", "a.txt"], "a.txt: this file is not a purport case"),
    (["brief", "case.purport", "--html", "none/brief.html"], "none/brief.html: cannot be written"),
    (["demo", "--out", "a.txt/demo"], "a.txt/demo: cannot be written"),
)


@pytest.mark.parametrize(("arguments", "message"), FAILURES, ids=range(len(FAILURES)))
def test_what_fails_is_one_clean_line_and_ends_with_one(here, arguments, message):
    Case.open("case.purport", create=True).close()
    result = call(*arguments)
    assert result.exit_code == FAILED
    [line] = errors(result)
    assert line.startswith(f"purport: {message}")


def test_a_fault_of_ours_is_one_line_too(here, monkeypatch):
    monkeypatch.setattr("purport.api.read_files", lambda *_, **__: 1 / 0)
    result = call("read", "a.txt")
    assert result.exit_code == FAILED
    [line] = errors(result)
    assert re.match(r"purport: failed unexpectedly \(ZeroDivisionError: .*report it", line)


def test_errors_print_no_code_of_a_name(here):
    [line] = errors(call("read", "\x1b[2J\nnone.txt"))
    assert "\x1b" not in line


def test_add_find_and_brief_work_on_one_case(here):
    first = call("add", "case.purport", "a.txt", "c.jsonl", "--published", "2024-03-08")
    assert first.exit_code == FAILED
    assert first.stdout.startswith("case.purport: 3 added, 1 failed (")
    assert len(errors(first)) == 1
    again = call("add", "case.purport", "a.txt", "--published", "2024-03-08")
    assert (again.exit_code, again.stdout) == (0, "case.purport: 1 there already (0 statements, 0 incidents)\n")
    with Case.open("case.purport") as case:
        assert len(case) == 3

    found = call("find", "case.purport", "--speaker", "Norran Front")
    assert found.exit_code == 0
    assert "Norran Front · claimed" in found.stdout
    assert "a.txt" in found.stdout
    assert call("find", "case.purport", "lighthouse").stdout == "nothing found\n"

    brief = call("brief", "case.purport", "--title", "Men at sea")
    assert brief.exit_code == 0
    assert brief.stdout.startswith("Men at sea\n")
    assert "Norran Front claimed" in brief.stdout


def test_find_takes_every_filter(here):
    call("add", "case.purport", "a.txt", "--published", "2024-03-08")

    def hits(*arguments):
        result = call("find", "case.purport", "--json", *arguments)
        assert result.exit_code == 0
        return [json.loads(line) for line in result.stdout.splitlines()]

    statements = [hit for hit in hits() if hit["statement"]]
    assert {hit["statement"]["cue"]["text"] for hit in statements} == {"said", "claimed"}
    for hit in statements:
        assert TEXT[hit["anchor"]["start"] : hit["anchor"]["end"]] == hit["anchor"]["text"]
    [claim] = hits("--kind", "claim")
    assert claim["statement"]["cue"]["text"] == "claimed"
    assert hits("--actor", "Norran Front", "--certainty", "certain")
    assert hits("--date", "2024-03", "--since", "2024-03-01", "--until", "2024")
    assert not hits("--date", "2023")
    assert hits("left had men")
    assert hits('"men had left"')
    assert not hits('"left had men"')
    assert hits("men had left", "12")
    assert not hits("left had men", "12")
    assert hits("left", "men")
    assert hits("speaker:Norran Front")
    assert hits("--rank", "men OR women")
    assert not hits("men", "--offset", "10")
    assert len(hits("--limit", "1", "--speaker", "office")) == 1
    assert not hits("--addressee", "office")


def test_brief_is_written_where_asked(here):
    call("add", "case.purport", "a.txt", "--published", "2024-03-08")
    result = call("brief", "case.purport", "--html", "b.html", "--markdown", "b.md")
    assert result.exit_code == 0
    assert result.stdout == "b.html: the brief as one HTML file\nb.md: the brief as Markdown\n"
    page = (here / "b.html").read_text(encoding="utf-8")
    assert "Norran Front" in page
    assert not re.search(r"""<(?:script|link|img)[^>]*\b(?:src|href)\s*=\s*["']?https?:""", page)
    assert (here / "b.md").read_text(encoding="utf-8").startswith("# ")
    assert json.loads(call("brief", "case.purport", "--json").stdout)["sections"]


def test_demo_builds_a_case_and_a_brief_and_may_be_repeated(here):
    result = call("demo", "--out", "deep/demo")
    assert result.exit_code == 0, result.stderr
    assert "5 added" in result.stdout
    assert "deep/demo/brief.html" in result.stdout
    assert "Norran Front" in (here / "deep/demo/brief.html").read_text(encoding="utf-8")
    names = {sample.name for sample in SAMPLES.iterdir() if sample.is_file()}
    assert {path.name for path in (here / "deep/demo").iterdir()} == {*names, "annotated", "demo.purport", "brief.html"}
    assert "5 there already" in call("demo", "--out", "deep/demo").stdout


def test_schema_and_version_are_printed():
    assert json.loads(call("schema").stdout) == schema()
    assert call("--version").stdout == f"purport {purport.__version__}\n"


def test_help_lists_the_commands():
    result = call("--help")
    assert result.exit_code == 0
    assert tuple(re.findall(r"^  (\w+)  +[A-Z]", result.stdout, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_every_option_is_for(command):
    result = call(command, "--help")
    assert result.exit_code == 0
    options = re.findall(r"^  (?:-\w, )?(--[\w-]+)(.*(?:\n {6,}.*)*)", result.stdout, re.MULTILINE)
    assert options
    assert all(re.search(r"[a-z]{3}", words) for _, words in options)
