"""The trained network as one int8 ONNX file, which carries its word pieces and its settings."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from purport.analysis.excerpts import PIECES
from purport.analysis.mention_model import INPUTS, OUTPUT
from purport.learning.export import write_quantized
from purport.learning.weights import Graph

from .network import CorefNetwork

# Two excerpts and the marks about them.
POSITIONS = 2 * PIECES + 3
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
    """Write ``out``; ``settings`` is what the reader needs to know: see ``purport.analysis.mention_model``."""
    network.eval()
    positions = network.bert.embeddings.position_embeddings
    positions.weight = torch.nn.Parameter(positions.weight[:POSITIONS].detach().clone())
    ids = torch.arange(1000, 1012).unsqueeze(0)
    among = torch.zeros(1, 3, 12)
    among[0, range(3), (2, 5, 8)] = 1
    sides = (torch.arange(12) > 6).long().unsqueeze(0)
    inputs = dict(zip(INPUTS, (ids, sides, torch.zeros_like(sides), among), strict=True))
    write_quantized(OnePair(network), inputs, (OUTPUT,), out, AXES)
    write_settings(out, settings, vocabulary)


def write_settings(path: Path, settings: Mapping[str, Any], vocabulary: Sequence[str]) -> None:
    """Put settings and word pieces in a graph's file."""
    graph = Graph(path)
    graph.metadata = {
        "vocabulary": "\n".join(vocabulary),
        "settings": json.dumps(dict(settings), sort_keys=True, separators=(",", ":")),
    }
    graph.save(path)
