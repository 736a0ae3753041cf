from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.clusters import MOST_LINKED, grouped


def groups(count, odds, **judged):
    return grouped(count, odds, lambda one, other: -3.0, **judged).groups


@pytest.mark.parametrize(
    ("odds", "judged", "expected"),
    [
        ({(0, 1): 2.0}, {}, ((0, 1), (2,))),
        ({(0, 1): -2.0}, {}, ((0,), (1,), (2,))),
        ({(0, 1): 5.0}, {"apart": [(0, 1)]}, ((0,), (1,), (2,))),
        ({(0, 1): 5.0}, {"doubtful": [(0, 1)]}, ((0,), (1,), (2,))),
        ({(0, 1): -5.0}, {"together": [(0, 1)]}, ((0, 1), (2,))),
        ({(0, 1): 5.0, (1, 2): 5.0, (0, 2): 5.0}, {"apart": [(0, 2)]}, ((0, 1), (2,))),
        ({}, {"together": [(0, 1)], "doubtful": [(0, 1)]}, ((0, 1), (2,))),
        ({(0, 1): 5.0, (1, 2): 5.0, (0, 2): -1.0}, {}, ((0, 1, 2),)),
        ({(0, 1): 3.0, (1, 2): 2.0, (0, 2): -6.0}, {}, ((0, 1), (2,))),
    ],
)
def test_groups_follow_the_odds_and_what_was_judged(odds, judged, expected):
    assert groups(3, odds, **judged) == expected


def test_never_merge_holds_across_a_chain_of_judgements():
    found = grouped(3, {}, lambda one, other: 9.0, together=[(0, 1), (1, 2)], apart=[(0, 2)])
    assert found.groups == ((0, 1), (2,))
    assert found.overruled == ((1, 2),)


def test_a_crowded_group_is_made_only_where_it_was_judged_to_be_one():
    odds = dict.fromkeys(combinations(range(3), 2), 9.0)
    assert sorted(map(len, groups(3, odds, crowded=lambda group: len(group) > 2))) == [1, 2]
    together = [(0, 1), (1, 2)]
    assert groups(3, odds, crowded=lambda group: len(group) > 2, together=together) == ((0, 1, 2),)


pairs = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1])


@given(
    st.dictionaries(pairs, st.floats(-8, 8), max_size=28),
    st.lists(pairs, max_size=5),
    st.lists(pairs, max_size=5),
    st.lists(pairs, max_size=5),
)
def test_groups_hold_whatever_is_judged(odds, together, apart, doubtful):
    found = grouped(8, odds, lambda one, other: -1.0, together=together, apart=apart, doubtful=doubtful)
    assert sorted(number for group in found.groups for number in group) == list(range(8))
    inside = {pair for group in found.groups for pair in combinations(group, 2)}
    assert not inside & set(apart)
    assert set(together) - inside <= set(found.overruled)
    assert set(found.overruled).isdisjoint(inside) or apart


def test_groups_of_what_hangs_together_by_weak_links_are_found_in_time():
    count = MOST_LINKED + 200
    odds = {(number, number + 1): 0.5 if number % 2 else 4.0 for number in range(count - 1)}
    found = grouped(count, odds, lambda one, other: -6.0)
    assert all(len(group) == 2 for group in found.groups)
