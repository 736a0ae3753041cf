"""The example sentences of incident types as their tests: is an incident of the type read where it must be?"""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike

from purport.codebooks.actor_tables import codebook_files
from purport.codebooks.incident_types import Types, types_with
from purport.errors import PurportError
from purport.reading.builtin import default_reader
from purport.sources import text_document
from purport.types import Mode, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeExample:
    """A sentence in which an incident of a type must be told to have happened (``expected``), or must not be."""

    type: str
    sentence: str
    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFailure:
    """An example that does not hold, with the types that its sentence tells to have happened."""

    example: TypeExample
    found: tuple[str, ...]


def type_examples(types: Types) -> list[TypeExample]:
    """Every example of the types, by type."""
    return [
        TypeExample(type=entry.name, sentence=sentence, expected=expected)
        for entry in types.values()
        for sentences, expected in ((entry.examples_for, True), (entry.examples_against, False))
        for sentence in sentences
    ]


def failed_type_examples(
    codebooks: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
) -> tuple[TypeFailure, ...]:
    """The examples, ours and those in codebooks of one's own, that do not hold when they are read as any text is.

    Raises CodebookError.
    """
    files = codebook_files(codebooks)
    reader = default_reader(codebooks=[file.where for file in files])
    given = type_examples(types_with(files))
    sentences = list(dict.fromkeys(example.sentence for example in given))
    readings = reader.read_all(map(text_document, sentences))
    told = {sentence: _told(reading) for sentence, reading in zip(sentences, readings, strict=True)}
    return tuple(
        TypeFailure(example=example, found=told[example.sentence])
        for example in given
        if (example.type in told[example.sentence]) is not example.expected
    )


def _told(reading: Reading | PurportError) -> tuple[str, ...]:
    if isinstance(reading, PurportError):
        raise reading
    return tuple(dict.fromkeys(i.type for i in reading.incidents if i.mode is Mode.HAPPENED))
