"""Emphasis in words: what was counted, and a share with what it is of."""

from purport.analysis.emphasis.case import Emphasis
from purport.analysis.emphasis.series import Point, Series
from purport.views.wording import one_line

_NAMED = 6
_BLOCKS = "▁▂▃▄▅▆▇█"
MISSING, NOTHING = "?", "·"


def summary(found: Emphasis) -> str:
    """What was counted: issues, items, reprints, gaps."""
    there = sum(period.issues for period in found.periods)
    first, last = found.periods[0].label, found.periods[-1].label
    parts = [
        f"{one_line(found.subject)}, by {found.by.value}, {first} to {last}",
        f"{_count(there, 'issue')}, {_count(found.items, 'item')}"
        if found.publication
        else _count(found.items, "item"),
    ]
    if found.reprints:
        parts.append(f"{_count(len(found.reprints), 'reprint')} not counted again")
    if found.titles:
        parts.append(f"{_count(found.titles, 'headline')} told by the source alone")
    if found.undated:
        parts.append(f"{_count(found.undated, 'document')} left out whose date does not tell the {found.by.value}")
    if absent := [period for period in found.periods if period.missing]:
        named = ", ".join(
            f"no. {period.number} about {period.label}" if period.number and not period.issues else period.label
            for period in absent[:_NAMED]
        )
        more = f" and {len(absent) - _NAMED} more" if len(absent) > _NAMED else ""
        parts.append(f"{_count(sum(period.missing for period in absent), 'issue')} missing ({named}{more})")
    return "; ".join(parts)


def share(point: Point, *, is_share: bool = True) -> str:
    """A value with its interval: "12% (9.4 to 15)", "2.8 (2.1 to 3.6)"; a dash where there is nothing to count of."""
    if point.value is None or point.low is None or point.high is None:
        return "–"
    if not is_share:
        return f"{number(point.value)} ({number(point.low)} to {number(point.high)})"
    return f"{percent(point.value)} ({number(100 * point.low)} to {number(100 * point.high)})"


def percent(value: float) -> str:
    """A share in percent."""
    return f"{number(100 * value)}%"


def of(point: Point) -> str:
    """Numerator and denominator: "170 of 1,423"; "missing" or a dash where there is nothing to count of."""
    if point.denominator:
        return f"{point.numerator:,} of {point.denominator:,}"
    return "missing" if point.period.is_missing else "–"


def number(value: float) -> str:
    """A number with two digits that tell."""
    if value >= 10 or value == 0:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def sparkline(series: Series) -> str:
    """The values one after the other as blocks, the largest as the highest; ``?`` is a missing issue, ``·`` a period
    of which there is nothing."""
    values = [point.value for point in series.points()]
    most = max((value for value in values if value is not None), default=0) or 1
    return "".join(
        (MISSING if period.is_missing else NOTHING)
        if value is None
        else _BLOCKS[min(len(_BLOCKS) - 1, int(value / most * (len(_BLOCKS) - 1) + 0.999))]
        for period, value in zip(series.periods, values, strict=True)
    )


def _count(many: int, what: str) -> str:
    return f"{many:,} {what}{'' if many == 1 else 's'}"
