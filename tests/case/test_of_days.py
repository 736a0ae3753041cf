"""The readings that may tell of incidents of certain days."""

from datetime import date

import pytest

from purport.case import Case


@pytest.fixture
def case(tmp_path, hand):
    with Case.open(tmp_path / "days.purport", create=True) as opened:
        whens = {"exact": "2024-05-09", "month": ("2024-05-01", "2024-05-31"), "undated": None, "other": "2024-08-01"}
        for name, when in whens.items():
            report = hand("A bomb went off in Lerwick.", name)
            report.told = {"published": "2024-05-10" if name != "other" else "2024-08-02"}
            report.incident("bombing", "bomb", date=when)
            opened.add(report.reading())
        opened.add(hand("Nothing happened.", "empty").reading())
        yield opened


@pytest.mark.parametrize(
    ("first", "last", "documents"),
    [
        ("2024-05-09", "2024-05-09", ["exact", "month"]),
        ("2024-05-10", "2024-05-10", ["exact", "month", "undated"]),
        ("2024-05-20", "2024-05-21", ["month"]),
        ("2024-08-01", "2024-08-03", ["other"]),
        ("2023-01-01", "2023-12-31", []),
    ],
)
def test_readings_of_days_are_those_that_may_tell_of_them(case, first, last, documents):
    found = case.readings_of_days(date.fromisoformat(first), date.fromisoformat(last))
    assert [reading.source.id for reading in found] == documents
