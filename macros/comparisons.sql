{#  The comparisons of the judge: what is measured on a pair, and the edges between its levels.
    `on` says where a comparison speaks: on every pair, on pairs in one language (`prose`), of these
    on those with hardly a formula (`wordy`), or on pairs in two languages (`translation`). Weights of the levels are rows of seed `match_weights`; who changes
    an edge here fits them anew with tests/matching/fit_match_weights.py. #}
{% macro comparisons() -%}
    {%- set tenths = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97] -%}
    {{ return([
        {'name': 'numbers_missed', 'on': 'all', 'edges': [1, 2, 3]},
        {'name': 'numbers_added', 'on': 'all', 'edges': [1, 2, 3, 5, 9]},
        {'name': 'fewer_numbers', 'on': 'all', 'edges': [1, 2, 3, 4, 6, 9]},
        {'name': 'numbers_in_order', 'on': 'all', 'edges': [0.01, 0.3, 0.6, 0.9]},
        {'name': 'operators_missed', 'on': 'all', 'edges': [1, 2, 4]},
        {'name': 'operators_added', 'on': 'all', 'edges': [1, 2, 3, 5, 9, 17]},
        {'name': 'formula_length', 'on': 'all', 'edges': [1, 4, 8, 14, 24, 40]},
        {'name': 'formula_share', 'on': 'all', 'edges': [0.5, 0.6, 0.7, 0.8, 0.87, 0.93, 0.97, 1]},
        {'name': 'formula_whole_share', 'on': 'all', 'edges': [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1]},
        {'name': 'formula_order_share', 'on': 'all', 'edges': tenths},
        {'name': 'formula_order_whole_share', 'on': 'all', 'edges': tenths},
        {'name': 'word_share', 'on': 'prose', 'edges': tenths},
        {'name': 'word_whole_share', 'on': 'prose', 'edges': tenths},
        {'name': 'rare_words_exchanged', 'on': 'prose', 'edges': [0.5, 3, 4, 5, 6, 7, 8, 9, 11]},
        {'name': 'rarest_word_added', 'on': 'prose', 'edges': [0.5, 4, 6, 8, 10, 11.9]},
        {'name': 'question_words_exchanged', 'on': 'prose', 'edges': [0.5, 3, 4, 5, 6, 7, 8, 10]},
        {'name': 'contrasts', 'on': 'prose', 'edges': [1, 2]},
        {'name': 'phrase_share', 'on': 'prose', 'edges': tenths},
        {'name': 'phrase_whole_share', 'on': 'prose', 'edges': tenths},
        {'name': 'shingle_share', 'on': 'prose', 'edges': tenths},
        {'name': 'jaccard', 'on': 'prose', 'edges': tenths},
        {'name': 'wordy_word_share', 'on': 'wordy', 'edges': tenths},
        {'name': 'wordy_phrase_share', 'on': 'wordy', 'edges': tenths},
        {'name': 'shorter_length', 'on': 'all', 'edges': [8, 14, 22, 32, 48, 70, 110]},
        {'name': 'length_ratio', 'on': 'all', 'edges': [1.3, 1.7, 2.2, 3, 4, 6, 10]},
        {'name': 'amount_shared', 'on': 'all', 'edges': [20, 40, 60, 90, 130, 180, 250, 400]},
        {'name': 'translated_formula_share', 'on': 'translation', 'edges': [0.5, 0.7, 0.8, 0.87, 0.93, 0.97, 1]},
        {'name': 'translated_formula_order_share', 'on': 'translation', 'edges': tenths},
        {'name': 'translated_formula_length', 'on': 'translation', 'edges': [2, 4, 7, 11, 16, 25]},
        {'name': 'translated_numbers_added', 'on': 'translation', 'edges': [1, 2, 3, 5]},
        {'name': 'translated_fewer_numbers', 'on': 'translation', 'edges': [1, 2, 3, 4, 6, 9]},
    ]) }}
{%- endmacro %}


{#  The comparisons whose levels are words, not edges. #}
{% macro worded_comparisons() -%}
    {{ return(['answers', 'pictures', 'kernels', 'languages']) }}
{%- endmacro %}


{#  The level of a measure: the highest edge that it reaches, as text, or `0`. #}
{% macro level(comparison) -%}
    case
    {%- if comparison.on == 'prose' %}
        when not is_same_language then 'silent'
    {%- elif comparison.on == 'wordy' %}
        when not is_same_language or formula_length > 6 then 'silent'
    {%- elif comparison.on == 'translation' %}
        when is_same_language then 'silent'
    {%- endif %}
    {%- for edge in comparison.edges | reverse %}
        when {{ comparison.name }} >= {{ edge }} - 1e-6 then '{{ edge }}'
    {%- endfor %}
        else '0'
    end
{%- endmacro %}
