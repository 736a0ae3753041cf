import tomllib
from pathlib import Path

import pytest

from purport.reading.figures import find_figures
from purport.types import Figure

TEXTS = tomllib.loads(Path(__file__).with_name("figure_texts.toml").read_text(encoding="utf-8"))["texts"]


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _shown(figure: Figure) -> str:
    same = figure.low == figure.high
    bounds = _bound(figure.low) if same else f"{_bound(figure.low)}..{_bound(figure.high)}"
    return f"{bounds} {figure.unit}" if figure.unit else bounds


@pytest.mark.parametrize("case", TEXTS, ids=[case["text"][:40] for case in TEXTS])
def test_figures_of_sentences_in_reports(case):
    assert [_shown(figure) for figure in find_figures(case["text"])] == case["figures"]
