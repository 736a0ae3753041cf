"""What people judge of a case's records: a verdict with its author, its time and its reason.

It is bound to words, not to rows: its subject is an anchor, the source and the text by their hashes, the sort of
record, and the offsets and words on which it stands. So it is kept when the text is read anew, as long as a record
stands on the same words; where none does any longer it is shown as no longer fitting, and never moved.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection

from purport.case import corrections, custody
from purport.case.clock import now
from purport.case.driver import fetched
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


class State(StrEnum):
    """How a record stands by all that is judged of it: all who judged it accept it, or reject it, or correct it; or
    they disagree; or nobody judged it."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    DISPUTED = "disputed"
    UNJUDGED = "unjudged"


_DONE = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.REJECT: "rejected"}
OF_TWO = frozenset((Verdict.SAME, Verdict.NOT_SAME, Verdict.UNDECIDED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a record stands on. ``record`` is statement or incident; ``spans`` are the offsets of a statement's cue and
    content, of an incident's mentions; ``quote`` their words, empty where the document was removed."""

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

    ``replaces`` is the number of its author's judgement whose place it took, None where none stood. A correction has
    the fields of the correction that it replaces too, but for those that it gives anew.

    ``document`` is the id of the document of its record, ``record_id`` the record's own, ``who`` who speaks in it, or
    an incident's type, ``before`` what the corrected fields were read as: all as the current reading has them, None
    where it has none.
    """

    id: int
    at: str
    author: str
    verdict: Verdict
    subject: Anchor
    other: Anchor | None = None
    correction: dict[str, Any] | None = None
    reason: str | None = None
    replaces: int | None = None
    fits: bool = True
    document: str | None = None
    record_id: str | None = None
    who: str | None = None
    before: dict[str, Any] | None = None
    other_document: str | None = None
    other_record_id: str | None = None
    other_who: str | None = None


def anchor(reading: Reading, record: Statement | Incident) -> Anchor:
    """What a record of a reading stands on."""
    return anchored(reading.source.sha256, sha256(reading.text), record)


def anchored(source: str, text: str, record: Statement | Incident) -> Anchor:
    """The same where the source and the text are known by their SHA-256."""
    spans = _spans(record)
    return Anchor(
        source=source,
        text=text,
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
        key = _of_author(made)
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


def standing(made: Iterable[Judgement]) -> list[Judgement]:
    """Those that stand: by each author the last on a record, or on two, unless it was withdrawn; in order."""
    last: dict[tuple[str, str, str | None], Judgement] = {}
    for each in made:
        key = _of_author(each)
        last.pop(key, None)
        if each.verdict is not Verdict.WITHDRAWN:
            last[key] = each
    return list(last.values())


def state(made: Sequence[Judgement]) -> State:
    """How a record stands by the judgements of it that stand, given oldest first.

    Authors disagree where one rejects what another accepts or corrects, where two correct a field to different values,
    and where one corrects what another accepted before; who accepts it later accepts it as corrected.
    """
    verdicts = {each.verdict for each in made}
    if Verdict.REJECT in verdicts:
        return State.REJECTED if verdicts == {Verdict.REJECT} else State.DISPUTED
    if Verdict.CORRECT in verdicts:
        return State.DISPUTED if _differ(made) else State.CORRECTED
    return State.ACCEPTED if Verdict.ACCEPT in verdicts else State.UNJUDGED


def correction(made: Sequence[Judgement]) -> dict[str, Any]:
    """All that is corrected by judgements that stand, given oldest first: the last one of a field counts."""
    return corrections.together(each.correction for each in made if each.correction)


def fitted(made: Iterable[Judgement], readings: Mapping[str, Reading]) -> list[Judgement]:
    """The judgements, each told whether its records are in the current readings, given by the SHA-256 of their
    sources, in which documents, and what they were read as."""
    known = {each.key(): (reading.source.id, one) for reading in readings.values() for each, one in anchors(reading)}
    return [fitting(each, known) for each in made]


def fitting(made: Judgement, known: Mapping[str, tuple[str, Statement | Incident]]) -> Judgement:
    """A judgement, told whether its records are among those that are known, by the keys of their anchors with the ids
    of their documents."""
    fits = True
    if (subject := known.get(made.subject.key())) is None:
        fits = False
    else:
        document, record = subject
        before = corrections.read_as(record, made.correction) if made.correction else None
        made = replace(made, document=document, record_id=record.id, who=who(record), before=before)
    if made.other is not None:
        if (other := known.get(made.other.key())) is None:
            fits = False
        else:
            document, record = other
            made = replace(made, other_document=document, other_record_id=record.id, other_who=who(record))
    return replace(made, fits=fits)


def anchors(reading: Reading) -> Iterator[tuple[Anchor, Statement | Incident]]:
    """Every statement and incident of a reading with what it stands on."""
    text = sha256(reading.text)
    records: tuple[Statement | Incident, ...] = (*reading.statements, *reading.incidents)
    for record in records:
        yield anchored(reading.source.sha256, text, record), record


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


def who(record: Statement | Incident) -> str | None:
    """Who speaks in a statement; an incident's type."""
    if isinstance(record, Incident):
        return record.type
    return None if record.speaker is None else record.speaker.name or record.speaker.text


def columns(made: Judgement) -> dict[str, Any]:
    """The cells of a judgement in a table, by column."""
    return {
        "number": made.id,
        "verdict": made.verdict.value,
        "record": _name(made.subject, made.record_id),
        "document": made.document,
        "sort": made.subject.record,
        "who": made.who,
        "words": made.subject.quote,
        "other": _name(made.other, made.other_record_id),
        "other words": made.other and made.other.quote,
        "correction": made.correction and corrections.written(made.correction),
        "before": made.before and corrections.written(made.before),
        "reason": made.reason,
        "author": made.author,
        "at": made.at,
        "fits": made.fits,
    }


def told(made: Judgement) -> str:
    """A judgement of one record in words: "corrected by Runa Dahl: kind report (was claim); “as she said”"."""
    before = made.before or {}
    fields = [
        f"{name} {corrections.word(value)}" + (f" (was {corrections.word(before[name])})" if name in before else "")
        for name, value in corrections.shown(made.correction or {}).items()
    ]
    if corrections.unlocated(made.correction or {}):
        fields.append("no coordinates")
    rest = "; ".join([*([", ".join(fields)] if fields else []), *([f"“{made.reason}”"] if made.reason else [])])
    return f"{_DONE.get(made.verdict, made.verdict.value)} by {made.author}" + (f": {rest}" if rest else "")


def _name(one: Anchor | None, record_id: str | None) -> str | None:
    """A record by its document, even where several have one id, and its own id."""
    return None if one is None or record_id is None else f"{one.source[:12]}#{record_id}"


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


def _differ(made: Sequence[Judgement]) -> bool:
    """Whether two correct a field to different values, or one corrects what another accepted before."""
    fields: dict[str, Any] = {}
    accepted = False
    for each in made:
        accepted = accepted or each.verdict is Verdict.ACCEPT
        for name, value in corrections.shown(each.correction or {}).items():
            if accepted or fields.setdefault(name, value) != value:
                return True
    return False


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


def _of_author(made: Judgement) -> tuple[str, str, str | None]:
    """What tells judgements of one author on one record, or on two, from others."""
    return made.author, made.subject.key(), None if made.other is None else made.other.key()


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
    anchors = _ENCODE(subject).decode(), other and _ENCODE(other).decode()
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


def _spans(record: Statement | Incident) -> Sequence[Span]:
    if isinstance(record, Incident):
        return record.mentions
    return record.content if record.cue is None else (record.cue, *record.content)
