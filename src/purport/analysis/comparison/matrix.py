"""Where the accounts of an incident agree: a row for each account, a column for each field, in each cell what it says.

Nothing is decided by a majority: a value differs where any other, in whatever row, cannot be true beside it. Values
that can be true together stand on one side; what leaves more open than others may stand on several. Rows are grouped
by origin, so that copies are seen as what they are.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from purport.analysis.accounts import Account
from purport.analysis.comparison import values as matrix_values
from purport.analysis.comparison.blame import stance
from purport.analysis.comparison.blame_words import UNSPECIFIED
from purport.analysis.comparison.values import FIELDS, FIELDS_BEFORE_FIGURES, Value
from purport.analysis.same_incident.counts import counted_as, counted_whom
from purport.analysis.same_incident.parties import core
from purport.types import Incident, IncidentFigure, Reading, Says

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_ORDER = ("killed", "injured", "got out", "held", "missing", "displaced")
_DENYING = (Says.DENIES, Says.DISOWNS)
OWN_VOICE = "its own voice"
"""What stands among those on whose word an account tells it, where it does so in its own voice."""
_Agree = Callable[[Value, Value], bool]


class CellState(StrEnum):
    """Agree: at odds with no other value of its column. Described: agrees, but names nobody where others do. Differ: at
    odds with one. Alone: no other account tells it. Silent: this one does not."""

    AGREE = "agree"
    DESCRIBED = "described"
    DIFFER = "differ"
    ALONE = "alone"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value in a cell and the sides of its column on which it stands, as their letters."""

    value: Value
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one account says of one field."""

    state: CellState
    values: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Values that can be true together: in words, each once, the most exact first; and the origins and accounts that
    tell them."""

    letter: str
    texts: tuple[str, ...]
    origins: tuple[str, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field, or a kind of figure. ``field`` is the name of the field, "figure" for figures; ``what`` what is counted
    and ``whom`` of whom. ``sides`` are those between which the accounts differ, the most independent origins first; one
    where they agree, none where nobody tells."""

    field: str
    label: str
    what: str | None = None
    whom: str | None = None
    sides: tuple[Side, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there are values at odds."""
        return len(self.sides) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account: the incident as it tells it, the origin it goes back to, on whose word it tells it (``OWN_VOICE``
    among them), and a cell for each column."""

    account: Account
    incident: Incident
    origin: str
    words: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The accounts of an incident field by field."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def column(self, label: str) -> tuple[Cell, ...]:
        """The cells of a column, by its label, in the order of the rows."""
        at = next(number for number, column in enumerate(self.columns) if column.label == label)
        return tuple(row.cells[at] for row in self.rows)


def matrix(accounts: Sequence[tuple[Account, Incident]], origins: Mapping[str, str]) -> Matrix:
    """The matrix of some accounts of one incident; ``origins`` gives for each account's id the origin it goes back to.

    Rows come by origin, in the order in which the origins are first met.
    """
    order = {origin: at for at, origin in reversed(list(enumerate(origins[account.id] for account, _ in accounts)))}
    kept = sorted(accounts, key=lambda pair: order[origins[pair[0].id]])
    names = [(account.id, origins[account.id]) for account, _ in kept]
    columns: list[Column] = []
    cells: list[list[Cell]] = []
    fields = list(FIELDS.items())
    for number, (field, (values, agree)) in enumerate(fields):
        if number == FIELDS_BEFORE_FIGURES:
            for column, told in _figure_columns(kept):
                _add(columns, cells, column, told, matrix_values.figures_agree, names)
        found = [tuple(values(account.reading, incident)) for account, incident in kept]
        _add(columns, cells, Column(field=field, label=field), found, agree, names)
    rows = tuple(
        Row(
            account=account,
            incident=incident,
            origin=origins[account.id],
            words=_on_whose_word(account.reading, incident),
            cells=tuple(column_cells[at] for column_cells in cells),
        )
        for at, (account, incident) in enumerate(kept)
    )
    return Matrix(columns=tuple(columns), rows=rows)


def _add(
    columns: list[Column],
    cells: list[list[Cell]],
    column: Column,
    found: Sequence[tuple[Value, ...]],
    agree: _Agree,
    names: Sequence[tuple[str, str]],
) -> None:
    sides, made = _compared(found, agree, names)
    columns.append(Column(field=column.field, label=column.label, what=column.what, whom=column.whom, sides=sides))
    cells.append(made)


def _compared(
    found: Sequence[tuple[Value, ...]], agree: _Agree, names: Sequence[tuple[str, str]]
) -> tuple[tuple[Side, ...], list[Cell]]:
    """The sides of a column, and the cell of each row."""
    every = [(row, value) for row, values in enumerate(found) for value in values]
    groups = _sides([value for _, value in every], agree)
    places = [[n for n, group in enumerate(groups) if number in group] for number in range(len(every))]

    def weight(at: int) -> tuple[int, int]:
        """How many origins tell what stands on this side alone, and how many what stands on it at all."""
        alone = {names[every[n][0]][1] for n in groups[at] if places[n] == [at]}
        return -len(alone), -len({names[every[n][0]][1] for n in groups[at]})

    order = sorted(range(len(groups)), key=lambda at: (*weight(at), at))
    letters = {at: _letter(rank) for rank, at in enumerate(order)}
    sides = tuple(
        Side(
            letter=letters[at],
            texts=tuple(dict.fromkeys(each.text for each in sorted((every[n][1] for n in groups[at]), key=_width))),
            origins=tuple(dict.fromkeys(names[row][1] for row in sorted({every[n][0] for n in groups[at]}))),
            accounts=tuple(names[row][0] for row in sorted({every[n][0] for n in groups[at]})),
        )
        for at in order
    )
    telling = {row for row, _ in every}
    names_some = not all(value.described for _, value in every)
    cells = []
    for row, values in enumerate(found):
        told = []
        differs = False
        for value in values:
            number = next(n for n, (r, each) in enumerate(every) if r == row and each is value)
            told.append(Told(value=value, sides=tuple(letters[at] for at in order if number in groups[at])))
            differs = differs or any(not agree(value, other) for _, other in every if other is not value)
        state = (
            CellState.SILENT if not values
            else CellState.DIFFER if differs
            else CellState.ALONE if len(telling) == 1
            else CellState.DESCRIBED if names_some and all(each.described for each in values)
            else CellState.AGREE
        )  # fmt: skip
        cells.append(Cell(state=state, values=tuple(told)))
    return sides, cells


def _width(value: Value) -> float:
    return value.width


def _sides(values: Sequence[Value], agree: _Agree) -> list[list[int]]:
    """Groups of values that all agree with one another, the most exact first; a less exact one joins every group with
    all of which it agrees."""
    groups: list[list[int]] = []
    for number in sorted(range(len(values)), key=lambda at: (values[at].width, at)):
        joined = [group for group in groups if all(agree(values[number], values[at]) for at in group)]
        for group in joined:
            group.append(number)
        if not joined:
            groups.append([number])
    return groups


def _figure_columns(accounts: Sequence[tuple[Account, Incident]]) -> Iterable[tuple[Column, list[tuple[Value, ...]]]]:
    """A column for each kind of figure and of whom it is, parts of figures in columns of their own; figures that do not
    say of whom join the only group there is, else stand by themselves. Of what only one account counts, "other" counts
    are left out."""
    groups: dict[tuple[str, bool, str], list[tuple[int, IncidentFigure]]] = {}
    for part, find in ((False, matrix_values.figures), (True, matrix_values.parts)):
        every = [
            (row, figure)
            for row, (account, incident) in enumerate(accounts)
            for figure in find(account.reading, incident)
        ]
        for what in dict.fromkeys(counted_as(figure.what) for _, figure in every):
            for whom, members in _by_whom([each for each in every if counted_as(each[1].what) == what]).items():
                groups[what, part, whom] = members
    for (what, part, whom), members in sorted(groups.items(), key=lambda item: (_rank(item[0][0]), item[0][1])):
        if what.startswith("other:") and len({row for row, _ in members}) < 2 and len(accounts) > 1:
            continue
        label = what.removeprefix("other:").strip().replace("_", " ")
        whom = ("of them " if part else "") + _ARTICLE.sub("", whom)
        column = Column(field="figure", label=f"{label}, {whom}" if whom else label, what=what, whom=whom or None)
        yield column, [_distinct(row, members) for row in range(len(accounts))]


def _rank(what: str) -> tuple[int, str]:
    return (_ORDER.index(what), "") if what in _ORDER else (len(_ORDER), what)


def _by_whom(figures: Sequence[tuple[int, IncidentFigure]]) -> dict[str, list[tuple[int, IncidentFigure]]]:
    groups: list[tuple[set[str], list[tuple[int, IncidentFigure]]]] = []
    anyone: list[tuple[int, IncidentFigure]] = []
    for row, figure in figures:
        words = counted_whom(figure)
        if not words:
            anyone.append((row, figure))
            continue
        fits = next((group for group in groups if group[0] & words), None)
        if fits is None:
            groups.append((set(words), [(row, figure)]))
        else:
            fits[0].update(words)
            fits[1].append((row, figure))
    if len(groups) == 1:
        groups[0][1].extend(anyone)
        anyone = []
    named: dict[str, list[tuple[int, IncidentFigure]]] = {}
    for _, members in groups:
        said = [figure.who or "" for _, figure in members if counted_whom(figure)]
        named[max(dict.fromkeys(said), key=said.count)] = members
    if anyone:
        named[""] = anyone
    return named


def _distinct(row: int, members: Sequence[tuple[int, IncidentFigure]]) -> tuple[Value, ...]:
    """The values of one row; what is told twice on one word counts once."""
    found: dict[tuple[float | None, float | None, str | None], Value] = {}
    for at, figure in members:
        if at == row:
            found.setdefault((figure.low, figure.high, figure.according_to), matrix_values.figure_value(figure))
    return tuple(found.values())


def _on_whose_word(reading: Reading, incident: Incident) -> tuple[str, ...]:
    basis = incident.status_basis
    if basis is None:
        return tuple("unnamed" if name == UNSPECIFIED else name for name in incident.according_to)
    told = [(teller.name or "unnamed", stance(reading, teller) in _DENYING) for teller in basis.tellers]
    names = list({(name.casefold(), denies): (name, denies) for name, denies in reversed(told)}.values())[::-1]
    kept = [
        name + (" (denies)" if denies else "")
        for name, denies in names
        # "the League" beside "the Skerry League" is one.
        if not any(core(name) < core(other) and denies == stance for other, stance in names)
    ]
    return (*kept, *([OWN_VOICE] if basis.own_voice else []))


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
