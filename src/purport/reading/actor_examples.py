"""The example sentences of a codebook as its tests: is an actor found where it must be, and only there?"""

from collections.abc import Iterator
from dataclasses import dataclass

from purport.codebooks.actors import ActorCodebook
from purport.language import Doc, parse_all
from purport.reading.actors import INSTITUTION, ActorFinder
from purport.reading.finder import Findings
from purport.sources import text_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence in which an actor must be found (``expected``), or must not be."""

    actor: str
    sentence: str
    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example that does not hold, with the ids of all who are found in its sentence."""

    example: Example
    found: tuple[str, ...]


def examples(codebook: ActorCodebook) -> list[Example]:
    """Every example of a codebook, by actor."""
    return [
        Example(actor=entry.id, sentence=sentence, expected=expected)
        for entry in codebook.entries.values()
        for sentences, expected in ((entry.examples_for, True), (entry.examples_against, False))
        for sentence in sentences
    ]


def failed_examples(codebook: ActorCodebook) -> tuple[Failure, ...]:
    """The examples that do not hold when they are read as any text is; an institution of a state counts as the
    state."""
    return tuple(_failures(codebook, examples(codebook)))


def _failures(codebook: ActorCodebook, given: list[Example]) -> Iterator[Failure]:
    finder = ActorFinder(codebook)
    sentences = list(dict.fromkeys(example.sentence for example in given))
    found = {
        sentence: _found(finder, doc)
        for sentence, doc in zip(sentences, parse_all(map(text_document, sentences)), strict=True)
    }
    for example in given:
        ids = found[example.sentence]
        if any(id_.partition(INSTITUTION)[0] == example.actor for id_ in ids) is not example.expected:
            yield Failure(example=example, found=ids)


def _found(finder: ActorFinder, doc: Doc) -> tuple[str, ...]:
    return tuple(actor.id for actor in finder.find(doc, Findings()))
