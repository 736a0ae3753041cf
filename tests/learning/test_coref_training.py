"""Training the network of event mentions for real, but small. Needs what `purport[training]` brings."""

import sys
from pathlib import Path

import numpy as np
import pytest

from purport.analysis.mentions.evidence import EVIDENCE
from purport.language.encoder import Pieces

torch = pytest.importorskip("torch", reason="training is not installed: pip install 'purport[training]'")
onnx = pytest.importorskip("onnx", reason="training is not installed: pip install 'purport[training]'")
pytestmark = pytest.mark.training

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{c}" for c in LETTERS), "語"]
# A raid is one event wherever a report tells of it, a fire another.
EVENTS = ("raid", "fire", "ball", "vote")


def row(number, first, second):
    text = f"a {first} and a {second}"
    mentions = [{"span": [text.index(w), text.index(w) + len(w)], "cluster": w} for w in (first, second)]
    return {"id": str(number), "topic": "1-ecb", "text": text, "mentions": mentions}


ROWS = [row(n, first, second) for n, (first, second) in enumerate((a, b) for a in EVENTS for b in EVENTS if a != b)]


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """The model that a few reports made, and its loss before and after."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    try:
        from training.coref.export import export
        from training.coref.loop import Recipe, fit, parts, tried
        from training.coref.network import CorefNetwork
    finally:
        sys.path.pop(0)
    from purport.analysis.mentions.model import JOINT, MentionModel
    from purport.learning.network import Sizes

    torch.manual_seed(1)
    network = CorefNetwork(Sizes(pieces=len(VOCABULARY), positions=256, width=32, inner=64, layers=2, heads=4))
    pieces = Pieces(VOCABULARY)
    folder = tmp_path_factory.mktemp("coref")
    recipe = Recipe(epochs=14, rate=3e-3, new_rate=3e-3, batch=8, hidden=0.0, same=1.0, alone=0.0, other=0.0)
    before = tried(network, parts(ROWS, pieces), pieces, 60)["loss"]
    fit(network, ROWS, pieces, recipe, folder)
    after = tried(network, parts(ROWS, pieces), pieces, 60)["loss"]
    settings = {
        "evidence": dict.fromkeys(("constant", *EVIDENCE), 0.0),
        "joint": dict.fromkeys(JOINT, 0.0) | {"network": 1.0},
        "again": {},
        "pairs": {},
        "least": 0.0,
    }
    export(network, VOCABULARY, settings, folder / "coref.onnx")
    return MentionModel(folder / "coref.onnx"), before, after


def test_training_learns(trained):
    _, before, after = trained
    assert after < before / 2


def test_written_model_tells_one_event_from_another(trained):
    from purport.analysis.mentions.excerpts import excerpts

    model, *_ = trained
    one, other = (
        excerpts(row["text"], [tuple(m["span"]) for m in row["mentions"]], model.pieces)[0]
        for row in (ROWS[0], ROWS[1])
    )
    odds = model.links(one, other)  # a raid and a fire, a raid and a ball
    assert odds.shape == (4, 4)
    assert odds[0, 2] > odds[0, 3]
    assert odds[0, 2] > odds[1, 2]
    assert np.allclose(odds, odds.T, atol=1e-4)


def test_written_model_knows_no_pieces_that_english_has_not(trained):
    model, *_ = trained
    assert model.pieces.of(["語"]) == [[model.pieces.unknown]]
    assert model.pieces.of(["a"]) != [[model.pieces.unknown]]
