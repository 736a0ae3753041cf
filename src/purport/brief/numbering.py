"""Citations numbered in the order in which a brief is read."""

from dataclasses import replace

from purport.brief.records import Block, Brief, Citation, Grid, Sentence


def numbered(brief: Brief) -> Brief:
    """The brief with its citations numbered from 1 as they are first met, the same words always by the same number."""
    numbers: dict[tuple[str, int, int], int] = {}

    def cited(citation: Citation) -> Citation:
        key = (citation.document, citation.start, citation.end)
        return replace(citation, number=numbers.setdefault(key, len(numbers) + 1))

    def sentence(old: Sentence) -> Sentence:
        return replace(old, citations=tuple(map(cited, old.citations)))

    def grid(old: Grid) -> Grid:
        rows = (replace(row, cells=tuple(tuple(map(sentence, cell)) for cell in row.cells)) for row in old.rows)
        return replace(old, rows=tuple(rows))

    def block(old: Block) -> Block:
        heading = sentence(old.heading) if isinstance(old.heading, Sentence) else old.heading
        sentences = tuple(map(sentence, old.sentences))
        return replace(old, heading=heading, sentences=sentences, grid=grid(old.grid) if old.grid else None)

    sections = (replace(section, blocks=tuple(map(block, section.blocks))) for section in brief.sections)
    return replace(brief, sections=tuple(sections))
