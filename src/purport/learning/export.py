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

from purport.language.encoder import STATES, Pieces, packed
from purport.language.words import words_of
from purport.learning.network import INPUTS, OUTPUTS, SHARED_LAYERS, Network
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
    inputs = {name: torch.from_numpy(example[name]) for name in READ}
    write_quantized(OneWindow(network), inputs, OUTPUTS, out)
    layers, table = network.bert.encoder["layer"], network.bert.embeddings.word_embeddings
    _give_states(out, min(SHARED_LAYERS, len(layers)), table.embedding_dim)
    graph = Graph(out)
    graph.metadata = {"vocabulary": "\n".join(vocabulary), "settings": json.dumps(dict(settings), sort_keys=True)}
    write_places(graph, placed(graph, {name: values.numpy() for name, values in network.state_dict().items()}))
    graph.save(out)


def write_quantized(
    module: torch.nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    out: Path,
    axes: Mapping[str, Mapping[int, str]] | None = None,
) -> None:
    """Write a module as a graph, by an example of its inputs. Weights become int8, a scale for each row or column, but
    for those of the layers that bear the outputs' names. ``axes`` names the dimensions of inputs and outputs that
    vary, where those are not a row of pieces or words each."""
    axes = axes or (
        {name: {1: "words" if name in ("heads", "parents") else "pieces"} for name in inputs}
        | {name: {1: "words"} for name in outputs}
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, clean = (Path(folder, name) for name in ("plain.onnx", "clean.onnx"))
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: dict(of) for name, of in axes.items()},
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
            nodes_to_exclude=[n.name for n in onnx.load(clean).graph.node if any(name in n.name for name in outputs)],
        )


def _give_states(path: Path, layers: int, width: int) -> None:
    """Make a graph give the states after so many layers as STATES, for the branches that go on from there."""
    model = onnx.load(path)
    ends = f"layer.{layers - 1}/output/LayerNorm_1/LayerNormalization_output_0"
    (states,) = (name for node in model.graph.node for name in node.output if name.endswith(ends))
    shape = [1, "pieces", width]
    model.graph.node.append(onnx.helper.make_node("Identity", [states], [STATES], name=STATES))
    model.graph.output.append(onnx.helper.make_tensor_value_info(STATES, onnx.TensorProto.FLOAT, shape))
    onnx.save(model, path)
