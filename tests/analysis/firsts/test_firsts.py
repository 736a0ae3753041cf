"""The first statement of its sort: which it is, the search that proves it, and how far the archive reaches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purport.analysis import first_statements, firsts_since
from purport.analysis.firsts.words import searched_words
from purport.case import days
from purport.errors import NotInCase, OptionError

FRONT, LEAGUE, MINISTRY = "Norran Front", "Skerry League", "Ministry of Justice"
BEATEN = "guards of the prison had beaten two men"
HUNGER = "the prison had no bread"
NETS = "the nets were dry"


def proved(case, found):
    """The search gives nothing before, and the first itself without the day."""
    assert not case.find(found.search.before)
    given = {(hit.source.id, hit.statement.id) for hit in case.find(found.search.query) if hit.statement}
    assert {(each.document, each.statement) for each in found.tellings} <= given
    assert len(case.placed_statements(found.search.query)) == found.search.finds
    return found


def one(case, **asked):
    (found,) = first_statements(case, **asked)
    return proved(case, found)


def test_the_first_on_a_theme_is_the_speakers_own(archive, told):
    case = archive(
        told("later", "2025-03-10", (FRONT, "said", BEATEN), themes=[("prisons", "prison")]),
        told("first", "2025-02-03", (FRONT, "said", HUNGER), themes=[("prisons", "prison")]),
        told("other", "2025-01-06", (LEAGUE, "said", HUNGER), themes=[("prisons", "prison")]),
        told("boats", "2025-01-13", (FRONT, "said", NETS)),
    )
    found = one(case, actor=FRONT, theme="prisons")
    assert [each.document for each in found.tellings] == ["first"]
    assert (found.day, found.tie, found.said_before) == ("2025-02-03", "none", 1)
    assert found.search.before == 'speaker:"Norran Front" theme:"prisons" date:<2025-02-03'
    assert one(case, theme="prisons").tellings[0].document == "other"
    assert "in this archive" in found.sentence
    assert "ever" not in found.sentence.split()
    assert found.tellings[0].words.text == HUNGER


def test_towards_is_of_whom_it_speaks(archive, told):
    case = archive(
        told("a", "2025-01-06", (FRONT, "said", f"the {LEAGUE} had no friends")),
        told("b", "2025-01-07", (LEAGUE, "said", f"the {FRONT} had no friends")),
    )
    assert one(case, actor=LEAGUE, towards=FRONT).tellings[0].document == "b"
    assert one(case, towards=FRONT).actor is None


def test_others_of_the_same_day_are_told_as_a_tie(archive, told):
    case = archive(
        told("wire", "2025-03-10", (FRONT, "said", f"the {LEAGUE} stole the nets"), publisher="Harbour Wire"),
        told("herald", "2025-03-10", (FRONT, "said", f"no one trusts the {LEAGUE}"), publisher="Isles Herald"),
        told("late", "2025-03-11", (FRONT, "said", f"the {LEAGUE} was late")),
    )
    found = one(case, actor=FRONT, towards=LEAGUE)
    assert {each.document for each in found.tellings} == {"wire", "herald"}
    assert found.tie == "same_day"
    assert "same day" in found.sentence


VAGUE = [
    # days of documents in order; which leads, which may be earlier, and what is searched before it
    (("2025-03", "2025-03-10", "2025-04-01"), "d1", ["d0"], "date:<2025-03-10 -date:>=2025-03-10"),
    (("2025", "2025-03-10"), "d1", ["d0"], "date:<2025-03-10 -date:>=2025-03-10"),
    (("2025-01", "2025-03-10"), "d0", [], "date:<2025-01-31 -date:>=2025-01-31"),
    (("2025", "2025-01", "2025-03-10"), "d1", ["d0"], "date:<2025-01-31 -date:>=2025-01-31"),
    (("2025-03-31", "2025-03"), "d0", ["d1"], "date:<2025-03-31 -date:>=2025-03-31"),
    (("2025-03-10", "2025-04"), "d0", [], "date:<2025-03-10"),
]


@pytest.mark.parametrize(("days", "leads", "maybe", "search"), VAGUE)
def test_a_vague_date_does_not_empty_the_proof(archive, told, days, leads, maybe, search):
    of_prisons = [
        told(f"d{n}", day, (FRONT, "said", f"{HUNGER} {n}"), themes=[("prisons", "prison")])
        for n, day in enumerate(days)
    ]
    case = archive(told("old", "2024-11-04", (FRONT, "said", NETS)), *of_prisons)
    found = one(case, actor=FRONT, theme="prisons")
    assert [each.document for each in found.tellings] == [leads]
    assert ([each.document for each in found.open], found.open_count) == (maybe, len(maybe))
    assert found.tie == ("open" if maybe else "none")
    assert found.search.before.endswith(search)
    assert found.said_before == 1  # what was said before is there to be searched
    assert ("may be earlier" in found.sentence) == bool(maybe)
    for name in maybe:
        assert name in found.sentence


def test_what_has_no_date_is_not_placed_and_counted(archive, told):
    case = archive(
        told("undated", None, (FRONT, "said", HUNGER), themes=[("prisons", "prison")]),
        told("dated", "2025-03-10", (FRONT, "said", BEATEN), themes=[("prisons", "prison")]),
    )
    found = one(case, actor=FRONT, theme="prisons")
    assert found.tellings[0].document == "dated"
    assert (found.search.undated, found.search.finds) == (1, 2)
    assert found.reach[0].undated == 1
    assert "cannot be placed" in found.sentence


STORY = (
    f"LERWICK (Harbour Wire) - {FRONT} said the prison had no bread. The keeper gave six men of the crew tea in "
    "the lighthouse, where they had walked over the moor in the dark, with a lantern that one of them had found in the "
    "boat shed by the northern shore of the island."
)
CREDITED = f"{STORY}\n\nSource: Harbour Wire"


def test_a_copy_is_no_first_and_named(archive, told):
    lines = (FRONT, "said", HUNGER)
    mark = [("prisons", "prison")]
    case = archive(
        told("copy", "2025-04-07", lines, publisher="Isles Herald", text=CREDITED, themes=mark),
        told("wire", "2025-04-07", lines, publisher="Harbour Wire", text=STORY, themes=mark),
    )
    found = one(case, actor=FRONT, theme="prisons")
    assert [(each.document, each.copies) for each in found.tellings] == [("wire", ("copy",))]
    assert found.tie == "none"


def test_a_first_that_credits_another_outlet_says_so(archive, told):
    copy = told("copy", "2025-04-07", (FRONT, "said", HUNGER), publisher="Isles Herald", text=CREDITED)
    found = one(archive(copy), actor=FRONT)
    assert found.tellings[0].copied_from == "Harbour Wire"


def test_missing_numbers_and_gaps_before_the_first_are_told(archive, told):
    days = [date(2025, 1, 6) + timedelta(weeks=n) for n in range(20)]
    issues = [
        told(f"no-{n}", day.isoformat(), (FRONT, "said", f"{NETS} in week {n}"), number=n)
        for n, day in enumerate(days, 1)
        if n not in (9, 10, 11, 18)
    ]
    prison = told("prison", "2025-05-01", (FRONT, "said", HUNGER), themes=[("prisons", "prison")], number=17)
    found = one(archive(*issues, prison), actor=FRONT, theme="prisons")
    _, beacon, speaker = found.reach
    assert [(gap.numbers, gap.missing) for gap in beacon.gaps] == [((9, 10, 11), 3)]
    assert (beacon.first, beacon.documents) == ("2025-01-06", 17)
    assert (beacon.gaps[0].first, beacon.gaps[0].last, beacon.gaps[0].days) == ("2025-02-25", "2025-03-23", 27)
    assert speaker.query == 'speaker:"Norran Front"'
    assert "no. 9–11 missing" in found.sentence


def test_a_gap_is_the_same_in_every_answer(archive, told):
    weeks = [0, 1, 3, 5, 9, 11, *range(12, 24)]
    days = [(date(2025, 1, 6) + timedelta(weeks=week)).isoformat() for week in weeks]
    case = archive(
        *[told(f"no-{n}", day, (FRONT, "said", f"{NETS} in week {n}")) for n, day in enumerate(days)],
        told("early", days[5], (LEAGUE, "said", HUNGER), themes=[("hunger", "bread")]),
        told("late", days[-1], (LEAGUE, "said", BEATEN), themes=[("prisons", "prison")]),
    )
    answers = [one(case, actor=LEAGUE, theme=theme) for theme in ("hunger", "prisons")]
    assert [each.day for each in answers] == [days[5], days[-1]]
    whole, beacon = zip(*(each.reach[:2] for each in answers), strict=True)
    assert whole[0].gaps == whole[1].gaps
    assert [(gap.first, gap.days) for gap in whole[0].gaps] == [("2025-02-11", 27)]
    assert beacon[0].gaps == beacon[1].gaps
    assert [gap.missing for gap in beacon[0].gaps] == [1, 1, 3]


def test_a_speaker_alone_is_told_on_each_theme_and_towards_each_other(archive, told):
    case = archive(
        told("a", "2025-01-06", (FRONT, "said", NETS)),
        told("b", "2025-01-13", (FRONT, "said", HUNGER), themes=[("prisons", "prison"), ("hunger", "bread")]),
        told("c", "2025-01-20", (FRONT, "said", f"the {LEAGUE} had no friends"), (LEAGUE, "said", "it had none")),
    )
    found = [proved(case, each) for each in first_statements(case, actor=FRONT)]
    assert [(each.sort, each.theme or each.towards, each.tellings[0].document) for each in found] == [
        ("speaker", None, "a"),
        ("theme", "hunger", "b"),
        ("theme", "prisons", "b"),
        ("towards", LEAGUE, "c"),
    ]


def test_what_is_new_is_what_was_not_said_before(archive, told):
    case = archive(
        told("old", "2025-01-06", (FRONT, "said", HUNGER), (LEAGUE, "said", NETS), themes=[("prisons", "prison")]),
        told("new", "2025-02-03", (FRONT, "said", BEATEN), (LEAGUE, "said", HUNGER), themes=[("prisons", "prison")]),
        told("newest", "2025-02-10", ("Ann Isbister", "said", f"the {FRONT} had written"), ("Officials", "said", NETS)),
    )
    # Of "new" only its first passage about the prison has the theme: the Front's, which spoke of prisons before.
    found = [(each.sort, each.actor, each.theme or each.towards) for each in firsts_since(case, "2025-02-01")]
    assert found == [("speaker", "Ann Isbister", None)]
    assert [each.actor for each in firsts_since(case)] == ["Ann Isbister"]
    assert not firsts_since(case, "2025-03")
    every = {(each.sort, each.actor) for each in firsts_since(case, "2025-01-01")}
    assert every == {("speaker", FRONT), ("speaker", LEAGUE), ("speaker", "Ann Isbister")}
    assert firsts_since(case).rows()[0]["search"] == 'speaker:"Ann Isbister" date:<2025-02-10'


def test_a_person_is_the_same_with_another_name_between(archive, told):
    def person(reading):
        return replace(reading, actors=tuple(replace(each, kind="person") for each in reading.actors))

    case = archive(
        told("old", "2025-01-06", ("Jon M. Hay", "said", NETS)),
        person(told("new", "2025-02-10", ("Jon Hay", "said", HUNGER), ("Ann Isbister", "said", "Jon Hay was late"))),
    )
    found = [proved(case, each) for each in firsts_since(case)]
    assert [(each.sort, each.actor) for each in found] == [("speaker", "Ann Isbister")]
    assert found[0].search.before == 'speaker:"ann" speaker:"isbister" date:<2025-02-10'


def test_where_nothing_is_earlier_it_is_said_and_not_counted(archive, told):
    case = archive(told("a", "2025-01-06", (FRONT, "said", HUNGER)), told("b", "2025-01-13", (FRONT, "said", NETS)))
    found = one(case, actor=FRONT)
    assert "Nothing is earlier" in found.sentence
    assert searched_words(found).startswith("no document is earlier")
    late = archive(told("a", "2025-01-06", (LEAGUE, "said", HUNGER)), told("b", "2025-01-13", (FRONT, "said", NETS)))
    assert searched_words(one(late, actor=FRONT)) == "not heard in 1 earlier document"


def test_an_empty_archive_has_nothing_new(archive):
    assert not firsts_since(archive())


def test_what_is_rejected_is_no_first_and_what_is_corrected_counts_as_corrected(archive, told):
    case = archive(
        told("a", "2025-01-06", (FRONT, "said", HUNGER)),
        told("b", "2025-01-13", (LEAGUE, "said", NETS)),
        told("c", "2025-01-20", (FRONT, "said", BEATEN)),
    )
    case.judge("reject", "a#s1", reason="a rumour", author="Runa Dahl")
    assert one(case, actor=FRONT).tellings[0].document == "c"
    case.judge("correct", "b#s1", correction={"speaker": FRONT}, author="Runa Dahl")
    found = one(case, actor=FRONT)
    assert (found.tellings[0].document, found.tellings[0].speaker) == ("b", FRONT)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({}, OptionError),
        ({"actor": "..."}, OptionError),
        ({"theme": "gardens"}, OptionError),
        ({"actor": "Nobody Known"}, NotInCase),
        ({"claim": "volcano"}, NotInCase),
        ({"claim": "prison", "theme": "prisons"}, OptionError),
        ({"claim": "(prison"}, OptionError),
    ],
)
def test_what_cannot_be_asked_is_told(archive, told, asked, error):
    case = archive(told("a", "2025-01-06", (FRONT, "said", HUNGER), themes=[("prisons", "prison")]))
    with pytest.raises(error):
        first_statements(case, **asked)


DAYS = st.one_of(
    st.none(),
    st.integers(0, 60).map(lambda n: (date(2025, 1, 1) + timedelta(days=n)).isoformat()),
    st.sampled_from(["2025-01", "2025-02", "2025"]),
)
WORLDS = st.lists(st.tuples(DAYS, st.sampled_from([FRONT, LEAGUE]), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORLDS)
def test_the_search_gives_nothing_before_whatever_the_dates(archive, told, world):
    readings = [
        told(
            f"d{n}", day, (who, "said", f"{HUNGER if has else NETS} {n}"), themes=[("prisons", "prison")] if has else []
        )
        for n, (day, who, has) in enumerate(world)
    ]
    case = archive(*readings)
    mine = [(day, n) for n, (day, who, has) in enumerate(world) if has and who == FRONT]
    if not any(day for day, _ in mine):
        with pytest.raises((NotInCase, OptionError)):
            first_statements(case, actor=FRONT, theme="prisons")
        return
    found = one(case, actor=FRONT, theme="prisons")
    bounds = {n: days(day) for day, n in mine if day}
    least = min(last for _, last in bounds.values())
    may = {f"d{n}" for n, (first, _) in bounds.items() if first <= least}
    first = {each.document for each in found.tellings} | {name for each in found.tellings for name in each.copies}
    assert first | {each.document for each in found.open} == may
    narrowest = max(each for each in bounds.values() if each[1] == least)
    assert {bounds[int(name[1:])] for name in first} == {narrowest}
    assert found.search.undated == sum(day is None for day, _ in mine)
