from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from purport.case.query import DEEPEST, LONGEST, MOST_TERMS, And, Field, Not, Or, Words, parse
from purport.case.query_fields import Around, Code, Name, Period
from purport.errors import OptionError

A, B, C = Words("a"), Words("b"), Words("c")
PARSED = [
    ("", None),
    ("  ", None),
    ("a", A),
    ("a b", And((A, B))),
    ("a AND b", And((A, B))),
    ("a and b", And((A, Words("and"), B))),
    ("a OR b c", Or((A, And((B, C))))),
    ("(a OR b) c", And((Or((A, B)), C))),
    ("((a)) (b c)", And((A, B, C))),
    ("a -b", And((A, Not(B)))),
    ("a NOT (b OR c)", And((A, Not(Or((B, C)))))),
    ("NOT NOT a", A),
    ("a a", A),
    ("a – b", And((A, B))),
    ('"of prisoners"', Words("of prisoners")),
    ("“of prisoners”", Words("of prisoners")),
    ("al-Qaeda 12:30", And((Words("al-Qaeda"), Words("12:30")))),
    ("pris*", Words("pris", begins=True)),
    ("speaker:norran", Field("speaker", Name("norran"))),
    ('Speaker:"Norran Front"', Field("speaker", Name("Norran Front"))),
    ("-speaker:nor*", Not(Field("speaker", Name("nor", begins=True)))),
    ("kind:(denial OR claim)", Or((Field("kind", Code("denial")), Field("kind", Code("claim"))))),
    ("date:2020-08", Field("date", Period(date(2020, 8, 1), date(2020, 8, 31)))),
    ("date:2020-08..2020-09", Field("date", Period(date(2020, 8, 1), date(2020, 9, 30)))),
    ("date:2020-08/2020-09", Field("date", Period(date(2020, 8, 1), date(2020, 9, 30)))),
    ("date:..2020", Field("date", Period(None, date(2020, 12, 31)))),
    ("date:>=2020", Field("date", Period(date(2020, 1, 1), None))),
    ("date:>2020", Field("date", Period(date(2021, 1, 1), None))),
    ("date:<2020-08", Field("date", Period(None, date(2020, 7, 31)))),
    ("place:Tórshavn", Field("place", Name("Tórshavn"))),
    ('place:"Tórshavn"~50km', Field("place", Around("Tórshavn", None, None, 50.0))),
    ("place:62.0,-6.8~800m", Field("place", Around(None, 62.0, -6.8, 0.8))),
    ('place:"62, -6.8"~10mi', Field("place", Around(None, 62.0, -6.8, 16.09344))),
    ("theme:violence.attack", Field("theme", Code("violence.attack"))),
]


@pytest.mark.parametrize(("query", "parsed"), PARSED)
def test_parse(query, parsed):
    assert parse(query) == parsed


REFUSED = [
    ('a "b', 3, "never closed"),
    ("(a b", 1, "never closed"),
    ("a b)", 4, "closes nothing"),
    ("()", 1, "nothing stands"),
    ("a OR", 3, "missing after OR"),
    ("OR a", 1, "joins two parts"),
    ("a AND OR b", 3, "missing after AND"),
    ("a NOT", 3, "missing after NOT"),
    ("speaker: norran", 1, "without a blank"),
    ("speaker:(a OR", 12, "missing after OR"),
    ("speaker:!?", 9, "no letter or digit"),
    ("speker:norran", 1, "do you mean speaker:?"),
    ("https://example.org", 1, "quotation marks"),
    ("kind:rumour", 6, "choose one of denial"),
    ("kind:-denial", 1, "-kind:"),
    ("kind:(speaker:x)", 7, "within kind:"),
    ("a date:soon", 8, "not a date"),
    ("date:2021..2020", 6, "ends before it begins"),
    ("date:..", 6, "neither a first nor a last"),
    ("date:<0001", 6, "no day is left"),
    ("a~50km", 2, "after a place alone"),
    ("place:Tórshavn~far", 7, "no distance"),
    ("place:62,-6.8", 7, "distance about it"),
    ("place:95,0~5km", 7, "no point on Earth"),
    ("p*", 1, "too many words"),
    ("(" * (DEEPEST + 2) + "a", DEEPEST + 2, "deep"),
    ("NOT " * (DEEPEST + 2) + "a", 4 * (DEEPEST + 1) + 1, "deep"),
    ("a " * (MOST_TERMS + 1), 2 * MOST_TERMS + 1, "more than"),
]


@pytest.mark.parametrize(("query", "character", "told"), REFUSED)
def test_parse_tells_the_place_of_a_mistake_and_the_way_out(query, character, told):
    with pytest.raises(OptionError) as error:
        parse(query)
    assert f"(character {character})" in error.value.message
    assert told in error.value.message
    assert "⟨here⟩" in error.value.message


@pytest.mark.parametrize("query", ["–", '"…"', "*", "-!", "ـ", "\u064b"])
def test_parse_wants_something_to_look_for(query):
    with pytest.raises(OptionError, match="no letter or digit"):
        parse(query)


def test_parse_refuses_what_is_too_long():
    with pytest.raises(OptionError, match="the most"):
        parse("a" * (LONGEST + 1))


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet='ab"*()-+:^~.,<>=NEAROTD{}\x00\ud800 “الو\ue001'),
    st.lists(
        st.sampled_from(
            ["AND", "OR", "NOT", "-", "(", ")", '"', "a", "pris*", "speaker:", "date:2020", "place:x~5km", "NEAR(a b)"]
        )
    ).map(" ".join),
    st.integers(1, 3000).map("(".__mul__),
)


@given(HOSTILE)
@example("-" * 3000)
@example("date:" + "9" * 3000)
@example("place:" + "9" * 400 + ",1~" + "9" * 400)
def test_parse_of_anything_is_a_query_or_an_option_error(query):
    try:
        parse(query)
    except OptionError as error:
        assert error.message


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("killed^2", "no word counts more than another"),
        ("ferry killed^0.5 late", "no word counts more than another"),
        ("NEAR(ferry late)", "there is no NEAR"),
        ("ferry NEAR/5 late", "there is no NEAR"),
    ],
)
def test_what_other_query_languages_have_is_named(query, told):
    with pytest.raises(OptionError, match=told):
        parse(query)


@pytest.mark.parametrize("query", ['"killed^2"', "NEAR the mountain", "NEAR (ferry late)", "^_^ ferry", "near(ferry)"])
def test_what_only_looks_like_another_language_is_looked_for(query):
    assert parse(query) is not None
