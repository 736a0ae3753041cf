"""Places of whole texts against the same texts annotated by hand before they were first read: floors that are not
lowered in silence."""

import tomllib
from pathlib import Path

import pytest

from purport.codebooks.gazetteer import distance_km
from purport.language import parse_all
from purport.reading.places import find_places
from purport.types import Document, Level, Source

FOLDER = Path(__file__).parents[1] / "places"
TEXTS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
NEAR_KM = 161
# Shares of the annotated places: found, and of those found with the right point, level, part and metonymy.
FLOORS = {"found": 0.96, "precise": 0.96, "near": 0.98, "level": 0.97, "part": 0.99, "metonym": 0.98}


@pytest.fixture(scope="module")
def shares():
    """What share of the annotated places was read right in each respect; ``precise`` is the share of places read that
    were annotated."""
    counts = dict.fromkeys(("annotated", "read", *FLOORS), 0)
    documents = [Document(source=Source(id=name, sha256=""), text=t["text"]) for name, t in TEXTS.items()]
    for doc, text in zip(parse_all(documents), TEXTS.values(), strict=True):
        left = list(find_places(doc))
        counts["read"] += len(left)
        at = 0
        for wanted in text["places"]:
            counts["annotated"] += 1
            start = doc.text.index(wanted["text"], at)
            at = start + len(wanted["text"])
            place = next((p for p in left if p.start < at and start < p.end), None)
            if place is None:
                continue
            left.remove(place)
            counts["found"] += 1
            counts["near"] += place.lat is not None and (
                distance_km(place.lat, place.lon, wanted["lat"], wanted["lon"]) <= NEAR_KM
                or (place.level is Level.COUNTRY and place.country == wanted.get("country"))
            )
            levels = wanted["level"] if isinstance(wanted["level"], list) else [wanted["level"]]
            counts["level"] += place.level in [Level(level) for level in levels]
            counts["part"] += (place.part.direction if place.part else None) == wanted.get("part")
            counts["metonym"] += place.metonym == wanted.get("metonym", False)
    found = counts["found"]
    return {
        "found": found / counts["annotated"],
        "precise": found / counts["read"],
        **{name: counts[name] / found for name in ("near", "level", "part", "metonym")},
    }


@pytest.mark.parametrize("respect", FLOORS)
def test_places_of_whole_texts_are_read_as_annotated(shares, respect):
    assert shares[respect] >= FLOORS[respect]


@pytest.mark.parametrize("name", TEXTS)
def test_places_annotated_by_hand_stand_in_their_text_in_order(name):
    at = 0
    for wanted in TEXTS[name]["places"]:
        at = TEXTS[name]["text"].index(wanted["text"], at) + len(wanted["text"])
    assert "Invented text" in TEXTS[name]["text"]
