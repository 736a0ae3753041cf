"""The types of incident and the words that speak for them (``data/incident_types.toml``), ours and a user's own.

A codebook of one's own has new types under ``type``, in the form of ours, and under ``extends_type`` what it adds to
types that stand in another. Finders read by ours unless a reading runs within ``using``.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from purport.codebooks.actor_tables import CodebookFile, contents, named_in
from purport.errors import CodebookError

Types = Mapping[str, "IncidentType"]

OURS = "incident_types.toml"
TABLE, EXTENDING = "type", "extends_type"
_NAME = re.compile(r"[a-z][a-z_]*")
_NEEDED = ("group", "definition")
_SENTENCES = ("include", "exclude", "examples_for", "examples_against")
_VOCABULARIES = ("plover", "acled", "gtd")
_WORDS = ("verbs", "nouns", "phrases", "joins")
_TABLES = ("objects", "modifiers")
_LISTS = (*_SENTENCES, *_VOCABULARIES, *_WORDS)
# Words that speak for a type wherever they stand, and so for one type only.
_SPEAKING = ("verbs", "nouns")
_STANDS_FOR_MANY = frozenset({"PERSON", "PLACE", "*"})


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentType:
    """One type: its rules for people and its words for the finder. Words are lemmas in lower case.

    ``phrases`` are a verb and a word that hangs on it; ``objects`` a verb with the objects that it needs;
    ``modifiers`` a head noun with the words before it that make it this type; ``joins`` are nouns that take up an
    incident already told but begin none. ``plover``, ``acled`` and ``gtd`` are the classes there that come nearest,
    the nearest first (see ``vocabularies``).
    """

    name: str
    group: str
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    acled: tuple[str, ...] = ()
    gtd: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, str]] = frozenset()
    joins: frozenset[str] = frozenset()
    objects: Mapping[str, frozenset[str]] = field(default_factory=dict)
    modifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    examples_for: tuple[str, ...] = ()
    examples_against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a counted thing suffered ("killed"), by the verb over it, the noun that counts it, or a phrase."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    phrases: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """A vocabulary of events that others use: its name, where it is from, and its classes."""

    name: str
    source: str
    classes: tuple[str, ...]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("purport.codebooks") / "data" / OURS).read_text("utf-8"))


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """The vocabularies to which types are mapped, by key: plover, acled, gtd."""
    data = tomllib.loads((files("purport.codebooks") / "data" / "event_vocabularies.toml").read_text("utf-8"))
    return {
        key: Vocabulary(name=row["name"], source=row["source"], classes=tuple(row["classes"]))
        for key, row in data.items()
    }


_USED: ContextVar[Types | None] = ContextVar("incident_types", default=None)


def incident_types() -> Types:
    """The types by name, in the codebook's order: ours, or those of the ``using`` around it."""
    used = _USED.get()
    return _ours() if used is None else used


@contextmanager
def using(types: Types) -> Iterator[None]:
    """Within it, finders read by these types."""
    token = _USED.set(types)
    try:
        yield
    finally:
        _USED.reset(token)


@cache
def _ours() -> Types:
    with named_in(OURS):
        types = {name: incident_type(name, entry) for name, entry in _data()[TABLE].items()}
        _check_words(types)
    return MappingProxyType(types)


@cache
def types_with(own: tuple[CodebookFile, ...] = ()) -> Types:
    """Our types with what files of one's own add. Raises CodebookError, naming the file."""
    types = dict(_ours())
    read = [(file.where, contents(file)) for file in own]
    for where, data in read:
        with named_in(where):
            for name, entry in _rows(data, TABLE):
                if name in types:
                    raise CodebookError(
                        f"the incident type {name!r} stands already; add to it under [{EXTENDING}.{name}], or take "
                        "another name"
                    )
                types[name] = incident_type(name, entry)
            _check_words(types)
    for where, data in read:
        with named_in(where):
            for name, entry in _rows(data, EXTENDING):
                if name not in types:
                    raise CodebookError(
                        f"{name!r} is extended but is no incident type; it is one of {', '.join(types)}"
                    )
                types[name] = _extended(types[name], entry)
            _check_words(types)
    return MappingProxyType(types)


@cache
def outcomes() -> dict[str, Outcome]:
    """The outcomes by name, in the codebook's order."""
    return {
        name: Outcome(
            name=name,
            verbs=frozenset(entry["verbs"]),
            nouns=frozenset(entry["nouns"]),
            phrases=frozenset(_pair(name, phrase) for phrase in entry["phrases"]),
        )
        for name, entry in _data()["outcome"].items()
    }


@cache
def words(kind: str) -> frozenset[str]:
    """The lemmas of one list of ``[words]`` ("persons", "weapons", "light")."""
    return frozenset(_data()["words"][kind])


