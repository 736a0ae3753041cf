"""How far the machine errs at a theme, by what people coded, as the engine of shifts takes it."""

from collections.abc import Iterable, Sequence

from purport.analysis.coding.audit import UNDATED, Audit, audits
from purport.analysis.coding.estimates import Estimate, wilson
from purport.analysis.emphasis.case import Emphasis
from purport.analysis.periods import Period
from purport.analysis.shifts import CodedSample
from purport.case import Case
from purport.case.days import days
from purport.case.query import And, Field, parse
from purport.case.query_fields import Name
from purport.case.ratings import folded_name


def coded_samples(case: Case, found: Emphasis, themes: Iterable[str]) -> dict[str, tuple[CodedSample, ...]]:
    """For each of some themes that people coded the samples that speak for it, period by period, or all as one where
    no period has enough.

    Of sheets drawn among other statements, or by other periods, one sort is taken: what was drawn among those of the
    publication or actor rather than among all of the case, then what has most codings. Sheets drawn among anything
    else say nothing of it.
    """
    coded = {each.theme for each in case.codings()}
    wanted = [theme for theme in themes if theme in coded]
    if not wanted:
        return {}
    every = [each for each in audits(case, themes=wanted) if each.among is None or _is_of(each.among, found)]
    samples = {theme: _samples([each for each in every if each.theme == theme], found.periods) for theme in wanted}
    return {theme: each for theme, each in samples.items() if each}


def _samples(every: Sequence[Audit], periods: Sequence[Period]) -> tuple[CodedSample, ...]:
    wholes = [each for each in every if each.period is None]
    if not wholes:
        return ()
    best = max(wholes, key=lambda each: (each.among is not None, each.coded))
    parts = [each for each in every if (each.by, each.among) == (best.by, best.among) and each.period is not None]
    made = [sample for each in parts if (sample := _sample(each, _within(each, periods))) is not None]
    whole = _sample(best, periods)
    return tuple(made) or (() if whole is None else (whole,))


def _within(audit: Audit, periods: Sequence[Period]) -> list[Period]:
    """The periods that touch that of an audit."""
    if audit.period is None or audit.period == UNDATED:
        return []
    first, last = days(audit.period)
    return [each for each in periods if each.start <= last and first <= each.end]


def _sample(audit: Audit, periods: Sequence[Period]) -> CodedSample | None:
    if not periods or audit.precision is None or audit.recall is None:
        return None
    return CodedSample(
        first=periods[0].label,
        last=periods[-1].label,
        precision=_of(audit.precision),
        recall=_of(audit.recall),
    )


def _of(estimate: Estimate) -> tuple[int, int]:
    """An estimate as so many of so many. Coded statements do not all stand for as many, so it tells less than its
    number: as many are taken as would give an interval no wider."""
    width = estimate.high - estimate.low

    def too_wide(size: int) -> bool:
        low, high = wilson(round(estimate.value * size) / size, size)
        return high - low > width

    size = next((size for size in range(1, estimate.of + 1) if not too_wide(size)), max(1, estimate.of))
    return round(estimate.value * size), size


def _is_of(among: str, found: Emphasis) -> bool:
    """Whether a query asks for what the publication brought out, or the actor said, and for days at most beside it."""
    node = parse(among)
    names = {"publisher": found.publication, "speaker": found.actor}
    for part in node.parts if isinstance(node, And) else (node,):
        if not isinstance(part, Field):
            return False
        name = names.get(part.name)
        is_it = name is not None and isinstance(part.value, Name) and folded_name(part.value.text) == folded_name(name)
        if part.name != "date" and not is_it:
            return False
    return True
