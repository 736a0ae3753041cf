from dataclasses import replace

import pytest

from purport.brief.same import Account, alike, distance_km, grounds, grouped


@pytest.fixture
def accounts(wire, ministry):
    return Account(reading=wire, incident=wire.incidents[0]), Account(reading=ministry, incident=ministry.incidents[0])


def changed(account, **fields):
    return replace(account, incident=replace(account.incident, **fields))


def test_alike_where_kind_day_place_and_actor_agree(accounts):
    assert alike(*accounts)
    assert grouped(accounts) == [accounts]


def test_alike_where_one_account_only_describes_who_did_it(accounts):
    one, other = accounts
    gunmen = replace(other.incident.actors[0], name="Gunmen", text="Gunmen")
    assert alike(one, changed(other, actors=(gunmen,)))
    assert alike(one, changed(other, actors=()))


@pytest.mark.parametrize(
    "difference",
    [
        lambda i: {"type": "protest"},
        lambda i: {"date": replace(i.date, start="2020-08-04", end="2020-08-04")},
        lambda i: {"date": replace(i.date, start="2020-08", end="2020-08")},
        lambda i: {"place": None},
        lambda i: {"place": replace(i.place, name="Klaksvík", lat=None, lon=None)},
        lambda i: {"place": replace(i.place, lat=10.0)},
        lambda i: {"actors": (replace(i.actors[0], name="Sunnan League"),)},
        lambda i: {"mode": "planned"},
    ],
)
def test_not_alike_where_one_ground_fails(accounts, difference):
    one, other = accounts
    assert not alike(one, changed(other, **difference(other.incident)))


@pytest.mark.parametrize(
    ("one_type", "other_type", "expected"),
    [
        ("battle", "bombing", True),
        ("riot", "jailbreak", True),
        ("prisoner_release", "jailbreak", True),
        ("jailbreak", "arrest", False),
        ("jailbreak", "trial", False),
        ("sanction", "trial", False),
        ("other", "attack", False),
    ],
)
def test_alike_only_where_the_types_can_be_of_one_event(accounts, one_type, other_type, expected):
    one, other = (changed(account, figures=()) for account in accounts)
    assert alike(changed(one, type=one_type), changed(other, type=other_type)) is expected


def test_an_attack_by_which_prisoners_got_out_may_be_told_as_a_release(accounts):
    one, other = accounts
    assert alike(changed(one, type="prisoner_release"), other)
    assert not alike(changed(one, type="prisoner_release"), changed(other, figures=()))


def test_alike_where_one_place_lies_within_the_other_only_if_an_actor_agrees(accounts):
    one, other = accounts
    harbour = replace(other.incident.place, name="Argir", gazetteer_id=None)
    gunmen = replace(other.incident.actors[0], name="Gunmen", actor=None)
    assert alike(one, changed(other, place=harbour))
    assert not alike(one, changed(other, place=harbour, actors=(gunmen,)))


def published(account, day):
    return replace(account, reading=replace(account.reading, source=replace(account.reading.source, published=day)))


def test_an_undated_account_joins_where_it_came_out_within_days_and_place_and_actor_agree(accounts):
    one, other = accounts
    undated = changed(other, date=None)
    assert alike(one, undated)
    assert alike(one, published(undated, "2020-08-12"))
    assert not alike(one, published(undated, "2020-08-13"))
    assert not alike(one, published(undated, "2020-08-01"))
    assert not alike(one, published(undated, "2020-08"))
    assert not alike(one, published(undated, None))
    assert not alike(one, changed(undated, actors=()))
    assert not alike(changed(one, date=None), undated)
    assert grouped([undated, one]) == [(one, undated)]
    assert "reports close in time (one account gives no date)" in grounds([one, undated])


def test_grounds_name_what_agrees_and_what_differs(accounts):
    assert grounds(accounts) == [
        "deeds that may be one (jailbreak, attack)",
        "the same day (2 August 2020)",
        "the same place (Tórshavn)",
        "an actor in common (Norran Front)",
    ]
    one, other = accounts
    assert grounds([one, changed(other, actors=())])[-1] == "no actor that differs"


def test_not_alike_within_one_document(accounts):
    assert not alike(accounts[0], accounts[0])


def test_grouped_only_where_each_is_at_odds_with_no_other(accounts, hand):
    one, other = accounts
    third = changed(other, actors=(replace(other.incident.actors[0], name="Sunnan League"),))
    third = replace(third, reading=hand(other.reading.text, document="third").reading())
    nameless = changed(other, actors=())
    assert grouped([nameless, one, third]) == [(nameless, one), (third,)]


def test_distance_between_two_harbours():
    assert distance_km(62.01, -6.77, 60.15, -1.14) == pytest.approx(366, abs=5)
