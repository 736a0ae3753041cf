"""A brief for the terminal, as rich renderables. Control characters of the texts are shown, never sent."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from purport.brief.records import Block, Brief, Grid, Sentence
from purport.brief.words import squeezed

# The least room in which a column of a table can be read.
COLUMN_CELLS = 22


def to_terminal(brief: Brief, *, quotes: bool = False) -> RenderableType:
    """The brief, its sources and, with ``quotes``, the words it cites. Folded sections and full texts are left out."""
    return Group(*_parts(brief, quotes))


def plain(words: str) -> str:
    """Words on one line without anything that could steer a terminal or turn the line's direction."""
    safe = (
        "�"
        if unicodedata.category(c) in ("Cc", "Cs", "Co")
        or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        else c
        for c in squeezed(words)
    )
    return "".join(safe)


def _parts(brief: Brief, quotes: bool) -> Iterator[RenderableType]:
    yield Text(plain(brief.title), style="bold")
    for label, value in brief.facts:
        yield Text.assemble((f"{plain(label)}: ", "dim"), plain(value))
    for section in brief.sections:
        if section.folded:
            continue
        yield Text()
        yield Rule(Text(plain(section.title), style="bold"), align="left", style="dim")
        for block in section.blocks:
            yield from _block(block)
    if not brief.sections:
        yield Text()
        yield Text("Nothing was found to report.")
    if brief.sources:
        yield Text()
        yield Rule(Text("Sources", style="bold"), align="left", style="dim")
    for source in brief.sources:
        title = f" “{plain(source.title)}”" if source.title else ""
        yield Text.assemble(plain(source.label), (title, ""), (f" ({source.note})" if source.note else "", "dim"))
    if quotes:
        labels = {source.document: source.label for source in brief.sources}
        yield Text()
        for citation in brief.citations():
            line = f"{plain(labels[citation.document])}: “{plain(citation.quote)}”"
            yield Text.assemble((f"[{citation.number}] ", "cyan"), line)


def _block(block: Block) -> Iterator[RenderableType]:
    yield Text()
    if isinstance(block.heading, str):
        yield Text(plain(block.heading), style="bold")
    elif block.heading is not None:
        yield _sentence(block.heading, style="bold")
    if block.listed:
        for sentence in block.sentences:
            row = Table.grid(padding=(0, 1))
            row.add_column(width=1)
            row.add_column()
            row.add_row("•", _sentence(sentence))
            yield row
    elif block.sentences:
        yield Text(" ").join(_sentence(sentence) for sentence in block.sentences)
    if block.grid is not None:
        yield Padding(_GridView(block.grid), (1, 0, 0, 2))


@dataclass(frozen=True, slots=True)
class _GridView:
    """A table where its columns have room, else its rows one by one, each with the accounts beneath it."""

    grid: Grid

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        labels = max((len(row.label) for row in self.grid.rows), default=0) + 2
        wide = options.max_width - labels >= COLUMN_CELLS * len(self.grid.columns)
        yield _table(self.grid) if wide else Group(*_rows(self.grid))


def _table(grid: Grid) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    for column in grid.columns:
        table.add_column(Text(plain(column)), overflow="fold")
    for row in grid.rows:
        table.add_row(Text(plain(row.label)), *(_cell(cell, "\n") or Text("–") for cell in row.cells))
    return table


def _rows(grid: Grid) -> Iterator[RenderableType]:
    for row in grid.rows:
        yield Text(plain(row.label), style="dim")
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if cell:
                yield Padding(Text.assemble(f"{plain(column)}: ", _cell(cell, " · ")), (0, 0, 0, 2))


def _cell(cell: tuple[Sentence, ...], joint: str) -> Text:
    return Text(joint).join(map(_sentence, cell))


def _sentence(sentence: Sentence, style: str = "") -> Text:
    text = Text()
    if sentence.label:
        text.append(f"{plain(sentence.label)}: ", style="bold")
    text.append(plain(sentence.text), style=style)
    numbers = "".join(f"[{citation.number}]" for citation in sentence.citations)
    return text.append(f" {numbers}", style="cyan")
