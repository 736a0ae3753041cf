"""An evaluation for the terminal: the scores, the calibration and, if asked for, each document and each miss."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from purport.evaluation.scores import Calibration, Evaluation, Miss, Score
from purport.views import wording
from purport.views.terminal import INDENT, Line

FEW = 20
"""Intervals from fewer documents are called rough."""

_LONGEST = 160
_BY_DOCUMENT = (
    ("statements", "found"),
    ("statements", "linked"),
    ("statements", "speaker name"),
    ("statements", "content"),
    ("incidents", "found"),
    ("dates", "found"),
    ("places", "found"),
    ("figures", "found"),
    ("actors", "found"),
)


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """An evaluation as rich prints it."""

    evaluation: Evaluation
    by_document: bool = False
    misses: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        evaluation = self.evaluation
        yield from _header(evaluation)
        yield Text()
        yield _scores(evaluation)
        yield from _about_intervals(len(evaluation.documents))
        if evaluation.calibration:
            yield Text()
            yield from _calibration(evaluation.calibration)
        if self.by_document:
            yield Text()
            yield from _documents(evaluation, options.max_width)
        if self.misses:
            yield from _misses(evaluation.misses)


def evaluation_view(evaluation: Evaluation, *, by_document: bool = False, misses: bool = False) -> EvaluationView:
    """What a rich console prints of an evaluation: with a row a document, and with every miss, if asked for."""
    return EvaluationView(evaluation, by_document, misses)


def _header(evaluation: Evaluation) -> Iterator[RenderableType]:
    count = len(evaluation.documents)
    parts = ["1 document" if count == 1 else f"{count:,} documents"]
    if evaluation.made_by:
        parts.append(f"read by purport {wording.one_line(evaluation.made_by.purport)}")
    if evaluation.least_confidence:
        parts.append(f"statements of confidence {evaluation.least_confidence:g} or more")
    parts.append("attitudes counted" if evaluation.attitudes else "attitudes not counted")
    yield Line(Text(" · ".join(parts), "dim"))


def _scores(evaluation: Evaluation) -> Table:
    """F1, precision and recall where things are found; of what was found the share that is right."""
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    for name in ("F1", "interval", "precision", "recall", "annotated", "read"):
        table.add_column(name, justify="right", no_wrap=True)
    for of, group in groupby(evaluation.scores, lambda score: score.of):
        found, *rest = group
        table.add_row(Text(of.capitalize(), "bold"), *_cells(found, "bold"))
        for score in rest:
            if score.precision is not None or score.recall is not None:
                table.add_row(Text(f"  {score.what}"), *_cells(score))
        shares = [score for score in rest if score.precision is None and score.recall is None and score.found]
        if shares:
            table.add_row(Text("  right, of those found", "dim"))
        for score in shares:
            table.add_row(Text(f"    {score.what}"), *_share_cells(score))
    return table


def _about_intervals(documents: int) -> Iterator[RenderableType]:
    if documents > 1:
        rough = f"; from {documents} they are rough" if documents < FEW else ""
        yield Line(Text(f"interval: where 95 of 100 lie when the documents are drawn anew{rough}", "dim"), 2)


def _cells(score: Score, style: str = "") -> Iterator[Text]:
    yield Text(_percent(score.value), style)
    yield Text(_interval(score), "dim")
    yield Text(_percent(score.precision))
    yield Text(_percent(score.recall))
    yield Text(f"{score.annotated:,}", "dim")
    yield Text(f"{score.found:,}", "dim")


def _share_cells(score: Score) -> Iterator[Text]:
    yield Text(f"{_percent(score.value)} %")
    yield Text(_interval(score), "dim")
    yield Text()
    yield Text()
    yield Text(f"of {score.annotated:,}", "dim")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def _interval(score: Score) -> str:
    if score.low is None or score.high is None:
        return ""
    return f"{100 * score.low:.0f}–{100 * score.high:.0f}"


def _calibration(calibration: Calibration) -> Iterator[RenderableType]:
    yield Line(Text("Confidence of statements, and how many of them are linked right", "bold"))
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("told", "right", "statements"):
        table.add_column(name, justify="right")
    for bin in calibration.bins:
        table.add_row(
            f"  {bin.low:.1f} to {bin.high:.1f}", _percent(bin.told), _percent(bin.right), Text(f"{bin.n:,}", "dim")
        )
    yield table
    error, brier = calibration.expected_error, calibration.brier
    yield Line(Text(f"expected calibration error {error:.3f} · Brier score {brier:.3f}", "dim"), 2)


def _documents(evaluation: Evaluation, width: int) -> Iterator[RenderableType]:
    """A row a document with the scores that most tell where it goes wrong; in few columns, its scores beneath it."""
    there = {(score.of, score.what) for score in evaluation.scores}
    shown = [name for name in _BY_DOCUMENT if name in there]
    heads = [of if what == "found" else what for of, what in shown]
    longest = max(len(document.document) for document in evaluation.documents)
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("Document", no_wrap=True)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    lines: list[Line] = []
    for document in evaluation.documents:
        values = {(score.of, score.what): score.value for score in document.scores}
        cells = [_percent(values[name]) if name in values else "" for name in shown]
        title = wording.one_line(document.document)
        table.add_row(Text(title), *cells)
        told = " · ".join(f"{head} {cell}" for head, cell in zip(heads, cells, strict=True) if cell)
        lines += [Line(Text(title, "bold")), Line(Text(told), 2)]
    if max(longest, len("Document")) + sum(len(head) + 2 for head in heads) < width:
        yield table
    else:
        yield from lines


def _misses(misses: Iterable[Miss]) -> Iterator[RenderableType]:
    """Document by document: what differs, the words with what stands around them, both sides."""
    for document, group in groupby(misses, lambda miss: miss.document):
        yield Text()
        yield Line(Text(wording.one_line(document), "bold blue"))
        for miss in group:
            yield Text()
            yield Line(_what(miss), 2)
            yield Line(_context(miss), INDENT)
            for side, words in (("annotated", miss.annotated), ("read", miss.read)):
                if words is not None:
                    yield Line(Text.assemble((f"{side:<10}", "dim"), _cut(words)), INDENT, hang=10)


def _what(miss: Miss) -> Text:
    place = Text(f"{miss.start}–{miss.end} ", "dim")
    if miss.what in ("missed", "invented"):
        style = "red" if miss.what == "missed" else "yellow"
        return place.append(f"{miss.what} ", style).append(miss.of[:-1])
    return place.append(f"{miss.of[:-1]}: {miss.what}", "magenta")


def _context(miss: Miss) -> Text:
    before, after = (wording.printable(" ".join(part.split())) for part in (miss.before, miss.after))
    blank = " " if miss.before[-1:].isspace() else ""
    words = Text(f"…{before}{blank}" if before else "", "dim").append(_cut(miss.text), "not dim bold")
    return words.append(f"{' ' if miss.after[:1].isspace() else ''}{after}…" if after else "", "dim")


def _cut(words: str) -> str:
    line = wording.one_line(words)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
