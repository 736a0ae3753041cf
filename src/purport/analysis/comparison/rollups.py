"""One number out of rival figures, by a rule that is named with it.

lowest: the lowest number that any account gives, as a floor: no account is below it.
range_of_independent: of each independent origin the last figure it gave, from the lowest bound to the highest.
by_rating: only what comes from the sources that people have rated best (Admiralty letters); nothing where none is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from purport.analysis.comparison.matrix import Column, Matrix, Row, Told
from purport.analysis.same_incident.days import ordinals
from purport.errors import OptionError

RULES = ("lowest", "range_of_independent", "by_rating")
UNRATED = "F"
"""The letter of a source whose reliability cannot be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """A column of figures as one: bounds, both included (None: open), whether an account says "or more" of the highest
    (``or_more``), the accounts it was taken from, and why in words. Without any account there is no number, and ``why``
    says so."""

    column: str
    rule: str
    low: float | None
    high: float | None
    accounts: tuple[str, ...]
    why: str
    or_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The letter under which a source stands, A (completely reliable) to F (cannot be judged), and who it is."""

    letter: str
    source: str


Figure = tuple[Row, Told]


def rolled_up(
    matrix: Matrix, rule: str, *, independent: Mapping[str, str], rated: Callable[[Row, Told], Reliability | None]
) -> tuple[RollUp, ...]:
    """Each column of figures as one number by a rule.

    independent: the origins that are known to be independent of one another, with what each is called.
    rated: how the source of a value is rated by people, None where it is not.

    Raises OptionError for a rule that is none.
    """
    if rule not in _RULES:
        raise OptionError(f"no rule is called {rule!r}; the rules are {', '.join(RULES)}")
    found = []
    for at, column in enumerate(matrix.columns):
        if column.field == "figure":
            told = [(row, each) for row in matrix.rows for each in row.cells[at].values]
            found.append(_RULES[rule](column, told, independent, rated))
    return tuple(found)


def _lowest(
    column: Column,
    told: Sequence[Figure],
    independent: Mapping[str, str],
    rated: Callable[[Row, Told], Reliability | None],
) -> RollUp:
    lows = [(_low(each), row) for row, each in told]
    least = min(low for low, _ in lows)
    rows = [row for low, row in lows if low == least]
    return RollUp(
        column=column.label,
        rule="lowest",
        low=least,
        high=None,
        accounts=_accounts(rows),
        why=f"no account gives less; so {'say' if len(rows) > 1 else 'says'} {_named(rows)}",
    )


def _range(
    column: Column,
    told: Sequence[Figure],
    independent: Mapping[str, str],
    rated: Callable[[Row, Told], Reliability | None],
) -> RollUp:
    last: dict[str, list[Figure]] = {}
    for row, each in sorted(told, key=lambda pair: _published(pair[0])):
        if row.origin in independent:
            kept = last.setdefault(row.origin, [])
            if kept and _published(kept[0][0]) < _published(row):
                kept.clear()
            kept.append((row, each))
    figures = [figure for kept in last.values() for figure in kept]
    if not figures:
        return RollUp(
            column=column.label,
            rule="range_of_independent",
            low=None,
            high=None,
            accounts=(),
            why="no account that gives it is known to be independent",
        )
    rows = [row for row, _ in figures]
    count, named = len(last), ", ".join(dict.fromkeys(independent[origin] for origin in last))
    return RollUp(
        column=column.label,
        rule="range_of_independent",
        low=min(_low(each) for _, each in figures),
        high=_highest(figures),
        accounts=_accounts(rows),
        or_more=_or_more(figures),
        why=f"the last figures of the independent origins that give one, {count} of {len(independent)}: {named}",
    )


def _by_rating(
    column: Column,
    told: Sequence[Figure],
    independent: Mapping[str, str],
    rated: Callable[[Row, Told], Reliability | None],
) -> RollUp:
    known = [(rating, row, each) for row, each in told if (rating := rated(row, each)) and rating.letter != UNRATED]
    if not known:
        return RollUp(
            column=column.label,
            rule="by_rating",
            low=None,
            high=None,
            accounts=(),
            why="no source of it is rated; `purport rate` rates one",
        )
    best = min(rating.letter for rating, _, _ in known)
    kept = [(rating, row, each) for rating, row, each in known if rating.letter == best]
    figures = [(row, each) for _, row, each in kept]
    sources = ", ".join(dict.fromkeys(rating.source for rating, _, _ in kept))
    return RollUp(
        column=column.label,
        rule="by_rating",
        low=min(_low(each) for _, each in figures),
        high=_highest(figures),
        accounts=_accounts([row for row, _ in figures]),
        or_more=_or_more(figures),
        why=f"the best rated, {best}: {sources}",
    )


_RULES: Mapping[str, Callable[..., RollUp]] = {
    "lowest": _lowest,
    "range_of_independent": _range,
    "by_rating": _by_rating,
}


def _low(told: Told) -> float:
    figure = told.value.held
    return 0.0 if figure.low is None else float(figure.low)


def _highest(figures: Sequence[Figure]) -> float | None:
    """The highest bound; where all that leave it open, none. What only says "at least" sets none beside what does."""
    highs = [each.value.held.high for _, each in figures if each.value.held.high is not None]
    floor = max(_low(each) for _, each in figures)
    return max(*highs, floor) if highs else None


def _or_more(figures: Sequence[Figure]) -> bool:
    """Whether the highest number stands as a floor: "118 to 200 or more"."""
    highest = _highest(figures)
    return highest is not None and any(each.value.held.high is None and _low(each) == highest for _, each in figures)


def _accounts(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.account.id for row in rows))


def _named(rows: Sequence[Row]) -> str:
    return ", ".join(dict.fromkeys(row.account.source.publisher or row.account.source.id for row in rows))


def _published(row: Row) -> int:
    days = ordinals(row.account.source.published)
    return 0 if days is None else days[0]
