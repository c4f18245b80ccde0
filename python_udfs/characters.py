"""Which bytes of a text are letters, digits and blanks, for the kernels that read LaTeX."""

import numpy as np

from python_udfs.kernels import inlined_part, kernel_part

BLANK, EXCLAMATION, QUOTE, PERCENT, APOSTROPHE = map(ord, " !\"%'")
OPEN_PARENTHESIS, CLOSE_PARENTHESIS = map(ord, "()")
STAR, COMMA, HYPHEN, DOT, SLASH, ZERO, COLON, LESS, EQUALS, GREATER = map(ord, "*,-./0:<=>")
OPEN_BRACKET, BACKSLASH, CLOSE_BRACKET, CARET, OPEN_BRACE, BAR, CLOSE_BRACE = map(ord, "[\\]^{|}")
NEWLINE = ord("\n")
LAST_ASCII = 127


@inlined_part
def lower(byte):
    return byte + 32 if 65 <= byte <= 90 else byte


@inlined_part
def is_letter(byte):
    """Of plain Latin letters the small ones: the first pass leaves no others."""
    return 97 <= byte <= 122


@inlined_part
def is_digit(byte):
    return 48 <= byte <= 57


@inlined_part
def is_alphanumeric(byte):
    return is_letter(byte) or is_digit(byte)


@inlined_part
def is_space(byte):
    """What `str.split` takes for white space among the first 128 characters."""
    return byte == BLANK or 9 <= byte <= 13 or 28 <= byte <= 31


@inlined_part
def skip_space(text, position, end):
    while position < end and is_space(text[position]):
        position += 1
    return position


@kernel_part
def skip_space_back(text, position):
    while position >= 0 and is_space(text[position]):
        position -= 1
    return position


@kernel_part
def code_point(text, position):
    """The code point of the UTF-8 sequence here, and its width in bytes.

    Of four bytes only whether they are a CJK character (plane 2) or a symbol is told.
    """
    first = np.int64(text[position])
    if first < 0xE0:
        return (first & 0x1F) << 6 | (text[position + 1] & 0x3F), 2
    if first < 0xF0:
        middle = (text[position + 1] & 0x3F) << 6 | (text[position + 2] & 0x3F)
        return (first & 0x0F) << 12 | middle, 3
    return 0x20000 if first == 0xF0 and text[position + 1] >= 0xA0 else 0x1F000, 4


@kernel_part
def is_foreign_letter(code):
    """Letters of alphabets, from Latin with accents to Greek Extended, without × and ÷."""
    return 0xC0 <= code <= 0x1FFF and code != 0xD7 and code != 0xF7
