"""Attributions as the trained model gives them: its file, read once, and what it finds in a document by offsets."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np

from purport.errors import BadModel
from purport.language import Doc
from purport.language.encoder import Encoded, Encoder
from purport.language.threads import one_thread
from purport.language.words import Words, without, words_of
from purport.reading.attribution_links import Linked, linked
from purport.reading.attribution_pointers import Pointer
from purport.reading.attribution_spans import WordSpan, candidates, kept
from purport.reading.datelines import Datelines


def evidence(found: Linked) -> list[float]:
    """What speaks for an attribution as a whole, from which its confidence is counted: log-odds and logarithms."""
    who = found.speaker
    return [
        _log_odds(found.cue.overlap),
        _log_odds(max(s.overlap for s in found.content)),
        _log_odds(min(s.overlap for s in found.content)),
        float(np.log(max(found.content_links))),
        float(np.log(min(found.content_links))),
        float(np.log(found.speaker_link)),
        _log_odds(who.overlap) if who else 0.0,
        float(who is None),
    ]


def _log_odds(p: float) -> float:
    p = min(max(p, 0.01), 0.99)
    return float(np.log(p / (1 - p)))


Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution by offsets into its text. ``content`` is in reading order; ``confidence`` is calibrated."""

    cue: Offsets
    speaker: Offsets | None
    content: tuple[Offsets, ...]
    confidence: float


SETTINGS = {"transitions", "distance", "nowhere", "mix", "thresholds", "confidence"}


class AttributionModel:
    """The trained reader of one file. Raises what ONNX Runtime raises where the file is no graph, KeyError or
    ValueError where the graph is another."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self.encoder = Encoder(path, threads=threads)
        self._encoded: WeakKeyDictionary[Doc, Encoded] = WeakKeyDictionary()
        self.settings = self.encoder.settings
        if missing := sorted(SETTINGS - self.settings.keys()):
            raise ValueError(f"its settings lack {', '.join(missing)}")
        self._transitions = np.array(self.settings["transitions"])
        self._distance = np.array(self.settings["distance"])

    def read(self, docs: Iterable[Doc]) -> list[list[Found]]:
        """The attributions of each document, in reading order of their cues."""
        with one_thread():
            return [self.offsets(self.encoded(doc)) for doc in docs]

    def encoded(self, doc: Doc) -> Encoded:
        """The words of a document with what the graph says of them, counted once while the document is at hand."""
        if doc not in self._encoded:
            (self._encoded[doc],) = self.encoder.encode([_words(doc)], lower=True)
        return self._encoded[doc]

    def encode(self, docs: Iterable[Doc]) -> list[Encoded]:
        """The words of each document with what the graph says of them; datelines and by-lines are left out."""
        return self.encoder.encode([_words(doc) for doc in docs])

    def linked(self, encoded: Encoded) -> list[Linked]:
        """The attributions of one text by its words, those without content left out."""
        among = candidates(encoded.vectors["tags"], self._transitions)
        keep = kept(among, self.settings["mix"], self.settings["thresholds"])
        if not keep:
            return []
        queries_0, keys_0, queries_1, keys_1 = np.split(encoded.vectors["links"], 4, axis=1)
        nowhere = self.settings["nowhere"]
        to_cue = Pointer(queries_0, keys_0, self._distance[0], nowhere[0])
        to_speaker = Pointer(queries_1, keys_1, self._distance[1], nowhere[1])
        links = linked(encoded.words, among, keep, to_cue, to_speaker)
        return [found for found in links if found.content]

    def offsets(self, encoded: Encoded) -> list[Found]:
        """The attributions of one text by their offsets."""

        def at(span: WordSpan) -> Offsets:
            return int(encoded.words.starts[span.first]), int(encoded.words.ends[span.last - 1])

        return [
            Found(
                cue=at(found.cue),
                speaker=at(found.speaker) if found.speaker else None,
                content=tuple(at(span) for span in found.content),
                confidence=self._confidence(found),
            )
            for found in self.linked(encoded)
        ]

    def _confidence(self, found: Linked) -> float:
        weights = self.settings["confidence"]
        return float(1 / (1 + np.exp(-(np.dot(weights[1:], evidence(found)) + weights[0]))))


def _words(doc: Doc) -> Words:
    return without(words_of(doc.text, doc.tokens), Datelines(doc.text).spans)


FILE = Path(__file__).parents[1] / "models" / "attributions.onnx"


def attribution_model(path: Path = FILE) -> AttributionModel:
    """The model of a file, loaded once: by default the one that comes with the package.

    Raises BadModel where the file is none.
    """
    return _loaded(path, fingerprint(path))


def fingerprint(path: Path = FILE) -> str:
    """The SHA-256 of a model's file. Raises BadModel where there is no such file."""
    try:
        state = path.stat()
        return _digest(path, state.st_size, state.st_mtime_ns)
    except OSError as error:
        raise BadModel(
            f"cannot be read: {(error.strerror or str(error)).lower()}. {_WAY_OUT}", where=str(path)
        ) from None


_WAY_OUT = "Name a file that `purport train` wrote, or none, for the model that comes with purport."


@cache
def _digest(path: Path, size: int, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _loaded(path: Path, digest: str) -> AttributionModel:
    try:
        return AttributionModel(path)
    except Exception as error:  # ONNX Runtime has a class of its own for each way in which a file is no graph
        what = f"no {error}" if isinstance(error, KeyError) else str(error).strip().rpartition(":")[2].strip(" .")
        raise BadModel(f"holds no model of attributions ({what}). {_WAY_OUT}", where=str(path)) from None
