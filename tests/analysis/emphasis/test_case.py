"""Emphasis counted from a case, held against a count by hand of the same readings."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from purport.analysis import Measure, emphasis_of, shifts_in
from purport.analysis.emphasis.as_json import as_dict
from purport.case import Case
from purport.errors import OptionError

CODES = ("prisons", "nets", "talks")
SPEAKERS = ("Ola Vik", "Marit Sund")

said = st.tuples(st.sampled_from((None, *SPEAKERS)), st.sets(st.sampled_from(CODES), max_size=2).map(sorted))
told = st.tuples(st.sampled_from((None, "Boats and nets")), st.lists(said, min_size=1, max_size=5))
# Documents: the day on which each came out, its item, and the page.
documents = st.lists(st.tuples(st.integers(0, 60), told, st.sampled_from((None, 1, 2))), min_size=1, max_size=12)


def day(number: int) -> str:
    return (date(2024, 1, 1) + timedelta(days=number)).isoformat()


def by_hand(readings, actor=None):
    """For each date and theme what the measures count, straight from the readings."""
    found = defaultdict(Counter)
    for each in readings:
        when, page = each.source.published, each.source.extra.get("page")
        mine = [s for s in each.statements if actor is None or s.speaker.name == actor]
        if actor is not None and not mine:
            continue
        found[when, None]["items"] += 1
        found[when, None]["statements"] += len(mine)
        found[when, None]["front_page"] += page == 1
        headed = each.text.startswith("Boats and nets\n\n")
        found[when, None]["headline"] += headed
        for code in CODES:
            spans = [(t.start, t.end) for t in each.themes if t.code == code]
            carrying = [
                s for s in mine if any(s.content[0].start < end and start < s.content[0].end for start, end in spans)
            ]
            held = bool(spans) if actor is None else bool(carrying)
            lead = each.text.index("\n\n") + 2 if headed else 0
            spans = spans if actor is None else [(s.content[0].start, s.content[0].end) for s in carrying]
            head = headed and any(start < len("Boats and nets") for start, _ in spans)
            led = any(end > lead for _, end in spans)
            found[when, code]["statements"] += len(carrying)
            found[when, code]["items"] += held
            found[when, code]["headline"] += head
            found[when, code]["prominent"] += held and (page == 1 or head or led)
            found[when, code]["front_page"] += held and page == 1
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=documents, headline_themes=st.booleans(), actor=st.sampled_from((None, *SPEAKERS)))
def test_what_is_counted_is_what_is_there(tmp_path_factory, published, rows, headline_themes, actor):
    readings = [
        published(
            f"paper-{number}",
            [item],
            published=day(when),
            headline_themes=("nets",) if headline_themes and item[0] else (),
            **({} if page is None else {"page": page}),
        )
        for number, (when, item, page) in enumerate(rows)
    ]
    expected = by_hand(readings, actor)
    if not any(expected[key]["items"] for key in list(expected) if key[1]):
        return
    with Case.open(tmp_path_factory.mktemp("case") / "a.purport", create=True) as case:
        case.add(readings)
        found = emphasis_of(case, "the lantern", actor=actor, by="issue", whole_documents=True)
    assert not found.reprints
    assert found.items == sum(count["items"] for (_, code), count in expected.items() if code is None)
    for theme in found.themes:
        for measure, name, whole in (
            (Measure.TEXT_SHARE, "statements", "statements"),
            (Measure.BREADTH, "items", "items"),
            (Measure.PROMINENCE, "prominent", "items"),
            (Measure.FRONT_PAGE, "front_page", "front_page"),
            (Measure.HEADLINE, "headline", "headline"),
        ):
            for point in found.series(theme, measure).points():
                label = point.period.label
                assert point.numerator == expected[label, theme][name], (measure, label)
                assert point.denominator == expected[label, None][whole], (measure, label)


@pytest.fixture
def case(tmp_path, published):
    """Six weekly issues of two items each, prisons in the last three; the fourth is missing, and one item of the second
    stands in the sixth again."""
    readings = []
    for number in (1, 2, 3, 5, 6, 7):
        codes = ["prisons"] if number > 3 else ["nets"]
        when = (date(2024, 1, 5) + timedelta(weeks=number - 1)).isoformat()
        for at in (1, 2):
            items = [("The long pier", [("Ola Vik", codes), ("Marit Sund", []), (None, codes)])]
            readings.append(published(f"lantern-{number}-{at}", items, published=when, number=number, page=at))
    again = published("lantern-2-1", [("The long pier", [("Ola Vik", ["nets"]), ("Marit Sund", []), (None, ["nets"])])])
    readings.append(published("again", [], published="2024-02-09", number=6))
    readings[-1] = type(again)(
        **{
            **{name: getattr(again, name) for name in ("text", "statements", "themes", "made_by")},
            "source": readings[-1].source,
        }
    )
    with Case.open(tmp_path / "lantern.purport", create=True) as opened:
        opened.add(readings)
        yield opened


def test_a_missing_issue_is_shown_and_no_nought(case):
    found = emphasis_of(case, "The Lantern")
    series = found.series("prisons")
    assert [(p.period.number, p.numerator, p.denominator) for p in series.points()] == [
        (1, 0, 4),
        (2, 0, 4),
        (3, 0, 4),
        (4, 0, 0),
        (5, 2, 4),
        (6, 2, 4),
        (7, 2, 4),
    ]
    missing = series.points()[3]
    assert missing.period.is_missing
    assert (missing.value, missing.low, missing.high) == (None, None, None)
    assert series.together().denominator == 24


def test_a_reprint_is_counted_where_it_was_first(case):
    found = emphasis_of(case, "The Lantern")
    assert [(each.document, each.of, each.how) for each in found.reprints] == [("again", "lantern-2-1", "same_text")]
    assert (found.documents, found.items) == (12, 12)


def test_volume_breadth_and_prominence_are_told_apart(case):
    found = emphasis_of(case, "The Lantern", themes=["prisons"])
    last = {each: found.series("prisons", each).points()[-1] for each in Measure}
    assert {each.value: (point.numerator, point.denominator) for each, point in last.items()} == {
        "text_share": (2, 4),
        "sentence_share": (4, 8),
        "breadth": (2, 2),
        "prominence": (2, 2),
        "front_page": (1, 1),
        "headline": (0, 2),
        "lead": (2, 2),
        "volume": (2, 1),
    }


def test_weeks_and_months_add_up_to_the_issues(case):
    by_issue = emphasis_of(case, "The Lantern").series("nets")
    for by in ("week", "month"):
        series = emphasis_of(case, "The Lantern", by=by).series("nets")
        assert sum(series.numerators) == sum(by_issue.numerators)
        assert sum(series.denominators) == sum(by_issue.denominators)
    weeks = emphasis_of(case, "The Lantern", by="week").periods
    assert [each.label for each in weeks if each.is_missing] == ["2024-W04"]


def test_what_an_actor_says_is_counted_of_what_they_say(case):
    found = emphasis_of(case, actor="Ola Vik", by="week")
    assert sum(found.series("prisons").denominators) == 12
    assert found.series("prisons").points()[-1].value == 1
    assert emphasis_of(case, "The Lantern", actor="ola vik").series("prisons").points()[-1].denominator == 2


def test_a_theme_of_the_codebook_that_was_never_met_is_nought_of_all(case):
    whole = emphasis_of(case, "The Lantern", themes=["freeing-ransom"]).series("freeing-ransom").together()
    assert (whole.numerator, whole.denominator, whole.value) == (0, 24, 0)


def test_the_query_finds_the_statements_that_were_counted(case):
    found = emphasis_of(case, "The Lantern")
    hits = case.statements(found.query("prisons", found.periods[4:]))
    assert len(hits) == sum(found.series("prisons").numerators)
    assert len(case.statements(found.query("nets", found.periods[:3]))) == sum(found.series("nets").numerators)
    assert len(case.statements(emphasis_of(case, actor="Ola Vik").query("prisons"))) == 6


def test_what_is_rejected_is_not_counted(case):
    hit = case.statements('publisher:"The Lantern" theme:prisons', limit=1)[0]
    case.judge("reject", hit, author="Runa Dahl")
    assert sum(emphasis_of(case, "The Lantern").series("prisons").numerators) == 5


def test_the_same_file_met_twice_is_no_reprint(case, published):
    reading = next(iter(case.readings()))
    moved = type(reading.source)(
        **{name: getattr(reading.source, name) for name in ("sha256", "publisher", "published", "extra")},
        id="mirror",
    )
    case.add(
        type(reading)(
            **{**{n: getattr(reading, n) for n in ("text", "statements", "themes", "made_by")}, "source": moved}
        )
    )
    assert len(case.occurrences("lantern-1-1")) == 2
    assert len(emphasis_of(case, "The Lantern").reprints) == 1


def test_an_issue_in_one_document_is_cut_into_items(tmp_path, published):
    items = [("Boats and nets", [("Ola Vik", ["nets"]), (None, [])]), ("The long pier", [("Ola Vik", []), (None, [])])]
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        opened.add([published("whole", items)])
        assert emphasis_of(opened, "The Lantern").series("nets", "breadth").together().denominator == 2
        whole = emphasis_of(opened, "The Lantern", whole_documents=True)
        assert whole.series("nets", "breadth").together().denominator == 1


def test_tables_and_json_have_every_period_with_what_it_is_of(case):
    found = emphasis_of(case, "The Lantern", themes=["prisons"])
    rows = found.table().rows()
    assert len(rows) == 4 * 7
    assert {row["measure"] for row in rows} == {"text_share", "breadth", "prominence", "volume"}
    frame = found.table(["text_share"]).frame()
    assert frame["numerator"].sum() == 6
    told = as_dict(found, [Measure.TEXT_SHARE])
    assert told["themes"][0]["measures"]["text_share"]["numerators"] == (0, 0, 0, 0, 2, 2, 2)
    assert told["themes"][0]["measures"]["text_share"]["values"][3] is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "a publication or an actor"),
        ({"publication": "The Lamp"}, "there are The Lantern"),
        ({"publication": "The Lantern", "by": "year"}, "is no period"),
        ({"actor": "Ola Vik", "by": "issue"}, "an actor has no issues"),
        ({"actor": "Nobody Here"}, "nobody in the case speaks"),
        ({"actor": "..."}, "no letter or digit"),
        ({"actor": "Marit Sund"}, "nothing that 'Marit Sund' says"),
        ({"publication": "The Lantern", "themes": ["herring"]}, "there are"),
    ],
)
def test_what_cannot_be_counted_is_named(case, asked, said):
    with pytest.raises(OptionError, match=said):
        emphasis_of(case, **asked)


@pytest.mark.parametrize(("measure", "actor"), [("share", None), ("sentence_share", "Ola Vik")])
def test_a_measure_that_is_none_is_named(case, measure, actor):
    found = emphasis_of(case, "The Lantern", actor=actor)
    with pytest.raises(OptionError, match=r"measure|of a publication"):
        found.series("nets", measure)


def test_a_headline_that_only_its_source_tells_is_counted_but_is_no_statement(tmp_path, published):
    said = [(None, [("Ola Vik", ["nets"]), ("Marit Sund", [])])]
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        for number in range(4):
            reading = published(f"a{number}", said, published=day(7 * number), page=2)
            title = "Prisoners freed in Vágur" if number > 1 else "The long pier"
            opened.add(replace(reading, source=replace(reading.source, title=title)))
        found = emphasis_of(opened, "The Lantern")
        told = {
            each.value: (point.numerator, point.denominator)
            for each in Measure
            for point in (found.series("prisons", each).together(),)
        }
        assert told == {
            "text_share": (0, 8),
            "sentence_share": (0, 8),
            "breadth": (2, 4),
            "prominence": (2, 4),
            "front_page": (0, 0),
            "headline": (2, 4),
            "lead": (0, 4),
            "volume": (0, 4),
        }
        assert found.titles == 4
        # What an actor says is not in a headline that they did not write.
        assert (
            emphasis_of(opened, "The Lantern", actor="Ola Vik").series("nets", "headline").together().denominator == 0
        )
        (change,) = shifts_in(opened, "The Lantern", themes=["prisons"], measure="breadth")
        assert change.find is None


def test_a_case_without_themes_or_dates_says_so(tmp_path, published):
    with Case.open(tmp_path / "a.purport", create=True) as opened:
        opened.add([published("a", [(None, [("Ola Vik", [])])], published=None)])
        with pytest.raises(OptionError, match="tells its date"):
            emphasis_of(opened, "The Lantern")
        opened.add([published("b", [(None, [("Ola Vik", [])])])])
        with pytest.raises(OptionError, match="has a theme"):
            emphasis_of(opened, "The Lantern")
