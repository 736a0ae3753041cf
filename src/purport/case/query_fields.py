"""The fields of the query language: what sort of value each takes, and the values themselves."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from purport.case.days import days
from purport.case.judgements import State
from purport.errors import OptionError
from purport.language.folding import words
from purport.types import Certainty, Kind, Mode, Status

# By name the sort of value.
FIELDS = {
    **dict.fromkeys(("speaker", "via", "addressee", "actor", "about", "publisher"), "name"),
    **dict.fromkeys(("kind", "certainty", "mode", "status", "is"), "choice"),
    **dict.fromkeys(("type", "theme", "country"), "code"),
    "place": "place",
    "document": "document",
    "date": "date",
}
_CHOICES: dict[str, type[StrEnum]] = {"kind": Kind, "certainty": Certainty, "mode": Mode, "status": Status, "is": State}
MILE_KM = 1.609344
FARTHEST_KM = 20_040.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name, part of a name in whole words, or an id; with ``begins`` its last word may go on."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A value as it stands."""

    value: str


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """A point, or what a name stands for, and how far from it."""

    name: str | None
    lat: float | None
    lon: float | None
    km: float


Value = Name | Code | Period | Around


def checked(field: str, text: str, distance: str | None = None) -> Value:
    """The value of a field. Raises OptionError with the rule and the way out where it cannot be."""
    return _READERS[FIELDS[field]](field, text.strip(), distance)


def period(text: str) -> Period:
    """A partial date, a period A..B or A/B with either end left open, or one after >, >=, < or <=."""
    sign = re.match(r"[<>]=?", text)
    if sign is not None:
        first, last = days(text[sign.end() :])
        try:
            return {
                ">=": lambda: Period(first, None),
                ">": lambda: Period(date.fromordinal(last.toordinal() + 1), None),
                "<=": lambda: Period(None, last),
                "<": lambda: Period(None, date.fromordinal(first.toordinal() - 1)),
            }[sign[0]]()
        except ValueError as error:
            raise OptionError(f"no day is left by {text!r}; give another date") from error
    opening, dots, closing = text.partition("..")
    if not dots:
        return Period(*days(text))
    if not opening and not closing:
        raise OptionError("'..' has neither a first nor a last day; write 2020-08..2020-09, 2020-08.. or ..2020-09")
    start, end = days(opening)[0] if opening else None, days(closing)[1] if closing else None
    if start is not None and end is not None and end < start:
        raise OptionError(f"{text!r} ends before it begins; put the earlier date first")
    return Period(start, end)


def _name(field: str, text: str, distance: str | None) -> Name:
    begins = text.endswith("*")
    bare = text.rstrip("*") if begins else text
    if not words(bare):
        raise OptionError(f"{field} {text!r} has no letter or digit to look for; give a name or a part of one")
    return Name(bare, begins)


def _choice(field: str, text: str, distance: str | None) -> Code:
    values = [value.value for value in _CHOICES[field]]
    if text.lower() not in values:
        raise OptionError(f"{field} {text!r} does not exist; choose one of {', '.join(values)}")
    return Code(text.lower())


def _code(field: str, text: str, distance: str | None) -> Code:
    if not words(text):
        raise OptionError(f"{field} {text!r} has no letter or digit to look for; give one")
    return Code(text)


def _document(field: str, text: str, distance: str | None) -> Code:
    if not text:
        raise OptionError("document has no name to look for; give one as `purport documents` or a hit has it")
    return Code(text)


def _date(field: str, text: str, distance: str | None) -> Period:
    return period(text)


def _place(field: str, text: str, distance: str | None) -> Name | Around:
    point = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)\s*[,;]\s*([-+]?\d+(?:\.\d+)?)", text)
    if point is None:
        if distance is None:
            return _name(field, text, None)
        if not words(text):
            raise OptionError(f"place {text!r} has no letter or digit to look for; give a name or latitude,longitude")
        return Around(text, None, None, _kilometres(distance))
    lat, lon = float(point[1]), float(point[2])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise OptionError(f"{text!r} is no point on Earth; latitudes go from -90 to 90, longitudes from -180 to 180")
    if distance is None:
        raise OptionError(f"a point needs a distance about it; write place:{text}~50km")
    return Around(None, lat, lon, _kilometres(distance))


def _kilometres(text: str) -> float:
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?)(km|mi|m)?", text.lower())
    far = 0.0 if match is None else float(match[1]) * {"mi": MILE_KM, "m": 0.001}.get(match[2], 1.0)
    if not 0 < far <= FARTHEST_KM:
        raise OptionError(f"{text!r} is no distance; write ~50km, ~30mi or ~800m, up to half way round the Earth")
    return far


_READERS: dict[str, Callable[[str, str, str | None], Value]] = {
    "name": _name,
    "choice": _choice,
    "code": _code,
    "date": _date,
    "document": _document,
    "place": _place,
}
