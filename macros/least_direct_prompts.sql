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
