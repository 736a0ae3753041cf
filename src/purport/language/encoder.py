"""A text's words through a small transformer in ONNX Runtime: pieces, windows, vectors.

The graph's file carries all it needs: its word pieces, window and settings stand in its metadata, so model and
code cannot fall apart. Nothing here knows what the vectors mean.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from purport.language.words import Integers, Words

Floats = NDArray[np.float32]

MAX_PIECES_A_WORD = 12


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` up to ``last`` of a text, read together; their vectors are kept for ``keep_first`` up to
    ``keep_last``, where they have words about them on both sides."""

    first: int
    last: int
    keep_first: int
    keep_last: int


def windows_of(words: Words, lengths: Sequence[int], size: int, overlap: int) -> Iterator[Window]:
    """Windows of at most ``size`` pieces over a text whose words have ``lengths`` pieces; neighbours share about
    ``overlap`` pieces, and each hands over to the next in the middle of what they share."""
    ends = np.cumsum(lengths) if len(lengths) else np.zeros(0, np.int64)
    first, keep_first = 0, 0
    total = len(lengths)
    while keep_first < total:
        before = int(ends[first - 1]) if first else 0
        last = int(np.searchsorted(ends, before + size, side="right"))
        last = max(last, first + 1)
        if last >= total:
            yield Window(first, total, keep_first, total)
            return
        last = _cut(words, first + (last - first) * 3 // 4, last)
        following = int(np.searchsorted(ends, int(ends[last - 1]) - overlap, side="right"))
        following = min(max(_cut(words, following, (following + last) // 2 + 1), first + 1), last)
        keep_last = max((following + last) // 2, keep_first + 1)
        yield Window(first, last, keep_first, keep_last)
        first, keep_first = following, keep_last


_STOPS = frozenset('.?!"')


def _cut(words: Words, low: int, high: int) -> int:
    """Where best to cut between ``low`` and ``high``: before the last paragraph, else after the last sentence."""
    sentence = 0
    for i in range(min(high, len(words) - 1), low, -1):
        if words.gap[i] >= 2:
            return i
        if not sentence and words.gap[i] and words.forms[i - 1] in _STOPS and words.case[i] != 1:
            sentence = i
    return sentence or high


class Pieces:
    """Word pieces of a fixed vocabulary, lower-cased, accents off."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.first, self.last, self.padding, self.unknown = (ids[p] for p in ("[CLS]", "[SEP]", "[PAD]", "[UNK]"))
        self.mask = ids.get("[MASK]", self.unknown)
        self._tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=60))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def of(self, forms: list[str]) -> list[list[int]]:
        """The pieces of each word: one at least, MAX_PIECES_A_WORD at most."""
        out: list[list[int]] = [[] for _ in forms]
        if forms:
            coded = self._tokenizer.encode(forms, is_pretokenized=True, add_special_tokens=False)
            for word, piece in zip(coded.word_ids, coded.ids, strict=True):
                if word is not None and len(out[word]) < MAX_PIECES_A_WORD:
                    out[word].append(piece)
        return [pieces or [self.unknown] for pieces in out]


# The name under which a graph gives the states of its lower layers, a row for each piece.
STATES = "states"
FEATURES = ("case", "gap", "quote", "tag", "dependency")


def packed(pieces: Pieces, items: Sequence[tuple[Words, list[list[int]], int, int]]) -> dict[str, Integers]:
    """One batch of the graph's inputs: for each (words, their pieces, first, last), padded to the longest.

    ``ids``, ``mask`` and a row for each of FEATURES are (batch, pieces); ``heads`` is (batch, words), the place of
    each word's first piece, 0 where there is no word, and ``parents`` likewise that of the word it hangs on, its own
    where that is not in the window. A feature is 0 at the marks of the window's ends, else one more than the word's
    own, and 0 on a word's later pieces.
    """
    length = max(sum(map(len, p[a:b])) for _, p, a, b in items) + 2
    width = max(b - a for _, _, a, b in items)
    out = {name: np.zeros((len(items), length), np.int64) for name in ("ids", "mask", *FEATURES)}
    out["ids"][:] = pieces.padding
    out["heads"] = np.zeros((len(items), width), np.int64)
    out["parents"] = np.zeros((len(items), width), np.int64)
    for row, (words, of, a, b) in enumerate(items):
        flat = [pieces.first, *(piece for word in of[a:b] for piece in word), pieces.last]
        heads = np.cumsum([1, *map(len, of[a:b])])[:-1]
        out["ids"][row, : len(flat)] = flat
        out["mask"][row, : len(flat)] = 1
        out["heads"][row, : b - a] = heads
        parent = words.parent[a:b]
        within = (parent >= a) & (parent < b)
        out["parents"][row, : b - a] = heads[np.where(within, parent - a, np.arange(b - a))]
        for name in FEATURES:
            out[name][row, heads] = getattr(words, name)[a:b] + 1
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Lower:
    """One window of a text after the lower layers: the states of its pieces, and the places of each word's first piece
    and of that of the word on which it hangs."""

    window: Window
    states: Floats
    heads: Integers
    parents: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text's words and, by the name of the graph's output, a matrix with one row for each word; ``lower`` is kept for
    a branch, where it was asked for."""

    words: Words
    vectors: dict[str, Floats]
    lower: tuple[Lower, ...] = ()


class Encoder:
    """A graph on disk, read once. ``settings`` is what its maker wrote into it.

    Raises what ONNX Runtime raises where the file is no graph.
    """

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self._session = _session(path, threads)
        self.settings = _settings(self._session)
        self._pieces = Pieces(_metadata(self._session)["vocabulary"].split("\n"))
        widths = {output.name: int(output.shape[-1]) for output in self._session.get_outputs()}
        self._widths = {name: width for name, width in widths.items() if name != STATES}
        self._has_states = STATES in widths

    def encode(self, every: Sequence[Words], *, lower: bool = False) -> list[Encoded]:
        """The vectors of each text's words, in order; with ``lower`` what a branch goes on from, too.

        One window is read at a time: on a CPU more are no faster, and so a text reads alike whatever stands beside it
        (activations are quantised by what is read together).
        """
        return [self._encoded(words, lower and self._has_states) for words in every]

    def _encoded(self, words: Words, lower: bool) -> Encoded:
        pieces = self._pieces.of(words.forms)
        out = {name: np.zeros((len(words), width), np.float32) for name, width in self._widths.items()}
        names = [*self._widths, *([STATES] if lower else [])]
        kept = []
        size, overlap = self.settings["window"] - 2, self.settings["overlap"]
        for window in windows_of(words, [len(p) for p in pieces], size, overlap):
            inputs = packed(self._pieces, [(words, pieces, window.first, window.last)])
            del inputs["mask"]  # nothing is padded
            found = dict(zip(names, self._session.run(names, inputs), strict=True))
            if lower:
                kept.append(Lower(window, found.pop(STATES), inputs["heads"], inputs["parents"]))
            _put(out, window, found)
        return Encoded(words, out, tuple(kept))


class Branch:
    """A graph that goes on from another's STATES, those of its lower layers: what both need is counted once.

    Raises what ONNX Runtime raises where the file is no graph.
    """

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        self._session = _session(path, threads)
        self.settings = _settings(self._session)
        self._widths = {output.name: int(output.shape[-1]) for output in self._session.get_outputs()}

    def read(self, encoded: Encoded, wanted: Callable[[Window], bool]) -> tuple[dict[str, Floats], NDArray[np.bool_]]:
        """By the name of each output a matrix with one row for each word, and which words were read: those of the
        windows that are wanted."""
        out = {name: np.zeros((len(encoded.words), width), np.float32) for name, width in self._widths.items()}
        known = np.zeros(len(encoded.words), bool)
        for one in encoded.lower:
            if wanted(one.window):
                inputs = {STATES: one.states, "heads": one.heads, "parents": one.parents}
                _put(out, one.window, dict(zip(out, self._session.run(list(out), inputs), strict=True)))
                known[one.window.keep_first : one.window.keep_last] = True
        return out, known


def _put(out: dict[str, Floats], window: Window, found: dict[str, Floats]) -> None:
    """Put what was found in a window in its words' rows."""
    own = slice(window.keep_first - window.first, window.keep_last - window.first)
    for name, values in found.items():
        out[name][window.keep_first : window.keep_last] = values[0, own]


def _session(path: Path, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _metadata(session: ort.InferenceSession) -> dict[str, str]:
    return dict(session.get_modelmeta().custom_metadata_map)


def _settings(session: ort.InferenceSession) -> dict[str, Any]:
    return dict(json.loads(_metadata(session)["settings"]))


@cache
def encoder(path: Path) -> Encoder:
    """The encoder of a file, loaded once."""
    return Encoder(path)
