import pytest

from purport.analysis.accounts import Account
from purport.analysis.lineage.links import LinkKind, links
from purport.analysis.lineage.origins import Role, origins
from purport.analysis.lineage.voices import Voice, voices

NAILS = "the remains of a gas cylinder packed with rusty nails were found"
SEARCH = "the driver of the grey van is still being sought by every patrol"


@pytest.fixture
def told(hand):
    """An account in which a speaker says something, of an incident of a day where one is given."""

    def make(publisher, speaker, content, day=None, published="2024-06-03", polarity="affirmed", more=()):
        text = f"A bomb went off in Lerwick. Then {speaker} said {content}." + "".join(
            f" Later {who} said {what}." for who, what in more
        )
        made = hand(text, document=publisher.lower(), told={"publisher": publisher, "published": published})
        said = (made.say(speaker, "said", content, polarity=polarity),)
        for who, what in more:
            made.say(who, "said", what)
        if day is not None:
            made.incident("bombing", "bomb", date=day, statements=said)
        reading = made.reading()
        return Account(source=reading.source, reading=reading)

    return make


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("police", True),
        ("the Police", True),
        ("Police in Tvøroyri", True),
        ("central hospital of Åland", True),
        ("two officials", True),
        ("road authority", True),
        ("Witnesses", True),
        ("Jógvan Hentze", False),
        ("police spokesman Jógvan Hentze", False),
        ("Basalt Brigade", False),
        ("Surtur", False),
        ("", False),
    ],
)
def test_a_common_name_is_told_from_a_proper_one(told, name, common):
    assert Voice(told("A", "police", NAILS), name.lower(), name, ()).common is common


# The same speaker, or another name; the days of what is told; whether the words are the same; whether the second is
# counted already.
COUNTED = [
    ("police", "police", "2024-06-03", "2024-06-03", SEARCH, True),
    ("police", "police", "2024-06-03", "2024-06-07", SEARCH, False),
    ("police", "police", "2024-06-03", None, SEARCH, False),
    ("police", "police", None, None, SEARCH, True),
    ("police", "police in Lerwick", "2024-06-03", "2024-06-04", SEARCH, True),
    ("Jógvan Hentze", "Jógvan Hentze", "2024-06-03", "2024-06-07", SEARCH, False),
    ("Jógvan Hentze", "Jógvan Hentze", "2024-06-03", None, SEARCH, True),
    ("Jógvan Hentze", "Hentze", "2024-06-03", "2024-06-03", SEARCH, True),
    ("police", "Jógvan Hentze", "2024-06-03", "2024-06-03", NAILS, True),
    ("police", "Jógvan Hentze", "2024-06-03", "2024-06-03", SEARCH, False),
]


@pytest.mark.parametrize(("first", "second", "one_day", "other_day", "words", "counted"), COUNTED)
def test_a_voice_is_counted_once_where_it_tells_the_same(told, first, second, one_day, other_day, words, counted):
    one = told("Norran News", first, NAILS, one_day)
    two = told("Voe Herald", second, words, other_day, "2024-06-08")
    found = origins([one, two], links([one, two]))
    assert [origin.accounts for origin in found.origins] == ([(one.id, two.id)] if counted else [(one.id,), (two.id,)])


def test_an_origin_tells_that_whom_it_quotes_speaks_of_another_incident(told):
    one, two = told("A", "police", NAILS, "2024-06-03"), told("B", "police", SEARCH, "2024-06-07", "2024-06-07")
    assert [each.why for each in origins([one, two], ()).origins] == [
        "quotes police first",
        "quotes police on another incident",
    ]
    three = told("B", "police", SEARCH, "2024-06-07", "2024-06-07", more=[("Ása Holm", "nobody slept in the town")])
    assert origins([one, three], ()).origins[1].why == "quotes Ása Holm first"


def test_who_denies_is_not_who_claimed(told):
    denied = told("Basalt Voice", "Basalt Brigade", "the bombing was its work", polarity="negated")
    claimed = told("Isles Letter", "Basalt Brigade", "four prisoners would have to be freed")
    assert len(origins([denied, claimed], links([denied, claimed])).origins) == 2


TAKEN = "five engineers had been kidnapped near Vestmanna on the road to the dam"
# Who says it, who tells after that whether it is so, and whether the second is counted already.
ANSWERS = [
    ("Nordhav Power", "affirmed", "Interior Ministry", "negated", False),
    ("Interior Ministry", "negated", "Nordhav Power", "affirmed", False),
    ("Nordhav Power", "affirmed", "Nordhav Power", "negated", False),
    ("Fulmar League", "negated", "Basalt Column", "negated", False),
    ("Fulmar League", "negated", "Fulmar League", "negated", True),
    ("police", "negated", "Jógvan Hentze", "negated", True),
    ("police", "affirmed", "Jógvan Hentze", "affirmed", True),
]


@pytest.mark.parametrize(("first", "so", "second", "answer", "counted"), ANSWERS)
def test_a_denial_is_no_repeat_of_what_it_denies(told, first, so, second, answer, counted):
    one = told("Sandoy Radio", first, TAKEN, polarity=so)
    two = told("Atlantic Press", second, TAKEN, published="2024-06-04", polarity=answer)
    found = origins([one, two], ())
    assert [origin.accounts for origin in found.origins] == ([(one.id, two.id)] if counted else [(one.id,), (two.id,)])
    # The same with the statements that tell one incident.
    of_one = origins([one, two], (), {each.id: [s.id for s in each.reading.statements] for each in (one, two)})
    assert [origin.accounts for origin in of_one.origins] == [origin.accounts for origin in found.origins]


def test_somebody_unnamed_beside_known_words_is_nobody_new(told):
    one = told("Norran News", "police", NAILS)
    two = told("Voe Herald", "Jógvan Hentze", NAILS, published="2024-06-05", more=[("investigators", SEARCH)])
    found = origins([one, two], links([one, two]))
    assert [origin.roles for origin in found.origins] == [(Role.FIRST, Role.SPEAKER)]
    named = told("Voe Herald", "Jógvan Hentze", NAILS, published="2024-06-05", more=[("Ása Holm", SEARCH)])
    assert len(origins([one, named], links([one, named])).origins) == 2


def test_the_words_of_police_on_two_days_are_not_linked(told):
    formula = "a bomb hidden in a parked van exploded outside the terminal"
    one, two = told("A", "police", formula, "2024-06-03"), told("B", "police", formula, "2024-06-07")
    assert not [link for link in links([one, two]) if link.kind is LinkKind.SAME_SPEAKER]
    same = told("B", "police", formula, "2024-06-03", more=[("Holm", SEARCH)])
    assert [link.name for link in links([one, same]) if link.kind is LinkKind.SAME_SPEAKER] == ["police"]


def test_what_tells_another_incident_is_left_out(hand):
    made = hand(f"A bomb went off. Foss said {NAILS}. A boat was robbed, Dahl said {SEARCH}. Holm said it rained.")
    first, other = made.say("Foss", "said", NAILS), made.say("Dahl", "said#2", SEARCH)
    made.say("Holm", "said#3", "it rained")
    made.incident("bombing", "bomb", statements=(first,))
    made.incident("robbery", "robbed", statements=(other,))
    reading = made.reading()
    account = Account(source=reading.source, reading=reading)
    assert [voice.name for voice in voices(account, (first,))] == ["Foss", "Holm"]
    assert [voice.name for voice in voices(account)] == ["Foss", "Dahl", "Holm"]
