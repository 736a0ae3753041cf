"""Themes over time as a picture: a point a period with its interval, gaps left open, what changed marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

from purport.analysis.emphasis import words
from purport.analysis.emphasis.case import Emphasis
from purport.analysis.emphasis.series import UNITS, Measure, Point, Series
from purport.views.wording import one_line

WIDTH, LEFT, RIGHT, PANEL, FOOT, LINE = 900, 66, 20, 190, 34, 17
_INK, _GREY, _BLUE, _AMBER, _PAPER = "#1f1e1b", "#6a6862", "#2f6294", "#f2dcb8", "#fdfcfa"
_LONGEST = 118


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is drawn over a panel: a band from one day to another, and levels (from day, to day, value, low, high)."""

    said: str = ""
    band: tuple[date, date] | None = None
    levels: tuple[tuple[date, date, float, float | None, float | None], ...] = ()


def to_svg(found: Emphasis, measure: Measure | str = Measure.TEXT_SHARE, marks: Sequence[Mark] = ()) -> str:
    """A panel for each theme: its value in each period with the 95% interval, an arrowhead where that goes on above the
    panel. A missing issue is a hatched stroke, a period of which there is nothing is left empty. ``marks`` are of the
    themes in order: what is said of one, a band of days, and the level before and after."""
    series = [found.series(theme, measure) for theme in found.themes]
    title = wrap(words.summary(found), _LONGEST)
    key = wrap(_key(series, marks), _LONGEST)
    y = 14 + LINE * (len(title) + len(key)) + 8
    body = [_text(20, 24 + LINE * at, line, weight=600 if not at else 400) for at, line in enumerate(title)]
    body += [_text(20, 24 + LINE * (len(title) + at), line, fill=_GREY, size=11) for at, line in enumerate(key)]
    for at, each in enumerate(series):
        drawn, height = _panel(each, marks[at] if at < len(marks) else Mark())
        body.append(f'<g transform="translate(0 {y})">{drawn}</g>')
        y += height
    label = f"{one_line(found.subject)}: {', '.join(one_line(theme) for theme in found.themes[:8])} by {found.by.value}"
    return (
        "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
                f'font-family="system-ui, sans-serif" font-size="12" role="img" aria-label={quoteattr(label)}>',
                '<defs><pattern id="missing" width="5" height="5" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><path d="M 0 0 V 5" stroke="{_GREY}" stroke-width="1.4"/>'
                "</pattern></defs>",
                f'<rect width="{WIDTH}" height="{y}" fill="{_PAPER}"/>',
                *body,
                "</svg>",
            ]
        )
        + "\n"
    )


def _key(series: Sequence[Series], marks: Sequence[Mark]) -> str:
    """What the signs of the panels mean, those that are there."""
    told = ["dot: the value", "thin line: its 95% interval"]
    if any(period.is_missing for each in series for period in each.periods):
        told.append("hatched: missing")
    if any(mark.band for mark in marks):
        told.append("band: a pulse, or where a shift may have begun")
    if levels := [level for mark in marks for level in mark.levels]:
        told.append("thick line: the share before and after")
        if any(low is not None for *_, low, _ in levels):
            told.append("shade: the 90% interval of the ratio")
    return "; ".join(told)


