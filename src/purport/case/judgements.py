"""What people judge of a case's records: a verdict with its author, its time and its reason.

It is bound to words, not to rows: its subject is an anchor, the source and the text by their hashes, the sort of
record, and the offsets and words on which it stands. So it is kept when the text is read anew, as long as a record
stands on the same words; where none does any longer it is shown as no longer fitting, and never moved.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import msgspec

from purport.case import corrections
from purport.case.parts import sha256
from purport.types import Incident, Reading, Span, Statement

encoded = msgspec.json.Encoder(order="sorted").encode


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
        return sha256(encoded(self))


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


def standing(made: Iterable[Judgement]) -> list[Judgement]:
    """Those that stand: by each author the last on a record, or on two, unless it was withdrawn; in order."""
    last: dict[tuple[str, str, str | None], Judgement] = {}
    for each in made:
        key = author_and_subject(each)
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


def who(record: Statement | Incident) -> str | None:
    """Who speaks in a statement; an incident's type."""
    if isinstance(record, Incident):
        return record.type
    return None if record.speaker is None else record.speaker.name or record.speaker.text


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


def author_and_subject(made: Judgement) -> tuple[str, str, str | None]:
    """What tells judgements of one author on one record, or on two, from others."""
    return made.author, made.subject.key(), None if made.other is None else made.other.key()


def _spans(record: Statement | Incident) -> Sequence[Span]:
    if isinstance(record, Incident):
        return record.mentions
    return record.content if record.cue is None else (record.cue, *record.content)
