"""The trained network as one int8 ONNX file that carries its word pieces and settings."""

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from purport.language.encoder import FEATURES, Pieces, packed
from purport.language.words import words_of

from .network import Network

INPUTS = ("ids", *FEATURES, "heads", "parents")
OUTPUTS = ("tags", "links")


class OneWindow(torch.nn.Module):
    """The network over one window at a time: nothing is padded, so nothing need be masked, which saves a quarter."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, *others: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.network(ids, None, *others)


def export(network: Network, vocabulary: list[str], settings: dict, out: Path) -> None:
    """Write ``out``. Weights and the table of word pieces become int8, a scale for each row or column."""
    network.eval()
    words = words_of('The keeper of Muckle Flugga said: "The light was out."')
    pieces = Pieces(vocabulary)
    example = packed(pieces, [(words, pieces.of(words.forms), 0, len(words))])
    axes = {name: {1: "words" if name in ("heads", "parents") else "pieces"} for name in INPUTS}
    axes |= {name: {1: "words"} for name in OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        plain, clean, small = (Path(folder, name) for name in ("plain.onnx", "clean.onnx", "small.onnx"))
        torch.onnx.export(
            OneWindow(network),
            tuple(torch.from_numpy(example[name]) for name in INPUTS),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(clean), skip_symbolic_shape=True)
        quantize_dynamic(
            str(clean),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[n.name for n in onnx.load(clean).graph.node if "tags" in n.name or "links" in n.name],
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        write(onnx.load(small), vocabulary, settings, out)


def write(model: onnx.ModelProto, vocabulary: list[str], settings: dict, out: Path) -> None:
    """Save a graph with its word pieces and settings, in place of those it may have."""
    del model.metadata_props[:]
    for key, value in (("vocabulary", "\n".join(vocabulary)), ("settings", json.dumps(settings, sort_keys=True))):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(model, out)
