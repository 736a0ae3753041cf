"""The generator of bench/copies.py: what it says of its texts is so."""

import re
from importlib import import_module
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[3] / "bench"


@pytest.fixture(scope="module")
def copies():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        yield {"half": import_module("copies_world").half, "reports": import_module("copies_generator").reports}


def sentences(half):
    return {variant for fact in half["fact"] for variant in fact["variants"]}


def choices(half):
    return {frozenset(m.split("|")) for text in sentences(half) for m in re.findall(r"\{([^{}]*\|[^{}]*)\}", text)}


def test_the_halves_share_no_sentence_and_next_to_no_choice(copies):
    tuning, final = copies["half"]("tuning"), copies["half"]("final")
    assert not sentences(tuning) & sentences(final)
    assert len(choices(tuning) & choices(final)) <= 0.02 * len(choices(final))


@pytest.mark.parametrize("half", ["tuning", "final"])
def test_copies_are_changed_as_much_as_is_said(copies, half):
    made = list(copies["reports"](half, 80, 3))
    assert made == list(copies["reports"](half, 80, 3))
    for each in made:
        origin = made[each.origin]
        assert each.event == origin.event and each.published >= origin.published
        assert (each.hand == "copy") == (each.origin != each.number)
        assert 0 <= each.changed <= each.degree
        assert not re.search(r"[{}<>\[\]]", each.text)
        assert all(0 <= start < end <= len(each.text) for _, start, end in each.spoken)
    assert {each.hand for each in made} == {"agency", "copy", "own"}
