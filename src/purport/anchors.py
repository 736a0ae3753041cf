"""The proof that every span of a record says what its text says, over records of any type."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from purport.errors import AnchorError
from purport.types import Reading, Region


def prove(reading: Reading) -> None:
    """Prove every span of a reading against its text. Raises AnchorError at the first that does not fit."""
    for region in reading.regions:
        if not 0 <= region.start <= region.end <= len(reading.text):
            raise AnchorError(
                f"a region [{region.start}, {region.end}) of page {region.page} lies outside of a text of "
                f"{len(reading.text):,} characters; read the text again, the reading was made from another"
            )
    prove_records((reading,), reading.text)


def prove_records(records: Iterable[Any], text: str) -> None:
    """Prove every span in some records against a text. Raises AnchorError at the first that does not fit."""
    for record in records:
        kind: type = type(record)
        anchored, ones, many = _plan(kind)
        if anchored and (record.start is not None or record.end is not None):
            _prove(record.start, record.end, record.text, text)
        for name in many:
            held = getattr(record, name)
            if held:
                prove_records(held, text)
        for name in ones:
            held = getattr(record, name)
            if held is not None:
                prove_records((held,), text)


def _prove(start: int | None, end: int | None, said: str | None, text: str) -> None:
    if start is not None and end is not None and 0 <= start <= end <= len(text) and text[start:end] == said:
        return
    found = None if start is None or end is None or not 0 <= start <= end <= len(text) else text[start:end]
    raise AnchorError(
        f"[{start}, {end}) reads {found!r}, the reading says {said!r}; "
        "read the text again, the reading was made from another"
    )


@cache
def _plan(kind: type) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Whether records of a type are anchored themselves, and which of their fields hold one or many records that are,
    or that hold such."""
    hints = get_type_hints(kind)
    anchored = kind is not Region and {"text", "start", "end"} <= hints.keys()
    ones: list[str] = []
    many: list[str] = []
    for field in fields(kind):
        hint = hints[field.name]
        records = [each for each in (hint, *_nested(hint)) if is_dataclass(each) and each is not Region]
        if any(any(_plan(each)) for each in records if isinstance(each, type)):
            (many if _is_sequence(hint) else ones).append(field.name)
    return anchored, tuple(ones), tuple(many)


def _nested(hint: Any) -> list[Any]:
    return [inner for each in get_args(hint) for inner in (each, *_nested(each))]


def _is_sequence(hint: Any) -> bool:
    return getattr(hint, "__origin__", None) is tuple
