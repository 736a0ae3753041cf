"""How good the machine is at a theme, by what people coded: precision and recall by period, with intervals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from purport.analysis.coding.estimates import Coded, Estimate, precision, prevalence, recall
from purport.analysis.coding.truth import CodedUnit, coded_units
from purport.case import Case, Table
from purport.case.coding import checked_coder
from purport.case.codings import Sheet, Stratum
from purport.errors import OptionError

UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """How good the machine is at a theme in a period (None: in all of them together; "undated": where the day is not
    known).

    ``by`` and ``among`` are the sort of period and the query of the sheets;
    ``statements`` is how many there were when they were drawn, ``drawn`` how many of them, ``coded`` of how many people
    say whether they have it, ``present`` of how many most of them say that they do, ``ties`` of how many as many say
    yes as no. ``precision``, ``recall`` and ``share`` (of all statements, that which has it by what people say) are
    None where too little was coded for them; a tie counts as a half in their values, and in their intervals as what is
    worst and best. ``gone`` are units on whose words no statement stands any longer.
    """

    theme: str
    period: str | None
    by: str
    among: str | None
    statements: int
    drawn: int
    coded: int
    present: int
    precision: Estimate | None
    recall: Estimate | None
    share: Estimate | None
    ties: int
    gone: int


def audits(case: Case, *, themes: Iterable[str] = (), coder: str | None = None) -> Table[Audit]:
    """For each theme how good the machine is, in all periods together and then in each.

    What the machine says is what the current readings say; what is true is what ``coder`` says, or else most of those
    who coded a unit. A unit that nobody coded counts as neither yes nor no: those that were coded of its sort stand for
    it. Raises OptionError where nothing was coded, or not by this coder.
    """
    units = coded_units(case, themes)
    if coder is not None:
        coder = checked_coder(coder)
        if not any(coder in unit.said for unit in units):
            names = ", ".join(sorted({name for unit in units for name in unit.said}))
            raise OptionError(f"{coder!r} coded nothing of this; it was coded by {names}")
    sheets = list(case.sheets())
    found: list[Audit] = []
    for theme in dict.fromkeys(unit.theme for unit in units):
        own = [unit for unit in units if unit.theme == theme]
        found += _of_theme(theme, own, sheets, coder)
    return Table(found, audit_columns)


@dataclass(frozen=True, slots=True)
class _Sort:
    """All statements of a period of which the machine said one thing, and those of them that were coded."""

    of: int
    units: tuple[CodedUnit, ...]


def _of_theme(theme: str, units: Sequence[CodedUnit], sheets: Sequence[Sheet], coder: str | None) -> Iterator[Audit]:
    """Sheets that were drawn from the same statements by the same periods are taken together as one sample, the others
    each by itself: what was drawn among the statements of one outlet says nothing of another's."""
    for by, among in dict.fromkeys((sheet.by, sheet.among) for sheet in sheets):
        drawn = [sheet for sheet in sheets if (sheet.by, sheet.among) == (by, among)]
        coded = [unit for unit in units if any(sheet.id in unit.strata for sheet in drawn)]
        if not coded:
            continue
        sorts = _sorts(theme, coded, drawn)
        periods = sorted({period for period, _ in sorts})
        for period in (None, *periods):
            own = {key: sort for key, sort in sorts.items() if period in (None, key[0])}
            yield _audit(theme, period, by, among, own, _drawn(theme, period, drawn), coder)


def _sorts(theme: str, units: Sequence[CodedUnit], drawn: Sequence[Sheet]) -> dict[tuple[str, bool], _Sort]:
    """The statements by period and by what the machine said when they were drawn, as the last sheet has them."""
    last = {
        (_label(stratum), stratum.machine): stratum
        for sheet in drawn
        for stratum in sheet.strata
        if stratum.theme == theme
    }
    of_unit: dict[tuple[str, bool], list[CodedUnit]] = {key: [] for key in last}
    for unit in units:
        stratum = unit.strata[max(sheet.id for sheet in drawn if sheet.id in unit.strata)]
        of_unit[_label(stratum), stratum.machine].append(unit)
    return {key: _Sort(stratum.of, tuple(of_unit[key])) for key, stratum in last.items()}


def _drawn(theme: str, period: str | None, drawn: Sequence[Sheet]) -> int:
    """How many different statements were drawn."""
    return len(
        {
            unit.key
            for sheet in drawn
            for at, unit in sheet.units
            if sheet.strata[at].theme == theme and period in (None, _label(sheet.strata[at]))
        }
    )


def _audit(
    theme: str,
    period: str | None,
    by: str,
    among: str | None,
    sorts: dict[tuple[str, bool], _Sort],
    drawn: int,
    coder: str | None,
) -> Audit:
    counted = {
        key: [unit for unit in sort.units if unit.machine is not None and unit.is_coded(coder)]
        for key, sort in sorts.items()
    }
    every = [unit for sort in sorts.values() for unit in sort.units]
    coded = [unit for units in counted.values() for unit in units]
    weighed = {key: _weighed(sort.of, counted[key], coder) for key, sort in sorts.items()}
    # What the machine misses can be told only of periods in which both sorts were coded.
    half = {key[0] for key in sorts if not counted[key]}
    whole = [each for units in weighed.values() for each in units]
    full = [each for key, units in weighed.items() if key[0] not in half for each in units]
    return Audit(
        theme=theme,
        period=period,
        by=by,
        among=among,
        statements=sum(sort.of for sort in sorts.values()),
        drawn=drawn,
        coded=len(coded),
        present=sum(unit.truth(coder) is True for unit in coded),
        precision=precision(whole),
        recall=recall(full),
        share=prevalence(full),
        ties=sum(unit.truth(coder) is None for unit in coded),
        gone=sum(unit.machine is None for unit in every),
    )


def _weighed(of: int, units: Sequence[CodedUnit], coder: str | None) -> list[Coded]:
    """The coded units of a sort, each with how many statements it stands for."""
    return [Coded(of / len(units), bool(unit.machine), unit.truth(coder)) for unit in units]


def _label(stratum: Stratum) -> str:
    return stratum.period or UNDATED


def audit_columns(found: Audit) -> dict[str, Any]:
    """The cells of an audit in a table, by column."""
    cells: dict[str, Any] = {
        "theme": found.theme,
        "period": found.period,
        "by": found.by,
        "among": found.among,
        "statements": found.statements,
        "drawn": found.drawn,
        "coded": found.coded,
        "present": found.present,
    }
    for name, estimate in (("precision", found.precision), ("recall", found.recall), ("share", found.share)):
        cells[name] = None if estimate is None else estimate.value
        cells[f"{name} low"] = None if estimate is None else estimate.low
        cells[f"{name} high"] = None if estimate is None else estimate.high
    return cells | {"ties": found.ties, "gone": found.gone}
