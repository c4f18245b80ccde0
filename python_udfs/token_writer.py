"""Writes the tokens of a normal form, and closes the LaTeX groups that they are arguments in."""

from typing import NamedTuple

import numpy as np

from python_udfs.characters import (
    APOSTROPHE,
    BLANK,
    CARET,
    CLOSE_PARENTHESIS,
    COLON,
    LAST_ASCII,
    OPEN_PARENTHESIS,
    SLASH,
    STAR,
    is_alphanumeric,
    is_digit,
    is_letter,
)
from python_udfs.kernels import inlined_part, kernel_part
from python_udfs.latex_names import DEGREE, DEGREE_LENGTH, index_of_name
from python_udfs.tokens import hash_bytes


class Writer(NamedTuple):
    """The tokens written so far: slices of `letters`, inside the LaTeX groups now open."""

    letters: np.ndarray  # uint8
    starts: np.ndarray  # int64, of each token in `letters`
    ends: np.ndarray  # int64
    levels: np.ndarray  # int64, of each open group: BASE and AWAITED of the level around it
    state: np.ndarray  # int64, see the indices below


# Tokens; letters used; open groups; first token of the innermost; arguments that its last command
# awaits; whether a colon waits for its second operand.
COUNT, USED, DEPTH, BASE, AWAITED, RATIO_PENDING = range(6)
STATES = 6
# How many arguments a command still awaits; behind the first of a fraction's two comes a slash.
NO_ARGUMENT, ONE_ARGUMENT, TWO_ARGUMENTS, FRACTION_ARGUMENTS = range(4)


@kernel_part
def begin(writer):
    for place in range(STATES):
        writer.state[place] = 0


@inlined_part
def write(writer, source, start, stop):
    """Copy source[start:stop] and write it as a token."""
    first = _copy(writer, source, start, stop)
    write_slice(writer, first, writer.state[USED])


@kernel_part
def write_symbol(writer, byte):
    used = _store(writer, byte)
    write_slice(writer, used, used + 1)


@kernel_part
def write_name(writer, names, name):
    """Write the one name of a command that the table knows; nothing for layout."""
    index = index_of_name(names, name)
    if names.starts[index] < names.ends[index]:
        write(writer, names.letters, names.starts[index], names.ends[index])


@kernel_part
def push_name(writer, names, index):
    """Put the name down as it is, whatever is awaited: that of a command with arguments."""
    first = _copy(writer, names.letters, names.starts[index], names.ends[index])
    _push(writer, first, writer.state[USED])


@kernel_part
def push_symbol(writer, byte):
    used = _store(writer, byte)
    _push(writer, used, used + 1)


@inlined_part
def _copy(writer, source, start, stop):
    """Append source[start:stop] to the letters; returns where it begins there."""
    first = writer.state[USED]
    for position in range(start, stop):
        writer.letters[first + position - start] = source[position]
    writer.state[USED] = first + stop - start
    return first


@inlined_part
def _store(writer, byte):
    used = writer.state[USED]
    writer.letters[used] = byte
    writer.state[USED] = used + 1
    return used


@inlined_part
def _push(writer, start, stop):
    count = writer.state[COUNT]
    writer.starts[count] = start
    writer.ends[count] = stop
    writer.state[COUNT] = count + 1


@inlined_part
def write_slice(writer, start, stop):
    """A token of its own: settles a pending ratio, and may be the argument awaited."""
    state = writer.state
    first = writer.letters[start]
    if state[COUNT] == 0 and stop == start + 1 and (first == STAR or first == APOSTROPHE):
        return  # a star or a prime at the start belongs to nothing
    if state[RATIO_PENDING]:
        state[RATIO_PENDING] = 0
        _push(writer, start, stop)
        belongs = is_operand(writer, state[COUNT] - 1)
        state[COUNT] -= 1
        if belongs:
            push_symbol(writer, COLON)
    argument = state[COUNT]
    _push(writer, start, stop)
    if state[AWAITED] != NO_ARGUMENT:
        _settle_argument(writer, argument)


@kernel_part
def open_group(writer):
    state = writer.state
    state[RATIO_PENDING] = 0
    writer.levels[state[DEPTH], 0] = state[BASE]
    writer.levels[state[DEPTH], 1] = state[AWAITED]
    state[DEPTH] += 1
    state[BASE] = state[COUNT]
    state[AWAITED] = NO_ARGUMENT


@kernel_part
def close_group(writer):
    """An argument of several tokens keeps its braces, as parentheses; one without partner goes."""
    state = writer.state
    state[RATIO_PENDING] = 0
    if state[DEPTH] == 0:
        return
    first = state[BASE]
    state[DEPTH] -= 1
    state[BASE] = writer.levels[state[DEPTH], 0]
    state[AWAITED] = writer.levels[state[DEPTH], 1]
    if state[AWAITED] != NO_ARGUMENT:
        if not is_exponent_mark(writer, first, state[COUNT]) and state[COUNT] - first > 1:
            _enclose(writer, first)
        _settle_argument(writer, first)


