"""What can be corrected in a record, and to which values."""

import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any

from purport.case.days import days
from purport.errors import OptionError
from purport.types import Certainty, Kind, Mode, Polarity, Quote, Status, Tense

_Check = Callable[[str, Any], Any]


def checked(record: str, correction: Mapping[str, Any], types: Collection[str]) -> dict[str, Any]:
    """The fields of a statement or an incident as they should be, each a value that the field can have; ``types`` are
    those that incidents may be of.

    Raises OptionError for a field that is none, or cannot be corrected, and for a value that cannot be.
    """
    fields = {**_FIELDS[record], **({"type": _one_of(types)} if record == "incident" else {})}
    for name in correction:
        if name not in fields:
            every = ", ".join(sorted(fields))
            raise OptionError(f"{name!r} cannot be corrected in {record}s; what can be corrected is {every}")
    return {name: fields[name](name, value) for name, value in correction.items()}


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
    if value is None or value == "none":
        return None
    if not isinstance(value, str) or not re.search(r"\w", value):
        raise OptionError(f"{name} cannot be {value!r}; give a name, or none where there is nobody")
    return value


def _date(name: str, value: Any) -> str | None:
    if value is None or value == "none":
        return None
    days(str(value))
    return str(value)


_FIELDS: dict[str, dict[str, _Check]] = {
    "statement": {
        "kind": _of(Kind),
        "certainty": _of(Certainty),
        "polarity": _of(Polarity),
        "time": _of(Tense),
        "quote": _of(Quote),
        "distanced": _yes_or_no,
        "speaker": _name,
        "addressee": _name,
        "via": _name,
    },
    "incident": {
        "mode": _of(Mode),
        "status": _of(Status),
        "date": _date,
        "place": _name,
        "actors": _name,
        "targets": _name,
    },
}
