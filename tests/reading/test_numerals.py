import pytest

from purport.reading.numerals import number, words_to_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-three", 23),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("a million", 1_000_000),
        ("five lakh", 500_000),
        ("two crore", 20_000_000),
        ("herring", None),
        ("", None),
        ("and", None),
    ],
)
def test_words_to_number_reads_written_numbers(words, value):
    assert words_to_number(words) == value


@pytest.mark.parametrize(
    ("digits", "value"), [("30,000", 30_000), ("1,00,000", 100_000), ("2.5", 2.5), ("12.0", 12), ("1 000", 1000)]
)
def test_number_reads_groups_and_fractions(digits, value):
    assert number(digits) == value
