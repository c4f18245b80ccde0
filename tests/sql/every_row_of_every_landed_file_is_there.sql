-- A file that does not say which dataset it is, or says another, would be left out in silence.
{{ config(reads_files=true) }}
with

files as (
    select
        regexp_extract(file_name, '([^/\\]+)\.parquet$', 1) as dataset_id,
        num_rows,
    from parquet_file_metadata('{{ env_var("ATLAS_INPUTS", env_var("ATLAS_HOME", "data")) }}/landed/*.parquet')
),

counted as (
    select dataset_id, count(*) as row_count
    from {{ ref('landed_rows') }}
    group by all
)

select files.dataset_id, files.num_rows, counted.row_count
from files
left join counted using (dataset_id)
where files.num_rows <> coalesce(counted.row_count, 0)
