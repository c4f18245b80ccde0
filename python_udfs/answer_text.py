"""Brings the notation of an answer down to what `answer_key` reads: no layout, no units."""

import re

from python_udfs.repair import repair

SIGNS = str.maketrans(
    {
        **dict.fromkeys("−–—﹣", "-"),
        **dict.fromkeys("·⋅∙∗", "*"),
        **{"×": r"\times ", "÷": "/", "√": r"\sqrt ", "∞": r"\infty ", "±": r"\pm ", "∓": r"\mp "},
        **{"≈": "=", "≤": "<=", "≥": ">=", "≠": "!=", "∈": r"\in ", "∪": r"\cup "},
        **{"°": r"^\circ ", "π": r"\pi ", "，": ",", "、": ",", "；": ";", "（": "(", "）": ")"},
        **{"∅": r"\emptyset ", "∠": r"\angle ", "：": ":", "。": "", "＝": "=", "′": "'"},
        **dict.fromkeys("£€¥", ""),
        **dict(
            zip("αβγδεθλμρσφω", (rf"\{name} " for name in "alpha beta gamma delta epsilon theta "
            "lambda mu rho sigma phi omega".split()), strict=True)
        ),
    }
)  # fmt: skip
LAYOUT = (
    (r"\\(?:left|right)\s*\.|\\(?:left|right|middle|[bB]igg?[lrm]?)(?![a-zA-Z])", ""),
    (r"(?<=\d)(?:\{,\}|,\\!|\{,\\!\}|(?<!\\)\\[,!; ])(?=\d{3}(?!\d))", ""),  # between thousands
    (r"\\(?:display|text|script)style(?![a-zA-Z])|\\(?:noindent|limits|q?quad)(?![a-zA-Z])", " "),
    (r"(?<!\\)\\[,;:! ]|~|\\\\\s*$|\\(?:newline|hfill)(?![a-zA-Z])", " "),
    (r"(?<!\\)\\[()\[\]]|\\\$|\$", ""),
    (r"(?<!\\)\\([%#&_])", r"\1"),
    (r"\\(?:leqslant|leqq|leq|le)(?![a-zA-Z])", "<="),
    (r"\\(?:geqslant|geqq|geq|ge)(?![a-zA-Z])", ">="),
    (r"\\(?:neq|ne)(?![a-zA-Z])|\\not\s*=", "!="),
    (r"\\(?:approx|simeq|doteq)(?![a-zA-Z])", "="),
    (r"\\lt(?![a-zA-Z])", "<"),
    (r",\s*\{\}", ","),
    # Some files lost the blanks behind commands: \pik, \sinx
    (
        r"\\(pi|sin|cos|tan|cot|sec|csc|ln|log|theta|alpha|omega|cdot|times)([a-gi-zA-Z])(?![a-zA-Z])",
        r"\\\1 \2",
    ),
    (r"\\(?:lor|vee)(?![a-zA-Z])", " or "),
    (r"\s*\{(or|and)\}\s*", r" \1 "),
    (r"\\gt(?![a-zA-Z])", ">"),
    (r"[,;]?\s*\(?\s*[a-z]\s*\\in\s*(?:\\mathbb|\\mathbf)?\s*\{?[ZNQ]\}?[*+^_]*\s*\)?\s*\.?$", ""),
    (r"\\(?:varnothing|emptyset)(?![a-zA-Z])", r"\\emptyset "),
    (r"\\(?:math(?:bf|it|sf|tt|normal)|boldsymbol|bm|ensuremath)\s*\{([^{}]*)\}", r"\1"),
    (r"\^\s*\{?\s*\\circ\s*\}?\s*(?:[CF]|\\(?:text|mathrm)\s*\{\s*[CF]\s*\})(?![a-zA-Z])", ""),
    (r"\s*\\(?:text|mathrm|mbox|textrm|hbox)\s*\{\s*,?\s*(or|and)\s*\}\s*", r" \1 "),
)  # fmt: skip
LAID_OUT = re.compile(r"[\\$~{]")
LAYOUT = tuple((re.compile(pattern), plain) for pattern, plain in LAYOUT)


