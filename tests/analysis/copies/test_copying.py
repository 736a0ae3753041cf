from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.copies.copying import COPIED, copying, passages
from purport.analysis.copies.passages import chains
from purport.analysis.wording import wording

AGENCY, REWORDED, INDEPENDENT = (
    (Path(__file__).parents[1] / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    for name in ("agency", "reworded", "independent")
)
SPEECH = (
    "“Nobody will bargain with murderers who come at eleven in the night and hide behind quotas, and whoever shelters "
    "them shall answer for it before a court of this country,”"
)


def strength(one, two):
    return copying(wording(one), wording(two)).strength


def test_a_reworded_copy_is_told():
    assert strength(AGENCY, REWORDED) >= COPIED
    assert strength(AGENCY, AGENCY) >= COPIED


def test_a_copy_cut_and_mixed_into_another_report_is_told():
    first, second = AGENCY.split("\n\n")
    assert strength(AGENCY, f"{INDEPENDENT.split(chr(10))[0]}\n\n{second}\n\n{first}") >= COPIED


LONG = Path(__file__).parents[1] / "texts" / "dispatch.txt"


@pytest.mark.parametrize("paragraphs", [1, 2, 3])
def test_the_beginning_of_a_dispatch_word_for_word_is_a_copy(paragraphs):
    dispatch = LONG.read_text(encoding="utf-8")
    assert strength(dispatch, "\n\n".join(dispatch.split("\n\n")[:paragraphs])) >= COPIED


def test_a_report_of_the_same_event_by_another_hand_is_no_copy():
    assert strength(AGENCY, INDEPENDENT) < 0.5


def test_the_same_speech_quoted_makes_no_copy():
    one = f"Rúna Foss met reporters at the fish market in the afternoon. {SPEECH} said the minister, in black."
    two = f"The council sat late. Asked about talks, the minister of justice answered at once: {SPEECH} Foss insisted."
    assert strength(one, two) < 0.5
    assert strength(one.replace("“", "").replace("”", ""), two.replace("“", "").replace("”", "")) > strength(one, two)


@pytest.mark.parametrize("text", ["", "One.", "…", "12"])
def test_a_text_with_nothing_in_it_copies_nothing(text):
    assert strength(text, AGENCY) == strength(AGENCY, text) == 0


def test_passages_are_words_of_both_texts():
    one, two = wording(AGENCY), wording(REWORDED)
    shown = passages(copying(one, two), one, AGENCY, two, REWORDED)
    assert any("stolen ambulance" in p.one.text and "stolen ambulance" in p.other.text for p in shown)
    for passage in shown:
        assert AGENCY[passage.one.start : passage.one.end] == passage.one.text
        assert REWORDED[passage.other.start : passage.other.end] == passage.other.text


WORDS = st.lists(
    st.sampled_from(["harbour", "smuggler", "lantern", "the", "of", "Lerwick", "twelve", "quay", "herring."]),
    max_size=60,
)


@given(WORDS, WORDS)
def test_chains_share_no_word(ours, theirs):
    one, two = wording(" ".join(ours)), wording(" ".join(theirs))
    found = chains(one, two)
    for side in ("ours", "theirs"):
        places = [at for chain in found for at in getattr(chain, side).tolist()]
        assert len(places) == len(set(places))
    assert all((one.stems[chain.ours] == two.stems[chain.theirs]).all() for chain in found)
