"""Sheets drawn, coded and measured: what is told of the machine against what is known of it."""

from collections import Counter
from dataclasses import replace

import pytest

from purport.analysis import agreements, audits, draw_sheet
from purport.case.coding import MACHINE
from purport.errors import OptionError

MONTHS = ("2025-01", "2025-02", "2025-03")


def code(world, sheet, coder="Runa Dahl", said=None, every=1):
    """Code a sheet by what is true, or as ``said`` tells of each unit."""
    rows = [(unit.key, sheet.strata[at].theme) for at, unit in sheet.units][::every]
    values = [(key, theme, world.true[key] if said is None else said(key)) for key, theme in rows]
    world.case.code(sheet, [each for each in values if each[2] is not None], coder=coder, author="Runa Dahl")


def test_a_sheet_has_so_many_of_each_period_and_of_both_sorts(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=20, author="Runa Dahl")
    counts = Counter((stratum.period, stratum.machine) for stratum in sheet.strata for _ in range(stratum.drawn))
    assert counts == {(month, answer): 10 for month in MONTHS for answer in (True, False)}
    assert all(world.machine[unit.key] is sheet.strata[at].machine for at, unit in sheet.units)
    assert all(world.period[unit.key] == sheet.strata[at].period for at, unit in sheet.units)
    assert len({unit.key for _, unit in sheet.units}) == 60
    assert sum(stratum.of for stratum in sheet.strata) == len(world.true)


def test_the_same_seed_draws_the_same_and_another_others(world):
    draw = {"per_period": 10, "author": "Runa Dahl"}
    one, again = (draw_sheet(world.case, ["ferries"], seed=7, **draw) for _ in range(2))
    other = draw_sheet(world.case, ["ferries"], seed=8, **draw)
    assert one == again
    assert one.units != other.units


def test_where_one_sort_has_fewer_the_other_fills_up(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=120, author="Runa Dahl")
    by_period = Counter(stratum.period for stratum in sheet.strata for _ in range(stratum.drawn))
    assert set(by_period.values()) == {120}
    for stratum in sheet.strata:
        if stratum.machine:
            assert stratum.drawn == stratum.of


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"themes": []}, "no theme"),
        ({"themes": ["gardens"]}, "gardens"),
        ({"themes": ["ferries"], "by": "decade"}, "week, month, year"),
        ({"themes": ["ferries"], "per_period": 0}, "between 1"),
        ({"themes": ["ferries"], "among": "volcano"}, "no statement fits"),
    ],
)
def test_what_cannot_be_drawn_is_told(world, asked, message):
    with pytest.raises(OptionError, match=message):
        draw_sheet(world.case, author="Runa Dahl", **asked)


def test_a_whole_coded_archive_gives_the_truth_itself(world):
    code(world, draw_sheet(world.case, ["ferries"], per_period=10_000, author="Runa Dahl"))
    whole, *months = audits(world.case)
    assert [each.period for each in months] == list(MONTHS)
    for audit in (whole, *months):
        assert audit.precision.value == pytest.approx(world.truth("precision", audit.period))
        assert audit.recall.value == pytest.approx(world.truth("recall", audit.period))
        assert audit.recall.low == pytest.approx(audit.recall.high)
    assert whole.share.value == pytest.approx(sum(world.true.values()) / len(world.true))
    assert whole.statements == whole.drawn == whole.coded == len(world.true)


def test_what_nobody_coded_is_no_no(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=60, author="Runa Dahl")
    code(world, sheet, every=3)
    whole = audits(world.case)[0]
    assert whole.coded == len(sheet.units[::3])
    assert whole.precision.low <= world.truth("precision") <= whole.precision.high
    assert whole.recall.low <= world.truth("recall") <= whole.recall.high


def test_where_only_what_the_machine_has_was_coded_recall_is_unknown(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=20, author="Runa Dahl")
    code(world, sheet, said=lambda key: world.true[key] if world.machine[key] else None)
    for audit in audits(world.case):
        assert audit.recall is None
        assert audit.share is None
        assert audit.precision is not None


def test_two_sheets_tell_of_one_archive(world):
    for seed in (1, 2):
        code(world, draw_sheet(world.case, ["ferries"], per_period=80, seed=seed, author="Runa Dahl"))
    whole = audits(world.case)[0]
    assert whole.recall.low <= world.truth("recall") <= whole.recall.high
    assert whole.statements == len(world.true)
    drawn = {unit.key for sheet in world.case.sheets() for _, unit in sheet.units}
    assert whole.drawn == whole.coded == len(drawn)


