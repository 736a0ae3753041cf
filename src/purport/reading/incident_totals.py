"""Counts that are told one after the other and add up: "arrested a commander … also detained two fighters"."""

from collections.abc import Iterator, Sequence

from purport.language import Doc
from purport.reading.triggers import Trigger
from purport.types import IncidentFigure

# Fates that are told of the same persons in other words.
_FATES = (frozenset({"captured", "arrested"}), frozenset({"killed"}), frozenset({"injured"}), frozenset({"freed"}))
_MORE = frozenset({"additional", "another", "further", "more", "other", "others"})


def adds(trigger: Trigger, figures: Sequence[IncidentFigure]) -> bool:
    """Whether a clause counts persons beside those counted before it: "also detained two", "two additional fighters"."""
    return any(_adds(trigger, figure) for figure in figures if _fate(figure) is not None)


def _adds(trigger: Trigger, figure: IncidentFigure) -> bool:
    token = trigger.token
    said = {word.lower() for word in (figure.who or figure.text).split()}
    also = any(child.lower_ == "also" for child in token.children)
    return not trigger.nominal and (also or bool(said & _MORE))


def _fate(figure: IncidentFigure) -> frozenset[str] | None:
    return next((fate for fate in _FATES if figure.what in fate), None)


def totals(doc: Doc, told: Sequence[tuple[Trigger, Sequence[IncidentFigure]]]) -> Iterator[IncidentFigure]:
    """The sums of what an incident's clauses, in reading order, count beside each other; each spans its parts."""
    for fate in _FATES:
        so_far: IncidentFigure | None = None
        for trigger, figures in told:
            mine = [figure for figure in figures if figure.what in fate and figure.low is not None]
            if not mine:
                continue
            most = max(mine, key=lambda figure: figure.low or 0)
            if so_far is None or most.start < so_far.end:
                so_far = so_far if so_far is not None and (so_far.low or 0) >= (most.low or 0) else most
            elif len(mine) == 1 and _adds(trigger, most) and _compatible(so_far, most):
                so_far = _sum(doc, so_far, most)
                yield so_far
            elif (most.low or 0) > (so_far.low or 0):
                so_far = most


def _compatible(first: IncidentFigure, second: IncidentFigure) -> bool:
    """Whether two counts are on one word, or one of them on none."""
    return None in (first.according_to, second.according_to) or first.according_to == second.according_to


def _sum(doc: Doc, first: IncidentFigure, second: IncidentFigure) -> IncidentFigure:
    high = None if first.high is None or second.high is None else first.high + second.high
    text = doc.text[first.start : second.end]
    return IncidentFigure(
        text=text,
        start=first.start,
        end=second.end,
        what=first.what,
        who=None,
        low=(first.low or 0) + (second.low or 0),
        high=high,
        according_to=first.according_to if first.according_to == second.according_to else None,
    )
