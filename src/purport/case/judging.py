"""Judgements as a case keeps them: written, looked up, taken back, and blanked where a document is removed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import corrections, custody
from purport.case.clock import now
from purport.case.driver import fetched
from purport.case.judgements import OF_TWO, Anchor, Judgement, Verdict, author_and_subject, encoded, standing
from purport.case.parts import sha256
from purport.codebooks.incident_types import incident_types
from purport.errors import OptionError

_COLUMNS = "id, at, author, verdict, subject, other, correction, reason"


def judge(
    connection: Connection,
    verdict: Verdict,
    subject: Anchor,
    other: Anchor | None,
    *,
    author: str,
    correction: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> Judgement:
    """Write a judgement and its row of the log within the transaction that is open. A correction adds to the one of
    its author that stands, field by field.

    Raises OptionError where the verdict asks for another record, or for a correction, or does not.
    """
    _check(verdict, subject, other, correction)
    if correction:
        correction = corrections.checked(subject.record, correction, _types(connection) if "type" in correction else ())
    if other is not None and other.key() < subject.key():
        subject, other = other, subject
    before = _standing_of(connection, author, subject, other)
    if verdict is Verdict.WITHDRAWN and before is None:
        raise OptionError(
            f"nothing that {author} judged of it stands, so there is nothing to withdraw; "
            "`purport judgements CASE` lists what stands, and whose it is"
        )
    if correction and before is not None and before.correction:
        correction = corrections.together((before.correction, correction))
    made = _written(connection, verdict, subject, other, author, correction, reason)
    return replace(made, replaces=None if before is None else before.id)


def withdraw(connection: Connection, made: Judgement, *, author: str, reason: str | None = None) -> Judgement:
    """Take back a judgement within the transaction that is open, whether its record is still there or not.

    Raises OptionError where it is another author's, or stands no longer.
    """
    if made.author != author:
        raise OptionError(f"judgement {made.id} is {made.author}'s; only {made.author} takes it back, with --author")
    last = _last_of(connection, author, made.subject, made.other, _stored_key(connection, made))
    if made.verdict is Verdict.WITHDRAWN or last is None or last.id != made.id:
        raise OptionError(
            f"judgement {made.id} no longer stands: {made.author} took it back or judged anew; see `purport judgements`"
        )
    # As it stands there, in its order: of a removed document the words are gone.
    taken = _written(connection, Verdict.WITHDRAWN, made.subject, made.other, author, None, reason)
    return replace(taken, replaces=made.id)


def judgements(connection: Connection) -> Iterator[Judgement]:
    """All judgements, oldest first; whether they fit is not asked."""
    last: dict[tuple[str, str, str | None], int] = {}
    for made in _made(connection, f"SELECT {_COLUMNS} FROM judgements ORDER BY id"):
        key = author_and_subject(made)
        yield replace(made, replaces=last.pop(key, None))
        if made.verdict is not Verdict.WITHDRAWN:
            last[key] = made.id


def numbered(connection: Connection, number: int) -> Judgement:
    """The judgement of a number. Raises OptionError where there is none."""
    for made in _made(connection, f"SELECT {_COLUMNS} FROM judgements WHERE id = ?", number):
        before = _standing_before(connection, made)
        return replace(made, replaces=None if before is None else before.id)
    raise OptionError(f"no judgement has the number {number}; `purport judgements CASE --past` lists them")


def of_records(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of one record each that stand, oldest first, by the keys of the records' anchors; only of those
    that have any."""
    query = (
        f"SELECT {_COLUMNS} FROM judgements WHERE subject_key IN (SELECT value FROM json_each(?)) "
        "AND other_key IS NULL ORDER BY id"
    )
    found: dict[str, list[Judgement]] = {}
    for made in standing(_made(connection, query, json.dumps(list(keys)))):
        found.setdefault(made.subject.key(), []).append(made)
    return {key: tuple(made) for key, made in found.items()}


def any_judged(connection: Connection) -> bool:
    """Whether anything was ever judged."""
    return bool(fetched(connection, "SELECT 1 FROM judgements LIMIT 1"))


def row(made: Judgement) -> tuple[Any, ...]:
    """A judgement as a row of its table."""
    other, correction = made.other, made.correction
    return (
        *(made.id, made.at, made.author, made.verdict.value, made.subject.key(), encoded(made.subject).decode()),
        None if other is None else other.key(),
        None if other is None else encoded(other).decode(),
        None if correction is None else encoded(correction).decode(),
        made.reason,
    )


def row_sha256(values: tuple[Any, ...]) -> str:
    """The hash by which the log knows a row."""
    return sha256(encoded(values))


