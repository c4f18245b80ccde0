"""Answers of several parts: matrices, intervals, tuples, sets, lists, ratios."""

import re

from python_udfs.answer_plain import Reader, Reading
from python_udfs.answer_text import without_unit
from python_udfs.formula import NotUnderstood

OR = re.compile(r"\s*,?\s+(?:or|and|或|和)\s+|(?<=\d)or(?=[\d\\-])")
ASSIGNMENT = re.compile(r"([^=<>!]+)=")
BUILDER = re.compile(r"\(?[a-zA-Z]\)?\s*(?:\\mid|\\vert|\||:)\s*(.*)", re.DOTALL)
MATRIX = re.compile(r"\\begin\{([pb]?matrix|array)\}(?:\{[^{}]*\})?(.*)\\end\{\1\}", re.DOTALL)
ROW_END = re.compile(r"\\\\|\\(?=[-\d{])")  # some files lost one backslash of each pair
LOST_BACKSLASH = re.compile(r"^\s*(?=frac|sqrt|pi)")


def read_matrix(text: str, read: Reader) -> Reading | None:
    match = MATRIX.fullmatch(text)
    if not match:
        return None
    rows = [LOST_BACKSLASH.sub(r"\\", row) for row in ROW_END.split(match[2]) if row.strip()]
    cells = [[read(cell).key for cell in row.split("&")] for row in rows]
    return Reading("tuple", "[" + ", ".join(f"[{', '.join(row)}]" for row in cells) + "]")


def read_union(text: str, read: Reader) -> Reading | None:
    parts = re.split(r"\\cup(?![a-zA-Z])", text)
    if len(parts) == 1:
        return None
    return Reading("interval", " U ".join(sorted(read(part).key for part in parts)))


def read_brackets(text: str, read: Reader) -> Reading | None:
    is_set = text.startswith(r"\{") and text.endswith(r"\}")
    if is_set or (text[0] == "{" and closes_at_end(text)):
        inner = text[2:-2] if is_set else text[1:-1]
        builder = BUILDER.fullmatch(inner)
        if builder:
            return read(builder[1])
        return as_set([read(part) for part in split(inner)] if inner.strip() else [])
    if text[0] not in "([" or text[-1] not in ")]" or not closes_at_end(text):
        return None
    parts = split(text[1:-1])
    if len(parts) == 1:
        return None
    is_nested = ";" in text and any("," in part for part in parts)
    elements = tuple(read(f"({part})" if is_nested else part) for part in parts)
    keys = [element.key for element in elements]
    is_interval = len(parts) == 2 and (text[0] + text[-1] != "()" or "infty" in "".join(keys))
    kind = "interval" if is_interval else "tuple"
    return Reading(kind, f"{text[0]}{', '.join(keys)}{text[-1]}", elements)


def read_list(text: str, read: Reader) -> Reading | None:
    """`1, 2`, `1 or 2`; `a = 1, b = 2` is the tuple of the values in the order of their names."""
    parts = [part.strip() for part in split(OR.sub(", ", text)) if part.strip()]
    if len(parts) < 2:
        return None
    names = [match[1].strip() for match in map(ASSIGNMENT.match, parts) if match]
    elements = [read(part) for part in parts]
    is_prose = any(element.kind == "text" and " " in element.key for element in elements)
    if is_prose or (not names and any(without_unit(part) != part for part in parts)):
        raise NotUnderstood(text)  # `3 hours and 20 minutes` is no set
    if len(names) == len(parts) == len(set(names)):
        elements = [element for _, element in sorted(zip(names, elements, strict=True))]
        keys = ", ".join(element.key for element in elements)
        return Reading("tuple", f"({keys})", tuple(elements))
    is_union = all(element.kind == "interval" for element in elements) and OR.search(text)
    if is_union and not re.search(r"\b(?:or|或)\b", text):
        raise NotUnderstood(text)  # `x > 1 and x < 2` is no union
    if is_union:
        return Reading("interval", " U ".join(sorted(element.key for element in elements)))
    if len({element.key for element in elements}) == 1 and OR.search(text):
        return elements[0]
    return as_set(elements)


def as_set(elements: list[Reading]) -> Reading:
    if len(elements) == 1:
        return elements[0]
    elements = sorted(elements, key=lambda element: element.key)
    return Reading("set", "{" + ", ".join(e.key for e in elements) + "}", tuple(elements))


def read_either_sign(text: str, read: Reader) -> Reading | None:
    if len(re.findall(r"\\pm(?![a-zA-Z])", text)) != 1:
        return None
    text = text.replace(r"\mp", r"\pm")
    return as_set([read(re.sub(r"\\pm(?![a-zA-Z])", sign, text)) for sign in "+-"])


def read_ratio(text: str, read: Reader) -> Reading | None:
    if ":" not in text:
        return None
    return Reading("expression", ":".join(read(part).key for part in text.split(":")))


def split(text: str) -> list[str]:
    """At the semicolons outside of brackets, else at the commas that stand between no thousands."""
    if ", " in text:
        text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    for separator in ";,":
        parts, depth, start = [], 0, 0
        for place, character in enumerate(text):
            depth += (character in "([{") - (character in ")]}")
            if character == separator and depth == 0:
                parts.append(text[start:place])
                start = place + 1
        if parts:
            return [*parts, text[start:]]
    return [text]


def closes_at_end(text: str) -> bool:
    """Whether the first bracket is closed by the last one."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return place == len(text) - 1
    return False
