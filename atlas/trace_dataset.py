"""A dataset's parents, sources, children, leaks and conflicts: gathered, then shown as a tree."""

from typing import Any

import duckdb
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from atlas.console import NO_SOURCE, counted, make_console, released, shown
from atlas.trace_index import add_index, index_facts
from atlas.warehouse import select

Facts = dict[str, Any]
MOST_BRANCHES = 12
WITH_EXAMPLES = 3  # benchmarks, or training sets, whose leaks are shown side by side
EXAMPLES = 2
LABELS = "labels no seed knows: add rows to seeds/source_aliases.csv, see CONTRIBUTING.md"


def dataset_facts(connection: duckdb.DuckDBPyConnection, dataset_id: str) -> Facts:
    def rows(sql: str) -> list[dict]:
        return select(connection, sql, dataset_id=dataset_id)

    (dataset,) = rows("from datasets where dataset_id = $dataset_id")
    side = "benchmark_id" if dataset["role"] == "benchmark" else "dataset_id"
    return {
        "dataset": dataset,
        "parents": rows("""
            select edges.* exclude (child_dataset_id), licence, released_on
            from lineage_edges as edges
            inner join datasets on edges.parent_dataset_id = datasets.dataset_id
            where child_dataset_id = $dataset_id and is_ordered
            order by is_direct desc, share_of_child desc, parent_dataset_id
        """),
        "ancestors": rows("""
            select ancestor_dataset_id, distance, share, licence, released_on
            from heritage
            inner join datasets on heritage.ancestor_dataset_id = datasets.dataset_id
            where heritage.dataset_id = $dataset_id
            order by distance, share desc, ancestor_dataset_id
        """),
        "ancestor_edges": rows("""
            select child_dataset_id, parent_dataset_id
            from lineage_edges
            where
                is_direct
                and child_dataset_id in (
                    select $dataset_id
                    union
                    select ancestor_dataset_id from heritage where dataset_id = $dataset_id
                )
            order by share_of_child desc, parent_dataset_id
        """),
        "children": rows("""
            select * exclude (parent_dataset_id)
            from lineage_edges
            where parent_dataset_id = $dataset_id and is_ordered
            order by is_direct desc, share_of_parent desc, child_dataset_id
        """),
        "undated_relatives": rows("""
            select
                if(child_dataset_id = $dataset_id, parent_dataset_id, child_dataset_id) as other_id,
                if(child_dataset_id = $dataset_id, share_of_child, share_of_parent) as share,
            from lineage_edges
            where $dataset_id in (child_dataset_id, parent_dataset_id) and not is_ordered
            order by share desc, other_id
        """),
        "variants": rows("""
            select
                if(child_dataset_id = $dataset_id, parent_dataset_id, child_dataset_id) as other_id,
                variant_prompts,
            from variant_edges
            where $dataset_id in (child_dataset_id, parent_dataset_id)
            order by variant_prompts desc, other_id
        """),
        "missing_parents": rows("""
            select parent_dataset_id, relation, finding
            from declared_lineage_found
            where child_dataset_id = $dataset_id and not starts_with(finding, 'measured')
            order by parent_dataset_id
        """),
        "atomic_sources": rows("""
            from source_shares where dataset_id = $dataset_id order by row_count desc, atomic_source
        """),
        "attribution": rows("""
            select attribution_method as method, count(*) as row_count
            from rows where dataset_id = $dataset_id and prompt_id is not null
            group by all order by row_count desc, method
        """),
        "unknown_labels": rows("""
            select labels.source_label, count(*) as row_count
            from rows
            inner join lineage.label_sources as labels using (dataset_id, source_label)
            where
                dataset_id = $dataset_id
                and labels.label is not null
                and labels.declared_source is null
                and labels.own_source is null
            group by all
            order by row_count desc, source_label
        """),
        "leaks": rows(f"""
            from leak_summary where {side} = $dataset_id
            order by item_share desc, leaked_items desc, dataset_id, benchmark_id
        """),
        "leak_examples": rows(f"""
            select
                leaks.*, training.prompt, item.prompt as benchmark_prompt,
            from leaks
            inner join prompts as training using (prompt_id)
            inner join prompts as item on leaks.benchmark_prompt_id = item.prompt_id
            where leaks.{side} = $dataset_id
            qualify row_number() over (
                partition by leaks.dataset_id, benchmark_id
                order by relation = 'exact', prompt_id, benchmark_prompt_id
            ) <= {EXAMPLES}
            order by
                leaks.dataset_id, benchmark_id, relation = 'exact', prompt_id, benchmark_prompt_id
        """),
        "conflicts": rows("""
            select * from answer_conflicts where list_contains(datasets, $dataset_id)
            order by row_count desc, problem_id
        """),
        "index": index_facts(connection, dataset_id),
    }


