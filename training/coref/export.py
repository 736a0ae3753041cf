"""The trained network as one int8 ONNX file, which carries its word pieces and its settings."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from purport.analysis.mentions.excerpts import PIECES
from purport.analysis.mentions.model import INPUTS, OUTPUT
from purport.learning.export import write_quantized
from purport.learning.weights import Graph

from .network import CorefNetwork

# Two excerpts and the marks about them.
POSITIONS = 2 * PIECES + 3
_FOREIGN = re.compile(r"\[unused|[^\x00-\u024f\u2000-\u20cf]")
AXES = {
    **{name: {1: "pieces"} for name in ("ids", "sides", "marks")},
    "among": {1: "mentions", 2: "pieces"},
    OUTPUT: {1: "mentions", 2: "mentions"},
}


class OnePair(torch.nn.Module):
    """The network over two excerpts at a time: nothing is padded, so nothing need be masked."""

    def __init__(self, network: CorefNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, sides: Tensor, marks: Tensor, among: Tensor) -> Tensor:
        """What the network gives."""
        logits: Tensor = self.network(ids, None, sides, marks, among)
        return logits


def export(network: CorefNetwork, vocabulary: Sequence[str], settings: Mapping[str, Any], out: Path) -> None:
    """Write ``out``; ``settings`` is what the reader needs to know: see ``purport.analysis.mentions.model``. Word
    pieces that no English text has are left out, and places past the longest two excerpts."""
    network.eval()
    kept = [n for n, piece in enumerate(vocabulary) if not _FOREIGN.search(piece)]
    table = network.bert.embeddings.word_embeddings
    table.weight = torch.nn.Parameter(table.weight[kept].detach().clone())
    positions = network.bert.embeddings.position_embeddings
    positions.weight = torch.nn.Parameter(positions.weight[:POSITIONS].detach().clone())
    ids = torch.arange(12).unsqueeze(0)
    among = torch.zeros(1, 3, 12)
    among[0, range(3), (2, 5, 8)] = 1
    sides = (torch.arange(12) > 6).long().unsqueeze(0)
    inputs = dict(zip(INPUTS, (ids, sides, torch.zeros_like(sides), among), strict=True))
    write_quantized(OnePair(network), inputs, (OUTPUT,), out, AXES)
    write_settings(out, settings, [vocabulary[n] for n in kept])


def write_settings(path: Path, settings: Mapping[str, Any], vocabulary: Sequence[str] = ()) -> None:
    """Put settings in a graph's file, and word pieces where they are given."""
    graph = Graph(path)
    pieces = {"vocabulary": "\n".join(vocabulary)} if vocabulary else {}
    graph.metadata |= {"settings": json.dumps(dict(settings), separators=(",", ":"))} | pieces
    graph.save(path)
