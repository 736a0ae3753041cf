"""The types of incident and the words that speak for them (``data/incident_types.toml``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from purport.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentType:
    """One type: its rules for people and its words for the finder. Words are lemmas in lower case.

    ``phrases`` are a verb and a word that hangs on it; ``objects`` a verb with the objects that it needs;
    ``modifiers`` a head noun with the words before it that make it this type; ``joins`` are nouns that take up an
    incident already told but begin none. ``plover``, ``acled`` and ``gtd`` name the nearest class there, or are "".
    """

    name: str
    group: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    plover: str
    acled: str
    gtd: str
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


@cache
def _data() -> dict[str, Any]:
    text = resources.files("purport.codebooks").joinpath("data/incident_types.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def incident_types() -> dict[str, IncidentType]:
    """The types by name, in the codebook's order. Raises CodebookError where an entry breaks the rules above."""
    return {name: incident_type(name, entry) for name, entry in _data()["type"].items()}


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


def incident_type(name: str, entry: Mapping[str, Any]) -> IncidentType:
    """One entry of a codebook as a record. Raises CodebookError where a field is missing, unknown or ill-formed."""
    known = {"group", "definition", "include", "exclude", "plover", "acled", "gtd"}
    optional = {"verbs", "nouns", "phrases", "joins", "objects", "modifiers", "examples_for", "examples_against"}
    if missing := known - set(entry):
        raise CodebookError(
            f"incident type {name!r} lacks {', '.join(sorted(missing))}; give each, empty if there is none"
        )
    if unknown := set(entry) - known - optional:
        raise CodebookError(
            f"incident type {name!r} has {', '.join(sorted(unknown))}; a type has {', '.join(sorted(known | optional))}"
        )
    return IncidentType(
        name=name,
        group=entry["group"],
        definition=entry["definition"],
        include=tuple(entry["include"]),
        exclude=tuple(entry["exclude"]),
        plover=entry["plover"],
        acled=entry["acled"],
        gtd=entry["gtd"],
        verbs=frozenset(entry.get("verbs", ())),
        nouns=frozenset(entry.get("nouns", ())),
        phrases=frozenset(_pair(name, phrase) for phrase in entry.get("phrases", ())),
        joins=frozenset(entry.get("joins", ())),
        objects={verb: frozenset(nouns) for verb, nouns in entry.get("objects", {}).items()},
        modifiers={noun: frozenset(before) for noun, before in entry.get("modifiers", {}).items()},
        examples_for=tuple(entry.get("examples_for", ())),
        examples_against=tuple(entry.get("examples_against", ())),
    )


def _pair(name: str, phrase: str) -> tuple[str, str]:
    parts = phrase.split()
    if len(parts) != 2:
        raise CodebookError(f"{name!r} has the phrase {phrase!r}; a phrase is a verb and one word that hangs on it")
    return parts[0], parts[1]
