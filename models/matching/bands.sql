-- One row per text, geometry and band: texts with the same key in one band are candidates.
-- The tight geometry is for all pairs, the loose one for training prompt x benchmark item.
{% for geometry in ['tight', 'loose'] %}
select
    text_id,
    is_benchmark_item,
    '{{ geometry }}' as geometry,
    unnest(band_keys(signature, {{ var('band_rows')[geometry] }})) as band_key,
from {{ ref('signatures') }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
