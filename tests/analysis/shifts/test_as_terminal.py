"""Plain sentences, that say no more than is known."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from purport.analysis.shifts import Counts, Pulse, Shift, Verdict, shifts_of
from purport.analysis.shifts.as_json import as_dict
from purport.analysis.shifts.as_terminal import sentence
from purport.analysis.shifts.records import Tally

Make = Callable[..., Counts]


def counted(*numbers: int, units: int = 200) -> Shift:
    made = Counts(periods=tuple(range(1, len(numbers) + 1)), exposure=(units,) * len(numbers), themes={"a": numbers})
    return shifts_of(made)[0]


USUAL = (4, 3, 6, 5, 2, 4, 7, 3, 4, 5, 3, 6, 4, 2, 5, 4, 3, 5, 6, 4, 4, 3, 5, 2, 6, 4, 5, 3)


@pytest.mark.parametrize(
    ("numbers", "told", "not_told"),
    [
        ((*USUAL, 40, 44), "pulse or the beginning of a shift, ", "and back"),
        ((40, 44, *USUAL), "too few issues are known before to tell which", "and back"),
        ((*USUAL, 40, 44, 4), "of the other issues, and back in the issue since", "too few"),
        ((*USUAL, 40, 44, 4, 5, 3), "of the other issues, and back in the 3 issues since", "too few"),
        ((*USUAL, 40, 44, *USUAL), "of the other issues, and back", "since"),
    ],
)
def test_a_pulse_is_said_to_be_over_only_where_issues_came_since(
    numbers: tuple[int, ...], told: str, not_told: str
) -> None:
    shift = counted(*numbers)
    assert shift.verdict is Verdict.PULSE
    assert told in sentence(shift) and not_told not in sentence(shift)


def test_a_pulse_counts_the_issues_seen_before_and_after_it() -> None:
    pulse = counted(*USUAL, 40, 44, 4).pulse
    assert isinstance(pulse, Pulse) and (pulse.issues_before, pulse.issues_after) == (28, 1)


def test_a_theme_that_ends_or_begins_is_told_by_a_bound() -> None:
    busy = tuple(9 + number for number in USUAL)
    gone, come = counted(*busy, *(0,) * 15), counted(*(0,) * 15, *busy)
    assert "; at most ×0." in sentence(gone) and "; at least ×" in sentence(come)
    assert "90%" not in sentence(gone) + sentence(come)


def test_a_ratio_is_told_with_what_a_reader_would_stumble_over() -> None:
    risen = counted(*USUAL, *(3 * number for number in USUAL))
    assert "uncertain" not in sentence(risen) and "set aside" not in sentence(risen)
    assert "0.87 to 3.4, so that by how much is uncertain" in sentence(replace(risen, interval=(0.87, 3.4)))
    apart = sentence(replace(risen, ratio=23.0, interval=(15.0, 40.0)))
    assert "90% 15 to 40 where issues that stand out are set aside, ×3 with them" in apart


def test_mentions_may_be_more_than_statements() -> None:
    told = counted(*(5 * number for number in USUAL), units=10)
    assert told.verdict is Verdict.NONE
    assert "; 2.1 times the number of statements, 585 of 280, in 28 issues" in sentence(told)


def test_what_could_have_been_seen_is_told_as_it_is_known() -> None:
    none = counted(*USUAL)
    told = sentence(replace(none, p_step=0.004, detectable_ratio=2.69, periods_needed=217))
    assert "probability of a shift below 1%" in told
    assert told.endswith("less than ×2.7 may be missed in these issues; to see ×1.5 takes 217 more")
    rare = replace(none, detectable_ratio=None, periods_needed=None)
    assert "even ×20 may be missed in these issues; to see ×1.5 takes more than 10,000" in sentence(rare)
    assert as_dict(rare)["detectable_ratio"] is None
    assert sentence(replace(none, periods_needed=0)).endswith("; ×1.5 would be seen")


def test_a_share_that_rises_and_falls_is_said_to_wander() -> None:
    rising = counted(*(4, 5, 3) * 5, *(14, 12, 16) * 5, *(4, 3, 5) * 5)
    assert rising.verdict is Verdict.NONE and rising.p_drift > 0.9
    assert "varies more than by chance, but not as one step" in sentence(rising)
    assert "varies" not in sentence(counted(*USUAL))


@pytest.mark.parametrize(
    ("count", "exposure", "told"),
    [(125, 1000, "12.5%"), (1, 3, "33.3%"), (300, 300, "100%"), (13, 1000, "1.3%"), (1, 10**6, "below 0.01%")],
)
def test_a_share_is_told_exactly_enough(count: int, exposure: int, told: str) -> None:
    whole = counted(*USUAL)
    tally = Tally(count=count, exposure=exposure, issues=28)
    none = Tally(count=0, exposure=0, issues=0)
    assert f"; {told} of statements" in sentence(replace(whole, before=tally, after=none))


def doubled(many: int) -> dict[str, Callable[[int], float]]:
    return {f"theme {k}": lambda t, k=k: (0.02 + 0.003 * k) * (1 if t < 25 else 2.5) for k in range(many)}


def test_fewer_than_twelve_themes_that_move_alike_are_shifts_with_a_word_of_warning(counts: Make) -> None:
    told = shifts_of(counts(doubled(10), phi=2.0))
    assert {each.verdict for each in told} == {Verdict.SHIFT}
    assert all(each.together is not None and (each.along or 0) > 0.5 for each in told)
    assert "most of the themes asked move alike (×2." in sentence(told[0])
    assert "told of 12 themes or more only" in sentence(told[0])


def test_a_theme_that_does_not_go_along_with_a_change_of_measurement_is_told_so(counts: Make) -> None:
    themes = {**doubled(14), "own": lambda t: 0.05 if t < 25 else 0.01}
    *others, own = shifts_of(counts(themes, phi=2.0))
    assert own.verdict is Verdict.SHIFT and own.along is not None and own.along < 0.05
    assert "; besides a change of measurement (most themes ×2." in sentence(own)
    assert all("nothing else is told" in sentence(each) for each in others)
    silent = sentence(replace(others[0], along=0.2))
    assert "this one moves otherwise (" in silent and "whether by itself cannot be told" in silent


def test_twelve_themes_that_may_move_at_once_are_told_so(counts: Make) -> None:
    told = shifts_of(counts(doubled(14), phi=2.0))[0]
    assert told.measurement is not None
    possible = replace(
        told, verdict=Verdict.NONE, measurement=None, together=replace(told.measurement, probability=0.13)
    )
    assert "; at one time with probability 13%): it may be what is measured that changed" in sentence(possible)
    assert "themes or more only" not in sentence(possible)


def test_a_shift_beside_a_change_of_measurement_says_so(counts: Make) -> None:
    themes = {**doubled(14), "own": lambda t: (0.02 if t < 45 else 0.1) * (1 if t < 25 else 2.5)}
    own = shifts_of(counts(themes, phi=2.0))[-1]
    assert own.verdict is Verdict.SHIFT
    assert "; besides a change of measurement (most themes ×2." in sentence(own)
