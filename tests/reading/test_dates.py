import re
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.language import parse
from purport.reading.dates import DateFinder, find_dates
from purport.reading.dates.grammar import RULES
from purport.reading.figures import find_figures
from purport.reading.finder import Findings
from purport.types import Document, Source

FRIDAY = "2019-11-22"


def values(text, published=None):
    return [(d.text, d.value) for d in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 6 August 2020", "2020-08-06"),
        ("on August 6th, 2020", "2020-08-06"),
        ("on Thursday, Aug. 6, 2020", "2020-08-06"),
        ("on the 6th of August 2020", "2020-08-06"),
        ("dated 2020-08-06", "2020-08-06"),
        ("dated 26/08/2020", "2020-08-26"),
        ("2-3 August 2020", "2020-08-02/2020-08-03"),
        ("Oct. 25-26, 2016", "2016-10-25/2016-10-26"),
        ("in July 2013", "2013-07"),
        ("in late November, 1982", "1982-11"),
        ("by the end of March 1917", "1917-03"),
        ("in 1994", "1994"),
        ("a 1994 truce", "1994"),
        ("in the summer of 1917", "1917-SU"),
        ("in autumn 2019", "2019-FA"),
        ("the third quarter of 1990", "1990-Q3"),
        ("the second half of 2001", "2001-H2"),
        ("the late 1990s", "199"),
        ("the nineties", "199"),
        ("the 19th century", "18"),
        ("the war of 1980-88", "1980/1988"),
        ("in 490 BC", "BC0490"),
        ("on the night of 4 May 1955", "1955-05-04TNI"),
        ("on Christmas Eve 1963", "1963-12-24"),
        ("on Thanksgiving Day, 2016", "2016-11-24"),
        ("at Easter 1916", "1916-04-23"),
        ("in nineteen ninety-six", "1996"),
    ],
)
def test_dates_stated_in_full_need_no_anchor(text, value):
    (found,) = find_dates(text)
    assert (found.value, found.basis) == (value, "stated")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The crew left today.", "2019-11-22"),
        ("The crew left yesterday.", "2019-11-21"),
        ("The crew left late yesterday afternoon.", "2019-11-21TAF"),
        ("They will leave tomorrow.", "2019-11-23"),
        ("The raid came this morning.", "2019-11-22TMO"),
        ("The raid came last night.", "2019-11-21TNI"),
        ("The raid came on Friday.", "2019-11-22"),
        ("The raid came on Wednesday.", "2019-11-20"),
        ("The talks will open on Wednesday.", "2019-11-27"),
        ("The raid came last Friday.", "2019-11-15"),
        ("The raid came Sunday night.", "2019-11-17TNI"),
        ("The ferry burned last week.", "2019-W46"),
        ("The ferry burned over the weekend.", "2019-W46-WE"),
        ("It was the worst raid this month.", "2019-11"),
        ("Similar raids were told of last month.", "2019-10"),
        ("The port will open next year.", "2020"),
        ("The port was shut early last year.", "2018"),
        ("The port was shut in September.", "2019-09"),
        ("The port was shut in February.", "2019-02"),
        ("The port will open in January.", "2020-01"),
        ("The port was shut last October.", "2019-10"),
        ("The port was shut on 30 October.", "2019-10-30"),
        ("The port was shut three days ago.", "2019-11-19"),
        ("The port was shut nearly four years ago.", "2015"),
        ("The port was shut six weeks ago.", "2019-W41"),
        ("Raids over the past two weeks", "2019-11-08/2019-11-22"),
        ("Raids over the past year", "2018-11/2019-11"),
        ("The port was shut last spring.", "2019-SP"),
        ("At 9:30 a.m. Tuesday the bell rang.", "2019-11-19T09:30"),
    ],
)
def test_dates_count_from_publication(text, value):
    (found,) = find_dates(text, FRIDAY)
    assert (found.value, found.basis) == (value, "published")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On 4 May 1955 the fleet sailed. The next day it was seen off Unst. Two days later it sank.",
            ["1955-05-04", "1955-05-05", "1955-05-07"],
        ),
        ("The siege began in July 2013 and ended a year later.", ["2013-07", "2014"]),
        ("The siege began in August 1955. Fifteen months later it ended.", ["1955-08", "1956-11"]),
        (
            "In November 1941 the fleet sailed. In December 1941 it was lost. In January the search was ended.",
            ["1941-11", "1941-12", "1942-01"],
        ),
        ("By 1940 the war stood still. In August of that year it moved.", ["1940", "1940-08"]),
        ("Raids went on between March and April 1918, in 1919 and in 1920.", ["1918-03", "1918-04", "1919", "1920"]),
        ("It fell on 28 and 29 August 1918, in 1919 it was taken back.", ["1918-08-28", "1918-08-29", "1919"]),
        ("From 1915 to 1916 and in 1917 it held.", ["1915", "1916", "1917"]),
        (
            "On 3 May 1955 it was shut, as in 1954 and 1953. In August of 1955 it burned. Two weeks later it ended.",
            ["1955-05-03", "1954", "1953", "1955-08"],
        ),
        ("Men were sent in 1930. The previous year none were, as in 1920.", ["1930", "1929", "1920"]),
    ],
)
def test_dates_of_a_narrative_follow_the_last_told(text, expected):
    assert [value for _, value in values(text)] == expected


