import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.reading.figures import find_figures


def bounds(text):
    return [(f.text, f.low, f.high) for f in find_figures(text)]


def units(text):
    return [(f.text, f.unit) for f in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid on Sumburgh left over 300 sheep at large.", [("over 300", 300, None)]),
        ("At least 12 fishermen were freed.", [("At least 12", 12, None)]),
        ("Nearly 40 boats burned.", [("Nearly 40", None, 40)]),
        ("As many as 40 boats burned.", [("As many as 40", None, 40)]),
        ("About 18 were hurt and 35 injured.", [("About 18", 18, 18), ("35", 35, 35)]),
        ("Dozens were held.", [("Dozens", 24, None)]),
        ("hundreds of puffins", [("hundreds", 200, None)]),
        ("thousands of islanders", [("thousands", 2000, None)]),
        ("tens of thousands of islanders", [("tens of thousands", 20_000, None)]),
        ("hundreds of thousands of birds", [("hundreds of thousands", 200_000, None)]),
        ("several boats", [("several", 2, None)]),
        ("a few hundred rifles", [("a few hundred", 200, None)]),
        ("more than a dozen boats and half a dozen rafts", [("more than a dozen", 12, None), ("half a dozen", 6, 6)]),
        ("two dozen farmers", [("two dozen", 24, 24)]),
        ("between 12 and 20 raiders", [("between 12 and 20", 12, 20)]),
        ("12-15 raiders", [("12-15", 12, 15)]),
        ("three to five raiders", [("three to five", 3, 5)]),
        ("two to three million krone", [("two to three million krone", 2_000_000, 3_000_000)]),
        ("twenty-three rowers", [("twenty-three", 23, 23)]),
        ("1.5 million herring were landed by 200 boats", [("1.5 million", 1_500_000, 1_500_000), ("200", 200, 200)]),
        ("20 or more crews, 30+ boats", [("20 or more", 20, None), ("30+", 30, None)]),
        ("half a million eggs", [("half a million", 500_000, 500_000)]),
        (
            "2 lakh farmers and 3 crore rupees",
            [("2 lakh", 200_000, 200_000), ("3 crore rupees", 30_000_000, 30_000_000)],
        ),
    ],
)
def test_figures_have_bounds(text, expected):
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They sank six Faroese trawlers.", [("six", "Faroese trawlers")]),
        ("12 islanders killed in Torshavn", [("12", "islanders killed")]),
        ("About 18 were killed.", [("About 18", "killed")]),
        ("killing 12 and wounding five", [("12", "killed"), ("five", "wounded")]),
        ("hundreds of its former members", [("hundreds", "former members")]),
        ("a loss of $3m, £1.1bn and 40%", [("$3m", "USD"), ("£1.1bn", "GBP"), ("40%", "percent")]),
        ("ten per cent of the catch", [("ten per cent", "percent")]),
        ("two Danish kroner a day", [("two Danish kroner", "Danish kroner")]),
        ("millions of dollars", [("millions of dollars", "dollars")]),
        (
            "carried out by three Norwegians, four Swedes and one Dane",
            [
                ("three Norwegians, four Swedes and one Dane", None),
                ("three", "Norwegians"),
                ("four", "Swedes"),
                ("one", "Dane"),
            ],
        ),
        ("six of the 58 boats", [("six", "boats"), ("58", "boats")]),
    ],
)
def test_figures_tell_what_is_counted(text, expected):
    assert units(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An 18-year-old rower",
        "a two-decade-old feud",
        "Rasmus Dam, 42, of Lerwick",
        "boys aged 14 and 15",
        "5 km from Tvøroyri, 300m away",
        "for three days and two weeks",
        "at 6:30 am, at 11am, at 10.30pm",
        "on 2 August 2019 and in 2018",
        "an Mi-24 and two-seat AK-47s",
        "Resolution 1701, Article 5, Flight 93, chapter two",
        "no one, one of them, both boats, one another",
        "the second boat, the 93rd Regatta",
        "call 555-0142 or +44 20 7946 0958",
        "[3] as noted [4]",
        "a ratio of 3 to 1, and 1 in 10",
        "Once, twice",
        "a Boeing 737 landed; Flight LX 318 departed; a MiG 29",
        "two thirds of the boats, three-quarters, one fifth of them",
        "children under 5 and people over 60",
        "a one-man show",
        "a pair, try 5 and the cup 3",
        "for three and a half years, four-and-a-half",
        "",
    ],
)
def test_figures_leave_out_what_counts_nothing(text):
    assert find_figures(text) == ()


def test_figures_do_not_read_a_year_as_a_count():
    assert units("In 1994 they held 1500 boats.") == [("1500", "boats")]


def test_figures_of_dates_already_found_need_no_second_search():
    assert find_figures("In 1994 they held nine boats.", dates=()) != ()


@given(st.text(alphabet=st.sampled_from("a1 2,.0-–$%(\nTwo of dozens ten to and million +[é\x00٣²")))
def test_figures_prove_themselves_on_any_text(text):
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six gunmen killed 12 guards and held the quay.", [("Six", "gunmen"), ("12", "guards")]),
        ("a 10-man squad, a 12-member team, a 300-strong crew", [("10", "men"), ("12", "members"), ("300", "crew")]),
        ("NOK 5 million, 300 USD and Rs. 20", [("NOK 5 million", "NOK"), ("300 USD", "USD"), ("Rs. 20", "INR")]),
        ("It rose from 40 to 60 percent.", [("40", "percent"), ("60 percent", "percent")]),
        ("between 40 to 60 percent", [("between 40 to 60 percent", "percent")]),
        ("It is spread over 18 islands.", [("18", "islands")]),
        ("İ: six boats", [("six", "boats")]),
    ],
)
def test_figures_of_persons_money_and_change(text, expected):
    assert units(text) == expected


@given(st.integers(1, 999), st.integers(0, 999))
def test_figures_read_thousands_with_blanks_between(thousands, rest):
    for blank in ("\u00a0", "\u202f", " "):
        [figure] = find_figures(f"They fed {thousands}{blank}{rest:03} inmates.", dates=())
        assert (figure.low, figure.high, figure.unit) == (1000 * thousands + rest, 1000 * thousands + rest, "inmates")


@pytest.mark.parametrize(
    "part", ["1 ", "3-", "12 to ", "| 4 ", "Killed: ", "a hundred and ", "three Danes, ", "a: 1 ", "((("]
)
def test_figures_of_repeated_words_take_time_in_proportion(part):
    def seconds(length):
        text = (part * length)[:length]
        begin = time.process_time()
        find_figures(text, dates=())
        return time.process_time() - begin

    seconds(100)
    assert seconds(40_000) < 8 * max(seconds(10_000), 0.005)


@given(st.integers(2, 999_999))
def test_figures_read_any_count(number):
    (figure,) = find_figures(f"They counted {number:,} gannets.")
    assert (figure.low, figure.high, figure.unit) == (number, number, "gannets")
