from dataclasses import replace

import pytest

from purport.brief.same import Account, alike, distance_km, grouped


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
        lambda i: {"date": None},
        lambda i: {"date": replace(i.date, start="2020-08-04", end="2020-08-04")},
        lambda i: {"date": replace(i.date, start="2020-08", end="2020-08")},
        lambda i: {"place": None},
        lambda i: {"place": replace(i.place, name="Klaksvík")},
        lambda i: {"place": replace(i.place, lat=10.0)},
        lambda i: {"actors": (replace(i.actors[0], name="Sunnan League"),)},
        lambda i: {"mode": "planned"},
    ],
)
def test_not_alike_where_one_ground_fails(accounts, difference):
    one, other = accounts
    assert not alike(one, changed(other, **difference(other.incident)))


def test_not_alike_within_one_document(accounts):
    assert not alike(accounts[0], accounts[0])


def test_grouped_only_where_each_is_like_every_other(accounts, hand):
    one, other = accounts
    third = changed(other, actors=(replace(other.incident.actors[0], name="Sunnan League"),))
    third = replace(third, reading=hand(other.reading.text, document="third").reading())
    nameless = changed(other, actors=())
    assert grouped([nameless, one, third]) == [(nameless, one), (third,)]


def test_distance_between_two_harbours():
    assert distance_km(62.01, -6.77, 60.15, -1.14) == pytest.approx(366, abs=5)
