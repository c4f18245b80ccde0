"""Signs that lay a text out: markdown's stars, bullets and rules, hyphens in and between words."""

from python_udfs.characters import (
    APOSTROPHE,
    BLANK,
    COLON,
    COMMA,
    DOT,
    HYPHEN,
    NEWLINE,
    OPEN_BRACKET,
    OPEN_PARENTHESIS,
    QUOTE,
    STAR,
    is_alphanumeric,
    is_letter,
    is_space,
    lower,
    skip_space,
)
from python_udfs.kernels import inlined_part, kernel_part

WORD_LETTERS = 3  # on either side of a hyphen: `well-known` is two words, `a-b` a difference
# With these a hyphen is within a word: `non-negative` is `nonnegative`.
PREFIXES = ("anti", "co", "counter", "mid", "multi", "non", "pre", "re", "semi", "sub")
LONGEST_PREFIX = max(map(len, PREFIXES))
PREFIX_CODES = tuple(int.from_bytes(prefix.encode()) for prefix in PREFIXES)


@inlined_part
def byte_at(data, position, end):
    """The byte here; 0, which is no character that matters, behind the end."""
    return data[position] if position < end else 0


@kernel_part
def is_markdown(data, start, position, end):
    """Whether the star here begins or ends bold text, or begins an item of a list."""
    if byte_at(data, position + 1, end) == STAR:
        before_word = position > start and is_alphanumeric(lower(data[position - 1]))
        after_word = is_alphanumeric(lower(byte_at(data, position + 2, end)))
        return not before_word or not after_word
    if not is_space(byte_at(data, position + 1, end)):
        return False
    back = position - 1
    while back >= start and is_space(data[back]) and data[back] != NEWLINE:
        back -= 1
    return back < start or data[back] == NEWLINE


@kernel_part
def is_inside_word(data, start, position, end):
    """Whether two stars stand here that make a part of a word bold."""
    return byte_at(data, position + 1, end) == STAR and _are_letters_around(
        data, start, position, position + 2, end
    )


@kernel_part
def _are_letters_around(data, start, position, behind, end):
    """Whether two letters stand before `position` and two from `behind` on."""
    if position - start < 2 or end - behind < 2:
        return False
    return (
        is_letter(lower(data[position - 2]))
        and is_letter(lower(data[position - 1]))
        and is_letter(lower(data[behind]))
        and is_letter(lower(data[behind + 1]))
    )


@kernel_part
def end_of_emphasis(data, start, position, end):
    """Where the star stands that ends the `*words*` which begin here, or 0."""
    before = data[position - 1] if position > start else BLANK
    if not (is_space(before) or _opens(before)):
        return 0
    if not is_letter(lower(byte_at(data, position + 1, end))):
        return 0
    closing = position + 2
    while closing < end and data[closing] != STAR and data[closing] != NEWLINE:
        closing += 1
    if byte_at(data, closing, end) != STAR or closing < position + 3:
        return 0
    last, behind = lower(data[closing - 1]), lower(byte_at(data, closing + 1, end))
    ends_word = is_letter(last) or last == DOT or last == COMMA or last == COLON
    goes_on = is_alphanumeric(behind) or behind == STAR or behind == OPEN_PARENTHESIS
    return closing if ends_word and not goes_on else 0


@inlined_part
def _opens(byte):
    return byte == OPEN_PARENTHESIS or byte == OPEN_BRACKET or byte == APOSTROPHE or byte == QUOTE


@kernel_part
def behind_broken_word(data, start, position, end):
    """Where the word goes on that the hyphen at the end of this line breaks, or 0."""
    if byte_at(data, position + 1, end) != NEWLINE:
        return 0
    behind = skip_space(data, position + 1, end)
    return behind if _are_letters_around(data, start, position, behind, end) else 0


@kernel_part
def is_rule(data, position, end):
    """Whether three hyphens stand here, a line across the page."""
    return byte_at(data, position + 1, end) == HYPHEN and byte_at(data, position + 2, end) == HYPHEN


@kernel_part
def is_bullet(data, start, position, end):
    """Whether the sign here stands before the words of a line: of a list, or quoted."""
    words = position + 1
    while words < end and is_space(data[words]) and data[words] != NEWLINE:
        words += 1
    if words == position + 1:
        return False
    while words < end and data[words] == STAR:
        words += 1
    if end - words < 2:
        return False
    if not (is_letter(lower(data[words])) and is_letter(lower(data[words + 1]))):
        return False
    back = position - 1
    while back >= start and is_space(data[back]) and data[back] != NEWLINE:
        back -= 1
    return back >= start and data[back] == NEWLINE


@inlined_part
def _begins_word(data, position, end):
    """Whether so many letters stand from here on."""
    if end - position < WORD_LETTERS:
        return False
    for place in range(position, position + WORD_LETTERS):
        if not is_letter(lower(data[place])):
            return False
    return True


@kernel_part
def is_word_hyphen(data, start, position, end):
    before = position - WORD_LETTERS
    return (
        before >= start
        and _begins_word(data, before, position)
        and _begins_word(data, position + 1, end)
    )


@kernel_part
def is_behind_prefix(data, start, position, end):
    """Whether the hyphen here stands between a prefix and the word it begins."""
    if not _begins_word(data, position + 1, end):
        return False
    code, back = 0, position - 1
    while back >= start and is_alphanumeric(lower(data[back])):
        if position - back > LONGEST_PREFIX:
            return False
        code |= int(lower(data[back])) << (8 * (position - 1 - back))
        back -= 1
    return code in PREFIX_CODES
