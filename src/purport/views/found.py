"""What one finder found in a document, for the terminal: a row each, its words (an actor's name) first."""

from collections.abc import Iterable
from typing import Any

from rich.table import Table

from purport.types import Actor, Date, Figure, Place, bounds
from purport.views import wording


def found_view(items: Iterable[Date | Place | Figure | Actor]) -> Table:
    """A table without lines: the words of the text, then what they come to; of an actor its name, and how often."""
    table = Table.grid(padding=(0, 2))
    for item in items:
        table.add_row(wording.one_line(item.name if isinstance(item, Actor) else item.text), *_columns(item))
    return table


def _columns(item: Any) -> tuple[str, ...]:
    if isinstance(item, Date):
        return item.value, item.basis
    if isinstance(item, Figure):
        return bounds(item.low, item.high), wording.one_line(item.unit or "")
    if isinstance(item, Actor):
        count = len(item.mentions)
        return item.kind, item.id, f"{count:,} mention{'' if count == 1 else 's'}"
    where = ""
    if item.lat is not None and item.lon is not None:
        where = f"{item.lat:.2f}, {item.lon:.2f}" + (f" ± {item.radius_km:.0f} km" if item.radius_km else "")
    if item.part is not None:
        part = item.part
        where = f"{part.lat:.2f}, {part.lon:.2f} ± {part.radius_km:.0f} km ({part.direction})"
    if item.candidates:
        others = ", ".join(f"{c.lat:.2f}, {c.lon:.2f}" for c in item.candidates)
        where = f"{where} or {others}" if where else f"perhaps {others}"
    level = item.level or ""
    return (
        wording.one_line(item.name),
        item.country or "",
        f"{level}, as its government" if item.metonym else str(level),
        where,
    )
