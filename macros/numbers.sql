{#  The value, or the border it lies beyond. Null stays null (`greatest` and `least` skip nulls). #}
{% macro clamp(value, lowest, highest) -%}
    case
        when {{ value }} < {{ lowest }} then {{ lowest }}
        when {{ value }} > {{ highest }} then {{ highest }}
        else {{ value }}
    end
{%- endmacro %}


{#  An end of the Wilson interval of a share: `side` is - for the lower end, + for the upper one. #}
{% macro wilson(hits, total, side) -%}
    {%- set z = var('interval').z -%}
    (
        (({{ hits }}) + {{ z * z / 2 }} {{ side }} {{ z }} * sqrt(
            ({{ hits }}) * (({{ total }}) - ({{ hits }})) / ({{ total }})::double + {{ z * z / 4 }}
        )) / (({{ total }}) + {{ z * z }})
    )
{%- endmacro %}


{#  How many whole rows a share of a table is. Rounded first: 0.29 of 100 is 28.999999999999996. #}
{% macro rows_in_share(share, row_count) -%}
    floor(round({{ share }} * {{ row_count }}, 6))
{%- endmacro %}


{#  The ends of the interval in which most of the drawn values lie, and the counted one (draw 0). #}
{% macro lowest(value) -%}
    least(
        max({{ value }}) filter (where draw = 0),
        quantile_cont({{ value }}, {{ (1 - var('interval').level) / 2 }}) filter (where draw > 0)
    )
{%- endmacro %}


{% macro highest(value) -%}
    greatest(
        max({{ value }}) filter (where draw = 0),
        quantile_cont({{ value }}, {{ (1 + var('interval').level) / 2 }}) filter (where draw > 0)
    )
{%- endmacro %}


{#  The integers in a canonical answer, those of its roots left out: of `1/4*7^(1/2)` 1, 4 and 7. One
    of more than 12 digits counts as pieces of 12, so that each fits. #}
{% macro integers_of(answer_key) -%}
    list_transform(
        regexp_extract_all(regexp_replace({{ answer_key }}, '\^\(-?\d+/\d+\)', '', 'g'), '\d{1,12}'),
        lambda digits: digits::bigint
    )
{%- endmacro %}


{#  The sums of two or more of a few numbers: of 1, 4 and 7 these are 5, 8, 11 and 12. #}
{% macro sums_of_several(numbers) -%}
    list_transform(
        list_filter(range(1 << len({{ numbers }})), lambda choice: bit_count(choice) > 1),
        lambda choice: list_sum(
            list_filter({{ numbers }}, lambda number, place: (choice >> (place - 1)) & 1 = 1)
        )
    )
{%- endmacro %}
