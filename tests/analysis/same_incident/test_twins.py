"""Near twins told in invented reports: two bombings in one town in a week, two kidnappings of fishermen, two murders of
councillors. ``told`` gives by words of a report which deed they tell."""

import json
from itertools import combinations
from pathlib import Path

import pytest

import purport
from purport.analysis.same_incident.groups import same_incidents
from purport.analysis.same_incident.tellings import tellings

TEXTS = Path(__file__).parents[1] / "texts" / "near-twins.jsonl"
REPORTS = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]


def nearest(reading, words):
    """The telling that stands nearest to some words where they stand last."""
    at = reading.text.rindex(words)
    return min(tellings(reading), key=lambda telling: min(abs(start - at) for start, _ in telling.spans)).key


@pytest.mark.parametrize("name", sorted({report["set"] for report in REPORTS}))
def test_twins_are_apart_and_reports_of_one_deed_together(name):
    told, deeds = [], []
    for report in (each for each in REPORTS if each["set"] == name):
        given = {key: report[key] for key in ("id", "publisher", "published") if key in report}
        reading = purport.read(report["text"], **given)
        told += tellings(reading)
        deeds += [(nearest(reading, words), deed) for words, deed in report["told"].items()]
    of = {telling.key: at for at, found in enumerate(same_incidents(told)) for telling in found.tellings}
    for (one, deed), (other, another) in combinations(deeds, 2):
        assert (of[one] == of[other]) is (deed == another), (name, deed, another)
