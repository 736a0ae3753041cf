"""How the sentences in stances.toml are put, each by the cue, speaker and words marked in it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from purport.reading import attribution_reader
from purport.reading.actors import ActorFinder
from purport.reading.attribution_model import Found
from purport.reading.reader import Reader
from purport.reading.statements import StatementFinder
from purport.types import Certainty, Document, Kind, MadeBy, Source

CASES = [
    (kind, case)
    for kind, cases in tomllib.loads((Path(__file__).parent / "stances.toml").read_text(encoding="utf-8")).items()
    for case in cases
]
MARKS = {"<": "speaker", "[": "cue", "{": "content"}
CLOSING = {">": "<", "]": "[", "}": "{"}


class Marked:
    """What stands in the trained model's place: it finds what a text marks."""

    def __init__(self, found: Found) -> None:
        self.found = found

    def read(self, docs: list[object]) -> list[list[Found]]:
        return [[self.found] for _ in docs]


def unmarked(text: str) -> tuple[str, Found]:
    """The text without its marks, and what they mark."""
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"speaker": [], "cue": [], "content": []}
    plain = ""
    for piece in re.split(r"([<>\[\]{}])", text):
        if piece in MARKS:
            opened[piece] = len(plain)
        elif piece in CLOSING:
            spans[MARKS[CLOSING[piece]]].append((opened[CLOSING[piece]], len(plain)))
        else:
            plain += piece
    speaker = spans["speaker"][0] if spans["speaker"] else None
    return plain, Found(cue=spans["cue"][0], speaker=speaker, content=tuple(spans["content"]), confidence=0.9)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader([ActorFinder(), StatementFinder()], made_by=MadeBy(purport="0", codebook="test", models={}))


@pytest.mark.parametrize(("kind", "case"), CASES, ids=[case["text"] for _, case in CASES])
def test_stances_are_put_as_marked(
    kind: str, case: dict[str, Any], reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, found = unmarked(case["text"])
    monkeypatch.setattr(attribution_reader, "attribution_model", lambda: Marked(found))
    statements = reader.read(Document(source=Source(id="s", sha256="0"), text=text)).statements
    (one,) = (s for s in statements if s.cue is not None and s.cue.start < found.cue[1] and found.cue[0] < s.cue.end)
    expected = {"certainty": "certain", "polarity": "affirmed", "distanced": False, "hedges": [], "kind": kind, **case}
    del expected["text"]
    read: dict[str, Any] = {
        "kind": one.kind.value,
        "certainty": one.certainty.value,
        "polarity": one.polarity.value,
        "time": one.time.value,
        "distanced": one.distanced,
        "hedges": [hedge.text for hedge in one.hedges],
    }
    assert {name: read[name] for name in expected} == expected


def test_stances_cover_every_kind_and_certainty() -> None:
    kinds = [case.get("kind", kind) for kind, case in CASES]
    certainties = [case.get("certainty", "certain") for _, case in CASES]
    assert all(kinds.count(kind.value) >= 6 for kind in Kind)
    assert all(certainties.count(certainty.value) >= 6 for certainty in Certainty)
