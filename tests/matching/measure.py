"""What the judge, and simpler rules, make of pairs whose truth is known: shares with intervals."""

from math import sqrt

import duckdb
import pandas as pd

from atlas.settings import setting

Z = 1.959964  # 95 % intervals

# A pair of prompts is accepted where both state one text, or the judge takes their texts for one
# problem; a pair that no net proposed is rejected. What a person said of it does not count here.
VERDICTS = """
    select
        pairs.*,
        one.prompt as text,
        other.prompt as other_text,
        least(one.language, other.language) || ' ' || greatest(one.language, other.language)
            as languages,
        one.text_id = other.text_id as is_same_text,
        coalesce(is_same_text or judgements.found_by <> 'reviewed', false) as is_proposed,
        is_same_text or (is_proposed and judgements.match_weight >= $threshold) as is_accepted,
        if(is_same_text, 'normalised', coalesce(judgements.relation, 'not proposed')) as relation,
        judgements.match_weight,
        if(is_same_text, 'normal_form', judgements.found_by) as found_by,
    from pairs
    inner join canonical.distinct_prompts as one using (prompt_id)
    inner join canonical.distinct_prompts as other on pairs.other_prompt_id = other.prompt_id
    left join matching.judgements
        on judgements.text_id = least(one.text_id, other.text_id)
        and judgements.other_text_id = greatest(one.text_id, other.text_id)
"""


def verdicts(connection: duckdb.DuckDBPyConnection, pairs: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of `pairs` (prompt_id, other_prompt_id, ...) whose prompts are landed."""
    connection.register("pairs", pairs)
    threshold = setting("match_weight_threshold")
    return connection.execute(VERDICTS, {"threshold": threshold}).df()


def wilson(right: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; everything where there is nothing to count."""
    if count == 0:
        return 0.0, 1.0
    share, spread = right / count, Z * Z / count
    middle = share + spread / 2
    reach = Z * sqrt(share * (1 - share) / count + spread / count / 4)
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def shown(right: pd.Series) -> str:
    """A share of True with its interval and its count, to be read."""
    if right.empty:
        return "-"
    low, high = wilson(int(right.sum()), len(right))
    return f"{right.mean():.3f} [{low:.3f}, {high:.3f}] of {len(right):,}"


def precision(verdicts: pd.DataFrame, accepted: str = "is_accepted") -> pd.Series:
    """Of each accepted pair, whether it is one problem."""
    return verdicts.is_same[verdicts[accepted]]


def recall(verdicts: pd.DataFrame, accepted: str = "is_accepted") -> pd.Series:
    """Of each pair that is one problem, whether it was accepted."""
    return verdicts[accepted][verdicts.is_same]


def correct(verdicts: pd.DataFrame, accepted: str = "is_accepted") -> pd.Series:
    """Of each pair, whether it was accepted or rejected rightly."""
    return verdicts[accepted] == verdicts.is_same


def markdown(rows: list[dict[str, str]]) -> str:
    """The rows as a table."""
    columns = list(rows[0])
    lines = [columns, ["---"] * len(columns), *([row[name] for name in columns] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
