"""A comparison in words, the same in every view, and as plain data."""

from datetime import date
from typing import Any

from purport.analysis.comparison.comparison import Comparison
from purport.analysis.comparison.matrix import OWN_VOICE, Cell, CellState, Column, Matrix, Row, Side, Told
from purport.analysis.comparison.rollups import RollUp
from purport.analysis.same_incident.tellings import Telling
from purport.analysis.same_incident.weights import Ground
from purport.case.table import Table
from purport.types import bounds

CONTEXT = 60
RULE_WORDS = {
    "lowest": "the lowest any account gives",
    "range_of_independent": "from the lowest to the highest of independent origins",
    "by_rating": "what the best rated sources give",
}
SIGNS = {
    CellState.AGREE: "=",
    CellState.DESCRIBED: "~",
    CellState.ALONE: "+",
    CellState.SILENT: "·",
    CellState.DIFFER: "=",
}
"""The sign of a cell without a letter; that of one that differs stands where it is true beside all."""
_LEVEL_WORDS = {
    "same_day": "the same day",
    "next_day": "a day apart",
    "next_day_stated": "a day apart, both said outright",
    "days_apart": "two or three days apart",
    "days_apart_stated": "two or three days apart, both said outright",
    "week_apart": "up to ten days apart",
    "far_apart": "more than ten days apart",
    "apart_loose": "no day in common",
    "told_before_it": "one came out before the other says it happened",
    "same_city": "the same town",
    "same_site": "the same site",
    "same_region": "the same region",
    "same_country": "the same country",
    "kindred": "types that may be of one event",
    "attack": "an attack, by which a report may call the other too",
    "unlike": "nothing alike",
    "most": "most in common",
    "many": "many in common",
    "some": "some in common",
    "few": "few in common",
    "none": "none in common",
    "shared": "in common",
    "equal": "equal",
    "equal_many": "equal, and not small",
    "others": "of other people",
    "equal_floor": "the same lower bound",
    "equal_of_others": "the same number, of people called otherwise",
    "same_person": "one person by name",
    "named_beside": "the one's is named where the other is told",
    "undated_named_beside": "the day of the one is named where the other is told",
    "copied_words": "days counted in copied words",
    "copied": "the words over it are copied",
    "copied_in_part": "some words over it are copied",
    "one": "one document tells both",
}


def title(comparison: Comparison) -> str:
    """The incident in a few words: "Jailbreak, Klaksvík, 12 September 2024"."""
    matrix = comparison.matrix
    parts = [column_text(matrix, label) for label in ("type", "place")] + [_days(matrix)]
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def column_text(matrix: Matrix, label: str) -> str:
    """What stands on the first side of a column; where more do, all of them."""
    column = next(each for each in matrix.columns if each.label == label)
    return " or ".join(side.texts[0] for side in column.sides)


def _days(matrix: Matrix) -> str:
    column = next(each for each in matrix.columns if each.label == "date")
    return " or ".join(day(side.texts[0]) for side in column.sides) or "undated"


def account_name(row: Row) -> str:
    """Who published an account, or its id."""
    source = row.account.source
    return source.publisher or source.author or source.title or source.id


def on_whose_word(row: Row) -> str:
    """On whose word an account rests: "on the word of police, and in its own voice"; empty where nobody's is known."""
    names = [name for name in row.words if name != OWN_VOICE]
    parts = [f"on the word of {', '.join(names)}"] if names else []
    parts += [f"in {OWN_VOICE}"] if OWN_VOICE in row.words else []
    return ", and ".join(parts)


def side_text(column: Column, side: Side) -> str:
    """The values of a side but those that stand on all; of who took part the most telling account's alone."""
    every = len(column.sides) > 1
    own = [text for text in side.texts if not every or any(text not in other.texts for other in column.sides)]
    return " · ".join(own[: 1 if column.field in ("actors", "targets") else 4])


