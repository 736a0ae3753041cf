"""Sentences of our own invention, each with the values that a careful reader gives its dates."""

import pytest

from purport.reading.dates import find_dates

FRIDAY = "2019-11-22"
MONDAY = "2024-05-06"
WEDNESDAY = "2020-08-12"
NOVEMBER = "2021-11-03"

# The day of publication, the text, and the values in reading order.
STATED = [
    (None, "The Skerry Front struck on 14 March 2021 and again on the 16th.", "2021-03-14 2021-03-16"),
    (None, "Between May and July 2019 nine boats were seized off Unst.", "2019-05 2019-07"),
    (None, "From 3 to 5 June 2018 the harbour of Lerwick stood closed.", "2018-06-03 2018-06-05"),
    (None, "The talks ran from 30 May to 2 June 2018.", "2018-05-30 2018-06-02"),
    (None, "The truce of 2-3 August 2020 did not hold.", "2020-08-02/2020-08-03"),
    (None, "Raids were told of on 2, 3 and 5 August 2020.", "2020-08-02 2020-08-03 2020-08-05"),
    (None, "It lasted from 2014 to 2016 and came back in 2018-19.", "2014 2016 2018 2019"),
    (None, "It came back in 2018-19.", "2018/2019"),
    (None, "By mid-2017 the Front held Fair Isle.", "2017"),
    (None, "In the first half of 2016 and the third quarter of 2017 nobody was freed.", "2016-H1 2017-Q3"),
    (None, "The first quarter of 2021 was the quietest since the 1990s.", "2021-Q1 199"),
    (None, "It was founded in the early 1980s, in the winter of 1983.", "198 1983-WI"),
    (None, "In mid-October 2012 and late in 2013 the islands voted.", "2012-10 2013"),
    (None, "The week of 8 April 2019 saw four arrests in Tórshavn.", "2019-W15"),
    (None, "On the evening of 7 January 2015 the bell rang.", "2015-01-07TEV"),
    (None, "The order, dated 2018/04/09, was read on 2018-04-11.", "2018-04-09 2018-04-11"),
    (None, "The form was stamped 23.09.2017 in Mariehamn.", "2017-09-23"),
    (None, "He was held on Sunday, March 14th, 2021.", "2021-03-14"),
    (None, "The flag day fell on Sunday the 14th of March, 2021.", "2021-03-14"),
    (None, "At 10:30 p.m. on 4 May 2019 the lights went out.", "2019-05-04T22:30 2019-05-04"),
    (None, "She was born in Stromness in June 1961.", "1961-06"),
    (None, "The church dates from the 17th century.", "16"),
    (None, "The winter of 2010-11 was hard.", "2010-WI"),
]
RELATIVE = [
    (
        None,
        "On 3 June 2018 the depot at Kirkwall burned. The day after the fire the guards left.",
        "2018-06-03 2018-06-04",
    ),
    (None, "The guards left the day after the raid of 3 June 2018.", "2018-06-04 2018-06-03"),
    (None, "Two days before the raid of 3 June 2018 a letter came.", "2018-06-01 2018-06-03"),
    (None, "On 3 June 2018, two days after the ship had sailed, a fire broke out.", "2018-06-03 2018-06-03"),
    (None, "On 10 July 2018 the boat sank. Two days earlier it had left Fetlar.", "2018-07-10 2018-07-08"),
    (None, "On 10 July 2018 the boat sank. That month three more were lost.", "2018-07-10 2018-07"),
    (None, "On 10 July 2018 the boat sank. A week later divers found it.", "2018-07-10 2018-W29"),
    (None, "On 10 July 2018 the boat sank. Later that day the Front spoke.", "2018-07-10 2018-07-10"),
    (None, "On 10 July 2018 the boat sank. The following month it was raised.", "2018-07-10 2018-08"),
    (None, "On 10 July 2018 the boat sank. The previous evening it had been seen.", "2018-07-10 2018-07-09TEV"),
    (None, "It was seized in March 2017 and freed the same year.", "2017-03 2017"),
    (None, "It was seized in March 2017. By the end of that year all were free.", "2017-03 2017"),
    (None, "In April 2016 the camp opened; three months later it was shut.", "2016-04 2016-07"),
    (None, "He was taken in 2011 and let go four years later.", "2011 2015"),
    (None, "The clashes of 4 April 2016 and of 6 April killed nine.", "2016-04-04 2016-04-06"),
    (
        None,
        "On 4 April the minister flew to Åland. On 5-6 April 2016 he saw its parliament.",
        "2016-04-04 2016-04-05/2016-04-06",
    ),
]
PUBLISHED = [
    (FRIDAY, "The Front said on Thursday that it had freed two men.", "2019-11-21"),
    (FRIDAY, "The court will sit on Monday and rule next Friday.", "2019-11-25 2019-11-29"),
    (FRIDAY, "The strike began on Wednesday night.", "2019-11-20TNI"),
    (FRIDAY, "The men were seized the day before yesterday.", "2019-11-20"),
    (FRIDAY, "Elections are due the day after tomorrow.", "2019-11-24"),
    (FRIDAY, "The week before last a ferry was stopped.", "2019-W45"),
    (FRIDAY, "The month before last a ferry was stopped.", "2019-09"),
    (FRIDAY, "The year before last a ferry was stopped.", "2017"),
    (FRIDAY, "A bomb went off in Tórshavn on Nov. 19.", "2019-11-19"),
    (FRIDAY, "The deal was signed in December.", "2018-12"),
    (FRIDAY, "The deal will be signed in December.", "2019-12"),
    (FRIDAY, "The deal was signed on 29 February 2020's eve.", "2020-02-29"),
    (FRIDAY, "Since August 2 no boat has left; it was banned until December 5.", "2019-08-02 2019-12-05"),
    (FRIDAY, "Raids doubled over the past six months.", "2019-05/2019-11"),
    (FRIDAY, "Raids doubled in the last three years.", "2016-11/2019-11"),
    (FRIDAY, "In the past 24 hours nothing moved.", ""),
    (FRIDAY, "Earlier this year the islands agreed on a truce.", "2019"),
    (FRIDAY, "By the end of this month the camp will close.", "2019-11"),
    (FRIDAY, "He had arrived late last week.", "2019-W46"),
    (FRIDAY, "She spoke early on Friday, just before dawn.", "2019-11-22"),
    (FRIDAY, "The summer before, in 2018, the group split.", "2018-SU 2018"),
    (FRIDAY, "A decade ago the islands were quiet.", "2009"),
    (FRIDAY, "Half a year ago the islands were quiet.", "2019-05"),
    (FRIDAY, "A year and a half ago the islands were quiet.", "2018-05"),
    (FRIDAY, "More than 20 years ago the islands were quiet.", "1999"),
    (FRIDAY, "It happened in the early hours of Tuesday.", "2019-11-19TMO"),
    (FRIDAY, "The prisoners left this week, on Tuesday.", "2019-W47 2019-11-19"),
    (FRIDAY, "The siege, now in its second week, began on 11 November.", "2019-11-11"),
    (FRIDAY, "It will take effect from January 1, 2020.", "2020-01-01"),
    (FRIDAY, "In the '90s such raids were common.", "199"),
    (FRIDAY, "Last Christmas the men were home.", "2018-12-25"),
    (FRIDAY, "In the last quarter of last year exports fell.", "2018-Q4"),
    (FRIDAY, "As of midday Friday, the bridge was open.", "2019-11-22T12:00"),
]
NO_DATES = [
    (FRIDAY, "The widow, in her sixties, has lived there for thirty years.", ""),
    (FRIDAY, "A man in his early 30s and a girl aged 12 were hurt.", ""),
    (FRIDAY, "They train every Friday, each summer and twice a year.", ""),
    (FRIDAY, "The three-day truce lasted two weeks and four hours.", ""),
    (FRIDAY, "Some 2000 fighters and 1980 rifles were counted.", ""),
    (FRIDAY, "Mr. March met April Jensen at the May Hotel.", ""),
    (FRIDAY, "The Black September Brigade claimed it.", ""),
    (FRIDAY, "Under Resolution 2042 and Article 1999 the case is closed.", ""),
    (FRIDAY, "A second year student may spring to mind.", ""),
]
OPEN = [
    (None, "The Front struck on 6 August and in May.", "XXXX-08-06 XXXX-05"),
    (None, "Today the minister spoke; last month he had been silent.", "XXXX-XX-XX XXXX-XX"),
    (None, "Last year nothing moved, and this week it does.", "XXXX XXXX-WXX"),
    (None, "The strike began on Tuesday.", "XXXX-WXX-2"),
]
INFERRED = [
    (None, "Ministers met on Thursday, 24 November. The law of 2014 forbids it.", "2016-11-24 2014"),
    (None, "Today the 2016 Åland Summit opens, the first since last year's attack.", "XXXX-XX-XX 2016 2015"),
]
MIXED = [
    (FRIDAY, "A spokesman said late Thursday that talks would resume next week.", "2019-11-21 2019-W48"),
    (
        FRIDAY,
        "The attack, the deadliest since 2011, came two days after the vote of 17 November.",
        "2011 2019-11-19 2019-11-17",
    ),
    (FRIDAY, "Nine people were killed between Monday and Wednesday.", "2019-11-18 2019-11-20"),
    (FRIDAY, "The ceasefire, agreed on 12 September, collapsed a month later.", "2019-09-12 2019-10"),
    (FRIDAY, "In the first week of November the Front took three villages.", "2019-11"),
    (FRIDAY, "The group has held Foula since the start of the year.", "2019"),
    (FRIDAY, "He was last seen on the morning of November 3.", "2019-11-03TMO"),
    (FRIDAY, "A deadline of midnight on Sunday was set.", "2019-11-24TNI"),
    (FRIDAY, "On Sunday, 17 November, the mayor resigned.", "2019-11-17"),
    (FRIDAY, "The trial opens in Lerwick on 13 January.", "2020-01-13"),
    (FRIDAY, "Over the summer some 40 people vanished.", "2019-SU"),
    (FRIDAY, "During the winter of 2017-2018 the strait froze.", "2017-WI"),
    (FRIDAY, "He served from March 2009 until his death in late 2015.", "2009-03 2015"),
    (FRIDAY, "She has been in prison since last December.", "2018-12"),
    (FRIDAY, "Elections were held in May and again on Sept. 17.", "2019-05 2019-09-17"),
    (FRIDAY, "The pact of the early 2000s, renewed in 2010/11, has lapsed.", "200 2010/2011"),
    (FRIDAY, "By Tuesday evening the fire was out.", "2019-11-19TEV"),
    (FRIDAY, "The 10 October agreement was signed by four parties.", "2019-10-10"),
    (FRIDAY, "The video, released on Nov 18th, shows twelve men.", "2019-11-18"),
    (FRIDAY, "Between 2012 and 2014, and for two years after that, the road was shut.", "2012 2014"),
    (FRIDAY, "Ten years on, the mothers still wait.", ""),
    (FRIDAY, "It was the third attack in as many days.", ""),
    (FRIDAY, "The fighting entered its fifth day.", ""),
    (FRIDAY, "A 24-year-old and two 19-year-olds were held for 48 hours.", ""),
    (FRIDAY, "The M-1979 gun and the 2S19 were shown at Route 1990.", ""),
    (MONDAY, "The statement was issued on Sunday and repeated today.", "2024-05-05 2024-05-06"),
    (MONDAY, "The year-long siege ended in April last year.", "2023-04"),
    (MONDAY, "It said the same thing in April of 2022 and at the end of last month.", "2022-04 2024-04"),
    (MONDAY, "On the first of May, workers marched.", "2024-05-01"),
    (MONDAY, "On 1st May 2023 and 30th April 2022 there were none.", "2023-05-01 2022-04-30"),
    (MONDAY, "The next general election is due by January 28, 2025.", "2025-01-28"),
    (MONDAY, "She died aged 84 on New Year's Eve.", "2023-12-31"),
    (MONDAY, "The bill passed on 3 May by 84 votes to 12.", "2024-05-03"),
    (MONDAY, "The attack took place at around 6:30pm on Saturday 4 May.", "2024-05-04T18:30 2024-05-04"),
    (MONDAY, "Fighting resumed at dawn on Thursday.", "2024-05-02TMO"),
    (MONDAY, "The dividend would be named and paid on an unspecified date in July.", "2024-07"),
    (MONDAY, "A year ago this week the dam broke.", "2023 2024-W19"),
    (
        None,
        "On 9 May 2016 the army entered Reykjanes. It left on the 14th. By then, five days of clashes had killed 30.",
        "2016-05-09 2016-05-14",
    ),
    (
        None,
        "The group was formed in 2004. In 2009 it split; the following year it grew. In May of that year it signed.",
        "2004 2009 2010 2010-05",
    ),
    (
        None,
        "The first battle was fought on 1 June 1645, the second ten days later, and the last the following spring.",
        "1645-06-01 1645-06-11 1646-SP",
    ),
    (
        None,
        "LERWICK, 4 July 2017 — Police said on Monday that a man held since Friday had died.",
        "2017-07-04 2017-07-03 2017-06-30",
    ),
    (None, "Lerwick, 4 July 2017: Police said on Monday that a man had died.", "2017-07-04 2017-07-03"),
    (None, "STROMNESS (12 Mar 2018) - Two men were shot last night.", "2018-03-12 2018-03-11TNI"),
]
NARRATED = [
    (
        "2020",
        "In 1911 it began. In 1912 it spread. In May 1913 boats, unseen since March 1911, came. In June they left.",
        "1911 1912 1913-05 1911-03 1913-06",
    ),
    (
        "2020",
        "In 1910, 1911 and 1912 it grew. On 16 December 1913 a siege began, lifted by January.",
        "1910 1911 1912 1913-12-16 1914-01",
    ),
    (
        "2020",
        "In 1911, 1912 and 1913 it grew. In December 1914 they camped; the next spring they marched.",
        "1911 1912 1913 1914-12 1915-SP",
    ),
    (
        "2020",
        "It ran from 1911 to 1912. The fights of 3-5 May 1913 and June 7-8, 1914 were lost.",
        "1911 1912 1913-05-03 1913-05-05 1914-06-07 1914-06-08",
    ),
]
FIGURES = [
    (None, "Signed 04/05/2019 and 13/06/2019.", "2019-05-04 2019-06-13"),
    (None, "Signed 04/05/2019 and 06/13/2019.", "2019-04-05 2019-06-13"),
    (None, "Signed 04/05/2019.", "2019-XX-XX"),
    (None, "Sent at 2019-07-04T09:30:15.5+02:00.", "2019-07-04T09:30:15.5+02:00"),
    (None, "Sent at 2019-07-34T09:30.", ""),
]
HIJRI = [
    (None, "The letter is dated 15 Rajab 1441.", "2020-03-10"),
    (None, "The letter is dated Rajab 15, 1441 AH.", "2020-03-10"),
    (None, "The letter, of 12 Dhu al-Hijjah 1441 H, was read out.", "2020-08-02"),
    (None, "It was issued in Ramadan 1441 AH.", "2020-04-24/2020-05-23"),
    (None, "It was issued in Ramadan 2019.", "2019-05-06/2019-06-03"),
    (None, "The law was passed in 1441 AH.", "2019-08-31/2020-08-19"),
    (FRIDAY, "The truce for Eid al-Adha was kept.", "2019-08-11"),
    (None, "The truce for Eid al-Fitr 2018 was kept.", "2018-06-15"),
    ("2024-03-08", "They will go home two days before Ramadan.", "2024-03-09 2024-03-11/2024-04-09"),
    (FRIDAY, "During Ramadan the raids ceased.", "2019-05-06/2019-06-03"),
]


