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
)


class Judge:
    """The trees of seed `match_trees`: rows of tree, node, witness, edge, below, above, weight."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        place = {(int(row["tree"]), int(row["node"])): index for index, row in enumerate(rows)}
        self.trees = (
            np.array([index for (_, node), index in place.items() if node == 0]),
            np.array([WITNESSES.index(row["witness"]) if row["witness"] else -1 for row in rows]),
            np.array([float(row["edge"] or 0) for row in rows], np.float32),
            np.array([place[int(row["tree"]), int(row["below"] or 0)] for row in rows]),
            np.array([place[int(row["tree"]), int(row["above"] or 0)] for row in rows]),
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


@njit(nogil=True, cache=True)
def _weights(values, roots, witness, edges, below, above, weights):
    """What the leaves say that each pair comes to, added up."""
    said = np.zeros(len(values))
    for pair in range(len(values)):
        for root in roots:
            node = root
            while witness[node] >= 0:
                is_below = values[pair, witness[node]] <= edges[node]
                node = below[node] if is_below else above[node]
            said[pair] += weights[node]
    return said


@njit(nogil=True, cache=True)
def _said(values, roots, witness, edges, below, above, weights):
    """A row per pair: the prior, and what each witness added to it."""
    said = np.zeros((len(values), values.shape[1] + 1))
    for pair in range(len(values)):
        for root in roots:
            node = root
            said[pair, 0] += weights[node]
            while witness[node] >= 0:
                asked = witness[node]
                next_node = below[node] if values[pair, asked] <= edges[node] else above[node]
                said[pair, asked + 1] += weights[next_node] - weights[node]
                node = next_node
    return said
