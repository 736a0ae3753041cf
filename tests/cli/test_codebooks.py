import json

import pytest
from typer.testing import CliRunner

from purport.cli.app import FAILED, USAGE, app

FRONT = """
source = "invented"

[group.skansin-front]
name = "Skansin Front"
country = "FO"
valid_from = "2021"
examples_for = ["The Skansin Front denied it."]

[media.skansin-bulletin]
name = "Skansin Bulletin"
speaks_for = "skansin-front"

[extends.islamic-state]
names = ["IS Core"]

[[relation]]
actor = "skansin-front"
rival = "state:FO"
since = "2022-03"
note = "by its own word"
"""
TEXT = "The Skansin Front said on Friday that nobody was hurt.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "front.toml").write_text(FRONT)
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_check_runs_our_examples_and_those_of_ones_own(here):
    result = call("codebook", "check", "front.toml")
    assert result.exit_code == 0
    ours, own, held = result.stdout.splitlines()
    assert ours.startswith("ours: ")
    assert own == "front.toml: 2 actors, 1 extended, 1 relation, 1 example"
    assert held.endswith("examples hold")


def test_check_prints_each_failure_and_fails(here):
    (here / "front.toml").write_text(FRONT.replace("The Skansin Front denied it.", "The front denied it."))
    result = call("codebook", "check", here)
    assert result.exit_code == FAILED
    assert "skansin-front: The front denied it.\n    expected: found; there is: no actor\n" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 of ")


def test_check_json_tells_all(here):
    (here / "front.toml").write_text(FRONT.replace("The Skansin Front denied it.", "Iceland denied it."))
    result = call("codebook", "check", "front.toml", "--json")
    assert result.exit_code == FAILED
    report = json.loads(result.stdout)
    assert report["files"] == ["front.toml"]
    assert report["failures"] == [
        {"actor": "skansin-front", "sentence": "Iceland denied it.", "expected": True, "found": ["state:IS"]}
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [("[group", "front.toml: the codebook is not TOML"), (None, "front.toml: cannot be read: no such file")],
)
def test_check_names_a_codebook_that_is_none(here, text, message):
    if text is None:
        (here / "front.toml").unlink()
    else:
        (here / "front.toml").write_text(text)
    result = call("codebook", "check", "front.toml")
    assert result.exit_code == FAILED
    assert result.stderr.startswith(f"purport: {message}")
    assert result.stdout == ""


def test_show_prints_names_relations_and_sources(here):
    result = call("codebook", "show", "skansin front", "--codebook", "front.toml")
    assert result.stdout == (
        "Skansin Front (group, skansin-front)\n"
        "    country: FO\n"
        "    period: since 2021\n"
        "    its media: Skansin Bulletin\n"
        "    source: invented\n"
        "    rival: Faroe Islands, since 2022-03 (invented); by its own word\n"
    )
    result = call("codebook", "show", "skansin-front", "--codebook", "front.toml", "--on", "2021")
    assert "rival" not in result.stdout


def test_show_lists_where_several_fit_and_says_where_none_does(here):
    assert call("codebook", "show", "skansin", "--codebook", "front.toml").stdout == (
        "skansin-front  Skansin Front (group)\nskansin-bulletin  Skansin Bulletin (media)\n"
    )
    missing = call("codebook", "show", "skansin")
    assert missing.exit_code == USAGE
    assert missing.stderr.startswith("purport: no actor fits 'skansin'")
    assert call("codebook", "show", "is", "--on", "then").exit_code == USAGE
    assert call("codebook", "show", " ").stderr == "purport: no name is given; give an id, a name, or words of one\n"


def test_show_tells_words_and_roles():
    assert "English words too: IS\n" in call("codebook", "show", "islamic-state").stdout
    assert "is called: newspaper, newsletter, weekly\n" in call("codebook", "show", "al-naba").stdout


def test_show_json_gives_the_entry_with_its_relations(here):
    actor = json.loads(call("codebook", "show", "skansin-front", "--codebook", "front.toml", "--json").stdout)
    assert (actor["id"], actor["source"], actor["valid_from"]) == ("skansin-front", "invented", "2021")
    assert actor["relations"][0]["other"] == "state:FO"


def test_read_and_add_take_codebooks_of_ones_own(here):
    result = call("read", "--json", "a.txt", "--codebook", "front.toml")
    assert [actor["id"] for actor in json.loads(result.stdout)["actors"]] == ["skansin-front"]
    assert call("add", "one.purport", "a.txt").stdout.startswith("one.purport: 1 added")
    own = ("add", "one.purport", "a.txt", "--codebook", "front.toml")
    assert call(*own).stdout.startswith("one.purport: 1 read anew")
    assert call(*own).stdout.startswith("one.purport: 1 there already")
    assert "1 " in call("find", "one.purport", "--speaker", "skansin-front").stdout


def test_draft_prints_what_no_codebook_knows_as_a_codebook(here):
    (here / "b.txt").write_text("The Skansin Front met the Reef Brigade in Vágur.\n")
    call("add", "one.purport", "a.txt", "b.txt")
    drafted = call("codebook", "draft", "one.purport").stdout
    assert drafted.startswith('[group.skansin-front]\n# in 2 texts\nname = "Skansin Front"\nsource = "a.txt"\n')
    assert "[group.reef-brigade]\n# in 1 text\n" in drafted
    (here / "drafts.toml").write_text(drafted)
    assert call("codebook", "check", "drafts.toml").exit_code == 0
    assert call("codebook", "draft", "one.purport", "--codebook", "drafts.toml").stdout == ""
    assert "reef-brigade" not in call("codebook", "draft", "one.purport", "--texts", "2").stdout


def test_evaluate_takes_codebooks_of_ones_own(here):
    reading = call("read", "--json", "a.txt", "--codebook", "front.toml").stdout
    (here / "annotated.jsonl").write_text(reading)
    result = call("evaluate", "annotated.jsonl", "--codebook", "front.toml", "--json")
    assert json.loads(result.stdout)["made_by"]["codebook"] == json.loads(reading)["made_by"]["codebook"]
    refused = call("evaluate", "annotated.jsonl", "--codebook", "front.toml", "--readings", "annotated.jsonl")
    assert refused.exit_code == USAGE and "need no codebook" in refused.stderr


@pytest.mark.parametrize(
    ("name", "like"),
    [("prison-riots", "prison-riot"), ("Freeing Riot", "freeing-ransom"), ("jail brake", "jailbreak")],
)
def test_show_names_what_is_like_a_name_that_is_none(name, like):
    missing = call("codebook", "show", name)
    assert missing.exit_code == USAGE
    assert like in missing.stderr.partition("like it: ")[2].partition(";")[0].split(", ")
    assert "like it" not in call("codebook", "show", "qqqqqqq").stderr


def test_check_counts_every_example_that_it_says_there_are(here):
    lines = call("codebook", "check", "front.toml").stdout.splitlines()
    ours, own, held = (int(line.split()[at].replace(",", "")) for line, at in zip(lines, (-2, -2, 1), strict=True))
    assert ours + own == held
