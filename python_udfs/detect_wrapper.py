"""The instruction text that nearly all prompts of a dataset begin or end with.

Texts of one template share parts of the problem too: "The answer is m/n. Find m + n." What is cut
must speak to the solver, and holds no formula; in doubt it stays, for what is left is an identity.
"""

import math
import re
from collections.abc import Iterable
from itertools import pairwise, takewhile
from typing import NamedTuple

MIN_TEXTS = 20  # fewer texts can share a beginning by chance
MIN_LENGTH = 20  # shorter shared parts are phrases of the problems ("Find the value of")
MIN_SHARE = 0.9  # leaves room for rows that were published without the wrapper

TEMPLATE_TOKEN = r"<[|｜][^<>|｜]{1,40}[|｜]>|</?[a-z_]{1,20}>|\[/?INST\]"
# A prefix ends behind a line, a sentence or a chat-template token,
PREFIX_END = re.compile(rf"\n+|[.!?:][\"')\]]*\s+|[。！？：]\s*|(?:{TEMPLATE_TOKEN})\s*")
# a suffix begins with a line, a sentence or a chat-template token.
SUFFIX_START = re.compile(
    rf"\n|(?<=[.!?])\s+(?=\S)|(?<=[。！？])|\A\s+(?=[A-Z<\[\u4e00-\u9fff])|\s*(?:{TEMPLATE_TOKEN})"
)

# Words in which a solver is spoken to; a piece of a wrapper without them may be of the problem.
INSTRUCTION = re.compile(
    rf"{TEMPLATE_TOKEN}|\\boxed|\b(?:problem|question|task|asked|answer|respon[sd]|reply|reasoning"
    r"|think|step.by.step|expla[in]|instruction|assistant|code"
    r"|your (?:work|solution))|\A(?:system|user|human)\W*\Z"
    r"|答案|解答|作答|回答|推理|步骤|逐步|一步一步|思考|题目|问题|输出|方框",
    re.IGNORECASE,
)
BOX = re.compile(r"\\boxed\b(?:\{[^{}]*\}|\{\{[^{}]*\}\})?")
# Dollars around something, LaTeX, or letters that are reckoned with: `$Answer` is none, `m+n` is.
FORMULA = re.compile(
    r"\$(?=[^\s$])[^$\n]*(?<=[^\s$])\$|\\(?:[(\[]|[a-zA-Z]{2})"
    r"|(?<![A-Za-z])[a-z] ?[-+*/^=] ?[a-z0-9](?![A-Za-z])"
)


class Wrapper(NamedTuple):
    """The literal texts to cut, and the share of distinct texts that carry them."""

    prefix: str | None
    suffix: str | None
    share: float | None


NO_WRAPPER = Wrapper(None, None, None)


def detect_wrapper(texts: Iterable[str]) -> Wrapper:
    """Prefix and suffix shared by nearly all distinct texts, cut at natural borders."""
    distinct = sorted({text.strip() for text in texts} - {""})
    if len(distinct) < MIN_TEXTS:
        return NO_WRAPPER
    prefix = prefix_at_border(longest_shared_prefix(distinct))
    mirrored = sorted(text[::-1] for text in distinct)
    suffix = suffix_at_border(longest_shared_prefix(mirrored)[::-1])
    share = share_with(distinct, prefix, suffix)
    if not (prefix or suffix) or share < MIN_SHARE:
        return NO_WRAPPER
    return Wrapper(prefix or None, suffix or None, round(share, 4))


def longest_shared_prefix(ordered: list[str]) -> str:
    """In sorted texts, those sharing a prefix stand together: compare the ends of windows."""
    width = math.ceil(MIN_SHARE * len(ordered))
    windows = zip(ordered, ordered[width - 1 :], strict=False)
    return max((common_start(first, last) for first, last in windows), key=len)


def common_start(first: str, last: str) -> str:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: sum(1 for _ in same)]


def prefix_at_border(shared: str) -> str:
    borders = [match.end() for match in PREFIX_END.finditer(shared)]
    end = 0
    for start, stop in pairwise((0, *borders)):
        if has_formula(shared[start:stop]):
            break
        if INSTRUCTION.search(shared[start:stop]):
            end = stop
    return long_enough(shared[:end])


def suffix_at_border(shared: str) -> str:
    borders = [match.start() for match in SUFFIX_START.finditer(shared)]
    begin = len(shared)
    for start, stop in reversed([*pairwise((*borders, len(shared)))]):
        if has_formula(shared[start:stop]):
            break
        if INSTRUCTION.search(shared[start:stop]) or shared[start:begin].isspace():
            begin = start
    return long_enough(shared[begin:])


def has_formula(piece: str) -> bool:
    return bool(FORMULA.search(BOX.sub("", piece)))


def long_enough(part: str) -> str:
    return part if len(part.strip()) >= MIN_LENGTH else ""


def share_with(distinct: list[str], prefix: str, suffix: str) -> float:
    """Texts that consist of nothing but the wrapper do not count: they are never cut."""
    least = len(prefix) + len(suffix)
    carrying = sum(
        text.startswith(prefix) and text.endswith(suffix) and len(text) > least for text in distinct
    )
    return carrying / len(distinct)
