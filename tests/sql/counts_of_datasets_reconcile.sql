-- The counts of a dataset are those of its rows, and its sources add up to all usable rows.
with

counted as (
    select
        dataset_id,
        count(*) as row_count,
        count(reject_reason) as rejected_count,
        count(distinct prompt_id) as prompt_count,
    from {{ ref('rows') }}
    group by all
),

shares as (
    select dataset_id, sum(row_count) as usable_rows, sum(share) as whole
    from {{ ref('source_shares') }}
    group by all
)

select *
from {{ ref('datasets') }} as datasets
left join counted using (dataset_id)
left join shares using (dataset_id)
where
    datasets.row_count <> coalesce(counted.row_count, 0)
    or datasets.rejected_count <> coalesce(counted.rejected_count, 0)
    or datasets.prompt_count <> coalesce(counted.prompt_count, 0)
    or coalesce(usable_rows, 0) <> datasets.row_count - datasets.rejected_count
    or abs(whole - 1) > 1e-9
