"""Readings to and from JSON: the contract, ``purport.reading/1``.

The JSON Schema stands beside this module (``reading.schema.json``) and is what other programs may rely on.
"""

import json
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from purport.anchors import prove
from purport.errors import AnchorError, ContractError
from purport.types import SCHEMA, Reading


def to_dict(reading: Reading) -> dict[str, Any]:
    """The contract's form of a reading: plain dicts, lists, strings and numbers."""
    node: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(reading))
    for statement in node["statements"]:
        for role in ("speaker", "addressee"):
            if statement[role] is not None:
                statement[role] = _bare(statement[role], {"text", "start", "end"})
        statement["via"] = [_bare(via, {"text", "start", "end"}) for via in statement["via"]]
    if not node["regions"]:
        del node["regions"]
    return node


def _bare(node: dict[str, Any], anchor: set[str]) -> dict[str, Any]:
    """A node without its anchor where it has none: a name that stands nowhere in the text."""
    return node if node["start"] is not None else {key: value for key, value in node.items() if key not in anchor}


def encode(reading: Reading) -> str:
    """One line of JSON, without the newline."""
    return msgspec.json.encode(to_dict(reading)).decode("utf-8")


def decode(line: str | bytes) -> Reading:
    """The reading that a line of JSON holds.

    Raises ContractError where it is no reading of this version, AnchorError where a span does not fit its text.
    """
    try:
        reading = msgspec.json.decode(line, type=Reading)
    except msgspec.MsgspecError as error:
        raise ContractError(
            f"not a reading in the form {SCHEMA}: {error}. Make it with `purport read --json`."
        ) from error
    if reading.schema != SCHEMA:
        raise ContractError(f"the reading says {reading.schema!r}; this purport reads {SCHEMA!r}. Read the text again.")
    prove(reading)
    return reading


def check_anchors(node: dict[str, Any]) -> None:
    """Prove every span of a reading in the contract's form against its text.

    Raises AnchorError at the first whose words are not the words at its place.
    """
    text = node["text"]
    for region in node.get("regions", ()):
        if not 0 <= region["start"] <= region["end"] <= len(text):
            raise AnchorError(
                f"a region [{region['start']}, {region['end']}) of page {region['page']} lies outside of a text of "
                f"{len(text):,} characters; read the text again, the reading was made from another"
            )
    _check({key: value for key, value in node.items() if key != "regions"}, text)


def _check(node: Any, text: str) -> None:
    if isinstance(node, list):
        for item in node:
            _check(item, text)
    elif isinstance(node, dict):
        start, end = node.get("start"), node.get("end")
        if isinstance(start, int) and isinstance(end, int):
            found = text[start:end] if 0 <= start <= end <= len(text) else None
            if found != node.get("text"):
                raise AnchorError(
                    f"[{start}, {end}) reads {found!r}, the reading says {node.get('text')!r}; "
                    "read the text again, the reading was made from another"
                )
        for key, item in node.items():
            if key != "extra":
                _check(item, text)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a reading (draft 2020-12)."""
    text = resources.files("purport").joinpath("reading.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
