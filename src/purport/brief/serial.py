"""A brief as plain data."""

from typing import Any

import msgspec

from purport.brief.records import Brief

SCHEMA = "purport.brief/1"


def to_dict(brief: Brief, *, texts: bool = False) -> dict[str, Any]:
    """The brief in dicts, lists, strings and numbers, ready for JSON; the sources' full texts only with ``texts``."""
    node: dict[str, Any] = {"schema": SCHEMA, **msgspec.to_builtins(brief)}
    if not texts:
        for source in node["sources"]:
            del source["text"]
    return node
