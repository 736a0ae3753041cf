"""Annotated documents and their readings to an evaluation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from msgspec import UNSET

from purport.errors import ContractError, InputError, OptionError, PurportError
from purport.evaluation.annotated import annotated_documents
from purport.evaluation.matching import one_to_one
from purport.evaluation.records import AnnotatedDocument, AnnotatedStatement
from purport.evaluation.rules import EXACT, RULES, STATEMENTS, Rule, linked_worth, measures
from purport.evaluation.scores import (
    Count,
    DocumentScores,
    Evaluation,
    Measure,
    Miss,
    calibrated,
    scored,
    summed,
)
from purport.types import Kind, Reading, Statement

CONTEXT = 40
"""So many characters are shown before and after what was missed."""

_DESCRIBED = {"dates": "value", "places": "country", "incidents": "type", "actors": "name", "themes": "code"}


def evaluate(
    annotated: str | PathLike[str] | Iterable[AnnotatedDocument],
    readings: Iterable[Reading] | None = None,
    *,
    model: str | PathLike[str] | None = None,
    codebooks: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    attitudes: bool = False,
    least_confidence: float | None = None,
) -> Evaluation:
    """Hold readings against annotated texts: a folder of them, one file, or records.

    Without ``readings`` the texts are read now, with ``model`` by a file of `purport train` and with ``codebooks`` by
    files of one's own; else there must be a reading of the text of each document. Attitudes count neither way unless
    asked for; with ``least_confidence`` only the statements of that confidence are kept, and what they tell of
    incidents. Raises the first error of the folder (see ``annotated_documents``), OptionError for a confidence that is
    none or a model or codebook that is not used, InputError for a text without a reading, BadModel, CodebookError,
    ModelMissing.
    """
    from purport.reading.threshold import checked_confidence, keep_confident

    least = None if least_confidence is None else checked_confidence(least_confidence)
    if model is not None and readings is not None:
        raise OptionError("readings made already need no model; leave one of the two out")
    if codebooks and readings is not None:
        raise OptionError("readings made already need no codebook; leave one of the two out")
    items = annotated_documents(annotated) if isinstance(annotated, str | PathLike) else annotated
    documents = list(_sound(items))
    if not documents:
        raise InputError("no annotated documents; an evaluation needs one at least")
    made = _read(documents, model, codebooks) if readings is None else _found(documents, readings)
    comparisons: list[_Comparison] = []
    made_by = None
    for document, reading in zip(documents, made, strict=True):
        kept = reading if least is None else keep_confident(reading, least)
        made_by = made_by or kept.made_by
        comparisons.append(_compared(document, kept, attitudes))
    every = measures()
    return Evaluation(
        scores=summed(every, [one.counts for one in comparisons]),
        documents=tuple(
            DocumentScores(
                document=document.id,
                scores=tuple(scored(measure, one.counts[measure]) for measure in every if measure in one.counts),
            )
            for document, one in zip(documents, comparisons, strict=True)
        ),
        misses=tuple(miss for one in comparisons for miss in one.misses),
        calibration=calibrated(pair for one in comparisons for pair in one.told),
        attitudes=attitudes,
        least_confidence=least,
        made_by=made_by,
    )


def _sound(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, PurportError):
            raise item
        yield item


def _read(
    documents: Sequence[AnnotatedDocument],
    model: str | PathLike[str] | None,
    codebooks: str | PathLike[str] | Iterable[str | PathLike[str]],
) -> Iterator[Reading]:
    from purport.reading import default_reader

    yield from _sound(default_reader(model, codebooks).read_all(document.document() for document in documents))


def _found(documents: Sequence[AnnotatedDocument], readings: Iterable[Reading]) -> Iterator[Reading]:
    """For each document the reading of its text; where two documents have one text, the reading of the same id."""
    of: dict[str, dict[str, Reading]] = {}
    for reading in readings:
        same = of.setdefault(reading.text, {})
        if reading.source.id in same:
            raise ContractError(
                "two readings of the same text; which is to be scored? Leave one out.", where=reading.source.id
            )
        same[reading.source.id] = reading
    for document in documents:
        mine = of.get(document.text)
        if not mine:
            raise InputError(
                "no reading of this text; offsets can be held against the very same text only. "
                "Read it, or leave the document out.",
                where=document.id,
            )
        yield mine.get(document.id) or next(iter(mine.values()))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One document held against its reading."""

    counts: Mapping[Measure, Count]
    misses: tuple[Miss, ...]
    told: tuple[tuple[float, bool], ...]


@dataclass(frozen=True, slots=True)
class _Matched:
    """One list matched: the pairs that count, and what on either side counts and has none."""

    pairs: tuple[tuple[Any, Any], ...]
    missed: tuple[Any, ...]
    invented: tuple[Any, ...]

    @property
    def annotated(self) -> list[Any]:
        """All annotated parts that count."""
        return [one for one, _ in self.pairs] + list(self.missed)

    @property
    def read(self) -> list[Any]:
        """All read parts that count."""
        return [other for _, other in self.pairs] + list(self.invented)


