"""Who is said to have done it in words that name the doer, not the event: a hand in it denied, a bare accusation.

"The Basalt Brigade did not carry out the bombing" denies the Brigade's hand and leaves the bombing as it is. "The
governor blamed the Basalt Brigade" blames it for what was told of last before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from purport.types import Incident, Kind, Party, Reading, Says, Span, Statement

_NOT = r"(?:did not|didn['’]t|had not|hadn['’]t|has not|hasn['’]t|have not|haven['’]t|never)"
_WAS_NOT = r"(?:was not|wasn['’]t|were not|weren['’]t|is not|isn['’]t|are not|aren['’]t)"
_DENIED = re.compile(
    rf"\b(?:{_NOT} (?:carr(?:y|ied) out|perpetrated?|do it|done it|plant(?:ed)?|take part|taken part)"
    rf"|{_WAS_NOT} (?:behind|responsible|involved)"
    r"|(?:had|has|have) (?:no (?:part|hand|role)|nothing to do with))\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"^\W*(?:that )?(?:it|they|we|he|she|its \w+|our \w+|their \w+)(?: had| has| have|['’]ve|['’]d)? "
    r"(?:carried out|perpetrated|planted|(?:was|were|is|are) (?:behind|responsible))\b",
    re.IGNORECASE,
)
_CLAIM_CUE = re.compile(r"\bclaim(?:ed|s|ing)?\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\W*(?:it|this|that|them|(?:full )?responsibility(?: for (?:it|this|that|them))?)\W*", re.IGNORECASE
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_NAMED = re.compile(rf"(?:[Tt]he )?(?P<name>{_NAME}(?: (?:of |the )*{_NAME})+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who is named as having done it or not, on whose word, and where that stands."""

    name: str
    by: str | None
    spans: tuple[Span, ...]


def hands_denied(reading: Reading, incident: Incident) -> Iterator[Named]:
    """Of whom it is denied to have had a hand in an incident, by those whom the reading takes to deny all of it."""
    for statement in _of_tellers(reading, incident):
        for content in statement.content:
            if (found := _DENIED.search(content.text)) is not None:
                name = _NAMED.search(content.text[: found.start()])
                speaker = (statement.speaker.name or statement.speaker.text) if statement.speaker else None
                who = name["name"] if name is not None else speaker
                if who is not None:
                    yield Named(name=who, by=speaker, spans=(content,))


def hands_claimed(reading: Reading, incident: Incident) -> Iterator[Named]:
    """Who says in so many words to have done it ("the Brigade said it had carried out the bombing"), or what was told
    of last before ("the Brigade has claimed it")."""
    of_it = {statement.id for statement in _of_tellers(reading, incident)}
    for statement in reading.statements:
        speaker = (statement.speaker.name or statement.speaker.text) if statement.speaker else None
        content = statement.content[0] if statement.content else None
        if not speaker or content is None or not _NAMED.fullmatch(speaker) or not _claims(statement):
            continue
        if statement.id in of_it or _told_last(reading, incident, min(_starts(statement))):
            yield Named(name=speaker, by=speaker, spans=(content,))


def _claims(statement: Statement) -> bool:
    """Whether a statement claims a deed: in its content, or of something that its content only points to."""
    content = statement.content[0].text
    claimed = statement.cue is not None and _CLAIM_CUE.search(statement.cue.text) is not None
    return _CLAIMED.match(content) is not None or (claimed and _POINTING.fullmatch(content) is not None)


def _starts(statement: Statement) -> list[int]:
    spans = (statement.speaker, statement.cue, *statement.content)
    return [span.start for span in spans if span is not None and span.start is not None]


def denies_only_a_hand(reading: Reading, incident: Incident) -> bool:
    """Whether what an account denies is who did it, and not that it happened: no teller denies the incident itself."""
    basis = incident.status_basis
    denying = [each for each in basis.tellers if each.says is Says.DENIES] if basis is not None else []
    spoken = {span for each in hands_denied(reading, incident) for span in each.spans}
    by_id = {statement.id: statement for statement in reading.statements}
    return bool(denying) and all(
        any(spoken & set(by_id[number].content) for number in each.statements if number in by_id) for each in denying
    )


def accused(reading: Reading, incident: Incident) -> Iterator[Named]:
    """Who is accused by name alone where the incident was told of last, and is not read as its actor there."""
    for statement in reading.statements:
        if statement.kind is not Kind.ACCUSATION or not statement.content:
            continue
        content = statement.content[0]
        found = _NAMED.match(content.text)
        if any(content.start <= each.start and each.end <= content.end for each in incident.actors):
            continue
        if found is None or content.text[found.end() : found.end() + 1] not in ("", ","):
            continue
        if _told_last(reading, incident, min(content.start, statement.cue.start if statement.cue else content.start)):
            speaker = (statement.speaker.name or statement.speaker.text) if statement.speaker else None
            yield Named(name=found["name"], by=speaker, spans=tuple(filter(None, (statement.cue, *statement.content))))


def party(named: Named, incident: Incident) -> Party:
    """One who is named, as a party."""
    known = next((each for each in incident.actors if each.name == named.name), None)
    return known or Party(text=named.name, start=0, end=0, name=named.name, kind="group")


def _of_tellers(reading: Reading, incident: Incident) -> Iterator[Statement]:
    basis = incident.status_basis
    ids = {each for teller in basis.tellers for each in teller.statements} if basis is not None else set()
    return (statement for statement in reading.statements if statement.id in ids)


def _told_last(reading: Reading, incident: Incident, before: int) -> bool:
    """Whether an incident is the one that was told of last before."""
    told = [
        (mention.start, incident) for incident in reading.incidents for mention in incident.mentions
        if mention.end <= before
    ]  # fmt: skip
    return bool(told) and bool(set(max(told, key=lambda pair: pair[0])[1].mentions) & set(incident.mentions))