def test_what_was_drawn_among_some_tells_of_them_alone(world):
    code(world, draw_sheet(world.case, ["ferries"], per_period=20, author="Runa Dahl"))
    among = draw_sheet(world.case, ["ferries"], per_period=20, among="date:2025-01", by="year", author="Runa Dahl")
    code(world, among)
    found = [(each.among, each.by, each.period, each.statements) for each in audits(world.case)]
    january = sum(period == "2025-01" for period in world.period.values())
    assert found[-2:] == [("date:2025-01", "year", None, january), ("date:2025-01", "year", "2025", january)]
    assert found[0] == (None, "month", None, len(world.true))


def test_most_coders_or_one_of_them_tell_what_is_true(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=40, author="Runa Dahl")
    code(world, sheet)
    code(world, sheet, "Ola Vik", said=lambda key: not world.true[key])
    tied = audits(world.case)[0]
    assert (tied.coded, tied.ties, tied.present) == (120, 120, 0)
    assert tied.precision.value == 0.5
    assert (tied.precision.low, tied.precision.high) == pytest.approx((0, 1), abs=0.1)
    code(world, sheet, "Mary Isbister")
    assert audits(world.case)[0].ties == 0
    assert audits(world.case)[0].coded == 120
    right, wrong = (audits(world.case, coder=name)[0].precision.value for name in ("Runa Dahl", "Ola Vik"))
    assert right == pytest.approx(1 - wrong)
    with pytest.raises(OptionError, match="it was coded by Mary Isbister, Ola Vik, Runa Dahl"):
        audits(world.case, coder="Nobody")


def test_coders_agree_as_far_as_they_say_the_same(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=40, author="Runa Dahl")
    code(world, sheet)
    code(world, sheet, "Ola Vik", every=2)
    code(world, sheet, "Mary Isbister", said=lambda key: not world.true[key])
    found = {each.coders: each for each in agreements(world.case)}
    assert found["Ola Vik", "Runa Dahl"].alpha.value == 1
    assert found["Ola Vik", "Runa Dahl"].alpha.units == 60
    assert found["Mary Isbister", "Runa Dahl"].same == 0
    assert found["Mary Isbister", "Ola Vik", "Runa Dahl"].alpha.units == 120
    assert 0 < found["Runa Dahl", MACHINE].alpha.value < 1
    assert all(each.alpha.low <= each.alpha.value <= each.alpha.high for each in found.values())


def test_a_machine_that_reads_anew_is_measured_by_what_was_coded_before(world):
    sheet = draw_sheet(world.case, ["ferries"], per_period=60, author="Runa Dahl")
    code(world, sheet)
    before = audits(world.case)[0]
    readings = [
        replace(each, themes=(), made_by=replace(each.made_by, codebook="later")) for each in world.case.readings()
    ]
    kept = replace(readings[0], themes=(_theme(readings[0]),))
    world.case.add([kept, *readings[1:]], anew=True)
    after = audits(world.case)[0]
    assert before.recall.value > 0.4
    assert after.recall.value < 0.1
    assert after.coded == before.coded
    assert after.gone == 0


def _theme(reading):
    from purport.types import Theme

    part = reading.statements[0].content[0]
    return Theme(code="ferries", text=part.text, start=part.start, end=part.end)


def test_nothing_coded_says_what_to_do(world):
    with pytest.raises(OptionError, match="purport code sheet"):
        audits(world.case)
    code(world, draw_sheet(world.case, ["ferries"], per_period=4, author="Runa Dahl"))
    with pytest.raises(OptionError, match="nobody coded the theme 'gardens'"):
        agreements(world.case, themes=["gardens"])


def test_statements_of_no_day_are_a_period_of_their_own(world, hand):
    report = hand("Aron Vik said the pier was shut.", document="undated", told={"published": None})
    report.say("Aron Vik", "said", "the pier was shut")
    year = hand("Aron Vik said the pier was open.", document="year", told={"published": "2025"})
    year.say("Aron Vik", "said", "the pier was open")
    world.case.add([report.reading(), year.reading()])
    sheet = draw_sheet(world.case, ["ferries"], per_period=4, author="Runa Dahl")
    assert [(each.period, each.machine, each.of) for each in sheet.strata][-1] == (None, False, 2)
    world.case.code(sheet, [(unit.key, "ferries", False) for _, unit in sheet.units], coder="Ola", author="Ola")
    assert [each.period for each in audits(world.case)] == [None, *MONTHS, "undated"]