def _compared(document: AnnotatedDocument, reading: Reading, attitudes: bool) -> _Comparison:
    counts: dict[Measure, Count] = {}
    misses: list[Miss] = []
    told: tuple[tuple[float, bool], ...] = ()
    for rule in RULES.values():
        annotated = getattr(document, rule.name)
        if annotated is UNSET:
            continue
        read = getattr(reading, rule.name)
        matched = _matched(rule, annotated, read, document.text, attitudes)
        counts[Measure(rule.name, "found")] = _count(matched.pairs, matched.read, matched.annotated)
        if rule is STATEMENTS:
            linked = _linked(matched, document.text)
            told = tuple((one.confidence, id(one) in linked) for one in matched.read)
            counts[Measure(rule.name, "linked")] = _count(linked, matched.read, matched.annotated)
            counts |= _exact(matched)
        misses += _unmatched(rule, matched, document)
        for check in rule.checks:
            for one, other in matched.pairs:
                if (judged := check.judge(one, other, document.text)) is None:
                    continue
                measure = Measure(rule.name, check.name, check.share)
                counts[measure] = counts.get(measure, Count()) + judged.count
                if not judged.right:
                    misses.append(_miss(rule, check.name, one, document, judged.annotated, judged.read))
    misses.sort(key=lambda miss: (miss.start, miss.end))
    return _Comparison(counts, tuple(misses), told)


def _matched(rule: Rule, annotated: Sequence[Any], read: Sequence[Any], text: str, attitudes: bool) -> _Matched:
    """Pairs one to one. What is optional counts neither way, nor does what the reading pairs with it; nor do attitudes
    unless asked for, though a statement read as one is found all the same."""
    pairs = one_to_one(annotated, read, lambda one, other: rule.worth(one, other, text))
    paired, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    return _Matched(
        tuple((annotated[i], read[j]) for i, j in pairs if _counts(annotated[i], attitudes)),
        tuple(one for i, one in enumerate(annotated) if i not in paired and _counts(one, attitudes)),
        tuple(one for j, one in enumerate(read) if j not in taken and (attitudes or not _attitude(one))),
    )


def _counts(part: Any, attitudes: bool) -> bool:
    return not part.optional and (attitudes or not _attitude(part))


def _attitude(part: Any) -> bool:
    return isinstance(part, AnnotatedStatement | Statement) and part.kind is Kind.ATTITUDE


def _count(hits: Iterable[Any], found: Sequence[Any], annotated: Sequence[Any]) -> Count:
    return Count(sum(1 for _ in hits), len(found), len(annotated))


def _linked(matched: _Matched, text: str) -> set[int]:
    """The read statements, by identity, whose cue, speaker and content are right together."""
    read = matched.read
    pairs = one_to_one(matched.annotated, read, lambda one, other: linked_worth(one, other, text))
    return {id(read[j]) for _, j in pairs}


def _exact(matched: _Matched) -> Iterable[tuple[Measure, Count]]:
    """Spans with both ends right, field by field, where every statement of the document has the field annotated."""
    for name in EXACT:
        if all(getattr(one, name) is not UNSET for one in matched.annotated):
            wanted, mine = _ends(matched.annotated, name), _ends(matched.read, name)
            yield Measure("statements", f"exact {name}"), Count(len(wanted & mine), len(mine), len(wanted))


def _ends(statements: Iterable[Any], name: str) -> set[tuple[int, int]]:
    parts = (getattr(one, name) for one in statements)
    spans = (span for part in parts for span in (part if isinstance(part, tuple) else (part,)))
    return {(span.start, span.end) for span in spans if span is not None and span.start is not None}


def _unmatched(rule: Rule, matched: _Matched, document: AnnotatedDocument) -> Iterator[Miss]:
    for one in matched.missed:
        yield _miss(rule, "missed", one, document, _described(rule, one), None)
    for one in matched.invented:
        yield _miss(rule, "invented", one, document, None, _described(rule, one))


def _described(rule: Rule, part: Any) -> str:
    """A part in a few words."""
    if rule is STATEMENTS:
        speaker = part.speaker.name or part.speaker.text if part.speaker else None
        content = " … ".join(span.text for span in part.content or ())
        return " | ".join((speaker or "–", part.cue.text if part.cue else "–", content or "–"))
    value = getattr(part, _DESCRIBED.get(rule.name, "text"))
    return str(value) if value is not None and value is not UNSET else "–"


def _miss(
    rule: Rule, what: str, part: Any, document: AnnotatedDocument, annotated: str | None, read: str | None
) -> Miss:
    """A miss with the words where it stands: the first of the part's spans."""
    span = min(rule.spans(part), key=lambda span: (span.start, span.end))
    return Miss(
        document=document.id,
        of=rule.name,
        what=what,
        annotated=annotated,
        read=read,
        text=document.text[span.start : span.end],
        start=span.start,
        end=span.end,
        before=document.text[max(0, span.start - CONTEXT) : span.start],
        after=document.text[span.end : span.end + CONTEXT],
    )
