-- Nothing is lost between landing and the public table, and nothing is made up.
select dataset_id, row_number
from {{ ref('landed_rows') }}
except
select dataset_id, row_number
from {{ ref('rows') }}
union all
(
    select dataset_id, row_number
    from {{ ref('rows') }}
    except
    select dataset_id, row_number
    from {{ ref('landed_rows') }}
)
