"""What an attached index says of a dataset: gathered, then shown as a branch of its tree."""

from typing import Any

import duckdb
from rich.text import Text
from rich.tree import Tree

from atlas.console import NO_SOURCE, counted, shown
from atlas.warehouse import select

Facts = dict[str, Any]
MOST_BRANCHES = 12
EXAMPLES = 2


def index_facts(connection: duckdb.DuckDBPyConnection, dataset_id: str) -> Facts:
    def rows(sql: str) -> list[dict]:
        return select(connection, sql, dataset_id=dataset_id)

    return {
        "lineage": rows("""
            select * exclude (dataset_id) from index_lineage where dataset_id = $dataset_id
            order by is_direct desc, is_earlier desc, share_of_dataset desc, indexed_dataset_id
        """),
        "parents": rows("""
            with recursive reached (dataset_id) as (
                select indexed_dataset_id from index_lineage
                where dataset_id = $dataset_id and is_direct
                union
                select parent_dataset_id
                from reached
                inner join index_parents on reached.dataset_id = child_dataset_id
            )
            select index_parents.* from index_parents
            semi join reached on child_dataset_id = reached.dataset_id
            order by child_dataset_id, share_of_child desc, parent_dataset_id
        """),
        "sources": rows("""
            select * exclude (dataset_id) from index_sources where dataset_id = $dataset_id
            order by prompt_count desc, atomic_source, is_novel
        """),
        "leaks": rows("""
            select
                if(landed_role = 'train', benchmark_id, index_leaks.dataset_id) as other_id,
                any_value(index_name) as index_name,
                count(distinct prompt_id) as leaked_prompts,
                count(distinct benchmark_prompt_id) as leaked_items,
                count(distinct if(relation = 'exact', benchmark_prompt_id, null)) as exact_items,
                list_sort(list(distinct {
                    own_prompt_id: if(landed_role = 'train', prompt_id, benchmark_prompt_id),
                    other_prompt_id: if(landed_role = 'train', benchmark_prompt_id, prompt_id),
                    relation: relation
                })) as pairs,
            from index_leaks
            where $dataset_id = if(landed_role = 'train', dataset_id, benchmark_id)
            group by other_id
            order by leaked_items desc, other_id
        """),
        "sizes": rows("""
            select dataset_id, prompt_count from indexed.consulted_datasets
            where exists (from index_lineage where dataset_id = $dataset_id)
            order by dataset_id
        """),
        "examples": rows("""
            select prompt_id, prompt from prompts where prompt_id in (
                select if(landed_role = 'train', prompt_id, benchmark_prompt_id) from index_leaks
                where $dataset_id = if(landed_role = 'train', dataset_id, benchmark_id)
            )
            order by prompt_id
        """),
    }


def add_index(tree: Tree, facts: Facts, role: str) -> None:
    """Nothing where no index is attached."""
    if not facts["sources"]:
        return
    names = sorted({one["index_name"] for one in facts["lineage"]}) or ["attached"]
    title = f"by the index {', '.join(names)}, without its texts: rewordings are not seen"
    branch = tree.add(Text(title))
    add_indexed_parents(branch, facts)
    add_indexed_leaks(branch, facts, role)
    twig = branch.add(Text("atomic sources of its prompts"))
    for one in facts["sources"][:MOST_BRANCHES]:
        source = "in no earlier dataset" if one["is_novel"] else one["atomic_source"] or NO_SOURCE
        prompts = counted(one["prompt_count"], "prompt")
        twig.add(Text(f"{source}: {prompts}, {one['share']:.1%}"))
    licences: dict[str, list[str]] = {}
    for one in facts["lineage"]:
        if one["is_direct"]:
            licence = one["indexed_licence"] or "unknown"
            licences.setdefault(licence, []).append(one["indexed_dataset_id"])
    if licences:
        said = "; ".join(f"{licence} ({', '.join(ids)})" for licence, ids in licences.items())
        branch.add(Text(shown(f"licences of its parents: {said}", 180)))


def add_indexed_parents(branch: Tree, facts: Facts) -> None:
    behind: dict[str, list[Facts]] = {}
    for edge in facts["parents"]:
        behind.setdefault(edge["child_dataset_id"], []).append(edge)
    seen: set[str] = set()

    def grow(twig: Tree, child: str) -> None:
        for edge in behind.get(child, []):
            parent = edge["parent_dataset_id"]
            known = parent in seen
            share = f"{edge['share_of_child']:.1%} of {child}'s prompts"
            next_twig = twig.add(Text(f"{parent}: {'see above' if known else share}"))
            if not known:
                seen.add(parent)
                grow(next_twig, parent)

    direct = [one for one in facts["lineage"] if one["is_direct"]]
    root = branch.add(Text("comes from" if direct else "comes from no earlier dataset of it"))
    for one in direct:
        seen.add(one["indexed_dataset_id"])
        grow(
            root.add(
                Text(
                    f"{one['indexed_dataset_id']}: {one['share_of_dataset']:.1%} of the prompts, "
                    f"{one['exact_prompts']:,} of {one['shared_prompts']:,} letter for letter"
                )
            ),
            one["indexed_dataset_id"],
        )
    others = [one for one in facts["lineage"] if not one["is_direct"]]
    if others:
        said = ", ".join(
            f"{one['indexed_dataset_id']} {one['share_of_dataset']:.0%}"
            for one in others[:MOST_BRANCHES]
        )
        branch.add(Text(shown(f"shares problems with {len(others):,} more: {said}", 180)))


def add_indexed_leaks(branch: Tree, facts: Facts, role: str) -> None:
    if not facts["leaks"]:
        branch.add(Text("no benchmark of it leaks" if role == "train" else "no training set leaks"))
        return
    sizes = {one["dataset_id"]: one["prompt_count"] for one in facts["sizes"]}
    texts = {one["prompt_id"]: one["prompt"] for one in facts["examples"]}
    title = "benchmarks that leak into it" if role == "train" else "training sets with its items"
    root = branch.add(Text(f"{title} ({len(facts['leaks']):,})"))
    for one in facts["leaks"][:MOST_BRANCHES]:
        of_all = f" of {sizes.get(one['other_id'], 0):,}" if role == "train" else ""
        prompts = counted(one["leaked_prompts"], "prompt")
        twig = root.add(
            Text(
                f"{one['other_id']}: {one['leaked_items']:,}{of_all} items in {prompts}, "
                f"{one['exact_items']:,} letter for letter"
            )
        )
        for pair in sorted(one["pairs"], key=lambda pair: sorted(pair.items()))[:EXAMPLES]:
            own, other = pair["own_prompt_id"], pair["other_prompt_id"]
            relation = pair["relation"].replace("_", " ")
            text = shown(texts.get(own, ""), 100)
            twig.add(Text(f"{own[:10]} “{text}” is {other[:10]} there ({relation})", style="dim"))
