"""Which accounts belong together: to one that each is from, and by outlet."""

import pytest

from purport.analysis.accounts import Account
from purport.analysis.lineage.links import Link, LinkKind, links
from purport.analysis.lineage.origins import Role, origins
from purport.analysis.lineage.words import told, tree

ATTACK = "the attack on the town hall of Sandur on Monday"


@pytest.fixture
def account(hand):
    def make(publisher, text, published="2025-09-02", said=(), day=None):
        made = hand(
            text, document=f"{publisher} {published}".lower(), told={"publisher": publisher, "published": published}
        )
        spoken = tuple(made.say(speaker, cue, content) for speaker, cue, content in said)
        if day is not None:
            made.incident("attack", "attack", date=day, statements=spoken)
        reading = made.reading()
        return Account(source=reading.source, reading=reading)

    return make


@pytest.fixture
def two(account):
    return (
        account("Sandoy Radio", f"Two clerks were killed in {ATTACK}, mayor Elsa Dam told Sandoy Radio."),
        account("Harbour Voice", f"Three people died in {ATTACK}, a nurse, Bára Holm, told the Harbour Voice."),
    )


def test_a_report_that_cites_two_puts_them_not_together(account, two):
    text = (
        "The town hall of Sandur was attacked on Monday. Sandoy Radio reported that two clerks were killed in the "
        "attack. The Harbour Voice reported that three people died."
    )
    digest = account("Isles Monitor", text, "2025-09-03")
    found = origins([*two, digest], links([*two, digest]))
    assert {origin.accounts for origin in found.origins} == {(two[0].id, digest.id), (two[1].id,)}
    assert found.sentence == (
        "3 reports, 2 independent origins: 1 cites Sandoy Radio and Harbour Voice; the other 2 are the origins"
    )
    (top,) = tree(found, next(origin for origin in found.origins if digest.id in origin.accounts))
    assert told(top.branches[0], found) == "cites Sandoy Radio; cites Harbour Voice"


@pytest.mark.parametrize("kind", [LinkKind.COPIED, LinkKind.CREDITED, LinkKind.CITED, LinkKind.LINKED])
def test_two_linked_only_through_a_third_are_two(account, two, kind):
    third = account("Isles Monitor", "The town hall was attacked.", "2025-09-03")
    made = [
        Link(one=third.id, other=other.id, kind=kind, strength=0.95, directed=True, name=other.source.publisher)
        for other in two
    ]
    found = origins([*two, third], made)
    assert len(found.origins) == 2
    assert [role for origin in found.origins for role in origin.roles].count(Role.FIRST) == 2


def test_the_credit_for_an_outlet_that_is_not_there_goes_with_the_text(account):
    text = f"Two clerks were killed and the roof of the hall burned down in {ATTACK}, which began before noon."
    one = account("Voe Herald", text)
    two = account("Unst Times", f"SANDUR (Norran News) - {text}", "2025-09-03")
    three = account("Foula Post", "SANDUR (Norran News) - Gunmen burned the hall.", "2025-09-03")
    (origin,) = origins([one, two, three], links([one, two, three])).origins
    assert origin.name == "Norran News"
    assert set(origin.accounts) == {one.id, two.id, three.id}


FIRST = (
    "A bomb went off at the church of Skopun, killing two in the attack, Elsa Dam told Sandoy Radio.",
    "2025-09-02",
)
# A later report of the same outlet, its day, what it tells first, and whether it is known by itself to be of the same.
LATER = {
    "the same person again": (
        "Three are known to be dead in the attack on the church of Skopun, Elsa Dam told Sandoy Radio.",
        "2025-09-03",
        "2025-09-01",
        True,
    ),
    "somebody else": (
        "The church of Skopun is shut after the attack, the priest, Óli Dam, told Sandoy Radio.",
        "2025-09-03",
        None,
        True,
    ),
    "another story that looks back": (
        "The bank of Vágur was robbed, its manager told Sandoy Radio. The attack in Skopun killed two at the church.",
        "2025-09-12",
        "2025-09-11",
        False,
    ),
}


@pytest.mark.parametrize(("text", "published", "day", "known"), LATER.values(), ids=LATER)
def test_an_outlet_is_one_origin_however_often_it_tells(account, text, published, day, known):
    first = account("Sandoy Radio", *FIRST, day="2025-09-01")
    later = account("Sandoy Radio", text, published, day=day)
    both = [first, later]
    of_one_incident = origins(both, links(both), {each.id: () for each in both})
    assert [origin.roles for origin in of_one_incident.origins] == [(Role.FIRST, Role.OUTLET)]
    assert of_one_incident.sentence == (
        "2 reports, 1 independent origin: 1 more of Sandoy Radio; the other is the origin"
    )
    assert len(origins(both, links(both)).origins) == (1 if known else 2)


def test_another_outlet_is_another_origin(account):
    first = account("Sandoy Radio", *FIRST, day="2025-09-01")
    other = account("Fjord Post", FIRST[0].replace("Sandoy Radio", "the Fjord Post").replace("two", "2"), "2025-09-03")
    assert len(origins([first, other], (), {first.id: (), other.id: ()}).origins) == 2


def test_whom_an_outlet_quotes_later_was_not_quoted_before_by_it(account):
    first = account("Sandoy Radio", *FIRST)
    other = account(
        "Fjord Post",
        "The attack in Skopun broke every window, Bára Holm said.",
        "2025-09-03",
        said=[("Bára Holm", "said", "The attack in Skopun broke every window")],
    )
    later = account(
        "Sandoy Radio",
        "The attack in Skopun broke every window of the church, Bára Holm told Sandoy Radio.",
        "2025-09-04",
        said=[("Bára Holm", "told", "The attack in Skopun broke every window of the church")],
    )
    found = origins([first, other, later], (), {each.id: () for each in (first, other, later)})
    assert [origin.accounts for origin in found.origins] == [(first.id, later.id), (other.id,)]


# Who publishes, what, and the words by which it is its own statement.
COMMUNIQUES = [
    ("Fulmar League", "Our fighters beat back the coast guard. Two of our men fell.", "Our fighters"),
    ("Basalt Column", "On Monday we attacked the barracks of Klaksvík.", "we attacked"),
    ("Basalt Column", "“We attacked the barracks,” a caller said.", None),
    ("Harbour Voice", "The Column wrote: Our fighters beat back the coast guard.", None),
    ("Fjord Post", "Our forces beat back the raiders.", None),
    ("Fulmar League", "The harbour is closed to trawlers.", None),
]


@pytest.mark.parametrize(("publisher", "text", "words"), COMMUNIQUES)
def test_who_tells_of_itself_in_the_first_person_is_its_own_origin(account, publisher, text, words):
    found = origins([account(publisher, text)], ())
    assert [origin.why for origin in found.origins] == ([f"its own statement ({words})"] if words else [])


def test_what_a_publisher_has_somebody_say_is_not_its_own_statement(account):
    said = [("Fulmar League", "wrote", "our fighters beat back the coast guard")]
    text = "The Fulmar League wrote that our fighters beat back the coast guard."
    (origin,) = origins([account("Skálafjørður Archive", text, said=said)], ()).origins
    assert origin.why == "quotes Fulmar League first"
