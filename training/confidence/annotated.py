"""Texts in which statements are annotated, and which of those read in them are right.

Two forms are read. A file of JSON Lines as ``training.attributions`` takes it holds all that is attributed in a text.
A folder holds articles: NAME.txt, and beside it NAME.json with ``statements``, each with ``cue_span``, ``source_span``
and ``content_spans``; they leave out attitudes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from purport.evaluation.matching import characters, one_to_one, overlap, touch
from purport.types import Kind, Statement

LEAST_OVERLAP = 0.5
Characters = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What one annotation covers: its cue, its speaker (empty for no one) and its content; ``counts`` is false for one
    that may be read or not."""

    cue: Characters
    speaker: Characters
    content: Characters
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedText:
    """A text with its annotations; ``attitudes`` tells whether attitudes are among them. ``source`` names the set."""

    source: str
    id: str
    text: str
    published: str | None
    annotated: tuple[Annotated, ...]
    attitudes: bool


def load(path: Path) -> Iterator[AnnotatedText]:
    """The texts of a file of attributions or of a folder of articles."""
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield _article(path.name, json.loads(file.read_text(encoding="utf-8")), file.with_suffix(".txt"))
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _attributed(path.parent.name, json.loads(line))


def _attributed(source: str, record: dict) -> AnnotatedText:
    annotated = (
        Annotated(cue=_covered(a["cue"]), speaker=_covered(a["source"]), content=_covered(a["content"]))
        for a in record["attributions"]
        if a["content"]
    )
    return AnnotatedText(
        source=source,
        id=record["id"],
        text=record["text"],
        published=record.get("published"),
        annotated=tuple(annotated),
        attitudes=True,
    )


def _article(source: str, record: dict, file: Path) -> AnnotatedText:
    annotated = (
        Annotated(
            cue=_covered([s["cue_span"]] if s["cue_span"] else []),
            speaker=_covered([s["source_span"]] if s["source_span"] else []),
            content=_covered(s.get("content_spans") or [s["content_span"]]),
            counts=not (s.get("optional") or s.get("anaphoric")),
        )
        for s in record["statements"]
    )
    return AnnotatedText(
        source=source,
        id=record["id"],
        text=file.read_bytes().decode("utf-8"),
        published=record.get("published"),
        annotated=tuple(annotated),
        attitudes=False,
    )


def _covered(spans: Sequence[Sequence[int]]) -> Characters:
    return frozenset(place for start, end in spans for place in range(start, end))


def judged(text: AnnotatedText, statements: Sequence[Statement]) -> list[bool | None]:
    """Which of the statements read in a text are right: the cues touch, and speaker and content each overlap by a half
    (intersection over union) or are both absent. None is one that counts neither way: one like an annotation that may
    be read or not, or an attitude like none where attitudes were not annotated."""
    pairs = {j: text.annotated[i] for i, j in one_to_one(text.annotated, statements, _likeness)}
    return [_judged(statement, pairs.get(number), text) for number, statement in enumerate(statements)]


def _judged(statement: Statement, pair: Annotated | None, text: AnnotatedText) -> bool | None:
    if pair is None:
        return None if statement.kind is Kind.ATTITUDE and not text.attitudes else False
    return _right(pair, statement) if pair.counts else None


def _likeness(one: Annotated, statement: Statement) -> float:
    content = overlap(one.content, characters(statement.content))
    if _right(one, statement):
        return 3 + content
    return 1 + content if touch(one.cue, characters([statement.cue])) else content if content >= LEAST_OVERLAP else 0


def _right(one: Annotated, statement: Statement) -> bool:
    return (
        touch(one.cue, characters([statement.cue]))
        and overlap(one.speaker, characters([statement.speaker])) >= LEAST_OVERLAP
        and overlap(one.content, characters(statement.content)) >= LEAST_OVERLAP
    )
