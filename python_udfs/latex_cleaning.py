"""The first pass of the normal form: what no token should be made of becomes a blank or nothing.

Letters become small; markdown's stars and the hyphens of words become blanks; LaTeX's thousands
separators, `10{,}000`, go.
"""

from python_udfs.characters import (
    BACKSLASH,
    BLANK,
    CLOSE_BRACE,
    COMMA,
    EXCLAMATION,
    HYPHEN,
    NEWLINE,
    OPEN_BRACE,
    STAR,
    is_alphanumeric,
    is_digit,
    is_letter,
    is_space,
    lower,
)
from python_udfs.kernels import inlined_part, kernel_part

WORD_LETTERS = 3  # on either side of a hyphen: `well-known` is two words, `a-b` a difference


@kernel_part
def clean(data, start, end, cleaned):
    """Write data[start:end] into `cleaned`; returns how many bytes that are."""
    length, position = 0, start
    while position < end:
        byte = lower(data[position])
        width = 1
        if byte == STAR and _is_markdown(data, start, position, end):
            byte = BLANK
            width = 2 if _byte(data, position + 1, end) == STAR else 1
        elif byte == HYPHEN and _is_word_hyphen(data, start, position, end):
            byte = BLANK
        elif (
            (byte == OPEN_BRACE or byte == BACKSLASH or byte == COMMA)
            and position > start
            and is_digit(data[position - 1])
        ):
            separator = _thousands_separator(data, position, end)
            if separator > 0:
                position += separator
                continue
        cleaned[length] = byte
        length += 1
        position += width
    return length


@kernel_part
def _is_markdown(data, start, position, end):
    """Whether the star here begins or ends bold text, or begins an item of a list."""
    if _byte(data, position + 1, end) == STAR:
        before_word = position > start and is_alphanumeric(lower(data[position - 1]))
        after_word = is_alphanumeric(lower(_byte(data, position + 2, end)))
        return not before_word or not after_word
    if not is_space(_byte(data, position + 1, end)):
        return False
    back = position - 1
    while back >= start and is_space(data[back]) and data[back] != NEWLINE:
        back -= 1
    return back < start or data[back] == NEWLINE


@kernel_part
def _is_word_hyphen(data, start, position, end):
    if position - start < WORD_LETTERS or end - position <= WORD_LETTERS:
        return False
    for distance in range(1, WORD_LETTERS + 1):
        if not is_letter(lower(data[position - distance])):
            return False
        if not is_letter(lower(data[position + distance])):
            return False
    return True


@kernel_part
def _thousands_separator(data, position, end):
    """Length of `{,}`, `{,\\!}`, `\\,`, `\\!,` or `,\\!` here, if three last digits follow."""
    first = data[position]
    second = _byte(data, position + 1, end)
    third = _byte(data, position + 2, end)
    length = 0
    if first == OPEN_BRACE and second == COMMA:
        if third == CLOSE_BRACE:
            length = 3
        elif (
            third == BACKSLASH
            and _byte(data, position + 3, end) == EXCLAMATION
            and _byte(data, position + 4, end) == CLOSE_BRACE
        ):
            length = 5
    elif first == BACKSLASH and second == COMMA:
        length = 2
    elif (first == BACKSLASH and second == EXCLAMATION and third == COMMA) or (
        first == COMMA and second == BACKSLASH and third == EXCLAMATION
    ):
        length = 3
    if length == 0:
        return 0
    for digit in range(3):
        if not is_digit(_byte(data, position + length + digit, end)):
            return 0
    return 0 if is_digit(_byte(data, position + length + 3, end)) else length


@inlined_part
def _byte(data, position, end):
    """The byte here; 0, which is no character that matters, behind the end."""
    return data[position] if position < end else 0
