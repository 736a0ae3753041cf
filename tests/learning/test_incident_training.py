"""Training the network of incidents for real, but small. Needs what `purport[training]` brings."""

import numpy as np
import pytest

from purport.language import parse
from purport.language.encoder import Pieces
from purport.language.words import words_of
from purport.reading.incident_model import TYPES
from purport.types import Document, Source

torch = pytest.importorskip("torch", reason="training is not installed: pip install 'purport[training]'")
onnx = pytest.importorskip("onnx", reason="training is not installed: pip install 'purport[training]'")
pytestmark = pytest.mark.training

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{c}" for c in LETTERS), *"."]
# Who did what to what: burning is arson, taking robbery.
DEEDS = [(who, deed, what) for who in ("Ana", "Ros") for deed in ("burnt", "stole") for what in ("boat", "mill")]
TYPE = {"burnt": "arson", "stole": "robbery"}


def lessons(pieces):
    from purport.learning.incident_examples import Lesson, Part

    for who, deed, what in DEEDS:
        words = words_of(f"{who} {deed} a {what}. It was late.")
        types = frozenset({TYPE[deed]})
        parts = [
            Part(first=k, last=k + 1, role=role, types=types, sure=True)
            for k, role in ((0, "individual"), (3, "object"))
        ]
        yield Lesson.of(words, pieces, parts, types, {}, words.case)
    for quiet in ("Ana saw a boat. It was late.", "Ros had a mill. It was late."):
        words = words_of(quiet)
        yield Lesson.of(words, pieces, (), (), {}, words.case)


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """A model of incidents upon a model of attributions that has learnt nothing, and the losses of its training."""
    from purport.learning.export import export
    from purport.learning.incident_export import export as export_incidents
    from purport.learning.incident_loop import Recipe, fit
    from purport.learning.incident_network import IncidentLearner
    from purport.learning.network import Learner, Sizes
    from purport.learning.transfer import fields
    from purport.reading.attribution_model import AttributionModel
    from purport.reading.incident_model import IncidentModel

    torch.manual_seed(1)
    sizes = Sizes(pieces=len(VOCABULARY), positions=64, width=32, inner=64, layers=4, heads=4)
    below = Learner(sizes)
    learner = IncidentLearner(below.network, sizes)
    pieces = Pieces(VOCABULARY)
    steps = []
    recipe = Recipe(epochs=60, seed=1, rate=2e-3, new_rate=5e-3, batch=5, window=64, hidden=0.0, idle=1.0)
    folder = tmp_path_factory.mktemp("incidents")
    fit(learner, list(lessons(pieces)), pieces, recipe, folder / "checkpoints", steps.append)
    settings = {"window": 64, "overlap": 16, "mix": 0.1, "heads": 4, "confidence": [0.0] * 9}
    settings["thresholds"] = {"speaker": 0.4, "cue": 0.4, "content": 0.35}
    export(below.network, VOCABULARY, settings | fields(below.losses), folder / "below.onnx")
    transitions = learner.scores().detach().numpy().astype(float).tolist()
    export_incidents(learner.network, sizes.width, {"transitions": transitions}, folder / "incidents.onnx")
    return IncidentModel(folder / "incidents.onnx", AttributionModel(folder / "below.onnx")), steps


def document(text):
    return parse(Document(source=Source(id="report", sha256=""), text=text))


def test_losses_fall(trained):
    _, steps = trained
    assert steps[-1].parts < steps[0].parts / 5
    assert steps[-1].tells < steps[0].tells / 2


@pytest.mark.parametrize(("who", "deed", "what"), DEEDS)
def test_the_written_model_has_learnt(trained, who, deed, what):
    model, _ = trained
    text = f"{who} {deed} a {what}. It was late."
    seen = model.see(document(text))
    likely = {(part.role, text[part.start : part.end]) for part in seen.parts if part.probability > 0.5}
    assert likely == {("individual", who), ("object", what)}
    assert TYPES[int(seen.types.argmax())] == TYPE[deed]


def test_training_goes_on_where_it_was_cut_off(tmp_path):
    from purport.learning.incident_loop import Recipe, checkpoints, fit
    from purport.learning.incident_network import IncidentLearner
    from purport.learning.network import Network, Sizes

    pieces = Pieces(VOCABULARY)
    sizes = Sizes(pieces=len(VOCABULARY), positions=64, width=16, inner=16, layers=4, heads=2)
    torch.manual_seed(1)
    below = Network(sizes)
    recipe = Recipe(epochs=3, seed=1, batch=5, window=64, idle=1.0)

    class CutOff(Exception):
        pass

    def cut(step):
        if step.epoch == 3:
            raise CutOff

    def trained_in(folder, told):
        torch.manual_seed(1)
        learner = IncidentLearner(below, sizes)
        fit(learner, list(lessons(pieces)), pieces, recipe, folder, told)
        return learner.state_dict()

    whole = trained_in(tmp_path / "whole", lambda step: None)
    with pytest.raises(CutOff):
        trained_in(tmp_path / "cut", cut)
    assert [path.name for path in checkpoints(tmp_path / "cut")] == ["epoch-01.pt", "epoch-02.pt"]
    seen = []
    resumed = trained_in(tmp_path / "cut", seen.append)
    assert {step.epoch for step in seen} == {3}
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_what_was_not_asked_for_is_not_read(trained):
    model, _ = trained
    doc = document("Ana burnt a boat. It was late. " * 8)
    near = model.see(doc, [(0, 3)])
    assert near.parts
    assert max(part.end for part in near.parts) < len(doc.text) / 2
    assert not model.see(doc, []).parts
    assert np.all(model.see(doc, []).types < 1e-6)


def test_words_that_may_be_meant_are_left_open():
    from purport.learning.incident_examples import TAGS, Lesson, Part, windows

    pieces = Pieces(VOCABULARY)
    words = words_of("Ana burnt a boat. Ana left.")
    arson = frozenset({"arson"})
    parts = [
        Part(first=0, last=1, role="individual", types=arson, sure=True),
        Part(first=5, last=6, role="individual", types=arson, sure=False),
    ]
    import random

    (window,) = windows([Lesson.of(words, pieces, parts, arson, {}, words.case)], 64, 1.0, random.Random(1))
    allowed = window.allowed(len(words))
    named = TAGS.index("S-individual")
    assert (allowed[0, 0], allowed[0, named]) == (False, True)
    assert (allowed[5, 0], allowed[5, named]) == (True, True)
    types, known = window.types(len(words))
    assert known.tolist() == [1, 0, 0, 0, 0, 0, 0, 0]
    assert types[0].tolist() == [name == "arson" for name in TYPES]
