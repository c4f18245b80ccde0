{#  The first and the last day on which a dataset may have been released; a date known to the month
    or the year is a span of days, an unknown one null. #}
{% macro first_day() -%}
    case released_precision
        when 'day' then released_on
        when 'month' then date_trunc('month', released_on)::date
        when 'year' then date_trunc('year', released_on)::date
    end
{%- endmacro %}


{% macro last_day() -%}
    case released_precision
        when 'day' then released_on
        when 'month' then last_day(released_on)
        when 'year' then make_date(year(released_on), 12, 31)
    end
{%- endmacro %}


{#  To sort by: what has no date comes last. #}
{% macro dated_first(day) -%}
    coalesce({{ day }}, date '9999-12-31')
{%- endmacro %}
