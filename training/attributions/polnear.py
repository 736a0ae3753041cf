"""PolNeAR's texts as marked texts.

A line of the data is ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``, each of the three a list of
half-open spans in code points.
"""

import json
from pathlib import Path

from purport.learning import Marked, MarkedText


def load(path: Path, limit: int | None = None) -> list[MarkedText]:
    """The texts of a file, or the first so many of them."""
    with path.open(encoding="utf-8") as lines:
        return [_text(json.loads(line)) for _, line in zip(range(limit or 10**9), lines, strict=False)]


def _text(record: dict) -> MarkedText:
    attributions = tuple(
        Marked(
            **{
                role: tuple((start, end) for start, end in one[key])
                for role, key in (("speaker", "source"), ("cue", "cue"), ("content", "content"))
            }
        )
        for one in record["attributions"]
    )
    return MarkedText(id=record["id"], text=record["text"], attributions=attributions)
