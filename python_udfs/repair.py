"""Undo the damage texts take on their way through JSON, HTML, PDF and wrong decodings.

Every repair has a name, so that each text can tell what was done to it. Repairing twice changes
nothing, and a sound text comes back as it was.
"""

import html
import itertools
import json
import re
from urllib.parse import unquote, unquote_plus

import ftfy
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_udfs.compatibility import RANGES, fold

# Escapes that a JSON or Python reader took for control characters, and what is left of the command.
TAB_TAILS = (
    r"imes|heta|herefore|au|o|op|ilde|frac|binom|anh|hinspace|hickspace"
    r"|ext(?:bf|it|rm|tt|sf|sc|sl|up|normal|style|color|dollar|circled)?"
    r"|riangle(?:q|left|right|down|lefteq|righteq)?"
)
COMMAND_TAILS = {
    "\f": r"rac|orall|loor|lat|box|bb|rown|ootnotesize",
    "\t": TAB_TAILS + r"|an(?= ?[\\({^])",
    "\b": r"eta|inom|oxed|ar|egin|f|m|mod|ot|ullet|ackslash|oldsymbol|ecause|ig[glr]*",
    "\r": r"ight(?:arrow|harpoonup|leftharpoons)?|floor|ceil|brac[ek]|[vV]ert|ho|(?<=\{\r)m"
    r"|angle(?! ?[A-Z$\\])",
    "\v": r"ec|ert|dots|ee|arepsilon|arphi|artheta|arnothing|artriangle",
    "\a": r"lpha|ngle|pprox|rctan|rcsin|rccos|rg|st|leph|cute",
    "\n": r"(?<=.\n)(?:abla|otin|eq(?=[ \d\\-]))",
}
LETTERS = dict(zip("\f\t\b\r\v\a\n", "ftbrvan", strict=True))
BROKEN_COMMAND = re.compile(
    "|".join(f"{control}(?=(?:{tails})(?![a-zA-Z]))" for control, tails in COMMAND_TAILS.items())
)
STRIPPED_COMMAND = re.compile(r"\A(?:(rac)|ext(?:bf|it|rm)?)(?=\{)")

