"""The normal form of a problem: a text without LaTeX dialect, spacing, case and punctuation.

Two texts with one normal form state the same problem; every number, operator, sign and CJK
character stays. The form is a string of tokens joined by single spaces, so that whoever needs the
tokens splits it again.
"""

import re

from python_udfs.columns import text_column

# LaTeX commands and symbols that mean the same get one name; an empty name drops them.
NAMES = {
    **dict.fromkeys(
        "left right middle big bigg bigl bigr biggl biggr bigm displaystyle textstyle scriptstyle "
        "limits nolimits quad qquad noindent newline par hfill smallskip medskip bigskip centering "
        "text textrm textbf textit textsc textsf texttt textnormal textup mbox hbox mathrm mathbf "
        "mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathop mathbin mathrel boldsymbol bm "
        "operatorname operatornamewithlimits rm bf it sf tt sc emph underline ensuremath item "
        "hline boxed fbox enspace thinspace negthinspace allowbreak nonumber strut displaylimits "
        "mathstrut vphantom hphantom phantom rule protect relax cr".split(),
        "",
    ),
    **dict.fromkeys(("dfrac", "tfrac", "cfrac"), "frac"),
    **dict.fromkeys(("dbinom", "tbinom"), "binom"),
    **dict.fromkeys(("times", "cdot", "ast", "×", "·", "∙", "⋅", "∗"), "*"),
    **dict.fromkeys(("div", "÷", "∕", "⁄"), "/"),
    **dict.fromkeys(("le", "leq", "leqslant", "leqq", "≤", "≦", "⩽"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant", "geqq", "≥", "≧", "⩾"), ">="),
    **dict.fromkeys(("ne", "neq", "≠", "<>"), "!="),
    **dict.fromkeys(("lt",), "<"),
    **dict.fromkeys(("gt",), ">"),
    **dict.fromkeys(
        ("to", "rightarrow", "longrightarrow", "mapsto", "implies", "→", "⇒", "⟶", "=>"), "->"
    ),
    **dict.fromkeys(("iff", "leftrightarrow", "↔", "⇔"), "<->"),
    **dict.fromkeys(("dots", "ldots", "cdots", "dotsc", "dotsb", "dotsm", "…", "⋯"), "..."),
    **dict.fromkeys(("mid", "vert", "lvert", "rvert", "∣"), "|"),
    **dict.fromkeys(("∥", "‖"), "parallel"),
    **dict.fromkeys(("colon", "∶"), ":"),
    **dict.fromkeys(("−", "–", "﹣"), "-"),
    **dict.fromkeys(("circ", "degree", "°", "degrees"), "degree"),
    **dict.fromkeys(("varnothing", "emptyset", "∅"), "emptyset"),
    **dict.fromkeys(("setminus", "backslash", "∖"), "setminus"),
    **dict.fromkeys(("bar", "overline"), "overline"),
    **dict.fromkeys(("vec", "overrightarrow"), "vec"),
    **dict.fromkeys(("widehat", "hat", "overarc", "arc"), "hat"),
    "lbrack": "[",
    "rbrack": "]",
    "±": "pm",
    "∓": "mp",
    "√": "sqrt",
    "∑": "sum",
    "∏": "prod",
    "∫": "int",
    "∞": "infty",
    "∠": "angle",
    "△": "triangle",
    "⊥": "perp",
    "∩": "cap",
    "∪": "cup",
    "∈": "in",
    "∉": "notin",
    "⊂": "subset",
    "⊆": "subseteq",
    "≈": "approx",
    "≡": "equiv",
    "≅": "cong",
    "∼": "sim",
    "∀": "forall",
    "∃": "exists",
    "∂": "partial",
    "ℝ": "r",
    "ℤ": "z",
    "ℕ": "n",
    "ℚ": "q",
    "ℂ": "c",
    "⌊": "lfloor",
    "⌋": "rfloor",
    "⌈": "lceil",
    "⌉": "rceil",
    "⊙": "odot",
    **dict(
        zip(
            "αβγδεζηθικλμνξπρστυφχψω",
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho "
            "sigma tau upsilon phi chi psi omega".split(),
            strict=True,
        )
    ),
    **{f"var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "pi", "kappa")},
    "ς": "sigma",
    "ϕ": "phi",
    "ϵ": "epsilon",
}

PLAIN = str.maketrans({"’": "'", "′": "'", "：": ":", "，": ",", "。": "."})

# Escaped characters that mean something; every other `\\x` is spacing.
ESCAPED = {"{": "lbrace", "}": "rbrace", "|": "|", "%": "%"}

CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
PUNCTUATION = set('$~`"“”‘.,;?!&\\{}_#。、《》「」『』【】〈〉〔〕·¡¿—') | {"\u3000"}
# Environments that only lay text out; matrices and cases keep their name.
LAYOUT = re.compile(
    r"(?:align|equation|gather|eqnarray|split|multline|center|enumerate|itemize|array|tabular|document|problem|flushleft|figure|math|displaymath)\w*\*?$"
)

TOKEN = re.compile(
    rf"""
      \\(?:begin|end)\s*\{{\s*(?P<environment>[a-z]+\*?)\s*\}}(?:\s*\{{[lcr|@\s]*\}})?
    | \\(?:hspace|vspace|hskip|vskip|label|tag|color|textcolor|vspace)\*?\s*\{{[^{{}}]*\}}
    | \\[dtc]?frac\s*(?P<numerator>\d)\s*(?P<denominator>\d)
    | \\(?P<command>[a-z]+)
    | \\(?P<escaped>[^a-z])
    | (?P<number>\d+(?:,\d{{3}})+(?![\d,])(?:\.\d+)?|\d*\.?\d+)
    | (?P<cjk>[{CJK}])
    | (?P<word>[^\W\d_{CJK}]+)
    | (?P<symbol>\.\.\.|<=|>=|!=|<>|->|=>|[^\s\w])
    """,
    re.VERBOSE,
)
MARKDOWN = re.compile(r"(?<!\w)\*\*|\*\*(?!\w)|^\s*\*(?=\s)", re.MULTILINE)
TIGHT_HYPHEN = re.compile(r"(?<=[a-z]{3})-(?=[a-z]{3})")
GROUPED_THOUSANDS = re.compile(r"(?<=\d)(?:\{,\}|\\,|\\!,|,\\!|\{,\\!\})(?=\d{3}(?!\d))")


def normal_form(text: str) -> str:
    """The normal form of one repaired prompt; equal texts up to notation have equal forms."""
    text = TIGHT_HYPHEN.sub(" ", MARKDOWN.sub(" ", text.lower().translate(PLAIN)))
    text = GROUPED_THOUSANDS.sub("", text)
    writer = _Writer()
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match[kind]
            writer.write(NAMES.get(word, word) if len(word) == 1 or word == "degrees" else word)
        elif kind == "symbol":
            writer.symbol(match[kind], is_tight=text[match.end() : match.end() + 1].isalpha())
        elif kind == "number":
            writer.write(_number(match[kind].replace(",", "")))
        elif kind == "command":
            writer.command(match[kind])
        elif kind == "cjk":
            if match[kind] not in PUNCTUATION:
                writer.write(match[kind])
        elif kind == "denominator":
            writer.write(match["numerator"])
            writer.write("/")
            writer.write(match["denominator"])
        elif kind == "escaped":
            writer.write(ESCAPED.get(match[kind], ""))
        elif kind == "environment" and not LAYOUT.match(match[kind]):
            writer.write(match[kind].rstrip("*"))
    return writer.text()


class _Writer:
    """Collects tokens and resolves LaTeX groups: `\\frac{a+b}{2}` and `(a+b)/2` come out alike."""

    def __init__(self) -> None:
        self.tokens: list[str] = []
        self.awaited: list[str] = []  # what follows each argument still awaited at this level
        self.levels: list[tuple[list[str], list[str]]] = []
        self.ratio = False  # a colon that becomes a ratio if an operand follows

    def write(self, token: str) -> None:
        if not token:
            return
        if self.ratio:
            self.ratio = False
            if _is_operand(token) or token == "(":
                self.tokens.append(":")
        self._argument([token], is_group=False)

    def command(self, name: str) -> None:
        name = NAMES.get(name, name)
        if name in ("prime", ":"):
            self.symbol(name.replace("prime", "'"), is_tight=False)
        elif name == "frac":
            self.awaited = ["/", ""]
        elif name in ("sqrt", "binom"):
            self.tokens.append(name)
            self.awaited = [""] * (2 if name == "binom" else 1)
        else:
            self.write(name)

    def symbol(self, symbol: str, is_tight: bool) -> None:
        before = self.tokens[-1] if self.tokens else ""
        if symbol == "{":
            self.ratio = False
            self.levels.append((self.tokens, self.awaited))
            self.tokens, self.awaited = [], []
        elif symbol == "}":
            if self.levels:
                group = self.tokens
                self.tokens, self.awaited = self.levels.pop()
                self._argument(group, is_group=True)
        elif symbol == "^":
            self.tokens.append("^")
            self.awaited = [""]
        elif symbol == ")" and self.tokens[-2:-1] == ["("]:
            del self.tokens[-2]
        elif symbol in "!'":  # a factorial or a derivative; else punctuation
            if _is_operand(before) and not (symbol == "'" and is_tight):
                self.write(symbol)
        elif symbol == ":":  # a ratio, once an operand follows as well
            self.ratio = _is_operand(before)
        elif symbol not in PUNCTUATION:
            self.write(NAMES.get(symbol, symbol))

    def _argument(self, tokens: list[str], is_group: bool) -> None:
        if not self.awaited:
            self.tokens += tokens
            return
        if tokens == ["degree"] or set(tokens) == {"'"}:
            if self.tokens[-1:] == ["^"]:
                self.tokens.pop()
        elif is_group and len(tokens) > 1:
            tokens = ["(", *tokens, ")"]
        self.tokens += tokens
        separator = self.awaited.pop(0)
        if separator:
            self.tokens.append(separator)

    def text(self) -> str:
        while self.levels:  # unbalanced braces: keep what is inside
            inner = self.tokens
            self.tokens, self.awaited = self.levels.pop()
            self.tokens += inner
        return " ".join(self.tokens)


def _number(digits: str) -> str:
    if "." not in digits:
        return digits
    digits = digits.rstrip("0").rstrip(".")
    return "0" + digits if digits[:1] in ("", ".") else digits


def _is_operand(token: str) -> bool:
    is_letter = len(token) == 1 and token.isascii() and token.isalpha()
    return is_letter or token[:1].isdigit() or token in (")", "'")


normal_form_column = text_column(normal_form)
