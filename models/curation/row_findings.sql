-- One row per candidate row and rule that fits it whatever happens to other rows.
-- Every rule that fits is here, not only the first: what a rule alone would take can be counted.
with

candidates as (
    select * from {{ ref('candidates') }}
),

nearest_twins as (
    select *
    from {{ ref('benchmark_twins') }}
    qualify row_number() over (
        partition by prompt_key, is_certain
        order by
            via_prompt_id nulls first,
            relation,
            match_weight desc,
            benchmark_id,
            benchmark_prompt_id
    ) = 1
),

leaks as (
    select
        candidates.dataset_id,
        candidates.row_number,
        if(is_certain, 'leaks_benchmark', 'possible_leak') as rule,
        case
            when is_certain then format('{} with an item of {}', relation, benchmark_id)
            when relation = 'same_letters' then format('the letters are those of an item of {}', benchmark_id)
            when via_prompt_id is null then format('hardly told from an item of {}', benchmark_id)
            else format('the same as a text that is the same as an item of {}', benchmark_id)
        end as evidence,
        coalesce(via_prompt_id, benchmark_prompt_id) as other_prompt_id,
        benchmark_id as other_dataset_id,
    from candidates
    inner join nearest_twins using (prompt_key)
),

conflicts as (
    select
        candidates.dataset_id,
        candidates.row_number,
        if(votes.is_settled, 'answer_outvoted', 'answer_conflict') as rule,
        'answers ' || string_agg(
            format('{} ({})', others.answer_key, array_to_string(others.datasets, ', ')),
            '; ' order by others.votes desc, others.answer_key
        ) as evidence,
        candidates.problem_id as other_prompt_id,
        null as other_dataset_id,
    from candidates
    inner join {{ ref('answer_votes') }} as votes using (problem_id, answer_key)
    inner join {{ ref('answer_votes') }} as others on votes.problem_id = others.problem_id
    where not votes.has_won
    group by all
),

licences as (
    select
        candidates.dataset_id,
        candidates.row_number,
        'licence_excluded' as rule,
        format('{} of {}', licences.licence, licences.licence_dataset_id) as evidence,
        null as other_prompt_id,
        licences.licence_dataset_id as other_dataset_id,
    from candidates
    inner join {{ ref('ancestry_licences') }} as licences using (dataset_id, prompt_key)
    where not list_contains({{ var('curation_licence_classes') }}, licences.licence_class)
),

languages as (
    select dataset_id, row_number, 'outside_pool_language' as rule, language as evidence
    from candidates
    where not list_contains({{ var('curation_languages') }}, language)
),

lengths as (
    select
        dataset_id,
        row_number,
        'too_long' as rule,
        format('about {} tokens', {{ token_estimate('prompt') }}) as evidence,
    from candidates
    where {{ token_estimate('prompt') }} > {{ var('longest_prompt_tokens') }}
),

unlearned as (
    select
        candidates.dataset_id,
        candidates.row_number,
        'not_learned' as rule,
        coalesce(outcomes.outcome, 'no rollouts at ' || {{ text_var('curation_model_scale') }})
            as evidence,
    from candidates
    left join {{ ref('prompt_outcomes') }} as outcomes
        on candidates.prompt_key = outcomes.prompt_key
        and outcomes.model_scale = {{ text_var('curation_model_scale') }}
    where candidates.must_be_learned and coalesce(outcomes.outcome, '') <> 'learned'
),

unusable as (
    select dataset_id, row_number, 'unusable_prompt' as rule, reject_reason as evidence
    from candidates
    where prompt_key is null or prompt = ''
)

select * from unusable
union all by name
select * from {{ ref('prompt_flags') }}
union all by name
select * from languages
union all by name
select * from lengths
union all by name
select * from leaks
union all by name
select * from conflicts
union all by name
select * from unlearned
union all by name
select * from licences