WORDS = re.compile(
    r"\\(?:text(?:rm|bf|it|sf|tt|normal|up)?|mathrm|mbox|hbox|operatorname|emph|underline)\s*"
    r"\{([^{}]*)\}"
)
CONSTANTS = ("e", "i", "d", "")
GROUPED = re.compile(r"\{\d{1,3}(?:,\d{3})+\}")

# A unit is what stands behind a number: in \text (marked below), in brackets, or as a plain word.
MARKED_UNIT = re.compile(r"\s*(?:⟦[^⟧]*⟧(?:\s*\^\s*(?:\{\s*-?\d\s*\}|-?\d))?[\s/*.-]*)+$")
BRACKETED_UNIT = re.compile(r"(?<=[\d)}⟧])\s*\(\s*(?:⟦?[A-Za-z][A-Za-z .,'/-]+⟧?|%)\s*\)$")
PLAIN_UNIT = re.compile(
    r"(?<=[\d)}])\s*(?:[A-Za-z]{3,}|cm|mm|km|dm|kg|mg|m[lL]|ft|in|lb|lbs|oz|hr|k?m/[hs]|sq|cu)"
    r"(?:[\s./-]+[A-Za-z]+)*\.?(?:\s*\^\s*\{?[23]\}?)?$|(?<=[\d)}])\s*[\u4e00-\u9fff]{1,4}$"
)
NO_UNIT = re.compile(
    r"sqrt|sin|cos|tan|cot|sec|csc|log|exp|abs|arc|mod|percent|xyz|abc|and|or\b|pi\b|to\b|out\b"
)

BOX = re.compile(r"\\(?:boxed|fbox|framebox)\s*(?:\{|(\S+))")
BRACE = re.compile(r"(?<!\\)[{}]")


def last_boxed(text: str) -> str | None:
    """The content of the last `\\boxed{...}`, braces balanced; also of `\\boxed 5`."""
    boxes = list(BOX.finditer(text))
    closed = closing_braces(text) if boxes else {}
    for match in reversed(boxes):
        if match[1]:
            return match[1].rstrip("$.,")
        if match.end() - 1 in closed:
            return text[match.end() : closed[match.end() - 1]].strip()
    return None


def closing_braces(text: str) -> dict[int, int]:
    """Place of each opening brace that is closed -> where it is closed."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for brace in BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closed[opened.pop()] = brace.start()
    return closed


def tidied(text: str) -> str:
    text = repair(text)[0].translate(SIGNS)
    text = (last_boxed(text) if "\\boxed" in text else None) or text
    if LAID_OUT.search(text):
        for pattern, plain in LAYOUT:
            text = pattern.sub(plain, text)
        text = GROUPED.sub(lambda match: match[0].replace(",", ""), text)
        text = WORDS.sub(words, text)
    text = text.strip(" *\n\t")
    return text if text.endswith("...") else text.rstrip(" .,;:\\").lstrip(" =")


def words(match: re.Match) -> str:
    """`5\\text{ cm}` -> `5⟦cm⟧`, `\\text{yes}` -> `yes`"""
    content = match[1].strip(" ~")
    before = match.string[: match.start()].rstrip(" ~/*")
    is_behind_number = before[-1:].isdigit() or before.endswith(("}", ")", "\\pi", "\\cdot"))
    if content in CONSTANTS:
        return content
    return f"⟦{content}⟧" if is_behind_number and content[0].isalpha() else f" {content} "


def without_unit(text: str) -> str:
    text = BRACKETED_UNIT.sub("", MARKED_UNIT.sub("", text)).rstrip(" /*")
    found = PLAIN_UNIT.search(text)
    return text[: found.start()] if found and not NO_UNIT.match(found[0].strip()) else text


def as_utf8(text: str) -> str:
    """JSON can spell half a surrogate pair, which no column can hold."""
    return text.encode("utf-8", "replace").decode()


def without_marks(text: str) -> str:
    return text.replace("⟦", " ").replace("⟧", " ")
