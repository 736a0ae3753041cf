"""How many, and when: the figures and the day of an incident told in releases. All groups and events are invented."""

import pytest

import purport
from purport.types import Incident

_FATES = {
    "killed": "killed",
    "injured": "injured",
    "freed": "freed",
    "captured": "captured",
    "arrested": "captured",
    "escaped": "escaped",
}

# text, the day of the incident (None where the text tells none), the most that its figures of each fate come to
CASES = (
    (
        "TÓRSHAVN, Faroe Islands (May 3, 2018) — Island guards came under fire from several gunmen near Vestmanna on "
        "Wednesday. The guards returned fire, killing all of them.",
        "2018-05-02",
        {"killed": 2},
    ),
    (
        "LERWICK, Shetland (June 12, 2019) – Four raiders opened fire on a patrol in Scalloway today. The patrol "
        "returned fire and killed the raiders.",
        "2019-06-12",
        {"killed": 4},
    ),
    (
        "Two gunmen attacked a post in Kirkwall on 3 March 2020. Guards shot back, killing both men.",
        "2020-03-03",
        {"killed": 2},
    ),
    (
        "Guards in Vágur fought the Skerry Front on 4 July 2017. The clash resulted in ten insurgent deaths.",
        "2017-07-04",
        {"killed": 10},
    ),
    (
        "A raid in Klaksvík on 9 May 2016 resulted in six islanders being killed and one islander wounded.",
        "2016-05-09",
        {"killed": 6, "injured": 1},
    ),
    (
        "Guards in Vágur captured a financier of the Skerry Front on Monday and also detained two gunmen.",
        None,
        {"captured": 3},
    ),
    (
        "Guards arrested a Skerry Front leader and three associates in Mariehamn on 2 May 2015. The leader was "
        "detained with the help of neighbours. Three additional suspects were held during the search.",
        "2015-05-02",
        {"captured": 4},
    ),
    (
        "Guards captured a Skerry Front leader along with one gunman in Stromness on 8 June 2014. The leader was "
        "detained after his brother pointed him out. An additional gunman was detained after questioning.",
        "2014-06-08",
        {"captured": 2},
    ),
    (
        "Guards detained two smugglers in Húsavík on 1 April 2013. They have detained more than 60 smugglers since "
        "January.",
        "2013-04-01",
        {"captured": 2},
    ),
    (
        "Sea guards killed a gunman in Ísafjörður on 11 August 2012. Over the past month the guards have killed more "
        "than 30 gunmen in the Westfjords.",
        "2012-08-11",
        {"killed": 1},
    ),
    (
        "An airstrike near Höfn on 17 September 2012 hit a camp of the Skerry Front. Also killed in the strike were a "
        "dozen gunmen.",
        "2012-09-17",
        {"killed": 12},
    ),
    (
        "One child was killed and another wounded when guards stormed a house in Stornoway on 6 October 2011.",
        "2011-10-06",
        {"killed": 1, "injured": 1},
    ),
    ("Guards detained the courier and one of his helpers in Sumba on 25 November 2010.", "2010-11-25", {"captured": 2}),
    (
        "TÓRSHAVN, Faroe Islands (Dec. 1, 2012) — Guards arrested two smugglers in Vágur today.\n\n"
        "TÓRSHAVN, Faroe Islands (Dec. 3, 2012) — Guards killed a gunman in Klaksvík today.",
        "2012-12-03",
        {"killed": 1},
    ),
    (
        "Island Command\n2013-07-S-129\nFor Immediate Release\n\nGuards detained a courier in Vágur July 16.",
        "2013-07-16",
        {"captured": 1},
    ),
    (
        "Island Command 2010-09-CA-125 For Immediate Release\n\nTÓRSHAVN, Faroe Islands (Sept. 8) - Two gunmen "
        "wounded a guard in Vágur Wednesday.",
        "2010-09-08",
        {"injured": 1},
    ),
    (
        "TÓRSHAVN, Faroe Islands (Oct. 6, 2011) — Guards captured a courier during a search in Vágur.",
        None,
        {"captured": 1},
    ),
    ("TÓRSHAVN, Faroe Islands (Feb. 16)\nGuards captured a courier in Vágur today.", None, {"captured": 1}),
    (
        "TÓRSHAVN, Faroe Islands (May 4, 2016) — Guards detained more than 20 smugglers during two operations in Vágur "
        "and Sumba on Monday. In Sumba, guards detained five smugglers in a boathouse yesterday.",
        "2016-05-03",
        {"captured": 5},
    ),
    ("Guards freed ten hostages and killed two bombers in Akureyri on 28 July 2011.", "2011-07-28", {"killed": 2}),
    (
        "The clash in Akureyri on 28 July 2011 resulted in two bombers killed and ten hostages freed.",
        "2011-07-28",
        {"freed": 10},
    ),
    (
        "A leader of the Skerry Front and a gunman were captured by island guards in Vágur on 25 November 2011.",
        "2011-11-25",
        {"captured": 2},
    ),
    (
        "Three gunmen fired on a ferry off Unst on 5 May 2019. Guards killed two of the gunmen and captured the third.",
        "2019-05-05",
        {"killed": 2},
    ),
    (
        "The security team detained the man, a known bomb maker, and three additional suspects in Vágur on 5 May 2019.",
        "2019-05-05",
        {"captured": 4},
    ),
    ("No guards were killed in Vágur on 5 May 2019; two gunmen were detained.", "2019-05-05", {"captured": 2}),
)


def _most(incident: Incident) -> dict[str, float]:
    """The most that an incident's figures of each fate come to."""
    most: dict[str, float] = {}
    for figure in incident.figures:
        fate = _FATES.get(figure.what)
        if fate is not None and figure.low is not None:
            most[fate] = max(figure.low, most.get(fate, 0))
    return most


@pytest.mark.parametrize(("text", "day", "fates"), CASES)
def test_an_incident_has_its_day_and_its_figures(text: str, day: str | None, fates: dict[str, float]) -> None:
    told = {(i.date.start if i.date else None, tuple(sorted(_most(i).items()))) for i in purport.read(text).incidents}
    assert (day, tuple(sorted(fates.items()))) in told
