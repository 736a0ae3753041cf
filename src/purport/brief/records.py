"""A brief as records: sections of sentences, each sentence with the words it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words in a source: ``quote == text[start:end]``. ``document`` is the source's SHA-256; ``number`` is what the
    brief shows, the same for the same words."""

    number: int
    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Something the brief says, and on what. ``label`` stands before it: a date in a chronology."""

    text: str
    citations: tuple[Citation, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: one cell for each column, each cell any number of sentences."""

    label: str
    cells: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. The columns are accounts, the rows what they tell."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Sentences under a heading, as a paragraph or, ``listed``, one beneath the other, with a table where there is one.

    A heading that says something of the world is a Sentence and carries citations; a plain one only names."""

    heading: Sentence | str | None = None
    sentences: tuple[Sentence, ...] = ()
    listed: bool = False
    grid: Grid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a brief. A ``folded`` one is shown closed where the medium can do so, and left out in a terminal."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSource:
    """A source of a brief with its full text; ``label`` is how the brief calls it, ``note`` what to know of it."""

    document: str
    label: str
    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief. ``facts`` are its label and value pairs: the period covered, for one."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[BriefSource, ...]

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, heading and table cell, in the order in which they are read."""
        found: list[Sentence] = []
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block.heading, Sentence):
                    found.append(block.heading)
                found.extend(block.sentences)
                if block.grid is not None:
                    found.extend(sentence for row in block.grid.rows for cell in row.cells for sentence in cell)
        return tuple(found)

    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, by number."""
        found = {citation.number: citation for sentence in self.sentences() for citation in sentence.citations}
        return tuple(found[number] for number in sorted(found))


def once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Citations, each once, in their order."""
    return tuple(dict.fromkeys(citations))