def letters(column: Column, cell: Cell) -> list[str]:
    """The sides on which a cell stands, where the column has several and it does not stand on all."""
    found = sorted({letter for each in cell.values for letter in each.sides})
    at_odds = cell.state is CellState.DIFFER or len(found) < len(column.sides)
    return found if column.differs and at_odds else []


def value_letters(column: Column, told: Told) -> str:
    """The sides on which a value stands, where the column has several and it does not stand on all."""
    return "".join(told.sides) if column.differs and len(told.sides) < len(column.sides) else ""


def knows_origins(comparison: Comparison) -> bool:
    """Whether there is more to say of any account's origin than that nothing is known."""
    return any(origin.independent or len(origin.accounts) > 1 for origin in comparison.origins)


def cell_text(cell: Cell) -> str:
    """The values of a cell, each with on whose word it is told."""
    told = [(each.value.text, ", ".join(filter(None, (who for _, who in on)))) for each, on in values_told(cell)]
    return "; ".join(text + (f" ({tellers})" if tellers else "") for text, tellers in told)


def values_told(cell: Cell) -> list[tuple[Told, list[tuple[int, str]]]]:
    """The values of a cell, one that is told on several words once: the first of them, and for each its place in the
    cell and on whose word it is told, "" where only its own."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[int, Told]]] = {}
    for at, each in enumerate(cell.values):
        found.setdefault((each.value.text, each.sides), []).append((at, each))
    return [
        (same[0][1], [(at, by(each.value.by) if each.value.by or len(same) > 1 else "") for at, each in same])
        for same in found.values()
    ]


def by(name: str | None) -> str:
    """On whose word, in words."""
    return "its own word" if name is None else "someone unnamed" if name == "unspecified" else name


def rolled(figure: RollUp) -> str:
    """A figure by its rule: "4 to 9", "at least 4", "no number"."""
    if figure.low is None and figure.high is None:
        return "no number"
    if figure.high is None:
        return f"at least {bounds(figure.low, figure.low)}"
    return bounds(figure.low, figure.high) + (" or more" if figure.or_more else "")


def ground(each: Ground) -> str:
    """What speaks for or against two tellings being of one incident: "date: the same day (+2.4)"."""
    words = _LEVEL_WORDS.get(each.level, each.level.replace("_", " "))
    return f"{each.field}: {words} ({each.weight:+.1f})"


def telling_name(telling: Telling) -> str:
    """A telling as it is named on the command line: "raid.md#i8b6e"."""
    return f"{telling.document}#{telling.incident.id}"


def frame(comparison: Comparison) -> Table[Row]:
    """The matrix as a table, a row for each account."""
    labels = [column.label for column in comparison.matrix.columns]

    def columns(row: Row) -> dict[str, Any]:
        source = row.account.source
        head = {
            "account": source.id,
            "publisher": source.publisher,
            "published": source.published,
            "origin": row.origin,
            "on the word of": ", ".join(row.words),
        }
        return head | {label: cell_text(cell) or None for label, cell in zip(labels, row.cells, strict=True)}

    return Table(comparison.matrix.rows, columns)


def values_frame(comparison: Comparison) -> Table[tuple[Row, Column, Cell, int]]:
    """Every value as a table, a row for each, with its state and its words."""
    records = [
        (row, column, cell, number)
        for row in comparison.matrix.rows
        for column, cell in zip(comparison.matrix.columns, row.cells, strict=True)
        for number in range(len(cell.values))
    ]

    def columns(record: tuple[Row, Column, Cell, int]) -> dict[str, Any]:
        row, column, cell, number = record
        told = cell.values[number]
        first = told.value.spans[0] if told.value.spans else None
        return {
            "account": row.account.source.id,
            "origin": row.origin,
            "field": column.label,
            "value": told.value.text,
            "by": told.value.by,
            "state": cell.state.value,
            "sides": "".join(told.sides) if column.differs else "",
            "words": first and first.text,
            "start": first and first.start,
            "end": first and first.end,
        }

    return Table(records, columns)


def as_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data: what ``purport compare --json`` prints."""
    found, standing = comparison.incident, comparison.standing
    return {
        "incident": title(comparison),
        "tellings": [
            {"document": each.document, "sha256": each.source, "incident": each.incident.id} for each in found.tellings
        ],
        "probability": found.probability,
        "why": [
            {
                "one": _key(found.tellings, each.one),
                "other": _key(found.tellings, each.other),
                "probability": round(each.probability, 4),
                "grounds": [{"field": g.field, "level": g.level, "weight": g.weight} for g in each.grounds],
            }
            for each in found.likenesses
        ],
        "judgements": [each.id for each in found.judgements],
        "overruled_judgements": [each.id for each in found.overruled],
        "lineage": comparison.lineage,
        "origins": [
            {
                "id": each.id,
                "name": each.name,
                "why": each.why,
                "accounts": list(each.accounts),
                "independent": each.independent,
            }
            for each in comparison.origins
        ],
        "columns": [_column(each) for each in comparison.matrix.columns],
        "accounts": [_row(row, comparison.matrix.columns) for row in comparison.matrix.rows],
        "rule": comparison.rule,
        "figures": [
            {
                "column": each.column,
                "low": each.low,
                "high": each.high,
                "or_more": each.or_more,
                "accounts": list(each.accounts),
                "why": each.why,
            }
            for each in comparison.figures
        ],
        "status": {
            "status": standing.status.value,
            "reckoned": standing.reckoned.value,
            "rule": standing.rule.value,
            "why": standing.why,
            "overruled_by": [each.id for each in standing.overruled],
            "airwars": standing.scales.airwars,
            "airwars_why": standing.scales.airwars_why,
            "iraq_body_count": standing.scales.iraq_body_count,
            "iraq_body_count_why": standing.scales.iraq_body_count_why,
            "gtd": standing.scales.gtd,
            "gtd_why": standing.scales.gtd_why,
        },
    }


def context(row: Row, start: int, end: int) -> tuple[str, str]:
    """What stands before and after some words of an account, cut to whole words."""
    text = row.account.text
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…"
    return " ".join(before.split()) + (" " if before[-1:].isspace() else ""), (
        " " if after[:1].isspace() else ""
    ) + " ".join(after.split())


def _column(column: Column) -> dict[str, Any]:
    return {
        "label": column.label,
        "field": column.field,
        "what": column.what,
        "whom": column.whom,
        "sides": [
            {
                "side": side.letter,
                "values": list(side.texts),
                "origins": list(side.origins),
                "accounts": list(side.accounts),
            }
            for side in column.sides
        ],
    }


def _row(row: Row, columns: tuple[Column, ...]) -> dict[str, Any]:
    source = row.account.source
    return {
        "account": row.account.id,
        "document": source.id,
        "publisher": source.publisher,
        "published": source.published,
        "origin": row.origin,
        "on_the_word_of": list(row.words),
        "cells": {
            column.label: {
                "state": cell.state.value,
                "values": [
                    {
                        "value": each.value.text,
                        "by": each.value.by,
                        "sides": list(each.sides),
                        "spans": [{"text": s.text, "start": s.start, "end": s.end} for s in each.value.spans],
                    }
                    for each in cell.values
                ],
            }
            for column, cell in zip(columns, row.cells, strict=True)
            if cell.state is not CellState.SILENT
        },
    }


def _key(tellings: tuple[Telling, ...], key: tuple[str, str]) -> str:
    return next(telling_name(each) for each in tellings if each.key == key)


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: str | None) -> str:
    """A day in words, "12 September 2024"; anything else as it is."""
    try:
        read = date.fromisoformat(value or "")
    except ValueError:
        return value or "no date"
    return f"{read.day} {MONTHS[read.month - 1]} {read.year}"
