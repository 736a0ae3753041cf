"""Figures that are a part of another, and those that are told only to be denied."""

import pytest

import purport
from purport.analysis.accounts import Account
from purport.analysis.comparison.matrix import matrix
from purport.analysis.comparison.rollups import rolled_up
from purport.analysis.comparison.words import cell_text

BOMB = "A bomb exploded at the customs house in Klaksvík on Monday. "
FIGURES = {
    "Eleven people were wounded, three of them children.": {"injured": "11", "injured, of them children": "3"},
    "Eleven people were wounded, including three children.": {"injured": "11", "injured, of them children": "3"},
    "Eleven people were wounded, four seriously.": {"injured": "11", "injured, of them seriously": "4"},
    "Five people were lightly hurt. Six were killed, two of whom were guards.": {"killed": "6"},
}


def made(*texts):
    readings = [purport.read(text, published="2025-09-02", publisher=f"Paper {n}") for n, text in enumerate(texts)]
    accounts = [(Account(source=each.source, reading=each), each.incidents[0]) for each in readings]
    return matrix(accounts, {account.id: account.id for account, _ in accounts})


def figures(found):
    return {
        column.label: "; ".join(filter(None, map(cell_text, found.column(column.label))))
        for column in found.columns if column.field == "figure"
    }  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), FIGURES.items())
def test_a_part_of_a_figure_is_no_rival_of_it(words, expected):
    found = figures(made(BOMB + words))
    assert found | expected == found
    assert not any(";" in text for text in found.values())


def test_a_number_out_of_those_who_took_part_is_a_figure_of_its_own():
    found = made("Twelve gunmen attacked the barracks in Klaksvík on Monday. Three of them were killed.")
    assert "3" in [text for label, text in figures(found).items() if label.startswith("killed")]


@pytest.mark.parametrize(
    "words",
    [
        "The coast guard lost one man in the battle off Tvøroyri on Monday.",
        "The coast guard killed 12 fighters and lost one man in the battle off Tvøroyri on Monday.",
        "Twelve fighters were killed and the coast guard lost one man in the battle off Tvøroyri on Monday.",
    ],
)
def test_who_lost_a_man_had_one_killed(words):
    found = made(
        words,
        "Seven coast guards were killed in a battle off Tvøroyri on Monday.",
    )
    guards = next(each.label for each in found.columns if each.whom and "coast guard" in each.whom)
    assert [cell.state.value for cell in found.column(guards)] == ["differ", "differ"]


def test_who_speaks_of_we_lost_one_of_their_own():
    found = made(
        "“We killed 12 coast guards and lost one man in the battle off Tvøroyri on Monday,” the Fulmar League said.",
        "Twelve coast guards were killed in a battle off Tvøroyri on Monday.",
    )
    assert "killed, own side" in [each.label for each in found.columns]


def test_a_figure_that_is_denied_is_nobodys():
    found = made(
        "Gunmen kidnapped three engineers near Vestmanna on Monday, police said.",
        "The Interior Ministry denied on Wednesday that five engineers had been kidnapped near Vestmanna on Monday.",
    )
    (figure,) = rolled_up(found, "lowest", independent={}, rated=lambda row, told: None)
    assert (figure.low, figure.accounts) == (3, (found.rows[0].account.id,))
    assert [cell.state.value for cell in found.column(figure.column)] == ["alone", "silent"]


def test_a_figure_beside_a_hand_denied_stands():
    found = made("The Fulmar League denied involvement in the bombing that killed two people in Klaksvík on Monday.")
    assert [text[:1] for text in figures(found).values()] == ["2"]
