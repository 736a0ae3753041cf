"""Incidents as the trained model sees them: what bears a part in one, and of which types a text tells where.

The model is a branch upon the encoder of attributions, so a text is read by their common layers once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from purport.language import Doc
from purport.language.encoder import Branch, Window
from purport.language.threads import one_thread
from purport.language.words import Words
from purport.reading.attribution_model import AttributionModel, attribution_model
from purport.reading.attribution_spans import Floats, WordSpan, span_probabilities

# Who did it, by whom they are or by whom they belong to; what and whom it befell; with what.
ROLES = ("individual", "organisation", "object", "victim", "weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery")
# Parts less probable than this are none.
LEAST = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words that may bear a part: by offset, with the probability that just they do, and for each of TYPES that the
    incident is of it."""

    start: int
    end: int
    role: str
    probability: float
    types: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Seen:
    """What the model sees in one text. ``tells`` has a row for each word: for each of TYPES the probability that the
    word tells of an incident of that type."""

    words: Words
    parts: tuple[Part, ...]
    tells: Floats

    @cached_property
    def types(self) -> Floats:
        """For each of TYPES the probability that any word of the text tells of one."""
        return self.told(0, int(self.words.ends[-1])) if len(self.words) else np.zeros(len(TYPES))

    def told(self, start: int, end: int) -> Floats:
        """For each of TYPES the probability that any word between two offsets tells of one."""
        first, last = self.rows(start, end)
        told: Floats = 1 - np.prod(1 - self.tells[first:last], axis=0)
        return told

    def rows(self, start: int, end: int) -> tuple[int, int]:
        """The words between two offsets, by index."""
        return (
            int(np.searchsorted(self.words.ends, start, side="right")),
            int(np.searchsorted(self.words.starts, end, side="left")),
        )


class IncidentModel:
    """The branch of one file upon a model of attributions.

    Raises what ONNX Runtime raises where the file is no graph.
    """

    def __init__(self, path: Path, below: AttributionModel, *, threads: int = 1) -> None:
        self._branch = Branch(path, threads=threads)
        self._below = below
        self._transitions = np.array(self._branch.settings["transitions"])

    def see(self, doc: Doc, within: Sequence[tuple[int, int]] | None = None) -> Seen:
        """What a document tells; where ``within`` gives offsets, only about them: the rest is not read."""
        with one_thread():
            encoded = self._below.encoded(doc)
            vectors, known = self._branch.read(encoded, partial(_holds, encoded.words, within))
            return seen(encoded.words, vectors, known, self._transitions)


def _holds(words: Words, within: Sequence[tuple[int, int]] | None, window: Window) -> bool:
    if within is None:
        return True
    start, end = int(words.starts[window.first]), int(words.ends[window.last - 1])
    return any(start < b and a < end for a, b in within)


FILE = Path(__file__).parents[1] / "models" / "incidents.onnx"


@cache
def incident_model() -> IncidentModel:
    """The model that comes with the package, loaded once."""
    return IncidentModel(FILE, attribution_model())


# What a word that was not read is taken for: no part, telling of nothing.
_UNREAD = 30.0


def seen(words: Words, vectors: dict[str, Floats], known: NDArray[np.bool_], transitions: Floats) -> Seen:
    """What the answers for each word come to."""
    unread = ~known[:, None]
    tells, types = (_probabilities(np.where(unread, -_UNREAD, vectors[name])) for name in ("tells", "types"))
    tags = vectors["parts"].astype(np.float64)
    tags[~known, 0] = _UNREAD
    spans = span_probabilities(tags, transitions, LEAST, ROLES) if known.any() else []
    return Seen(words, tuple(_parts(words, spans, types)), tells)


def _parts(words: Words, spans: Sequence[WordSpan], types: Floats) -> Iterable[Part]:
    for span in spans:
        yield Part(
            start=int(words.starts[span.first]),
            end=int(words.ends[span.last - 1]),
            role=span.role,
            probability=span.probability,
            types=tuple(float(p) for p in types[span.first : span.last].mean(0)),
        )


def _probabilities(scores: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-scores.astype(np.float64)))
    return out
