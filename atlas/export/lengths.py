"""How long prompts are, about: tokenizers differ, so this warns and drops nothing."""

import math
import re

HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff]"
)


def token_estimate(text: str, characters_per_token: float) -> int:
    """As macro token_estimate: a Chinese character is a token of its own."""
    han = len(HAN.findall(text))
    return math.ceil(han + (len(text) - han) / characters_per_token)