# TeX fonts keep fi where ASCII has controls; PDF readers hand it over alone, or beside the letters.
LIGATURE = re.compile(
    r"[\f\x1c](?<!f.)(?<!fi.)(?=(?:rst|nd|ve|gure|nite|nal|ne|ll|lled|tting|eld|fth|es|ed)s?\b)"
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LINE_END = re.compile("[\r\x85\u2028\u2029](?:(?<=\r)\n)?")
ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e\u2060"
    "\u2062-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
MOJIBAKE = re.compile("[ÂÃâÐÑï][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
READABLE = ftfy.TextFixerConfig(fix_c1_controls=False)

# A literal \n is a newline for certain where no command can follow; then \na may be one as well.
NEWLINE = re.compile(
    r"(?<!\\)((?:\\\\)*)(?:\\r)?\\n(?!Rightarrow|Leftarrow|Leftrightarrow|V[dD]ash)(?![a-z])"
)
GLUED_NEWLINE = re.compile(
    r"\\n(?<!\\\\n)(?=[a-z])(?!(?:eq?q?|exists|eg|ot|otin|[ui]|abla|mid|less|gtr|[lg]eq|sim|cong|atural|"
    r"[ew]arrow|orm|prec|succ|parallel|su[bp]seteq|vdash|ode|ormalsize|oindent|onumber|ewline|"
    r"ewcommand|olimits|obreak|onessentialimage)(?![a-zA-Z]))"
)
LITERAL_TAB = re.compile(r"\\t(?<!\\\\t)(?![a-zA-Z])")
ABOUT_CODE = re.compile(r"```|>>>|[\"'`]\\[nrt]|\\[nrt][\"'`]|\bstrings?\b|#include|//|\bdef ")

DOUBLED = re.compile(
    r"\\\\(?:\(|(?:[dt]?frac|sqrt|text|times|c?dots?|[lc]dots|left|right|begin|pi|sin|cos|tan|log|"
    r"angle|triangle|circ|leq?|geq?|neq?|sum|int|lim|alpha|beta|theta|math[a-z]+|overline|in|quad|"
    r"infty|mid|cap|cup|pm|odot|over[a-z]*arrow|leqslant|geqslant|boxed|binom|vec|rho)(?![a-zA-Z]))"
)
SINGLE_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\(?!\\)")

# What JSON writes for characters, of which a text about code may mention a few, and an address.
UNICODE_ESCAPE = re.compile(r"(?:\\{1,2}u[0-9a-fA-F]{4})+")
MENTIONED_ESCAPES = 4
PERCENT_ESCAPE = re.compile(r"%[0-9A-F]{2}")
WITHOUT_BLANKS = re.compile(r"\S*\Z")
ADDRESS = re.compile(r"https?:|www\.")
FEWEST_BLANKS = 3

ENTITY = re.compile(
    r"&(?:lt|gt|amp|quot|apos|nbsp|times|divide|minus|le|ge|ne|deg|pi|middot|hellip|[lr]dquo|"
    r"[lr]squo|[nm]dash|radic|infin|#[0-9]{2,6}|#x[0-9a-fA-F]{2,6});"
)
ABOUT_ENTITIES = re.compile(r"\b(?:html|xml|entity|entities)\b", re.IGNORECASE)

# What every damaged text holds, and few sound ones; read by Python's `re` and Arrow's RE2 alike.
SUSPICIOUS = "|".join(
    (
        rf"[\x00-\x08\x0b-\x1f\x7f-\x9fÂÃâÐÑï{ZERO_WIDTH.pattern[1:-1]}{RANGES}]",
        rf"\t(?:{TAB_TAILS}|an)|\n(?:abla|otin|eq)",
        r"\A(?:rac|ext)",
        r"\\n(?:[^a-z]|$)",
        r"\\\\[a-zA-Z(]",
        r"&[a-z#]",
        r"\\u[0-9a-fA-F]{4}",
        r"%20|\A\S*%[0-9A-F]{2}\S*$",
    )
)


def restore_commands(text: str) -> str:
    text = BROKEN_COMMAND.sub(lambda match: "\\" + LETTERS[match[0]], text)
    return STRIPPED_COMMAND.sub(lambda match: ("\\f" if match[1] else "\\t") + match[0], text)


def halve_backslashes(text: str) -> str:
    """Only where the whole text was escaped once too often: no backslash stands alone."""
    if not DOUBLED.search(text) or SINGLE_BACKSLASH.search(text):
        return text
    return text.replace("\\\\", "\\")


def break_lines(text: str) -> str:
    if r"\n" not in text or not NEWLINE.search(text) or ABOUT_CODE.search(text):
        return text
    return LITERAL_TAB.sub("\t", GLUED_NEWLINE.sub("\n", NEWLINE.sub(r"\1\n", text)))


def fix_mojibake(text: str) -> str:
    return ftfy.fix_encoding(text, READABLE) if MOJIBAKE.search(text) else text


def unescape_entities(text: str) -> str:
    if not ENTITY.search(text) or ABOUT_ENTITIES.search(text):
        return text
    return ENTITY.sub(lambda match: html.unescape(match[0]), text)


def unescape_unicode(text: str) -> str:
    escapes = UNICODE_ESCAPE.findall(text)
    if not escapes or (ABOUT_CODE.search(text) and len("".join(escapes)) < 6 * MENTIONED_ESCAPES):
        return text
    return UNICODE_ESCAPE.sub(characters, text)


def characters(escapes: re.Match) -> str:
    """What the escapes stand for; they stay where half of a pair is missing."""
    read = json.loads('"' + escapes[0].replace("\\\\", "\\") + '"')
    return escapes[0] if re.search("[\ud800-\udfff]", read) else read


def unescape_address(text: str) -> str:
    """Of a text that was made part of an address; what is no UTF-8 was never that."""
    blanks = text.count("%20") + (text.count("+") if WITHOUT_BLANKS.match(text) else 0)
    if not PERCENT_ESCAPE.search(text) or blanks < FEWEST_BLANKS or ADDRESS.search(text):
        return text
    try:
        return (unquote if "%20" in text else unquote_plus)(text, errors="strict")
    except UnicodeDecodeError:
        return text


REPAIRS = {
    "unicode_escape": unescape_unicode,
    "percent_escape": unescape_address,
    "mojibake": fix_mojibake,
    "html_entity": unescape_entities,
    "latex_command": restore_commands,
    "doubled_backslash": halve_backslashes,
    "literal_newline": break_lines,
    "line_end": lambda text: LINE_END.sub("\n", text),
    "ligature": lambda text: LIGATURE.sub("fi", text),
    "control_character": lambda text: CONTROL.sub("", text),
    "zero_width": lambda text: ZERO_WIDTH.sub("", text),
    "compatibility": fold,
}


def repair(text: str) -> tuple[str, list[str]]:
    """The repaired text and the names of the repairs it needed, none for a sound text."""
    if not re.search(SUSPICIOUS, text):
        return text, []
    before, needed = None, set()
    while text != before:  # one repair may lay bare the next
        before = text
        for name, step in REPAIRS.items():
            repaired = step(text)
            if repaired != text:
                text, needed = repaired, needed | {name}
    return text, [name for name in REPAIRS if name in needed]


def repair_column(texts: pa.ChunkedArray) -> pa.Array:
    """VARCHAR -> STRUCT(text VARCHAR, repairs VARCHAR[]); Arrow itself passes the sound texts."""
    texts = texts.combine_chunks()
    try:
        suspects = pc.fill_null(pc.match_substring_regex(texts, SUSPICIOUS), False)
        results = [repair(text) for text in texts.filter(suspects).to_pylist()]
        repaired = pc.replace_with_mask(
            texts, suspects, pa.array([r[0] for r in results], texts.type)
        )
    except Exception as error:
        raise ValueError(f"repair: {type(error).__name__}: {error}") from error
    lengths = np.zeros(len(texts) + 1, np.int32)
    lengths[1:][suspects.to_numpy(zero_copy_only=False)] = [len(r[1]) for r in results]
    names = pa.array(itertools.chain.from_iterable(r[1] for r in results), pa.string())
    repairs = pa.ListArray.from_arrays(pa.array(np.cumsum(lengths, dtype=np.int32)), names)
    return pa.StructArray.from_arrays(
        [repaired, repairs], ["text", "repairs"], mask=texts.is_null()
    )
