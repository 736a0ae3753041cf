from dataclasses import replace

import pytest

from purport.analysis.comparison.matrix import CellState, matrix
from purport.analysis.comparison.rollups import RULES, Reliability, rolled_up
from purport.analysis.comparison.words import cell_text, values_told
from purport.analysis.comparison.words import rolled as words_of
from purport.errors import OptionError
from purport.types import Party


def made(*accounts, origins=None):
    return matrix(accounts, origins or {account.id: account.id for account, _ in accounts})


def states(found, label):
    return [cell.state.value for cell in found.column(label)]


def sides(found, label):
    column = next(each for each in found.columns if each.label == label)
    return {side.letter: side.texts for side in column.sides}


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("date", ["2024-05-09", "2024-05", None], ["agree", "agree", "silent"]),
        ("date", ["2024-05-09", "2024-05", "2024-05-11"], ["differ", "agree", "differ"]),
        ("date", ["2024-05-09", None, None], ["alone", "silent", "silent"]),
        ("place", ["Lerwick", "Shetland", "United Kingdom"], ["agree", "agree", "agree"]),
        ("place", ["Lerwick", "Shetland", "Scalloway"], ["differ", "agree", "differ"]),
        ("mode", ["happened", "denied", "happened"], ["differ", "differ", "differ"]),
        ("mode", ["planned", "threatened", "planned"], ["agree", "agree", "agree"]),
        ("actors", [("Norran Front",), ("gunmen",), ("the Norran Front",)], ["agree", "described", "agree"]),
        ("actors", [("Norran Front",), ("gunmen",), ("Skerry League",)], ["differ", "described", "differ"]),
        ("actors", [("gunmen",), ("attackers",)], ["agree", "agree"]),
    ],
)
def test_cells_agree_where_both_can_be_true(account, told, field, values, expected):
    def fields(value):
        return {} if value is None else {field: value}

    found = made(*(account(f"Paper {n}", told(**fields(value))) for n, value in enumerate(values)))
    assert states(found, field) == expected


@pytest.mark.parametrize(
    ("figures", "expected", "letters"),
    [
        ([(4, 4), (4, 4), (4, None)], ["agree"] * 3, ["a"]),
        ([(4, None), (9, 9), (11, 11)], ["agree", "differ", "differ"], ["a", "b"]),
        ([(4, 4), (9, 9), (9, 9)], ["differ"] * 3, ["a", "b"]),
    ],
)
def test_figures_agree_where_their_bounds_meet(account, told, count, figures, expected, letters):
    accounts = [
        account(f"Paper {n}", told(figures=(count("killed", low, high, who="guards"),)))
        for n, (low, high) in enumerate(figures)
    ]
    found = made(*accounts)
    assert states(found, "killed, guards") == expected
    assert list(sides(found, "killed, guards")) == letters


def test_sides_are_ordered_by_independent_origins_not_by_copies(account, told, count):
    accounts = [account(f"Copy {n}", told(figures=(count("killed", 9, 9),))) for n in range(4)]
    accounts += [account(name, told(figures=(count("killed", 4, 4),))) for name in ("Own", "Other")]
    origins = {each.id: "agency" if each.source.publisher.startswith("Copy") else each.id for each, _ in accounts}
    found = made(*accounts, origins=origins)
    assert sides(found, "killed") == {"a": ("4",), "b": ("9",)}
    assert [row.origin for row in found.rows[:4]] == ["agency"] * 4


def test_figures_of_different_people_stand_in_columns_of_their_own(account, told, count):
    one = told(figures=(count("killed", 4, 4, who="guards"), count("killed", 3, 3, who="attackers")))
    other = told(figures=(count("killed", 5, 5, who="prison guards"), count("escaped", 118, 118, who="inmates")))
    third = told(figures=(count("freed", 200, None, who="prisoners"),))
    found = made(account("A", one), account("B", other), account("C", third))
    labels = {column.label for column in found.columns if column.field == "figure"}
    assert len([label for label in labels if label.startswith("killed")]) == 2
    assert states(found, "got out") == ["silent", "differ", "differ"]


def test_rival_figures_of_one_account_stand_beside_each_other(account, told, count):
    rivals = told(figures=(count("killed", 4, 4, by="police"), count("killed", 9, 9, by="hospital")))
    (cell,) = made(account("A", rivals)).column("killed")
    assert cell.state is CellState.DIFFER
    assert [(each.value.text, each.value.by) for each in cell.values] == [("4", "police"), ("9", "hospital")]


def test_responsibility_tells_who_claims_it_and_who_denies_it(account, told, says):
    claimed = told(actors=("Norran Front",), tellers=(says("Norran Front", "claims", "actor"),))
    denied = told(actors=("Norran Front",), tellers=(says("Norran Front", "disowns", "actor"),))
    found = made(account("A", claimed), account("B", denied))
    assert states(found, "responsibility") == ["differ", "differ"]
    texts = [cell.values[0].value.text for cell in found.column("responsibility")]
    assert texts == ["Norran Front claims it", "Norran Front denies a hand in it"]


