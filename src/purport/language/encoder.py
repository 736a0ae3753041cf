"""A word-level view of a text through a small transformer in ONNX Runtime: words, features, windows, vectors.

The graph's file carries all it needs: its word pieces, window and settings stand in its metadata, so model and
code cannot fall apart. Nothing here knows what the vectors mean.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purport.errors import ModelMissing
from purport.language.pipeline import hard_wrapped

try:
    import onnxruntime as ort
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
except ImportError as error:
    raise ModelMissing(
        f"{error.name} is not installed; the trained reader needs it. Install it with `pip install purport[trained]`."
    ) from error

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]

# Two single marks set as a double one are one word, as the eye reads them; so are marks doubled by an export.
_WORD = re.compile(r"''|``|\"{2,3}|[^\W_]+|[^\w\s]|_+")
_BREAK = re.compile(r"\n")
# One form for each mark, so that typography never decides a reading; how a mark stands is a feature instead.
_SAME = {
    "``": '"',
    '""': '"',
    '"""': '"',
    "''": '"',
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛`", "'"),
    **dict.fromkeys("―⸺", "—"),
}

CASES = ("none", "lower", "title", "upper", "mixed", "digits", "initial")
GAPS = ("none", "blank", "line", "paragraph")
QUOTES = ("outside", "inside", "opening", "closing")
MAX_PIECES_A_WORD = 12


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words and marks of a text: ``starts`` and ``ends`` are offsets into it, ``forms`` what the model reads.

    ``case``, ``gap`` and ``quote`` hold for each word an index into CASES, GAPS (what stands before it) and QUOTES
    (how it stands to double quotation marks).
    """

    forms: list[str]
    starts: Integers
    ends: Integers
    case: Integers
    gap: Integers
    quote: Integers

    def __len__(self) -> int:
        return len(self.forms)


def words_of(text: str) -> Words:
    """The words of a text with their features."""
    matches = list(_WORD.finditer(text))
    wrapped = hard_wrapped(text)
    raw = [m.group() for m in matches]
    starts = [m.start() for m in matches]
    ends = [m.end() for m in matches]
    gaps = [3 if i == 0 else _gap(text[ends[i - 1] : starts[i]], wrapped) for i in range(len(raw))]
    return Words(
        forms=[_STAND_IN if _is_acronym(raw, i) else _SAME.get(word, word) for i, word in enumerate(raw)],
        starts=np.array(starts, np.int64),
        ends=np.array(ends, np.int64),
        case=np.array([case_of(word) for word in raw], np.int64),
        gap=np.array(gaps, np.int64),
        quote=np.array(_quotes(raw, gaps), np.int64),
    )


# Acronyms that word pieces without case would take for function words are read as another acronym.
_ACRONYMS = frozenset(("IS", "US", "WHO"))
_STAND_IN = "NATO"


def _is_acronym(raw: list[str], i: int) -> bool:
    """Whether a word is one of _ACRONYMS beside a word that is not in capitals."""
    return raw[i] in _ACRONYMS and any(case_of(word) in (1, 2) for word in raw[max(0, i - 1) : i + 2])


def _gap(between: str, wrapped: bool) -> int:
    if not between:
        return 0
    breaks = len(_BREAK.findall(between))
    if breaks == 0 or (breaks == 1 and wrapped):
        return 1
    return min(breaks, 2) + 1


def case_of(word: str) -> int:
    """The index into CASES of a word as written."""
    if word.isdigit():
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 6 if len(word) == 1 else 3
    if word.istitle():
        return 2
    return 4 if any(c.isalpha() for c in word) else 0


def _quotes(raw: list[str], gaps: list[int]) -> list[int]:
    """How each word stands to double quotation marks. A mark's own form decides, then the blanks about it, then
    whether one is open; each paragraph begins outside, so that a mark left open spoils no more than its own."""
    out = []
    inside = False
    for i, word in enumerate(raw):
        if gaps[i] >= 2:
            inside = False
        if _SAME.get(word, word) != '"':
            out.append(int(inside))
            continue
        before = gaps[i] > 0
        after = i + 1 == len(raw) or gaps[i + 1] > 0
        if word in "“„‟«``":
            opens = True
        elif word in "”»":
            opens = False
        elif before != after:
            opens = before
        else:
            opens = not inside
        inside = opens
        out.append(2 if opens else 3)
    return out


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


FEATURES = ("case", "gap", "quote")


def packed(pieces: Pieces, items: Sequence[tuple[Words, list[list[int]], int, int]]) -> dict[str, Integers]:
    """One batch of the graph's inputs: for each (words, their pieces, first, last), padded to the longest.

    ``ids``, ``mask`` and a row for each of FEATURES are (batch, pieces); ``heads`` is (batch, words), the place of
    each word's first piece, 0 where there is no word. A feature is 0 at the marks of the window's ends, else one more
    than the word's own, and 0 on a word's later pieces.
    """
    length = max(sum(map(len, p[a:b])) for _, p, a, b in items) + 2
    width = max(b - a for _, _, a, b in items)
    out = {name: np.zeros((len(items), length), np.int64) for name in ("ids", "mask", *FEATURES)}
    out["ids"][:] = pieces.padding
    out["heads"] = np.zeros((len(items), width), np.int64)
    for row, (words, of, a, b) in enumerate(items):
        flat = [pieces.first, *(piece for word in of[a:b] for piece in word), pieces.last]
        heads = np.cumsum([1, *map(len, of[a:b])])[:-1]
        out["ids"][row, : len(flat)] = flat
        out["mask"][row, : len(flat)] = 1
        out["heads"][row, : b - a] = heads
        for name in FEATURES:
            out[name][row, heads] = getattr(words, name)[a:b] + 1
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text's words and, by the name of the graph's output, a matrix with one row for each word."""

    words: Words
    vectors: dict[str, Floats]


class Encoder:
    """A graph on disk, read once. ``settings`` is what its maker wrote into it.

    Raises what ONNX Runtime raises where the file is no graph.
    """

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.settings: dict[str, Any] = json.loads(metadata["settings"])
        self._pieces = Pieces(metadata["vocabulary"].split("\n"))
        self._widths = {output.name: int(output.shape[-1]) for output in self._session.get_outputs()}

    def encode(self, texts: Sequence[str], *, batch: int = 8) -> list[Encoded]:
        """The vectors of each text's words, in order. ``batch`` windows are read at a time."""
        every = [words_of(text) for text in texts]
        pieces = [self._pieces.of(words.forms) for words in every]
        window, overlap = self.settings["window"], self.settings["overlap"]
        todo = [
            (n, w)
            for n, words in enumerate(every)
            for w in windows_of(words, [len(p) for p in pieces[n]], window - 2, overlap)
        ]
        todo.sort(key=lambda item: item[1].last - item[1].first)
        out = [{name: np.zeros((len(words), n), np.float32) for name, n in self._widths.items()} for words in every]
        for i in range(0, len(todo), batch):
            part = todo[i : i + batch]
            inputs = packed(self._pieces, [(every[n], pieces[n], w.first, w.last) for n, w in part])
            for name, values in zip(self._widths, self._session.run(list(self._widths), inputs), strict=True):
                for row, (n, w) in enumerate(part):
                    own = slice(w.keep_first - w.first, w.keep_last - w.first)
                    out[n][name][w.keep_first : w.keep_last] = values[row, own]
        return [Encoded(words, vectors) for words, vectors in zip(every, out, strict=True)]


@cache
def encoder(path: Path) -> Encoder:
    """The encoder of a file, loaded once."""
    return Encoder(path)
