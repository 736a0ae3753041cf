import runpy
from pathlib import Path

import pytest

PAGES = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "pages.py"))


def test_pages_are_fifty_and_differ():
    pages = PAGES["pages"]()
    assert len(pages) == 50
    assert len({markup for _, markup, _ in pages}) == 50
    assert len(PAGES["LAYOUTS"]) == 25


def test_pages_main_text_is_found_no_worse_than_by_trafilatura_alone():
    scores = [
        (name, *(PAGES["f1"](read(markup), true) for read in (PAGES["ours"], PAGES["plain"])))
        for name, markup, true in PAGES["pages"]()
    ]
    assert [name for name, ours, theirs in scores if ours < theirs - 0.005] == []
    assert sum(ours for _, ours, _ in scores) / 50 > 0.985


@pytest.mark.parametrize(
    "words",
    ["Share this post", "Photo: J. Holm", "Ferry delayed", "We use cookies", "Sign up for the morning", "Anna wrote"],
)
def test_pages_furniture_is_no_prose(words):
    for name, markup, _ in PAGES["pages"]():
        assert words not in PAGES["ours"](markup), name
