"""A trained network as one int8 ONNX file, which carries its word pieces, its settings, and where its weights stand."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor

from purport.language.encoder import Pieces, packed
from purport.language.words import words_of
from purport.learning.network import INPUTS, OUTPUTS, Network
from purport.learning.weights import Graph, placed, write_places

READ = tuple(name for name in INPUTS if name != "mask")


class OneWindow(torch.nn.Module):
    """The network over one window at a time: nothing is padded, so nothing need be masked, which saves a quarter."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, *others: Tensor) -> tuple[Tensor, Tensor]:
        """What the network gives for READ."""
        emissions, links = self.network(ids, None, *others)
        return emissions, links


def export(network: Network, vocabulary: Sequence[str], settings: Mapping[str, Any], out: Path) -> None:
    """Write ``out``. Weights and the table of word pieces become int8, a scale for each row or column.

    ``settings`` is what the reader and further training need to know: see ``purport.reading.attribution_model``.
    """
    network.eval()
    words = words_of('The keeper of Muckle Flugga said: "The light was out."')
    pieces = Pieces(vocabulary)
    example = packed(pieces, [(words, pieces.of(words.forms), 0, len(words))])
    axes = {name: {1: "words" if name in ("heads", "parents") else "pieces"} for name in READ}
    axes |= {name: {1: "words"} for name in OUTPUTS}
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, clean = (Path(folder, name) for name in ("plain.onnx", "clean.onnx"))
        torch.onnx.export(
            OneWindow(network),
            tuple(torch.from_numpy(example[name]) for name in READ),
            str(plain),
            input_names=list(READ),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(clean), skip_symbolic_shape=True)
        quantize_dynamic(
            str(clean),
            str(out),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[n.name for n in onnx.load(clean).graph.node if "tags" in n.name or "links" in n.name],
        )
    graph = Graph(out)
    graph.metadata = {"vocabulary": "\n".join(vocabulary), "settings": json.dumps(dict(settings), sort_keys=True)}
    write_places(graph, placed(graph, {name: values.numpy() for name, values in network.state_dict().items()}))
    graph.save(out)
