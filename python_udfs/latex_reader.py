"""The second pass of the normal form: reads a cleaned text token by token."""

from python_udfs.characters import (
    APOSTROPHE,
    BACKSLASH,
    BLANK,
    CARET,
    CLOSE_BRACE,
    CLOSE_PARENTHESIS,
    COLON,
    DOT,
    EQUALS,
    EXCLAMATION,
    GREATER,
    HYPHEN,
    LAST_ASCII,
    LESS,
    OPEN_BRACE,
    code_point,
    is_digit,
    is_foreign_letter,
    is_letter,
    is_space,
)
from python_udfs.kernels import inlined_part, kernel_part
from python_udfs.latex_commands import read_command
from python_udfs.latex_names import ARROW, DEGREES_LENGTH, NAMED_WORDS, NOT_EQUAL
from python_udfs.latex_numbers import read_number
from python_udfs.token_writer import (
    COUNT,
    RATIO_PENDING,
    begin,
    close_group,
    close_parenthesis,
    is_operand,
    open_group,
    write,
    write_caret,
    write_name,
    write_symbol,
)
from python_udfs.tokens import hash_bytes

LAST_OF_TG = ord("g")


@kernel_part
def read(text, end, names, writer):
    """Write the tokens of text[:end]."""
    begin(writer)
    position = 0
    while position < end:
        byte = text[position]
        if is_space(byte):
            position += 1
        elif byte == BACKSLASH:
            position = read_command(text, position, end, names, writer)
        elif is_digit(byte) or (
            byte == DOT and position + 1 < end and is_digit(text[position + 1])
        ):
            position = read_number(text, position, end, writer)
        elif is_letter(byte) or byte > LAST_ASCII:
            position = _read_word(text, position, end, names, writer)
        else:
            position = _read_symbol(text, position, end, names, writer)


@inlined_part
def _read_word(text, position, end, names, writer):
    stop = position
    while stop < end:
        width = 1
        if text[stop] > LAST_ASCII:
            code, width = code_point(text, stop)
            if not is_foreign_letter(code):
                break
        elif not is_letter(text[stop]):
            break
        stop += width
    if stop == position:  # a CJK character, or a symbol that no table knows
        stop += code_point(text, position)[1]
    may_be_named = stop - position == DEGREES_LENGTH or text[stop - 1] == LAST_OF_TG
    if may_be_named and hash_bytes(text, position, stop) in NAMED_WORDS:
        write_name(writer, names, hash_bytes(text, position, stop))
    else:
        write(writer, text, position, stop)
    return stop


@inlined_part
def _read_symbol(text, position, end, names, writer):
    """Write the sign here, one or several characters; returns where reading goes on."""
    byte = text[position]
    width = _sign_width(text, position, end)
    if width > 1:
        second = text[position + 1]
        if width == 2 and byte == LESS and second == GREATER:
            write_name(writer, names, NOT_EQUAL)
        elif byte == EQUALS:
            write_name(writer, names, ARROW)
        else:
            write(writer, text, position, position + width)
    elif byte == OPEN_BRACE:
        open_group(writer)
    elif byte == CLOSE_BRACE:
        close_group(writer)
    elif byte == CARET:
        write_caret(writer)
    elif byte == CLOSE_PARENTHESIS and close_parenthesis(writer):
        pass
    elif byte == EXCLAMATION:  # a factorial; else punctuation
        if is_operand(writer, writer.state[COUNT] - 1):
            write_symbol(writer, byte)
    elif byte == APOSTROPHE:
        if _is_prime(text, position, end, writer):
            write_symbol(writer, byte)
    elif byte == COLON:  # a ratio, once an operand follows as well
        writer.state[RATIO_PENDING] = is_operand(writer, writer.state[COUNT] - 1)
    elif not names.punctuation[byte]:
        write_symbol(writer, byte)
    return position + width


@inlined_part
def _sign_width(text, position, end):
    """How many characters the sign here has: `...` and `<->` three, `<=` and its like two."""
    byte = text[position]
    second = text[position + 1] if position + 1 < end else 0
    third = text[position + 2] if position + 2 < end else 0
    if byte == DOT and second == DOT and third == DOT:
        return 3
    if byte == LESS and second == HYPHEN and third == GREATER:
        return 3
    if second == EQUALS and (byte == LESS or byte == GREATER or byte == EXCLAMATION):
        return 2
    if second == GREATER and (byte == HYPHEN or byte == LESS or byte == EQUALS):
        return 2
    return 1


@kernel_part
def _is_prime(text, position, end, writer):
    """Whether the apostrophe here is a derivative, or set apart; else it is a quote."""
    if position + 1 < end and is_letter(text[position + 1]):
        return False
    before = text[position - 1] if position > 0 else 0
    is_apart = before == BLANK or before == OPEN_BRACE or before == CARET
    return is_apart or is_operand(writer, writer.state[COUNT] - 1)
