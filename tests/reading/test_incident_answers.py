"""What claims, denials and findings are about that do not tell the deed again. Every group and event is invented."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import purport
from purport.reading.incident_answers import Deed, answered
from purport.types import Certainty, Kind, Mode, Polarity, Quote, Span, Speaker, Statement, Tense

TEXTS = [
    pytest.param(case, marks=pytest.mark.xfail(reason=case["missed"], strict=True) if "missed" in case else ())
    for case in tomllib.loads((Path(__file__).parent / "incident_answers.toml").read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", TEXTS)
def test_answers_count_for_the_deed_that_they_are_about(case: dict[str, Any]) -> None:
    reading = purport.read(case["text"])
    start = case["text"].index(case["word"])
    end = start + len(case["word"])
    (found,) = [i for i in reading.incidents if any(m.start < end and start < m.end for m in i.mentions)]
    basis = found.status_basis
    assert basis is not None and found.status == case["status"]
    told = sorted(((t.name or "").lower(), t.says.value) for t in basis.tellers)
    assert told == sorted((name.lower(), says) for name, says in case["tellers"])


def claim(content: str, start: int) -> Statement:
    return Statement(
        id="s1",
        speaker=Speaker(name="Tern Legion"),
        cue=Span(text="claimed", start=start - 8, end=start - 1),
        content=(Span(text=content, start=start, end=start + len(content)),),
        quote=Quote.INDIRECT,
        kind=Kind.CLAIM,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.AFFIRMED,
        time=Tense.PAST,
        confidence=1.0,
    )


def deed(kind: str, start: int, mode: Mode = Mode.HAPPENED) -> Deed:
    return Deed(type=kind, mode=mode, mentions=[Span(text="x", start=start, end=start + 1)], actors=())


@pytest.mark.parametrize(
    ("content", "deeds", "expected"),
    [
        ("responsibility", [deed("bombing", 0), deed("arrest", 50)], [0]),
        ("responsibility", [deed("bombing", 0), deed("arson", 50)], [1]),
        ("responsibility", [deed("arson", 0), deed("bombing", 50, Mode.PLANNED)], [0]),
        ("responsibility for the bombing", [deed("bombing", 0), deed("arson", 50)], [0]),
        ("responsibility for both attacks", [deed("bombing", 0), deed("arson", 50)], [0, 1]),
        ("responsibility", [deed("bombing", 900)], []),
    ],
)
def test_answered_is_the_last_deed_that_fits(content: str, deeds: list[Deed], expected: list[int]) -> None:
    found = answered(deeds, [claim(content, 200)])
    assert [n for n, ids in enumerate(found) if ids] == expected
