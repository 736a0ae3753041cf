import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.reading.figure_lists import parts
from purport.reading.figures import find_figures

PEOPLES = ("Danes", "Swedes", "Finns", "Norwegians", "Icelanders", "Germans")
COUNTS = st.lists(st.integers(2, 900), min_size=3, max_size=len(PEOPLES))


@given(COUNTS)
def test_a_list_of_persons_has_its_sum_before_its_parts(counts):
    told = [f"{count} {people}" for count, people in zip(counts, PEOPLES, strict=False)]
    listed = f"{', '.join(told[:-1])} and {told[-1]}"
    whole, *rest = find_figures(f"They held {listed} in the fort.")
    assert (whole.text, whole.low, whole.high, whole.unit) == (listed, sum(counts), sum(counts), None)
    assert [figure.low for figure in rest] == counts
    assert parts([whole, *rest]) == rest


@pytest.mark.parametrize(
    "text",
    [
        "two Danes and one Swede",
        "They killed three guards, wounded four guards and freed five guards.",
        "three guards killed, four guards wounded and two boys freed",
        "three rifles, four boats and five tents",
        "at least three Danes, four Swedes and five Finns",
        "10 Danes, 12 Swedes, 14 Finns",
        "$3m, $4m and $5m",
    ],
)
def test_what_is_no_list_of_one_whole_has_no_sum(text):
    figures = find_figures(text)
    assert len(figures) > 1
    assert parts(figures) == list(figures)


@given(st.integers(2, 9000), st.integers(0, 9000))
def test_two_bounds_of_one_count_are_one_figure(low, more):
    for text in (
        f"at least {low:,} but no more than {low + more:,} men",
        f"fewer than {low + more:,} but more than {low:,} men",
        f"at least {low:,} men but no more than {low + more:,}",
    ):
        [figure] = find_figures(text)
        assert (figure.low, figure.high, figure.unit) == (low, low + more, "men")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 30 men and fewer than 50 women", [(30, None), (None, 50)]),
        ("at least 30 men and more than 20 women", [(30, None), (20, None)]),
        ("more than 50 men but fewer than 20", [(50, None), (None, 20)]),
        ("At least 30 men came. Fewer than 50 left.", [(30, None), (None, 50)]),
    ],
)
def test_bounds_of_different_counts_stay_apart(text, expected):
    assert [(figure.low, figure.high) for figure in find_figures(text)] == expected
