"""How good the machine is at a theme, by what people coded: precision and recall by period, with intervals."""

from collections import defaultdict
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

    ``statements`` is how many there were when they were drawn, ``drawn`` how many of them, ``coded`` of how many people
    say whether they have it, ``present`` of how many that they do. ``precision``, ``recall`` and ``share`` (of all
    statements, that which has it by what people say) are None where too little was coded for them. ``ties`` are units
    on which as many say yes as no; ``gone`` those on whose words no statement stands any longer.
    """

    theme: str
    period: str | None
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


def _of_theme(theme: str, units: Sequence[CodedUnit], sheets: Sequence[Sheet], coder: str | None) -> Iterator[Audit]:
    strata = {
        (sheet.id, number): stratum
        for sheet in sheets
        for number, stratum in enumerate(sheet.strata)
        if stratum.theme == theme
    }
    at = {(sheet, stratum): key for key, stratum in strata.items() for sheet in [key[0]]}
    members: dict[tuple[int, int], list[CodedUnit]] = {key: [] for key in strata}
    for unit in units:
        for sheet, stratum in unit.strata.items():
            members[at[sheet, stratum]].append(unit)
    used = {key for key in strata if any(members[other] for other in strata if other[0] == key[0])}
    periods = dict.fromkeys(_label(strata[key]) for key in sorted(used, key=lambda key: _label(strata[key])))
    for period in [None, *periods]:
        keys = [key for key in strata if key in used and (period is None or _label(strata[key]) == period)]
        yield _audit(theme, period, {key: strata[key] for key in keys}, members, coder)


def _audit(
    theme: str,
    period: str | None,
    strata: dict[tuple[int, int], Stratum],
    members: dict[tuple[int, int], list[CodedUnit]],
    coder: str | None,
) -> Audit:
    counted = {
        key: [unit for unit in members[key] if unit.machine is not None and unit.truth(coder) is not None]
        for key in strata
    }
    every = {unit.unit: unit for key in strata for unit in members[key]}
    coded = {unit.unit: unit for key in strata for unit in counted[key]}
    whole = _weighed(strata, counted, coder)
    # What the machine misses can be told only where both sorts were coded.
    open_ = {(key[0], _label(strata[key])) for key in strata if not counted[key]}
    both = [key for key in strata if (key[0], _label(strata[key])) not in open_]
    full = _weighed({key: strata[key] for key in both}, counted, coder)
    first_sheet = min((key[0] for key in strata), default=0)
    return Audit(
        theme=theme,
        period=period,
        statements=sum(stratum.of for key, stratum in strata.items() if key[0] == first_sheet),
        drawn=sum(stratum.drawn for stratum in strata.values()),
        coded=len(coded),
        present=sum(unit.truth(coder) is True for unit in coded.values()),
        precision=precision(whole),
        recall=recall(full),
        share=prevalence(full),
        ties=sum(unit.machine is not None and bool(unit.said) and unit.truth(coder) is None for unit in every.values())
        if coder is None
        else 0,
        gone=sum(unit.machine is None for unit in every.values()),
    )


def _weighed(
    strata: dict[tuple[int, int], Stratum], counted: dict[tuple[int, int], list[CodedUnit]], coder: str | None
) -> list[Coded]:
    """The coded units, each with how many it stands for. Several sheets each tell of all statements: each counts by how
    much of it was coded."""
    by_sheet: defaultdict[int, int] = defaultdict(int)
    for key in strata:
        by_sheet[key[0]] += len(counted[key])
    total = sum(by_sheet.values())
    return [
        Coded(stratum.of / len(counted[key]) * by_sheet[key[0]] / total, bool(unit.machine), bool(unit.truth(coder)))
        for key, stratum in strata.items()
        for unit in counted[key]
    ]


def _label(stratum: Stratum) -> str:
    return stratum.period or UNDATED


def audit_columns(found: Audit) -> dict[str, Any]:
    """The cells of an audit in a table, by column."""
    cells: dict[str, Any] = {
        "theme": found.theme,
        "period": found.period,
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
