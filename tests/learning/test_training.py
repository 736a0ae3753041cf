"""Training for real, with a network small enough to learn in seconds. Needs what `purport[training]` brings."""

import json
from itertools import count

import numpy as np
import pytest
from typer.testing import CliRunner

import purport
from purport.cli.app import FAILED, app
from purport.errors import BadModel, PurportError
from purport.learning import train
from purport.learning.adapting import Plan
from purport.reading.attribution_model import AttributionModel

torch = pytest.importorskip("torch", reason="training is not installed: pip install 'purport[training]'")
onnx = pytest.importorskip("onnx", reason="training is not installed: pip install 'purport[training]'")
pytestmark = pytest.mark.training

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{c}" for c in LETTERS), *'.,:"']
NAMES = ("Anna", "Ros", "Jogvan", "Eyd", "Marna", "Pauli", "Sunva", "Teitur")
PLAN = Plan(epochs=40, rate=0.002, hold_out=0.25)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """A model that has learnt nothing."""
    from purport.learning.export import export
    from purport.learning.network import Learner, Sizes
    from purport.learning.transfer import fields

    torch.manual_seed(1)
    learner = Learner(Sizes(pieces=len(VOCABULARY), positions=64, width=32, inner=64, layers=2, heads=4))
    settings = {"window": 64, "overlap": 16, "mix": 0.1, "heads": 4, "confidence": [0.0] * 9}
    settings["thresholds"] = {"speaker": 0.4, "cue": 0.4, "content": 0.35}
    path = tmp_path_factory.mktemp("tiny") / "tiny.onnx"
    export(learner.network, VOCABULARY, settings | fields(learner.losses), path)
    return path, learner


@pytest.fixture
def texts(mark):
    """Reports of one pattern, a statement each."""
    return [
        mark(f"{name} said the {what} sank.", (name, "said", f"the {what} sank"), id=f"{name}-{what}")
        for name in NAMES
        for what in ("boat", "ferry")
    ]


def test_exported_weights_are_read_back(tiny):
    from purport.learning.transfer import learner_of
    from purport.learning.weights import opened

    path, learner = tiny
    again = learner_of(opened(path)).network.state_dict()
    for name, values in learner.network.state_dict().items():
        assert (again[name] - values).abs().max() <= np.ptp(values.numpy()) / 250, name


def test_train_learns_a_pattern_and_reads_by_it(tiny, texts, tmp_path):
    out = tmp_path / "beat.onnx"
    trained = train(texts, out, start=tiny[0], plan=PLAN)
    assert (len(trained.learnt), len(trained.held_out), trained.attributions) == (12, 4, 12)
    assert trained.before["whole"].right == 0
    assert trained.after["whole"].right >= 3
    reading = purport.read("Barba said the cutter sank.", model=out)
    assert reading.made_by.models["attributions"] == trained.sha256
    assert [list(tmp_path.iterdir())] == [[out]]  # no checkpoint is left


def test_train_goes_on_where_it_was_cut_off(tiny, texts, tmp_path):
    plan = Plan(epochs=3, rate=0.002)
    whole, resumed = tmp_path / "whole.onnx", tmp_path / "resumed.onnx"
    train(texts, whole, start=tiny[0], plan=plan)
    epochs = count()

    def cut(what, done, of):
        if what.startswith("epoch 3") and next(epochs) == 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(texts, resumed, start=tiny[0], plan=plan, told=cut)
    assert [path.name for path in sorted((tmp_path / "resumed.onnx.work").iterdir())] == ["epoch-02.pt", "run.json"]
    with pytest.raises(PurportError, match="holds something else than this training begun"):
        train(texts[1:], resumed, start=tiny[0], plan=plan)
    seen = []
    train(texts, resumed, start=tiny[0], plan=plan, told=lambda what, done, of: seen.append(what[:7]))
    assert [what for what in seen if what.startswith("epoch")] == ["epoch 3"]
    assert resumed.read_bytes() == whole.read_bytes()


def test_train_changes_no_word_pieces_and_no_graph(tiny, texts, tmp_path):
    out = tmp_path / "beat.onnx"
    train(texts, out, start=tiny[0], plan=Plan(epochs=1))
    before, after = onnx.load(tiny[0]), onnx.load(out)
    assert before.graph.node == after.graph.node
    changed = {
        one.name
        for one, two in zip(before.graph.initializer, after.graph.initializer, strict=True)
        if one.raw_data != two.raw_data
    }
    assert changed
    assert not any("word_embeddings" in name for name in changed)


def test_train_needs_a_model_that_says_where_its_weights_are(tiny, texts, tmp_path):
    from purport.learning.weights import PLACES, Graph

    graph = Graph(tiny[0])
    del graph.metadata[PLACES]
    graph.save(tmp_path / "old.onnx")
    with pytest.raises(BadModel, match="can be read, but not trained further"):
        train(texts, tmp_path / "beat.onnx", start=tmp_path / "old.onnx")


def test_train_on_the_command_line_writes_model_and_card(tiny, texts, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with (tmp_path / "beat.jsonl").open("w") as lines:
        for text in texts:
            [said] = text.attributions
            named = {
                role: [{"text": text.text[a:b], "start": a, "end": b} for a, b in getattr(said, role)]
                for role in ("speaker", "cue", "content")
            }
            statement = {"speaker": named["speaker"][0], "cue": named["cue"][0], "content": named["content"]}
            lines.write(json.dumps({"source": {"id": text.id}, "text": text.text, "statements": [statement]}) + "\n")
    command = ["train", "beat.jsonl", "--out", "beat.onnx", "--from", str(tiny[0])]
    result = CliRunner().invoke(app, [*command, "--epochs", "40", "--rate", "0.002", "--hold-out", "0.25"])
    assert result.exit_code == 0, result.output
    assert "learnt 12 documents with 12 statements\non 4 documents held out" in result.stdout
    card = (tmp_path / "beat.md").read_text()
    assert "- Learnt: 12 documents of beat.jsonl, 12 statements" in card
    assert "- Confidence: as in the model it began with" in card
    assert AttributionModel(tmp_path / "beat.onnx").settings["window"] == 64
    (tmp_path / "a.txt").write_text("Anna said the boat sank.")
    assert CliRunner().invoke(app, ["read", "a.txt", "--model", "beat.onnx"]).exit_code == 0
    assert CliRunner().invoke(app, ["read", "a.txt", "--model", "beat.md"]).exit_code == FAILED