def show_dataset(facts: Facts) -> None:
    dataset = facts["dataset"]
    tree = Tree(Text(heading(dataset)), guide_style="dim")
    add_parents(tree, facts)
    add_list(tree, "went into", [child_line(one) for one in facts["children"]])
    undated = [f"{one['other_id']}: {one['share']:.1%}" for one in facts["undated_relatives"]]
    add_list(tree, "shares problems, order unknown", undated)
    add_leaks(tree, facts)
    add_list(tree, "atomic sources", [source_line(one) for one in facts["atomic_sources"]])
    methods = [
        f"{one['method']}: {counted(one['row_count'], 'row')}" for one in facts["attribution"]
    ]
    add_list(tree, "how the sources are known", methods)
    labels = [
        f"{shown(one['source_label'], 100)}: {counted(one['row_count'], 'row')}"
        for one in facts["unknown_labels"]
    ]
    add_list(tree, LABELS, labels)
    add_list(tree, "contradictory answers", [conflict_line(one) for one in facts["conflicts"]])
    add_list(tree, "licences", licence_lines(facts))
    variants = [f"{one['other_id']}: {one['variant_prompts']:,}" for one in facts["variants"]]
    add_list(tree, "prompts with other numbers or another question, no lineage", variants)
    add_index(tree, facts["index"], dataset["role"])
    make_console().print(tree)


def heading(dataset: Facts) -> str:
    parts = [
        f"{dataset['dataset_id']} ({dataset['role']}, {dataset['domain'] or 'domain unknown'}), "
        f"released {released(dataset) or 'on an unknown day'}",
        f"{counted(dataset['row_count'], 'row')}, {dataset['rejected_count']:,} rejected, "
        f"{counted(dataset['prompt_count'], 'prompt')}",
    ]
    if dataset["attributed_share"] is not None:
        parts.append(f"{dataset['attributed_share']:.1%} of the rows have an atomic source")
    if dataset["novel_share"] is not None:
        parts.append(f"{dataset['novel_share']:.1%} of the prompts are new problems")
    if dataset["leaked_prompt_count"] is not None:
        leaked = dataset["leaked_prompt_count"]
        are = "is an item" if leaked == 1 else "are items"
        parts.append(f"{counted(leaked, 'prompt')} {are} of landed benchmarks")
    return "\n".join(parts)


def add_list(tree: Tree, title: str, lines: list[str]) -> None:
    if not lines:
        return
    branch = tree.add(Text(f"{title} ({len(lines):,})"))
    for line in lines[:MOST_BRANCHES]:
        branch.add(Text(shown(line, 180)))
    if len(lines) > MOST_BRANCHES:
        branch.add(Text(f"and {len(lines) - MOST_BRANCHES:,} more: --format json"))


