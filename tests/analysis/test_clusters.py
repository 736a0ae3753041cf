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


def like(groups):
    """Log odds by which the model makes just these groups of them."""
    return {pair: 5.0 for group in groups for pair in combinations(group, 2)}


FIVE_AND_TWO = like([range(5), (5, 6)])


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ({"together": [(4, 5)]}, ((0, 1, 2, 3, 4, 5, 6),)),
        ({"apart": [(0, 3)]}, ((0, 1, 2, 4), (3,), (5, 6))),
        ({"apart": [(0, 3), (0, 4)]}, ((0,), (1, 2, 3, 4), (5, 6))),
        ({"doubtful": [(0, 3), (1, 3)]}, ((0, 1, 2, 4), (3,), (5, 6))),
        ({"apart": [(0, 3)], "together": [(3, 4)]}, ((0,), (1, 2, 3, 4), (5, 6))),
        # Who left one group joins another, whole, which does not go where it came from.
        ({"apart": [(0, 3)], "together": [(3, 5)]}, ((0, 1, 2, 4), (3, 5, 6))),
        # Two groups are one but for whom it may not have.
        ({"apart": [(0, 6)], "together": [(4, 5)]}, ((0, 1, 2, 3, 4, 5), (6,))),
        ({"apart": [(0, 5)], "together": [(0, 5)]}, ((0, 1, 2, 3, 4), (5, 6))),
    ],
)
def test_what_is_judged_moves_no_more_than_it_must(judged, expected):
    assert groups(7, FIVE_AND_TWO, **judged) == expected


def test_what_is_bound_leaves_together_and_is_parted_only_where_it_was_judged_apart():
    def found(apart):
        return groups(5, like([range(5)]), apart=[apart], bound=lambda one, other: {one, other} <= {2, 3, 4})

    assert found((1, 4)) == ((0, 2, 3, 4), (1,))
    assert found((2, 4)) == ((0, 1, 2, 3), (4,))


def parting(count):
    """Some groups that hold all numbers below a count."""
    return st.lists(st.integers(0, 3), min_size=count, max_size=count).map(
        lambda given: [[at for at, group in enumerate(given) if group == number] for number in range(4)]
    )


def of(number, found):
    return next(set(group) for group in found if number in group)


@given(parting(9), pairs)
def test_two_judged_together_join_their_groups_whole(parts, pair):
    before = groups(9, like(parts))
    after = groups(9, like(parts), together=[pair])
    assert of(pair[0], after) == of(pair[0], before) | of(pair[1], before)
    assert all(group in after for group in before if not set(pair) & set(group))


@given(parting(9), pairs)
def test_of_two_judged_apart_one_leaves(parts, pair):
    before = groups(9, like(parts))
    after = groups(9, like(parts), apart=[pair])
    assert not set(pair) <= of(pair[0], after)
    if pair[1] in of(pair[0], before):
        assert {pair[1]} == of(pair[1], after)
        assert of(pair[0], after) == of(pair[0], before) - {pair[1]}
    else:
        assert after == before


@given(parting(9), st.lists(pairs, max_size=4), st.lists(pairs, max_size=4))
def test_all_that_can_hold_together_holds_in_whatever_order_it_was_judged(parts, together, apart):
    found = grouped(9, like(parts), lambda one, other: -3.0, together=together, apart=apart)
    for one, other in together:
        if (one, other) not in found.overruled:
            assert other in of(one, found.groups)
    assert not any(other in of(one, found.groups) for one, other in apart)
    turned = grouped(9, like(parts), lambda one, other: -3.0, together=together[::-1], apart=apart[::-1])
    if not found.overruled:
        assert turned == found
    # What is overruled cannot hold beside the others.
    held = [pair for pair in together if pair not in found.overruled]
    assert all(
        grouped(9, {}, lambda *_: -3.0, together=[*held, pair], apart=apart).overruled for pair in found.overruled
    )


@given(parting(9), st.lists(pairs, max_size=4), st.lists(pairs, max_size=4))
def test_members_who_are_parted_are_told_with_all_they_would_be_with(parts, together, apart):
    found = grouped(9, like(parts), lambda one, other: -3.0, together=together, apart=apart)
    cut = {number for group in found.parted for number in group}
    assert all(set(group) <= cut or not set(group) & cut for group in found.groups)
    alone = [group for group in found.groups if not set(group) & cut]
    assert set(alone) <= set(
        groups(9, like(parts), together=[pair for pair in together if pair not in found.overruled])
    )


def test_groups_of_what_hangs_together_by_weak_links_are_found_in_time():
    count = MOST_LINKED + 200
    odds = {(number, number + 1): 0.5 if number % 2 else 4.0 for number in range(count - 1)}
    found = grouped(count, odds, lambda one, other: -6.0)
    assert all(len(group) == 2 for group in found.groups)
