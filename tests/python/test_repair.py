"""Damage is undone and named; what is sound stays."""

import re
import time

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from python_udfs.repair import REPAIRS, SUSPICIOUS, repair, repair_column

# Pieces whose neighbourhoods matter: halves of commands, escapes, entities, forms of digits.
CHARACTERS = (
    "\f\t\b\r\v\a\n\x00\x85\x1c\\&²³⁻₁½⅓⁄①Ⅳﬁ１，（＄ºℝ㎡Ã©â€™é\u0301\u00a0\u200b\u2061中π7${}^_`'"
)
WORDS = (
    r"\\ \n \t \\n \\frac \\( &lt; &amp; &#x200B; \u2019 \ud835 %2B%20%41 "
    r"// ``` rac{ ext{ imes eta ight abla eq nd an x"
)
PIECES = st.sampled_from([*CHARACTERS, *WORDS.split()])
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


@pytest.mark.parametrize(
    ("damaged", "sound", "repairs"),
    [
        ("is \frac{1}{2} of", r"is \frac{1}{2} of", ["latex_command"]),
        ("$3 \times 4 \neq 5$", r"$3 \times 4 \neq 5$", ["latex_command"]),
        ("the group\text{ is }", r"the group\text{ is }", ["latex_command"]),
        ("x \to 9, \tan(x), \theta", r"x \to 9, \tan(x), \theta", ["latex_command"]),
        ("\\left(\beta\right)", r"\left(\beta\right)", ["latex_command"]),
        ("\alpha, \vec{v}, \rho", r"\alpha, \vec{v}, \rho", ["latex_command"]),
        ("rac{1}{2} is half", r"\frac{1}{2} is half", ["latex_command"]),
        ("(A) yes\\n(B) no", "(A) yes\n(B) no", ["literal_newline"]),
        (r"so\n\na_1 \neq 2", "so\n\na_1 \\neq 2", ["literal_newline"]),
        (r"1 \\\n 2 \neq 3", "1 \\\\\n 2 \\neq 3", ["literal_newline"]),
        (r"$\\frac{1}{2} \\times x$", r"$\frac{1}{2} \times x$", ["doubled_backslash"]),
        ("the \frst \ffive", "the first five", ["ligature", "control_character"]),
        ("di\x0bfference, \x14\\le", r"difference, \le", ["control_character"]),
        ("one\r\ntwo\rthree", "one\ntwo\nthree", ["line_end"]),
        ("cafÃ© â€” dâ€™Alembert", "café — d’Alembert", ["mojibake"]),
        ("x &lt;= 5 &amp;&amp; y", "x <= 5 && y", ["html_entity"]),
        ("a\u200bb\ufeff\u00ad", "ab", ["zero_width"]),
        ("\u2066x\u2069 i\u061cs\U000e0061 2\u206a\u3164", "x is 2", ["zero_width"]),
        (r"Ann\u2019s \u6c42\u5706", "Ann’s 求圆", ["unicode_escape"]),
        (r"a \\u2264 \ud835\udc65", "a ≤ 𝑥".replace("𝑥", "x"), ["unicode_escape", "compatibility"]),
        ("Find%20x%20if%20x%2B2%3D5.", "Find x if x+2=5.", ["percent_escape"]),
        ("Solve: Find%20x%20if%20x%3D5.", "Solve: Find x if x=5.", ["percent_escape"]),
        ("Find+x+if+x%2B2%3D5,+or+%2D+%22y%22", 'Find x if x+2=5, or - "y"', ["percent_escape"]),
        ("ｘ＝１２，（ﬁnd）", "x=12,(find)", ["compatibility"]),
        ("x² + 2²5³ = 10⁻³", "x^2 + 2^{2}5^3 = 10^{-3}", ["compatibility"]),
        ("x₁ and a₁₂", "x_1 and a_{12}", ["compatibility"]),
        ("3½ cups, ½ cup, 5 m²", "3 1/2 cups, 1/2 cup, 5 m^2", ["compatibility"]),
        ("30º or 5 ㎡", "30° or 5 m^2", ["compatibility"]),
        ("costs ＄5", r"costs \$5", ["compatibility"]),
    ],
)
def test_damage_is_undone_and_named(damaged, sound, repairs):
    assert repair(damaged) == (sound, repairs)


@pytest.mark.parametrize(
    "sound",
    [
        r"$\frac12 \neq \nu \times \nabla f$, \text{so} \notin",
        r"\begin{array}{c} 1 \\ \text{two} \\ x \end{array}",
        r"\begin{cases} x \\y \end{cases}",
        "first line\n\tindented\tand an\n\tif x:",
        "Split at '\\n' and print \"\\n\".join(rows)",
        "Use ```python\nprint('a\\nb')```",
        "in HTML, &lt; is written for <",
        r"Print the string \u0041 twice, \ud835 never",
        r"\underline{u} \unit \u00g",
        "https://some.where/a%20b%20c%20d%20e",
        "100%25%20%50%75%FF",
        "He gave 20%AB and 30%AC of 40%AD away, 50%AE and 5%20",
        "a+b+c+d=50%",
        "R&D; Johnson & Johnson",
        "① 选择 ⓐ，求 x 的值。（两种情况）",
        "naïve café — “quotes”, Erdős, Гаусс, 5°",
        "-2 × 3 ≤ √π · ∑ ∈ α′",
        "",
    ],
)
def test_a_sound_text_comes_back_as_it_was(sound):
    assert repair(sound) == (sound, [])


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_repairing_twice_changes_nothing(text):
    repaired, _ = repair(text)
    assert repair(repaired) == (repaired, [])


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_the_cheap_test_overlooks_no_damage(text):
    if not re.search(SUSPICIOUS, text):
        assert [name for name, step in REPAIRS.items() if step(text) != text] == []


@given(st.lists(st.none() | TEXTS))
@settings(max_examples=200, deadline=None)
def test_a_column_is_repaired_as_its_texts_are(texts):
    expected = [
        None if text is None else dict(zip(("text", "repairs"), repair(text), strict=True))
        for text in texts
    ]
    assert repair_column(pa.chunked_array([texts], pa.string())).to_pylist() == expected


def test_ten_thousand_sound_texts_take_well_under_a_second():
    sound = r"Find $\frac{m}{n}$ where $m \neq n$ are coprime. " * 6
    texts = pa.chunked_array([[sound] * 10_000])
    start = time.perf_counter()
    repair_column(texts)
    assert time.perf_counter() - start < 0.5
