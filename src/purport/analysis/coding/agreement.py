"""How far those who coded a theme agree: people among themselves, and each with the machine."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from purport.analysis.coding.alpha import Alpha, alpha
from purport.analysis.coding.truth import CodedUnit, coded_units
from purport.case import Case, Table
from purport.case.coding import MACHINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far some coders agree on a theme. ``same`` is the share of the pairs of values of one unit that are the
    same; None where no unit has two."""

    theme: str
    coders: tuple[str, ...]
    alpha: Alpha
    same: float | None


def agreements(case: Case, *, themes: Iterable[str] = (), seed: int = 1) -> Table[Agreement]:
    """For each theme how far all people agree, each two of them, and each of them with the machine. It is told of the
    units that were coded, not of all statements. Raises OptionError where nothing was coded."""
    units = coded_units(case, themes)
    found = [each for theme in dict.fromkeys(unit.theme for unit in units) for each in _of_theme(theme, units, seed)]
    return Table(found, agreement_columns)


def _of_theme(theme: str, units: Sequence[CodedUnit], seed: int) -> Iterator[Agreement]:
    own = [unit for unit in units if unit.theme == theme]
    people = tuple(sorted({coder for unit in own for coder in unit.said}))
    groups = [people] if len(people) > 2 else []
    groups += [*combinations(people, 2), *((coder, MACHINE) for coder in people)]
    for coders in groups:
        said = [{coder: value for coder, value in unit.by_all.items() if coder in coders} for unit in own]
        yield Agreement(theme=theme, coders=coders, alpha=alpha(said, seed=seed), same=_same(said))


def _same(said: Iterable[Mapping[str, Hashable]]) -> float | None:
    pairs = [one == other for unit in said for one, other in combinations(unit.values(), 2)]
    return sum(pairs) / len(pairs) if pairs else None


def agreement_columns(found: Agreement) -> dict[str, Any]:
    """The cells of an agreement in a table, by column."""
    return {
        "theme": found.theme,
        "coders": ", ".join(found.coders),
        "alpha": found.alpha.value,
        "low": found.alpha.low,
        "high": found.alpha.high,
        "same": found.same,
        "units": found.alpha.units,
    }
