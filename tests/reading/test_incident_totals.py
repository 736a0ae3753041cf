"""Counts told one after the other add up where nothing speaks for a recount."""

import pytest

import purport

FATES = ("captured", "arrested", "killed")
CASES = (
    # text, the most that any figure of its arrests or killings comes to
    ("Police in Vágur arrested a rebel leader. The guards also detained two gunmen during the raid.", 3),
    ("Police in Vágur arrested a rebel leader on Monday. Two other gunmen were detained during the operation.", 3),
    ("Guards arrested a rebel leader and detained two gunmen in Vágur on Monday.", 3),
    ("A rebel leader was captured and two gunmen were detained by guards in Vágur on Monday.", 3),
    ("Guards in Vágur detained the rebel leader along with three of his associates.", 4),
    ("Guards in Vágur detained multiple gunmen during a raid.", 3),
    ("Numerous gunmen were detained in Vágur on Monday.", 4),
    ("Two gunmen were captured in Vágur on Monday. The two gunmen were detained during the operation.", 2),
    ("Guards in Vágur arrested three gunmen on Monday. Guards arrested three gunmen after a search.", 3),
)


@pytest.mark.parametrize(("text", "most"), CASES)
def test_counts_beside_each_other_add_up(text: str, most: int) -> None:
    lows = [f.low for i in purport.read(text).incidents for f in i.figures if f.what in FATES and f.low is not None]
    assert max(lows) == most


@pytest.mark.parametrize(
    "text",
    (
        "Multiple reasons were given, and numerous boats lay in the harbour.",
        "A number of ministers spoke for a few hours.",
    ),
)
def test_vague_words_of_persons_count_no_things(text: str) -> None:
    assert purport.figures(text) == ()


def test_a_figure_after_the_dash_of_a_dateline_is_found() -> None:
    assert [f.text for f in purport.figures("OSLO - Two men were killed.")] == ["Two"]