# Whether the day lies behind or ahead is told by the verb.
TENSE = [
    (FRIDAY, "Elections will be held on Sunday.", "2019-11-24"),
    (FRIDAY, "The talks are to be held in Lerwick on Tuesday.", "2019-11-26"),
    (FRIDAY, "The ship would be sold in March.", "2020-03"),
    (FRIDAY, "The men will be tried on Monday.", "2019-11-25"),
    (FRIDAY, "He will have left by Tuesday.", "2019-11-26"),
    (FRIDAY, "The vote, to be held on Sunday, was called in May.", "2019-11-24 2019-05"),
    (FRIDAY, "The Front fled on Sunday.", "2019-11-17"),
    (FRIDAY, "The Front fought on in March.", "2019-03"),
    (FRIDAY, "They wrote on Monday.", "2019-11-18"),
    (FRIDAY, "On Monday, when the guards broke the planned truce, nine fled.", "2019-11-18"),
    (FRIDAY, "It aims to free all prisoners by February.", "2020-02"),
    (FRIDAY, "The plan is to close the camp by Tuesday.", "2019-11-26"),
    (FRIDAY, "The port is closed until Monday.", "2019-11-25"),
    (FRIDAY, "The court is to rule on Wednesday.", "2019-11-27"),
    (FRIDAY, "The ferry that left on Monday is lost.", "2019-11-18"),
    (FRIDAY, "Men shot at the ferry on Monday.", "2019-11-18"),
    (FRIDAY, "The minister is due in Åland on Tuesday.", "2019-11-26"),
    (FRIDAY, "He had been due in court on Tuesday.", "2019-11-19"),
    (FRIDAY, "The truce ends on Sunday.", "2019-11-24"),
    (FRIDAY, "The truce ended on Sunday.", "2019-11-17"),
    (FRIDAY, "The strike is planned for Tuesday.", "2019-11-26"),
    (FRIDAY, "The raid came a day before a strike planned for Tuesday.", "2019-11-26"),
    (FRIDAY, "Police said the men would appear in court on Monday.", "2019-11-25"),
    (FRIDAY, "Police said the men appeared in court on Monday.", "2019-11-18"),
    (FRIDAY, "The Front said it will free the crew if a ransom is paid by Tuesday.", "2019-11-26"),
    (FRIDAY, "The governor spoke on Tuesday of a plan to end the war.", "2019-11-19"),
    (FRIDAY, "The siege, which began in December, goes on.", "2018-12"),
    (FRIDAY, "A new round is expected in December, officials said.", "2019-12"),
    (
        FRIDAY,
        "Officials said on Thursday that a new round, delayed since May, would open in January.",
        "2019-11-21 2019-05 2020-01",
    ),
    (FRIDAY, "The ship sank on Sunday; its owner will speak on Sunday.", "2019-11-17 2019-11-24"),
    (FRIDAY, "Gunmen struck a school on Monday, the third such raid.", "2019-11-18"),
    (FRIDAY, "The Front threatened to burn the town on Sunday.", "2019-11-24"),
    (FRIDAY, "He was told to leave by Monday.", "2019-11-25"),
    (FRIDAY, "They agreed to meet again on Tuesday.", "2019-11-26"),
]
# Sentences of news, of relief and monitoring reports and of histories.
OF_ALL_KINDS = [
    (WEDNESDAY, "It fell on the last Friday of May.", "2020-05-29"),
    (WEDNESDAY, "It fell on the first Monday of June 2020.", "2020-06-01"),
    (WEDNESDAY, "Sent 2020-08-02T09:30.", "2020-08-02T09:30"),
    (WEDNESDAY, "As of 2020-08, none.", "2020-08"),
    (WEDNESDAY, "Signed 3-5-2020.", "2020-XX-XX"),
    (WEDNESDAY, "The March 23 Movement (M23) denied it.", ""),
    (WEDNESDAY, "The 17 November group denied it.", ""),
    (WEDNESDAY, "Results for Q3 2021; H1 2020.", "2021-Q3 2020-H1"),
    (WEDNESDAY, "Since the 11 September attacks he has lived abroad.", "2001-09-11"),
    (WEDNESDAY, "Since the 9/11 attacks he has lived abroad.", "2001-09-11"),
    (WEDNESDAY, "He will return in three days.", "2020-08-15"),
    (WEDNESDAY, "He was born on January the 1st.", "2020-01-01"),
    (WEDNESDAY, "Ramadan was quiet.", "2020-04-24/2020-05-23"),
    (WEDNESDAY, "Ten years later, in 2024, it ended.", "2024 2024"),
    (WEDNESDAY, "Call 555-1234.", ""),
    (NOVEMBER, "The last Monday of October saw three raids in Unst.", "2021-10-25"),
    (NOVEMBER, "Talks resume on the first Tuesday in December.", "2021-12-07"),
    (NOVEMBER, "The vote is set for the second Sunday of next month.", "2021-12-12"),
    (NOVEMBER, "In the third week of September the Front took Yell.", "2021-09"),
    (NOVEMBER, "Since the October 7 attack, 40 fishermen have been held.", "2021-10-07"),
    (NOVEMBER, "The group calls itself the 14 March Alliance.", ""),
    (NOVEMBER, "A spokesman for the June 4 Brigade denied it on Monday.", "2021-11-01"),
    (NOVEMBER, "The 2 May Brigades claimed the bomb of 2 May.", "2021-05-02"),
    (NOVEMBER, "Displacement rose in Q2 and fell in Q3 2021.", "2021-Q2 2021-Q3"),
    (NOVEMBER, "In H1 2020, our office recorded 310 arrests, against 250 in H2 2019.", "2020-H1 2019-H2"),
    (NOVEMBER, "Data as of 2021-10 show 212 sites.", "2021-10"),
    (NOVEMBER, "The reporting period is 1 January – 30 June 2021.", "2021-01-01 2021-06-30"),
    (NOVEMBER, "Reporting period: 01 Oct - 31 Dec 2020", "2020-10-01 2020-12-31"),
    (NOVEMBER, "Between 27 and 30 October alone, 1,200 people fled Lerwick.", "2021-10-27 2021-10-30"),
    (NOVEMBER, "From late September through mid-October the road was closed.", "2021-09 2021-10"),
    (NOVEMBER, "The man was shot on Oct 29 and died two days later.", "2021-10-29 2021-10-31"),
    (NOVEMBER, "The curfew runs from 8 p.m. to 6 a.m. until Sunday.", "2021-11-07"),
    (NOVEMBER, "The trial, adjourned in June 2020, reopened last Thursday.", "2020-06 2021-10-28"),
    (NOVEMBER, "He was arrested on the night of 28-29 October.", "2021-10-28/2021-10-29"),
    (NOVEMBER, "The attack took place overnight on Saturday.", "2021-10-30"),
    (NOVEMBER, "Aid will arrive within three days, by Saturday at the latest.", "2021-11-06"),
    (NOVEMBER, "The mandate expires in 2022, at the end of January.", "2022 2022-01"),
    (NOVEMBER, "So far in 2021, more than 90 attacks were recorded, compared with 60 in all of 2020.", "2021 2020"),
    (NOVEMBER, "The Sept. 11, 2001, attacks changed the law.", "2001-09-11"),
    (NOVEMBER, "Since 9/11 the airports have been watched.", "2001-09-11"),
    (
        NOVEMBER,
        "On 5 and 6 October, and again on 12 October, shells fell on Fetlar.",
        "2021-10-05 2021-10-06 2021-10-12",
    ),
    (NOVEMBER, "The boat left on October 31st, Halloween, and was not seen again.", "2021-10-31 2021-10-31"),
    (NOVEMBER, "The amnesty was first offered in the 1990s, then again in 2004-05.", "199 2004/2005"),
    (NOVEMBER, "Her son, 19, has been missing since the morning of Sunday, 10 October.", "2021-10-10TMO"),
    (NOVEMBER, "The ceasefire came into force at midnight on 1 November.", "2021-11-01TNI"),
    (NOVEMBER, "Ten years later, in 2031, the archive will be opened.", "2031 2031"),
    (NOVEMBER, "The rebels signed on January the 1st, 2019.", "2019-01-01"),
    (NOVEMBER, "Three weeks ago today the dam broke.", "2021-W41 2021-11-03"),
    (NOVEMBER, "By early next week the port should reopen.", "2021-W45"),
    (NOVEMBER, "The minister spoke earlier on Wednesday and late on Tuesday night.", "2021-11-03 2021-11-02TNI"),
    (
        None,
        "The rising of Easter 1911 failed. In the autumn of the same year its leaders were tried; two were "
        "shot on the 12th of November. By the close of 1912 the rest had fled.",
        "1911-04-16 1911-FA 1911-11-12 1912",
    ),
    (
        None,
        "The brigade was raised in June 1862. It fought at Walls on June 25–July 1, 1862, and at Sand on the "
        "17th of September. The following May it was sent north. On the 2nd and 3rd of July 1863 it was cut "
        "to pieces.",
        "1862-06 1862-06-25 1862-07-01 1862-09-17 1863-05 1863-07-02 1863-07-03",
    ),
    (
        None,
        "In 1642 the isles rose. By the spring of 1643 most were lost; Kirkwall fell on 11 May, and "
        "Stromness a fortnight later. The war dragged on until 1645.",
        "1642 1643-SP 1643-05-11 1643-W22 1645",
    ),
    (
        None,
        "He joined the Front in the mid-1980s, was jailed from 1988 till 1991, and returned in March of the "
        "following year.",
        "198 1988 1991 1992-03",
    ),
    (
        None,
        "During the night of 3 to 4 March 1944, and again at dawn on the 6th, the bridge was bombed; on the "
        "following Sunday the town was empty.",
        "1944-03-03 1944-03-04 1944-03-06TMO 1944-03-12",
    ),
    (
        None,
        "Published 15 March 2019. Last updated: 18 March 2019, 10:40. The two men were arrested on Thursday.",
        "2019-03-15 2019-03-18 2019-03-14",
    ),
    (
        None,
        "Report No. 7, 22 June 2015\n\nOn Saturday a clinic in Sandoy was hit. Two nurses died last Friday "
        "of wounds suffered on June 12.",
        "2015-06-22 2015-06-20 2015-06-19 2015-06-12",
    ),
    (NOVEMBER, "A bomb killed four on Monday, a day after gunmen burned a school.", "2021-11-01 2021-11-01"),
    (WEDNESDAY, "Figures cover the 2018 – 2019 period.", "2018 2019"),
    (WEDNESDAY, "In the 2nd quarter of 2020 none fled; in the 1st half of 2019 some did.", "2020-Q2 2019-H1"),
    (WEDNESDAY, "In the last three months of 2019 nine boats were lost.", "2019"),
    (WEDNESDAY, "In the last two weeks of May nobody fled.", "2020-05"),
    (WEDNESDAY, "Over the last two weeks of clashes 40 fled.", "2020-07-29/2020-08-12"),
    (WEDNESDAY, "He was held on Monday last week.", "2020-08-03"),
    (WEDNESDAY, "She spoke on Friday of last week.", "2020-08-07"),
    (WEDNESDAY, "The court sits on Monday next week.", "2020-08-17"),
    (WEDNESDAY, "They met on Tuesday (5 May) in Lerwick.", "2020-05-05 2020-05-05"),
    (WEDNESDAY, "They met on 5 May (Tuesday) in Lerwick.", "2020-05-05 2020-05-05"),
    (WEDNESDAY, "Nine were hurt over the weekend of 4-5 July.", "2020-W27-WE"),
    (WEDNESDAY, "Nine were hurt in the week of 29 June to 5 July.", "2020-W27 2020-07-05"),
    (WEDNESDAY, "Nine were hurt on the weekend of July 4, 2020.", "2020-W27-WE"),
    (WEDNESDAY, "Raids were common in the 1970s and 80s.", "197 198"),
    (WEDNESDAY, "He is in his 80s.", ""),
    (WEDNESDAY, "In the 1970s, 80s and 90s it was quiet.", "197 198 199"),
    (WEDNESDAY, "Nine were hurt on Monday, last week's worst day.", "2020-08-10 2020-W32"),
    (WEDNESDAY, "The Front opened its summer offensive on Unst in June 2018.", "2018-SU 2018-06"),
    (WEDNESDAY, "Tariq Ramadan spoke in Lerwick. Ramadan said no; during Ramadan he fasts.", "2020-04-24/2020-05-23"),
    (WEDNESDAY, "Shetland Today reported it; the men were freed today.", "2020-08-12"),
    (WEDNESDAY, "The office was moved to Mariehamn in the year two thousand and six.", "2006"),
    (WEDNESDAY, "The road was mended in three days.", ""),
    (WEDNESDAY, "In May the 2nd, 3rd and 5th Battalions were sent to Unst.", "2020-05"),
    (WEDNESDAY, "The fifth Monday of June is a feast.", "2020-06-29"),
    (WEDNESDAY, "The fifth Monday of July is none.", ""),
    (None, "It fell on the last Friday of May.", "XXXX-05-XX"),
    (None, "It fell in Q3.", "XXXX-Q3"),
    ("1999-05-01", "The 11 September attacks are in the file.", "1998-09-11"),
    ("1999-05-01", "A share of 9/11 of the boats.", ""),
]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    STATED
    + RELATIVE
    + PUBLISHED
    + NO_DATES
    + OPEN
    + INFERRED
    + MIXED
    + NARRATED
    + FIGURES
    + HIJRI
    + TENSE
    + OF_ALL_KINDS,
)
def test_date_values_in_sentences(published, text, expected):
    assert " ".join(found.value for found in find_dates(text, published)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["https://example.org/2019/11/22/ferry-stopped"], "2019-11-21"),
        (["brief-20191122"], "2019-11-21"),
        (["Annual report 2019"], "XXXX-XX-XX"),
        (["c0ffee20191122ab", "Ferry stopped"], "XXXX-XX-XX"),
    ],
)
def test_date_counts_from_a_date_in_the_documents_names(names, expected):
    [found] = find_dates("A ferry was stopped yesterday.", names=names)
    assert (found.value, found.basis) == (expected, "relative" if "X" in expected else "inferred")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In March 2018 the camp stood; in May it fell, in 2019 it rose, in 2020 and 2021 too.", "inferred"),
        ("Between May and July 2019 it stood.", "stated"),
    ],
)
def test_date_tells_where_its_year_comes_from(text, expected):
    assert next(found.basis for found in find_dates(text) if found.text == "May") == expected
