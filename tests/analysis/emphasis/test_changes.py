"""Verdicts on a publication: what the engine is given, and the statements that each verdict rests on."""

import pytest

from purport.analysis import shifts_in
from purport.analysis.emphasis.as_svg import to_svg
from purport.analysis.emphasis.changes import as_dict, counts_of
from purport.case import Case
from purport.errors import InputError, OptionError

PULSED, MISSING = (7, 8, 9), 12


@pytest.fixture(scope="module")
def case(tmp_path_factory, weekly):
    with Case.open(tmp_path_factory.mktemp("case") / "lantern.purport", create=True) as opened:
        weekly(opened, range(1, 34))
        yield opened


def test_counts_have_no_exposure_where_an_issue_is_missing(case):
    found = shifts_in(case, "The Lantern", quoted=0)
    counts = counts_of(found.emphasis)
    at = [period.number for period in found.emphasis.periods].index(MISSING)
    assert counts.exposure[at] == 0
    assert counts.themes["prisons"][at] is None
    assert sum(number or 0 for number in counts.themes["prisons"]) == sum(found.emphasis.series("prisons").numerators)


def test_a_shift_is_told_with_what_it_is_of_and_the_statements_behind_it(case):
    (change,) = shifts_in(case, "The Lantern", themes=["prisons"])
    shift = change.shift
    assert shift.verdict == "shift"
    assert shift.since[0] <= "2024-04-19" <= shift.since[1]
    assert shift.before.exposure + shift.after.exposure == sum(
        each.denominator for each in shifts_in(case, "The Lantern").emphasis.series("prisons").points()
    )
    found = case.statements(change.find)
    assert len(found) == change.behind.found == shift.after.count
    assert len(case.statements(change.find_before)) == change.behind_before.found == shift.before.count
    assert change.behind.note is change.behind_before.note is None
    assert {each.record for each in change.statements} <= {each.record for each in found}
    assert len(change.statements) == 3


def test_a_pulse_leads_to_the_statements_of_its_issues(case):
    (change,) = shifts_in(case, "The Lantern", themes=["volunteers"])
    assert change.shift.verdict in ("pulse", "notable")
    assert {each.source.extra["number"] for each in case.statements(change.find)} <= set(PULSED)


def test_other_themes_are_counted_though_one_is_asked(case):
    together = {each.shift.theme: each.shift for each in shifts_in(case, "The Lantern")}
    (alone,) = shifts_in(case, "The Lantern", themes=["prisons"])
    assert alone.shift == together["prisons"]


def test_false_discovery_is_held_over_all_themes_and_a_theme_never_met_is_asked_too(case):
    met = len(case.themes())
    assert shifts_in(case, "The Lantern", themes=["prisons"]).together == met
    (never,) = shifts_in(case, "The Lantern", themes=["freeing-ransom"])
    assert (never.shift.verdict, never.shift.before.count + never.shift.after.count) == ("none", 0)


def test_shifts_by_week_and_by_breadth_and_of_an_actor(case):
    for more in ({"by": "week"}, {"measure": "breadth"}, {"actor": "Ola Vik"}):
        (change,) = shifts_in(case, "The Lantern", themes=["prisons"], **more)
        assert change.shift.ratio > 1.5
        assert change.shift.after.count


def test_a_table_json_and_a_picture_have_the_verdict(case):
    found = shifts_in(case, "The Lantern", themes=["prisons"])
    assert found.rows()[0]["verdict"] == "shift"
    assert found.frame()["count_after"][0] == found[0].shift.after.count
    assert as_dict(found[0])["find"].startswith('publisher:"The Lantern" theme:"prisons" date:')
    picture = to_svg(found.emphasis, found.measure, found.marked)
    assert "sustained shift" in picture
    assert 'fill="url(#missing)"' in picture
    assert picture.count("<circle") == 32
    assert "prisons: sustained" not in picture  # the panel is named already


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"measure": "headline"}, OptionError),
        ({"measure": "volume"}, OptionError),
        ({"measure": "words"}, OptionError),
        ({"fdr": 2}, OptionError),
    ],
)
def test_what_cannot_be_asked_is_named(case, asked, error):
    with pytest.raises(error):
        shifts_in(case, "The Lantern", **asked)


def test_too_few_issues_are_named(tmp_path, weekly):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 4))
        with pytest.raises(InputError, match="issues"):
            shifts_in(opened, "The Lantern")
