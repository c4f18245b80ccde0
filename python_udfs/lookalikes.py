"""Letters with accents, and letters of other alphabets that look like Latin ones, as plain ones.

They get into a text by a slip of the keyboard, by a scanner, or to hide it from a search. What may
be meant stays: Greek letters of formulas, words of other alphabets, the bar above a mean.
"""

import re
import unicodedata

# A bar or a dot above tells a mean from a variable and one repeating decimal from another, and a
# stroke through a sign turns it round.
MEANT_MARKS = "\u0304\u0305\u0307\u0338"
MARKS = set(map(chr, range(0x300, 0x370))) - set(MEANT_MARKS)
# Joiners, selectors of a glyph, the keycap.
UNREAD = "\u200c\u200d\u20e3" + "".join(map(chr, range(0xFE00, 0xFE10)))


def plain_letter(letter: str) -> str | None:
    """The Latin letter under the accents; None where there is none, or the accents are meant."""
    base, *marks = unicodedata.normalize("NFD", letter)
    is_plain = base.isascii() and base.isalpha() and not set(marks) & set(MEANT_MARKS)
    return base if is_plain else None


def of_both_cases(lookalikes: str, latin: str) -> dict[str, str]:
    """A table for `str.translate`, with the capitals of small letters that it does not name."""
    table = dict(zip(lookalikes, latin, strict=True))
    return {letter.upper(): plain for letter, plain in table.items()} | table


ACCENTED = map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
# Greek capitals that no formula uses, as nobody could tell them from Latin ones; signs that are
# letters; phonetic letters and small capitals.
ALWAYS = str.maketrans(
    {letter: plain for letter in ACCENTED if (plain := plain_letter(letter))}
    | dict.fromkeys([*MARKS, *UNREAD], "")
    | of_both_cases("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ\u212a\u212b", "ABEZHIKMNOPTYXocKA")
    | of_both_cases("ɑɡɩᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "agiabcdefghijklmnoprstuvwyz")
)
CYRILLIC = of_both_cases("АВЕЅІЈКМНОРСТУХаеоосрухіјѕԁһԛԝѵӏ", "ABESIJKMHOPCTYXaeoocpyxijsdhqwvl")
ARMENIAN = of_both_cases("ոսօհլյզց", "nuohljqg")
OF_CYRILLIC = str.maketrans(CYRILLIC)
IN_MIXED_WORDS = str.maketrans(CYRILLIC | ARMENIAN)

# Circled letters, and white ones on black, spell a word where several stand together; one alone is
# a label.
CIRCLED = {
    chr(first + place): chr(ord("a") + place)
    for first in (0x24B6, 0x24D0, 0x1F150, 0x1F170)
    for place in range(26)
}
CIRCLED_WORD = re.compile(f"[{''.join(CIRCLED)}]{{2,}}")
FOREIGN = re.compile("[\u0400-\u058f]")
OTHER_CYRILLIC = re.compile(f"(?![{''.join(CYRILLIC)}])[\u0400-\u052f]")
LETTERS = "[a-zA-Z\u0400-\u058f]*"
MIXED_WORD = re.compile(f"{LETTERS}(?:[a-zA-Z][\u0400-\u058f]|[\u0400-\u058f][a-zA-Z]){LETTERS}")


def as_latin(text: str) -> str:
    """The text with such letters spelt in plain Latin ones."""
    text = CIRCLED_WORD.sub(spelt, text.translate(ALWAYS))
    if not FOREIGN.search(text):
        return text
    if not OTHER_CYRILLIC.search(text):
        text = text.translate(OF_CYRILLIC)
    return MIXED_WORD.sub(lambda word: word[0].translate(IN_MIXED_WORDS), text)


def spelt(circled: re.Match) -> str:
    return "".join(CIRCLED[letter] for letter in circled[0])
