"""What a finder is, and what finders have found so far."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Protocol

from purport.language import Doc
from purport.types import Actor, Date, Figure, Incident, Place, Relation, Statement, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What earlier finders found, one field a kind; each finder fills the one it assigns."""

    dates: tuple[Date, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    themes: tuple[Theme, ...] = ()
    relations: tuple[Relation, ...] = ()


KINDS = tuple(f.name for f in fields(Findings))


class Finder(Protocol):
    """Finds records of one kind. It changes nothing; the reader proves its spans.

    ``assigns`` names the field of Findings it fills, ``requires`` those it reads.
    """

    assigns: str
    requires: tuple[str, ...]

    def find(self, doc: Doc, found: Findings) -> Iterable[Any]:
        """The records, in reading order."""
        ...


def check_order(finders: Iterable[Finder]) -> None:
    """Raise ValueError where a finder needs what no earlier one assigns, before anything is read."""
    assigned: set[str] = set()
    for finder in finders:
        name = type(finder).__name__
        if finder.assigns not in KINDS:
            raise ValueError(f"{name} assigns {finder.assigns!r}; a finder assigns one of {', '.join(KINDS)}")
        missing = [kind for kind in finder.requires if kind not in assigned]
        if missing:
            raise ValueError(
                f"{name} requires {', '.join(missing)}, which no finder before it assigns; put that one first"
            )
        assigned.add(finder.assigns)
