"""Speakers and hands of whole texts against the same texts read by hand: floors that are not lowered in silence."""

import json
import re
from pathlib import Path

import pytest

from purport.reading import default_reader
from purport.types import Document, Source

FOLDER = Path(__file__).parents[1] / "speakers"
TEXTS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
SMALL = {"the", "a", "an", "of"}


def words(name):
    return set(re.findall(r"\w+", (name or "").lower())) - SMALL


def same_name(one, other):
    """Whether the words of one name are among those of the other, small words apart."""
    a, b = words(one), words(other)
    return bool(a and b) and (a <= b or b <= a)


@pytest.fixture(scope="module")
def found():
    """For each cue that was found what is expected of it, and the statement."""
    documents = (
        Document(
            source=Source(
                id=t["id"], sha256="0" * 64, title=t["title"], publisher=t["publisher"], published=t["published"]
            ),
            text=t["text"],
        )
        for t in TEXTS
    )
    out = []
    for text, reading in zip(TEXTS, default_reader().read_all(documents), strict=True):
        for expected in text["expected"]:
            touching = (s for s in reading.statements if s.cue and s.cue.start < expected["end"])
            statement = next((s for s in touching if expected["start"] < s.cue.end), None)
            if statement is not None:
                out.append((expected, statement))
    return out


def test_the_cues_of_whole_texts_are_found(found):
    assert len(found) >= 0.8 * sum(len(text["expected"]) for text in TEXTS)


def test_speakers_of_whole_texts_are_resolved(found):
    right = [e for e, s in found if s.speaker is not None and same_name(e["name"], s.speaker.name)]
    assert len(right) >= 0.9 * len(found)


def test_hands_of_whole_texts_are_named(found):
    kept = sum(any(same_name(hand, via.name) for via in s.via) for e, s in found for hand in e["via"])
    told = sum(len(s.via) for _, s in found)
    wanted = sum(len(e["via"]) for e, _ in found)
    assert 2 * kept >= 0.8 * (told + wanted)
