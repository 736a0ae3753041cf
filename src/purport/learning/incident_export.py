"""The trained network of incidents as one int8 ONNX file, which carries its settings."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from purport.language.encoder import STATES
from purport.learning.export import write_quantized
from purport.learning.incident_network import OUTPUTS, IncidentNetwork
from purport.learning.weights import Graph


class OneWindow(torch.nn.Module):
    """The network over one window at a time: nothing is padded, so nothing need be masked."""

    def __init__(self, network: IncidentNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, heads: Tensor, parents: Tensor) -> tuple[Tensor, ...]:
        """What the network gives."""
        answers: tuple[Tensor, ...] = self.network(states, None, heads, parents)
        return answers


def export(network: IncidentNetwork, width: int, settings: Mapping[str, Any], out: Path) -> None:
    """Write ``out``; ``settings`` is what the reader needs to know: see ``purport.reading.incident_model``."""
    network.eval()
    heads = torch.arange(1, 8).unsqueeze(0)
    inputs = {STATES: torch.zeros(1, 9, width), "heads": heads, "parents": heads}
    write_quantized(OneWindow(network), inputs, OUTPUTS, out)
    write_settings(out, settings)


def write_settings(path: Path, settings: Mapping[str, Any]) -> None:
    """Put settings in a graph's file."""
    graph = Graph(path)
    graph.metadata = {"settings": json.dumps(dict(settings), sort_keys=True)}
    graph.save(path)
