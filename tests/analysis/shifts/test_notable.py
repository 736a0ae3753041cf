"""A notable issue is far out of what items that come by chance would make of it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from purport.analysis.shifts import Counts, Verdict, shifts_of
from purport.analysis.shifts.notable import at_least

Make = Callable[..., Counts]


UNITS = 400


def drawn(mean: float, spread: float, many: int, rng: np.random.Generator) -> np.ndarray:
    """Items of exponential length that fill an issue, each on the theme or not."""
    share = mean / UNITS
    items = round(2 * UNITS * (1 - share) / spread - 1)
    on = rng.binomial(items, share, many)
    part = rng.beta(np.maximum(on, 1), np.maximum(items - on, 1))
    return UNITS * np.where(on == 0, 0, np.where(on == items, 1, part))


@pytest.mark.parametrize(("mean", "spread"), [(0.5, 15.0), (12.0, 15.0), (80.0, 4.0), (200.0, 20.0)])
def test_at_least_is_the_tail_of_items_that_come_by_chance(mean: float, spread: float) -> None:
    found = drawn(mean, spread, 200_000, np.random.default_rng(3))
    assert found.mean() == pytest.approx(mean, rel=0.03)
    assert found.var() == pytest.approx(mean * spread, rel=0.05)
    for count in np.ceil(np.quantile(found, [0.5, 0.9, 0.99])) + 1:
        tail = at_least(float(count), np.array([mean]), np.array([spread]), UNITS)[0]
        assert tail == pytest.approx((found >= count - 0.5).mean(), rel=0.1, abs=1e-3)


def test_at_least_is_sure_of_nought_and_falls_with_the_count_however_large_the_mean() -> None:
    means, spreads, units = np.array([1e-6, 3.0, 1e9]), np.array([20.0, 1.0, 2.0]), 2e9
    assert at_least(0, means, spreads, units) == pytest.approx([1, 1, 1])
    tails = [at_least(each, means, spreads, units) for each in (1, 2, 40, 1e9, 1.001e9)]
    assert all((later <= earlier + 1e-12).all() for earlier, later in pairwise(tails))
    assert tails[3][2] == pytest.approx(0.5, abs=0.01) and tails[4][2] < 1e-9
    assert at_least(units, np.array([units]), np.array([20.0]), units) > 0.5


def weekly(seed: int, themes: int = 15, issues: int = 78, units: int = 300) -> Counts:
    """Nothing changes: fourteen items an issue, of unequal length, that are about a theme or not."""
    rng = np.random.default_rng(seed)
    shares = np.exp(rng.uniform(np.log(0.004), np.log(0.08), themes))
    rows = np.zeros((themes, issues), int)
    for t in range(issues):
        sizes = rng.multinomial(units, rng.dirichlet(np.full(14, 1.5)))
        about = rng.random((themes, 14)) < shares[:, None] / 0.6
        rows[:, t] = rng.binomial(sizes, np.where(about, 0.6, 0)).sum(1)
    return Counts(
        periods=tuple(range(issues)),
        exposure=(units,) * issues,
        themes={f"theme {k}": tuple(int(each) for each in row) for k, row in enumerate(rows)},
    )


def test_items_of_a_rare_theme_are_no_notable_issues() -> None:
    told = [each.verdict for seed in (1, 2, 3) for each in shifts_of(weekly(seed))]
    assert told.count(Verdict.NOTABLE) <= 1


def test_an_issue_far_beyond_the_others_is_notable() -> None:
    whole = weekly(4)
    common = max(whole.themes, key=lambda name: sum(whole.themes[name]))
    row = list(whole.themes[common])
    row[33] = 220
    told = {each.theme: each for each in shifts_of(replace(whole, themes={**whole.themes, common: tuple(row)}))}
    notable = told[common].notable
    assert told[common].verdict is Verdict.NOTABLE and notable is not None
    assert notable.period == 33 and 0.5 < notable.expected / (sum(row) / len(row)) < 1.5


@pytest.mark.parametrize("units", [40, 10**6])
def test_a_theme_of_which_all_statements_are_has_no_notable_issue(units: int) -> None:
    whole = Counts(periods=tuple(range(20)), exposure=(units,) * 20, themes={"a": (units,) * 20, "b": (0,) * 20})
    assert [each.verdict for each in shifts_of(whole)] == [Verdict.NONE] * 2


def test_what_an_issue_does_to_all_themes_is_notable_of_none(counts: Make) -> None:
    whole = counts({f"theme {k}": lambda _, k=k: 0.02 + 0.004 * k for k in range(8)})
    halved = {name: (*row[:30], row[30] // 3, *row[31:]) for name, row in whole.themes.items()}
    told = shifts_of(replace(whole, themes=halved))
    assert not [each for each in told if each.notable is not None and each.notable.period == 30]
