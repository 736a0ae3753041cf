"""A brief in Markdown (CommonMark with tables). What comes from texts is escaped: shown, never taken as markup."""

import re
from collections.abc import Iterator

from purport.brief.records import Block, Brief, Grid, Sentence
from purport.brief.words import squeezed

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-=:])")


def to_markdown(brief: Brief) -> str:
    """The brief with its sources and, numbered, the words it cites. The full texts are left out."""
    return "\n".join(_lines(brief)).strip() + "\n"


def escaped(words: str) -> str:
    """Words on one line that Markdown shows as they are."""
    line = _SPECIAL.sub(r"\\\1", squeezed(_visible(words)))
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _visible(words: str) -> str:
    return "".join(c if c.isprintable() or c.isspace() else "�" for c in words)


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}\n"
    for label, value in brief.facts:
        yield f"- {escaped(label)}: {escaped(value)}"
    for section in brief.sections:
        yield f"\n## {escaped(section.title)}\n"
        for block in section.blocks:
            yield from _block(block)
    if brief.sources:
        yield "\n## Sources\n"
    for source in brief.sources:
        title = f", “{escaped(source.title)}”" if source.title else ""
        note = f" ({escaped(source.note)})" if source.note else ""
        link = f", {escaped(source.url)}" if source.url else ""
        yield f"- {escaped(source.label)}{title}{link}{note}"
    labels = {source.document: source.label for source in brief.sources}
    if brief.citations():
        yield "\n## Words cited\n"
    for citation in brief.citations():
        place = f"{escaped(labels[citation.document])}, characters {citation.start}–{citation.end}"
        yield f"- \\[{citation.number}\\] {place}: “{escaped(citation.quote)}”"


def _block(block: Block) -> Iterator[str]:
    if block.heading is not None:
        heading = block.heading
        yield f"### {escaped(heading) if isinstance(heading, str) else _sentence(heading)}\n"
    if block.listed:
        yield from (f"- {_sentence(sentence)}" for sentence in block.sentences)
    elif block.sentences:
        yield " ".join(map(_sentence, block.sentences))
    if block.grid is not None:
        yield ""
        yield from _grid(block.grid)
    yield ""


def _grid(grid: Grid) -> Iterator[str]:
    yield f"| | {' | '.join(map(escaped, grid.columns))} |"
    yield f"|---{'|---' * len(grid.columns)}|"
    for row in grid.rows:
        cells = ("; ".join(map(_sentence, cell)) or "–" for cell in row.cells)
        yield f"| {escaped(row.label)} | {' | '.join(cells)} |"


def _sentence(sentence: Sentence) -> str:
    label = f"**{escaped(sentence.label)}**: " if sentence.label else ""
    marks = "".join(f"\\[{citation.number}\\]" for citation in sentence.citations)
    return f"{label}{escaped(sentence.text)} {marks}"