def add_parents(tree: Tree, facts: Facts) -> None:
    """Direct parents with their own direct parents behind them, each ancestor once."""
    dataset_id = facts["dataset"]["dataset_id"]
    shares = {one["ancestor_dataset_id"]: one["share"] for one in facts["ancestors"]}
    direct: dict[str, list[str]] = {}
    for edge in facts["ancestor_edges"]:
        direct.setdefault(edge["child_dataset_id"], []).append(edge["parent_dataset_id"])
    details = {one["parent_dataset_id"]: one for one in facts["parents"]}
    seen: set[str] = set()

    def grow(branch: Tree, child: str) -> None:
        for parent in direct.get(child, []):
            line = f"{parent}: {shares[parent]:.1%} of the prompts"
            if shares[parent] == 0:
                line = f"{parent}: none of its problems, only by way of {child}"
            if parent in seen:
                line = f"{parent} (see above)"
            if child == dataset_id:
                edge = details[parent]
                line += (
                    f", {edge['exact_prompts']:,} of {edge['shared_prompts']:,} letter for letter"
                )
                line += ", declared" if edge["is_declared"] else ", not declared"
            twig = branch.add(Text(shown(line, 180)))
            if parent not in seen:
                seen.add(parent)
                grow(twig, parent)

    if direct.get(dataset_id):
        grow(tree.add(Text("comes from")), dataset_id)
    elif facts["dataset"]["released_on"]:
        tree.add(Text("comes from no earlier dataset that is landed"))
    others = [
        f"{one['parent_dataset_id']}: {one['share_of_child']:.1%} of the prompts"
        for one in facts["parents"]
        if one["parent_dataset_id"] not in shares
    ]
    add_list(tree, "earlier datasets with some of its problems, no ancestors", others)
    missing = [
        f"{one['parent_dataset_id']} ({one['relation']}): {one['finding']}"
        for one in facts["missing_parents"]
    ]
    add_list(tree, "declared parents that were not measured", missing)


def child_line(one: Facts) -> str:
    how = "" if one["is_direct"] else ", by way of others"
    return (
        f"{one['child_dataset_id']}: {one['share_of_child']:.1%} of its prompts, "
        f"{one['share_of_parent']:.1%} of these{how}"
    )


def source_line(one: Facts) -> str:
    rows = counted(one["row_count"], "row")
    return f"{one['atomic_source'] or NO_SOURCE}: {rows}, {one['share']:.1%}"


def conflict_line(one: Facts) -> str:
    answers = " and ".join(shown(answer, 40) for answer in one["answers"])
    return f"{answers}: problem {one['problem_id'][:10]} in {', '.join(one['datasets'])}"


def licence_lines(facts: Facts) -> list[str]:
    by_licence: dict[str, list[str]] = {}
    for one in facts["ancestors"]:
        if one["share"] > 0:
            ids = by_licence.setdefault(one["licence"] or "unknown", [])
            ids.append(one["ancestor_dataset_id"])
    return [
        f"its own: {facts['dataset']['licence'] or 'unknown'}",
        *(f"of ancestors: {licence} ({', '.join(ids)})" for licence, ids in by_licence.items()),
    ]


def add_leaks(tree: Tree, facts: Facts) -> None:
    if not facts["leaks"]:
        return
    is_benchmark = facts["dataset"]["role"] == "benchmark"
    title = "training sets that hold its items" if is_benchmark else "benchmarks that leak into it"
    branch = tree.add(Text(f"{title} ({len(facts['leaks']):,})"))
    for place, one in enumerate(facts["leaks"][:MOST_BRANCHES]):
        other = one["dataset_id"] if is_benchmark else one["benchmark_id"]
        twig = branch.add(
            Text(
                f"{other}: {one['leaked_items']:,} of {one['benchmark_items']:,} items "
                f"({one['item_share']:.1%}) in {counted(one['leaked_rows'], 'row')}"
            )
        )
        if place < WITH_EXAMPLES:
            twig.add(side_by_side(facts["leak_examples"], one))
    if len(facts["leaks"]) > MOST_BRANCHES:
        branch.add(Text(f"and {len(facts['leaks']) - MOST_BRANCHES:,} more: --format json"))


def side_by_side(examples: list[Facts], leak: Facts) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("in training", "in the benchmark", "relation"):
        table.add_column(title, ratio=None if title == "relation" else 1, header_style="dim")
    for one in examples:
        if (one["dataset_id"], one["benchmark_id"]) != (leak["dataset_id"], leak["benchmark_id"]):
            continue
        same = {True: ", same answer", False: ", other answer", None: ""}[one["answers_agree"]]
        table.add_row(
            Text(f"{one['prompt_id'][:10]} {shown(one['prompt'], 220)}"),
            Text(f"{one['benchmark_prompt_id'][:10]} {shown(one['benchmark_prompt'], 220)}"),
            Text(f"{one['relation'].replace('_', ' ')}{same}"),
        )
    return table
