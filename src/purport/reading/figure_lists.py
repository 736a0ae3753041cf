"""Figures made of figures: two bounds of one count, and the sum of a list's parts."""

import re
from collections.abc import Iterable, Iterator, Sequence

from purport.reading.counted import of_persons, words_of
from purport.types import Figure

# Fewer parts are mostly no list of one whole.
PARTS = 3
_JOINED = re.compile(r",?\s(?:and|but)(?:\s(?:certainly|probably|perhaps))?\s")
_LISTED = re.compile(r"\s*(?:,|;|,?\sand)\s+(?:and\s)?")


def bounded(text: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, two that bound one count taken together: "at least 30 but no more than 50 men"."""
    before: Figure | None = None
    for figure in figures:
        joined = None if before is None else _both_bounds(text, before, figure)
        if joined is not None:
            before = joined
            continue
        if before is not None:
            yield before
        before = figure
    if before is not None:
        yield before


def _both_bounds(text: str, first: Figure, second: Figure) -> Figure | None:
    one_low = first.high is None and second.low is None
    if not one_low and not (first.low is None and second.high is None):
        return None
    low, high = (first.low, second.high) if one_low else (second.low, first.high)
    between = text[first.end : second.start]
    if first.unit is not None and second.unit is None:
        between = between.lstrip().removeprefix(first.unit)
    elif first.unit is not None and first.unit != second.unit:
        return None
    if low is None or high is None or low > high or _JOINED.fullmatch(between) is None:
        return None
    span = text[first.start : second.end]
    return Figure(text=span, start=first.start, end=second.end, low=low, high=high, unit=second.unit or first.unit)


def with_sums(text: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, and before the parts of each list of persons ("three Danes, four Swedes and one Finn") their sum,
    which spans them."""
    run: list[Figure] = []
    for figure in figures:
        if run and not _continues(text, run[-1], figure):
            yield from _summed(text, run)
            run = []
        run.append(figure)
    yield from _summed(text, run)


def parts(figures: Sequence[Figure]) -> list[Figure]:
    """The figures that span no others, so that nothing is counted twice."""
    following = [*figures[1:], None][: len(figures)]
    return [f for f, after in zip(figures, following, strict=True) if after is None or after.start >= f.end]


def _continues(text: str, before: Figure, after: Figure) -> bool:
    if not _is_part(before) or not _is_part(after) or before.unit is None:
        return False
    # The unit stands after the number; it is sought no further than the next one.
    between = " ".join(text[before.end : after.start].split())
    rest = between.removeprefix(before.unit)
    return rest != between and not _fate(before.unit) and _LISTED.fullmatch(f"{rest} ") is not None


def _is_part(figure: Figure) -> bool:
    if figure.low is None or figure.low != figure.high or not figure.unit:
        return False
    noun = [w for w in figure.unit.split() if w.lower() not in words_of("fate")][-1:]
    return bool(noun) and (noun[0][0].isupper() or of_persons(figure.unit) or of_persons(f"{noun[0]}s"))


def _fate(unit: str) -> bool:
    return any(word.lower() in words_of("fate") for word in unit.split())


def _summed(text: str, run: Sequence[Figure]) -> Iterator[Figure]:
    """A run of parts with the sum before it, where it is a whole list: three parts or more, the last after "and"."""
    if len(run) >= PARTS and re.search(r"\band\s+\Z", text[run[-2].end : run[-1].start]) is not None:
        start, end = run[0].start, run[-1].end
        # What the last part counts belongs to the list.
        unit = run[-1].unit or ""
        closing = re.compile(r"\s+" + r"\s+".join(map(re.escape, unit.split()))).match(text, end)
        end = closing.end() if closing is not None else end
        total = sum(figure.low or 0 for figure in run)
        yield Figure(text=text[start:end], start=start, end=end, low=total, high=total, unit=None)
    yield from run
