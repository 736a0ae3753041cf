"""The reading of one sample against the same text read by hand: floors that are not lowered in silence."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from purport.reading import default_reader
from purport.types import Document, Reading, Source

GOLD = json.loads(Path(__file__).parents[1].joinpath("gold", "observatory-brief-57.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    source = Source(
        id=GOLD["id"],
        sha256="0" * 64,
        title=GOLD["title"],
        publisher=GOLD["publisher"],
        published=GOLD["published"],
    )
    return default_reader().read(Document(source=source, text=GOLD["text"]))


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


@pytest.fixture(scope="module")
def statements(reading):
    found = [s for s in reading.statements if s.kind != "attitude"]
    matched, left = pairs(GOLD["statements"], found, statement_match)
    return [(g, m) for g, m in matched if not g["optional"]], left


def test_gold_statements_are_found(statements):
    matched, left = statements
    wanted = sum(not g["optional"] for g in GOLD["statements"])
    assert f1(len(matched), len(matched) + len(left), wanted) >= 0.75


LABELS = (
    ("speaker", lambda g, m: m.speaker is not None and same_name(g["speaker"]["name"], m.speaker.name), 0.7),
    ("content", lambda g, m: overlap(g["content"][0]["text"], " ".join(c.text for c in m.content)) >= 0.8, 0.7),
    ("certainty", lambda g, m: g["certainty"] == m.certainty, 0.8),
    ("distance", lambda g, m: g["distanced"] == m.distanced, 0.7),
)


@pytest.mark.parametrize(("right", "floor"), [label[1:] for label in LABELS], ids=[label[0] for label in LABELS])
def test_gold_statements_are_labelled(statements, right, floor):
    matched, _ = statements
    assert sum(right(g, m) for g, m in matched) >= floor * len(matched)


SPANS = (
    ("dates", lambda g, m: g["value"] == m.value, 0.85, 0.85),
    ("places", lambda g, m: g["country"] == m.country, 0.85, 0.9),
    ("figures", lambda g, m: (g["low"], g["high"]) == (m.low, m.high), 0.8, 0.9),
)


@pytest.mark.parametrize(("kind", "right", "found_floor", "right_floor"), SPANS, ids=[row[0] for row in SPANS])
def test_gold_facts_are_found_and_resolved(reading, kind, right, found_floor, right_floor):
    matched, left = pairs(GOLD[kind], getattr(reading, kind), touch)
    assert f1(len(matched), len(matched) + len(left), len(GOLD[kind])) >= found_floor
    assert sum(right(g, m) for g, m in matched) >= right_floor * len(matched)


def incident_match(gold, mine):
    return any(touch(g, m) for g in gold["mentions"] for m in mine.mentions)


def test_gold_incidents_are_found(reading):
    matched, left = pairs(GOLD["incidents"], reading.incidents, incident_match)
    assert f1(len(matched), len(matched) + len(left), len(GOLD["incidents"])) >= 0.5


def test_gold_incidents_keep_their_mode(reading):
    matched, _ = pairs(GOLD["incidents"], reading.incidents, incident_match)
    for gold, mine in matched:
        assert (gold["mode"] == "happened") == (mine.mode == "happened"), mine


def test_gold_rival_figures_stand_side_by_side(reading):
    raid = next(incident for incident in GOLD["incidents"] if incident["type"] == "jailbreak")
    told = [f for incident in reading.incidents for f in incident.figures]
    sourced = [
        gold["text"]
        for gold in raid["figures"]
        if any(touch(gold, mine) and same_name(gold["according_to"], mine.according_to) for mine in told)
    ]
    assert len(sourced) >= 0.5 * len(raid["figures"])
