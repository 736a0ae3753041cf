"""What can be corrected in a record, to which values, and the record as it is once corrected.

The record that was read is never touched: what is corrected is a record beside it. Who or what the text does not name
at the place that was read has no words there, so its span is empty.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from operator import attrgetter
from typing import Any, TypeVar

from purport.case.days import days
from purport.codebooks.gazetteer import Entry, gazetteer
from purport.errors import OptionError
from purport.language.folding import words
from purport.reading.incident_dates import calendar_bounds
from purport.types import (
    Certainty,
    Incident,
    IncidentDate,
    Kind,
    Level,
    Mode,
    Party,
    Place,
    Polarity,
    Quote,
    Speaker,
    Statement,
    Status,
    Tense,
    Via,
)

# Beside a corrected place where it lies, as the gazetteer had it then: so that a judgement means the same for ever.
AT = "at"
BASIS = "corrected"
# Names and remarks of reviewers stand in briefs, where only words of a source stand in double quotation marks.
SINGLE_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "'"})
_NOBODY = "none"
_SMALL = frozenset(("a", "an", "and", "of", "the"))
# Of several countries with a place of the name the largest is meant, unless another has one a tenth as large.
_RIVAL = 0.1

R = TypeVar("R", Statement, Incident)
_Check = Callable[[str, Any], Any]


def checked(record: str, correction: Mapping[str, Any], types: Collection[str]) -> dict[str, Any]:
    """The fields of a statement or an incident as they should be, each a value that the field can have; ``types`` are
    those that incidents may be of. Beside a place stands where it lies.

    Raises OptionError for a field that is none, or cannot be corrected, and for a value that cannot be.
    """
    fields = {**_FIELDS[record], **({"type": _one_of(types)} if record == "incident" else {})}
    given = {name: value for name, value in correction.items() if name != AT}
    for name in given:
        if name not in fields:
            every = ", ".join(sorted(fields))
            raise OptionError(f"{name!r} cannot be corrected in {record}s; what can be corrected is {every}")
    found = {name: fields[name](name, value) for name, value in given.items()}
    if isinstance(found.get("place"), str):
        found |= _located(found["place"])
    return found


def shown(correction: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a correction that a person gave."""
    return {name: value for name, value in correction.items() if name != AT}


