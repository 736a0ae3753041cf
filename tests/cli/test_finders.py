import json

import pytest
from typer.testing import CliRunner

import purport
from purport.cli.app import FAILED, USAGE, app

TEXT = "On Friday 12 men left Tórshavn."


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": "one", "text": "No one left."}\n{"id": "two"}\n')
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(
    ("command", "options", "shown", "row"),
    [
        (
            "dates",
            ("--published", "2024-03-12"),
            "Friday  2024-03-08  published",
            {"text": "Friday", "start": 3, "end": 9, "value": "2024-03-08", "basis": "published"},
        ),
        (
            "figures",
            (),
            "12  12  men",
            {"text": "12", "start": 10, "end": 12, "low": 12, "high": 12, "unit": "men"},
        ),
        ("places", (), "Tórshavn  Tórshavn  FO  city  62.01, -6.77", {"text": "Tórshavn", "country": "FO"}),
    ],
)
def test_finder_prints_rows_for_people_and_json_for_programs(here, command, options, shown, row):
    for_people = call(command, "a.txt", *options)
    assert for_people.exit_code == 0
    first, found = for_people.stdout.splitlines()
    assert first == "a.txt" and found.startswith(shown)
    line = json.loads(call(command, "a.txt", "--json", *options).stdout)
    assert line["source"]["id"] == "a.txt"
    assert line["text"] == TEXT
    [item] = line[command]
    assert item.items() >= row.items()


def test_finder_gives_what_a_reading_has(here):
    [reading] = purport.read_files("a.txt", published="2024-03-12")
    for command, options in (("dates", ("--published", "2024-03-12")), ("places", ()), ("figures", ())):
        line = json.loads(call(command, "a.txt", "--json", *options).stdout)
        assert [(item["start"], item["end"]) for item in line[command]] == [
            (item.start, item.end) for item in getattr(reading, command)
        ]


def test_actors_are_those_of_the_codebooks_and_of_the_text(here):
    (here / "c.txt").write_text("The Skansin Front met Hamas. The Reef Brigade met the Skansin Front.\n")
    (here / "front.toml").write_text(
        '[group.skansin-front]\nname = "Skansin Front"\nsource = "invented"\nvalid_from = "2021"\n'
    )
    shown = call("actors", "c.txt", "--codebook", "front.toml").stdout.splitlines()
    assert [line.split() for line in shown] == [
        ["c.txt"],
        ["Skansin", "Front", "group", "skansin-front", "2", "mentions"],
        ["Hamas", "group", "hamas", "1", "mention"],
        ["Reef", "Brigade", "group", "unlisted:reef-brigade", "1", "mention"],
    ]
    line = json.loads(call("actors", "c.txt", "--json", "--codebook", "front.toml", "--published", "2019").stdout)
    assert line["actors"][0]["id"] == "unlisted:skansin-front"
    assert [m["text"] for m in line["actors"][0]["mentions"]] == ["Skansin Front"] * 2
    assert call("actors", "c.txt", "--codebook", "none.toml").exit_code == FAILED


def test_places_take_title_and_publisher_as_evidence(here):
    (here / "d.txt").write_text("Snow fell in Perth on Monday.")
    for option, value in (("--title", "Snow in Perth, Scotland"), ("--publisher", "Perth, Scotland Courier")):
        line = json.loads(call("places", "d.txt", "--json", option, value).stdout)
        assert line["source"][option.removeprefix("--")] == value
    line = json.loads(call("places", "d.txt", "--json", "--title", "Snow in Perth, Scotland").stdout)
    assert [place["country"] for place in line["places"]] == ["GB"]


def test_finder_names_documents_it_cannot_read_and_goes_on(here):
    result = call("figures", "b.jsonl", "a.txt")
    assert result.exit_code == FAILED
    assert "no figures" in result.stdout and "12  12  men" in result.stdout
    assert "b.jsonl:2: no `text`" in result.stderr
    assert call("dates", "a.txt", "--published", "yesterday").exit_code == USAGE


def test_dates_count_from_the_address_of_a_document(here):
    line = json.loads(call("dates", "a.txt", "--json", "--url", "https://example.org/2024/03/12/men-left").stdout)
    assert [(item["value"], item["basis"]) for item in line["dates"]] == [("2024-03-08", "inferred")]
