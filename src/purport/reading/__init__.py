"""From Doc to Reading: one finder a file, each alone behind the same small interface."""

from typing import TYPE_CHECKING

from purport.lazy import attributes

if TYPE_CHECKING:
    from purport.reading.builtin import FINDERS, default_reader
    from purport.reading.finder import Finder, Findings
    from purport.reading.reader import Reader

__all__ = ["FINDERS", "Finder", "Findings", "Reader", "default_reader"]

# Found when asked for: a finder that does without syntax is imported without spaCy.
__getattr__ = attributes(
    __name__,
    {
        "FINDERS": "builtin",
        "Finder": "finder",
        "Findings": "finder",
        "Reader": "reader",
        "default_reader": "builtin",
    },
)
