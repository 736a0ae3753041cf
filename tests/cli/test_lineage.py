import json
from pathlib import Path

import pytest

from purport.case import Case

AGENCY, REWORDED = (
    (Path(__file__).parents[1] / "analysis" / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("agency", "reworded")
)


def call(*arguments):
    from typer.testing import CliRunner

    from purport.cli.app import app

    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def here(hand, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Case.open("case.purport", create=True) as case:
        for text, publisher in ((AGENCY, "Norran News"), (REWORDED, "Voe Herald"), ("Boats left.", "Foula Post")):
            case.add(hand(text, document=publisher, told={"publisher": publisher}).reading())


def test_lineage_prints_a_tree_for_each_family(here):
    done = call("lineage", "case.purport", "--quotes")
    assert done.exit_code == 0
    assert "2 reports, 1 independent origin: 1 copies Norran News" in done.stdout
    assert "regional hospital" in done.stdout and "Foula Post" not in done.stdout


def test_lineage_writes_json_and_a_picture(here, tmp_path):
    done = call("lineage", "case.purport", "--json", "--graph", "g.svg")
    (line,) = map(json.loads, done.stdout.splitlines())
    assert [link["kind"] for link in line["links"]] == ["copied"]
    assert (tmp_path / "g.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (["--least", "0.1"], "not between 0.5 and 1", 2),
        (["--document", "nowhere"], "no document fits", 1),
        (["herring"], "nothing found", 0),
        (["--graph", "no/such/g.svg"], "cannot be written", 1),
    ],
)
def test_lineage_says_what_is_wrong(here, arguments, said, code):
    done = call("lineage", "case.purport", *arguments)
    assert said in done.output and done.exit_code == code
