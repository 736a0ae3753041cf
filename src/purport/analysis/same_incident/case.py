"""The incidents of a case, each with all documents that are held to tell of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from purport.analysis.same_incident import days as incident_days
from purport.analysis.same_incident.candidates import DAYS_TO_PRINT, SLACK_DAYS, WIDE_DAYS, window
from purport.analysis.same_incident.days import Days
from purport.analysis.same_incident.groups import SameIncident, same_incident, same_incidents
from purport.analysis.same_incident.tellings import Key, Telling, tellings
from purport.case import Case, Found, Table
from purport.case.judgements import OF_TWO, Judgement
from purport.errors import NotInCase
from purport.types import Incident, Reading

LEAST_MARGIN = SLACK_DAYS + DAYS_TO_PRINT
"""So far from the days of an incident another telling of it may be published that gives it no date."""
MARGIN_DAYS = LEAST_MARGIN + 3
_MOST_LISTED = 5
_TOLD_EVERY = 500
_LEAST_ID = 3


def incidents(case: Case, *, progress: Callable[[str], None] | None = None) -> Table[SameIncident]:
    """Every incident of a case, those of which most documents tell first. ``progress`` is told now and then what was
    done, in words."""

    def read(readings: Iterable[Reading]) -> Iterator[Reading]:
        for done, reading in enumerate(readings):
            if progress is not None and done % _TOLD_EVERY == 0:
                progress(f"{done:,} documents read")
            yield reading

    def compared(done: int, of: int) -> None:
        if progress is not None:
            progress(f"{done:,} of {of:,} pairs compared")

    # Those that tell of any incident, be it of an unknown day.
    told = list(_tellings(case, read(case.readings_of_days(date.min, date.max))))
    found = same_incidents(told, verdicts(case), progress=compared)
    return Table(sorted(found, key=lambda each: -len({t.source for t in each.tellings})), incident_columns)


def incident(case: Case, record: str | Found) -> SameIncident:
    """The incident that a record is held to tell of, with all other tellings of it.

    A record is a hit, or a document with an incident's id or its beginning, or words of it ("raid#i8b6e",
    "raid#stormed"), or words for which incidents of the case are sought. Raises NotInCase where there is none, or where
    the words fit several.
    """
    key = found_key(case, record)
    return incident_of(case, next(each for each in _tellings(case, [case.reading(key[0])]) if each.key == key))


def incident_of(case: Case, telling: Telling, judged: Sequence[Judgement] | None = None) -> SameIncident:
    """What a telling tells of, with all tellings that hang together with it by way of others: of the days about it, and
    of wider days until nothing new comes to hang together with it; of all days where its own are not known."""
    judged = verdicts(case) if judged is None else judged
    days = window(telling)
    if days is None or incident_days.width(days) > WIDE_DAYS:
        return same_incident(list(_tellings(case, case.readings())), telling.key, judged)
    while True:
        first, last = days[0] - MARGIN_DAYS, days[1] + MARGIN_DAYS
        group = same_incident(_held(case, (first, last), judged), telling.key, judged)
        # Who leaves a group is known only where all of it is.
        reached = [
            days_
            for each in (*group.tellings, *group.parted)
            if (days_ := window(each)) and incident_days.width(days_) <= WIDE_DAYS
        ]
        widest = min(low for low, _ in reached), max(high for _, high in reached)
        if widest[0] - LEAST_MARGIN >= first and widest[1] + LEAST_MARGIN <= last:
            return group
        days = min(widest[0], days[0]), max(widest[1], days[1])


def found_key(case: Case, record: str | Found) -> Key:
    """The telling that a record names. Raises NotInCase, as ``incident`` does."""
    if not isinstance(record, str):
        if record.incident is None:
            raise NotInCase("the hit is no incident; give one that is", where=str(case.path))
        return record.sha256, record.incident.id
    document, sign, wanted = record.rpartition("#")
    if sign:
        return _in_document(case, as_held(case, case.reading(document)), wanted)
    hits = case.incidents(record, rank=True, limit=50)
    if not hits:
        raise NotInCase(
            f"no incident fits {record!r}; `purport incidents` lists them, and DOCUMENT#WORDS names one",
            where=str(case.path),
        )
    known = {(hit.sha256, hit.incident.id) for hit in hits if hit.incident is not None}
    first = hits[0].incident
    assert first is not None
    whole = incident(case, hits[0])
    if len(known) > 1 and any(key not in whole for key in known):
        listed = "; ".join(_rivals(case, hits))
        raise NotInCase(f"several incidents fit {record!r}: {listed}; name one as DOCUMENT#ID", where=str(case.path))
    return hits[0].sha256, first.id


def _rivals(case: Case, hits: Iterable[Found]) -> Iterator[str]:
    """The incidents among hits, each by the first hit that tells of it."""
    met: list[SameIncident] = []
    for hit in hits:
        if hit.incident is None or any((hit.sha256, hit.incident.id) in each for each in met):
            continue
        yield f"{hit.source.id}#{hit.incident.id} ({named(hit.incident)})"
        met.append(incident(case, hit))
        if len(met) == _MOST_LISTED:
            return


def incident_columns(found: SameIncident) -> dict[str, Any]:
    """The cells of an incident in a table, by column: how its first telling has it, and how many tell it."""
    first = found.tellings[0]
    told = first.incident
    days = [each.days for each in found.tellings if each.days is not None]
    narrow = min(days, key=incident_days.width, default=None)
    return {
        "incident": f"{first.document}#{told.id}",
        "type": told.type,
        "mode": told.mode.value,
        "from": narrow and date.fromordinal(narrow[0]).isoformat(),
        "to": narrow and date.fromordinal(narrow[1]).isoformat(),
        "place": next((each.incident.place.name for each in found.tellings if each.incident.place), None),
        "documents": len({each.source for each in found.tellings}),
        "probability": found.probability,
        "words": told.mentions[0].text if told.mentions else "",
    }


def named(told: Incident) -> str:
    """An incident in a few words: "jailbreak, 2024-09-12, Klaksvík"."""
    when = told.date.start if told.date else None
    where = told.place.name if told.place else None
    return ", ".join(filter(None, (told.type.replace("_", " "), when, where)))


def _in_document(case: Case, reading: Reading, wanted: str) -> Key:
    held = reading.incidents
    fits = [each for each in held if each.id == wanted]
    fits = fits or [each for each in held if len(wanted) >= _LEAST_ID and each.id.startswith(wanted)]
    fits = fits or [each for each in held if wanted and any(wanted in mention.text for mention in each.mentions)]
    if len(fits) == 1:
        return reading.source.sha256, fits[0].id
    has = ", ".join(f"{each.id} ({named(each)})" for each in (fits or held)) or "none"
    raise NotInCase(
        f"{'several incidents' if fits else 'no incident'} of {reading.source.id!r} fit{'' if fits else 's'} "
        f"{wanted!r}; it has {has}",
        where=str(case.path),
    )


def _held(case: Case, days: Days, judged: Sequence[Judgement]) -> list[Telling]:
    """The tellings of readings about some days, and of those that people have judged to belong with any."""
    bounds = [date.fromordinal(max(1, min(day, date.max.toordinal()))) for day in days]
    readings = {reading.source.sha256: reading for reading in case.readings_of_days(bounds[0], bounds[1])}
    for judgement in judged:
        for anchor in (judgement.subject, judgement.other):
            if anchor is not None and anchor.source not in readings:
                readings[anchor.source] = case.reading(anchor.source)
    return list(_tellings(case, readings.values()))


def as_held(case: Case, reading: Reading) -> Reading:
    """A reading with what people corrected in it, and without what they rejected."""
    return case.judged(reading).without_rejected()


def _tellings(case: Case, readings: Iterable[Reading]) -> Iterator[Telling]:
    for reading in readings:
        yield from tellings(as_held(case, reading))


def verdicts(case: Case, made: Iterable[Judgement] | None = None) -> list[Judgement]:
    """The judgements of two incidents that stand in a case, or of those that are given, the oldest first."""
    return sorted(
        (
            each
            for each in (case.judgements() if made is None else made)
            if each.fits and each.verdict in OF_TWO and each.subject.record == "incident"
        ),
        key=lambda each: each.id,
    )


def sources_of(found: SameIncident) -> Iterable[str]:
    """The documents that tell of an incident, each once, by the SHA-256 of their bytes."""
    return dict.fromkeys(each.source for each in found.tellings)
