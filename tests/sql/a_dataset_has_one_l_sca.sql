-- What the outcomes of a training set come to is what goes into its Q.
select quality.dataset_id, quality.model_scale, quality.l_sca, sca.l_sca as l_sca_of_outcomes
from {{ ref('dataset_quality') }} as quality
left join {{ ref('sca') }} as sca
    on sca.grain = 'dataset'
    and quality.dataset_id = sca.name
    and quality.model_scale = sca.model_scale
where round(quality.l_sca, 12) is distinct from round(sca.l_sca, 12)
