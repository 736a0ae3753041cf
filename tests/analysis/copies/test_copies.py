"""The generator of bench/copies.py: what it says of its texts is so."""

import re
from importlib import import_module
from itertools import pairwise
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
    by_number = {each.number: each for each in made}
    for each in made:
        origin = by_number[each.origin]
        assert each.event == origin.event
        assert each.published >= origin.published or each.hand == "cite"
        assert each.origin == each.number or each.hand in ("copy", "cite")
        assert each.hand != "copy" or origin.hand == "agency"
        assert 0 <= each.changed <= each.degree
        assert not re.search(r"[{}<>\[\]]", each.text)
        assert all(0 <= said.start < said.end <= len(each.text) for said in each.spoken)
        assert all(said.name.removeprefix("the ").split()[-1] in each.text for said in each.spoken)
    assert {each.hand for each in made} == {"agency", "copy", "cite", "quote", "own"}


@pytest.mark.parametrize("half", ["tuning", "final"])
def test_some_have_no_date_some_a_dateline_and_some_name_a_speaker_by_a_short_name_alone(copies, half):
    made = list(copies["reports"](half, 400, 3))
    assert 0.03 < sum(not each.dated for each in made) / len(made) < 0.15
    datelines = [f"({each.publisher}) –" in each.text for each in made if each.hand == "agency"]
    assert 0.3 < sum(datelines) / len(datelines) < 0.7
    assert any(said.name != said.who for each in made if each.hand in ("agency", "quote") for said in each.spoken)


@pytest.mark.parametrize("half", ["tuning", "final"])
def test_an_agency_tells_of_a_like_event_days_after(copies, half):
    agencies = [each for each in copies["reports"](half, 400, 3) if each.hand == "agency"]
    pairs = pairwise(sorted(agencies, key=lambda each: each.event))
    later = [
        (other.published - one.published).days
        for one, other in pairs
        if one.publisher == other.publisher and one.event + 1 == other.event
    ]
    assert any(2 <= days <= 6 for days in later)
