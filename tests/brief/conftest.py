"""Three readings of one invented raid: a group's newspaper told of by an agency, the ministry, and a copy."""

import pytest

WIRE = (
    "The Norran Front claimed in its newspaper, The Lantern, that it had freed “hundreds” of prisoners in Tórshavn "
    "on Sunday. “Nobody was hurt,” the group said. The Ministry of Justice denied that anyone had escaped. "
    "According to residents, shots were heard until dawn. Gunmen attacked the prison at about 3 a.m."
)
MINISTRY = (
    "The attack on the prison in Tórshavn on 2 August 2020 failed, the Ministry of Justice said. "
    "It said 12 prisoners had escaped and accused the Norran Front of lying."
)


@pytest.fixture
def wire(hand):
    made = hand(WIRE, document="wire", told={"publisher": "Harbour Wire", "published": "2020-08-03"})
    made.date("Sunday", "2020-08-02", "relative")
    made.actor("Norran Front", "Norran Front")
    claim = made.say(
        "The Norran Front",
        "claimed",
        "it had freed “hundreds” of prisoners in Tórshavn on Sunday",
        name="Norran Front",
        kind="claim",
        quote="mixed",
        via=("The Lantern",),
        distanced=True,
    )
    made.say("the group", "said", "“Nobody was hurt,”", name="Norran Front", kind="claim")
    denial = made.say(
        "The Ministry of Justice",
        "denied",
        "anyone had escaped",
        name="Ministry of Justice",
        kind="denial",
        certainty="denied",
    )
    made.say("residents", "According to", "shots were heard until dawn", name="residents")
    made.incident(
        "jailbreak",
        "freed",
        "attacked",
        date="2020-08-02",
        basis="relative",
        place="Tórshavn",
        actors=("Norran Front",),
        figures=(("hundreds", "freed", 200, None, "Norran Front"),),
        statements=(claim, denial),
        status="contested",
    )
    return made.reading()


@pytest.fixture
def ministry(hand):
    made = hand(
        MINISTRY,
        document="ministry",
        told={"publisher": "Ministry of Justice", "published": "2020-08-05", "title": "No"},
    )
    made.date("2 August 2020", "2020-08-02")
    failed = made.say(
        "the Ministry of Justice",
        "said",
        "The attack on the prison in Tórshavn on 2 August 2020 failed",
        name="Ministry of Justice",
    )
    counted = made.say("It", "said#2", "12 prisoners had escaped", name="Ministry of Justice")
    made.say("It", "accused", "the Norran Front of lying", name="Ministry of Justice", kind="accusation")
    made.incident(
        "attack",
        "attack",
        date="2020-08-02",
        place="Tórshavn",
        actors=("Norran Front",),
        figures=(("12", "escaped", 12, 12, "Ministry of Justice"),),
        statements=(failed, counted),
    )
    return made.reading()
