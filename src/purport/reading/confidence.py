"""How likely an attribution is right as a whole: its cue, its speaker and its content.

The model and syntax find attributions each in their own way, so that it tells much whether both see one there, and
whether they see the same. The weights are those of a logistic regression on annotated texts
(``python -m training.confidence``).
"""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from purport.reading.attribution_model import Found
from purport.reading.attributions import Attribution
from purport.types import Span

EVIDENCE = ("model", "model_alone", "syntax_alone", "syntax", "same_speaker", "same_content")
"""What speaks for an attribution, in the order of its evidence: the log-odds that the model gives it; whether only the
model, or only syntax found it; the log-odds that syntax gives what it alone found; how far the two agree on speaker and
on content (intersection over union). What cannot be told of it is 0."""

FILE = Path(__file__).parents[1] / "models" / "confidence.json"
_LEAST_ODDS = 0.01


def weighed(attribution: Attribution, found: Found | None, like: Attribution | None) -> Attribution:
    """An attribution made of what the model ``found``, of syntax' attribution ``like`` it, or of both, with the
    evidence for it and the confidence that follows."""
    told = evidence(found, like)
    return replace(attribution, evidence=told, confidence=confidence(told))


def evidence(found: Found | None, like: Attribution | None) -> tuple[float, ...]:
    """What speaks for an attribution, in the order of EVIDENCE."""
    if found is None or like is None:
        told = found.confidence if found is not None else like.confidence if like is not None else 0.5
        odds = _log_odds(told)
        return (odds, 1.0, 0.0, 0.0, 0.0, 0.0) if like is None else (0.0, 0.0, 1.0, odds, 0.0, 0.0)
    speakers = _characters([found.speaker] if found.speaker else []), _characters(_offsets([like.speaker]))
    contents = _characters(found.content), _characters(_offsets(like.content))
    return (_log_odds(found.confidence), 0.0, 0.0, 0.0, _overlap(*speakers), _overlap(*contents))


def confidence(evidence: Iterable[float]) -> float:
    """The share of attributions with such evidence that are right, 0 to 1."""
    constant, *weights = _weights()
    total = constant + sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-total))


@cache
def fingerprint() -> dict[str, str]:
    """The name and the SHA-256 of the weights."""
    return {"confidence": hashlib.sha256(FILE.read_bytes()).hexdigest()}


@cache
def _weights() -> tuple[float, ...]:
    """The constant, then a weight for each of EVIDENCE."""
    weights = json.loads(FILE.read_text(encoding="utf-8"))["weights"]
    return tuple(weights[name] for name in ("constant", *EVIDENCE))


def _log_odds(share: float) -> float:
    share = min(max(share, _LEAST_ODDS), 1 - _LEAST_ODDS)
    return math.log(share / (1 - share))


def _offsets(spans: Iterable[Span | None]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans if span is not None]


def _characters(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end))


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
