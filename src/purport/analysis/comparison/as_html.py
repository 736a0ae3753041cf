"""A comparison as one HTML file that needs nothing else: no script, no font, no picture, nothing fetched.

Every value leads to the words it stands on, marked in the full text of its account. Texts are hostile input: all of it
is escaped, and a content security policy forbids whatever might still slip through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby, pairwise

from markupsafe import Markup

from purport.analysis.comparison import words
from purport.analysis.comparison.comparison import AccountOrigin, Comparison
from purport.analysis.comparison.matrix import Row
from purport.views.pages import template


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a text, and the anchors that begin at it: those of values that stand there."""

    text: str
    marked: bool
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRows:
    """The rows of an origin, each with its number on the page."""

    origin: AccountOrigin
    rows: tuple[tuple[int, Row], ...]


def to_html(comparison: Comparison) -> str:
    """The whole page, with the full text of every account."""
    style = resources.files("purport.analysis").joinpath("templates", "matrix.css").read_text(encoding="utf-8")
    columns = [(at, column) for at, column in enumerate(comparison.matrix.columns) if column.sides]
    return template("purport.analysis", "matrix.html.j2").render(
        comparison=comparison,
        style=Markup(style),
        title=words.title(comparison),
        columns=columns,
        groups=list(_groups(comparison)),
        pieces={row.account.id: list(pieces(number, row)) for number, row in _numbered(comparison)},
        words=words,
        anchor=anchor,
    )


def anchor(number: int, column: int, value: int) -> str:
    """Where a value of a row stands in its text: the id of the place."""
    return f"w{number}-{column}-{value}"


def pieces(number: int, row: Row) -> Iterator[Piece]:
    """The text of an account cut where values begin and end. Together the pieces are the text."""
    places: dict[tuple[int, int], list[str]] = {}
    for at, cell in enumerate(row.cells):
        for place, each in enumerate(cell.values):
            for span in each.value.spans:
                places.setdefault((span.start, span.end), []).append(anchor(number, at, place))
    met: set[str] = set()
    edges = sorted({0, len(row.account.text), *(edge for place in places for edge in place)})
    for start, end in pairwise(edges):
        ids = [name for (s, _), names in places.items() if s == start for name in names if name not in met]
        met.update(ids)
        yield Piece(
            text=row.account.text[start:end],
            marked=any(s <= start and end <= e for s, e in places),
            anchors=tuple(dict.fromkeys(ids)),
        )


def _numbered(comparison: Comparison) -> Sequence[tuple[int, Row]]:
    return list(enumerate(comparison.matrix.rows, 1))


def _groups(comparison: Comparison) -> Iterator[OriginRows]:
    origins = {each.id: each for each in comparison.origins}
    for origin, rows in groupby(_numbered(comparison), key=lambda pair: pair[1].origin):
        yield OriginRows(origin=origins[origin], rows=tuple(rows))
