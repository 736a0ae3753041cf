"""Two small readings in a new case."""

import pytest

from purport.case import Case
from purport.types import Speaker

RAID = (
    "The Norran Front claimed that it had freed “hundreds” of prisoners in Tórshavn on 2 August 2020. "
    "The Ministry of Justice denied the claim. Ministry spokesman Aron Vik said no one had escaped."
)
STRIKE = "Dock workers in Lerwick may strike in September, union leader Mary Isbister said."


@pytest.fixture
def raid(hand):
    made = hand(RAID, document="raid")
    made.actor("Norran Front", "Norran Front")
    claim = made.say(
        "The Norran Front",
        "claimed",
        "it had freed “hundreds” of prisoners in Tórshavn on 2 August 2020",
        name="Norran Front",
        kind="claim",
        quote="mixed",
    )
    denial = made.say(
        "The Ministry of Justice", "denied", "the claim", name="Ministry of Justice", kind="denial", certainty="denied"
    )
    made.say("Ministry spokesman Aron Vik", "said", "no one had escaped", name="Aron Vik")
    made.incident(
        "jailbreak",
        "freed",
        date="2020-08-02",
        place="Tórshavn",
        actors=("Norran Front",),
        figures=(("hundreds", "freed", 200, None, "Norran Front"),),
        statements=(claim, denial),
        status="contested",
    )
    return made


@pytest.fixture
def strike(hand):
    made = hand(STRIKE, document="strike", told={"published": "2020-07"})
    made.say(
        "union leader Mary Isbister",
        "said",
        "Dock workers in Lerwick may strike in September",
        name="Mary Isbister",
        certainty="possible",
        addressee=Speaker(**made.at("Dock workers"), name="Dock workers"),
    )
    return made


@pytest.fixture
def case(tmp_path, raid, strike):
    with Case.open(tmp_path / "a.case", create=True) as opened:
        opened.add([raid.reading(), strike.reading()])
        yield opened
