"""Pairs to read, drawn by stratum: python -m tests.matching.sample_pairs HOME --seed 3 > pairs.md

Strata are accepted or not, relation, how near the texts are, languages, and whether only one source
of candidates proposed the pair; with `--accepted` they are the match weights of accepted pairs,
from which real_pairs estimates how many are wrong. Pairs that were read are not drawn again.
The texts are printed to be read; `--sheet` takes the ids, with room for a judgement (same, variant
or unrelated) and whether the reader is sure (1 or 0). A sheet that was read is added to
seed reviewed_pairs with `--add`.
"""

from pathlib import Path
from typing import Annotated

import duckdb
import pandas as pd
import typer

from tests.matching.known_pairs import REVIEWED
from tests.matching.real_pairs import STRATA, open_warehouse

# Strata of all pairs, to see where the judge errs.
EVERY_KIND = """
    concat_ws(
        ', ',
        if(is_same_problem, 'accepted', 'rejected'),
        relation,
        case
            when jaccard >= 0.7 then 'jaccard from .7'
            when jaccard >= 0.3 then 'jaccard .3 to .7'
            else 'jaccard below .3'
        end,
        case
            when match_weight >= 4 then 'weight from 4'
            when match_weight >= -4 then 'weight -4 to 4'
            when match_weight < -4 then 'weight below -4'
        end,
        languages,
        if(found_by like '%+%', 'by several sources', 'by ' || found_by || ' only')
    )
"""
# Strata of accepted pairs, to count how many are wrong.
BY_WEIGHT = f"""
    case
        when is_same_problem then coalesce(
            'from ' || list_last(list_filter({list(STRATA)}, lambda edge: edge <= match_weight)),
            'one normal form'
        )
    end
"""

DRAWN = """
    with

    pairs as (
        select
            verified_pairs.*,
            least(one.language, other.language) || ' ' || greatest(one.language, other.language)
                as languages,
            one.prompt as text,
            other.prompt as other_text,
        from matching.verified_pairs
        inner join canonical.distinct_prompts as one using (prompt_id)
        inner join canonical.distinct_prompts as other
            on verified_pairs.other_prompt_id = other.prompt_id
    ),

    stratified as (
        select *, {stratum} as stratum
        from pairs
        anti join read using (prompt_id, other_prompt_id)
    )

    select
        *,
        count(*) over (partition by stratum) as stratum_size,
    from stratified
    where stratum is not null
    qualify
        row_number() over (
            partition by stratum
            order by md5(prompt_id || other_prompt_id || $seed)
        ) <= $each
    order by stratum, prompt_id, other_prompt_id
"""

ANSWERS = """
    select prompt_id, list_sort(list(distinct answer)) as answers
    from canonical.occurrences
    where prompt_id in (select unnest($ids)) and answer is not null
    group by prompt_id
"""


def sample(
    connection: duckdb.DuckDBPyConnection, stratum: str, each: int, seed: int
) -> pd.DataFrame:
    """`each` pairs of every stratum, the same ones for the same seed."""
    connection.register("read", pd.read_csv(REVIEWED)[["prompt_id", "other_prompt_id"]])
    query = DRAWN.format(stratum=stratum)
    return connection.execute(query, {"each": each, "seed": str(seed)}).df()


def answers_of(connection: duckdb.DuckDBPyConnection, pairs: pd.DataFrame) -> dict[str, list[str]]:
    ids = [*pairs.prompt_id, *pairs.other_prompt_id]
    return dict(connection.execute(ANSWERS, {"ids": ids}).fetchall())


def show(pairs: pd.DataFrame, answers: dict[str, list[str]]) -> None:
    for number, pair in enumerate(pairs.itertuples(), start=1):
        print(f"\n## {number}. {pair.stratum} ({pair.stratum_size:,} pairs)")
        weight = "" if pd.isna(pair.match_weight) else f", weight {pair.match_weight:+.2f}"
        print(f"jaccard {pair.jaccard:.2f}{weight}, {pair.found_by}")
        sides = ((pair.prompt_id, pair.text), (pair.other_prompt_id, pair.other_text))
        for prompt_id, text in sides:
            print(f"\n{prompt_id[:10]} (answers: {answers.get(prompt_id, 'none')})\n{text}")


def add(sheet: Path) -> int:
    """Adds the judged lines of a sheet to the seed; how many of them were new."""
    read = pd.read_csv(sheet).dropna(subset="judgement")
    known = pd.read_csv(REVIEWED)
    allowed = {"same", "variant", "unrelated"}
    if unknown := set(read.judgement) - allowed:
        raise typer.BadParameter(f"judgements {sorted(unknown)} are none of {sorted(allowed)}")
    read = read.assign(is_sure=read.is_sure.fillna(1).astype(bool))
    both = pd.concat([known, read[list(known.columns)]])
    both = both.drop_duplicates(["prompt_id", "other_prompt_id"]).sort_values(
        ["prompt_id", "other_prompt_id"]
    )
    both = both.assign(is_sure=both.is_sure.map({True: "true", False: "false"}))
    both.to_csv(REVIEWED, index=False, lineterminator="\n")
    return len(both) - len(known)


def main(
    home: Path,
    each: Annotated[int, typer.Option(help="Pairs of each stratum.")] = 3,
    seed: Annotated[int, typer.Option(help="Other pairs with another seed.")] = 1,
    accepted: Annotated[bool, typer.Option(help="Accepted pairs, by match weight.")] = False,
    sheet: Annotated[Path | None, typer.Option(help="Write the ids here, to be judged.")] = None,
    add_sheet: Annotated[Path | None, typer.Option("--add", help="Add a judged sheet.")] = None,
) -> None:
    if add_sheet:
        print(f"{add(add_sheet):,} pairs added to {REVIEWED.name}")
        return
    connection = open_warehouse(home)
    pairs = sample(connection, BY_WEIGHT if accepted else EVERY_KIND, each, seed)
    show(pairs, answers_of(connection, pairs))
    if sheet:
        name = "by_weight" if accepted else "by_kind"
        empty = pairs.assign(judgement=None, is_sure=None, sample=name)
        empty[[*pd.read_csv(REVIEWED).columns, "stratum"]].to_csv(sheet, index=False)


if __name__ == "__main__":
    typer.run(main)
