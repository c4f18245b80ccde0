"""The direct parents of a dataset: a small set of earlier datasets that explains its prompts.

Greedy set cover, then whatever the others made redundant is dropped. What is covered are not
prompts one by one but groups of prompts that exactly the same earlier datasets hold.
"""

from collections import Counter

import pyarrow as pa

GROUPS_TYPE = "STRUCT(holders VARCHAR[], prompt_count BIGINT)[]"
CANDIDATES_TYPE = "STRUCT(dataset_id VARCHAR, least BIGINT)[]"


def direct_parents(groups: list[dict], candidates: list[dict], tolerance: float = 0.0) -> list[str]:
    """`groups`: {holders, prompt_count}; `candidates`, the preferred first: {dataset_id, least}.

    A parent is chosen, and stays, only if it alone explains at least `least` prompts. One that
    explains as much as the best, but for a share of `tolerance`, is as good; the preferred wins.
    """
    least = {candidate["dataset_id"]: candidate["least"] for candidate in candidates}
    chosen: list[str] = []
    unexplained = groups
    while (parent := best_parent(unexplained, least, tolerance)) is not None:
        chosen.append(parent)
        unexplained = [group for group in unexplained if parent not in group["holders"]]
    while (parent := spare_parent(groups, least, chosen)) is not None:
        chosen.remove(parent)
    return chosen


def best_parent(unexplained: list[dict], least: dict[str, int], tolerance: float) -> str | None:
    """The candidate that explains most of what is unexplained; of equals the preferred one."""
    gains = Counter()
    for group in unexplained:
        for holder in group["holders"]:
            gains[holder] += group["prompt_count"]
    able = [name for name in least if gains[name] >= max(least[name], 1)]
    enough = (1 - tolerance) * max((gains[name] for name in able), default=0)
    return next((name for name in able if gains[name] >= enough), None)


def spare_parent(groups: list[dict], least: dict[str, int], chosen: list[str]) -> str | None:
    """The chosen one that explains too little alone; of several the one with the least."""
    alone = Counter()
    for group in groups:
        holders = [name for name in group["holders"] if name in chosen]
        if len(holders) == 1:
            alone[holders[0]] += group["prompt_count"]
    spare = [name for name in reversed(least) if name in chosen and alone[name] < least[name]]
    return min(spare, key=lambda name: alone[name], default=None)


def direct_parents_column(
    groups: pa.ChunkedArray, candidates: pa.ChunkedArray, tolerances: pa.ChunkedArray
) -> pa.Array:
    """`direct_parents` for DuckDB."""
    rows = zip(groups.to_pylist(), candidates.to_pylist(), tolerances.to_pylist(), strict=True)
    return pa.array([direct_parents(*row) for row in rows], pa.list_(pa.string()))
