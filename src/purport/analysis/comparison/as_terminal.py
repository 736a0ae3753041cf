"""A comparison for the terminal: the fields down the side, the accounts across as numbers, what they say at the end."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from purport.analysis.comparison import words
from purport.analysis.comparison.comparison import Comparison
from purport.analysis.comparison.matrix import Cell, Column, Matrix, Row
from purport.analysis.comparison.values import Value
from purport.views.wording import one_line

_COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "red")
# What an account says of these it says by telling it at all.
_UNQUOTED = frozenset({"type", "mode"})
WHY = "--why"
KEY = "= agrees   ~ agrees, names nobody   a, b … on different sides   + told by no other   · silent"


def to_terminal(comparison: Comparison, *, quotes: bool = False, why: bool = False) -> RenderableType:
    """What ``purport compare`` prints; with ``quotes`` the words of every value too, with ``why`` what speaks for
    the tellings being of one incident."""
    return Group(*_parts(comparison, quotes, why))


def _parts(comparison: Comparison, quotes: bool, why: bool) -> Iterator[RenderableType]:
    found, standing = comparison.incident, comparison.standing
    yield Text(one_line(words.title(comparison)), "bold")
    yield Text.assemble((str(standing.status).capitalize(), "bold"), f": {one_line(_why(comparison))}")
    yield Text(one_line(comparison.lineage))
    if found.probability is not None:
        count = len(found.tellings)
        yield Text(f"{count} tellings held to be of one incident: {found.probability:.2f} ({WHY} tells why)", "dim")
    for each in found.overruled:
        yield Text(
            f"Judgement {each.id} (same, {one_line(each.author)}) does not hold: not_same goes before it", "yellow"
        )
    yield Text()
    yield from _accounts(comparison)
    yield Text()
    yield _matrix(comparison.matrix)
    yield Text(KEY, "dim")
    yield from _figures(comparison)
    yield Text()
    yield Text("On other scales", "bold")
    scales = standing.scales
    for name, value, because in (
        ("Airwars", scales.airwars, scales.airwars_why),
        ("Iraq Body Count", scales.iraq_body_count, scales.iraq_body_count_why),
        ("GTD", scales.gtd, scales.gtd_why),
    ):
        yield Padding(Text.assemble(f"{name}: ", (value, "bold"), (f"  {because}", "dim")), (0, 0, 0, 2))
    if why and found.likenesses:
        yield Text()
        yield Text("Why they are held to be one", "bold")
        yield from _likenesses(comparison)
    if quotes:
        yield Text()
        yield Text("In their words", "bold")
        yield from _quotes(comparison.matrix)


def _figures(comparison: Comparison) -> Iterator[RenderableType]:
    if not comparison.figures:
        return
    yield Text()
    yield Text(f"Figures: {words.RULE_WORDS[comparison.rule]} (--rule {comparison.rule})", "bold")
    told = [each for each in comparison.figures if each.accounts]
    for figure in told:
        line = Text(f"{one_line(figure.column)}: ").append(words.rolled(figure), "bold")
        yield Padding(line.append(f"  {one_line(figure.why)}", "dim"), (0, 0, 0, 2))
    for why in dict.fromkeys(each.why for each in comparison.figures if not each.accounts):
        columns = [one_line(each.column) for each in comparison.figures if each.why == why]
        line = Text(f"{'; '.join(columns) if told else 'no number'}: ").append(one_line(why), "dim")
        yield Padding(line, (0, 0, 0, 2))


def _why(comparison: Comparison) -> str:
    standing = comparison.standing
    if not standing.overruled:
        return standing.why
    last = standing.overruled[-1]
    reason = f", {last.reason}" if last.reason else ""
    return f"judged so by {last.author}{reason} (by the rule it is {standing.reckoned}: {standing.why})"


def _accounts(comparison: Comparison) -> Iterator[RenderableType]:
    origins = {each.id: each for each in comparison.origins}
    number = 0
    for origin, rows in groupby(comparison.matrix.rows, key=lambda row: row.origin):
        held = list(rows)
        if words.knows_origins(comparison):
            yield Text(f"  {one_line(origins[origin].name)}: {one_line(origins[origin].why)}", "dim")
        for row in held:
            number += 1
            table = Table.grid(padding=(0, 1))
            table.add_column(width=3, justify="right")
            table.add_column()
            line = Text(one_line(words.account_name(row)), "bold")
            line.append(f", {one_line(words.day(row.account.source.published))}", "not bold")
            if rests := words.on_whose_word(row):
                line.append(f"; {one_line(rests)}", "not bold dim")
            table.add_row(str(number), line)
            yield table


def _matrix(matrix: Matrix) -> Table:
    table = Table(box=None, show_header=True, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True, max_width=24, overflow="ellipsis")
    for number, row in enumerate(matrix.rows, 1):
        after = number < len(matrix.rows) and matrix.rows[number].origin == row.origin
        table.add_column(str(number) + ("" if after else " "), no_wrap=True, justify="left")
    table.add_column("", overflow="fold")
    for at, column in enumerate(matrix.columns):
        cells = [row.cells[at] for row in matrix.rows]
        if not column.sides:
            continue
        table.add_row(Text(one_line(column.label)), *(_sign(column, cell) for cell in cells), _sides(column))
    return table


def _sign(column: Column, cell: Cell) -> Text:
    letters = words.letters(column, cell)
    if not letters:
        return Text(words.SIGNS[cell.state], "dim" if not cell.values else "")
    text = Text()
    for letter in letters:
        text.append(letter, f"bold {_colour(letter)}")
    return text


def _sides(column: Column) -> Text:
    if not column.differs:
        return Text(one_line(words.side_text(column, column.sides[0])))
    text = Text("differs: ", "bold")
    for number, side in enumerate(column.sides):
        text.append(f"{'  ' if number else ''}{side.letter} ", f"bold {_colour(side.letter)}")
        text.append(one_line(words.side_text(column, side)), "not bold")
    return text


def _colour(letter: str) -> str:
    return _COLOURS[(ord(letter[-1]) - ord("a")) % len(_COLOURS)]


def _likenesses(comparison: Comparison) -> Iterator[RenderableType]:
    names = {each.key: words.telling_name(each) for each in comparison.incident.tellings}
    for each in comparison.incident.likenesses:
        grounds = ", ".join(words.ground(ground) for ground in each.grounds)
        line = Text(f"{each.probability:.2f} ", "bold").append(
            f"{one_line(names[each.other])} and {one_line(names[each.one])}", "not bold"
        )
        yield Padding(line.append(f": {grounds}", "dim"), (0, 0, 0, 2))


def _quotes(matrix: Matrix) -> Iterator[RenderableType]:
    for number, row in enumerate(matrix.rows, 1):
        yield Text(f"{number} {one_line(words.account_name(row))}")
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            for each in cell.values:
                if column.field not in _UNQUOTED:
                    yield Padding(_quote(column, row, each.value), (0, 0, 0, 4))


def _quote(column: Column, row: Row, value: Value) -> Text:
    """The words of a value, of the first two where there are several, each with what stands about it."""
    told = f" (on the word of {words.by(value.by)})" if value.by else ""
    text = Text(f"{one_line(column.label)}: {one_line(value.text + told)}: ", "dim")
    for number, span in enumerate(value.spans[:2]):
        before, after = words.context(row, span.start, span.end)
        text.append("  " if number else "").append(f"{one_line(before)} " if before.strip() else "", "not dim")
        text.append(one_line(span.text), "not dim bold").append(
            f" {one_line(after)}" if after.strip() else "", "not dim"
        )
    return text