def incident_type(name: str, entry: object) -> IncidentType:
    """One entry of a codebook as a record. Raises CodebookError where a field is missing, unknown or ill-formed."""
    if not _NAME.fullmatch(name):
        raise CodebookError(f"{name!r} cannot name an incident type; use small letters and _, as in prisoner_release")
    values = _values(name, entry, (*_NEEDED, *_LISTS, *_TABLES))
    for needed in _NEEDED:
        if needed not in values:
            raise CodebookError(f"the incident type {name!r} has no {needed}; give it one in words")
    if not any(values.get(key) for key in ("verbs", "nouns", "phrases", "objects", "modifiers")):
        raise CodebookError(
            f"the incident type {name!r} has no word by which it is told; give it verbs, nouns, phrases, objects or "
            "modifiers"
        )
    return IncidentType(name=name, **values)


def _rows(data: Mapping[str, Any], table: str) -> Iterator[tuple[str, object]]:
    rows = data.get(table, {})
    if not isinstance(rows, dict):
        raise CodebookError(f"{table!r} is {rows!r}; write each incident type under [{table}.ITS-NAME]")
    yield from rows.items()


def _values(name: str, entry: object, known: Iterable[str]) -> dict[str, Any]:
    """The fields of an entry as those of a record, each proved."""
    if not isinstance(entry, dict):
        raise CodebookError(f"the incident type {name!r} is {entry!r}; it is a table with {', '.join(_NEEDED)}")
    if unknown := sorted(set(entry) - set(known)):
        raise CodebookError(
            f"the incident type {name!r} has {', '.join(unknown)}; it may have {', '.join(sorted(known))}"
        )
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key in _NEEDED:
            if not isinstance(value, str) or not value.strip():
                raise CodebookError(f"the incident type {name!r} has the {key} {value!r}; give it in words")
            values[key] = value
        elif key in _TABLES:
            if not isinstance(value, dict):
                raise CodebookError(
                    f"the incident type {name!r} has the {key} {value!r}; give a table with a list of words by word"
                )
            values[key] = {
                _lemma(name, key, word): frozenset(_lemma(name, key, each) for each in _listed(name, key, held))
                for word, held in value.items()
            }
        else:
            values[key] = _made(name, key, _listed(name, key, value))
    return values


def _listed(name: str, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        raise CodebookError(f"the incident type {name!r} has the {key} {value!r}; give a list of words")
    return value


def _made(name: str, key: str, value: list[str]) -> object:
    if key in _VOCABULARIES:
        vocabulary = vocabularies()[key]
        if strange := [each for each in value if each not in vocabulary.classes]:
            raise CodebookError(
                f"the incident type {name!r} names {', '.join(map(repr, strange))}, which {vocabulary.name} has not; "
                f"it has {', '.join(vocabulary.classes)}"
            )
        return tuple(value)
    if key == "phrases":
        return frozenset(_pair(name, phrase) for phrase in value)
    if key in _WORDS:
        return frozenset(_lemma(name, key, word) for word in value)
    return tuple(value)


def _lemma(name: str, key: str, word: str) -> str:
    if word != word.lower() and word not in _STANDS_FOR_MANY:
        raise CodebookError(
            f"the incident type {name!r} has {word!r} among its {key}; words are lemmas in small letters, as in "
            f"{word.lower()!r}"
        )
    return word


def _pair(name: str, phrase: str) -> tuple[str, str]:
    parts = _lemma(name, "phrases", phrase).split()
    if len(parts) != 2:
        raise CodebookError(f"{name!r} has the phrase {phrase!r}; a phrase is a verb and one word that hangs on it")
    return parts[0], parts[1]


def _extended(held: IncidentType, entry: object) -> IncidentType:
    """A type with what another file adds to it, and without what it takes away."""
    values = _values(held.name, entry, (*_LISTS, *_TABLES, "without"))
    without: tuple[str, ...] = values.pop("without", ())
    known = {*held.verbs, *held.nouns, *held.joins, *(" ".join(pair) for pair in held.phrases)}
    if strange := sorted(set(without) - known):
        raise CodebookError(
            f"the incident type {held.name!r} is to go without {', '.join(strange)}, which it has not; drop that"
        )
    added: dict[str, Any] = {}
    for key, value in values.items():
        now = getattr(held, key)
        if key in _TABLES:
            added[key] = {**now, **{word: now.get(word, frozenset()) | more for word, more in value.items()}}
        elif isinstance(now, frozenset):
            added[key] = now | value
        else:
            added[key] = tuple(dict.fromkeys((*now, *value)))
    for key in _WORDS if without else ():
        kept = added.get(key, getattr(held, key))
        added[key] = frozenset(
            each for each in kept if (each if isinstance(each, str) else " ".join(each)) not in without
        )
    return replace(held, **added)


def _check_words(types: Types) -> None:
    """Raise CodebookError where a verb or a noun speaks for two types."""
    for key in _SPEAKING:
        owners: dict[str, str] = {}
        for entry in types.values():
            for word in sorted(getattr(entry, key)):
                if (owner := owners.setdefault(word, entry.name)) != entry.name:
                    raise CodebookError(
                        f"{word!r} is among the {key} of both {owner!r} and {entry.name!r}; it speaks for one type, so "
                        f"drop one, or take it from one under [{EXTENDING}.{owner}] with `without`"
                    )
