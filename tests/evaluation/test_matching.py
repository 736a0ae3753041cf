import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.evaluation.matching import (
    characters,
    f1,
    kilometres,
    one_to_one,
    overlap,
    same_date,
    same_name,
    words_within,
)
from purport.types import Span

SETS = st.frozensets(st.integers(0, 30))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Norran Front", "the Norran Front", True),
        ("Mr Rousay", "Abel Rousay", True),
        ("a former member of the Norran Front", "a former member", True),
        ("Interior Office", "Skerry League", False),
        ("The Mission", "the patrol", False),
        ("the", "The", True),
        ("", "", False),
        (None, "Norran Front", False),
    ],
)
def test_names_are_the_same_that_share_half_their_telling_words(one, other, same):
    assert same_name(one, other) is same_name(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-09", "2024-09-13", True),
        ("2024", "2024-09-13", True),
        ("2024-09-12", "2024-09-13", False),
        ("20", "2024", False),
    ],
)
def test_dates_agree_at_the_coarser_precision(one, other, same):
    assert same_date(one, other) is same


def test_words_count_by_their_place_and_without_the_marks_around_them():
    text = "He said “no, no” and left."
    quoted = [Span(text="“no, no”", start=8, end=16)]
    bare = [Span(text="no, no", start=9, end=15)]
    assert words_within(text, quoted) == words_within(text, bare) == {9, 13}


@given(SETS, SETS)
def test_overlap_and_f1_are_symmetric_and_one_for_the_same(one, other):
    assert overlap(one, other) == overlap(other, one) <= f1(one, other) == f1(other, one) <= 1
    assert overlap(one, one) == f1(one, one) == 1
    assert (overlap(one, other) == 0) == (f1(one, other) == 0)


def test_characters_leave_out_what_stands_nowhere():
    assert characters([None, Span(text="ab", start=2, end=4)]) == {2, 3}


def test_a_degree_of_latitude_is_111_kilometres():
    assert math.isclose(kilometres((62, -7), (63, -7)), 111.2, abs_tol=0.1)
    assert kilometres((62, -7), (62, -7)) == 0


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_pairs_are_one_to_one_and_none_is_left_that_could_be_made(annotated, read):
    def worth(one, other):
        return float(abs(one - other) <= 1) / (1 + abs(one - other))

    pairs = one_to_one(annotated, read, worth)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    assert len(left) == len(right) == len(pairs)
    assert all(worth(annotated[i], read[j]) for i, j in pairs)
    assert not any(
        worth(annotated[i], read[j]) for i in set(range(len(annotated))) - left for j in set(range(len(read))) - right
    )


def test_the_worthiest_pair_comes_first():
    assert one_to_one([1, 2], [2.4, 2.1], lambda one, other: 1 / (1 + abs(one - other))) == [(0, 0), (1, 1)]
