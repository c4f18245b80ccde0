"""Reads a number as LaTeX and prose write it: `1,000` is a thousand, `(13,169)` a pair."""

from python_udfs.characters import (
    BACKSLASH,
    CLOSE_BRACE,
    CLOSE_BRACKET,
    CLOSE_PARENTHESIS,
    COMMA,
    DOT,
    HYPHEN,
    OPEN_BRACE,
    OPEN_BRACKET,
    OPEN_PARENTHESIS,
    ZERO,
    is_digit,
    skip_space,
    skip_space_back,
)
from python_udfs.kernels import inlined_part, kernel_part
from python_udfs.token_writer import USED, write_slice

SMALL_C, SMALL_D, SMALL_L, SMALL_O, SMALL_R, SMALL_S, SMALL_T = map(ord, "cdlorst")
GROUP = 4  # bytes of `,000`


@inlined_part
def read_number(text, position, end, writer):
    """Write the number here; thousands are joined, `.50` becomes `0.5`. Returns where it ends."""
    first = writer.state[USED]
    used = first
    groups = _thousands(text, position, end)
    stop = _skip_digits(text, position, end)
    for at in range(position, stop):
        used = _append(writer, used, text[at])
    for _ in range(groups):
        for at in range(stop + 1, stop + GROUP):
            used = _append(writer, used, text[at])
        stop += GROUP
    if stop + 1 < end and text[stop] == DOT and is_digit(text[stop + 1]):
        if stop == position:
            used = _append(writer, used, ZERO)
        whole = used
        used = _append(writer, used, DOT)
        stop += 1
        while stop < end and is_digit(text[stop]):
            used = _append(writer, used, text[stop])
            stop += 1
        while writer.letters[used - 1] == ZERO:
            used -= 1
        if writer.letters[used - 1] == DOT:
            used = whole
    writer.state[USED] = used
    write_slice(writer, first, used)
    return stop


@inlined_part
def _append(writer, used, byte):
    writer.letters[used] = byte
    return used + 1


@inlined_part
def _skip_digits(text, position, end):
    while position < end and is_digit(text[position]):
        position += 1
    return position


@kernel_part
def _thousands(text, position, end):
    """How many groups `,ddd` continue the digits here; none unless they end where digits end."""
    stop = _skip_digits(text, position, end)
    groups = 0
    if stop == position or stop > position + 3 or text[position] == ZERO:
        return groups
    while _is_group(text, stop, end):
        stop += GROUP
        groups += 1
    if stop < end and is_digit(text[stop]):
        return 0
    if stop + 1 < end and text[stop] == COMMA and is_digit(text[stop + 1]):
        return 0
    if groups > 0 and _is_listed(text, position, stop, end):
        return 0
    return groups


@kernel_part
def _is_group(text, position, end):
    return (
        position + 3 < end
        and text[position] == COMMA
        and is_digit(text[position + 1])
        and is_digit(text[position + 2])
        and is_digit(text[position + 3])
    )


@kernel_part
def _is_listed(text, start, stop, end):
    """Whether the `13,169` here is two numbers: a pair, `(13,169)`, or of a list, `..., 13,169`.

    A group that begins with 0 is none of a list: `(1,000,000)` is a million.
    """
    for at in range(start, stop - 1):
        if text[at] == COMMA and text[at + 1] == ZERO:
            return False
    before, after = start - 1, stop
    if before >= 0 and text[before] == HYPHEN:
        before -= 1
    if before >= 0 and text[before] == COMMA:
        return True
    before = skip_space_back(text, before)
    after = skip_space(text, after, end)
    if _ends_with_dots(text, before) or _begins_with_dots(text, after, end):
        return True
    if before < 0 or after >= end:
        return False
    opened, closed = text[before], text[after]
    if before > 0 and text[before - 1] == BACKSLASH:
        is_opened = opened == OPEN_BRACE
    else:
        is_opened = opened == OPEN_PARENTHESIS or opened == OPEN_BRACKET
    is_closed = closed == CLOSE_PARENTHESIS or closed == CLOSE_BRACKET
    if closed == BACKSLASH and after + 1 < end:  # `\\}`, `\\right)`
        is_closed = text[after + 1] == CLOSE_BRACE or text[after + 1] == SMALL_R
    return is_opened and is_closed


@kernel_part
def _ends_with_dots(text, last):
    """Whether `...,` or `\\ldots,` ends at `last`."""
    if last < 0 or text[last] != COMMA:
        return False
    last = skip_space_back(text, last - 1)
    if last >= 1 and text[last] == DOT:
        return text[last - 1] == DOT
    return last >= 3 and _is_dots(text, last - 3)


@kernel_part
def _begins_with_dots(text, first, end):
    """Whether `, ...` or `, \\ldots` begins at `first`."""
    if first >= end or text[first] != COMMA:
        return False
    first = skip_space(text, first + 1, end)
    if first + 1 < end and text[first] == DOT:
        return text[first + 1] == DOT
    if first >= end or text[first] != BACKSLASH:
        return False
    first += 1
    if first < end and (text[first] == SMALL_L or text[first] == SMALL_C):  # \ldots, \cdots
        first += 1
    return first + 3 < end and _is_dots(text, first)


@kernel_part
def _is_dots(text, first):
    return (
        text[first] == SMALL_D
        and text[first + 1] == SMALL_O
        and text[first + 2] == SMALL_T
        and text[first + 3] == SMALL_S
    )
