"""Counts of themes by issue, and their JSON form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

from purport.errors import InputError

Label = str | int
LEAST_ISSUES = 4
# Beyond this a count is a mistake rather than a number of statements.
LARGEST = 10**12
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")


class Kind(StrEnum):
    """What is counted: units that come by the item, as statements and sentences do, or items themselves."""

    STATEMENTS = "statements"
    ITEMS = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSample:
    """What people say of the coding of one theme, in a sample of the issues ``first`` to ``last``.

    ``precision`` is (right, coded): of so many units that were given to the theme so many are on it. ``recall`` is
    (found, coded): of so many that are on it so many were given to it.
    """

    first: Label
    last: Label
    precision: tuple[int, int]
    recall: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many units (statements, as a rule) each issue holds, and how many of them carry each theme.

    ``periods`` are the issues' labels in order of time. ``exposure`` holds the units of each, None or 0 where the
    issue is missing: a missing issue is no zero, it tells nothing. ``themes`` gives for each theme a count an issue,
    above the exposure only where a unit may be counted several times; None where this theme was not counted in the
    issue. ``coded`` gives for some themes samples that people have coded. Where the ``kind`` of units is items a change
    is found and no ratio told. Raises InputError where that does not fit together.
    """

    periods: tuple[Label, ...]
    exposure: tuple[int | None, ...]
    themes: Mapping[str, tuple[int | None, ...]]
    coded: Mapping[str, tuple[CodedSample, ...]] = field(default_factory=dict)
    kind: Kind = Kind.STATEMENTS

    def __post_init__(self) -> None:
        if not self.themes:
            raise InputError("themes is empty: give at least one theme and its counts")
        if any(not theme.strip() for theme in self.themes):
            raise InputError("a theme without a name: give each a name, so that it can be told")
        _known_kind(self.kind)
        _check_lengths(self)
        _check_values(self)
        _check_coded(self)
        if (seen := sum(bool(units) for units in self.exposure)) < LEAST_ISSUES:
            raise InputError(
                f"{seen} issues with an exposure above 0: a change takes at least {LEAST_ISSUES}; add issues"
            )
        for theme, numbers in self.themes.items():
            pairs = zip(numbers, self.exposure, strict=True)
            if (seen := sum(number is not None and bool(units) for number, units in pairs)) < LEAST_ISSUES:
                raise InputError(
                    f"theme {theme!r} is counted in {seen} issues: a change takes at least {LEAST_ISSUES}; "
                    "add counts or leave it out"
                )

    def until(self, end: int) -> "Counts":
        """The first ``end`` periods, without samples that were coded."""
        return Counts(
            periods=self.periods[:end],
            exposure=self.exposure[:end],
            themes={name: row[:end] for name, row in self.themes.items()},
            kind=self.kind,
        )


def _check_lengths(counts: Counts) -> None:
    many = len(counts.periods)
    if len(set(counts.periods)) < many:
        twice = next(each for at, each in enumerate(counts.periods) if each in counts.periods[:at])
        raise InputError(f"period {twice!r} stands twice: each issue has a label of its own")
    for earlier, later in pairwise(counts.periods):
        if _goes_back(earlier, later):
            raise InputError(f"period {later!r} stands after {earlier!r}: give the issues in order of time")
    if len(counts.exposure) != many:
        raise InputError(
            f"{len(counts.exposure)} exposures for {many} periods: give one a period, 0 where it is missing"
        )
    for theme, numbers in counts.themes.items():
        if len(numbers) != many:
            raise InputError(f"theme {theme!r} has {len(numbers)} counts for {many} periods: give one a period")


def _goes_back(earlier: Label, later: Label) -> bool:
    """Whether two labels whose order is known, numbers or dates, stand the wrong way round."""
    if isinstance(earlier, int) and isinstance(later, int):
        return later < earlier
    dates = all(isinstance(each, str) and _DATE.fullmatch(each) for each in (earlier, later))
    return dates and len(str(earlier)) == len(str(later)) and str(later) < str(earlier)


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
            if counts.kind == Kind.ITEMS and number > (units or 0):
                raise InputError(
                    f"theme {theme!r} counts {number:,} of {units:,} items in period {period!r}: an item holds a theme "
                    "once at most; count each once, or give the kind statements"
                )


def _check_coded(counts: Counts) -> None:
    for theme, samples in counts.coded.items():
        if theme not in counts.themes:
            raise InputError(f"a coded sample of theme {theme!r}, which is not among the themes")
        for sample in samples:
            for label in (sample.first, sample.last):
                if label not in counts.periods:
                    raise InputError(
                        f"a coded sample of theme {theme!r} names period {label!r}, which is none of the periods"
                    )
            if counts.periods.index(sample.first) > counts.periods.index(sample.last):
                raise InputError(
                    f"a coded sample of theme {theme!r} ends with {sample.last!r}, before {sample.first!r}"
                )
            for name, (right, coded) in (("precision", sample.precision), ("recall", sample.recall)):
                if not (_is_count(right) and _is_count(coded) and 0 <= right <= coded and coded):
                    raise InputError(
                        f"{name} [{right!r}, {coded!r}] of theme {theme!r}: how many of how many coded, at least one"
                    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def counts_from_json(data: bytes | str) -> Counts:
    """Read ``{"periods": […], "exposure": […], "themes": {name: […]}}``, with or without ``"coded": {name:
    [{"periods": [first, last], "precision": [right, coded], "recall": [found, coded]}, …]}`` and ``"kind": "items"``.
    Raises InputError where it is not that."""
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
        coded=_coded(plain.get("coded") or {}),
        kind=_known_kind(plain.get("kind", Kind.STATEMENTS)),
    )


def _known_kind(value: Any) -> Kind:
    if value not in tuple(Kind):
        raise InputError(f"kind {value!r}: what is counted is one of {', '.join(Kind)}")
    return Kind(value)


def _coded(plain: Any) -> dict[str, tuple[CodedSample, ...]]:
    form = '{"periods": [first, last], "precision": [right, coded], "recall": [found, coded]}'
    if not isinstance(plain, dict):
        raise InputError(f"coded is a {_kind(plain)}: give an object of a list of {form} for each theme")
    read: dict[str, tuple[CodedSample, ...]] = {}
    for theme, samples in plain.items():
        made = []
        for sample in _list(samples, f"coded of theme {theme!r}"):
            try:
                (first, last), precision, recall = (tuple(sample[name]) for name in ("periods", "precision", "recall"))
                (right, coded), (found, there) = precision, recall
            except (KeyError, TypeError, ValueError):
                raise InputError(f"coded sample {sample!r} of theme {theme!r}: give {form}") from None
            made.append(CodedSample(first=first, last=last, precision=(right, coded), recall=(found, there)))
        read[theme] = tuple(made)
    return read


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
