"""Statements and documents by number: which fit a query, when they were published, and what they say."""

import pytest

from purport.case import Case

# What Aron Vik said, its certainty and polarity.
SAID = {
    "the ferry was late": ("certain", "affirmed"),
    "the pier was shut": ("denied", "affirmed"),
    "the nets were not dry": ("certain", "negated"),
}


@pytest.fixture
def opened(tmp_path):
    with Case.open(tmp_path / "ferry.purport", create=True) as case:
        yield case


def said(hand, document, day, content):
    certainty, polarity = SAID[content]
    report = hand(f"Aron Vik said {content}.", document=document, told={"published": day})
    report.say("Aron Vik", "said", content, certainty=certainty, polarity=polarity)
    return report.reading()


def test_what_is_denied_or_negated_can_be_taken_alone(opened, hand):
    opened.add(said(hand, f"d{n}", "2025-01-06", content) for n, content in enumerate(SAID))
    numbers = [each.number for each in opened.placed_statements()]
    assert {each.content[0].text for _, each in opened.statements_by_number(numbers).values()} == {*SAID}
    negative = opened.statements_by_number(numbers, negative=True).values()
    assert {each.content[0].text for _, each in negative} == {"the pier was shut", "the nets were not dry"}


@pytest.mark.parametrize("vague", [0, 1, 4])
def test_a_date_that_leaves_days_open_has_a_span_however_many_do(opened, hand, vague):
    days = ["2025-02"] * vague + [f"2025-03-0{n}" for n in range(1, 5)]
    opened.add(said(hand, f"d{n}", day, "the ferry was late") for n, day in enumerate(days))
    for limit in (None, 2):
        placed = opened.placed_statements("ferry", limit=limit)
        assert [each.span for each in placed][:limit] == ([0] * 4 + [27] * vague)[:limit]
    (none,) = opened.placed_statements("ferry", limit=1)
    assert none.day == none.last
