"""An issue in one document is cut at its headings; an item has its headline, lead and page."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.analysis.emphasis.items import items, sentences
from purport.types import MadeBy, Reading, Region, Source

BODY = (
    "The harbour court in Vágur has settled eleven quarrels over nets since the spring, its clerk said. Nobody was "
    "fined, and the boats went out again on Tuesday with the morning tide."
)
HEADINGS = ("A court for nets", "The cells of Lerwick", "Herring")
ISSUE = "THE LANTERN\nFriday, 5 January" + "".join(f"\n\n{heading}\n\n{BODY}" for heading in HEADINGS)


def read(text: str, **more: object) -> Reading:
    return Reading(source=Source(id="x", sha256="0"), text=text, made_by=MadeBy(purport="0", codebook="0"), **more)


def cut(text: str, *, whole_issue: bool = True, title: str | None = None, **extra: object):
    reading = read(text)
    source = Source(id="x", sha256="0", title=title, publisher="The Lantern", extra=extra)
    return items(reading, source, whole_issue=whole_issue)


def headline(text, item):
    return None if item.headline is None else text[slice(*item.headline)]


def test_an_issue_is_cut_at_its_headings():
    found = cut(ISSUE)
    assert [headline(ISSUE, each) for each in found] == [*HEADINGS]
    assert all(ISSUE[slice(*each.lead)] == BODY for each in found)


def test_a_document_among_others_of_its_issue_is_one_item():
    (whole,) = cut(ISSUE, whole_issue=False)
    assert ISSUE[whole.start : whole.end] == ISSUE


@pytest.mark.parametrize(
    "text",
    [
        f"A court for nets\n\n{BODY}",
        f"A court for nets\n\n{BODY}\n\nA short note\n\nBoats went out.",
        f"{BODY}\n\n{BODY}",
        f"- bread\n- oil\n- nets of all the harbours in the islands\n\n{BODY}",
    ],
)
def test_what_has_no_two_headed_items_is_one(text):
    assert len(cut(text)) == 1


def test_text_without_a_headline_has_none():
    (one,) = cut(BODY)
    assert one.headline is None
    assert BODY[slice(*one.lead)] == BODY
    assert cut("...\n") == ()


@pytest.mark.parametrize(
    ("text", "title", "in_text", "told"),
    [
        (f"A court for nets\n\n{BODY}", "A court for nets", "A court for nets", None),
        (f"A COURT FOR NETS!\n\n{BODY}", "A court for nets", "A COURT FOR NETS", None),
        (f"A court for nets in Vágur. {BODY}", "A court for nets in Vagur", "A court for nets in Vágur", None),
        (BODY, "A court for nets", None, "A court for nets"),
        (f"A court\n\n{BODY}", "A court for nets", "A court", "A court for nets"),
        (f"Nets\n\n{BODY}", "Prisoners freed", "Nets", "Prisoners freed"),
    ],
)
def test_the_headline_is_in_the_text_or_told_by_the_source(text, title, in_text, told):
    (one,) = cut(text, title=title)
    assert headline(text, one) == in_text
    assert one.has_headline
    assert one.title == told
    assert text[slice(*one.lead)] == (text if text.startswith("A court for nets in") else BODY)


@pytest.mark.parametrize("title", ["The Lantern, no. 34", "The Lantern 5 January 2024", "The Lantern", "34", "", None])
def test_the_name_of_an_issue_is_no_headline(title):
    (one,) = cut(BODY, title=title)
    assert not one.has_headline


def test_an_issue_that_is_cut_has_no_headline_of_its_source():
    assert all(each.title is None for each in cut(ISSUE, title="Prisoners freed"))


def test_the_lead_is_the_first_paragraph_not_the_byline():
    (one,) = cut(text := f"A court for nets\n\nBy Ola Vik\n\n{BODY}\n\n{BODY} And more.")
    assert text[slice(*one.lead)] == BODY


def test_the_page_is_told_by_the_source_or_by_where_the_text_stands():
    assert [each.page for each in cut(ISSUE, page=3)] == [3, 3, 3]
    second = ISSUE.index("The cells")
    regions = (Region(start=0, end=second, page=1), Region(start=second, end=len(ISSUE), page=2))
    reading = read(ISSUE, regions=regions)
    assert [each.page for each in items(reading, reading.source, whole_issue=True)] == [1, 2, 2]


@given(st.text(alphabet='aB.! \n"”1', max_size=120))
def test_sentences_and_items_lie_in_order_and_leave_no_word_out(text):
    found = list(sentences(text, 0, len(text)))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    inside = "".join(text[start:end] for start, end in found)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]
    parts = cut(text)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(one.end <= other.start for one, other in itertools.pairwise(parts))
