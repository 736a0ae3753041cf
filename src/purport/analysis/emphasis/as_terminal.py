"""Emphasis on a terminal: one theme period by period, several side by side."""

from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from purport.analysis.emphasis import words
from purport.analysis.emphasis.case import Emphasis
from purport.analysis.emphasis.series import MAIN, UNITS, Measure, Point
from purport.views.wording import one_line


def to_terminal(found: Emphasis, measures: Sequence[Measure] = MAIN) -> Group:
    """The periods of a theme with every measure asked for; of several themes all periods together, and a line of
    blocks for how the first measure goes."""
    head = Text(words.summary(found), "bold")
    if len(found.themes) == 1:
        return Group(head, Text(), _theme(found, found.themes[0], measures))
    return Group(head, *(part for theme in found.themes for part in _lines(found, theme, measures)))


def _theme(found: Emphasis, theme: str, measures: Sequence[Measure]) -> Table:
    title = Text(one_line(theme))
    table = Table(box=None, pad_edge=False, header_style="bold", title=title, title_justify="left", title_style="bold")
    table.add_column(found.by.value, no_wrap=True)
    series = [found.series(theme, each) for each in measures]
    for measure in measures:
        table.add_column(f"{_name(measure)}\n{UNITS[measure][0]}")
    rows = [*zip(*(each.points() for each in series), strict=True), tuple(each.together() for each in series)]
    for at, points in enumerate(rows):
        last = at == len(rows) - 1
        cells = [
            _cell(point, each, interval=not n) for n, (point, each) in enumerate(zip(points, measures, strict=True))
        ]
        style = "bold" if last else "dim" if points[0].period.is_missing else ""
        table.add_row("all" if last else points[0].period.label, *cells, style=style)
    return table


def _lines(found: Emphasis, theme: str, measures: Sequence[Measure]) -> Iterator[Text]:
    series = [found.series(theme, each) for each in measures]
    told = []
    for each in series:
        point, unit = each.together(), UNITS[each.measure][1]
        if each.measure is Measure.VOLUME:
            told.append(f"{_name(each.measure)} {words.share(point, is_share=False)} {_each(found)}")
        else:
            told.append(f"{_name(each.measure)} {words.share(point)}, {words.of(point)} {unit}")
    yield Text()
    yield Text(one_line(theme), "bold").append(f"  {'; '.join(told)}", "not bold")
    yield Text(f"    {words.sparkline(series[0])}", "dim")


def _cell(point: Point, measure: Measure, *, interval: bool) -> str:
    if not point.denominator or point.value is None:
        return words.of(point)
    if measure is Measure.VOLUME:
        # Of one issue the number is the number.
        return f"{point.numerator:,}" if point.denominator == 1 else f"{words.of(point)}: {words.number(point.value)}"
    return f"{words.of(point)}: {words.share(point) if interval else words.percent(point.value)}"


def _name(measure: Measure) -> str:
    return measure.value.replace("_", " ")


def _each(found: Emphasis) -> str:
    return "an issue" if found.actor is None else "a document"