def blank(connection: Connection, source: str) -> dict[str, str]:
    """Take the words out of the judgements of a source that is being removed: what they quote of it, and what was
    written about it. Their new hashes by their numbers, for the log."""
    hashes = {}
    for made in [each for each in judgements(connection) if source in _sources(each)]:
        values = row(
            replace(
                made,
                subject=_unquoted(made.subject, source),
                other=made.other and _unquoted(made.other, source),
                correction=None,
                reason=None,
            )
        )
        connection.exec_driver_sql(
            "UPDATE judgements SET subject = ?, other = ?, correction = NULL, reason = NULL WHERE id = ?",
            (values[5], values[7], made.id),
        )
        # The keys stay those of the words that are gone.
        (kept,) = fetched(connection, "SELECT * FROM judgements WHERE id = ?", made.id)
        hashes[str(made.id)] = row_sha256(kept)
    return hashes


def _made(connection: Connection, query: str, *values: Any) -> Iterator[Judgement]:
    for each in fetched(connection, query, *values):
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


def _written(
    connection: Connection,
    verdict: Verdict,
    subject: Anchor,
    other: Anchor | None,
    author: str,
    correction: Mapping[str, Any] | None,
    reason: str | None,
) -> Judgement:
    number = connection.exec_driver_sql("SELECT max(id) FROM judgements").scalar() or 0
    made = Judgement(
        id=int(number) + 1,
        at=now(),
        author=author,
        verdict=verdict,
        subject=subject,
        other=other,
        correction=None if correction is None else dict(correction),
        reason=reason or None,
    )
    connection.exec_driver_sql("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row(made))
    custody.log(connection, [_deed(made)], author, made.at)
    return made


def _deed(made: Judgement) -> custody.Deed:
    detail: dict[str, Any] = {"judgement": made.id, "row": row_sha256(row(made)), "verdict": made.verdict.value}
    return custody.Deed(act=custody.Act.JUDGED, subject=made.subject.source, detail=detail)


def _sources(made: Judgement) -> tuple[str, ...]:
    return (made.subject.source,) if made.other is None else (made.subject.source, made.other.source)


def _unquoted(one: Anchor, source: str) -> Anchor:
    return replace(one, quote="") if one.source == source else one


def _types(connection: Connection) -> list[str]:
    held = connection.exec_driver_sql("SELECT DISTINCT type FROM incidents ORDER BY type").scalars()
    return list(dict.fromkeys([*incident_types(), *held]))


def _standing_of(connection: Connection, author: str, subject: Anchor, other: Anchor | None) -> Judgement | None:
    """The judgement of an author on a record, or on two, that stands."""
    return _not_withdrawn(_last_of(connection, author, subject, other, subject.key()))


def _standing_before(connection: Connection, made: Judgement) -> Judgement | None:
    """The judgement that stood of the same author on the same when one was made."""
    key = _stored_key(connection, made)
    return _not_withdrawn(_last_of(connection, made.author, made.subject, made.other, key, before=made.id))


def _last_of(
    connection: Connection,
    author: str,
    subject: Anchor,
    other: Anchor | None,
    stored_key: str,
    *,
    before: int = 1 << 62,
) -> Judgement | None:
    """The last judgement of an author on a record, or on two, with a number below one. Of a removed document the words
    are gone and the key is still that of the words: ``stored_key``."""
    query = (
        f"SELECT {_COLUMNS} FROM judgements WHERE subject_key IN (?, ?) AND subject = ? AND other IS ? AND author = ? "
        "AND id < ? ORDER BY id DESC LIMIT 1"
    )
    anchors = encoded(subject).decode(), other and encoded(other).decode()
    return next(_made(connection, query, subject.key(), stored_key, *anchors, author, before), None)


def _stored_key(connection: Connection, made: Judgement) -> str:
    ((key,),) = fetched(connection, "SELECT subject_key FROM judgements WHERE id = ?", made.id)
    return str(key)


def _not_withdrawn(made: Judgement | None) -> Judgement | None:
    return None if made is None or made.verdict is Verdict.WITHDRAWN else made


def _check(verdict: Verdict, subject: Anchor, other: Anchor | None, correction: Mapping[str, Any] | None) -> None:
    if verdict in OF_TWO and other is None:
        raise OptionError(f"{verdict.value} is judged of two records; name the other one too")
    if other is not None and verdict not in (*OF_TWO, Verdict.WITHDRAWN):
        raise OptionError(f"{verdict.value} is judged of one record; {', '.join(sorted(OF_TWO))} are of two")
    if other is not None and (other.key() == subject.key() or other.record != subject.record):
        raise OptionError("two different statements, or two different incidents, can be the same; name two of a sort")
    if (verdict is Verdict.CORRECT) is not bool(correction):
        raise OptionError("correct needs the fields as they should be (kind=denial), and only correct takes them")
