"""Brings the notation of an answer down to what `answer_key` reads: no layout, no units, no prose."""

import re

from python_udfs.repair import repair

SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–—﹣", "-"),
        **dict.fromkeys("·⋅∙∗", "*"),
        **{"×": r"\times ", "÷": "/", "√": r"\sqrt ", "∞": r"\infty ", "±": r"\pm ", "∓": r"\mp "},
        **{"≤": "<=", "≥": ">=", "≠": "!=", "∈": r"\in ", "∪": r"\cup ", "∅": r"\emptyset "},
        **{"°": r"^\circ ", "π": r"\pi ", "，": ",", "、": ",", "；": ";", "（": "(", "）": ")"},
        **{"：": ":", "。": "", "＝": "=", "′": "'", "£": "", "€": "", "¥": "", "∠": r"\angle "},
        **dict(
            zip("αβγδεθλμρσφω", (rf"\{name} " for name in "alpha beta gamma delta epsilon theta "
            "lambda mu rho sigma phi omega".split()), strict=True)
        ),
    }
)  # fmt: skip
LAYOUT = (
    (r"\\(?:left|right)\s*\.|\\(?:left|right|middle|[bB]igg?[lrm]?)(?![a-zA-Z])", ""),
    (r"(?<=\d)(?:\{,\}|,\\!|\{,\\!\}|\\[,!; ])(?=\d{3}(?!\d))", ""),  # between thousands
    (r"\\(?:display|text|script)style(?![a-zA-Z])|\\(?:noindent|limits|q?quad)(?![a-zA-Z])", " "),
    (r"\\[,;:! ]|~|\\\\\s*$|\\(?:newline|hfill)(?![a-zA-Z])", " "),
    (r"\\[()\[\]]|\\\$|(?<!\\)\$|\*\*(?!.*\*\*\w)$", ""),
    (r"\\([%#&_])", r"\1"),
    (r"\\(?:leqslant|leqq|leq|le)(?![a-zA-Z])", "<="),
    (r"\\(?:geqslant|geqq|geq|ge)(?![a-zA-Z])", ">="),
    (r"\\(?:neq|ne)(?![a-zA-Z])|\\not\s*=", "!="),
    (r"\\lt(?![a-zA-Z])", "<"),
    (r"\\gt(?![a-zA-Z])", ">"),
    (r"\\(?:varnothing|emptyset)(?![a-zA-Z])", r"\\emptyset "),
    (r"\\(?:math(?:bf|it|sf|tt|normal)|boldsymbol|bm|ensuremath)\s*\{([^{}]*)\}", r"\1"),
    (r"\^\s*\{?\s*\\circ\s*\}?\s*(?:[CF]|\\(?:text|mathrm)\s*\{\s*[CF]\s*\})(?![a-zA-Z])", ""),
    (r"\s*(?:\\(?:text|mathrm|mbox|textrm|hbox)\s*\{\s*,?\s*(?:or|and)\s*\}|\\(?:lor|vee))\s*", ", "),
)  # fmt: skip
LAYOUT = tuple((re.compile(pattern), plain) for pattern, plain in LAYOUT)

WORDS = re.compile(
    r"\\(?:text(?:rm|bf|it|sf|tt|normal|up)?|mathrm|mbox|hbox|operatorname|emph|underline)\s*"
    r"\{([^{}]*)\}(\s*\^\s*(?:\{\s*-?\d\s*\}|-?\d))?"
)
CONSTANTS = ("e", "i", "d", "")

NUMERIC = r"[-+\d.,/*^_(){}\\\s]|\\(?:[dt]?frac|sqrt|times|cdot|pi|circ)(?![a-zA-Z])"
PARENTHESISED_UNIT = re.compile(r"(?<=[\d)}%])\s*\([A-Za-z][A-Za-z .,'/-]+\)$|(?<=[\d)}])\s*\(%\)$")
UNIT = re.compile(
    r"(?<=[\d)}])\s*(?:[A-Za-z]{3,}|cm|mm|km|dm|kg|mg|m[lL]|ft|in|lb|lbs|oz|hr|k?m/[hs]|sq|cu|%)"
    r"(?:[\s./-]+[A-Za-z]+)*\.?(?:\s*\^\s*\{?[23]\}?)?$"
)
NOT_UNITS = re.compile(
    r"sqrt|sin|cos|tan|cot|sec|csc|log|exp|abs|arc|mod|percent|xyz|abc|and|or\b|pi\b|to\b|out\b"
)
CJK_UNIT = re.compile(r"(?<=[\d)}])\s*[\u4e00-\u9fff]{1,4}$")


def tidied(text: str) -> str:
    text = repair(text)[0].strip().strip("*").translate(SIGNS)
    for pattern, plain in LAYOUT:
        text = pattern.sub(plain, text)
    text = WORDS.sub(drop_unit, text).strip()
    return text.rstrip(" .,;:\\") if not text.endswith("...") else text


def drop_unit(match: re.Match) -> str:
    """`5\\text{ cm}^2` -> `5`, but `\\text{yes}` -> `yes`"""
    words, exponent = match[1].strip(" ~"), match[2] or ""
    before = match.string[: match.start()].rstrip(" /*\\cdot")
    is_unit = before[-1:].isdigit() or before[-1:] in ("}", ")")
    if is_unit and words not in CONSTANTS and words.lower() != "percent":
        return ""
    return f" {words} {exponent}" if words not in CONSTANTS else words + exponent


def without_unit(text: str) -> str:
    text = PARENTHESISED_UNIT.sub("", text).strip()
    found = UNIT.search(text) or CJK_UNIT.search(text)
    if found and not NOT_UNITS.match(found[0].strip()):
        text = text[: found.start()]
    return text.rstrip(" /*")
