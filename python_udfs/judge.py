"""Weighs the witnesses on a pair of texts: are the two one problem?

The judge is a sum of small decision trees (Friedman 2001), rows of seed `match_trees`. Each node
says what it makes of a pair that reaches it, in log2 odds; so every step of a pair down a tree is
what one witness added, and the steps of a witness are its weight in the verdict (Saabas 2014).
"""

from typing import Any

import numpy as np
import pyarrow as pa

from python_udfs.kernels import kernel, kernel_part

# The columns of matching.witnesses behind the two texts, in their order.
WITNESSES = (
    *("answers", "shared_answer_length", "shared_answer_is_given", "answer_is_given_by_other"),
    *("shared_answer_numbers", "is_found_by_answer"),
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
    *("numbers_in_context", "numbers_in_whole_context", "numbers_led_alike"),
    *("whole_formula_share", "whole_formula_whole_share"),
    *("shifted_contrasts", "one_negates"),
    *("asked_share", "asked_whole_share", "asked_words_exchanged", "asked_word_added"),
    *("asked_formula_exchanged", "asked_formula_added", "question_moved", "question_lengthened"),
    *("exchanged_numbers", "exchanged_operators", "exchanged_symbols", "exchanged_words"),
    *("exchanged_kinds", "exchange_weight", "worst_exchange", "strange_exchanges", "gaps"),
    *("short_gaps", "denials", "unsteady_exchanges"),
    *("numbers_inserted", "numbers_inserted_by_both"),
    *("operators_inserted", "operators_inserted_by_both"),
    *("symbols_inserted", "symbols_inserted_by_both"),
    *("words_inserted", "words_inserted_by_both"),
)

BLOCK = 1024  # pairs; their ranks stay in the cache


class Judge:
    """The trees of seed `match_trees`: rows of tree, node, witness, edge, below, above, weight."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.nodes = {(int(row["tree"]), int(row["node"])): row for row in rows}
        self.trees = [tree for tree, node in self.nodes if node == 0]
        self.forest = _laid_out(self.nodes, self.trees)

    def column(self, witnesses: pa.ChunkedArray) -> pa.Array:
        """FLOAT[] of WITNESSES -> DOUBLE, the weight of the pair in log2 odds; null for null."""
        lists = witnesses.combine_chunks()
        values = lists.flatten().to_numpy(zero_copy_only=False).reshape(-1, len(WITNESSES))
        weights = np.zeros(len(lists))
        present = ~np.array(lists.is_null())
        weights[present] = np.round(_weights(values, *self.forest), 4)
        return pa.array(weights, mask=~present)

    def explain(self, witnesses: dict[str, float]) -> dict[str, float]:
        """What each witness added, from `prior`, what holds of any pair; the sum is the weight."""
        said = dict.fromkeys(("prior", *WITNESSES), 0.0)
        for tree in self.trees:
            node = self.nodes[tree, 0]
            said["prior"] += float(node["weight"])
            while name := node["witness"]:
                is_below = np.float32(witnesses[name]) <= np.float32(node["edge"])
                next_node = self.nodes[tree, int(node["below" if is_below else "above"])]
                said[name] += float(next_node["weight"]) - float(node["weight"])
                node = next_node
        return said


def _laid_out(nodes: dict[tuple[int, int], dict[str, Any]], trees: list[int]) -> tuple[Any, ...]:
    """The trees as _weights reads them.

    A value counts only by its rank, the number of its witness's edges below it. The leaves of a
    tree are numbered from the left, and each node by the first leaf under it: so what lies below
    the edge of a node has the number of the node, and only a pair above it changes its number.
    """
    edges: dict[str, set[float]] = {name: set() for name in WITNESSES}
    for node in nodes.values():
        if node["witness"]:
            edges[node["witness"]].add(float(np.float32(node["edge"])))
    ranks = {name: {edge: n for n, edge in enumerate(sorted(edges[name]))} for name in WITNESSES}

    splits: list[tuple[int, int, int, int]] = []  # witness, rank, number, number above; from a root
    leaves: list[float] = []
    ends = [(0, 0)]  # of the splits and leaves of each tree

    def lay_out(tree: int, number: int) -> None:
        node = nodes[tree, number]
        name = node["witness"]
        if not name:
            leaves.append(float(node["weight"]))
            return
        place, first_leaf = len(splits), ends[-1][1]
        here = len(leaves) - first_leaf
        splits.append((0, 0, 0, 0))
        lay_out(tree, int(node["below"]))
        above = len(leaves) - first_leaf
        rank = ranks[name][float(np.float32(node["edge"]))]
        splits[place] = (WITNESSES.index(name), rank, here, above)
        lay_out(tree, int(node["above"]))

    for tree in trees:
        lay_out(tree, 0)
        ends.append((len(splits), len(leaves)))
    witnesses, *numbers = np.array(splits).T
    # Of bytes a processor compares most at once.
    small = np.min_scalar_type(max(np.max(numbers), *map(len, edges.values())))
    return (
        np.array([edge for name in WITNESSES for edge in ranks[name]], np.float32),
        np.cumsum([0, *map(len, ranks.values())]),
        witnesses,
        np.array(numbers, small),
        np.array(ends),
        np.array(leaves),
    )


@kernel
def _weights(values, edges, first_edges, witnesses, splits, ends, leaves):
    """What the leaves say that each pair comes to, added up.

    A block of pairs passes every split of a tree, from its root on, in step; a pair that is
    elsewhere stays there. That is more comparisons than a walk of each pair would need, but of
    neighbouring bytes, with nothing to wait for.
    """
    ranks, heres, aboves = splits
    said = np.zeros(len(values))
    ranked = np.empty((values.shape[1], BLOCK), splits.dtype)
    at = np.empty(BLOCK, splits.dtype)
    candidate = np.empty(BLOCK, np.int32)
    for start in range(0, len(values), BLOCK):
        block = values[start : start + BLOCK]
        _rank(block, edges, first_edges, candidate, ranked)
        for tree in range(len(ends) - 1):
            (split, leaf), (end, _) = ends[tree], ends[tree + 1]
            at[:] = 0
            for this in range(split, end):
                rank, here, above = ranks[this], heres[this], aboves[this]
                found = ranked[witnesses[this]]
                for pair in range(BLOCK):
                    at[pair] = above if (at[pair] == here) & (found[pair] > rank) else at[pair]
            for pair in range(len(block)):
                said[start + pair] += leaves[leaf + at[pair]]
    return said


@kernel_part
def _rank(values, edges, first_edges, candidate, ranked):
    """Fill, a row per witness, the number of its edges that are below each pair's value: by halving
    the edges, from the `candidate` on, among which it may be.
    """
    for witness in range(values.shape[1]):
        first, left = first_edges[witness], first_edges[witness + 1] - first_edges[witness]
        candidate[:] = first
        while left > 0:
            half = (left + 1) // 2
            for pair in range(len(values)):
                is_at_most = values[pair, witness] <= edges[candidate[pair] + half - 1]
                candidate[pair] += 0 if is_at_most else half
            left -= half
        for pair in range(len(values)):
            ranked[witness, pair] = candidate[pair] - first
