"""Readings as tables of pandas: one row a record."""

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from purport.errors import PurportError
from purport.types import Date, Figure, IncidentFigure, Place, Reading
from purport.views import wording
from purport.views.tables import checked_table, data_frame

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a reading that make the rows, and for each column what it takes from a record."""

    records: Callable[[Reading], Iterable[Any]]
    columns: Mapping[str, Callable[[Any], Any]]


def frame(readings: Reading | Iterable[Reading | PurportError], table: str = "statements") -> "DataFrame":
    """One table of one or many readings: statements, incidents, incident_figures, exchanges, sub_events, dates, places,
    figures, actors or relations.

    ``document`` is the source's id; ``start`` and ``end`` are offsets into its text. An error among the readings is
    warned of and left out. Raises OptionError for an unknown table, or where pandas is not installed.
    """
    checked_table(table, TABLES)
    columns = TABLES[table].columns
    rows: list[tuple[Any, ...]] = []
    for reading in [readings] if isinstance(readings, Reading) else readings:
        if isinstance(reading, PurportError):
            warnings.warn(f"left out: {reading}", stacklevel=2)
            continue
        for record in TABLES[table].records(reading):
            rows.append((reading.source.id, *(take(record) for take in columns.values())))
    return data_frame(rows, ["document", *columns])


def _of(path: str) -> Callable[[Any], Any]:
    """What stands at a dotted path, None where a part of it is None."""
    *parents, name = path.split(".")

    def take(record: Any) -> Any:
        for parent in parents:
            record = getattr(record, parent)
            if record is None:
                return None
        value = getattr(record, name)
        return str(value) if isinstance(value, str) else value

    return take


def _each(path: str, name: str) -> Callable[[Any], tuple[Any, ...]]:
    """One field of each record in a sequence."""
    return lambda record: tuple(map(attrgetter(name), getattr(record, path)))


def _fields(record: type) -> dict[str, Callable[[Any], Any]]:
    return {field.name: _of(field.name) for field in fields(record)}


_STATEMENT = {
    "id": _of("id"),
    "speaker": _of("speaker.text"),
    "name": _of("speaker.name"),
    "actor": _of("speaker.actor"),
    "cue": _of("cue.text"),
    "content": lambda statement: wording.joined(statement.content),
    **{name: _of(name) for name in ("quote", "kind", "certainty", "polarity", "time")},
    "hedges": _each("hedges", "text"),
    "distanced": _of("distanced"),
    "via": _each("via", "name"),
    "addressee": _of("addressee.text"),
    "addressee_name": _of("addressee.name"),
    "addressee_actor": _of("addressee.actor"),
    "confidence": _of("confidence"),
    "start": lambda statement: statement.content[0].start if statement.content else None,
    "end": lambda statement: statement.content[-1].end if statement.content else None,
}
_INCIDENT = {
    **{name: _of(name) for name in ("id", "type", "mode", "status")},
    "status_rule": _of("status_basis.rule"),
    "own_voice": _of("status_basis.own_voice"),
    "according_to": _of("according_to"),
    "mentions": _each("mentions", "text"),
    "first_day": _of("date.start"),
    "last_day": _of("date.end"),
    "place": _of("place.name"),
    "country": _of("place.country"),
    "lat": _of("place.lat"),
    "lon": _of("place.lon"),
    "actors": _each("actors", "name"),
    "targets": _each("targets", "name"),
    "weapons": _each("weapons", "text"),
    "statements": _of("statements"),
}


def _second(take: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same of the second in a pair."""
    return lambda pair: take(pair[1])


def _figure(name: str) -> Callable[[Any], Any]:
    """One field of the second in a pair of an incident and one of its figures or transfers."""
    return lambda pair: getattr(pair[1], name)


_FIGURE = {
    "incident": lambda pair: pair[0].id,
    "type": lambda pair: pair[0].type,
    **{field.name: _figure(field.name) for field in fields(IncidentFigure)},
}
_EXCHANGE = {
    "incident": lambda pair: pair[0].id,
    "type": lambda pair: pair[0].type,
    "giver": lambda pair: pair[1].giver and pair[1].giver.name,
    "receiver": lambda pair: pair[1].receiver and pair[1].receiver.name,
    **{name: _figure(name) for name in ("text", "low", "high", "according_to", "start", "end")},
}
_SUB_EVENT = {
    "incident": lambda pair: pair[0].id,
    "incident_type": lambda pair: pair[0].type,
    **{
        name: _second(take)
        for name, take in _INCIDENT.items()
        if name in ("type", "mode", "mentions", "first_day", "last_day", "place", "country", "lat", "lon", "weapons")
    },
    "start": lambda pair: pair[1].mentions[0].start,
    "end": lambda pair: pair[1].mentions[-1].end,
}
_RELATION = {
    "id": _of("id"),
    "actor": _of("actor.name"),
    "actor_id": _of("actor.actor"),
    "kind": _of("kind"),
    "other": _of("other.name"),
    "other_id": _of("other.actor"),
    "standing": _of("standing"),
    "first_day": _of("date.start"),
    "last_day": _of("date.end"),
    "according_to": _of("according_to"),
    "statements": _of("statements"),
    "incident": _of("incident"),
    "mentions": _each("mentions", "text"),
    "start": lambda relation: relation.mentions[0].start,
    "end": lambda relation: relation.mentions[-1].end,
}
_ACTOR = {
    **{name: _of(name) for name in ("id", "name", "kind")},
    "mentions": lambda actor: len(actor.mentions),
}

TABLES: dict[str, Table] = {
    "statements": Table(attrgetter("statements"), _STATEMENT),
    "incidents": Table(attrgetter("incidents"), _INCIDENT),
    "incident_figures": Table(lambda reading: ((i, f) for i in reading.incidents for f in i.figures), _FIGURE),
    "exchanges": Table(lambda reading: ((i, t) for i in reading.incidents for t in i.exchange), _EXCHANGE),
    "sub_events": Table(lambda reading: ((i, s) for i in reading.incidents for s in i.sub_events), _SUB_EVENT),
    "dates": Table(attrgetter("dates"), _fields(Date)),
    "places": Table(attrgetter("places"), _fields(Place)),
    "figures": Table(attrgetter("figures"), _fields(Figure)),
    "actors": Table(attrgetter("actors"), _ACTOR),
    "relations": Table(attrgetter("relations"), _RELATION),
}
