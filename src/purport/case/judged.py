"""Readings and hits as they were judged: corrected where somebody corrects them, each record with its judgements.

What was read stays as it is; here it is only shown, and found, as it was judged.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection

from purport.case import corrections
from purport.case.driver import fetched
from purport.case.judgements import Judgement, State, anchored, anchors, correction, fitting, state
from purport.case.judging import any_judged, of_records
from purport.case.records import Found
from purport.case.rows import when
from purport.case.terms import Mark, Terms, terms_of, value_term
from purport.types import Incident, Reading, Statement

R = TypeVar("R", Statement, Incident)
JUDGED = "judged"
"""Stands among the terms of every record that is judged, beside how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReading:
    """A reading with its corrections, and beside each statement and each incident the judgements of it that stand."""

    reading: Reading
    statements: tuple[tuple[Judgement, ...], ...]
    incidents: tuple[tuple[Judgement, ...], ...]

    @property
    def is_judged(self) -> bool:
        """Whether anything in it is."""
        return any(self.statements) or any(self.incidents)

    def without_rejected(self) -> Reading:
        """The reading without the records that all who judged them reject, and without the relations that only such
        records tell."""
        reading = self.reading
        statements = _kept(reading.statements, self.statements)
        incidents = _kept(reading.incidents, self.incidents)
        gone = {one.id for one in reading.statements} - {one.id for one in statements}
        unfounded = {one.id for one in reading.incidents} - {one.id for one in incidents}
        relations = tuple(
            replace(one, statements=tuple(name for name in one.statements if name not in gone))
            for one in reading.relations
            if one.incident not in unfounded and not (one.statements and gone.issuperset(one.statements))
        )
        return replace(reading, statements=statements, incidents=incidents, relations=relations)


def as_judged(connection: Connection, reading: Reading) -> JudgedReading:
    """A reading of the case as it was judged."""
    keys = [one.key() for one, _ in anchors(reading)] if any_judged(connection) else []
    found = of_records(connection, keys) if keys else {}
    if not found:
        return JudgedReading(
            reading=reading, statements=((),) * len(reading.statements), incidents=((),) * len(reading.incidents)
        )
    known = {key: (reading.source.id, one) for key, (_, one) in zip(keys, anchors(reading), strict=True)}
    made = [tuple(fitting(each, known) for each in found.get(key, ())) for key in keys]
    first, last = made[: len(reading.statements)], made[len(reading.statements) :]
    return JudgedReading(
        reading=replace(
            reading,
            statements=tuple(_corrected(one, own) for one, own in zip(reading.statements, first, strict=True)),
            incidents=tuple(_corrected(one, own) for one, own in zip(reading.incidents, last, strict=True)),
        ),
        statements=tuple(first),
        incidents=tuple(last),
    )


def terms_as_judged(judged: JudgedReading) -> Terms:
    """What a reading can be found by, as it was judged: every judged record tells how it stands, and no statement is
    found by an incident that is rejected."""
    reading = judged.reading
    found = terms_of(reading)
    if not judged.is_judged:
        return found
    told = _kept(reading.incidents, judged.incidents)
    statements = found.statements
    if len(told) < len(reading.incidents):
        statements = terms_of(replace(reading, incidents=told)).statements
    return replace(
        found,
        statements=tuple(map(_marked, statements, judged.statements)),
        incidents=tuple(map(_marked, found.incidents, judged.incidents)),
    )


def redated(judged: JudgedReading) -> dict[int, tuple[int, int]]:
    """The first day, and how many more it leaves open, of each incident whose date was corrected, by its place."""
    return {
        number: when(incident.date)
        for number, (incident, made) in enumerate(zip(judged.reading.incidents, judged.incidents, strict=True))
        if "date" in correction(made)
    }


def hits_as_judged(connection: Connection, found: Sequence[Found]) -> list[Found]:
    """Hits as they were judged, each with the judgements of its record that stand."""
    query = (
        "SELECT sources.sha256, texts.sha256 FROM readings JOIN sources ON sources.id = source_id "
        "JOIN texts ON texts.id = text_id WHERE current AND sources.sha256 IN (SELECT value FROM json_each(?)) "
        "AND EXISTS (SELECT 1 FROM judgements)"
    )
    records = [hit.statement or hit.incident for hit in found]
    digests = {hit.sha256 for hit, record in zip(found, records, strict=True) if record is not None}
    texts = dict(fetched(connection, query, json.dumps(list(digests))))
    if not texts:
        return list(found)
    keys = [
        None if record is None else anchored(hit.sha256, texts[hit.sha256], record).key()
        for hit, record in zip(found, records, strict=True)
    ]
    made = of_records(connection, [key for key in keys if key is not None])
    return [_shown(hit, record, made.get(key or "", ())) for hit, record, key in zip(found, records, keys, strict=True)]


def _shown(hit: Found, record: Statement | Incident | None, made: Sequence[Judgement]) -> Found:
    if record is None or not made:
        return hit
    own = tuple(fitting(each, {each.subject.key(): (hit.source.id, record)}) for each in made)
    if isinstance(record, Statement):
        return replace(hit, statement=_corrected(record, own), judgements=own)
    return replace(hit, incident=_corrected(record, own), judgements=own)


def _corrected(record: R, made: Sequence[Judgement]) -> R:
    fields = correction(made)
    return corrections.corrected(record, fields) if fields else record


def _kept(records: Sequence[R], made: Iterable[Sequence[Judgement]]) -> tuple[R, ...]:
    return tuple(one for one, own in zip(records, made, strict=True) if state(own) is not State.REJECTED)


def _marked(terms: str, made: Sequence[Judgement]) -> str:
    if not made:
        return terms
    return f"{terms} {value_term(Mark.JUDGED, JUDGED)} {value_term(Mark.JUDGED, state(made))}"
