from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from purport.analysis.shifts import Counts, Shift, Verdict, monitored, shifts_of
from purport.analysis.shifts.verdicts import likely_enough, set_of, unlikely_enough
from purport.errors import OptionError

Make = Callable[..., Counts]


def steady(_: int) -> float:
    return 0.03


def stepped(t: int) -> float:
    return 0.02 if t < 30 else 0.06


def pulsed(t: int) -> float:
    return 0.3 if t in (40, 41) else 0.03


def only(counts: Counts) -> Shift:
    (told,) = shifts_of(counts)
    return told


def test_a_step_is_a_shift_with_when_and_how_much(counts: Make) -> None:
    told = only(counts({"prisons": stepped}))
    assert told.verdict is Verdict.SHIFT and told.p_step > 0.95
    assert told.since[0] <= 30 <= told.since[1] and told.likeliest in told.since_set
    assert told.interval[0] < 3 < told.interval[1] and told.interval[0] < told.ratio < told.interval[1]
    assert told.before.issues + told.after.issues == 60
    assert told.after.share > 2 * told.before.share


def test_a_steady_theme_has_no_verdict_but_what_could_have_been_seen(counts: Make) -> None:
    told = only(counts({"prisons": steady}))
    assert told.verdict is Verdict.NONE and told.p_step < 0.5
    assert told.detectable_ratio > 1 and told.periods_needed is not None
    assert told.p_step + told.p_pulse + told.p_none == pytest.approx(1)


def test_two_issues_that_come_back_are_a_pulse(counts: Make) -> None:
    told = only(counts({"prisons": pulsed}))
    assert told.verdict is Verdict.PULSE and told.pulse is not None
    assert (told.pulse.first, told.pulse.last) == (40, 41) and told.pulse.ratio > 3


def test_one_issue_far_out_is_no_shift(counts: Make) -> None:
    whole = counts({"prisons": steady})
    row = list(whole.themes["prisons"])
    row[20] = 150
    told = only(replace(whole, themes={"prisons": tuple(row)}))
    assert told.verdict in (Verdict.NOTABLE, Verdict.PULSE) and told.p_step < 0.3
    place = told.notable.period if told.notable else told.pulse and told.pulse.first
    assert place == 20


@pytest.mark.parametrize("factor", [0.4, 2.2])
def test_most_themes_at_once_are_a_change_of_measurement(counts: Make, factor: float) -> None:
    themes = {f"theme {k}": lambda t, k=k: (0.02 + 0.003 * k) * (1 if t < 25 else factor) for k in range(14)}
    told = shifts_of(counts(themes, phi=2.0))
    assert {each.verdict for each in told} == {Verdict.MEASUREMENT_CHANGE}
    change = told[0].measurement
    assert change is not None and change.since[0] <= 25 <= change.since[1]
    assert change.interval[0] < factor < change.interval[1]
    assert all(each.p_step < 0.8 for each in told)


def test_beside_a_change_of_measurement_a_theme_may_shift_elsewhere(counts: Make) -> None:
    themes = {f"theme {k}": lambda t, k=k: (0.02 + 0.003 * k) * (1 if t < 15 else 0.4) for k in range(14)}
    own = {"prisons": lambda t: (0.03 if t < 40 else 0.12) * (1 if t < 15 else 0.4)}
    told = {each.theme: each for each in shifts_of(counts({**themes, **own}, phi=2.0))}
    assert told["prisons"].verdict is Verdict.SHIFT and told["prisons"].since[0] <= 40 <= told["prisons"].since[1]
    assert told["theme 3"].verdict is Verdict.MEASUREMENT_CHANGE


def test_few_themes_that_move_at_once_are_no_change_of_measurement(counts: Make) -> None:
    told = shifts_of(counts(dict.fromkeys("abc", stepped)))
    assert {each.verdict for each in told} == {Verdict.SHIFT}


def test_a_missing_issue_is_no_zero(counts: Make) -> None:
    whole = counts({"prisons": steady}, issues=40)
    gone = set(range(20, 40, 2))
    holes = Counts(
        periods=whole.periods,
        exposure=tuple(None if t in gone else units for t, units in enumerate(whole.exposure)),
        themes={"prisons": tuple(None if t in gone else y for t, y in enumerate(whole.themes["prisons"]))},
    )
    told = only(holes)
    assert told.verdict is Verdict.NONE and told.before.issues + told.after.issues == 30


def test_issues_that_hold_more_are_no_shift(counts: Make) -> None:
    few, many = counts({"a": steady}, issues=30), counts({"a": steady}, issues=30, units=900)
    told = only(
        Counts(
            periods=tuple(range(60)),
            exposure=few.exposure + many.exposure,
            themes={"a": few.themes["a"] + many.themes["a"]},
        )
    )
    assert told.verdict is Verdict.NONE and 1 / 1.5 < told.ratio < 1.5


