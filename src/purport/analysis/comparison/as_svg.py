"""The matrix as a picture: a square for each cell, by side; for print and for slides."""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from purport.analysis.comparison import words
from purport.analysis.comparison.comparison import Comparison
from purport.analysis.comparison.matrix import Cell, CellState, Column
from purport.views.wording import one_line

CELL, GAP, LEFT, TOP, LINE = 118, 6, 250, 108, 46
_SIDES = ("#dbe9f6", "#fbe3c8", "#e6def2", "#dcefdc", "#f6dada")
_STATES = {
    CellState.AGREE: "#eef2ea",
    CellState.DESCRIBED: "#eef2ea",
    CellState.ALONE: "#f6f4ef",
    CellState.SILENT: "none",
}
_SEVERAL = "#ecebe6"
_LONGEST = 17
_LONGEST_NAME = 34


def to_svg(comparison: Comparison) -> str:
    """The picture: accounts down the side by origin, fields across the top, each cell with its value and coloured by
    the side on which it stands."""
    columns = [(at, column) for at, column in enumerate(comparison.matrix.columns) if column.sides]
    width = LEFT + len(columns) * (CELL + GAP) + 20
    body = list(_rows(comparison, columns))
    height = TOP + sum(step for step, _ in body) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="12" role="img" '
        f"aria-label={quoteattr(words.title(comparison))}>",
        f'<rect width="{width}" height="{height}" fill="#fdfcfa"/>',
        _text(20, 34, one_line(words.title(comparison)), size=19, weight=600),
        _text(20, 58, f"{comparison.standing.status}: {one_line(comparison.standing.why)}", fill="#5f5d58"),
        _text(20, 76, one_line(comparison.lineage), fill="#5f5d58"),
        *(
            _text(_x(place) + 4, TOP - 8, _cut(column.label, _LONGEST), weight=600)
            for place, (_, column) in enumerate(columns)
        ),
    ]
    y = TOP
    for step, drawn in body:
        parts.append(f'<g transform="translate(0 {y})">{drawn}</g>')
        y += step
    key = "Colours and letters: values that cannot be true together. Empty: the account does not say."
    parts += [_text(20, height - 14, key, fill="#5f5d58", size=11), "</svg>"]
    return "\n".join(parts) + "\n"


def _rows(comparison: Comparison, columns: list[tuple[int, Column]]) -> Iterator[tuple[int, str]]:
    origins = {each.id: each for each in comparison.origins}
    for origin, rows in groupby(comparison.matrix.rows, key=lambda row: row.origin):
        held = list(rows)
        if words.knows_origins(comparison):
            name = f"{origins[origin].name} – {origins[origin].why}"
            yield 22, _text(20, 15, _cut(one_line(name), 140), fill="#5f5d58", size=11)
        for row in held:
            drawn = [
                _text(20, 18, _cut(one_line(words.account_name(row)), _LONGEST_NAME), weight=600),
                _text(20, 34, _cut(one_line(words.day(row.account.source.published)), _LONGEST_NAME), fill="#5f5d58"),
            ]
            for place, (at, column) in enumerate(columns):
                drawn.append(_cell(_x(place), column, row.cells[at]))
            yield LINE, "".join(drawn)


def _cell(x: int, column: Column, cell: Cell) -> str:
    if cell.state is CellState.SILENT:
        return ""
    letters = words.letters(column, cell)
    fill = _STATES.get(cell.state, _SEVERAL)
    if letters:
        fill = _SIDES[(ord(letters[0]) - ord("a")) % len(_SIDES)] if len(letters) == 1 else _SEVERAL
    box = f'<rect x="{x}" y="2" width="{CELL}" height="{LINE - 6}" rx="4" fill="{fill}"/>'
    values = list(dict.fromkeys(each.value.text for each in cell.values))
    longest = _LONGEST - (2 + len(letters) if letters else 0)
    lines = [_cut(one_line(value), longest) for value in values[:2]]
    if len(values) > 2:
        lines[1] = f"and {len(values) - 1} more"
    shown = "".join(_text(x + 8, 18 + 15 * number, line) for number, line in enumerate(lines))
    mark = _text(x + CELL - 8, 18, "".join(letters), weight=700, fill="#5f5d58", anchor="end") if letters else ""
    return f"<g>{box}{shown}{mark}<title>{escape(one_line(words.cell_text(cell)))}</title></g>"


def _x(place: int) -> int:
    return LEFT + place * (CELL + GAP)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _text(
    x: int, y: int, text: str, *, size: int = 12, weight: int = 400, fill: str = "#1d1d1b", anchor: str = "start"
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )
