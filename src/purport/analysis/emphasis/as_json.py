"""Emphasis as plain data."""

from collections.abc import Sequence
from typing import Any

import msgspec

from purport.analysis.emphasis.case import Emphasis
from purport.analysis.emphasis.series import MAIN, Measure


def as_dict(found: Emphasis, measures: Sequence[Measure] = MAIN) -> dict[str, Any]:
    """All of it, with every period of every theme; ``find`` is the query for a theme's statements."""
    return {
        "publication": found.publication,
        "actor": found.actor,
        "by": found.by.value,
        "documents": found.documents,
        "items": found.items,
        "titles": found.titles,
        "undated": found.undated,
        "reprints": [msgspec.to_builtins(each) for each in found.reprints],
        "periods": [msgspec.to_builtins(each) for each in found.periods],
        "themes": [
            {
                "theme": theme,
                "find": found.query(theme),
                "measures": {
                    measure.value: {
                        "effect": series.effect,
                        "numerators": series.numerators,
                        "denominators": series.denominators,
                        "values": [point.value for point in series.points()],
                        "intervals": [None if p.low is None else [p.low, p.high] for p in series.points()],
                    }
                    for measure in measures
                    for series in (found.series(theme, measure),)
                },
            }
            for theme in found.themes
        ],
    }
