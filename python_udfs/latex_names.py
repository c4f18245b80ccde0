"""What the commands of LaTeX are called in a normal form, and what a reader does about them."""

from typing import NamedTuple

import numpy as np

from python_udfs.kernels import kernel_part
from python_udfs.notation import (
    COMMANDS,
    LAYOUT_ENVIRONMENTS,
    PUNCTUATION,
    SPACING_COMMANDS,
    TANGENTS,
)
from python_udfs.tokens import token_hash

WRITE, FRACTION, ROOT, BINOMIAL, PRIME, RATIO, SPACING, ENVIRONMENT = range(8)
ACTIONS = {
    **{"frac": FRACTION, "sqrt": ROOT, "binom": BINOMIAL, "'": PRIME, ":": RATIO},
    **dict.fromkeys(SPACING_COMMANDS, SPACING),
    **dict.fromkeys(("begin", "end"), ENVIRONMENT),
}
# Names that are written where no command stands.
DEGREE, LBRACE, RBRACE, NOT_EQUAL, ARROW = (
    np.uint64(token_hash(name)) for name in ("degree", "lbrace", "rbrace", "ne", "to")
)
DEGREE_LENGTH, DEGREES_LENGTH = len("degree"), len("degrees")
# Words that are written as the command of this name is.
NAMED_WORDS = tuple(np.uint64(token_hash(word)) for word in ("degrees", *TANGENTS))


class Names(NamedTuple):
    """What a command is called and does, by sorted hash; `layout` are names of environments."""

    hashes: np.ndarray  # uint64, of the command without its backslash
    actions: np.ndarray  # int64, one of WRITE ... ENVIRONMENT
    starts: np.ndarray  # int64, where its name begins in `letters`
    ends: np.ndarray  # int64, and where it ends
    letters: np.ndarray  # uint8
    layout: np.ndarray  # uint8
    layout_ends: np.ndarray  # int64, where each name in `layout` ends and the next begins
    punctuation: np.ndarray  # bool, for each ASCII character


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


NAMES = _names()


@kernel_part
def index_of_name(names, name):
    """Where the command with this hash stands in the table, or -1."""
    index = np.searchsorted(names.hashes, name)
    return index if index < len(names.hashes) and names.hashes[index] == name else -1


@kernel_part
def is_layout(text, start, stop, names):
    """Whether the environment text[start:stop] only lays text out, by how its name begins."""
    first = 0
    for last in names.layout_ends:
        if last - first <= stop - start:
            length = 0
            while length < last - first and text[start + length] == names.layout[first + length]:
                length += 1
            if length == last - first:
                return True
        first = last
    return False
