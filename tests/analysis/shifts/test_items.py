"""Counts of items, each of which holds a theme or not: a change is found, and no ratio is told."""

import json

import numpy as np
import pytest

from purport.analysis.shifts import Counts, Kind, Verdict, counts_from_json, monitored, shifts_of
from purport.analysis.shifts.arrays import Series, series_of
from purport.analysis.shifts.as_json import as_dict
from purport.analysis.shifts.as_terminal import sentence
from purport.analysis.shifts.likelihood import log_likelihood
from purport.errors import InputError

ISSUES, STEP = 60, 30


def counts(shares, *, kind=Kind.ITEMS, seed=3):
    """Fourteen items an issue, of which themes hold a share before and another from STEP on."""
    rng = np.random.default_rng(seed)
    items = rng.integers(11, 18, ISSUES)
    themes = {
        f"{before}-{after}": tuple(int(rng.binomial(items[at], before if at < STEP else after)) for at in range(ISSUES))
        for before, after in shares
    }
    return Counts(periods=tuple(range(ISSUES)), exposure=tuple(map(int, items)), themes=themes, kind=kind)


@pytest.mark.parametrize("phi", [1.0, 1.1, 3.0, 40.0])
@pytest.mark.parametrize("power", [0.0, 1.0])
@pytest.mark.parametrize("moved", [1.0, 2.5])
def test_the_probabilities_of_all_counts_of_items_add_up_to_one(phi, power, moved):
    many = 9
    numbers = np.arange(many + 1.0)
    exposure = np.full(many + 1, many * moved)
    theme = Series(numbers, exposure, numbers >= 0, np.full(many + 1, float(many)))
    logs = log_likelihood(theme, np.log([0.01, 0.3, 2.0, 9.0]), np.array([phi]), np.array([power]))[0]
    assert np.exp(logs).sum(0) == pytest.approx(1, abs=1e-9)
    means = (numbers[:, None] * np.exp(logs)).sum(0)
    assert means == pytest.approx(many * -np.expm1(-moved * np.array([0.01, 0.3, 2.0, 9.0])), rel=1e-4)


def test_rates_of_items_are_those_of_their_shares():
    (theme,) = series_of(counts([(0.8, 0.8)]))
    assert -np.expm1(-theme.rate) == pytest.approx(0.8, abs=0.03)
    assert theme.usual[theme.seen].sum() == pytest.approx(theme.counts.sum(), rel=0.02)
    assert theme.spread() < 1.5


def test_a_change_is_found_where_nearly_every_item_holds_the_theme():
    found = shifts_of(counts([(0.7, 0.88), (0.9, 0.72), (0.85, 0.85), (0.1, 0.1), (0.6, 0.6)]))
    assert [each.verdict for each in found] == [Verdict.SHIFT] * 2 + [Verdict.NONE] * 3
    assert found[0].ratio > 1 > found[1].ratio
    assert all(abs(each.likeliest - STEP) < 5 for each in found[:2])
    as_statements = shifts_of(counts([(0.7, 0.88), (0.9, 0.72)], kind=Kind.STATEMENTS))
    assert all(each.p_step < found[at].p_step for at, each in enumerate(as_statements))


def test_no_ratio_is_told_of_items():
    shift, none = shifts_of(counts([(0.3, 0.7), (0.5, 0.5)]))
    assert shift.verdict is Verdict.SHIFT
    assert "×" not in sentence(shift, "items") + sentence(none, "items")
    assert "% of items (" in sentence(shift, "items")
    assert "not established (probability of a shift " in sentence(none, "items")
    told = as_dict(shift)
    assert (told["kind"], told["ratio"], told["interval"], told["detectable_ratio"]) == ("items", None, None, None)
    assert told["periods_needed"] is None


def test_no_issue_of_items_is_notable_and_missing_ones_tell_nothing():
    whole = counts([(0.3, 0.3), (0.2, 0.2), (0.6, 0.6)])
    exposure = tuple(0 if at in (5, 6, 40) else units for at, units in enumerate(whole.exposure))
    themes = {
        name: tuple((exposure[at] if at == 20 else n) if exposure[at] else None for at, n in enumerate(row))
        for name, row in whole.themes.items()
    }
    found = shifts_of(Counts(periods=whole.periods, exposure=exposure, themes=themes, kind=Kind.ITEMS))
    assert all(each.notable is None and each.before.issues + each.after.issues == ISSUES - 3 for each in found)


def test_items_that_all_hold_more_are_shifts_with_a_word_of_warning():
    found = shifts_of(counts([(0.2 + at / 50, 0.45 + at / 50) for at in range(14)]))
    assert {each.verdict for each in found} == {Verdict.SHIFT}
    assert all(each.measurement is None and each.together is not None for each in found)
    told = sentence(found[0], "items", "week")
    assert "since week " in told
    assert "most of the themes asked move alike" in told
    assert told.endswith("it may be what is measured that changed, or how long items are")
    assert "×" not in told


def test_looks_at_items_are_looks_at_items():
    (alarm,) = monitored(counts([(0.3, 0.7), (0.5, 0.5)]), seen=STEP - 1)
    assert (alarm.theme, alarm.shift.kind) == ("0.3-0.7", Kind.ITEMS)


def test_the_kind_is_read_from_json():
    plain = {"periods": [1, 2, 3, 4], "exposure": [9, 9, 9, 9], "themes": {"a": [1, 2, 3, 9]}}
    assert counts_from_json(json.dumps(plain)).kind == Kind.STATEMENTS
    assert counts_from_json(json.dumps({**plain, "kind": "items"})).kind == Kind.ITEMS
    for wrong in ("words", None, 3, []):
        with pytest.raises(InputError, match="is one of statements, items"):
            counts_from_json(json.dumps({**plain, "kind": wrong}))