def together(every: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Corrections of one record, oldest first, as one: the last one of a field counts."""
    fields: dict[str, Any] = {}
    for each in every:
        if "place" in each:
            fields.pop(AT, None)
        fields |= each
    return fields


def unlocated(correction: Mapping[str, Any]) -> str | None:
    """The place that it gives, where the gazetteer did not know it, so that nobody knows where it lies."""
    place = correction.get("place")
    return place if isinstance(place, str) and "lat" not in correction.get(AT, {}) else None


def written(fields: Mapping[str, Any]) -> str:
    """Fields and their values as they are written on the command line and in tables, ``; `` between them."""
    return "; ".join(f"{name}={word(value)}" for name, value in shown(fields).items())


def word(value: Any) -> str:
    """A value as it is written."""
    return _NOBODY if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def parsed(text: str) -> dict[str, str]:
    """Fields and their values from what ``written`` gives. Raises OptionError for what is none."""
    found = {}
    for part in re.split(r";\s*(?=\w+\s*=)", text.strip()):
        name, sign, value = part.partition("=")
        if not sign or not name.strip():
            raise OptionError(f"{part!r} is no field with its value; write kind=denial; certainty=possible")
        found[name.strip()] = value.strip().rstrip(";").strip()
    return found


def read_as(record: Statement | Incident, fields: Collection[str]) -> dict[str, Any]:
    """The values that fields have in a record, in the form of a correction."""
    return {name: _READ[name](record) for name in fields if name != AT}


def corrected(record: R, correction: Mapping[str, Any]) -> R:
    """A record with a correction that ``checked`` gave."""
    return _statement(record, correction) if isinstance(record, Statement) else _incident(record, correction)


def _statement(record: Statement, correction: Mapping[str, Any]) -> Statement:
    made: dict[str, Any] = {}
    for name, value in correction.items():
        if name in ("speaker", "addressee"):
            made[name] = _speaker(getattr(record, name), value)
        elif name == "via":
            made[name] = tuple(Via(name=each) for each in _several(value))
        else:
            kind = _ENUMS.get(name)
            made[name] = value if kind is None else kind(value)
    return replace(record, **made)


def _speaker(before: Speaker | None, name: str | None) -> Speaker | None:
    """Who it should be. The words of the text stay where they do not name who it was taken for: of "he" it is then
    told who that is."""
    if name is None:
        return None
    if before is None or before.text is None or before.name is None or _share(before.text, before.name):
        return Speaker(name=name)
    return replace(before, name=name, actor=None, candidates=())


def _share(text: str, name: str) -> bool:
    return bool((set(words(text)) & set(words(name))) - _SMALL)


def _incident(record: Incident, correction: Mapping[str, Any]) -> Incident:
    made: dict[str, Any] = {}
    at = record.mentions[0].end if record.mentions else 0
    for name, value in correction.items():
        if name == "date":
            made[name] = _incident_date(value)
        elif name == "place":
            made[name] = None if value is None else _place(value, correction.get(AT) or {}, at)
        elif name in ("actors", "targets"):
            kind = next((party.kind for party in getattr(record, name)), "group")
            made[name] = tuple(
                Party(text="", start=at, end=at, name=each, actor=None, kind=kind) for each in _several(value)
            )
        elif name == "type":
            made[name] = value
        elif name in _ENUMS:
            made[name] = _ENUMS[name](value)
    if made.get("status", record.status) is not record.status:
        made["status_basis"] = None  # it tells why the status is what was read
    return replace(record, **made)


def _incident_date(value: str | None) -> IncidentDate | None:
    bounds = None if value is None else calendar_bounds(value)
    if bounds is None:
        return None
    start, end, precision = bounds
    return IncidentDate(start=start, end=end, precision=precision, basis=BASIS)


def _place(name: str, at: Mapping[str, Any], start: int) -> Place:
    level = at.get("level")
    return Place(
        text="",
        start=start,
        end=start,
        name=name,
        country=at.get("country"),
        lat=at.get("lat"),
        lon=at.get("lon"),
        radius_km=at.get("radius_km"),
        level=None if level is None else Level(level),
        gazetteer_id=at.get("id"),
    )


def _located(place: str) -> dict[str, Any]:
    """A place's name, and beside it where it lies; a country may stand behind it ("Tripoli, LY")."""
    match = re.fullmatch(r"(.*\S)\s*,\s*([A-Z]{2})", place)
    name, country = (match[1], match[2]) if match and gazetteer().country(match[2]) else (place, None)
    entries = [each for each in gazetteer().lookup(name) if country in (None, each.country)]
    if not entries:
        return {"place": name, AT: {"country": country}} if country else {"place": name}
    best = entries[0]
    rivals = [each for each in entries if each.country != best.country and each.population > best.population * _RIVAL]
    if rivals:
        every = ", ".join(dict.fromkeys(str(each.country) for each in (best, *rivals) if each.country))
        raise OptionError(f"there is a {name!r} in several countries ({every}); write place={name}, {best.country}")
    return {"place": name, AT: _position(best)}


def _position(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "country": entry.country,
        "lat": entry.lat,
        "lon": entry.lon,
        "radius_km": entry.radius_km,
        "level": entry.level.value,
    }


def _several(value: str | None) -> list[str]:
    return [] if value is None else [name.strip() for name in value.split(";") if name.strip()]


def _one_of(values: Collection[str]) -> _Check:
    def check(name: str, value: Any) -> str:
        if value not in values:
            raise OptionError(f"{name} cannot be {value!r}; choose one of {', '.join(values)}")
        return str(value)

    return check


def _of(kind: type[StrEnum]) -> _Check:
    return _one_of([each.value for each in kind])


def _yes_or_no(name: str, value: Any) -> bool:
    known = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() not in known:
        raise OptionError(f"{name} cannot be {value!r}; it is true or false")
    return known[str(value).lower()]


def _name(name: str, value: Any) -> str | None:
    if value is None or value == _NOBODY:
        return None
    if not isinstance(value, str) or not re.search(r"\w", value):
        raise OptionError(f"{name} cannot be {value!r}; give a name, or none where there is nobody")
    return " ".join(value.translate(SINGLE_MARKS).split())


def _date(name: str, value: Any) -> str | None:
    if value is None or value == _NOBODY:
        return None
    days(str(value))
    if calendar_bounds(str(value)) is None:
        raise OptionError(f"{name} cannot be {value!r}; write 2020, 2020-08, 2020-08-06, or 2020-08-02/2020-08-03")
    return str(value)


def _named(who: Speaker | None) -> str | None:
    return None if who is None else who.name or who.text


def _listed(names: Collection[str]) -> str | None:
    return "; ".join(names) or None


def _dated(date: IncidentDate | None) -> str | None:
    return None if date is None else date.start if date.end in ("", date.start) else f"{date.start}/{date.end}"


_ENUMS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "certainty": Certainty,
    "polarity": Polarity,
    "time": Tense,
    "quote": Quote,
    "mode": Mode,
    "status": Status,
}
_FIELDS: dict[str, dict[str, _Check]] = {
    "statement": {
        **{name: _of(_ENUMS[name]) for name in ("kind", "certainty", "polarity", "time", "quote")},
        "distanced": _yes_or_no,
        **dict.fromkeys(("speaker", "addressee", "via"), _name),
    },
    "incident": {
        **{name: _of(_ENUMS[name]) for name in ("mode", "status")},
        "date": _date,
        **dict.fromkeys(("place", "actors", "targets"), _name),
    },
}
_READ: dict[str, Callable[[Any], Any]] = {
    **{name: attrgetter(f"{name}.value") for name in _ENUMS},
    "type": attrgetter("type"),
    "distanced": attrgetter("distanced"),
    "speaker": lambda record: _named(record.speaker),
    "addressee": lambda record: _named(record.addressee),
    "via": lambda record: _listed([via.name for via in record.via]),
    "date": lambda record: _dated(record.date),
    "place": lambda record: None if record.place is None else record.place.name,
    "actors": lambda record: _listed([party.name for party in record.actors]),
    "targets": lambda record: _listed([party.name for party in record.targets]),
}
