"""What people judge of a case's records: a verdict with its author, its time and its reason.

It is bound to words, not to rows: its subject is an anchor, the source and the text by their hashes, the sort of
record, and the offsets and words on which it stands. So it is kept when the text is read anew, as long as a record
stands on the same words; where none does any longer it is shown as no longer fitting, and never moved.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import corrections, custody
from purport.case.clock import now
from purport.case.parts import sha256
from purport.codebooks.incident_types import incident_types
from purport.errors import OptionError
from purport.types import Incident, Reading, Span, Statement

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_COLUMNS = "id, at, author, verdict, subject, other, correction, reason"


class Verdict(StrEnum):
    """What is judged: of one record that it is right, right once corrected, or wrong; of two that they are of the same,
    are not, or that it cannot be told; or that an earlier judgement no longer stands."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    SAME = "same"
    NOT_SAME = "not_same"
    UNDECIDED = "undecided"
    WITHDRAWN = "withdrawn"


OF_TWO = frozenset((Verdict.SAME, Verdict.NOT_SAME, Verdict.UNDECIDED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a record stands on. ``record`` is statement or incident; ``spans`` are the offsets of a statement's cue and
    content, of an incident's mentions; ``quote`` their words."""

    source: str
    text: str
    record: str
    spans: tuple[tuple[int, int], ...]
    quote: str

    def key(self) -> str:
        """What tells it from others."""
        return sha256(_ENCODE(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict. ``correction`` holds the fields as they should be, where it corrects. ``fits`` tells whether the
    current reading still has a record on these words, for each of its records.

    ``document`` is the id of the document of its record, ``who`` who speaks in it, or an incident's type, as the
    current reading has them; None where it has none.
    """

    id: int
    at: str
    author: str
    verdict: Verdict
    subject: Anchor
    other: Anchor | None = None
    correction: dict[str, Any] | None = None
    reason: str | None = None
    fits: bool = True
    document: str | None = None
    who: str | None = None
    other_document: str | None = None
    other_who: str | None = None


def anchor(reading: Reading, record: Statement | Incident) -> Anchor:
    """What a record of a reading stands on."""
    spans: list[Span] = list(record.mentions) if isinstance(record, Incident) else [*_cue(record), *record.content]
    return Anchor(
        source=reading.source.sha256,
        text=sha256(reading.text),
        record="incident" if isinstance(record, Incident) else "statement",
        spans=tuple((span.start, span.end) for span in spans),
        quote=" … ".join(span.text for span in spans),
    )


def judge(
    connection: Connection,
    verdict: Verdict,
    subject: Anchor,
    other: Anchor | None,
    *,
    author: str,
    correction: dict[str, Any] | None = None,
    reason: str | None = None,
) -> Judgement:
    """Write a judgement and its row of the log within the transaction that is open.

    Raises OptionError where the verdict asks for another record, or for a correction, or does not.
    """
    _check(verdict, subject, other, correction)
    if correction:
        correction = corrections.checked(subject.record, correction, _types(connection))
    if other is not None and other.key() < subject.key():
        subject, other = other, subject
    if verdict is Verdict.WITHDRAWN:
        _check_stands(judgements(connection), author, subject, other)
    last = connection.exec_driver_sql("SELECT max(id) FROM judgements").scalar() or 0
    made = Judgement(
        id=int(last) + 1,
        at=now(),
        author=author,
        verdict=verdict,
        subject=subject,
        other=other,
        correction=correction,
        reason=reason or None,
    )
    connection.exec_driver_sql("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row(made))
    custody.log(connection, [_deed(made)], author, made.at)
    return made


def judgements(connection: Connection) -> Iterator[Judgement]:
    """All judgements, oldest first; whether they fit is not asked."""
    for each in connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM judgements ORDER BY id"):
        row_id, at, author, verdict, subject, other, correction, reason = each
        yield Judgement(
            id=row_id,
            at=at,
            author=author,
            verdict=Verdict(verdict),
            subject=msgspec.json.decode(subject, type=Anchor),
            other=None if other is None else msgspec.json.decode(other, type=Anchor),
            correction=None if correction is None else msgspec.json.decode(correction),
            reason=reason,
        )


def standing(made: Iterable[Judgement]) -> list[Judgement]:
    """Those that stand: by each author the last on a record, or on two, unless it was withdrawn; in order."""
    last: dict[tuple[str, str, str | None], Judgement] = {}
    for each in made:
        key = (each.author, each.subject.key(), None if each.other is None else each.other.key())
        last.pop(key, None)
        if each.verdict is not Verdict.WITHDRAWN:
            last[key] = each
    return list(last.values())


def fitted(made: Iterable[Judgement], readings: Mapping[str, Reading]) -> list[Judgement]:
    """The judgements, each told whether its records are in the current readings, given by the SHA-256 of their
    sources, and in which documents."""
    known = {anchor(reading, one).key(): _who(one) for reading in readings.values() for one in _records(reading)}

    def document(one: Anchor | None) -> str | None:
        return readings[one.source].source.id if one is not None and one.source in readings else None

    def who(one: Anchor | None) -> str | None:
        return None if one is None else known.get(one.key())

    return [
        replace(
            each,
            fits=all(one is None or one.key() in known for one in (each.subject, each.other)),
            document=document(each.subject),
            who=who(each.subject),
            other_document=document(each.other),
            other_who=who(each.other),
        )
        for each in made
    ]


def row(made: Judgement) -> tuple[Any, ...]:
    """A judgement as a row of its table."""
    other, correction = made.other, made.correction
    return (
        *(made.id, made.at, made.author, made.verdict.value, made.subject.key(), _ENCODE(made.subject).decode()),
        None if other is None else other.key(),
        None if other is None else _ENCODE(other).decode(),
        None if correction is None else _ENCODE(correction).decode(),
        made.reason,
    )


def row_sha256(values: tuple[Any, ...]) -> str:
    """The hash by which the log knows a row."""
    return sha256(_ENCODE(values))


def _deed(made: Judgement) -> custody.Deed:
    detail: dict[str, Any] = {"judgement": made.id, "row": row_sha256(row(made)), "verdict": made.verdict.value}
    return custody.Deed(act=custody.Act.JUDGED, subject=made.subject.source, detail=detail)


def _records(reading: Reading) -> Iterator[Statement | Incident]:
    yield from reading.statements
    yield from reading.incidents


def _who(record: Statement | Incident) -> str | None:
    if isinstance(record, Incident):
        return record.type
    return None if record.speaker is None else record.speaker.name or record.speaker.text


def _types(connection: Connection) -> list[str]:
    held = connection.exec_driver_sql("SELECT DISTINCT type FROM incidents ORDER BY type").scalars()
    return list(dict.fromkeys([*incident_types(), *held]))


def _check_stands(made: Iterable[Judgement], author: str, subject: Anchor, other: Anchor | None) -> None:
    if not any((each.author, each.subject, each.other) == (author, subject, other) for each in standing(made)):
        raise OptionError(
            f"nothing that {author} judged of it stands, so there is nothing to withdraw; "
            "`purport judgements CASE` lists what stands, and whose it is"
        )


def _check(verdict: Verdict, subject: Anchor, other: Anchor | None, correction: dict[str, Any] | None) -> None:
    if verdict in OF_TWO and other is None:
        raise OptionError(f"{verdict.value} is judged of two records; name the other one too")
    if other is not None and verdict not in (*OF_TWO, Verdict.WITHDRAWN):
        raise OptionError(f"{verdict.value} is judged of one record; {', '.join(sorted(OF_TWO))} are of two")
    if other is not None and (other.key() == subject.key() or other.record != subject.record):
        raise OptionError("two different statements, or two different incidents, can be the same; name two of a sort")
    if (verdict is Verdict.CORRECT) is not bool(correction):
        raise OptionError("correct needs the fields as they should be (kind=denial), and only correct takes them")


def _cue(statement: Statement) -> list[Span]:
    return [] if statement.cue is None else [statement.cue]
