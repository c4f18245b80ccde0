{#  The shares of the four outcomes side by side, as the published table names them: an aggregate of rows
    with `published_share` and `share`. #}
{% macro published_shares() -%}
    {%- for share in ['p00', 'p10', 'p11', 'p01'] -%}
    max(share) filter (where published_share = '{{ share }}') as {{ share }},
    {% endfor -%}
{%- endmacro %}


{#  L_SCA (paper, section 5): the four shares by the `weights` of the model size. #}
{% macro l_sca() -%}
    weights['weight_p10'] * p10
    + weights['weight_p01'] * p01
    + weights['weight_p11'] * p11
    + weights['weight_p00'] * p00
{%- endmacro %}
