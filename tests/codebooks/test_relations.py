"""Relations between actors: what is refused, and when they hold."""

import pytest

from purport.codebooks.actors import actor_codebook
from purport.codebooks.relations import RELATION_KINDS, check_relations, relation
from purport.errors import CodebookError

ROW = {"actor": "front", "rival": "league", "source": "invented"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("front rival league", "no table of words"),
        ({**ROW, "since": 2014}, "no table of words"),
        ({"actor": "front", "source": "invented"}, "names 0 kinds"),
        ({**ROW, "ally": "league"}, "names 2 kinds"),
        ({**ROW, "friend": "league"}, "has friend"),
        ({"actor": "front", "rival": "league"}, "no source"),
        ({"rival": "league", "source": "invented"}, "no actor"),
        ({**ROW, "since": "then"}, "no year, month or day"),
        ({**ROW, "since": "2014-02-30"}, "no date of the calendar"),
        ({**ROW, "since": "2014", "until": "2013-12"}, "ends before it begins"),
    ],
)
def test_relation_refuses_what_breaks_the_form(row, message):
    with pytest.raises(CodebookError, match=message):
        relation(row)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{**ROW, "rival": "guild"}], "'guild', which is no actor's id"),
        ([{**ROW, "rival": "front"}], "to itself"),
        ([ROW, ROW], "stands twice"),
        ([ROW, {"actor": "league", "rival": "front", "source": "s"}], "stands twice"),
        ([{**ROW, "until": "2014"}, {**ROW, "since": "2014-12"}], "stands twice"),
    ],
)
def test_check_relations_refuses_strangers_and_doubles(rows, message):
    with pytest.raises(CodebookError, match=message):
        check_relations([relation(row) for row in rows], ["front", "league"])


def test_check_relations_takes_one_kind_at_two_times_and_patrons_both_ways():
    rows = [{**ROW, "until": "2014"}, {**ROW, "since": "2016"}]
    rows += [
        {"actor": "front", "patron": "league", "source": "s"},
        {"actor": "league", "patron": "front", "source": "s"},
    ]
    check_relations([relation(row) for row in rows], ["front", "league"])


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        ("2014-02", "2016", "2014-02-01", True),
        ("2014-02", "2016", "2014", True),
        ("2014-02", "2016", "2014-01-31", False),
        ("2014-02", "2016", "2016-12-31", True),
        ("2014-02", "2016", "2017", False),
        ("2014-02-28", None, "2030", True),
        (None, "2016", "1990", True),
        (None, None, "2016-02-29", True),
    ],
)
def test_relation_holds_within_its_bounds(since, until, day, holds):
    row = {**ROW, **{key: value for key, value in (("since", since), ("until", until)) if value}}
    assert relation(row).holds(day) is holds


def test_relation_is_seen_from_either_end():
    made = relation({"actor": "front", "patron": "league", "source": "s"})
    assert made.seen_from("front") == ("patron", "league")
    assert made.seen_from("league") == ("patron of", "front")


def test_our_relations_are_of_every_kind_and_name_their_sources():
    held = actor_codebook().all_relations
    assert {each.kind for each in held} == set(RELATION_KINDS)
    assert all(each.source.strip() for each in held)
