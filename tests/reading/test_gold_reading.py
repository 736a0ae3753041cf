"""Readings against the same texts read by hand: floors that are not lowered in silence."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from purport.reading import default_reader
from purport.types import Document, Reading, Source

FOLDER = Path(__file__).parents[1] / "gold"
GOLD = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    sources = (
        Source(id=g["id"], sha256="0" * 64, title=g["title"], publisher=g["publisher"], published=g["published"])
        for g in GOLD
    )
    documents = (Document(source=source, text=g["text"]) for source, g in zip(sources, GOLD, strict=True))
    return list(default_reader().read_all(documents))


def words(text):
    return Counter(re.findall(r"\w+", text.lower()))


def overlap(a, b):
    """F1 of the words two stretches of text share."""
    shared = sum((words(a) & words(b)).values())
    return 2 * shared / (sum(words(a).values()) + sum(words(b).values())) if shared else 0.0


def touch(gold, mine):
    return gold["start"] < mine.end and mine.start < gold["end"]


def same_name(a, b):
    small = {"the", "a", "of"}
    x, y = set(words(a)) - small, set(words(b or "")) - small
    return bool(x and y) and len(x & y) >= min(len(x), len(y)) / 2


def pairs(gold, mine, match):
    """One-to-one, in reading order."""
    left = list(mine)
    out = []
    for item in gold:
        best = max(left, key=lambda other: match(item, other), default=None)
        if best is not None and match(item, best):
            left.remove(best)
            out.append((item, best))
    return out, left


def f1(hits, found, wanted):
    return 2 * hits / (found + wanted) if hits else 0.0


def statement_match(gold, mine):
    text = " ".join(part.text for part in mine.content)
    content = overlap(" ".join(part["text"] for part in gold["content"]), text)
    return content + 0.5 if mine.cue is not None and touch(gold["cue"], mine.cue) else content * (content >= 0.5)


def paired(readings, kind, match, keep=lambda item: True):
    """Over all texts: the pairs, how many were found (pairs with optional gold left out), how many there are."""
    matched, found, wanted = [], 0, 0
    for gold, reading in zip(GOLD, readings, strict=True):
        mine = [item for item in getattr(reading, kind) if getattr(item, "kind", "") != "attitude"]
        both, left = pairs(gold[kind], mine, match)
        good = [(g, m) for g, m in both if keep(g)]
        matched += good
        found += len(good) + len(left)
        wanted += sum(map(keep, gold[kind]))
    return matched, found, wanted


@pytest.fixture(scope="module")
def statements(readings):
    return paired(readings, "statements", statement_match, lambda gold: not gold["optional"])


def test_gold_statements_are_found(statements):
    matched, found, wanted = statements
    assert f1(len(matched), found, wanted) >= 0.85


def right_speaker(gold, mine):
    if gold["speaker"] is None:
        return mine.speaker is None
    return mine.speaker is not None and same_name(gold["speaker"]["name"], mine.speaker.name)


def right_content(gold, mine):
    return overlap(" ".join(c["text"] for c in gold["content"]), " ".join(c.text for c in mine.content)) >= 0.8


LABELS = (
    ("speaker", right_speaker, 0.7),
    ("content", right_content, 0.78),
    ("certainty", lambda gold, mine: gold["certainty"] == mine.certainty, 0.9),
    ("distance", lambda gold, mine: gold["distanced"] == mine.distanced, 0.85),
)


@pytest.mark.parametrize(("right", "floor"), [label[1:] for label in LABELS], ids=[label[0] for label in LABELS])
def test_gold_statements_are_labelled(statements, right, floor):
    matched, _, _ = statements
    assert sum(right(g, m) for g, m in matched) >= floor * len(matched)


SPANS = (
    ("dates", lambda g, m: g["value"] == m.value, 0.9, 0.9),
    ("places", lambda g, m: g["country"] == m.country, 0.7, 0.95),
    ("figures", lambda g, m: (g["low"], g["high"]) == (m.low, m.high), 0.88, 0.95),
)


@pytest.mark.parametrize(("kind", "right", "found_floor", "right_floor"), SPANS, ids=[row[0] for row in SPANS])
def test_gold_facts_are_found_and_resolved(readings, kind, right, found_floor, right_floor):
    matched, found, wanted = paired(readings, kind, touch)
    assert f1(len(matched), found, wanted) >= found_floor
    assert sum(right(g, m) for g, m in matched) >= right_floor * len(matched)


def incident_match(gold, mine):
    return any(touch(g, m) for g in gold["mentions"] for m in mine.mentions)


def test_gold_incidents_are_found(readings):
    matched, found, wanted = paired(readings, "incidents", incident_match)
    assert f1(len(matched), found, wanted) >= 0.6


def test_gold_incidents_that_did_not_happen_are_never_told_as_such(readings):
    matched, _, _ = paired(readings, "incidents", incident_match)
    assert not [mine for gold, mine in matched if gold["mode"] != "happened" and mine.mode == "happened"]


def test_gold_figures_keep_who_says_them(readings):
    told, kept = 0, 0
    for gold, reading in zip(GOLD, readings, strict=True):
        mine = [f for incident in reading.incidents for f in incident.figures]
        for figure in (f for incident in gold["incidents"] for f in incident["figures"] if f["according_to"]):
            told += 1
            kept += any(touch(figure, m) and same_name(figure["according_to"], m.according_to) for m in mine)
    assert kept >= 0.3 * told
