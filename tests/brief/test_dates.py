import pytest

from purport.brief.dates import incident_date, worded
from purport.types import IncidentDate

WORDED = [
    ("2020-08-06", "6 August 2020"),
    ("2020-08", "August 2020"),
    ("2020", "2020"),
    ("2020-SU", "summer 2020"),
    ("2020-H1", "first half of 2020"),
    ("2020-08-02/2020-08-03", "2–3 August 2020"),
    ("2020-07-30/2020-08-02", "30 July – 2 August 2020"),
    ("2019-12-30/2020-01-02", "30 December 2019 – 2 January 2020"),
    ("2020-07/2020-08", "July – August 2020"),
    ("2019/2020", "2019–2020"),
    ("2020-W32", "3–9 August 2020"),
    ("soon", "soon"),
]


@pytest.mark.parametrize(("value", "words"), WORDED)
def test_worded_date(value, words):
    assert worded(value) == words


def test_incident_date_is_no_more_precise_than_known():
    assert incident_date(IncidentDate(start="2013-07", end="2013-07", precision="month", basis="stated")) == "July 2013"
    assert (
        incident_date(IncidentDate(start="2013-07-01", end="2013-07-31", precision="month", basis="stated"))
        == "July 2013"
    )
