"""The tables of notation: which LaTeX commands, symbols and environments mean the same.

A command maps to its one name, to nothing where it only lays text out, and is its own name where
no table knows it. Everything is lower case: case carries no meaning that matching needs.
"""

import unicodedata

LAYOUT_COMMANDS = (
    "left right middle big bigg bigl bigr biggl biggr bigm displaystyle textstyle scriptstyle "
    "limits nolimits displaylimits quad qquad enspace thinspace negthinspace noindent newline par "
    "hfill smallskip medskip bigskip centering text textrm textbf textit textsc textsf texttt "
    "textnormal textup mbox hbox mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak "
    "mathscr mathop mathbin mathrel boldsymbol bm operatorname operatornamewithlimits rm bf it sf "
    "tt sc emph underline ensuremath item hline boxed fbox allowbreak nonumber strut mathstrut "
    "vphantom hphantom phantom rule protect relax cr"
).split()

# As some countries write them, with or without a backslash.
TANGENTS = dict(zip("tg ctg arctg arcctg".split(), "tan cot arctan arccot".split(), strict=True))
COMMANDS = {
    **dict.fromkeys(LAYOUT_COMMANDS, ""),
    **dict.fromkeys(("dfrac", "tfrac", "cfrac"), "frac"),
    **dict.fromkeys(("dbinom", "tbinom"), "binom"),
    **dict.fromkeys(("times", "cdot", "ast"), "*"),
    "div": "/",
    **dict.fromkeys(("le", "leq", "leqslant", "leqq"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant", "geqq"), ">="),
    **dict.fromkeys(("ne", "neq"), "!="),
    "lt": "<",
    "gt": ">",
    **dict.fromkeys(("to", "rightarrow", "longrightarrow", "mapsto", "implies"), "->"),
    **dict.fromkeys(("iff", "leftrightarrow"), "<->"),
    **dict.fromkeys(("dots", "ldots", "cdots", "dotsc", "dotsb", "dotsm"), "..."),
    **dict.fromkeys(("mid", "vert", "lvert", "rvert"), "|"),
    "colon": ":",
    "prime": "'",
    **dict.fromkeys(("circ", "degree", "degrees"), "degree"),
    **dict.fromkeys(("pmod", "bmod"), "mod"),
    "lg": "log",
    **TANGENTS,
    "vartriangle": "triangle",
    "varnothing": "emptyset",
    "bot": "perp",
    "backslash": "setminus",
    "bar": "overline",
    "overrightarrow": "vec",
    **dict.fromkeys(("widehat", "overarc", "arc"), "hat"),
    "lbrack": "[",
    "rbrack": "]",
    **{f"var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "pi", "kappa")},
}

# Dropped together with their argument in braces.
SPACING_COMMANDS = ("hspace", "vspace", "hskip", "vskip", "label", "tag", "color", "textcolor")

# Environments that only lay text out, by the beginning of their name; matrices and cases stay.
LAYOUT_ENVIRONMENTS = (
    "align equation gather eqnarray split multline center enumerate itemize array tabular document "
    "problem flushleft figure math displaymath"
).split()

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωςϕϵ",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
        "upsilon phi chi psi omega sigma phi epsilon".split(),
        strict=True,
    )
)
NAMED_SYMBOLS = {
    **GREEK,
    **dict.fromkeys("∥‖", "parallel"),
    **dict(
        zip("±∓√∑∏∫∞∠△⊥", "pm mp sqrt sum prod int infty angle triangle perp".split(), strict=True)
    ),
    **dict(
        zip(
            "∩∪∈∉⊂⊆≈≡≅∼",
            "cap cup in notin subset subseteq approx equiv cong sim".split(),
            strict=True,
        )
    ),
    **dict(zip("∀∃∂ℝℤℕℚℂ⊙∅", "forall exists partial r z n q c odot emptyset".split(), strict=True)),
    **dict(zip("⌊⌋⌈⌉∖°", "lfloor rfloor lceil rceil setminus circ".split(), strict=True)),
}
PLAIN_SYMBOLS = {
    **dict.fromkeys("×·∙⋅∗✕✖⨯", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("≤≦⩽", "<="),
    **dict.fromkeys("≥≧⩾", ">="),
    "≠": "!=",
    **dict.fromkeys("→⇒⟶", "->"),
    **dict.fromkeys("↔⇔", "<->"),
    **dict.fromkeys("…⋯", "..."),
    "∣": "|",
    **dict.fromkeys("−–﹣‐‑‒", "-"),
    **dict.fromkeys("’′ʼ", "'"),
    **dict.fromkeys("：∶", ":"),
    **dict.fromkeys("，。、；？！（）《》「」『』【】〈〉〔〕“”‘¡¿—", " "),
    "（": "(",
    "）": ")",
}
# Digits of all scripts of the basic plane, which Unicode has not added to for long.
DIGITS = {
    digit: str(unicodedata.decimal(digit))
    for digit in map(chr, range(0x660, 0xABFA))
    if unicodedata.category(digit) == "Nd"
}
# What `str.translate` makes of a text that is not plain ASCII before its tokens are read.
WHITE_SPACE = "\x85\xa0\u1680\u2028\u2029\u202f\u205f\u2800\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
TO_ASCII = str.maketrans(
    {
        **dict.fromkeys(WHITE_SPACE, " "),
        **DIGITS,
        **PLAIN_SYMBOLS,
        **{symbol: f" \\{name} " for symbol, name in NAMED_SYMBOLS.items()},
    }
)

PUNCTUATION = '$~`",;?&{}_#.\\'
