"""The example sentences of themes as their tests: is the theme found where it must be, and only there?"""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike

from purport.codebooks.actor_tables import codebook_files
from purport.codebooks.themes import ThemeCodebook, theme_codebook
from purport.errors import PurportError
from purport.reading.builtin import default_reader
from purport.sources import text_document
from purport.types import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeExample:
    """A sentence in which a theme must be found (``expected``), or must not be."""

    theme: str
    sentence: str
    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFailure:
    """An example that does not hold, with the themes found in its sentence."""

    example: ThemeExample
    found: tuple[str, ...]


def theme_examples(codebook: ThemeCodebook) -> list[ThemeExample]:
    """Every example of the themes, by theme."""
    return [
        ThemeExample(theme=theme.code, sentence=sentence, expected=expected)
        for theme in codebook.themes.values()
        for sentences, expected in ((theme.examples_for, True), (theme.examples_against, False))
        for sentence in sentences
    ]


def untested_themes(codebook: ThemeCodebook) -> tuple[str, ...]:
    """The codes of the themes without a sentence in which they must be found, so that nothing tests their words."""
    return tuple(theme.code for theme in codebook.themes.values() if not theme.examples_for)


def failed_theme_examples(
    codebooks: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
) -> tuple[ThemeFailure, ...]:
    """The examples, ours and those in codebooks of one's own, that do not hold when they are read as any text is.

    Raises CodebookError, and ModelMissing where a theme asks for a model that is not installed.
    """
    files = codebook_files(codebooks)
    given = theme_examples(theme_codebook(files))
    sentences = list(dict.fromkeys(example.sentence for example in given))
    readings = default_reader(codebooks=[file.where for file in files]).read_all(map(text_document, sentences))
    found = {sentence: _codes(reading) for sentence, reading in zip(sentences, readings, strict=True)}
    return tuple(
        ThemeFailure(example=example, found=found[example.sentence])
        for example in given
        if (example.theme in found[example.sentence]) is not example.expected
    )


def _codes(reading: Reading | PurportError) -> tuple[str, ...]:
    if isinstance(reading, PurportError):
        raise reading
    return tuple(dict.fromkeys(theme.code for theme in reading.themes))