def _panel(series: Series, mark: Mark) -> tuple[str, int]:
    points = series.points()
    whole = series.together()
    unit = UNITS[series.measure]
    name = f"{one_line(series.theme)} – {series.measure.value.replace('_', ' ')}: {words.of(whole)} {unit[1]}"
    parts = [_text(20, 16, name, weight=600)]
    # The theme stands above it already.
    said = one_line(mark.said).removeprefix(f"{one_line(series.theme)}: ")
    told = wrap(said, _LONGEST) if said else []
    parts += [_text(20, 16 + LINE * (at + 1), line, fill=_GREY) for at, line in enumerate(told)]
    top = 26 + LINE * len(told)
    scale = _Scale(points, mark, top)
    if mark.band is not None:
        first, last = scale.x(mark.band[0]), scale.x(mark.band[1])
        parts.append(
            f'<rect x="{first - 4:.1f}" y="{top}" width="{last - first + 8:.1f}" height="{PANEL}" fill="{_AMBER}">'
            f"<title>since: {mark.band[0].isoformat()} to {mark.band[1].isoformat()}</title></rect>"
        )
    for value in scale.ticks:
        shown = f"{words.number(100 * value)}%" if series.measure.is_share else words.number(value)
        parts.append(f'<path d="M {LEFT} {scale.y(value):.1f} H {WIDTH - RIGHT}" stroke="#e4e1d9"/>')
        parts.append(_text(LEFT - 8, scale.y(value) + 4, shown, fill=_GREY, size=11, anchor="end"))
    for start, end, value, low, high in mark.levels:
        x, width = scale.x(start), max(2.0, scale.x(end) - scale.x(start))
        if low is not None and high is not None:
            parts.append(
                f'<rect x="{x:.1f}" y="{scale.y(high):.1f}" width="{width:.1f}" '
                f'height="{max(1.0, scale.y(low) - scale.y(high)):.1f}" fill="{_BLUE}" opacity="0.16"/>'
            )
        parts.append(f'<path d="M {x:.1f} {scale.y(value):.1f} h {width:.1f}" stroke="{_BLUE}" stroke-width="2.4"/>')
    parts += [_point(point, series, scale, top) for point in points]
    parts.append(f'<path d="M {LEFT} {top + PANEL} H {WIDTH - RIGHT}" stroke="{_INK}"/>')
    parts += _days(points, scale, top + PANEL + 16)
    return "".join(parts), top + PANEL + FOOT


class _Scale:
    """Where days and values stand in a panel."""

    def __init__(self, points: Sequence[Point], mark: Mark, top: int) -> None:
        self.first, self.last = points[0].period.start.toordinal(), points[-1].period.start.toordinal()
        values = [point.value for point in points if point.value is not None]
        # Wide intervals of small issues would press all values down to the foot.
        highs = sorted(point.high for point in points if point.high is not None)
        cut = highs[int(0.9 * (len(highs) - 1))] if highs else 0
        most = max([*values, cut, *(high or value for _, _, value, _, high in mark.levels)], default=0) or 1
        step = _step(most)
        self.ticks = [step * at for at in range(int(most / step) + 2) if step * at <= most * 1.1]
        self.most = max(most * 1.06, self.ticks[-1])
        self.top = top

    def x(self, day: date) -> float:
        width = WIDTH - LEFT - RIGHT - 24
        return LEFT + 12 + width * (day.toordinal() - self.first) / max(1, self.last - self.first)

    def y(self, value: float) -> float:
        return self.top + PANEL * (1 - min(value, self.most) / self.most)


def _step(most: float) -> float:
    power = 10.0 ** int(f"{most:e}".partition("e")[2])
    return next(power * part for part in (0.2, 0.5, 1, 2) if most / (power * part) <= 5)


def _point(point: Point, series: Series, scale: _Scale, top: int) -> str:
    x = scale.x(point.period.start)
    told = f"{point.period.label}: {words.of(point)}"
    if point.value is None or point.low is None or point.high is None:
        if not point.period.is_missing:
            return ""
        return (
            f'<g><rect x="{x - 3:.1f}" y="{top}" width="6" height="{PANEL}" fill="url(#missing)"/>'
            f"<title>{escape(told)}</title></g>"
        )
    told += f", {words.share(point, is_share=series.measure.is_share)}"
    arrow = f" M {x - 3.5:.1f} {top + 5} L {x:.1f} {top} L {x + 3.5:.1f} {top + 5}" if point.high > scale.most else ""
    return (
        f'<g><path d="M {x:.1f} {scale.y(point.low):.1f} V {scale.y(point.high):.1f}{arrow}" stroke="#a9bfd3" '
        f'fill="none" stroke-width="2"/><circle cx="{x:.1f}" cy="{scale.y(point.value):.1f}" r="2.8" fill="{_INK}"/>'
        f"<title>{escape(told)}</title></g>"
    )


def _days(points: Sequence[Point], scale: _Scale, y: int) -> list[str]:
    """The labels of some periods, so many as fit."""
    every = max(1, -(-len(points) // 8))
    shown = points[::every]
    return [
        _text(
            scale.x(point.period.start), y, point.period.label.partition(" ")[0], fill=_GREY, size=11, anchor="middle"
        )
        for point in shown
        if scale.x(point.period.start) < WIDTH - RIGHT - 20
    ]


def _text(
    x: float, y: float, text: str, *, size: int = 12, weight: int = 400, fill: str = _INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )
