-- One row per candidate prompt and benchmark item whose letters and digits it repeats in their order,
-- whatever stands between them: spaces left out or put in, dots for spaces, a word broken.
-- Signs may differ, so no accusation rests on it. An item is looked up by its rarest run of letters.
with

roles as (
    select prompt_key, false as is_item from {{ ref('candidates') }}
    union
    select benchmark_prompt_key, true from {{ ref('benchmark_items') }}
),

prompts as (
    select
        roles.prompt_key,
        roles.is_item,
        regexp_replace(lower(strip_accents(prompts.repaired_prompt)), '[^\p{L}\p{N}]', '', 'g') as letters,
    from roles
    inner join {{ ref('distinct_prompts') }} as prompts using (prompt_key)
),

runs as (
    select prompt_key, is_item, unnest(letter_runs(letters)) as letter_run
    from prompts
    where not is_item or len(letters) >= {{ var('fewest_same_letters') }}
),

frequencies as (
    select letter_run, count(*) as item_count
    from runs
    where is_item
    group by letter_run
),

rarest_runs as (
    select
        prompt_key,
        arg_min(letter_run, (item_count, letter_run)) as letter_run,
    from runs
    inner join frequencies using (letter_run)
    where is_item
    group by prompt_key
)

select
    runs.prompt_key,
    rarest_runs.prompt_key as benchmark_prompt_key,
from runs
inner join rarest_runs using (letter_run)
inner join prompts as candidates on runs.prompt_key = candidates.prompt_key
inner join prompts as items on rarest_runs.prompt_key = items.prompt_key
where
    not runs.is_item
    and not candidates.is_item
    and items.is_item
    and contains(candidates.letters, items.letters)
