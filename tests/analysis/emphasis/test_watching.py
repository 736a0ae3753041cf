"""Looking again: what is told once, what is told as over, and that it is what `shifts` says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from purport.analysis import shifts_in, watch
from purport.analysis.emphasis import watching
from purport.analysis.emphasis.looks import Seen, seen_of
from purport.analysis.emphasis.watching import What
from purport.analysis.shifts import Verdict
from purport.analysis.shifts.monitoring import THRESHOLD
from purport.case import Case
from purport.types import Actor


def test_a_watch_sets_its_baseline_then_tells_what_is_new(tmp_path, weekly, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 16))
        first = watch(opened, "The Lantern", author="Runa Dahl")
        assert first.is_baseline
        assert not first.news
        assert not first.look.seen["alarmed"]
        assert not first.look.seen["established"]
        assert watch(opened, "lantern", author="Runa Dahl").look == first.look
        weekly(opened, range(16, 34))
        opened.add(issue_of_first(published))
        second = watch(opened, "The Lantern", author="Runa Dahl")
        told = {(each.what, each.theme) for each in second.news}
        assert (What.ESTABLISHED, "prisons") in told
        assert (What.FIRST, "talks") in told
        shift = next(each for each in second.news if each.what is What.ESTABLISHED and each.theme == "prisons")
        assert not shift.late
        assert opened.statements(shift.find)
        assert len(second.issues) == 19
        assert len(opened.looks(past=True)) == 2
        assert not watch(opened, "The Lantern", author="Runa Dahl").news
        assert opened.verify().holds


def issue_of_first(published):
    yield published("talks", [("The long pier", [("Ola Vik", ["talks"])])], published="2024-08-23", number=34)


def test_a_shift_that_no_longer_holds_is_told(tmp_path, weekly, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 34))
        assert "prisons" in watch(opened, "The Lantern", author="Runa Dahl").look.seen["established"]
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
        gone = next(each for each in found.news if each.what is What.NO_LONGER_ESTABLISHED)
        assert gone.theme == "prisons"
        assert gone.held["ratio"] > 1
        # What is established of prisons now is another shift, and known from what was added to the past.
        now = next(each for each in found.news if each.what is What.ESTABLISHED and each.theme == "prisons")
        assert now.late
        assert now.shift.ratio < 1


def test_watches_of_other_themes_and_periods_are_apart(tmp_path, weekly, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 12))
        watch(opened, "The Lantern", author="Runa Dahl")
        assert watch(opened, "The Lantern", themes=["prisons"], author="Runa Dahl").is_baseline
        assert watch(opened, "The Lantern", by="week", author="Runa Dahl").is_baseline
        assert len(opened.looks()) == 3


def test_what_an_actor_says_first_in_new_issues_is_told(tmp_path, weekly, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 8))
        watch(opened, "The Lantern", author="Runa Dahl")
        assert not watch(opened, "The Lantern", author="Runa Dahl").firsts
        (talks,) = issue_of_first(published)
        speaker = Actor(id="ola-vik", name="Ola Vik", kind="person", mentions=())
        opened.add(replace(talks, actors=(speaker,)))
        found = watch(opened, "The Lantern", author="Runa Dahl")
        assert [(each.actor, each.theme) for each in found.firsts] == [("Ola Vik", "talks")]
        assert all(any(told.publisher == "The Lantern" for told in each.tellings) for each in found.firsts)
        assert all(first.day >= found.issues[0].start.isoformat() for first in found.firsts)


def test_what_is_told_over_many_looks_adds_up_to_what_shifts_says(tmp_path, weekly):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 15))
        found = watch(opened, "The Lantern", author="Runa Dahl")
        established = {*found.look.seen["established"]}
        for number in range(15, 26):
            weekly(opened, [number])
            found = watch(opened, "The Lantern", author="Runa Dahl")
            for each in found.news:
                if each.what is What.NO_LONGER_ESTABLISHED:
                    established.remove(each.theme)
                if each.what is What.ESTABLISHED:
                    assert each.theme not in established
                    established.add(each.theme)
                if each.what is What.ALARM:
                    assert each.shift.verdict is not Verdict.SHIFT
                    assert each.shift.p_step > THRESHOLD
            verdicts = {each.shift.theme: each.shift for each in shifts_in(opened, "The Lantern", quoted=0)}
            assert established == {t for t, s in verdicts.items() if s.verdict is Verdict.SHIFT}
            assert {*found.look.seen["alarmed"]} == {t for t, s in verdicts.items() if s.p_step > THRESHOLD}
    assert "prisons" in established


@pytest.fixture
def looks(tmp_path, weekly, monkeypatch):
    """Looks at a weekly, at each of which the engine gives prisons a probability and a verdict."""
    given = []

    def shifts_of(counts):
        found = engine(counts)
        p, verdict = given[-1]
        return tuple(
            replace(each, p_step=p, verdict=verdict, ratio=3.0, since=("2024-03-01", "2024-03-08"), pulse=None)
            if each.theme == "prisons"
            else replace(each, p_step=0.1, verdict=Verdict.NONE, pulse=None, notable=None)
            for each in found
        )

    engine = watching.shifts_of
    monkeypatch.setattr(watching, "shifts_of", shifts_of)
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 12))
        after = iter(range(13, 34))

        def look(p, verdict=Verdict.NONE):
            weekly(opened, [next(after)])
            given.append((p, verdict))
            return [each.what.value for each in watch(opened, "The Lantern", author="Runa Dahl").news]

        yield look


SHIFT, NONE = Verdict.SHIFT, Verdict.NONE


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ([(0.1, NONE), (0.9, NONE), (0.92, NONE), (0.97, SHIFT), (0.98, SHIFT)], [["alarm"], [], ["established"], []]),
        ([(0.9, NONE), (0.95, SHIFT)], [["established"]]),
        ([(0.1, NONE), (0.7, SHIFT), (0.9, SHIFT)], [["established"], []]),
        ([(0.95, SHIFT), (0.9, NONE), (0.3, NONE)], [["no_longer_established"], ["alarm_over"]]),
        ([(0.95, SHIFT), (0.3, NONE), (0.2, NONE)], [["no_longer_established"], []]),
        ([(0.1, NONE), (0.9, NONE), (0.5, NONE), (0.9, NONE)], [["alarm"], ["alarm_over"], ["alarm"]]),
    ],
)
def test_alarms_and_what_is_established_are_told_apart_and_once(looks, seen, told):
    assert [looks(*each) for each in seen][1:] == told


def test_a_look_of_before_verdicts_were_kept_is_read(tmp_path, weekly):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        weekly(opened, range(1, 30))
        made = watch(opened, "The Lantern", author="Runa Dahl").look
        old = {k: v for k, v in made.seen.items() if k not in ("alarmed", "established", "pulses", "notable")}
        opened.keep_look(made.asked, {**old, "held": made.seen["alarmed"]}, author="Runa Dahl")
        assert not watch(opened, "The Lantern", author="Runa Dahl").news
        weekly(opened, range(30, 34))
        found = watch(opened, "The Lantern", author="Runa Dahl")
        # It is not known what the old look called established, so what is now is told once.
        assert (What.ESTABLISHED, "prisons") in {(each.what, each.theme) for each in found.news}
        assert not {What.ALARM, What.NO_LONGER_ESTABLISHED} & {each.what for each in found.news}
        assert opened.verify().holds


def test_what_a_look_saw_is_kept_whole():
    seen = Seen(
        through="b",
        last_day="2024-01-05",
        periods=2,
        items=3,
        sums=["b", 9, 2],
        met=["prisons"],
        alarmed={"prisons": {"p_step": 0.9, "since": ["a", "b"], "ratio": 2.0}},
        established={},
        measurement=False,
        pulses={"nets": [["a", "b"]]},
    )
    assert seen_of(seen.as_dict()) == seen
