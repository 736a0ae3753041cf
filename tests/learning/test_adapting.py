import pytest
from typer.testing import CliRunner

from purport.cli.app import FAILED, USAGE, app
from purport.errors import OptionError, PurportError
from purport.learning import adapting
from purport.learning.adapting import Plan, split


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"epochs": 0}, "0 epochs are none"),
        ({"rate": 0.0}, "a rate of 0 is out of bounds"),
        ({"rate": 1.0}, "a rate of 1 is out of bounds"),
        ({"hold_out": 1.0}, "1 of the documents cannot be held out"),
    ],
)
def test_plan_refuses_what_cannot_be_done(given, told):
    with pytest.raises(OptionError, match=told):
        Plan(**given)


def test_split_is_the_same_in_whatever_order_the_texts_come(mark):
    texts = [mark("Anna said it sank.", ("Anna", "said", "it sank"), id=f"text-{n}") for n in range(10)]
    learnt, held_out = split(texts, Plan(hold_out=0.3))
    assert (len(learnt), len(held_out)) == (7, 3)
    again, held_out_again = split(texts[::-1], Plan(hold_out=0.3))
    assert ({t.id for t in again}, {t.id for t in held_out_again}) == ({t.id for t in learnt}, {t.id for t in held_out})
    assert split(texts, Plan(hold_out=0.0)) == (texts, [])


def test_split_leaves_something_to_learn(mark):
    with pytest.raises(PurportError, match="no statement is left to learn from: 1 documents, 1 held out"):
        split([mark("Anna said it sank.", ("Anna", "said", "it sank"))], Plan())


def test_train_names_the_extra_where_pytorch_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(adapting, "find_spec", lambda name: None)
    (tmp_path / "a.json").write_text('{"text": "Anna said it sank.", "statements": []}')
    result = CliRunner().invoke(app, ["train", str(tmp_path), "--out", str(tmp_path / "model.onnx")])
    assert result.exit_code == USAGE
    assert result.stderr == (
        "purport: training needs torch and onnx, not installed here; `pip install 'purport[training]'` adds it\n"
    )
    assert not (tmp_path / "model.onnx").exists()


def test_train_leaves_the_card_its_name(tmp_path):
    out = tmp_path / "beat.md"
    result = CliRunner().invoke(app, ["train", str(tmp_path), "--out", str(out)])
    assert result.exit_code == USAGE
    assert result.stderr == f"purport: {out} is where the card goes; name the model {out.with_suffix('.onnx')}\n"


def test_train_names_the_text_that_cannot_be_learnt(monkeypatch, tmp_path):
    monkeypatch.setattr(adapting, "check_installed", lambda: None)
    (tmp_path / "a.json").write_text('{"text": "Anna said it sank."}')
    (tmp_path / "b.json").write_text("{")
    result = CliRunner().invoke(app, ["train", str(tmp_path), "--out", str(tmp_path / "model.onnx")])
    assert result.exit_code == FAILED
    first, second, *rest = result.stderr.splitlines()
    assert first.startswith("purport: a: `statements` is missing; training needs")
    assert "b.json: not JSON" in second
    assert not rest