def roll(found, rule, independent=(), rated=lambda row, told: None):
    (figure,) = rolled_up(found, rule, independent=dict.fromkeys(independent, "One"), rated=rated)
    return figure


def test_who_is_only_counted_is_no_target_and_no_actor(account, told, count):
    counted = count("killed", 4, 4)
    one = told(actors=("four people",), targets=("four people", "ferry terminal", "the ferry terminal"))
    one = replace(one, figures=(replace(counted, text="four people", start=0, end=11),))
    found = made(account("A", one))
    assert states(found, "actors") == ["silent"]
    assert found.column("targets")[0].values[0].value.text == "ferry terminal"


def test_the_one_person_that_a_name_is_is_no_figure(account, told, count):
    person = Party(text="Ailsa Rendall", start=0, end=13, name="Ailsa Rendall", kind="person")
    figures = (count("captured", 1, 1, who="biologist Ailsa Rendall"), count("killed", 1, 1, who="guard"))
    found = made(account("A", replace(told(figures=figures), targets=(person,))))
    assert [column.label for column in found.columns if column.field == "figure"] == ["killed, guard"]


def test_what_is_told_on_several_words_is_shown_once(account, told, count):
    figures = (count("killed", 4, 4), count("killed", 4, 4, by="police"), count("killed", 5, 5, by="hospital"))
    (cell,) = made(account("A", told(figures=figures))).column("killed")
    assert cell_text(cell) == "4 (its own word, police); 5 (hospital)"
    assert [[place for place, _ in tellers] for _, tellers in values_told(cell)] == [[0, 1], [2]]


def test_a_column_is_named_without_an_article(account, told, count):
    found = made(account("A", told(figures=(count("killed", 2, 2, who="The prison guards"),))))
    assert [column.label for column in found.columns if column.field == "figure"] == ["killed, prison guards"]


def test_what_stands_on_all_sides_agrees(account, told, count):
    bounds = ((4, 4), (5, 5), (4, None))
    found = made(*(account(f"Paper {n}", told(figures=(count("killed", *each),))) for n, each in enumerate(bounds)))
    assert found.column("killed")[2].values[0].sides == ("a", "b")
    assert states(found, "killed") == ["differ", "differ", "agree"]


def test_a_range_keeps_what_is_left_open_above_it(account, told, count):
    low = account("A", told(figures=(count("killed", 118, 118),)))
    high = account("B", told(figures=(count("killed", 200, None),)))
    found = made(low, high)
    rolled = roll(found, "range_of_independent", [low[0].id, high[0].id])
    assert (rolled.low, rolled.high, rolled.or_more) == (118, 200, True)
    assert words_of(rolled) == "118 to 200 or more"


@pytest.fixture
def rivals(account, told, count):
    """Three papers: at least 4, 9 and 11 killed."""
    bounds = {"A": (4, None), "B": (9, 9), "C": (11, 11)}
    return made(*(account(name, told(figures=(count("killed", *each),))) for name, each in bounds.items()))


def test_lowest_is_what_no_account_goes_below(rivals):
    found = roll(rivals, "lowest")
    assert (found.low, found.high) == (4, None)
    assert "A" in found.why


def test_range_takes_only_independent_origins(rivals):
    ids = {row.account.source.publisher: row.origin for row in rivals.rows}
    assert roll(rivals, "range_of_independent").accounts == ()
    found = roll(rivals, "range_of_independent", [ids["A"], ids["B"]])
    assert (found.low, found.high) == (4, 9)


def test_range_takes_the_last_figure_of_each_origin(account, told, count):
    early = account("A", told(figures=(count("killed", 4, 4),)), published="2024-05-09")
    late = account("A again", told(figures=(count("killed", 7, 7),)), published="2024-05-11")
    found = made(early, late, origins={early[0].id: "one", late[0].id: "one"})
    assert (roll(found, "range_of_independent", ["one"]).low, roll(found, "range_of_independent", ["one"]).high) == (
        7,
        7,
    )


def test_by_rating_takes_the_best_rated_and_nothing_where_none_is(rivals):
    letters = {"A": "D", "B": "B", "C": "F"}

    def rated(row, told):
        return Reliability(letter=letters[row.account.source.publisher], source=row.account.source.publisher)

    assert roll(rivals, "by_rating").accounts == ()
    found = roll(rivals, "by_rating", rated=rated)
    assert (found.low, found.high) == (9, 9)


def test_rules_are_named_where_one_is_unknown(rivals):
    with pytest.raises(OptionError) as caught:
        roll(rivals, "median")
    assert all(rule in str(caught.value) for rule in RULES)
