{#  The first of the two columns is less than the second: a pair stands once. #}
{% test in_order(model, columns) %}
select {{ columns | join(', ') }}
from {{ model }}
where {{ columns[0] }} >= {{ columns[1] }}
{% endtest %}
