"""Large numbers in words become digits, and nothing else does."""

import pyarrow as pa
import pytest

from python_udfs.spelt_numbers import numbers_as_digits, numbers_as_digits_column


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("twenty-four eggs and Thirty five hens", "24 eggs and 35 hens"),
        ("two hundred and five", "205"),
        ("a hundred, one thousand", "100, 1000"),
        ("ten thousand two hundred twelve miles", "10212 miles"),
        ("three million forty thousand and one", "3040001"),
        ("thirty five-dollar bills", "30 five-dollar bills"),
    ],
)
def test_a_large_number_becomes_digits(text, read):
    assert numbers_as_digits(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "one of twenty",
        "the twenty-first of ninety-minute films",
        "twelve hundreds, hundred men",
        "five six, three and four",
        "two thousand three million",
        "seventy eighty",
        "a million-fold, weighty",
    ],
)
def test_what_is_no_large_number_stays(text):
    assert numbers_as_digits(text) == text


def test_a_column_keeps_its_nulls():
    texts = pa.chunked_array([[None, "forty", "x"], ["sixty-six"]], pa.string())
    assert numbers_as_digits_column(texts).to_pylist() == [None, "40", "x", "66"]
