"""The queries by which firsts are sought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.firsts.queries import all_forms, any_of, in_all_forms, towards
from purport.case.query import parse
from purport.errors import OptionError

BURN = "(burn OR burned OR burning OR burnings OR burns OR burnt)"
HOSTAGE = "(hostage OR hostages)"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("burned hostages Smyril", f"{BURN} {HOSTAGE} Smyril"),
        ('"was burned"', '"was burned"'),
        ("burned -ferry", f"{BURN} -ferry"),
        ("speaker:burn about:“burned ferry”", "speaker:burn about:“burned ferry”"),
        ("burn*", "burn*"),
        ("burned OR (Smyril not)", f"{BURN} OR (Smyril not)"),
        ("speaker:(burn OR ferry)", "speaker:(burn OR ferry)"),
    ],
)
def test_plain_words_alone_are_asked_in_all_their_forms(query, expected):
    assert in_all_forms(query) == expected


@given(st.text(st.sampled_from('burn took OR NOT (-"“”):*. é'), max_size=30))
def test_a_query_in_all_forms_is_one_wherever_the_query_is(query):
    try:
        parse(query)
    except OptionError:
        return
    parse(in_all_forms(query))


def test_one_word_without_other_forms_is_quoted():
    assert all_forms("smyril") == '"smyril"'
    assert any_of(["smyril", "burn"]) == "(burn OR burned OR burning OR burnings OR burns OR burnt OR smyril)"


def test_towards_a_person_is_by_the_first_and_the_last_of_their_names():
    assert towards("Jon M. Hay") == '(about:"Jon M. Hay" OR addressee:"Jon M. Hay")'
    assert towards("Jon M. Hay", of_person=True) == '((about:"jon" about:"hay") OR (addressee:"jon" addressee:"hay"))'
