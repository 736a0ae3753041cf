import pytest
from hypothesis import given
from hypothesis import strategies as st

from purport.reading.figures import find_figures


def counts(text):
    return [(figure.text, figure.unit) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Killed:** 14", [("14", "Killed")]),
        ("* Killed: at least 14 (as of noon)", [("at least 14", "Killed")]),
        ("Toll so far (killed: 3; boats lost: 5)", [("3", "killed"), ("5", "boats lost")]),
        ("Death toll: 45", [("45", "Death toll")]),
        (
            "Number of houses in Unst: 1,204\nNumber of wells: 8",
            [("1,204", "Number of houses in Unst"), ("8", "Number of wells")],
        ),
        ("| Men | 14 |\n| Women | 9 |", [("14", "Men"), ("9", "Women")]),
        (
            "| Day | Boats seen | Note |\n|:---|---:|---|\n| Monday | **5** | calm |\n| Tuesday | about 30 | gale |\n\n"
            "At 5 it ended.",
            [("5", "Boats seen"), ("about 30", "Boats seen")],
        ),
        ("| Month | Visitors |\n|---|---|\n| May | $300 |", [("$300", "USD")]),
    ],
)
def test_labels_tell_what_is_counted(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Age: 34",
        "Page: 14",
        "Hours: 14",
        "Wind: 30 knots",
        "Rows killed: 10:30",
        "Code | 77 | A",
        "He put it so: 14.",
        "They gave the numbers: 14.",
        "| Distance | 12 km |",
        "| Name | Age |\n|---|---|\n| Dam | 34 |",
    ],
)
def test_labels_of_other_things_count_nothing(text):
    assert counts(text) == []


@given(st.sampled_from(["Killed", "Wounded", "Houses destroyed", "Detainees"]), st.integers(0, 10**6))
def test_any_count_after_a_label_is_read(label, number):
    for text in (f"{label}: {number:,}.", f"| {label} | {number:,} |", f"| {label} |\n|---|\n| {number:,} |\n"):
        [figure] = find_figures(text, dates=())
        assert (figure.low, figure.high, figure.unit) == (number, number, label)


@given(st.text(alphabet=st.sampled_from("|-: \n*2Killed")))
def test_tables_of_any_shape_are_read(text):
    for figure in find_figures(text, dates=()):
        assert text[figure.start : figure.end] == figure.text
