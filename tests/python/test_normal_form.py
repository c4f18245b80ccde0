"""One problem in two notations has one normal form, two problems have two."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference_normal_form import reference_normal_form

from python_udfs.normal_form import normal_form, normal_form_column

# Pieces that LaTeX is made of, whole and broken, as hypothesis puts them together.
PIECES = r"""
\frac \dfrac \tfrac12 \frac{1}{2} \frac 12 \sqrt \sqrt{2} \sqrt[3]{5} \binom \binom{n}{k} \left(
\right) \left\{ \right\} \le \leq \leqslant \cdot \times \ldots \dots ... \circ ^\circ ^{\circ} ^2
^{2} ^{10} _1 _{n} { } ( ) [ ] ^ $ $$ \( \) \[ \] + - * / = < > <= >= != <> -> => <-> ! ' '' ^'
^{\prime} \prime : \colon , ; . ? | \| \{ \} \% % & # ~ ` " \\ \, \; \! {,} ,\! \text{ab}
\mathrm{d} \begin{align*} \end{align*} \begin{pmatrix} \begin{array}{lcr} \hspace{1cm} \label{x}
\tag{1} a b n x f if the find word-word non-word co- tg \ctg 1 2 10 100 1,000 13,169 1,00 0.5 .5 .50
2.0 007 10{,}000 10\,000 中 国 ， 。 × · ÷ ≤ − – ² π ∠ ° é É ß α 😀 𝑥 ** **bold** \degree degrees
lbrace \to \infty
*find* --- а п ѕ Ο ո ⓐⓑ ñ x̂ x̄ ٣ ‐
""".split()
BREAKS = [" ", "\n", "\n* ", "\t", "\n- ", "\n> ", "-\n", "-\n  "]
LATEX = st.lists(st.sampled_from([*PIECES, *BREAKS]), max_size=14).map("".join)


@given(st.lists(LATEX, min_size=1, max_size=5))
@settings(max_examples=400, deadline=None)
def test_the_kernel_reads_latex_as_the_plain_reference_does(texts):
    forms = normal_form_column(pa.chunked_array([texts], pa.string())).to_pylist()
    assert forms == [reference_normal_form(text) for text in texts]


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_the_kernel_reads_any_text_as_the_plain_reference_does(text):
    assert normal_form(text) == reference_normal_form(text)


@given(LATEX | st.text(max_size=60))
@settings(max_examples=400, deadline=None)
def test_a_normal_form_is_its_own_normal_form(text):
    form = normal_form(text)
    assert normal_form(form) == form
    assert form == " ".join(form.split(" "))


SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/", "−": "-", "→": "->", "…": "..."}
KEPT = (
    st.integers(0, 10**9).map(str)
    | st.sampled_from([*"+-/=<>|%", *SIGNS])
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.sampled_from(["apples", "sin", "cos", "x", "y", "maximum"])
)


@given(st.lists(KEPT, max_size=20))
@settings(deadline=None)
def test_every_number_operator_sign_word_and_chinese_character_stays(tokens):
    text = " ".join(["find", *tokens])
    assert normal_form(text).split(" ") == ["find", *(SIGNS.get(token, token) for token in tokens)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (r"$\dfrac{1}{2}$", r"$\frac{1}{2}$"),
        (r"\tfrac12", r"\frac{1}{2}"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"x \geqslant 3", r"x \geq 3"),
        (r"x \geq 3", r"x \ge 3"),
        (r"x \ge 3", "x ≥ 3"),
        (r"x \ge 3", "x >= 3"),
        (r"x \leqslant y", "x ≤ y"),
        (r"x \neq y", "x ≠ y"),
        (r"\left( 1, 2 \right)", "(1, 2)"),
        (r"\bigl( x+1 \bigr)", "(x + 1)"),
        (r"f(x)\,dx", "f(x) dx"),
        (r"1{,}\! 2", "1, 2"),
        ("Let $x = 1$.", r"Let \(x = 1\)."),
        ("Let $x = 1$.", "Let $$x = 1$$."),
        ("Let $x = 1$.", r"Let \[x = 1\]."),
        ("Let $x = 1$.", "Let x = 1."),
        ("n^{2}", "n^2"),
        ("n^{ 2 }", "n ^ 2"),
        ("a_{1}", "a_1"),
        ("2 n", "2n"),
        (r"1, 2, \cdots, n", r"1, 2, \ldots, n"),
        (r"1, 2, \dots, n", "1, 2, ..., n"),
        ("1, 2, …, n", "1, 2, ..., n"),
        ("10{,}000", "10,000"),
        ("10,000", "10000"),
        (r"10\,000", "10000"),
        ("(1,000,000)", "(1000000)"),
        (r"over \(60,125\) people", "over 60125 people"),
        (r"$(1,250 \times 3)$", r"$(1250 \times 3)$"),
        (r"$\left(13,169\right)$", "(13, 169)"),
        (r"1, 2, \ldots, 99,100", "1, 2, ..., 99, 100"),
        ("100,101,...", "100, 101, ..."),
        (r"3 \cdot 4", "3 × 4"),
        (r"3 \times 4", "3·4"),
        ("3 ∗ 4", "3 * 4"),
        (r"8 \div 2", "8 ÷ 2"),
        ("5 − 3", "5 - 3"),
        ("45^\\circ", "45°"),
        (r"45^{\circ}", "45 degrees"),
        (r"\angle ABC", "∠ABC"),
        (r"\triangle ABC", "△ABC"),
        (r"\pi r^2", "π r^2"),
        (r"\varepsilon", r"\epsilon"),
        (r"A \cap B", "A ∩ B"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt2", r"\sqrt{2}"),
        ("f'(x)", "f’(x)"),
        ("f'(x)", r"f^{\prime}(x)"),
        (r"\text{ELEVEN}", "ELEVEN"),
        (r"\mathrm{lcm}", "lcm"),
        (r"\operatorname{lcm}(a, b)", r"\mathrm{lcm}(a, b)"),
        (r"\{1, 2\}", r"\left\{1,2\right\}"),
        (r"|x|", r"\lvert x \rvert"),
        (r"\begin{align*} x &= 1 \\ y &= 2 \end{align*}", "x = 1, y = 2"),
        ("1 : 2", r"1 \colon 2"),
        ("the inte-\nger and the num-\n  ber", "the integer and the number"),
        ("the *prime* numbers, *as ever*.", "the prime numbers, as ever."),
        ("the num**ber** of", "the number of"),
        ("Given:\n- one circle\n- **two** lines", "Given:\none circle\ntwo lines"),
        ("He said:\n> find x", "He said:\nfind x"),
        ("one\n---\ntwo", "one\ntwo"),
        ("non‐negative", "non-negative"),
        ("café", "cafe\u0301"),
        ("the nu\u0336mber", "the number"),
        ("f\u200di\u200cnd \ufe0fx", "find x"),
        ("fіnd thе аrеа", "find the area"),
        ("ΝUΜBER οf", "number of"),
        ("ꜰɪɴᴅ ⓕⓘⓝⓓ 🅵🅸🅽🅳 🅕🅘🅝🅓", "find find find find"),
        ("٣ + ४", "3 + 4"),
        (
            "Find the number of primes below 30 and 5. " * 2,
            "Find the number of primes below 30 and 5.",
        ),
        ("Note: find x", "Note find x"),
        (".5", "0.50"),
        ("2.0", "2"),
        ("Find  x.\n\nThen y", "find X. Then y."),
        ("**Problem** one", "Problem one"),
        ("* first\n* second", "first second"),
        ("well-known", "well known"),
        (r"$\operatorname{tg} x + \ctg y$", r"$\tan x + \cot y$"),
        ("non-negative, re-rolled and co-prime", "nonnegative rerolled and coprime"),
        ("计算 $1+1$ 的值。", "计算1 + 1的值"),
    ],
)
def test_two_ways_of_writing_one_problem_are_one(text, other):
    assert normal_form(text) == normal_form(other) != ""


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1 - i", "1 + i"),
        ("x < 25", "x > 25"),
        (r"x \le 25", "x < 25"),
        ("x = 3", r"x \ne 3"),
        (r"\sin x", r"\cos x"),
        ("x^2", "2x"),
        ("2^{10}", "2^1 0"),
        ("1/2", "12"),
        ("1, 2", "1.2"),
        ("1,000", "1 000"),
        ("(13,169)", "13169"),
        (r"\{1,2,100\}", r"\{1,2100\}"),
        ("0.5", "5"),
        ("-3", "3"),
        ("5!", "5"),
        ("f'(2)", "f(2)"),
        ("f''(2)", "f'(2)"),
        ("a : b", "a b"),
        ("(a + b) c", "a + b c"),
        (r"\sqrt{a + b}", r"\sqrt{a} + b"),
        (r"\frac{1}{a + b}", r"\frac{1}{a} + b"),
        ("letters of ELLIPSE", "letters of ELEVEN"),
        ("50%", "50"),
        ("男", "女"),
        (r"\begin{pmatrix} 1 \end{pmatrix}", r"\begin{vmatrix} 1 \end{vmatrix}"),
        (r"A \cap B", r"A \cup B"),
        ("|x|", "x"),
        ("45°", "45"),
        ("x̄", "x"),
        ("0.3̄", "0.3"),
        ("2*a*3", "2a3"),
        ("ab**cd", "ab*cd"),
        ("\n- 3x", "\n3x"),
        ("1 1", "1"),
        ("sinαcosβ", "sinacosb"),
    ],
)
def test_what_makes_another_problem_stays(text, other):
    assert normal_form(text) != normal_form(other)


@pytest.mark.parametrize("text", ["", " ", "\n", "$$", "...?", "$", "{", "}", "\\", "^", "*", "'"])
def test_tiny_texts_are_read_without_complaint(text):
    assert normal_form(text) == reference_normal_form(text)


def test_a_column_keeps_its_nulls_and_its_order():
    texts = [None, "a", "", "中 b", None, "$c$"]
    forms = [None, "a", "", "中 b", None, "c"]
    for pieces in ([texts], [texts[:2], [], texts[2:]]):
        column = pa.chunked_array(pieces, pa.string())
        assert normal_form_column(column).to_pylist() == forms
    assert normal_form_column(pa.chunked_array([texts], pa.string())[2:]).to_pylist() == forms[2:]
    assert normal_form_column(pa.chunked_array([], pa.string())).to_pylist() == []


@pytest.mark.parametrize("piece", [r"\to", "1,000", "<>", "∠", "中", r"\frac", "^{", "(", "😀"])
def test_a_long_text_of_one_piece_fits_the_buffers(piece):
    text = piece * 3000
    assert normal_form(text) == reference_normal_form(text)
