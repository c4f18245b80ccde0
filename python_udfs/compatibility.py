"""Fold Unicode's compatibility characters to plain ones without losing what they mean in maths.

NFKC alone turns x² into x2 and 3½ into 31/2. Here an exponent keeps its ^, an index its _, a
fraction its / and its distance from the whole number. Circled numbers stay: they label, not count.
"""

import functools
import re
import unicodedata

# Characters that may have a compatibility form, as regex ranges. Combining marks are there for NFC.
RANGES = (
    "\u00a0\u00aa\u00b2-\u00b5\u00b9-\u00be\u0132-\u0149\u017f\u01c4-\u01f3\u02b0-\u02e4"
    "\u0300-\u036f\u03d0-\u03f6\u1d2c-\u1d6a\u1e9a\u2000-\u200a\u2024-\u2026\u202f\u2033-\u2057"
    "\u205f\u2061\u2044\u2070-\u209c\u20a8\u2100-\u218b\u222c-\u2230\u2329\u232a\u2474-\u24b5\u2a74-\u2a76"
    "\u2c7c\u2e9f\u2f00-\u2fd5\u3000\u3131-\u318e\u3200-\u3247\u3251-\u33ff\uf900-\ufaff"
    "\ufb00-\ufb4f\ufe10-\ufe6b\uff00-\uffee\U0001d400-\U0001d7ff"
)
FOLDABLE = re.compile(f"[{RANGES}]")
SUPERSCRIPTS = re.compile("[\u00b2\u00b3\u00b9\u2070\u2071\u2074-\u207f]+")
SUBSCRIPTS = re.compile("[\u2080-\u208e\u2090-\u209c]+")
FRACTIONS = re.compile("[\u00bc-\u00be\u2150-\u215e\u2189]")

# Proper typography in Chinese, stray bytes elsewhere: folded only in texts without Chinese.
CJK_PUNCTUATION = "，：；！？（）．"
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

# Where the general rule misleads: a full-width dollar is money, never a delimiter of formulas;
# U+2061 stands between a function and its argument.
SPECIAL = {"＄": r"\$", "º": "°", "´": "'", "⁄": "/", "\u2061": " "}


def fold(text: str) -> str:
    if not FOLDABLE.search(text):
        return text
    text = SUPERSCRIPTS.sub(lambda match: attached("^", match), text)
    text = SUBSCRIPTS.sub(lambda match: attached("_", match), text)
    text = FRACTIONS.sub(apart, text)
    keep = CJK_PUNCTUATION if CJK.search(text) else ""
    text = FOLDABLE.sub(lambda match: match[0] if match[0] in keep else plain(match[0]), text)
    return unicodedata.normalize("NFC", text)


@functools.cache
def plain(character: str) -> str:
    """What a character stands for; itself if it is no mere form of another."""
    if character in SPECIAL:
        return SPECIAL[character]
    form, *codes = unicodedata.decomposition(character).split() or [""]
    is_accent = codes[:1] == ["0020"] and len(codes) > 1
    if not form.startswith("<") or form in ("<circle>", "<super>", "<sub>") or is_accent:
        return character
    return fold("".join(chr(int(code, 16)) for code in codes))


def attached(operator: str, match: re.Match) -> str:
    """`x²` -> `x^2`, with braces where the exponent would run into what follows."""
    digits = unicodedata.normalize("NFKC", match[0]).replace("\u2212", "-")
    is_clear = len(digits) == 1 and not match.string[match.end() : match.end() + 1].isalnum()
    return operator + (digits if is_clear else f"{{{digits}}}")


def apart(match: re.Match) -> str:
    """`3½` -> `3 1/2`"""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    fraction = unicodedata.normalize("NFKC", match[0]).replace("⁄", "/")
    return " " * before.isdigit() + fraction + " " * after.isdigit()
