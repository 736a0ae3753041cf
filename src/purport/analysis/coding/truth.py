"""What was coded, beside what the machine says of it now."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from purport.analysis.coding.machine import machine
from purport.case import Case
from purport.case.coding import MACHINE
from purport.case.codings import Sheet, Stratum
from purport.errors import OptionError


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedUnit:
    """A unit and a theme: what each coder says, what the machine says by the current reading (None where no statement
    stands on these words any longer), and in which strata it was drawn, by the number of the sheet."""

    unit: str
    theme: str
    said: dict[str, bool] = field(default_factory=dict)
    machine: bool | None = None
    strata: dict[int, Stratum] = field(default_factory=dict)

    def is_coded(self, coder: str | None) -> bool:
        """Whether a coder says anything of it, or else anybody."""
        return bool(self.said) if coder is None else coder in self.said

    def truth(self, coder: str | None) -> bool | None:
        """What a coder says of it, or else most of them; None where nobody does, or as many say yes as no."""
        if coder is not None:
            return self.said.get(coder)
        votes = Counter(self.said.values())
        return None if votes[True] == votes[False] else votes[True] > votes[False]

    @property
    def by_all(self) -> dict[str, bool]:
        """What each coder says, the machine among them."""
        return self.said if self.machine is None else {**self.said, MACHINE: self.machine}


def coded_units(case: Case, themes: Iterable[str] = ()) -> list[CodedUnit]:
    """Every unit that somebody coded, theme by theme in the order of the sheets.

    Raises OptionError for a theme that nobody coded, and where nothing was coded at all.
    """
    sheets = list(case.sheets())
    said: defaultdict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for each in case.codings():
        said[each.theme, each.unit][each.coder] = bool(each.present)
    there = list(dict.fromkeys(theme for theme, _ in said))
    if not there:
        raise OptionError(
            "nothing was coded in this case; draw a sheet with `purport code sheet CASE --theme CODE`, have it filled "
            "in, and enter it with `purport code enter CASE SHEET --coder NAME`"
        )
    wanted = list(dict.fromkeys(themes)) or there
    for theme in wanted:
        if theme not in there:
            raise OptionError(f"nobody coded the theme {theme!r}; there are codings of {', '.join(there)}")
    numbers = case.statement_numbers({source for sheet in sheets for source in _sources(sheet, said)})
    found = []
    for theme in wanted:
        has = machine(case, theme)
        for (of, unit), codes in said.items():
            if of == theme:
                number = numbers.get(unit)
                found.append(
                    CodedUnit(
                        unit=unit,
                        theme=theme,
                        said=codes,
                        machine=None if number is None else number in has,
                        strata={sheet.id: sheet.drawn[of, unit] for sheet in sheets if (of, unit) in sheet.drawn},
                    )
                )
    return found


def _sources(sheet: Sheet, said: Iterable[tuple[str, str]]) -> set[str]:
    coded = {unit for _, unit in said}
    return {unit.source for _, unit in sheet.units if unit.key in coded}