def test_dates_take_the_year_just_told_beside_them():
    assert [v for _, v in values("Last year's talks, on 12 May, failed.", FRIDAY)] == ["2018", "2018-05-12"]


def test_dates_give_no_day_to_a_time_that_has_none():
    assert values("He had left in 2014. The raid began at 10.30pm.", FRIDAY) == [("2014", "2014")]


def test_dates_of_a_report_follow_what_it_told():
    text = "On Tuesday the crew was freed. The following day it reached Lerwick."
    assert [value for _, value in values(text, FRIDAY)] == ["2019-11-19", "2019-11-20"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TORSHAVN, Faroes (Jan. 25, 2013)\nA boat was seized yesterday.", ["2013-01-25", "2013-01-24"]),
        ("2010-09-CA-310\n\nLERWICK, Shetland (Sept. 28) - A boat was seized Monday.", ["2010-09-28", "2010-09-27"]),
        ("Coast Guard Morning Update, Feb. 8, 2011\n\nA boat was seized yesterday.", ["2011-02-08", "2011-02-07"]),
    ],
)
def test_dates_count_from_a_dateline(text, expected):
    assert [value for _, value in values(text)] == expected


def test_dates_without_a_year_take_it_from_the_latest_told():
    text = (
        "The bulletin came out on 6 August, after the attack of 2-3 August. In March it was silent. "
        "The accord of February 2020 had freed many. Last October it had begun anew, as over the past year."
    )
    assert [value for _, value in values(text)] == [
        "2020-08-06",
        "2020-08-02/2020-08-03",
        "2020-03",
        "2020-02",
        "2019-10",
        "2019-08/2020-08",
    ]


def test_dates_are_left_open_where_nothing_tells_the_year():
    assert values("It came out on 6 August, and again in May.") == [("6 August", "XXXX-08-06"), ("May", "XXXX-05")]
    assert values("Today they sailed, as last year.") == [("Today", "XXXX-XX-XX"), ("last year", "XXXX")]


@pytest.mark.parametrize(
    "text",
    [
        "every Friday, each May and every day",
        "for three days, a two-day visit, an 18-year-old, within two weeks",
        "now, recently, soon, in recent months",
        "They may march on, and the sun sat low.",
        "Marshal March and Mrs May were there; May said so.",
        "1500 troops and 1,994 boats",
        "Resolution 1701, Flight 1984, $2000",
        "",
    ],
)
def test_dates_leave_out_what_is_none(text):
    assert values(text, FRIDAY) == []


@given(st.dates(date(1600, 1, 1), date(2090, 12, 31)))
def test_dates_read_any_day(day):
    (found,) = find_dates(f"It was on {day.day} {day:%B %Y}.")
    assert found.value == day.isoformat()


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 400))
def test_dates_step_back_by_days(day, steps):
    (found,) = find_dates(f"The boat was lost {steps} days ago.", day.isoformat())
    assert found.value == (day - timedelta(days=steps)).isoformat()


WORDS = ["May", "4", "1999", "the", "next", "last", "year", "days", "ago", "31", "-", ",", "June", "Friday", "of", "0"]
WORDS += [
    "'",
    "\n\n",
    "\x00",
    "٣",
    "א",
    "🙂",
    "9999999999",
    "two",
    "century",
    "BC",
    "10:30",
    "a.m.",
    "quarter",
    "Easter",
    "30th",
]


@given(
    st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from([None, FRIDAY, "2019", "nonsense", "0001-01-01"])
)
def test_dates_prove_themselves_on_any_text(text, published):
    end = 0
    for found in find_dates(text, published):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        assert found.basis in ("stated", "relative", "published", "inferred")
        end = found.end


def work(function, text):
    """How many calls a function takes, its own and those of C."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    ["May-", "3 May, ", "2, ", "spring and ", "last ", "Friday ", "the day after ", "in 2003 ", "1 a.m. ", "3/4/2019 "],
)
@pytest.mark.parametrize("published", [None, FRIDAY])
def test_dates_of_a_longer_text_take_no_more_than_their_share_of_work(piece, published):
    find_dates(piece * 10, published)  # loads the tables
    once, often = (work(lambda text: find_dates(text, published), piece * times) for times in (200, 800))
    assert often < 5 * once


def test_date_grammar_bounds_every_repetition():
    # Within the engine of regular expressions no call counts, so that an open repetition would go unseen above.
    assert [source for _, source in RULES if re.search(r"[*+]|,\}", source)] == []


def test_date_finder_reads_the_publication_date_of_the_source():
    source = Source(id="a", sha256="0" * 64, published=FRIDAY)
    doc = parse(Document(source=source, text="The boat was lost yesterday."))
    assert [d.value for d in DateFinder().find(doc, Findings())] == ["2019-11-21"]


@pytest.mark.parametrize(
    "text", ["1" * 10_000, "1," * 5_000, "May-" * 2_000, "9999999999 centuries ago", "in 0 years ago"]
)
def test_dates_and_figures_survive_absurd_numbers(text):
    assert all(d.value for d in find_dates(text, FRIDAY))
    assert find_figures(text) == ()
