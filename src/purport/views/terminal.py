"""A reading for the terminal: the statements in order, the incidents with their figures, dates and places.

Plain words carry everything; colour and weight only help the eye.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from purport.types import (
    Certainty,
    Date,
    Incident,
    IncidentFigure,
    Mode,
    Place,
    Reading,
    Span,
    Standing,
    Statement,
    SubEvent,
    bounds,
)
from purport.views import wording

_CERTAINTY = {
    Certainty.CERTAIN: "",
    Certainty.PROBABLE: "cyan",
    Certainty.POSSIBLE: "yellow",
    Certainty.DENIED: "red",
    Certainty.UNKNOWN: "dim",
}
_DASH = re.compile(r"\s*(?:[–—]|--| - )")
DATELINE_CHARACTERS = 80
INDENT = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line that wraps to the width there is, every row indented by ``indent`` cells, later ones by ``hang`` more."""

    text: Text
    indent: int = 0
    hang: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(20, options.max_width - self.indent - self.hang)
        for number, row in enumerate(self.text.wrap(console, width)):
            row.rstrip()
            yield Text(" " * (self.indent + (self.hang if number else 0))) + row if row else Text()


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading as rich prints it."""

    reading: Reading
    attitudes: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _header(self.reading)
        yield from _statements(self.reading, self.attitudes)
        yield from _incidents(self.reading)
        yield from _relations(self.reading)
        yield from _listed("Dates", map(_date, self.reading.dates))
        yield from _listed("Places", map(_place, self.reading.places))
        yield Text()


def reading_view(reading: Reading, *, attitudes: bool = False) -> ReadingView:
    """What a rich console prints of a reading; ``attitudes`` shows what is ascribed to someone without words too."""
    return ReadingView(reading, attitudes)


def _header(reading: Reading) -> Iterator[Line]:
    source = reading.source
    yield Line(Text(wording.one_line(source.title or source.id), "bold"))
    parts = wording.origin(source)
    if source.title:
        parts.append(wording.one_line(source.id))
    if line := dateline(reading):
        parts.insert(0, line)
    if parts:
        yield Line(Text(" · ".join(parts), "dim"))


def dateline(reading: Reading) -> str | None:
    """The dateline that a place opens in one of the first lines, up to its dash, as the text has it; else None."""
    for place in reading.places:
        before = reading.text[: place.start]
        if before.count("\n") > 20:
            break
        if before.strip() and not before.endswith("\n"):
            continue
        line = reading.text[place.start : place.start + DATELINE_CHARACTERS].partition("\n")[0]
        if dash := _DASH.search(line, place.end - place.start):
            return wording.one_line(line[: dash.start()])
    return None


def _heading(word: str, count: int | None = None) -> Iterator[Line]:
    yield Line(Text())
    yield Line(Text(f"{word} " if count is None else f"{word} ({count})", "bold blue"))


def _statements(reading: Reading, attitudes: bool) -> Iterator[Line]:
    statements = wording.shown(reading, attitudes=attitudes)
    yield from _heading("Statements", len(statements))
    for number, statement in enumerate(statements, 1):
        yield Line(Text())
        yield from _statement(number, statement)
    if hidden := len(reading.statements) - len(statements):
        word = "attitude" if hidden == 1 else "attitudes"
        yield Line(Text())
        yield Line(Text(f"{hidden} {word} not shown: thoughts and wishes ascribed without words (--attitudes)", "dim"))


def _statement(number: int, statement: Statement) -> Iterator[Line]:
    words, name = wording.speaker_words(statement.speaker)
    first = Text(f"{number:>{INDENT - 1}} ", "dim")
    first.append(words, "bold" if statement.speaker else "dim")
    if name:
        first.append(f" ({name})", "bold dim")
    if statement.cue:
        first.append(f" {wording.one_line(statement.cue.text)}", "italic magenta")
    yield Line(first)
    if statement.content:
        yield Line(_content(statement), INDENT)
    kind, certainty, *rest = wording.manner(statement)
    manner = Text(kind, "dim")
    manner.append(" · ").append(certainty, _CERTAINTY[statement.certainty])
    for word in rest:
        manner.append(" · ").append(word, "yellow" if word == "distanced" else "")
    yield Line(manner, INDENT)


def _content(statement: Statement) -> Text:
    """The content with its hedges underlined."""
    text = Text()
    for number, part in enumerate(statement.content):
        text.append(" … " if number else "", "dim")
        last = part.start
        for hedge in _inside(statement.hedges, part):
            text.append(_flat(part, last, hedge.start)).append(_flat(part, hedge.start, hedge.end), "underline")
            last = hedge.end
        text.append(_flat(part, last, part.end))
    return text


def _inside(spans: Iterable[Span], part: Span) -> list[Span]:
    """The spans within a part, in order, none over another."""
    inside: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if (inside[-1].end if inside else part.start) <= span.start and span.end <= part.end:
            inside.append(span)
    return inside


def _flat(part: Span, start: int, end: int) -> str:
    words = part.text[start - part.start : end - part.start]
    return wording.printable(re.sub(r"\s+", " ", words))


def _incidents(reading: Reading) -> Iterator[Line]:
    if not reading.incidents:
        return
    yield from _heading("Incidents", len(reading.incidents))
    for number, incident in enumerate(reading.incidents, 1):
        yield Line(Text())
        first = Text(f"{number:>{INDENT - 1}} ", "dim")
        first.append(incident.type.replace("_", " "), "bold").append(f" · {incident.mode} · {incident.status}")
        for part in when_and_where(incident):
            first.append(f" · {part}")
        yield Line(first)
        told = ", ".join(dict.fromkeys(wording.one_line(mention.text) for mention in incident.mentions))
        yield Line(Text(f"told as: {told}", "dim"), INDENT)
        if why := wording.because(incident):
            yield Line(Text(f"{incident.status}: {why}", "dim"), INDENT)
        if parties := _parties(incident):
            yield Line(Text(parties), INDENT)
        for sub_event in incident.sub_events:
            yield Line(Text(_part(sub_event)), INDENT, INDENT)
        yield from _figures(incident.figures)
        for transfer in incident.exchange:
            giver, receiver = (wording.one_line(p.name) if p else "" for p in (transfer.giver, transfer.receiver))
            words = f"{giver or 'not told who'} gives {wording.one_line(transfer.text)}"
            yield Line(Text(f"{words} to {receiver}" if receiver else words), INDENT)


def _relations(reading: Reading) -> Iterator[Line]:
    """A line for each: what is told, when, and on whose word."""
    if not reading.relations:
        return
    yield from _heading("Relations", len(reading.relations))
    for relation in reading.relations:
        actor, other = wording.one_line(relation.actor.name), wording.one_line(relation.other.name)
        line = Text(f"{actor} ").append(wording.relation_words(relation), "bold").append(f" {other}")
        if relation.standing is not Standing.HOLDS:
            line.append(f" · {relation.standing}", "yellow")
        if date := relation.date:
            line.append(f" · {date.start}" if date.start == date.end else f" · {date.start} to {date.end}")
        if relation.according_to:
            line.append(f" · according to {wording.one_line(relation.according_to)}", "dim")
        yield Line(line, INDENT, INDENT)


def _part(part: SubEvent) -> str:
    """A part of a complex attack: "part: bombing · Kirkwall · told as exploded · with car bomb"."""
    named = part.type.replace("_", " ") if part.mode is Mode.HAPPENED else f"{part.mode} {part.type.replace('_', ' ')}"
    told = ", ".join(dict.fromkeys(wording.one_line(mention.text) for mention in part.mentions))
    weapons = ", ".join(dict.fromkeys(wording.one_line(weapon.text) for weapon in part.weapons))
    pieces = [named, *when_and_where(part), f"told as {told}", *([f"with {weapons}"] if weapons else [])]
    return f"part: {' · '.join(pieces)}"


def when_and_where(incident: Incident | SubEvent) -> Iterator[str]:
    """The days and the place of an incident or a part of one, as far as they are known."""
    if date := incident.date:
        yield date.start if date.start == date.end else f"{date.start} to {date.end}"
    if place := incident.place:
        yield _place(place)


def _parties(incident: Incident) -> str:
    groups = (
        ("by", [party.name for party in incident.actors]),
        ("against", [party.name for party in incident.targets]),
        ("with", [weapon.text for weapon in incident.weapons]),
    )
    return " ".join(
        f"{word} {', '.join(dict.fromkeys(map(wording.one_line, names)))}" for word, names in groups if names
    )


def _figures(figures: Iterable[IncidentFigure]) -> Iterator[Line]:
    """The figures in columns, rival ones one under the other."""
    rows = [
        (
            figure.what,
            bounds(figure.low, figure.high),
            wording.one_line(figure.who or ""),
            f"according to {wording.one_line(figure.according_to)}"
            if figure.according_to
            else "in the report's own voice",
        )
        for figure in sorted(figures, key=lambda figure: (figure.what, figure.start))
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)] if rows else []
    for what, count, who, by in rows:
        line = Text(f"{what:<{widths[0]}}  ").append(f"{count:<{widths[1]}}", "bold")
        line.append(f"  {who:<{widths[2]}}  " if widths[2] else "  ").append(by, "dim")
        yield Line(line, INDENT, hang=widths[0] + 2)


def _date(date: Date) -> str:
    words = wording.one_line(date.text)
    value = date.value if date.basis == "stated" else f"{date.value} ({date.basis})"
    return date.value if words == date.value else f"{words} = {value}"


def _place(place: Place) -> str:
    return wording.one_line(place.name + (f" ({place.country})" if place.country else ""))


def _listed(word: str, items: Iterable[str]) -> Iterator[Line]:
    counts = Counter(items)
    if counts:
        yield from _heading(word)
        shown = (f"{item} ×{n}" if n > 1 else item for item, n in counts.items())
        yield Line(Text(" · ".join(shown)), INDENT)
