import pytest

from purport.analysis.comparison.matrix import matrix
from purport.analysis.comparison.standing import STATUS_OF, Rule, standing
from purport.case.judgements import Anchor, Judgement, Verdict


def judged(status, author="Runa Dahl", number=1):
    return Judgement(
        id=number,
        at="2024-06-01T00:00:00+00:00",
        author=author,
        verdict=Verdict.CORRECT,
        subject=Anchor(source="s", text="t", record="incident", spans=((0, 1),), quote="x"),
        correction={"status": status},
    )


def told_by(account, incidents):
    accounts = [account(f"Paper {n}", each) for n, each in enumerate(incidents)]
    return matrix(accounts, {each.id: each.id for each, _ in accounts})


def known(found, count):
    return frozenset(row.origin for row in found.rows[:count])


CASES = {
    "one report in its own voice": ([{}], 1, Rule.TOLD_BY_OTHERS),
    "two whose lineage is unknown": ([{}, {}], 0, Rule.TOLD_BY_OTHERS),
    "two independent origins": ([{}, {}], 2, Rule.INDEPENDENT_ORIGINS),
    "two independent origins, both of parties": (
        [{"rule": "own_publication", "tellers": [("The Tide", "affirms", "party")]}] * 2,
        2,
        Rule.ONLY_PARTIES,
    ),
    "who did it and a witness": (
        [
            {"rule": "actor_claims", "tellers": [("Norran Front", "claims", "actor")]},
            {"rule": "told_by_others", "tellers": [("a witness", "affirms", "apart")]},
        ],
        0,
        Rule.BOTH_SIDES,
    ),
    "who did it alone": (
        [{"rule": "actor_claims", "tellers": [("Norran Front", "claims", "actor")], "own_voice": False}],
        1,
        Rule.ONLY_PARTIES,
    ),
    "one confirms it": (
        [{"rule": "confirmed_in_words", "tellers": [("police", "confirms", "apart")]}],
        1,
        Rule.CONFIRMED_IN_WORDS,
    ),
    "one denies it, one tells it": (
        [{"rule": "only_denied", "tellers": [("army", "denies", "target")], "own_voice": False, "mode": "denied"}, {}],
        2,
        Rule.DENIED_AND_AFFIRMED,
    ),
    "all deny it": (
        [{"rule": "only_denied", "tellers": [("army", "denies", "target")], "own_voice": False, "mode": "denied"}],
        1,
        Rule.ALL_DENY,
    ),
    "who is held to have done it denies a hand": (
        [{"rule": "actor_denies", "tellers": [("Norran Front", "disowns", "actor")]}, {}],
        2,
        Rule.ACTOR_DENIES,
    ),
}


@pytest.mark.parametrize(("accounts", "independent", "rule"), CASES.values(), ids=CASES)
def test_status_follows_from_who_tells_it(account, told, says, accounts, independent, rule):
    incidents = [
        told(**{**fields, "tellers": tuple(says(*each) for each in fields.get("tellers", ()))}) for fields in accounts
    ]
    found = told_by(account, incidents)
    reached = standing(found, independent=known(found, independent))
    assert reached.rule is rule
    assert reached.status is STATUS_OF[rule]


def test_status_is_overruled_by_the_last_judgement_and_says_so(account, told):
    found = told_by(account, [told()])
    reached = standing(found, independent=frozenset(), judgements=[judged("contested"), judged("denied", "Ola Vik", 2)])
    assert (reached.status, reached.reckoned) == ("denied", "reported")
    assert [each.id for each in reached.overruled] == [1, 2]


SCALES = {
    "one report": ([{}], 1, "Weak", "held back", "included, claimed = 0"),
    "two origins": ([{}, {}], 2, "Fair", "entered, as a range", "included, claimed = 0"),
    "one is named": ([{"actors": ("Norran Front",)}], 1, "Weak", "held back", "included, claimed = 0, guncertain1 = 1"),
    "some are described": ([{"actors": ("gunmen",)}], 1, "Weak", "held back", "included, claimed = 0"),
    "no deaths": ([{"figures": ()}, {"figures": ()}], 2, "Fair", "left out", "included, claimed = 0"),
    "claimed by who did it": (
        [{"rule": "actor_claims", "tellers": [("Norran Front", "claims", "actor")], "actors": ("Norran Front",)}, {}],
        2,
        "Confirmed",
        "entered, as a range",
        "included, claimed = 1",
    ),
    "planned": ([{"mode": "planned"}], 1, "Discounted", "left out", "left out"),
    "who did it is disputed": (
        [{"actors": ("Norran Front",)}, {"actors": ("Skerry League",)}],
        2,
        "Contested",
        "entered, as a range",
        "included, claimed = 0, guncertain1 = 1",
    ),
}


@pytest.mark.parametrize(("accounts", "independent", "airwars", "body_count", "gtd"), SCALES.values(), ids=SCALES)
def test_scales_follow_from_the_accounts(account, told, says, count, accounts, independent, airwars, body_count, gtd):
    dead = {"figures": (count("killed", 2, 2),)}
    incidents = [
        told(**{**dead, **fields, "tellers": tuple(says(*each) for each in fields.get("tellers", ()))})
        for fields in accounts
    ]
    found = told_by(account, incidents)
    scales = standing(found, independent=known(found, independent)).scales
    assert (scales.airwars, scales.iraq_body_count, scales.gtd) == (airwars, body_count, gtd)
