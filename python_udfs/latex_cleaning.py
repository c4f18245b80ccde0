"""The first pass of the normal form: what no token should be made of becomes a blank or nothing.

Letters become small; markdown's marks and the hyphens of words become blanks; LaTeX's thousands
separators, `10{,}000`, go, and so do the hyphens at which a line breaks a word or a prefix ends.
"""

from python_udfs.characters import (
    BACKSLASH,
    BLANK,
    CLOSE_BRACE,
    COMMA,
    EXCLAMATION,
    GREATER,
    HYPHEN,
    OPEN_BRACE,
    STAR,
    is_digit,
    lower,
)
from python_udfs.kernels import kernel_part
from python_udfs.layout_marks import (
    behind_broken_word,
    byte_at,
    end_of_emphasis,
    is_behind_prefix,
    is_bullet,
    is_inside_word,
    is_markdown,
    is_rule,
    is_word_hyphen,
)


@kernel_part
def clean(data, start, end, cleaned):
    """Write data[start:end] into `cleaned`; returns how many bytes that are."""
    length, position = 0, start
    closing_star = -1
    while position < end:
        byte = lower(data[position])
        width = 1
        if byte == STAR:
            if is_inside_word(data, start, position, end):
                position += 2
                continue
            if position == closing_star:
                byte = BLANK
            elif is_markdown(data, start, position, end):
                byte = BLANK
                width = 2 if byte_at(data, position + 1, end) == STAR else 1
            else:
                closing = end_of_emphasis(data, start, position, end)
                if closing > 0:
                    byte, closing_star = BLANK, closing
        elif byte == HYPHEN:
            behind_break = behind_broken_word(data, start, position, end)
            if behind_break > 0:
                position = behind_break
                continue
            if is_behind_prefix(data, start, position, end):
                position += 1
                continue
            if is_rule(data, position, end):
                while byte_at(data, position + width, end) == HYPHEN:
                    width += 1
                byte = BLANK
            elif is_word_hyphen(data, start, position, end) or is_bullet(
                data, start, position, end
            ):
                byte = BLANK
        elif byte == GREATER and is_bullet(data, start, position, end):
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
def _thousands_separator(data, position, end):
    """Length of `{,}`, `{,\\!}`, `\\,`, `\\!,` or `,\\!` here, if three last digits follow."""
    first = data[position]
    second = byte_at(data, position + 1, end)
    third = byte_at(data, position + 2, end)
    length = 0
    if first == OPEN_BRACE and second == COMMA:
        if third == CLOSE_BRACE:
            length = 3
        elif (
            third == BACKSLASH
            and byte_at(data, position + 3, end) == EXCLAMATION
            and byte_at(data, position + 4, end) == CLOSE_BRACE
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
        if not is_digit(byte_at(data, position + length + digit, end)):
            return 0
    return 0 if is_digit(byte_at(data, position + length + 3, end)) else length
