"""The trained model of mentions: a network that reads two excerpts side by side, and how what it sees is weighed
together with other evidence.

The graph's file carries all that belongs to it: its word pieces, the weights of the evidence, the habits of telling.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from purport.analysis.mentions.evidence import EVIDENCE, Habits
from purport.analysis.mentions.excerpts import Excerpt, side_by_side
from purport.errors import BadModel
from purport.language.encoder import Pieces

FILE = Path(__file__).parents[2] / "models" / "coreference.onnx"
INPUTS = ("ids", "sides", "marks", "among")
OUTPUT = "links"
JOINT = ("constant", "evidence", "network", "network in one text", "one text", "better")
"""How the two are put together: the log odds of the evidence, and those of the network, in one text and across; and how
much better the better linked of the two mentions is linked elsewhere in the other's text."""


class MentionModel:
    """The model of a file, on one thread.

    Raises BadModel where the file was made for other evidence, and what ONNX Runtime raises where it is no graph.
    """

    def __init__(self, path: Path) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        metadata = self._session.get_modelmeta().custom_metadata_map
        settings = json.loads(metadata["settings"])
        if tuple(settings["evidence"]) != ("constant", *EVIDENCE) or tuple(settings["joint"]) != JOINT:
            raise BadModel(
                f"{path.name} weighs evidence that this version does not gather; train it anew with "
                "`python -m training.coref`, or install the version it came with."
            )
        self.pieces = Pieces(metadata["vocabulary"].split("\n"))
        self.habits = Habits(
            {lemma: (told, again) for lemma, (told, again) in settings["again"].items()},
            {pair: (both, same) for pair, (both, same) in settings["pairs"].items()},
        )
        self._evidence = np.array(list(settings["evidence"].values()))
        self._joint = np.array(list(settings["joint"].values()))
        self.least: float = settings["least"]

    def links(self, one: Excerpt, other: Excerpt | None) -> NDArray[np.float32]:
        """For each two mentions of two excerpts (or of one alone), those of the one first: the log odds that they are
        one event, by the network."""
        inputs = side_by_side(one, other, self.pieces)
        bounds = inputs.pop("bounds")
        among = np.zeros((1, len(bounds), len(inputs["ids"])), np.float32)
        for row, (first, last) in enumerate(bounds):
            among[0, row, first:last] = 1 / (last - first)
        feed = {name: values[None] for name, values in inputs.items()} | {"among": among}
        found: NDArray[np.float32] = self._session.run([OUTPUT], feed)[0][0]
        return found

    def weighed(self, evidence: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """The log odds that pairs of mentions are one event, by their evidence alone."""
        rows = np.asarray(evidence, np.float64).reshape(-1, len(EVIDENCE))
        odds: NDArray[np.float64] = self._evidence[0] + rows @ self._evidence[1:]
        return odds

    def joint(self, columns: NDArray[np.float64]) -> NDArray[np.float64]:
        """The log odds by both, calibrated; the columns are those of JOINT after the constant."""
        odds: NDArray[np.float64] = self._joint[0] + columns @ self._joint[1:]
        return odds


@cache
def mention_model() -> MentionModel:
    """The model that comes with the package, loaded once."""
    return MentionModel(FILE)


@cache
def fingerprint() -> dict[str, str]:
    """The name and the SHA-256 of the model."""
    return {"coreference": hashlib.sha256(FILE.read_bytes()).hexdigest()}
