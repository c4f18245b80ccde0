"""How long prompts are, about: tokenizers differ, so this warns and drops nothing."""

import math
import re

# What \p{Han} matches in SQL; of planes 2 and 3 all that may still be assigned.
HAN = re.compile(
    r"[\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0\U00016ff1"
    r"\U00020000-\U0003ffff]"
)


def token_estimate(text: str, characters_per_token: float) -> int:
    """As macro token_estimate: a Chinese character is a token of its own."""
    han = len(HAN.findall(text))
    return math.ceil(han + (len(text) - han) / characters_per_token)
