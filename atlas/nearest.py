"""Which text of the warehouse states the problem of a text that nobody landed.

The models themselves are asked: their SQL is rendered as dbt does, with tables of one text, or of
its pairs, in the place of theirs. So a rule is where it always is, and the verdict is the build's.
Only what proposes pairs is looser, as a single text can be held against many.
"""

from typing import Any

import duckdb
from jinja2 import Environment

from atlas.home import PROJECT
from atlas.settings import settings
from atlas.sql import quoted, sql_text
from atlas.warehouse import select

MACROS = ("text", "stable_hash", "witnesses")
# The texts that the build would have held against this one: models bands, rare_word_pairs and
# fingerprint_pairs, without what keeps large sets of texts apart.
CANDIDATES = """
create temp table asked_pairs as
with

bands as (select unnest(band_keys(minhash(kernel), $band_rows)) as band_key from temp.asked_text),

by_bands as (
    select distinct text_id
    from (
        select text_id, unnest(band_keys(signature, $band_rows)) as band_key
        from matching.signatures
    )
    semi join bands using (band_key)
),

words as (select unnest(list_distinct(string_split(kernel, ' '))) as word from temp.asked_text),

shared_words as (
    select text_id, word
    from matching.rarest_words
    semi join words using (word)
    where not is_answer
),

combinations as (
    select one.text_id, one.word, another.word as other_word
    from shared_words as one
    inner join shared_words as another
        on one.text_id = another.text_id and one.word < another.word
    qualify count(*) over (partition by one.word, another.word) <= $most_texts
),

by_words as (
    select text_id
    from combinations
    group by text_id
    having count(*) >= $fewest_shared
),

fingerprints as (select unnest(fingerprints(kernel)) as fingerprint from temp.asked_text),

by_fingerprints as (
    select text_id
    from matching.fingerprint_keys
    semi join fingerprints using (fingerprint)
    where text_count <= $most_texts_a_fingerprint
)

select
    least(asked_text.text_id, found.text_id) as text_id,
    greatest(asked_text.text_id, found.text_id) as other_text_id,
    'bands' as found_by,
from temp.asked_text
cross join (
    select text_id from by_bands
    union
    select text_id from by_words
    union
    select text_id from by_fingerprints
) as found
where found.text_id <> asked_text.text_id
"""

NEAREST = """
select prompt_id, prompt, match_weight
from temp.asked_weights
inner join canonical.distinct_prompts as prompts
    on prompts.text_id in (asked_weights.text_id, asked_weights.other_text_id)
order by match_weight desc, row_count desc, prompt_id
limit 1
"""


def nearest_prompt(connection: duckdb.DuckDBPyConnection, text: str) -> dict | None:
    """prompt_id, prompt and match_weight (log2 odds that the two are one problem) of the prompt
    that the judge takes for the same problem first; None if nothing is anything like the text."""
    from python_udfs.plugin import register  # noqa: PLC0415  (compiled, and dbt takes its time)

    register(connection)
    rules = settings()

    def make(table: str, model: str, **instead: str) -> None:
        """A temporary table of what a model says with others in the place of some it reads."""
        sql = rendered(model, rules, instead)
        connection.execute(f"create temp table {quoted(table)} as from query({sql_text(sql)})")

    connection.execute(
        "create temp table asked_row as select 0 as prompt_key, '' as prompt_id, $1 as prompt",
        [text],
    )
    make("asked_prompt", "canonical/prompt_forms", unwrapped_rows="temp.asked_row")
    asked = "(select *, false as is_benchmark_item from temp.asked_prompt)"
    make("asked_text", "matching/texts", distinct_prompts=asked)
    limits = {
        "band_rows": rules["band_rows"]["loose"],
        "most_texts": rules["rare_words"]["most_texts"],
        "fewest_shared": rules["rare_words"]["fewest_shared"],
        "most_texts_a_fingerprint": rules["most_texts_a_fingerprint_all_pairs"],
    }
    connection.execute(CANDIDATES, limits)
    pairs = {
        "candidate_pairs": "temp.asked_pairs",
        "texts": "(from matching.texts union all by name from temp.asked_text)",
    }
    make("asked_inputs", "matching/pairs_to_compare", **pairs)
    pairs["pairs_to_compare"] = "temp.asked_inputs"
    make("asked_comparisons", "matching/comparisons", **pairs)
    make("asked_weights", "matching/match_weights", comparisons="temp.asked_comparisons")
    return next(iter(select(connection, NEAREST)), None)


def rendered(model: str, rules: dict[str, Any], instead: dict[str, str]) -> str:
    """The SQL of a model; each table that it reads stands in the schema named after its folder."""
    environment = Environment()
    environment.globals |= {
        "ref": lambda name: instead.get(name) or table_of(name),
        "var": rules.__getitem__,
        "config": lambda **_: "",
        "unless_kept": lambda _: "",
    }
    files = [*(f"macros/{name}.sql" for name in MACROS), f"models/{model}.sql"]
    sql = "\n".join((PROJECT / file).read_text(encoding="utf-8") for file in files)
    return environment.from_string(sql).render()


def table_of(name: str) -> str:
    schemas = [file.parent.name for file in PROJECT.glob(f"models/*/{name}.sql")]
    return ".".join(map(quoted, (*(schemas or ["seeds"]), name)))
