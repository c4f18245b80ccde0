"""The normal form of a problem: a text without LaTeX dialect, spacing, case and punctuation.

Two texts with one normal form state the same problem; every number, operator, sign and CJK
character stays, and `\\frac{a+b}{2}` is `(a+b)/2`. The form is a string of tokens joined by single
spaces; it is its own normal form. A compiled kernel reads the text once, since every prompt passes
here; tests/python/reference_normal_form.py says the same in plain Python.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numba import njit

from python_udfs.notation import (
    COMMANDS,
    LAYOUT_ENVIRONMENTS,
    PUNCTUATION,
    SPACING_COMMANDS,
    TO_ASCII,
)
from python_udfs.tokens import hash_bytes, text_buffers, token_hash

WRITE, FRACTION, ROOT, BINOMIAL, PRIME, RATIO, SPACING, ENVIRONMENT = range(8)
ACTIONS = {
    **{"frac": FRACTION, "sqrt": ROOT, "binom": BINOMIAL, "'": PRIME, ":": RATIO},
    **dict.fromkeys(SPACING_COMMANDS, SPACING),
    **dict.fromkeys(("begin", "end"), ENVIRONMENT),
}
# How many arguments a command still awaits; behind the first of a fraction's two comes a slash.
NO_ARGUMENT, ONE_ARGUMENT, TWO_ARGUMENTS, FRACTION_ARGUMENTS = range(4)


class Names(NamedTuple):
    """What a command is called and does, by sorted hash; `layout` are names of environments."""

    hashes: np.ndarray
    actions: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    letters: np.ndarray
    layout: np.ndarray
    layout_ends: np.ndarray
    punctuation: np.ndarray


def _names() -> Names:
    own = (*filter(str.isalpha, ACTIONS), "lbrace", "rbrace")
    known = {**dict(zip(own, own, strict=True)), **COMMANDS}
    ordered = sorted(known, key=token_hash)
    spelt = [known[name].encode() for name in ordered]
    ends = np.cumsum([len(name) for name in spelt])
    punctuation = np.zeros(128, np.bool_)
    punctuation[[ord(symbol) for symbol in PUNCTUATION]] = True
    return Names(
        hashes=np.array([token_hash(name) for name in ordered], np.uint64),
        actions=np.array([ACTIONS.get(known[name], WRITE) for name in ordered], np.int64),
        starts=np.concatenate(([0], ends[:-1])),
        ends=ends,
        letters=np.frombuffer(b"".join(spelt), np.uint8),
        layout=np.frombuffer("".join(LAYOUT_ENVIRONMENTS).encode(), np.uint8),
        layout_ends=np.cumsum([len(name) for name in LAYOUT_ENVIRONMENTS]),
        punctuation=punctuation,
    )


class Writer(NamedTuple):
    """The tokens written so far: slices of `letters`, inside the LaTeX groups now open."""

    letters: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    levels: np.ndarray  # of each open group: first token of the level around it, arguments awaited
    state: np.ndarray  # see the indices below


COUNT, USED, DEPTH, BASE, AWAITED, RATIO_PENDING = range(6)

NAMES = _names()
DEGREE, DEGREES, LBRACE, RBRACE, NOT_EQUAL, ARROW = (
    np.uint64(token_hash(name)) for name in ("degree", "degrees", "lbrace", "rbrace", "ne", "to")
)


def normal_form(text: str) -> str:
    """The normal form of one repaired prompt."""
    return normal_form_column(pa.chunked_array([[text]], pa.string()))[0].as_py()


def normal_form_column(texts: pa.ChunkedArray) -> pa.Array:
    """VARCHAR of repaired prompts -> VARCHAR of normal forms; null for null."""
    column = texts.combine_chunks()
    if not texts.nbytes or not _is_ascii(*text_buffers(texts)):
        column = pa.array(
            [
                text if text is None or text.isascii() else text.lower().translate(TO_ASCII)
                for text in column.to_pylist()
            ],
            pa.string(),
        )
    missing = column.is_null()
    offsets, letters = _normalise(*text_buffers(pa.chunked_array([column])), NAMES)
    forms = pa.LargeStringArray.from_buffers(
        len(column), pa.py_buffer(offsets), pa.py_buffer(letters)
    )
    return pa.compute.if_else(missing, None, forms).cast(pa.string())


@njit(nogil=True, cache=True)
def _is_ascii(offsets, data):
    for position in range(offsets[0], offsets[-1]):
        if data[position] > 127:
            return False
    return True


@njit(nogil=True, cache=True)
def _normalise(offsets, data, names):
    texts = len(offsets) - 1
    longest = 0
    for text in range(texts):
        longest = max(longest, offsets[text + 1] - offsets[text])
    room = 4 * longest + 64  # a two-byte command may become a seven-byte name and a blank
    clean = np.empty(room, np.uint8)
    writer = Writer(
        letters=np.empty(room, np.uint8),
        starts=np.empty(room, np.int64),
        ends=np.empty(room, np.int64),
        levels=np.empty((longest + 1, 2), np.int64),
        state=np.zeros(6, np.int64),
    )
    out_offsets = np.zeros(texts + 1, np.int64)
    out = np.empty(4 * (offsets[-1] - offsets[0]) + 64 * texts + 64, np.uint8)
    for text in range(texts):
        start = out_offsets[text]
        length = _clean(data, offsets[text], offsets[text + 1], clean)
        _read(clean, length, names, writer)
        stop = _join(writer, out, start)
        while not _is_settled(writer):
            _read(clean, _clean(out, start, stop, clean), names, writer)
            stop = _join(writer, out, start)
        out_offsets[text + 1] = stop
    return out_offsets, out[: out_offsets[-1]].copy()


# --- first pass: lower case, without markdown, hyphens of words and LaTeX's thousands separators


@njit(nogil=True, cache=True)
def _clean(data, start, end, clean):
    length, position = 0, start
    while position < end:
        byte = _lower(data[position])
        if byte == 42 and _is_markdown(data, start, position, end):
            clean[length] = 32
            position += 2 if position + 1 < end and data[position + 1] == 42 else 1
        elif byte == 45 and _is_word_hyphen(data, start, position, end):
            clean[length] = 32
            position += 1
        elif (
            position > start
            and _is_digit(data[position - 1])
            and (byte == 123 or byte == 92 or byte == 44)
        ):
            skip = _thousands_separator(data, position, end)
            if skip > 0:
                position += skip
                continue
            clean[length] = byte
            position += 1
        else:
            clean[length] = byte
            position += 1
        length += 1
    return length


@njit(nogil=True, cache=True)
def _is_markdown(data, start, position, end):
    is_double = position + 1 < end and data[position + 1] == 42
    if is_double:
        before_word = position > start and _is_alphanumeric(_lower(data[position - 1]))
        after_word = position + 2 < end and _is_alphanumeric(_lower(data[position + 2]))
        return not before_word or not after_word
    if position + 1 >= end or not _is_space(data[position + 1]):
        return False
    back = position - 1
    while back >= start and _is_space(data[back]) and data[back] != 10:
        back -= 1
    return back < start or data[back] == 10


@njit(nogil=True, cache=True)
def _is_word_hyphen(data, start, position, end):
    if position - start < 3 or end - position < 4:
        return False
    for distance in range(1, 4):
        if not _is_letter(_lower(data[position - distance])):
            return False
        if not _is_letter(_lower(data[position + distance])):
            return False
    return True


@njit(nogil=True, cache=True)
def _thousands_separator(data, position, end):
    """Length of `{,}`, `{,\\!}`, `\\,`, `\\!,` or `,\\!` here, if three last digits follow."""
    window = np.zeros(5, np.uint8)
    for k in range(min(5, end - position)):
        window[k] = data[position + k]
    first, second, third = window[0], window[1], window[2]
    length = 0
    if first == 123 and second == 44 and third == 125:
        length = 3
    elif first == 123 and second == 44 and third == 92 and window[3] == 33 and window[4] == 125:
        length = 5
    elif first == 92 and second == 44:
        length = 2
    elif (first == 92 and second == 33 and third == 44) or (
        first == 44 and second == 92 and third == 33
    ):
        length = 3
    if length == 0 or position + length + 3 > end:
        return 0
    for k in range(3):
        if not _is_digit(data[position + length + k]):
            return 0
    behind = position + length + 3
    return 0 if behind < end and _is_digit(data[behind]) else length


# --- second pass: tokens


@njit(nogil=True, cache=True)
def _read(text, end, names, writer):
    position = 0
    writer.state[:] = 0
    while position < end:
        byte = text[position]
        if _is_space(byte):
            position += 1
        elif byte == 92:
            position = _read_command(text, position, end, names, writer)
        elif _is_digit(byte) or (
            byte == 46 and position + 1 < end and _is_digit(text[position + 1])
        ):
            position = _read_number(text, position, end, writer)
        elif _is_letter(byte) or byte > 127:
            position = _read_word(text, position, end, names, writer)
        else:
            position = _read_symbol(text, position, end, names, writer)


@njit(nogil=True, cache=True)
def _read_word(text, position, end, names, writer):
    stop = position
    while stop < end:
        width = 1
        if text[stop] > 127:
            code, width = _code_point(text, stop)
            if not _is_foreign_letter(code):
                break
        elif not _is_letter(text[stop]):
            break
        stop += width
    if stop == position:  # a CJK character, or a symbol that no table knows
        stop += _code_point(text, position)[1]
    if hash_bytes(text, position, stop) == DEGREES:
        _write_name(writer, names, DEGREES)
    else:
        _write(writer, text, position, stop)
    return stop


@njit(nogil=True, cache=True)
def _read_number(text, position, end, writer):
    """One number; thousands are joined, `.50` becomes `0.5`."""
    first = writer.state[USED]
    used = first
    groups = _thousands(text, position, end)
    stop = position
    while stop < end and _is_digit(text[stop]):
        stop += 1
    for at in range(position, stop):
        writer.letters[used] = text[at]
        used += 1
    for _ in range(groups):
        for at in range(stop + 1, stop + 4):
            writer.letters[used] = text[at]
            used += 1
        stop += 4
    if stop + 1 < end and text[stop] == 46 and _is_digit(text[stop + 1]):
        if stop == position:
            writer.letters[used] = 48
            used += 1
        whole = used
        used = _append(writer, used, 46)
        stop += 1
        while stop < end and _is_digit(text[stop]):
            used = _append(writer, used, text[stop])
            stop += 1
        while writer.letters[used - 1] == 48:
            used -= 1
        if writer.letters[used - 1] == 46:
            used = whole
    writer.state[USED] = used
    _write_slice(writer, first, used)
    return stop


@njit(nogil=True, cache=True)
def _append(writer, used, byte):
    writer.letters[used] = byte
    return used + 1


@njit(nogil=True, cache=True)
def _thousands(text, position, end):
    """How many groups `,ddd` continue the digits here; none unless they end where digits end."""
    stop = position
    while stop < end and _is_digit(text[stop]):
        stop += 1
    groups = 0
    if stop == position or stop > position + 3 or text[position] == 48:
        return groups
    while _is_group(text, stop, end):
        stop += 4
        groups += 1
    if stop < end and _is_digit(text[stop]):
        return 0
    if stop + 1 < end and text[stop] == 44 and _is_digit(text[stop + 1]):
        return 0
    if groups > 0 and _is_listed(text, position, stop, end):
        return 0
    return groups


@njit(nogil=True, cache=True)
def _is_listed(text, start, stop, end):
    """Whether the `13,169` here is two numbers: a pair, `(13,169)`, or of a list, `..., 13,169`.

    A group that begins with 0 is none of a list: `(1,000,000)` is a million.
    """
    for at in range(start, stop - 1):
        if text[at] == 44 and text[at + 1] == 48:
            return False
    before, after = start - 1, stop
    if before >= 0 and text[before] == 45:
        before -= 1
    if before >= 0 and text[before] == 44:
        return True
    before = _skip_space_back(text, before)
    after = _skip_space(text, after, end)
    if _ends_with_dots(text, before) or _begins_with_dots(text, after, end):
        return True
    if before < 0 or after >= end:
        return False
    is_escaped = before > 0 and text[before - 1] == 92
    is_opened = text[before] == 123 if is_escaped else (text[before] == 40 or text[before] == 91)
    is_closed = text[after] == 41 or text[after] == 93
    if text[after] == 92 and after + 1 < end:  # `\\}`, `\\right)`
        is_closed = text[after + 1] == 125 or text[after + 1] == 114
    return is_opened and is_closed


@njit(nogil=True, cache=True)
def _ends_with_dots(text, last):
    """Whether `...,` or `\\ldots,` ends at `last`."""
    if last < 0 or text[last] != 44:
        return False
    last = _skip_space_back(text, last - 1)
    if last >= 1 and text[last] == 46:
        return text[last - 1] == 46
    return last >= 3 and _is_dots(text, last - 3)


@njit(nogil=True, cache=True)
def _begins_with_dots(text, first, end):
    """Whether `, ...` or `, \\ldots` begins at `first`."""
    if first >= end or text[first] != 44:
        return False
    first = _skip_space(text, first + 1, end)
    if first + 1 < end and text[first] == 46:
        return text[first + 1] == 46
    if first >= end or text[first] != 92:
        return False
    first += 1
    if first < end and (text[first] == 108 or text[first] == 99):
        first += 1
    return first + 3 < end and _is_dots(text, first)


@njit(nogil=True, cache=True)
def _is_dots(text, first):
    return (
        text[first] == 100
        and text[first + 1] == 111
        and text[first + 2] == 116
        and text[first + 3] == 115
    )


@njit(nogil=True, cache=True)
def _is_group(text, position, end):
    return (
        position + 3 < end
        and text[position] == 44
        and _is_digit(text[position + 1])
        and _is_digit(text[position + 2])
        and _is_digit(text[position + 3])
    )


@njit(nogil=True, cache=True)
def _read_command(text, position, end, names, writer):
    start = position + 1
    stop = start
    while stop < end and _is_letter(text[stop]):
        stop += 1
    if stop == start:
        return _read_escaped(text, start, end, names, writer)
    name = hash_bytes(text, start, stop)
    index = np.searchsorted(names.hashes, name)
    if index == len(names.hashes) or names.hashes[index] != name:
        _write(writer, text, start, stop)
        return stop
    action = names.actions[index]
    state = writer.state
    if action == SPACING or action == ENVIRONMENT:
        behind = _argument_end(text, stop, end, action == SPACING)
        if behind > 0:
            if action == ENVIRONMENT:
                behind = _write_environment(text, stop, behind, end, names, writer)
            return behind
        _write_name(writer, names, name)
    elif action == FRACTION:
        numerator = _skip_space(text, stop, end)
        denominator = _skip_space(text, numerator + 1, end)
        if denominator < end and _is_digit(text[numerator]) and _is_digit(text[denominator]):
            _write(writer, text, numerator, numerator + 1)
            _write_symbol(writer, 47)
            _write(writer, text, denominator, denominator + 1)
            return denominator + 1
        state[AWAITED] = FRACTION_ARGUMENTS
    elif action == ROOT or action == BINOMIAL:
        state[RATIO_PENDING] = 0
        _push_name(writer, names, index)
        state[AWAITED] = TWO_ARGUMENTS if action == BINOMIAL else ONE_ARGUMENT
    elif action == PRIME:
        _write_symbol(writer, 39)
    elif action == RATIO:
        state[RATIO_PENDING] = _is_operand(writer, state[COUNT] - 1)
    else:
        _write_name(writer, names, name)
    return stop


@njit(nogil=True, cache=True)
def _read_escaped(text, position, end, names, writer):
    """What stands behind a backslash and is no letter: a brace, bar, percent sign or spacing."""
    if position >= end or _is_alphanumeric(text[position]) or text[position] > 127:
        return position
    byte = text[position]
    if byte == 123:
        _write_name(writer, names, LBRACE)
    elif byte == 125:
        _write_name(writer, names, RBRACE)
    elif byte == 124 or byte == 37:
        _write_symbol(writer, byte)
    return position + 1


@njit(nogil=True, cache=True)
def _argument_end(text, position, end, is_spacing):
    """Behind the argument in braces that starts here; 0 where there is none as it should be."""
    if is_spacing and position < end and text[position] == 42:
        position += 1
    position = _skip_space(text, position, end)
    if position >= end or text[position] != 123:
        return 0
    position += 1
    if is_spacing:
        while position < end and text[position] != 125:
            if text[position] == 123:
                return 0
            position += 1
    else:
        position = _skip_space(text, position, end)
        start = position
        while position < end and _is_letter(text[position]):
            position += 1
        if position == start:
            return 0
        if position < end and text[position] == 42:
            position += 1
        position = _skip_space(text, position, end)
    return position + 1 if position < end and text[position] == 125 else 0


@njit(nogil=True, cache=True)
def _write_environment(text, position, behind, end, names, writer):
    """Writes the name of an environment that means something; returns where reading goes on."""
    start = _skip_space(text, position, end) + 1
    start = _skip_space(text, start, end)
    stop = start
    while _is_letter(text[stop]):
        stop += 1
    if not _is_layout(text, start, stop, names):
        _write(writer, text, start, stop)
    columns = _skip_space(text, behind, end)
    if columns < end and text[columns] == 123:
        columns += 1
        while columns < end and (_is_space(text[columns]) or _is_column(text[columns])):
            columns += 1
        if columns < end and text[columns] == 125:
            return columns + 1
    return behind


@njit(nogil=True, cache=True)
def _is_layout(text, start, stop, names):
    first = 0
    for last in names.layout_ends:
        width = last - first
        if width <= stop - start:
            same = True
            for k in range(width):
                if text[start + k] != names.layout[first + k]:
                    same = False
                    break
            if same:
                return True
        first = last
    return False


@njit(nogil=True, cache=True)
def _read_symbol(text, position, end, names, writer):
    byte = text[position]
    second = text[position + 1] if position + 1 < end else 0
    third = text[position + 2] if position + 2 < end else 0
    state = writer.state
    if byte == 123:  # {
        state[RATIO_PENDING] = 0
        writer.levels[state[DEPTH], 0] = state[BASE]
        writer.levels[state[DEPTH], 1] = state[AWAITED]
        state[DEPTH] += 1
        state[BASE] = state[COUNT]
        state[AWAITED] = NO_ARGUMENT
    elif byte == 125:  # }
        state[RATIO_PENDING] = 0
        if state[DEPTH] > 0:
            _close_group(writer)
    elif byte == 94:  # ^
        if state[COUNT] > 0:
            state[RATIO_PENDING] = 0
            if state[COUNT] == state[BASE] or not _is_byte(writer, state[COUNT] - 1, 94):
                _push_byte(writer, 94)
            state[AWAITED] = ONE_ARGUMENT
    elif (
        byte == 41  # a closing parenthesis around a single token
        and state[COUNT] - state[BASE] > 1
        and _is_byte(writer, state[COUNT] - 2, 40)
        and not _is_symbol(writer, state[COUNT] - 1)
    ):
        state[RATIO_PENDING] = 0
        writer.starts[state[COUNT] - 2] = writer.starts[state[COUNT] - 1]
        writer.ends[state[COUNT] - 2] = writer.ends[state[COUNT] - 1]
        state[COUNT] -= 1
    elif byte == 46 and second == 46 and third == 46:
        _write(writer, text, position, position + 3)
        return position + 3
    elif byte == 60 and second == 45 and third == 62:
        _write(writer, text, position, position + 3)
        return position + 3
    elif (byte == 60 or byte == 62 or byte == 33) and second == 61:
        _write(writer, text, position, position + 2)
        return position + 2
    elif byte == 45 and second == 62:
        _write(writer, text, position, position + 2)
        return position + 2
    elif byte == 60 and second == 62:
        _write_name(writer, names, NOT_EQUAL)
        return position + 2
    elif byte == 61 and second == 62:
        _write_name(writer, names, ARROW)
        return position + 2
    elif byte == 33:  # a factorial; else punctuation
        if _is_operand(writer, state[COUNT] - 1):
            _write_symbol(writer, byte)
    elif byte == 39:  # a derivative, or set apart; else an apostrophe or a quote
        before = text[position - 1] if position > 0 else 65
        is_apart = before == 32 or before == 123 or before == 94
        if not _is_letter(second) and (is_apart or _is_operand(writer, state[COUNT] - 1)):
            _write_symbol(writer, byte)
    elif byte == 58:  # a ratio, once an operand follows as well
        state[RATIO_PENDING] = _is_operand(writer, state[COUNT] - 1)
    elif not names.punctuation[byte]:
        _write_symbol(writer, byte)
    return position + 1


# --- writing: tokens, and the groups they are arguments in


@njit(nogil=True, cache=True)
def _write(writer, source, start, stop):
    """Copy source[start:stop] and write it as a token."""
    first = writer.state[USED]
    for position in range(start, stop):
        writer.letters[first + position - start] = source[position]
    writer.state[USED] = first + stop - start
    _write_slice(writer, first, writer.state[USED])


@njit(nogil=True, cache=True)
def _write_symbol(writer, byte):
    used = writer.state[USED]
    writer.letters[used] = byte
    writer.state[USED] = used + 1
    _write_slice(writer, used, used + 1)


@njit(nogil=True, cache=True)
def _write_name(writer, names, name):
    """Write the one name of a command that the table knows; nothing for layout."""
    index = np.searchsorted(names.hashes, name)
    if names.starts[index] < names.ends[index]:
        _write(writer, names.letters, names.starts[index], names.ends[index])


@njit(nogil=True, cache=True)
def _push_name(writer, names, index):
    state = writer.state
    first = state[USED]
    for position in range(names.starts[index], names.ends[index]):
        writer.letters[state[USED]] = names.letters[position]
        state[USED] += 1
    _push(writer, first, state[USED])


@njit(nogil=True, cache=True)
def _push_byte(writer, byte):
    used = writer.state[USED]
    writer.letters[used] = byte
    writer.state[USED] = used + 1
    _push(writer, used, used + 1)


@njit(nogil=True, cache=True)
def _push(writer, start, stop):
    count = writer.state[COUNT]
    writer.starts[count] = start
    writer.ends[count] = stop
    writer.state[COUNT] = count + 1


@njit(nogil=True, cache=True)
def _write_slice(writer, start, stop):
    """A token of its own: settles a pending ratio, and may be the argument awaited."""
    state = writer.state
    first = writer.letters[start]
    if state[COUNT] == 0 and stop == start + 1 and (first == 42 or first == 39):
        return  # a star or a prime at the start belongs to nothing
    if state[RATIO_PENDING]:
        state[RATIO_PENDING] = 0
        _push(writer, start, stop)
        belongs = _is_operand(writer, state[COUNT] - 1)
        state[COUNT] -= 1
        if belongs:
            _push_byte(writer, 58)
    if state[AWAITED] == NO_ARGUMENT:
        _push(writer, start, stop)
        return
    argument = state[COUNT]
    _push(writer, start, stop)
    _settle_argument(writer, argument)


@njit(nogil=True, cache=True)
def _close_group(writer):
    state = writer.state
    first = state[BASE]
    state[DEPTH] -= 1
    state[BASE] = writer.levels[state[DEPTH], 0]
    state[AWAITED] = writer.levels[state[DEPTH], 1]
    if state[AWAITED] != NO_ARGUMENT:
        if not _is_exponent_mark(writer, first, state[COUNT]) and state[COUNT] - first > 1:
            _push_byte(writer, 41)
            for token in range(state[COUNT] - 2, first - 1, -1):
                writer.starts[token + 1] = writer.starts[token]
                writer.ends[token + 1] = writer.ends[token]
            # the closing parenthesis was overwritten: write it again behind, the opening one before
            writer.letters[state[USED]] = 40
            writer.starts[first] = state[USED]
            writer.ends[first] = state[USED] + 1
            state[USED] += 1
            _push_byte(writer, 41)
        _settle_argument(writer, first)


@njit(nogil=True, cache=True)
def _settle_argument(writer, first):
    """The tokens from `first` on are the awaited argument: `^` before a degree or a prime goes."""
    state = writer.state
    if (
        _is_exponent_mark(writer, first, state[COUNT])
        and first > state[BASE]
        and _is_byte(writer, first - 1, 94)
    ):
        for token in range(first, state[COUNT]):
            writer.starts[token - 1] = writer.starts[token]
            writer.ends[token - 1] = writer.ends[token]
        state[COUNT] -= 1
    if state[AWAITED] == FRACTION_ARGUMENTS:
        _push_byte(writer, 47)
        state[AWAITED] = ONE_ARGUMENT
    else:
        state[AWAITED] -= 1


@njit(nogil=True, cache=True)
def _is_exponent_mark(writer, first, behind):
    """Whether the tokens from `first` on, before `behind`, are one degree sign or only primes."""
    count = behind - first
    if count == 1 and writer.ends[first] - writer.starts[first] == 6:
        return hash_bytes(writer.letters, writer.starts[first], writer.ends[first]) == DEGREE
    for token in range(first, behind):
        if not _is_byte(writer, token, 39):
            return False
    return count > 0


@njit(nogil=True, cache=True)
def _is_settled(writer):
    """Whether another reading would change nothing; braces without partner may hide `^ degree`."""
    count = writer.state[COUNT]
    for token in range(count - 1):
        if _is_byte(writer, token, 94):
            if _is_byte(writer, token + 1, 94) or _is_exponent_mark(writer, token + 1, token + 2):
                return False
        elif (
            _is_byte(writer, token, 40)
            and token + 2 < count
            and _is_byte(writer, token + 2, 41)
            and not _is_symbol(writer, token + 1)
        ):
            return False
    return True


@njit(nogil=True, cache=True)
def _join(writer, out, position):
    """The tokens joined by blanks, from `position` of `out` on; returns where they end."""
    for token in range(writer.state[COUNT]):
        if token > 0:
            out[position] = 32
            position += 1
        for at in range(writer.starts[token], writer.ends[token]):
            out[position] = writer.letters[at]
            position += 1
    return position


@njit(nogil=True, cache=True)
def _is_byte(writer, token, byte):
    start = writer.starts[token]
    return writer.ends[token] - start == 1 and writer.letters[start] == byte


@njit(nogil=True, cache=True)
def _is_symbol(writer, token):
    first = writer.letters[writer.starts[token]]
    return first < 128 and not _is_alphanumeric(first)


@njit(nogil=True, cache=True)
def _is_operand(writer, token):
    """Whether the token can stand beside an operator: a letter, a number, `)` or a prime."""
    if token < writer.state[BASE]:
        return False
    start = writer.starts[token]
    first = writer.letters[start]
    if _is_digit(first):
        return True
    is_single = writer.ends[token] - start == 1
    return is_single and (_is_letter(first) or first == 41 or first == 39)


# --- characters


@njit(nogil=True, cache=True)
def _lower(byte):
    return byte + 32 if 65 <= byte <= 90 else byte


@njit(nogil=True, cache=True)
def _is_letter(byte):
    return 97 <= byte <= 122


@njit(nogil=True, cache=True)
def _is_digit(byte):
    return 48 <= byte <= 57


@njit(nogil=True, cache=True)
def _is_alphanumeric(byte):
    return _is_letter(byte) or _is_digit(byte)


@njit(nogil=True, cache=True)
def _is_space(byte):
    return byte == 32 or 9 <= byte <= 13 or 28 <= byte <= 31


@njit(nogil=True, cache=True)
def _is_column(byte):
    return byte == 108 or byte == 99 or byte == 114 or byte == 124 or byte == 64


@njit(nogil=True, cache=True)
def _skip_space(text, position, end):
    while position < end and _is_space(text[position]):
        position += 1
    return position


@njit(nogil=True, cache=True)
def _skip_space_back(text, position):
    while position >= 0 and _is_space(text[position]):
        position -= 1
    return position


@njit(nogil=True, cache=True)
def _code_point(text, position):
    """The code point of the UTF-8 sequence here, and its width in bytes."""
    first = np.int64(text[position])
    if first < 0xE0:
        return (first & 0x1F) << 6 | (text[position + 1] & 0x3F), 2
    if first < 0xF0:
        middle = (text[position + 1] & 0x3F) << 6 | (text[position + 2] & 0x3F)
        return (first & 0x0F) << 12 | middle, 3
    return 0x20000 if first == 0xF0 and text[position + 1] >= 0xA0 else 0x1F000, 4


@njit(nogil=True, cache=True)
def _is_foreign_letter(code):
    return 0xC0 <= code <= 0x1FFF and code != 0xD7 and code != 0xF7
