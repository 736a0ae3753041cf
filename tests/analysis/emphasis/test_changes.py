"""Verdicts on a publication: what the engine is given, and the statements that each verdict rests on."""

from datetime import date, timedelta

import pytest

from purport.analysis import shifts_in, watch
from purport.analysis.emphasis.as_svg import to_svg
from purport.analysis.emphasis.changes import as_dict, counts_of
from purport.analysis.emphasis.watching import What
from purport.case import Case
from purport.errors import InputError, OptionError

SHIFTED, PULSED, MISSING = 16, (7, 8, 9), 12


def issue(published, number, *, shifted=True):
    """Six items of three statements: as a rule one in twelve statements is of prisons, from SHIFTED on one in three."""
    when = (date(2024, 1, 5) + timedelta(weeks=number - 1)).isoformat()
    for at in range(6):
        of_prisons = at < 2 if shifted and number >= SHIFTED else at == 0 and number % 2 == 0
        code = ["prisons"] if of_prisons else ["nets"] if (at + number) % 3 else []
        if number in PULSED and at > 1:
            code = ["volunteers"]
        said = [("Ola Vik", code), ("Marit Sund", code), ("Ola Vik", ["volunteers"] if at == 5 else [])]
        yield published(f"lantern-{number}-{at}", [("The long pier", said)], published=when, number=number)


def add(case, published, numbers, **more):
    case.add(each for number in numbers if number != MISSING for each in issue(published, number, **more))


@pytest.fixture(scope="module")
def case(tmp_path_factory, published):
    with Case.open(tmp_path_factory.mktemp("case") / "lantern.purport", create=True) as opened:
        add(opened, published, range(1, 34))
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
    assert len(case.statements(change.find_before)) + len(found) == shift.before.count + shift.after.count
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


@pytest.mark.parametrize(
    ("asked", "error"),
    [({"measure": "headline"}, OptionError), ({"measure": "words"}, OptionError), ({"fdr": 2}, OptionError)],
)
def test_what_cannot_be_asked_is_named(case, asked, error):
    with pytest.raises(error):
        shifts_in(case, "The Lantern", **asked)


def test_too_few_issues_are_named(tmp_path, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        add(opened, published, range(1, 4))
        with pytest.raises(InputError, match="issues"):
            shifts_in(opened, "The Lantern")


def test_a_watch_sets_its_baseline_then_tells_what_is_new(tmp_path, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        add(opened, published, range(1, 16))
        first = watch(opened, "The Lantern", author="Runa Dahl")
        assert first.is_baseline
        assert not first.news
        assert not first.look.seen["held"]
        assert watch(opened, "lantern", author="Runa Dahl").look == first.look
        add(opened, published, range(16, 34))
        opened.add(issue_of_first(published))
        second = watch(opened, "The Lantern", author="Runa Dahl")
        told = {(each.what, each.theme) for each in second.news}
        assert (What.SHIFT, "prisons") in told
        assert (What.FIRST, "talks") in told
        shift = next(each for each in second.news if each.what is What.SHIFT and each.theme == "prisons")
        assert not shift.late
        assert opened.statements(shift.find)
        assert len(second.issues) == 19
        assert len(opened.looks(past=True)) == 2
        assert not watch(opened, "The Lantern", author="Runa Dahl").news
        assert opened.verify().holds


def issue_of_first(published):
    yield published("talks", [("The long pier", [("Ola Vik", ["talks"])])], published="2024-08-23", number=34)


def test_a_shift_that_no_longer_holds_is_withdrawn(tmp_path, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        add(opened, published, range(1, 34))
        assert "prisons" in watch(opened, "The Lantern", author="Runa Dahl").look.seen["held"]
        asked = opened.looks()[0].asked
        # Older issues come in which prisons were written of as often.
        for number in range(1, 30):
            when = (date(2023, 12, 29) - timedelta(weeks=number)).isoformat()
            opened.add(
                published(
                    f"old-{number}-{at}", [("The long pier", [("Ola Vik", ["prisons"] * (at < 2))] * 3)], published=when
                )
                for at in range(6)
            )
        found = watch(opened, "The Lantern", author="Runa Dahl")
        assert found.look.asked == asked
        assert found.earlier == 29 * 6
        withdrawn = next(each for each in found.news if each.what is What.WITHDRAWN)
        assert withdrawn.theme == "prisons"
        assert withdrawn.held["ratio"] > 1
        # What is held of prisons now is another shift, and known from what was added to the past.
        now = next(each for each in found.news if each.what is What.SHIFT and each.theme == "prisons")
        assert now.late
        assert now.shift.ratio < 1


def test_watches_of_other_themes_and_periods_are_apart(tmp_path, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        add(opened, published, range(1, 12))
        watch(opened, "The Lantern", author="Runa Dahl")
        assert watch(opened, "The Lantern", themes=["prisons"], author="Runa Dahl").is_baseline
        assert watch(opened, "The Lantern", by="week", author="Runa Dahl").is_baseline
        assert len(opened.looks()) == 3


def test_what_an_actor_says_first_in_new_issues_is_told(tmp_path, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        add(opened, published, range(1, 8))
        watch(opened, "The Lantern", author="Runa Dahl")
        assert not watch(opened, "The Lantern", author="Runa Dahl").firsts
        opened.add(issue_of_first(published))
        found = watch(opened, "The Lantern", author="Runa Dahl")
        assert all(any(told.publisher == "The Lantern" for told in each.tellings) for each in found.firsts)
        assert all(first.day >= found.issues[0].start.isoformat() for first in found.firsts)
