"""How the incident types of a codebook are shown."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from purport.cli import output

if TYPE_CHECKING:
    from purport.codebooks.incident_types import IncidentType, Types

_VOCABULARIES = ("plover", "acled", "gtd")


def list_types(types: "Types") -> None:
    """Print every type with its definition, a line each."""
    width = max(map(len, types))
    for entry in types.values():
        output.console().print(f"{entry.name:<{width}}  {entry.definition}", soft_wrap=True)


def show_type(entry: "IncidentType") -> None:
    """Print a type: its rules, its words, its examples, and what others call it, each with its source."""
    from rich.text import Text

    from purport.views.terminal import INDENT, Line

    console = output.console()
    console.print(Line(Text(f"{entry.name} (incident type, group {entry.group})", "bold")))
    console.print(Line(Text(entry.definition), INDENT))
    for label, value in _rows(entry):
        console.print(Line(Text.assemble((f"{label}: ", "dim"), value), INDENT, INDENT))


def fields_of(entry: "IncidentType") -> dict[str, object]:
    """A type as plain data: words in order, empty fields left out."""
    from dataclasses import asdict

    node: dict[str, object] = {}
    for key, value in asdict(entry).items():
        if isinstance(value, frozenset):
            value = sorted(" ".join(each) if isinstance(each, tuple) else each for each in value)
        elif isinstance(value, dict):
            value = {word: sorted(held) for word, held in sorted(value.items())}
        if value:
            node[key] = value
    return node


def _rows(entry: "IncidentType") -> Iterator[tuple[str, str]]:
    from purport.codebooks.incident_types import vocabularies

    for label, sentences in (("includes", entry.include), ("excludes", entry.exclude)):
        for sentence in sentences:
            yield label, sentence
    for key in _VOCABULARIES:
        vocabulary = vocabularies()[key]
        classes: tuple[str, ...] = getattr(entry, key)
        yield vocabulary.name, "; ".join(classes) if classes else "none"
    words = [("verbs", entry.verbs), ("nouns", entry.nouns), ("joined by", entry.joins)]
    words.insert(2, ("phrases", frozenset(" ".join(pair) for pair in entry.phrases)))
    for label, held in words:
        if held:
            yield label, ", ".join(sorted(held))
    for label, table in (("with an object", entry.objects), ("with a word before", entry.modifiers)):
        if table:
            yield label, "; ".join(f"{word} ({', '.join(sorted(table[word]))})" for word in sorted(table))
    for sentence in entry.examples_for:
        yield "is one", sentence
    for sentence in entry.examples_against:
        yield "is none", sentence
    for key in _VOCABULARIES:
        if getattr(entry, key):
            yield f"{vocabularies()[key].name} is", vocabularies()[key].source