@kernel_part
def _enclose(writer, first):
    """Put the tokens from `first` on in parentheses."""
    state = writer.state
    push_symbol(writer, OPEN_PARENTHESIS)
    last = state[COUNT] - 1
    start, end = writer.starts[last], writer.ends[last]
    for token in range(last, first, -1):
        writer.starts[token] = writer.starts[token - 1]
        writer.ends[token] = writer.ends[token - 1]
    writer.starts[first], writer.ends[first] = start, end
    push_symbol(writer, CLOSE_PARENTHESIS)


@kernel_part
def close_parenthesis(writer):
    """Whether a closing parenthesis here stands around a single token: then the two go."""
    state = writer.state
    last = state[COUNT] - 1
    if last <= state[BASE] or not is_byte(writer, last - 1, OPEN_PARENTHESIS):
        return False
    if is_symbol(writer, last):
        return False
    state[RATIO_PENDING] = 0
    writer.starts[last - 1] = writer.starts[last]
    writer.ends[last - 1] = writer.ends[last]
    state[COUNT] -= 1
    return True


@kernel_part
def write_caret(writer):
    """The next token or group is an exponent; two carets are one, and one at the start is none."""
    state = writer.state
    if state[COUNT] > 0:
        state[RATIO_PENDING] = 0
        if state[COUNT] == state[BASE] or not is_byte(writer, state[COUNT] - 1, CARET):
            push_symbol(writer, CARET)
        state[AWAITED] = ONE_ARGUMENT


@kernel_part
def _settle_argument(writer, first):
    """The tokens from `first` on are the awaited argument: `^` before a degree or a prime goes."""
    state = writer.state
    if (
        is_exponent_mark(writer, first, state[COUNT])
        and first > state[BASE]
        and is_byte(writer, first - 1, CARET)
    ):
        for token in range(first, state[COUNT]):
            writer.starts[token - 1] = writer.starts[token]
            writer.ends[token - 1] = writer.ends[token]
        state[COUNT] -= 1
    if state[AWAITED] == FRACTION_ARGUMENTS:
        push_symbol(writer, SLASH)
        state[AWAITED] = ONE_ARGUMENT
    else:
        state[AWAITED] -= 1


@kernel_part
def is_exponent_mark(writer, first, behind):
    """Whether the tokens from `first` on, before `behind`, are one degree sign or only primes."""
    count = behind - first
    if count == 1 and writer.ends[first] - writer.starts[first] == DEGREE_LENGTH:
        return hash_bytes(writer.letters, writer.starts[first], writer.ends[first]) == DEGREE
    for token in range(first, behind):
        if not is_byte(writer, token, APOSTROPHE):
            return False
    return count > 0


@inlined_part
def is_byte(writer, token, byte):
    start = writer.starts[token]
    return writer.ends[token] - start == 1 and writer.letters[start] == byte


@inlined_part
def is_symbol(writer, token):
    first = writer.letters[writer.starts[token]]
    return first <= LAST_ASCII and not is_alphanumeric(first)


@inlined_part
def is_operand(writer, token):
    """Whether the token can stand beside an operator: a letter, a number, `)` or a prime."""
    if token < writer.state[BASE]:
        return False
    start = writer.starts[token]
    first = writer.letters[start]
    if is_digit(first):
        return True
    is_single = writer.ends[token] - start == 1
    return is_single and (is_letter(first) or first == CLOSE_PARENTHESIS or first == APOSTROPHE)


@kernel_part
def is_settled(writer):
    """Whether another reading would change nothing; braces without partner may hide `^ degree`."""
    count = writer.state[COUNT]
    for token in range(count - 1):
        if is_byte(writer, token, CARET):
            if is_byte(writer, token + 1, CARET) or is_exponent_mark(writer, token + 1, token + 2):
                return False
        elif (
            is_byte(writer, token, OPEN_PARENTHESIS)
            and token + 2 < count
            and is_byte(writer, token + 2, CLOSE_PARENTHESIS)
            and not is_symbol(writer, token + 1)
        ):
            return False
    return True


@kernel_part
def join(writer, out, position):
    """The tokens joined by blanks, from `position` of `out` on; returns where they end."""
    for token in range(writer.state[COUNT]):
        if token > 0:
            out[position] = BLANK
            position += 1
        for at in range(writer.starts[token], writer.ends[token]):
            out[position] = writer.letters[at]
            position += 1
    return position
