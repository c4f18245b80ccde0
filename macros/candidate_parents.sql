{#  Datasets that may be direct parents of a child, with how many of its prompts each must explain.
    Of those that explain as much, first the one with more of the exact text (to a tenth of the
    child), then the more specific one, then the documented one (text cannot tell these), then the
    latest. #}
{% macro candidate_parents(parent, child_prompts, parent_prompts, share_of_parent, first_day, is_declared=none) -%}
    list(
        {
            dataset_id: {{ parent }},
            least: {{ least_direct_prompts(child_prompts, parent_prompts) }}
        }
        order by
            round(exact_prompts / {{ child_prompts }}, 1) desc,
            {{ share_of_parent }} desc,
            {% if is_declared -%} {{ is_declared }} desc, {%- endif %}
            {{ first_day }} desc,
            {{ parent }}
    )
{%- endmacro %}


{#  How many prompts of the child a direct parent must explain. #}
{% macro least_direct_prompts(child_prompts, parent_prompts) -%}
    greatest(
        least({{ var('min_direct_prompts') }}, {{ child_prompts }}, {{ parent_prompts }}),
        least(
            ceil({{ var('min_direct_share_of_child') }} * {{ child_prompts }}),
            ceil({{ var('min_direct_share_of_parent') }} * {{ parent_prompts }})
        )
    )::bigint
{%- endmacro %}
