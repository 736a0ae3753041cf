import pytest

from purport.analysis.shifts import Counts, counts_from_json
from purport.errors import InputError

FOUR = '"periods": [1, 2, 3, 4]'


def test_counts_are_read_with_their_labels_and_missing_issues() -> None:
    read = counts_from_json(
        '{"periods": ["a", 2, "c", 4, 5, 6], "exposure": [10, 0, null, 12.0, 9, 7], '
        '"themes": {"x": [1, 0, null, 2, 0, 1]}}'
    )
    assert read.periods == ("a", 2, "c", 4, 5, 6)
    assert read.exposure == (10, 0, None, 12, 9, 7)
    assert read.themes == {"x": (1, 0, None, 2, 0, 1)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1, 2]", "a list where an object"),
        ("{", "no JSON"),
        ('{"periods": []}', "'exposure' is not there"),
        (f'{{{FOUR}, "exposure": [1, 1, 1], "themes": {{"x": [0, 0, 0, 0]}}}}', "3 exposures for 4 periods"),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, 0]}}}}', "theme 'x' has 2 counts for 4 periods"),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{}}}}', "themes is empty"),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": [1]}}', "themes is a list"),
        (f'{{{FOUR}, "exposure": [9, -1, 9, 9], "themes": {{"x": [0, 0, 0, 0]}}}}', "exposure -1 of period 2"),
        (
            f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, 0.5, 0, 0]}}}}',
            "count 0.5 of theme 'x' in period 2",
        ),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, true, 0, 0]}}}}', "count True"),
        (f'{{{FOUR}, "exposure": [9, 0, 9, 9], "themes": {{"x": [0, 3, 0, 0]}}}}', "which has no exposure"),
        (
            f'{{{FOUR}, "exposure": [9, 2000, 9, 9], "themes": {{"x": [0, 6000, 0, 0]}}, "kind": "items"}}',
            "theme 'x' counts 6,000 of 2,000 items in period 2: an item holds a theme once at most",
        ),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{" ": [0, 0, 0, 0]}}}}', "a theme without a name"),
        ('{"periods": [4, 3], "exposure": [9, 9], "themes": {"x": [0, 0]}}', "period 3 stands after 4: give"),
        (
            '{"periods": ["2024-03", "2024-01"], "exposure": [9, 9], "themes": {"x": [0, 0]}}',
            "period '2024-01' stands after '2024-03'",
        ),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, 0, 0, 0]}}, "kind": "words"}}', "kind 'words'"),
        (f'{{{FOUR}, "exposure": [9, 0, 9, 9], "themes": {{"x": [0, 0, 0, 0]}}}}', "3 issues with an exposure above 0"),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, 0, 0, 0]}}, "coded": [1]}}', "coded is a list"),
        *(
            (
                f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, 0, 0, 0]}}, "coded": {{{coded}}}}}',
                told,
            )
            for coded, told in (
                ('"y": [{"periods": [1, 2], "precision": [1, 2], "recall": [1, 2]}]', "theme 'y', which is not among"),
                ('"x": [{"periods": [1, 9], "precision": [1, 2], "recall": [1, 2]}]', "period 9"),
                ('"x": [{"periods": [3, 2], "precision": [1, 2], "recall": [1, 2]}]', "ends with 2, before 3"),
                ('"x": [{"periods": [1, 2], "precision": [3, 2], "recall": [1, 2]}]', "precision .3, 2"),
                ('"x": [{"periods": [1, 2], "precision": [1, 2], "recall": [0, 0]}]', "recall .0, 0"),
                ('"x": [{"periods": [1, 2], "precision": [1, 2]}]', "coded sample"),
            )
        ),
        (f'{{{FOUR}, "exposure": [9, 9, 9, 9], "themes": {{"x": [0, 0, 0, null]}}}}', "theme 'x' is counted in 3"),
        ('{"periods": [1, 1], "exposure": [9, 9], "themes": {"x": [0, 0]}}', "period 1 stands twice"),
        ('{"periods": [1.5], "exposure": [9], "themes": {"x": [0]}}', "period 1.5"),
        ('{"periods": 4, "exposure": [9], "themes": {"x": [0]}}', "periods is a number"),
    ],
)
def test_counts_that_do_not_fit_together_are_told(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told.replace("(", r"\(")):
        counts_from_json(text)


def test_counts_from_python_are_held_to_the_same_rules() -> None:
    with pytest.raises(InputError, match="count -1"):
        Counts(periods=(1, 2, 3, 4), exposure=(9, 9, 9, 9), themes={"x": (0, -1, 0, 0)})
