"""A prompt's text, rows in time order, matches with their evidence, leaks, fate in curation."""

from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table
from rich.text import Text

from atlas.console import NO_SOURCE, make_console, released, shown
from atlas.differences import differences
from atlas.errors import UserError
from atlas.warehouse import select
from python_udfs.judge import Judge

Facts = dict[str, Any]
MOST_ROWS = 20
LIGHTEST_SHOWN = 0.1  # of what witnesses say, in log2 odds


def prompt_facts(
    connection: duckdb.DuckDBPyConnection, prompt_id: str, against: str | None
) -> Facts:
    """`against` names the match whose evidence is wanted; else it is the likeliest one."""

    def rows(sql: str, **values: object) -> list[dict]:
        return select(connection, sql, prompt_id=prompt_id, **values)

    (prompt,) = rows("from prompts where prompt_id = $prompt_id")
    matches = rows("""
        with

        pairs as (
            select
                if(prompt_id = $prompt_id, other_prompt_id, prompt_id) as other_prompt_id,
                * exclude (prompt_id, other_prompt_id, containment, other_containment),
            from matches
            where $prompt_id in (prompt_id, other_prompt_id)
        )

        select pairs.*, prompt as other_prompt, first_dataset_id, first_seen_on
        from pairs
        inner join prompts on pairs.other_prompt_id = prompts.prompt_id
        order by is_same_problem desc, match_weight desc, other_prompt_id
    """)
    judged = [one["other_prompt_id"] for one in matches if one["match_weight"] is not None]
    if against and against not in judged:
        raise UserError(f"{prompt_id[:10]} and {against[:10]} were never candidates for a match", 1)
    other = against or (judged[0] if judged else None)
    return {
        "prompt": prompt,
        "occurrences": rows("""
            select
                dataset_id, row_number, role, released_on, released_precision, answer, source_label,
                atomic_source, attribution_method, attribution_path, label_is_contradicted,
            from rows
            inner join datasets using (dataset_id)
            where prompt_id = $prompt_id
            order by released_on nulls last, dataset_id, row_number
        """),
        "matches": matches,
        "witnesses": witnesses(connection, prompt_id, other) if other else None,
        "leaks": rows("""
            select leaks.*, item.prompt as benchmark_prompt
            from leaks
            inner join prompts as item on leaks.benchmark_prompt_id = item.prompt_id
            where $prompt_id in (leaks.prompt_id, benchmark_prompt_id)
            order by leaks.dataset_id, benchmark_id, benchmark_prompt_id
        """),
        "tags": rows(
            "select tag, kind, rule_ids from tags where prompt_id = $prompt_id order by all"
        ),
        "outcomes": rows("""
            select
                outcomes.*,
                sca.learned_share as source_learned_share,
                sca.lost_share as source_lost_share,
                sca.prompt_count as source_prompt_count,
            from outcomes
            left join sca
                on grain = 'atomic_source'
                and outcomes.atomic_source = sca.name
                and outcomes.model_scale = sca.model_scale
            where prompt_id = $prompt_id
            order by outcomes.model_scale
        """),
        "decisions": rows("""
            select decisions.*, summary.description
            from curation_decisions as decisions
            left join curation_summary as summary using (rule)
            where prompt_id = $prompt_id
            order by dataset_id, row_number
        """),
    }


def witnesses(connection: duckdb.DuckDBPyConnection, prompt_id: str, other: str) -> Facts | None:
    """What each witness said about a pair and how much it weighed, the heaviest first.

    `is_reviewed` where none of it counted, as a person who read both texts decided.
    """
    measured = select(
        connection,
        """
        with texts as (
            select list_sort(list(text_id)) as pair
            from canonical.distinct_prompts
            where prompt_id in ($prompt_id, $other)
        )

        select witnesses.* exclude (text_id, other_text_id, inputs_id), is_reviewed
        from matching.witnesses
        inner join matching.judgements using (text_id, other_text_id)
        inner join texts on text_id = pair[1] and other_text_id = pair[2]
        """,
        prompt_id=prompt_id,
        other=other,
    )
    if not measured:
        return None
    trees = select(connection, "from seeds.match_trees")
    weighed = Judge(trees).explain(measured[0])
    said = [
        {"witness": name, "says": measured[0].get(name), "weight": weight}
        for name, weight in weighed.items()
    ]
    said.sort(key=lambda one: (one["witness"] != "prior", -abs(one["weight"])))
    return {"other_prompt_id": other, "is_reviewed": measured[0]["is_reviewed"], "said": said}


def show_prompt(facts: Facts) -> None:
    console, prompt = make_console(), facts["prompt"]
    console.print(Text(f"prompt {prompt['prompt_id']} ({prompt['language']})"))
    if prompt["problem_id"] != prompt["prompt_id"]:
        console.print(Text(f"the same problem as {prompt['problem_id']}, which came first"))
    if prompt["repairs"]:
        console.print(Text(f"repaired before it was compared: {', '.join(prompt['repairs'])}"))
    if facts["tags"]:
        console.print(Text(f"tags: {', '.join(one['tag'] for one in facts['tags'])}"))
    console.print(Text(f"\n{shown(prompt['prompt'], 1500)}\n"))
    show_occurrences(facts["occurrences"], console)
    show_leaks(facts["leaks"], prompt["prompt_id"], console)
    show_decisions(facts["decisions"], console)
    show_outcomes(facts["outcomes"], console)
    show_matches(facts["matches"], prompt["prompt"], console)
    if facts["witnesses"]:
        show_witnesses(facts["witnesses"], facts["matches"], console)


def table_of(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title)
    return table


def show_table(title: str, table: Table, count: int, console: Console) -> None:
    if count:
        console.print(Text(title, style="bold"))
        console.print(table)
        rest = f"and {count - MOST_ROWS:,} more: --format json\n" if count > MOST_ROWS else ""
        console.print(Text(rest))


def show_occurrences(occurrences: list[Facts], console: Console) -> None:
    table = table_of("released", "dataset", "row", "answer", "label", "source", "known by", "path")
    for one in occurrences[:MOST_ROWS]:
        source = one["atomic_source"] or NO_SOURCE
        if one["label_is_contradicted"]:
            source += " (against its label)"
        table.add_row(
            released(one) or "unknown",
            one["dataset_id"],
            f"{one['row_number']:,}",
            Text(shown(one["answer"] or "none", 30)),
            Text(shown(one["source_label"] or "", 30)),
            Text(shown(source, 50)),
            one["attribution_method"],
            " < ".join(one["attribution_path"] or []),
        )
    show_table("where it stands, earliest first", table, len(occurrences), console)


def show_leaks(leaks: list[Facts], prompt_id: str, console: Console) -> None:
    table = table_of("training set", "benchmark", "relation", "answers", "timing", "item")
    for one in leaks[:MOST_ROWS]:
        is_item = one["benchmark_prompt_id"] == prompt_id
        table.add_row(
            one["dataset_id"],
            one["benchmark_id"],
            one["relation"].replace("_", " "),
            said(one["answers_agree"]),
            one["timing"].replace("_", " "),
            "this prompt" if is_item else Text(shown(one["benchmark_prompt"], 80)),
        )
    show_table("leaks", table, len(leaks), console)


def show_decisions(decisions: list[Facts], console: Console) -> None:
    """Why each of its rows stands in the curated table, or not."""
    table = table_of("dataset", "row", "decision", "evidence", "other prompt", "the rule")
    for one in decisions[:MOST_ROWS]:
        table.add_row(
            one["dataset_id"],
            f"{one['row_number']:,}",
            "kept" if one["is_kept"] else f"removed by {one['rule']}",
            Text(shown(one["evidence"] or "", 80)),
            (one["other_prompt_id"] or "")[:10],
            Text(shown(one["description"] or "", 120)),
        )
    show_table("in the curation", table, len(decisions), console)


def show_outcomes(outcomes: list[Facts], console: Console) -> None:
    table = table_of("model", "outcome", "right before", "right after", "source", "learned there")
    for one in outcomes[:MOST_ROWS]:
        learned = one["source_learned_share"]
        table.add_row(
            one["model_scale"],
            one["outcome"],
            f"{one['right_before']:,} of {one['samples_before']:,}",
            f"{one['right_after']:,} of {one['samples_after']:,}",
            Text(shown(one["atomic_source"] or NO_SOURCE, 50)),
            "" if learned is None else f"{learned:.1%} of {one['source_prompt_count']:,} prompts",
        )
    show_table("what a model made of it (SCA)", table, len(outcomes), console)


def show_matches(matches: list[Facts], prompt: str, console: Console) -> None:
    table = table_of("prompt", "relation", "same problem", "weight", "answers", "first in", "text")
    for one in matches[:MOST_ROWS]:
        weight = one["match_weight"]
        table.add_row(
            one["other_prompt_id"][:10],
            one["relation"].replace("_", " "),
            "yes" if one["is_same_problem"] else "no",
            "" if weight is None else f"{weight:+.1f}",
            said(one["answers_agree"]),
            one["first_dataset_id"],
            differences(prompt, one["other_prompt"]),
        )
    title = "compared with: [-only in this one-] {+only in the other+}"
    show_table(title, table, len(matches), console)


def said(agree: bool | None) -> str:
    return {True: "agree", False: "differ", None: "unknown"}[agree]


def show_witnesses(witnesses: Facts, matches: list[Facts], console: Console) -> None:
    """The judge's waterfall: from the prior, witness by witness, to the weight that decided."""
    other = witnesses["other_prompt_id"]
    is_same = next(one["is_same_problem"] for one in matches if one["other_prompt_id"] == other)
    table, total = table_of("witness", "says", "weighs", "so far"), 0.0
    for one in witnesses["said"]:
        total += one["weight"]
        if abs(one["weight"]) >= LIGHTEST_SHOWN:
            table.add_row(
                "any two candidates" if one["witness"] == "prior" else words(one["witness"]),
                "" if one["says"] is None else f"{one['says']:.4g}",
                Text(f"{one['weight']:+.2f}", style="green" if one["weight"] > 0 else "red"),
                f"{total:+.2f}",
            )
    table.add_row("all others", "", "", f"{total:+.2f}")
    verdict = "the same problem" if is_same else "another problem"
    console.print(Text(f"why {other[:10]} is {verdict}", style="bold"))
    if witnesses["is_reviewed"]:
        console.print("a person read both texts and decided; the judge alone would say:")
    console.print(table)
    console.print("weights are log2 odds; other pairs with --against PROMPT_ID")


def words(name: str) -> str:
    return name.replace("_", " ")
