"""Cut the template a dataset puts around every prompt, and nothing else.

The text that is left is a piece of the published text, byte for byte: outer white space is ignored
when a wrapper is compared, but only the wrapper itself is cut. The caller strips.
"""

import functools
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


def unwrap_column(
    text: pa.ChunkedArray,
    prefixes: pa.ChunkedArray,
    suffixes: pa.ChunkedArray,
    afters: pa.ChunkedArray,
    befores: pa.ChunkedArray,
    anywheres: pa.ChunkedArray,
) -> pa.Array:
    """Texts and their datasets' rules as lists: rows with equal rules share one unwrapper."""
    kinds = (prefixes, suffixes, afters, befores, anywheres)
    try:
        rules = pc.binary_join_element_wise(*map(joined, kinds), BETWEEN_KINDS)
        groups = pc.dictionary_encode(rules).combine_chunks()
        unwrappers = [
            unwrapper(*(tuple(kind.split(BETWEEN_RULES)) for kind in group.split(BETWEEN_KINDS)))
            for group in groups.dictionary.to_pylist()
        ]
        numbers = groups.indices.to_numpy()
        unwrapped = [
            None if value is None else unwrappers[number](value)
            for value, number in zip(text.to_pylist(), numbers, strict=True)
        ]
    except Exception as error:
        raise ValueError(f"unwrap: {type(error).__name__}: {error}") from error
    return pa.array(unwrapped, type=pa.string())


def joined(rules: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = pc.binary_join(rules, BETWEEN_RULES)
    if texts.null_count > rules.null_count:
        raise ValueError("a list of rules holds a null")
    return pc.fill_null(texts, "")
