"""Enciphered texts are read, and nothing else is taken for one."""

import base64
import codecs

import pyarrow as pa
import pytest

from python_udfs.cipher import deciphered, deciphered_column

PROBLEM = (
    "A baker has 24 loaves in each of her 3 ovens. She sells half of them before noon. "
    "How many loaves does she have left?"
)
LETTERS_AS_DIGITS = str.maketrans("oieas", "01345")


@pytest.mark.parametrize(
    "cipher",
    [
        lambda text: base64.b64encode(text.encode()).decode(),
        lambda text: base64.encodebytes(text.encode()).decode(),
        lambda text: text.encode().hex(),
        lambda text: text.encode().hex(" "),
        lambda text: " ".join(f"{byte:08b}" for byte in text.encode()),
        lambda text: codecs.encode(text, "rot13"),
        lambda text: text[::-1],
    ],
)
def test_what_was_enciphered_is_read(cipher):
    assert deciphered(cipher(PROBLEM)).strip() == PROBLEM


def test_digits_in_words_become_letters_and_numbers_stay():
    read = deciphered(PROBLEM.translate(LETTERS_AS_DIGITS))
    assert read.lower() == PROBLEM.lower()


def test_an_enciphered_part_is_read_where_it_stands():
    part = base64.b64encode(PROBLEM.encode()).decode()
    assert (
        deciphered(f"Decode this first: {part}\nThink!") == f"Decode this first: {PROBLEM}\nThink!"
    )


@pytest.mark.parametrize(
    "text",
    [
        PROBLEM,
        "Berechne die Summe aller positiven ganzen Zahlen unter 100, die durch 3 teilbar sind.",
        r"Evaluate $\int_0^1 x^2\,dx + \sum_{n=1}^{10} \frac{a_n + b_n}{n!}$",
        "已知 m,a,b,c 为正整数，且 a\\log_m2+b\\log_m3+c\\log_m5=2024，则 m+a+b+c 的最小值是",
        "How many digits has " + "12345678" * 20 + "?",
        "Find the parity of " + "01101001" * 40,
        "sha256 " + "9f86d081884c7d65" * 4,
        "def f(x1, x2): return x1 if x2 else g3(h4, i5)",
        "",
    ],
)
def test_what_is_no_cipher_stays(text):
    assert deciphered(text) == text


def test_a_column_keeps_its_nulls():
    texts = pa.chunked_array([[None, PROBLEM], [PROBLEM[::-1], ""]], pa.string())
    assert deciphered_column(texts).to_pylist() == [None, PROBLEM, PROBLEM, ""]
