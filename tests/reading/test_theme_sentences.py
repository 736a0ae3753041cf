"""Themes on sentences annotated by hand, invented: `seen` was looked at while the words were chosen, `kept` was not
scored until then. Both are by those who chose the words, so other texts are harder."""

from pathlib import Path

import pytest

from purport.codebooks.themes import theme_codebook
from purport.evaluation import annotated_documents, evaluate

FOLDER = Path(__file__).parents[1] / "themes"


@pytest.mark.parametrize(("name", "precision", "recall"), [("seen", 0.94, 0.97), ("kept", 0.93, 0.95)])
def test_themes_are_found_and_little_else(name, precision, recall):
    score = evaluate(FOLDER / f"{name}.jsonl").score("themes")
    assert score.precision >= precision and score.recall >= recall


def test_annotated_sentences_are_of_every_theme_and_of_none():
    documents = [each for name in ("seen", "kept") for each in annotated_documents(FOLDER / f"{name}.jsonl")]
    assert {theme.code for each in documents for theme in each.themes} == set(theme_codebook().themes)
    assert sum(bool(each.themes) for each in documents) >= 150
    assert sum(not each.themes for each in documents) >= 60
