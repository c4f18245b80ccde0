-- No row is lost to floating-point numbers, whatever the share in hundredths and the size.
select hundredths, row_count
from unnest(range(101)) as shares (hundredths)
cross join unnest(range(1001)) as sizes (row_count)
where {{ rows_in_share('hundredths / 100', 'row_count') }} <> hundredths * row_count // 100
