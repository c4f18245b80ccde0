"""Reads what begins with a backslash: commands with their arguments, environments, escapes."""

from python_udfs.characters import (
    APOSTROPHE,
    BAR,
    CLOSE_BRACE,
    LAST_ASCII,
    OPEN_BRACE,
    PERCENT,
    SLASH,
    STAR,
    is_alphanumeric,
    is_digit,
    is_letter,
    is_space,
    skip_space,
)
from python_udfs.kernels import kernel_part
from python_udfs.latex_names import (
    BINOMIAL,
    ENVIRONMENT,
    FRACTION,
    LBRACE,
    PRIME,
    RATIO,
    RBRACE,
    ROOT,
    SPACING,
    index_of_name,
    is_layout,
)
from python_udfs.token_writer import (
    AWAITED,
    COUNT,
    FRACTION_ARGUMENTS,
    ONE_ARGUMENT,
    RATIO_PENDING,
    TWO_ARGUMENTS,
    is_operand,
    push_name,
    write,
    write_name,
    write_symbol,
)
from python_udfs.tokens import hash_bytes

SMALL_C, SMALL_L, SMALL_R, AT = map(ord, "clr@")


@kernel_part
def read_command(text, position, end, names, writer):
    """Write what the command at the backslash here means; returns where reading goes on."""
    start = position + 1
    stop = start
    while stop < end and is_letter(text[stop]):
        stop += 1
    if stop == start:
        return _read_escaped(text, start, end, names, writer)
    name = hash_bytes(text, start, stop)
    index = index_of_name(names, name)
    if index < 0:
        write(writer, text, start, stop)
        return stop
    action = names.actions[index]
    state = writer.state
    if action == SPACING or action == ENVIRONMENT:
        behind = _argument_end(text, stop, end, action == SPACING)
        if behind > 0:
            if action == ENVIRONMENT:
                behind = _read_environment(text, stop, behind, end, names, writer)
            return behind
        write_name(writer, names, name)
    elif action == FRACTION:
        numerator = skip_space(text, stop, end)
        denominator = skip_space(text, numerator + 1, end)
        if denominator < end and is_digit(text[numerator]) and is_digit(text[denominator]):
            write(writer, text, numerator, numerator + 1)
            write_symbol(writer, SLASH)
            write(writer, text, denominator, denominator + 1)
            return denominator + 1
        state[AWAITED] = FRACTION_ARGUMENTS
    elif action == ROOT or action == BINOMIAL:
        state[RATIO_PENDING] = 0
        push_name(writer, names, index)
        state[AWAITED] = TWO_ARGUMENTS if action == BINOMIAL else ONE_ARGUMENT
    elif action == PRIME:
        write_symbol(writer, APOSTROPHE)
    elif action == RATIO:
        state[RATIO_PENDING] = is_operand(writer, state[COUNT] - 1)
    else:
        write_name(writer, names, name)
    return stop


@kernel_part
def _read_escaped(text, position, end, names, writer):
    """What stands behind a backslash and is no letter: a brace, bar, percent sign or spacing."""
    if position >= end or is_alphanumeric(text[position]) or text[position] > LAST_ASCII:
        return position
    byte = text[position]
    if byte == OPEN_BRACE:
        write_name(writer, names, LBRACE)
    elif byte == CLOSE_BRACE:
        write_name(writer, names, RBRACE)
    elif byte == BAR or byte == PERCENT:
        write_symbol(writer, byte)
    return position + 1


@kernel_part
def _argument_end(text, position, end, is_spacing):
    """Behind the argument in braces that starts here; 0 where there is none as it should be."""
    if is_spacing and position < end and text[position] == STAR:
        position += 1
    position = skip_space(text, position, end)
    if position >= end or text[position] != OPEN_BRACE:
        return 0
    position += 1
    if is_spacing:
        while position < end and text[position] != CLOSE_BRACE:
            if text[position] == OPEN_BRACE:
                return 0
            position += 1
    else:
        position = skip_space(text, position, end)
        start = position
        while position < end and is_letter(text[position]):
            position += 1
        if position == start:
            return 0
        if position < end and text[position] == STAR:
            position += 1
        position = skip_space(text, position, end)
    return position + 1 if position < end and text[position] == CLOSE_BRACE else 0


@kernel_part
def _read_environment(text, position, behind, end, names, writer):
    """Write the name of an environment that means something; its columns, `{l|r}`, are skipped."""
    start = skip_space(text, position, end) + 1
    start = skip_space(text, start, end)
    stop = start
    while is_letter(text[stop]):
        stop += 1
    if not is_layout(text, start, stop, names):
        write(writer, text, start, stop)
    columns = skip_space(text, behind, end)
    if columns < end and text[columns] == OPEN_BRACE:
        columns += 1
        while columns < end and (is_space(text[columns]) or _is_column(text[columns])):
            columns += 1
        if columns < end and text[columns] == CLOSE_BRACE:
            return columns + 1
    return behind


@kernel_part
def _is_column(byte):
    return byte == SMALL_L or byte == SMALL_C or byte == SMALL_R or byte == BAR or byte == AT
