"""Whole short texts of our own invention, annotated by hand before the finder saw them."""

import pytest

from purport.reading.dates import find_dates

# What the text is, its day of publication, the text, and the values in reading order.
TEXTS = [
    (
        "a news report with its dateline",
        "2022-05-17",
        "VÁGUR, May 16 (Island Press) - Gunmen of the Skerry Front seized two ferries off Suðuroy in the "
        "early hours of Monday, police said on Tuesday. The crew, held since Saturday night, had sailed from "
        "Lerwick on 3 May. A first boat was taken a fortnight earlier, on 29 April, and freed the previous "
        "day.",
        "2022-05-16 2022-05-16TMO 2022-05-17 2022-05-14TNI 2022-05-03 2022-W16 2022-04-29 2022-04-28",
    ),
    (
        "a history",
        None,
        "The Skerry War began on 4 June 1911, when the Front landed on Foula. By the end of that month it "
        "held Walls and Sandness; the following spring it took Scalloway. In mid-August 1912 the garrison of "
        "Lerwick sallied out. The truce of 2-3 September lasted two days. In November the Front withdrew to "
        "Yell, and in January the war was over.",
        "1911-06-04 1911-06 1912-SP 1912-08 1912-09-02 1912-09-03 1912-11 1913-01",
    ),
    (
        "a report of an observer mission",
        "2011-05-20",
        "Between 4 and 9 May 2011, our teams in Unst and Fetlar documented eleven unlawful arrests. In the "
        "week of 2 May alone, six fishermen were taken. That month saw the highest number since December "
        "2009. From 12 to 14 May no one was allowed out. On the morning of 10 May 2011 a boy was shot in "
        "Baltasound.",
        "2011-05-04 2011-05-09 2011-W18 2011-05 2009-12 2011-05-12 2011-05-14 2011-05-10TMO",
    ),
    (
        "a press release with its day in brackets",
        None,
        "TÓRSHAVN, Faroe Islands (May 12, 2014) – Coast Guard sailors boarded a trawler off Sandoy last night "
        "and arrested nine members of the Skerry Front. The boat had been reported stolen on Thursday. A "
        "second boarding is planned for tomorrow. Since January 1, the Coast Guard has stopped 41 boats.",
        "2014-05-12 2014-05-11TNI 2014-05-08 2014-05-13 2014-01-01",
    ),
    (
        "a report with Hijri dates",
        "2020-09-01",
        "The panel received a letter dated 3 Muharram 1442 (22 August 2020) in which the Front ordered its "
        "men to Eysturoy. A second letter, of 20 Dhu al-Qi'dah 1441 H, names its treasurer. The pledge of "
        "Ramadan 1441 was renewed in July 2020. Between January and June 2020 the panel wrote to six States; "
        "by 31 July three had replied.",
        "2020-08-22 2020-08-22 2020-07-11 2020-04-24/2020-05-23 2020-07 2020-01 2020-06 2020-07-31",
    ),
    (
        "a military release",
        "2013-03-20",
        "LERWICK, Shetland (March 20, 2013) – A combined force killed two insurgents in Whalsay today. In the "
        "Yell district yesterday, a patrol found a cache of rifles. On Sunday, a leader of the Front was "
        "detained in Unst; security forces had searched for him since Friday, March 8. In other news, troops "
        "detained four men Monday and one Tuesday.",
        "2013-03-20 2013-03-20 2013-03-19 2013-03-17 2013-03-08 2013-03-18 2013-03-19",
    ),
    (
        "figures of every order",
        "2019-07-08",
        "The order, signed on 13/06/2019 and again on 06/14/2019, was read at 2019-07-04T09:30 in Mariehamn. "
        "A copy stamped 04.07.2019 was sent at 2019-07-04 10:15:00Z. The deadline is 31/12/19.",
        "2019-06-13 2019-06-14 2019-07-04T09:30 2019-07-04 2019-07-04T10:15:00Z 2019-12-31",
    ),
    (
        "a relief agency's report",
        "2016-10-11",
        "More than 200 families have left Stromness since mid-September, the agency said. In late September "
        "and early October the road was shut. During the first week of October alone 60 left; in the second "
        "half of 2015 there had been 90 in all. The camp, opened in autumn 2014, will close by the end of "
        "November. Next month a new one will open in Kirkwall, and in the first quarter of 2017 a third.",
        "2016-09 2016-09 2016-10 2016-10 2015-H2 2014-FA 2016-11 2016-11 2017-Q1",
    ),
    (
        "a report that looks back",
        "2018-02-14",
        "Early on Wednesday, hours before the vote, a bomb went off in Akureyri. The night before, the police "
        "had been warned. It was the third such attack this year and the first since Christmas. In 2016-17 "
        "there were nine, in the late 1990s none. The trial of the men held over the attack of 5 January "
        "opens next Monday, 19 February.",
        "2018-02-14 2018-02-13TNI 2018 2017-12-25 2016/2017 199 2018-01-05 2018-02-19",
    ),
    (
        "an undated story",
        None,
        "On Tuesday, 9 July 1996 the Front shelled Kökar. Two days later, on Thursday evening, it landed at "
        "Föglö. The same day the governor fled, and the day after that, he resigned. A week earlier he had "
        "sworn to stay. Three months later he was tried; in the spring of the next year he was freed. He died "
        "in the summer of 2003, and was buried on 1st September of that year.",
        "1996-07-09 1996-07-11 1996-07-11TEV 1996-07-11 1996-07-12 1996-W27 1996-10 1997-SP 2003-SU 2003-09-01",
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_dates_of_whole_texts(published, text, expected):
    assert [found.value for found in find_dates(text, published)] == expected.split()
