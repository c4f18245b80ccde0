"""Cut the template a dataset puts around every prompt, and nothing else.

The text that is left is a piece of the published text, byte for byte: outer white space is ignored
when a wrapper is compared, but only the wrapper itself is cut. The caller strips.
"""

import functools
import re
from collections.abc import Callable, Iterable

import pyarrow as pa
import pyarrow.compute as pc

# Separators that no published template contains: one between rules, one between kinds of rule.
BETWEEN_RULES, BETWEEN_KINDS = "\x1f", "\x1e"


def unwrap(
    text: str,
    prefixes: Iterable[str] = (),
    suffixes: Iterable[str] = (),
    afters: Iterable[str] = (),
    befores: Iterable[str] = (),
    anywheres: Iterable[str] = (),
) -> str:
    """Cut until no rule fits. A text that is nothing but wrapper stays as it was."""
    kinds = (prefixes, suffixes, afters, befores, anywheres)
    return unwrapper(*(tuple(kind or ()) for kind in kinds))(text)


@functools.lru_cache(maxsize=1024)
def unwrapper(prefixes, suffixes, afters, befores, anywheres) -> Callable[[str], str]:
    """The function that applies these rules, longest first, so that their order does not matter."""
    # A wrapper fits with its own inner-side white space (which is then cut too) or without it.
    heads = longest_first(form for rule in prefixes for form in (rule.lstrip(), rule.strip()))
    tails = longest_first(form for rule in suffixes for form in (rule.rstrip(), rule.strip()))
    afters, befores, anywheres = map(longest_first, (afters, befores, anywheres))

    def cut_markers(text: str) -> str:
        for marker in afters:
            if marker in text:
                text = text[text.rindex(marker) + len(marker) :]
        for marker in befores:
            if marker in text:
                text = text[: text.index(marker)]
        for marker in anywheres:
            if marker in text:
                text = text.replace(marker, "")
        return text

    def cut_ends(text: str) -> str:
        opening = text.lstrip()
        if opening.startswith(heads):
            text = opening[next(len(head) for head in heads if opening.startswith(head)) :]
        closing = text.rstrip()
        if closing.endswith(tails):
            text = closing[: -next(len(tail) for tail in tails if closing.endswith(tail))]
        return text

    def unwrap_text(text: str) -> str:
        before, after = None, text
        while after != before:
            before, after = after, cut_ends(cut_markers(after))
        return text if not after or after.isspace() else after

    return unwrap_text


def longest_first(rules: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        sorted({rule for rule in rules if rule.strip()}, key=lambda rule: (-len(rule), rule))
    )


def unwrap_column(texts: pa.ChunkedArray, rules: pa.ChunkedArray) -> pa.Array:
    """VARCHAR texts, VARCHAR rules of macro `wrapper_rules` -> VARCHAR; null for null.

    Only texts in which a wrapper stands somewhere go through Python.
    """
    try:
        texts = texts.combine_chunks()
        groups = pc.dictionary_encode(rules).combine_chunks()
        for number, group in enumerate(groups.dictionary.to_pylist()):
            kinds = [tuple(kind.split(BETWEEN_RULES)) for kind in group.split(BETWEEN_KINDS)]
            wrappers = anywhere_in(group)
            if not wrappers:
                continue
            holds = pc.fill_null(pc.match_substring_regex(texts, wrappers), False)
            wrapped = pc.and_(holds, pc.fill_null(pc.equal(groups.indices, number), False))
            cut = [unwrapper(*kinds)(text) for text in texts.filter(wrapped).to_pylist()]
            texts = pc.replace_with_mask(texts, wrapped, pa.array(cut, texts.type))
    except Exception as error:
        raise ValueError(f"unwrap: {type(error).__name__}: {error}") from error
    return texts


@functools.lru_cache(maxsize=1024)
def anywhere_in(rules: str) -> str:
    """A pattern of RE2 for texts that hold one of the rules, outer white space aside."""
    texts = re.split(f"[{BETWEEN_RULES}{BETWEEN_KINDS}]", rules)
    return "|".join(re.escape(text) for text in sorted({text.strip() for text in texts} - {""}))
