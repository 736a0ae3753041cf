"""Days that are told by another incident: "hours after soldiers freed them", "later in the day", "two days before"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from purport.reading.clauses import grammatical_subjects
from purport.reading.incident_mentions import Mention
from purport.types import Incident, IncidentDate

_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_SAME_DAY = re.compile(
    r"\b(?:later (?:in the|that|on the same) (?:day|morning|afternoon|evening)|(?:hours?|minutes|moments) later|"
    r"(?:earlier|that same) (?:that )?(?:day|evening|morning))\b",
    re.IGNORECASE,
)
# How many sentences back the incident may stand whose day it was.
_NEAR = 3


def days_by_others(made: Sequence[Sequence[Mention]], incidents: Sequence[Incident | None]) -> list[Incident | None]:
    """The incidents, each of the group of mentions at its place. One that no words of its own date has the day that it
    counts from another's."""
    at = {mention.trigger.token.i: n for n, group in enumerate(made) for mention in group}
    out = list(incidents)
    for n, (group, incident) in enumerate(zip(made, incidents, strict=True)):
        if incident is None or any(mention.dates for mention in group):
            continue
        for mention in group:
            told = _counted_from(mention.trigger.token, at)
            if told is None and incident.date is None and _SAME_DAY.search(_opening(mention.trigger.token)):
                told = _last_before(mention, made, incidents)
            other = None if told is None or told[0] == n else incidents[told[0]]
            when = None if told is None or other is None else _moved(other.date, told[1])
            if when is not None:
                out[n] = replace(incident, date=when)
                break
    return out


def _counted_from(token: Token, at: dict[int, int]) -> tuple[int, int] | None:
    """The incident from whose day a clause counts its own, and by how many days: that of the clause above "after" or
    "before"."""
    clause = token
    while clause.dep_ in ("conj", "xcomp", "dobj", "nsubj", "nsubjpass") and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_ != "advcl":
        return None
    mark = next((c for c in clause.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("after", "before")), None)
    if mark is None:
        return None
    days = _step(mark)
    above = clause.head
    nouns = [noun.i for noun in grammatical_subjects(above)]
    nouns += [child.i for child in above.children if child.dep_ == "dobj"]
    other = next((at[i] for i in (above.i, *nouns) if i in at), None)
    return None if days is None or other is None else (other, days)


def _step(mark: Token) -> int | None:
    """How many days lie between a clause and the one above: by the measure that stands before "after" or "before";
    None where it is not told in days. What is told "two days after" it came after it, so the clause lies before."""
    doc, unit = mark.doc, mark.i - 1
    if unit < mark.sent.start or doc[unit].lemma_.lower() not in _DAYS:
        return None
    days = _DAYS[doc[unit].lemma_.lower()]
    if days:
        number = doc[unit - 1].lower_ if unit > mark.sent.start else ""
        if not number.isdigit() and number not in _COUNTS:
            return None
        days *= int(number) if number.isdigit() else _COUNTS[number]
    return -days if mark.lower_ == "after" else days


def _opening(token: Token) -> str:
    """The words of a sentence up to its main verb."""
    sentence = token.sent
    return str(token.doc[sentence.start : max(sentence.root.i, sentence.start)].text)


def _last_before(
    mention: Mention, made: Sequence[Sequence[Mention]], incidents: Sequence[Incident | None]
) -> tuple[int, int] | None:
    """The dated incident that is told last before a mention and near it, and no days."""
    best: tuple[int, int] | None = None
    for n, (group, incident) in enumerate(zip(made, incidents, strict=True)):
        if incident is None or incident.date is None:
            continue
        for other in group:
            if other.span.start < mention.span.start and mention.sentence - other.sentence <= _NEAR:
                best = max(best or (0, 0), (other.span.start, n))
    return (best[1], 0) if best is not None else None


def _moved(when: IncidentDate | None, days: int) -> IncidentDate | None:
    """A day moved by some days; None where no one day is told."""
    if when is None or when.precision != "day" or when.start != when.end:
        return None
    moved = (date.fromisoformat(when.start) + timedelta(days=days)).isoformat()
    return IncidentDate(start=moved, end=moved, precision="day", basis="relative")
