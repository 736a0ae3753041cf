"""Counts of themes by issue, and their JSON form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from purport.errors import InputError

Label = str | int
LEAST_ISSUES = 4
# Beyond this a count is a mistake rather than a number of statements.
LARGEST = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many units (statements, as a rule) each issue holds, and how many of them carry each theme.

    ``periods`` are the issues' labels in order of time. ``exposure`` holds the units of each, None or 0 where the
    issue is missing: a missing issue is no zero, it tells nothing. ``themes`` gives for each theme a count an issue;
    None where this theme was not counted in the issue. Raises InputError where that does not fit together.
    """

    periods: tuple[Label, ...]
    exposure: tuple[int | None, ...]
    themes: Mapping[str, tuple[int | None, ...]]

    def __post_init__(self) -> None:
        if not self.themes:
            raise InputError("themes is empty: give at least one theme and its counts")
        _check_lengths(self)
        _check_values(self)
        if (seen := sum(bool(units) for units in self.exposure)) < LEAST_ISSUES:
            raise InputError(
                f"{seen} issues with an exposure above 0: a change takes at least {LEAST_ISSUES}; add issues"
            )


def _check_lengths(counts: Counts) -> None:
    many = len(counts.periods)
    if len(set(counts.periods)) < many:
        twice = next(each for at, each in enumerate(counts.periods) if each in counts.periods[:at])
        raise InputError(f"period {twice!r} stands twice: each issue has a label of its own")
    if len(counts.exposure) != many:
        raise InputError(
            f"{len(counts.exposure)} exposures for {many} periods: give one a period, 0 where it is missing"
        )
    for theme, numbers in counts.themes.items():
        if len(numbers) != many:
            raise InputError(f"theme {theme!r} has {len(numbers)} counts for {many} periods: give one a period")


def _check_values(counts: Counts) -> None:
    for period, units in zip(counts.periods, counts.exposure, strict=True):
        if units is not None and not _is_count(units):
            raise InputError(
                f"exposure {units!r} of period {period!r}: whole numbers from 0, or null where it is missing"
            )
    for theme, numbers in counts.themes.items():
        for period, units, number in zip(counts.periods, counts.exposure, numbers, strict=True):
            if number is None:
                continue
            if not _is_count(number):
                raise InputError(
                    f"count {number!r} of theme {theme!r} in period {period!r}: whole numbers from 0, or null"
                )
            if number and not units:
                raise InputError(
                    f"theme {theme!r} counts {number} in period {period!r}, which has no exposure: give the exposure, "
                    "or null for the count"
                )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def counts_from_json(data: bytes | str) -> Counts:
    """Read ``{"periods": […], "exposure": […], "themes": {name: […]}}``. Raises InputError where it is not that."""
    import msgspec

    try:
        plain = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f'no JSON ({error}): give {{"periods": […], "exposure": […], "themes": {{name: […]}}}}'
        ) from None
    if not isinstance(plain, dict):
        raise InputError(f"a {_kind(plain)} where an object with periods, exposure and themes is wanted")
    for name in ("periods", "exposure", "themes"):
        if name not in plain:
            raise InputError(f"{name!r} is not there: give periods, exposure and themes")
    themes = plain["themes"]
    if not isinstance(themes, dict):
        raise InputError(f"themes is a {_kind(themes)}: give an object of a list of counts for each theme")
    return Counts(
        periods=tuple(_label(each) for each in _list(plain["periods"], "periods")),
        exposure=tuple(_number(each) for each in _list(plain["exposure"], "exposure")),
        themes={name: tuple(_number(each) for each in _list(row, f"theme {name!r}")) for name, row in themes.items()},
    )


def _list(value: Any, name: str) -> Sequence[Any]:
    if not isinstance(value, list):
        raise InputError(f"{name} is a {_kind(value)}: give a list, one value a period")
    return value


def _label(value: Any) -> Label:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"period {value!r}: a label is a text or a whole number")
    return value


def _number(value: Any) -> Any:
    """A number as it stands; 12.0 is 12."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _kind(value: Any) -> str:
    names = {dict: "object", list: "list", str: "text", bool: "truth value", int: "number", float: "number"}
    return names.get(type(value), "null")