def test_the_same_counts_give_the_same_answer_in_any_order(counts: Make) -> None:
    whole = counts({"a": stepped, "b": steady, "c": pulsed})
    turned = replace(whole, themes=dict(reversed(list(whole.themes.items()))))
    first, second = shifts_of(whole), shifts_of(whole)
    assert first == second
    assert {each.theme: each.verdict for each in shifts_of(turned)} == {each.theme: each.verdict for each in first}


@pytest.mark.parametrize(
    "row", [(0,) * 30, (300,) * 30, (0,) * 15 + (300,) * 15, (1,) + (0,) * 29], ids=["none", "all", "both", "one"]
)
def test_extreme_counts_give_finite_answers(row: tuple[int, ...]) -> None:
    told = only(Counts(periods=tuple(range(30)), exposure=(300,) * 30, themes={"a": row}))
    numbers = (told.p_step, told.p_pulse, told.p_none, told.ratio, *told.interval, told.detectable_ratio or 20.0)
    assert np.isfinite(numbers).all() and 0 <= told.p_step <= 1


def test_a_change_without_noise_is_sure_however_large_the_counts() -> None:
    row = (1_000_000, 1_010_000) * 10 + (1_300_000, 1_310_000) * 10
    told = only(Counts(periods=tuple(range(40)), exposure=(10_000_000,) * 40, themes={"a": row}))
    assert told.verdict is Verdict.SHIFT and told.since == (20, 20)
    assert told.interval[0] < 1.3 < told.interval[1] < 1.5


@pytest.mark.parametrize("issues", [4, 5, 7])
def test_a_handful_of_issues_is_enough_to_ask(issues: int) -> None:
    told = only(Counts(periods=tuple(range(issues)), exposure=(100,) * issues, themes={"a": (2,) * issues}))
    assert told.verdict is Verdict.NONE


def test_likely_enough_holds_false_discovery_down() -> None:
    assert likely_enough([0.99, 0.6, 0.95, 0.2], 0.1) == {0, 2}
    assert likely_enough([0.99, 0.99, 0.99, 0.75], 0.1) == {0, 1, 2, 3}
    assert likely_enough([0.65], 0.9) == set()


def test_unlikely_enough_is_the_rule_of_benjamini_and_hochberg() -> None:
    assert unlikely_enough([0.04, 0.03, 0.9], 0.1) == {0, 1}
    assert unlikely_enough([0.06, 0.09, 0.9], 0.1) == set()


def test_set_of_is_the_fewest_that_hold_the_share() -> None:
    assert set_of(np.array([0.05, 0.5, 0.1, 0.35])) == [1, 3]


@pytest.mark.parametrize(("options", "told"), [({"fdr": 0}, "false discovery"), ({"ratio": 1}, "ratio 1")])
def test_options_out_of_range_are_told(counts: Make, options: dict[str, float], told: str) -> None:
    with pytest.raises(OptionError, match=told):
        shifts_of(counts({"a": steady}), **options)


def test_monitored_tells_what_passed_the_threshold_since_the_last_look(counts: Make) -> None:
    whole = counts({"prisons": stepped, "fishing": steady}, issues=45)
    (alarm,) = monitored(whole, seen=29)
    assert alarm.theme == "prisons" and alarm.seen == 29 and alarm.shift.p_step > 0.8
    assert monitored(whole, seen=44) == ()
    with pytest.raises(OptionError, match="99"):
        monitored(whole, seen=99)


ISSUES = st.one_of(
    st.tuples(st.just(None), st.just(None)),
    st.integers(1, 10**6).flatmap(lambda units: st.tuples(st.just(units), st.none() | st.integers(0, units))),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(ISSUES, min_size=4, max_size=30).filter(lambda rows: sum(y is not None for _, y in rows) >= 4))
def test_any_counts_give_probabilities_and_intervals(rows: list[tuple[int | None, int | None]]) -> None:
    exposure, numbers = zip(*rows, strict=True)
    told = only(Counts(periods=tuple(range(len(rows))), exposure=exposure, themes={"a": numbers}))
    assert told.p_step + told.p_pulse + told.p_none == pytest.approx(1)
    assert 0 < told.interval[0] <= told.ratio <= told.interval[1] < np.inf
    assert told.since[0] <= told.likeliest <= told.since[1]
    assert told.before.count + told.after.count == sum(y for _, y in rows if y is not None)
    assert told.detectable_ratio is None or 1 < told.detectable_ratio <= 20
