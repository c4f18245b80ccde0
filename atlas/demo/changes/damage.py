"""What files, encodings and scanners do to a text."""

import re
from random import Random

from atlas.demo.changes.math_text import in_words
from atlas.demo.problems import NUMBER

CONTROL = {"f": "\f", "t": "\t", "b": "\b", "r": "\r"}
FULL_WIDTH = str.maketrans("0123456789()+=?,", "０１２３４５６７８９（）＋＝？，")
INVISIBLE = ("\u200b", "\ufeff", "\u2060", "\u00ad")
SLIPS = (("rn", "m"), ("li", "h"), ("m", "rn"), ("cl", "d"), ("ll", "il"), ("e", "c"))


def lost_backslash(text: str, rng: Random) -> str | None:
    r"""\frac read as an escape: a form feed and `rac`; \text, \to, \right and \binom likewise."""
    damaged = re.sub(r"\\([ftbr])(?=[a-z])", lambda found: CONTROL[found.group(1)], text)
    return None if damaged == text else damaged


def literal_newline(text: str, rng: Random) -> str | None:
    r"""A backslash and an n where a line used to end."""
    broken = re.sub(r"(?<=[.?:]) ", r"\\n", text)
    return None if broken == text else broken


def invisible_characters(text: str, rng: Random) -> str | None:
    words = text.split(" ")
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(words))
        words[place] += rng.choice(INVISIBLE)
    return " ".join(words)


def mojibake(text: str, rng: Random) -> str | None:
    """UTF-8 read as Windows-1252: a no-break space falls apart into two characters."""
    spaces = [found.start() for found in re.finditer(" ", text)]
    if not spaces:
        return None
    place = rng.choice(spaces)
    return text[:place] + "\u00a0".encode().decode("cp1252") + text[place + 1 :]


def full_width(text: str, rng: Random) -> str | None:
    """Digits and signs as a Chinese keyboard types them."""
    return text.translate(FULL_WIDTH)


def ocr_slips(text: str, rng: Random) -> str | None:
    """A letter or two in twenty words misread; its numbers are left to know the text by."""
    if "`" in text or len(NUMBER.findall(text)) < 2:
        return None
    words = in_words(text, lambda part: re.sub(r"[A-Za-z]{6,}", "\0\\g<0>\0", part)).split("\0")
    long_words = list(range(1, len(words), 2))
    rng.shuffle(long_words)
    slips, most = 0, 1 + (text.count(" ") >= 20)
    for place in long_words:
        misread = misread_once(words[place], rng)
        if misread and slips < most:
            words[place] = misread
            slips += 1
    return "".join(words) if slips else None


def misread_once(word: str, rng: Random) -> str | None:
    fitting = [slip for slip in SLIPS if slip[0] in word[1:]]
    if not fitting:
        return None
    seen, read = rng.choice(fitting)
    return word[0] + word[1:].replace(seen, read, 1)


def doubled_backslash(text: str, rng: Random) -> str | None:
    r"""Escaped twice: \\frac."""
    return text.replace("\\", "\\\\") if "\\" in text else None


def dropped_backslash(text: str, rng: Random) -> str | None:
    r"""Commands without their backslash: frac; or without their first letter too: rac."""
    lost = rng.choice((r"\\(?=[a-z])", r"\\[fbtr](?=[a-z])"))
    return re.sub(lost, "", text)


def flat_exponents(text: str, rng: Random) -> str | None:
    """Exponents of letters and brackets printed on the line, as copied out of a PDF file."""
    return re.sub(r"(?<=[a-z)])\^(?:\{(\w+)\}|(\d))", r"\1\2", text)
