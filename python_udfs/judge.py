"""Weighs the witnesses on a pair of texts: are the two one problem?

The judge is a sum of small decision trees (Friedman 2001), rows of seed `match_trees`. Each node
says what it makes of a pair that reaches it, in log2 odds; so every step of a pair down a tree is
what one witness added, and the steps of a witness are its weight in the verdict (Saabas 2014).
"""

from typing import Any

import numpy as np
import pyarrow as pa
from numba import njit

# The columns of matching.witnesses behind the two texts, in their order.
WITNESSES = (
    *("answers", "shared_answer_length", "is_found_by_answer"),
    *("asks_answer_form", "both_have_pictures"),
    *("is_same_kernel", "is_same_language"),
    *("fewer_numbers", "numbers_missed", "numbers_added", "numbers_in_order"),
    *("operators_missed", "operators_added"),
    *("formula_length", "longer_formula_length", "formula_share", "formula_whole_share"),
    *("formula_run_share", "formula_run_whole_share"),
    *("formula_out_of_order", "formula_order_whole_share", "shape_out_of_order"),
    *("word_share", "word_whole_share", "words_out_of_order", "word_order_whole_share"),
    *("strange_word_share", "rare_words_exchanged"),
    *("rarest_word_added", "question_words_exchanged"),
    *("contrasts", "shared_concepts", "concepts_exchanged", "concepts_added", "concept_share"),
    *("phrase_share", "phrase_whole_share", "shingle_share", "jaccard"),
    *("order_share", "order_whole_share", "shorter_length", "length_ratio", "amount_shared"),
    *("exchanged_numbers", "exchanged_operators", "exchanged_symbols", "exchanged_words"),
    *("exchanged_kinds", "exchange_weight", "worst_exchange", "strange_exchanges", "gaps"),
    *("numbers_inserted", "numbers_inserted_by_both"),
    *("operators_inserted", "operators_inserted_by_both"),
    *("symbols_inserted", "symbols_inserted_by_both"),
    *("words_inserted", "words_inserted_by_both"),
)

BLOCK = 64  # pairs


class Judge:
    """The trees of seed `match_trees`: rows of tree, node, witness, edge, below, above, weight."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        place = {(int(row["tree"]), int(row["node"])): index for index, row in enumerate(rows)}
        is_leaf = [not row["witness"] for row in rows]
        # A leaf asks the first witness, whatever it is, and leads to itself: so every walk down a
        # tree takes as many steps, and none has to ask whether it is over.
        children = [
            [index, index]
            if is_leaf[index]
            else [place[int(row["tree"]), int(row[side] or 0)] for side in ("above", "below")]
            for index, row in enumerate(rows)
        ]
        roots = [index for (_, node), index in place.items() if node == 0]
        self.trees = (
            np.array(roots),
            np.array([_depth(children, root) for root in roots]),
            np.array([WITNESSES.index(row["witness"] or WITNESSES[0]) for row in rows], np.int32),
            np.array([float(row["edge"] or 0) for row in rows], np.float32),
            np.array(children, np.int32).flatten(),
            np.array([float(row["weight"]) for row in rows]),
        )

    def column(self, witnesses: pa.ChunkedArray) -> pa.Array:
        """FLOAT[] of WITNESSES -> DOUBLE, the weight of the pair in log2 odds; null for null."""
        lists = witnesses.combine_chunks()
        values = lists.flatten().to_numpy(zero_copy_only=False).reshape(-1, len(WITNESSES))
        weights = np.zeros(len(lists))
        present = ~np.array(lists.is_null())
        weights[present] = np.round(_weights(values, *self.trees), 4)
        return pa.array(weights, mask=~present)

    def explain(self, witnesses: dict[str, float]) -> dict[str, float]:
        """What each witness added, from `prior`, what holds of any pair; the sum is the weight."""
        values = np.array([[witnesses[name] for name in WITNESSES]], np.float32)
        said = _said(values, *self.trees)[0].tolist()
        return dict(zip(("prior", *WITNESSES), said, strict=True))


def _depth(children: list[list[int]], node: int) -> int:
    """Steps from the node to the farthest leaf below it."""
    if children[node][0] == node:
        return 0
    return 1 + max(_depth(children, child) for child in children[node])


@njit(nogil=True, cache=True)
def _weights(values, roots, depths, witness, edges, children, weights):
    """What the leaves say that each pair comes to, added up.

    A block of pairs goes down a tree in step: the tree stays in the cache, and no pair waits for
    what another one asks.
    """
    said = np.zeros(len(values))
    at = np.empty(BLOCK, np.int32)
    for start in range(0, len(values), BLOCK):
        block = values[start : start + BLOCK]
        for tree in range(len(roots)):
            at[:] = roots[tree]
            for _ in range(depths[tree]):
                for pair in range(len(block)):
                    node = at[pair]
                    is_below = block[pair, witness[node]] <= edges[node]
                    at[pair] = children[2 * node + is_below]
            for pair in range(len(block)):
                said[start + pair] += weights[at[pair]]
    return said


@njit(nogil=True, cache=True)
def _said(values, roots, depths, witness, edges, children, weights):
    """A row per pair: the prior, and what each witness added to it."""
    said = np.zeros((len(values), values.shape[1] + 1))
    for pair in range(len(values)):
        for tree in range(len(roots)):
            node = roots[tree]
            said[pair, 0] += weights[node]
            for _ in range(depths[tree]):
                asked = witness[node]
                next_node = children[2 * node + (values[pair, asked] <= edges[node])]
                said[pair, asked + 1] += weights[next_node] - weights[node]
                node = next_node
    return said
