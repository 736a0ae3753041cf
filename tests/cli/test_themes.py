"""Themes on the command line: found, listed, shown, checked, searched."""

import json

import pytest
from typer.testing import CliRunner

from purport.cli.app import FAILED, USAGE, app

WHALES = """
without_themes = ["*"]

[theme.whaling]
name = "Whaling"
definition = "Whales are hunted."
words.en = ["whaling", "whale hunt"]
examples_for = ["The whale hunt began on Monday."]
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "whales.toml").write_text(WHALES)
    (tmp_path / "note.txt").write_text("The Front said it would free the captives. A whale hunt began.")
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(app, list(words))


def test_themes_prints_code_name_and_words(here):
    rows = [line.split("  ") for line in run("themes", "note.txt").stdout.splitlines()]
    assert rows[0] == ["note.txt"]
    assert [row[0] for row in rows[1:]] == ["freeing", "prisons"]
    assert "free the captives" in rows[1][-1].strip()
    own = json.loads(run("themes", "note.txt", "--json", "--codebook", "whales.toml").stdout)
    assert [(each["code"], each["text"]) for each in own["themes"]] == [("whaling", "whale hunt")]
    (here / "plain.txt").write_text("The ferry leaves at nine.")
    assert "no themes" in run("themes", "plain.txt").stdout


def test_codebook_themes_lists_children_below_their_parent(here):
    lines = run("codebook", "themes").stdout.splitlines()
    assert lines[lines.index(next(line for line in lines if line.startswith("prisons"))) + 1].startswith("  freeing ")
    assert run("codebook", "themes", "--codebook", "whales.toml").stdout.split() == ["whaling", "Whaling"]
    codes = [json.loads(line)["code"] for line in run("codebook", "themes", "--json").stdout.splitlines()]
    assert "freeing-exchange" in codes and len(codes) == len(lines)


def test_codebook_show_tells_all_of_a_theme(here):
    shown = run("codebook", "show", "freeing-exchange").stdout
    assert shown.startswith("Freeing by exchange (theme, freeing-exchange)\n")
    for words in ("is part of: freeing", "words (ar): ", "together within ", "is one: ", "is none: "):
        assert words in shown
    assert run("codebook", "show", "Freeing Exchange").stdout == shown
    assert json.loads(run("codebook", "show", "prisons", "--json").stdout)["name"] == "Prisons and prisoners"


def test_codebook_check_counts_themes_and_lists_examples_that_fail(here):
    (here / "wrong.toml").write_text(WHALES + 'examples_against = ["The whaling museum opened."]\n')
    failed = run("codebook", "check", "wrong.toml")
    assert failed.exit_code == FAILED
    assert "wrong.toml: 0 actors, 0 relations, 1 theme, 71 themes left out, 2 examples" in failed.stdout
    assert "whaling: The whaling museum opened.\n    expected: not found; there is: whaling" in failed.stdout
    report = json.loads(run("codebook", "check", "wrong.toml", "--json").stdout)
    assert report["themes"] == 1 and [each["theme"] for each in report["failures"]] == ["whaling"]


def test_bad_theme_file_is_one_line_with_the_way_out(here):
    (here / "bad.toml").write_text('[theme.sea]\nname = "Sea"\ndefinition = "The sea."\nwords.en = ["@boats"]')
    failed = run("read", "note.txt", "--codebook", "bad.toml")
    assert failed.exit_code == FAILED and failed.stderr.count("\n") == 1
    assert "bad.toml: the theme 'sea', words.en: '@boats' has @boats, which is no list of words" in failed.stderr


def test_find_takes_themes(here):
    run("add", "case.purport", "note.txt")
    assert "free the captives" in run("find", "case.purport", "theme:freeing").stdout
    missing = run("find", "case.purport", "theme:nosuch")
    assert missing.exit_code == USAGE and "there are freeing, prisons" in missing.stderr


def test_codebook_check_warns_of_a_theme_that_nothing_tests(here):
    (here / "bare.toml").write_text('[theme.sea]\nname = "Sea"\ndefinition = "The sea."\nwords.en = ["sea"]\n')
    checked = run("codebook", "check", "bare.toml")
    assert checked.exit_code == 0
    assert "warning: the theme 'sea' has no examples_for" in checked.stderr
    assert json.loads(run("codebook", "check", "bare.toml", "--json").stdout)["untested"] == ["sea"]
