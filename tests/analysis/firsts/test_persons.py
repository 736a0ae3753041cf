"""Who is introduced with a title and goes by the bare name later."""

import pytest

from purport.analysis import reversals, reversals_since
from purport.analysis.firsts.persons import bare_name

LONG = "Spokesman Egil Rask of the Arran League"
NO, YES = "the League held no prisoners in Lerwick", "the League held four prisoners in Lerwick"

NAMES = [
    (LONG, "Egil Rask"),
    ("Harbour Council spokesman Egil Rask", "Egil Rask"),
    ("Captain Mary Ann Halcro, Norran Front", "Mary Ann Halcro"),
    ("Egil Rask", None),
    ("Egil Rask of the Arran League", None),
    ("Spokesman Rask", None),
    ("Spokesman of the Arran League", None),
    ("Arran League", None),
    ("Minister of Justice", None),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_a_bare_name_is_what_follows_a_title(name, expected):
    assert bare_name(name) == expected


# Who denies first and who affirms later, who else speaks in between, and whether that is one person.
SPEAKERS = [
    (LONG, "Egil Rask", None, True),
    ("Egil Rask", LONG, None, True),
    (LONG, "Egil Rask", "Spokesman Egil Rask", True),
    (LONG, "Egil Rask", "Jon Rask", True),
    # two may be meant, or another is
    (LONG, "Egil Rask", "Mayor Egil Rask of Brae", False),
    (LONG, "Egil Rask", "Jon Egil Rask", False),
    (LONG, "Jon Egil Rask", None, False),
    (LONG, "Rask", None, False),
    (LONG, "Arran League", None, False),
    (LONG, "Mayor Egil Rask of Brae", None, False),
    ("North Arran League", "Arran League", None, False),
]


@pytest.mark.parametrize(("first", "later", "other", "expected"), SPEAKERS)
def test_who_is_introduced_in_full_once_is_one_person(archive, told, placed, first, later, other, expected):
    between = [told("other", "2024-03-01", (other, "said", "the nets were dry"))] if other else []
    case = archive(
        placed(told("no", "2024-02-09", (first, "said", NO), polarity="negated")),
        placed(told("yes", "2024-04-10", (later, "said", YES))),
        *between,
    )
    assert bool(reversals(case, claim="prisoners")) is expected
    assert bool(reversals_since(case, "2024-04-10")) is expected
    if expected:
        assert [each.later.document for each in reversals(case, actor="Egil Rask")] == ["yes"]
