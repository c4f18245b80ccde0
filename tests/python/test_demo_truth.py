"""The warehouse of the demo world holds what the world was made of: no more, no less.

The truth knows problems, the warehouse knows prompts; both know the rows of a dataset. So each test
asks for what is on one side only: `truth.<table>` except what was found, and the other way round.
"""

import hashlib
from collections import Counter

import duckdb
import pyarrow as pa
import pytest

from atlas.demo.dataset import DATASETS, World
from atlas.demo.edits import EDITS, of_kind
from atlas.demo.problems import answer_text
from atlas.demo.truth import TRUTH, is_earlier
from atlas.demo.world import make_world
from atlas.home import Home
from python_udfs.answers import extract_answer
from python_udfs.same_answer import answers_equal

REPAIRS_OF = {
    "lost_backslash": ["latex_command"],
    "literal_newline": ["literal_newline"],
    "invisible_characters": ["zero_width"],
    "mojibake": ["mojibake", "compatibility"],  # what comes out is a no-break space
    "full_width": ["compatibility"],
    "bare_unicode": ["compatibility"],  # an exponent in one character
}
# Two texts that were each rewritten in another way are further from each other than from their
# original; a problem is made of direct pairs with its first text, so such a pair need not be seen.
REWRITTEN = tuple(
    name for name, edit in EDITS.items() if edit.relation in ("rewritten", "translated")
)
CLOSEST_FIRST = ("exact", "normalised", "near_duplicate", "rewritten", "translated")


@pytest.fixture(scope="module")
def world() -> World:
    return make_world()


@pytest.fixture(scope="module")
def warehouse(demo_home: Home, world: World) -> duckdb.DuckDBPyConnection:
    """The built demo world, the tables of the truth, and `made`: rows with both identities."""
    connection = duckdb.connect()
    connection.execute(f"attach '{demo_home.warehouse}' as warehouse (read_only)")
    connection.execute("create schema truth")
    for name, table in TRUTH.items():
        connection.register("rows_of_table", pa.Table.from_pylist(table(world)))
        connection.execute(f"create table truth.{name} as from rows_of_table")
    texts = [
        {
            "dataset_id": spec.name,
            "row_number": row_number,
            "text": row.text.strip(),
            "answer_given": answer_text(row.answer),
            "original_text": row.problem.text,
        }
        for spec, row_number, row in world.everything()
        if row.problem
    ]
    connection.register("texts", pa.Table.from_pylist(texts))
    connection.execute("""
        create table made as
        select known.*, texts.* exclude (dataset_id, row_number), found.prompt_id, found.problem_id,
        from truth.rows as known
        inner join texts using (dataset_id, row_number)
        inner join warehouse.marts.rows as found using (dataset_id, row_number)
    """)
    connection.execute("use warehouse")
    return connection


@pytest.fixture
def rows_of(warehouse):
    return lambda query: warehouse.execute(query).fetchall()


@pytest.fixture
def differences(rows_of):
    """Rows that only one of two queries gives, with the side that gives them."""

    def between(truth: str, found: str) -> list[tuple]:
        return rows_of(f"""
            select 'missing' as side, * from (({truth}) except ({found}))
            union all
            select 'made up' as side, * from (({found}) except ({truth}))
            order by all
        """)

    return between


def test_every_row_is_there_and_the_unusable_ones_say_why(differences):
    columns = "dataset_id, row_number, reject_reason"
    assert not differences(
        f"select {columns} from memory.truth.rows", f"select {columns} from marts.rows"
    )
    assert not differences(
        f"select {columns} from memory.truth.rows where reject_reason is not null",
        f"select {columns} from marts.rejected_rows",
    )


def test_a_prompt_is_the_published_text_without_its_wrapper(differences):
    assert not differences(
        "select dataset_id, row_number, text from memory.made",
        """
        select dataset_id, row_number, prompt
        from marts.rows inner join marts.prompts using (prompt_id)
        """,
    )


def test_ids_are_hashes_that_any_engine_can_make(rows_of):
    ids = rows_of("""
        select prompt_id, prompt, prompt_key, normal_form, text_id from canonical.distinct_prompts
    """)
    for prompt_id, prompt, prompt_key, form, text_id in ids:
        assert prompt_id == hashlib.sha1(prompt.encode()).hexdigest()
        assert prompt_key == int(prompt_id[:15], 16)
        assert text_id == int(hashlib.md5((form or prompt_id).encode()).hexdigest()[:15], 16)


def test_damage_is_repaired_and_nothing_else_is_touched(rows_of):
    found = rows_of("""
        select made.edit, prompts.repairs, distinct_prompts.repaired_prompt, original_text
        from memory.made
        inner join marts.prompts using (prompt_id)
        inner join canonical.distinct_prompts using (prompt_id)
    """)
    for edit, repairs, repaired, original in found:
        assert set(repairs) <= set(REPAIRS_OF.get(edit, [])), repaired
        is_damage = edit in EDITS and EDITS[edit].kind == "damage"
        assert not is_damage or repairs == REPAIRS_OF.get(edit, []), repaired
        assert not is_damage or EDITS[edit].relation != "exact" or repaired == original


def test_every_answer_is_taken_out_and_keeps_its_value(rows_of):
    answers = rows_of("""
        select found.answer, made.answer_given
        from marts.rows as found
        inner join memory.made using (dataset_id, row_number)
        inner join marts.datasets using (dataset_id)
        where datasets.domain = 'math'
    """)
    wrong = [
        pair
        for pair in set(answers)
        if pair[0] is None or not answers_equal(pair[0], extract_answer(pair[1]))
    ]
    assert not wrong


def test_every_source_is_recovered_with_its_method_and_the_way_it_came(differences):
    assert not differences(
        """
        select
            dataset_id, row_number, expected_source, coalesce(expected_method, 'none'),
            expected_via, label_is_contradicted
        from memory.truth.rows
        """,
        """
        select
            dataset_id, row_number, atomic_source, attribution_method,
            attribution_via, coalesce(label_is_contradicted, false)
        from marts.rows
        """,
    )


def test_two_prompts_are_one_problem_exactly_where_they_were_made_so(rows_of):
    split = rows_of("""
        select problem, list(distinct edit), list(distinct text)
        from memory.made group by problem having count(distinct problem_id) > 1
    """)
    merged = rows_of("""
        select problem_id, list(distinct problem), list(distinct text)
        from memory.made group by problem_id having count(distinct problem) > 1
    """)
    assert not split
    assert not merged


def test_variants_are_seen_and_are_never_the_same_problem(rows_of):
    judged = rows_of("""
        select variants.edit, matches.relation, matches.is_same_problem
        from memory.truth.variants
        inner join memory.made as variant using (dataset_id, row_number)
        inner join memory.made as original
            on variants.variant_of = original.problem and original.edit = 'same'
        inner join marts.matches
            on least(variant.prompt_id, original.prompt_id) = matches.prompt_id
            and greatest(variant.prompt_id, original.prompt_id) = matches.other_prompt_id
    """)
    assert not any(is_same for _, _, is_same in judged)
    called_variants = Counter(edit for edit, relation, _ in judged if relation == "variant")
    assert set(called_variants) == {edit for edit, _, _ in judged}
    assert called_variants.total() > 0.9 * len(judged)  # the rest has too few words in common


def test_an_edit_is_called_by_the_closest_relation_it_deserves(rows_of):
    """`Edit.relation` is the loosest relation that an edited text has to its original."""
    judged = rows_of("""
        select edited.edit, matches.relation, any_value(edited.text), count(*)
        from memory.made as edited
        inner join memory.made as original
            on edited.original_text = original.text and edited.prompt_id <> original.prompt_id
        inner join marts.matches
            on least(edited.prompt_id, original.prompt_id) = matches.prompt_id
            and greatest(edited.prompt_id, original.prompt_id) = matches.other_prompt_id
        where edited.edit <> 'same' and edited.problem = original.problem
        group by all
    """)
    too_loose = [
        row
        for row in judged
        if row[1] not in CLOSEST_FIRST
        or CLOSEST_FIRST.index(row[1]) > CLOSEST_FIRST.index(EDITS[row[0]].relation)
    ]
    assert not too_loose
    assert {edit for edit, *_ in judged} >= {
        edit.name for edit in of_kind("notation", "damage", "language") if edit.in_demo
    }


def test_every_edge_has_its_direction_its_size_and_its_direct_parents(rows_of):
    columns = "child_dataset_id, parent_dataset_id, is_ordered, is_direct"
    known = rows_of(f"""
        select
            {columns},
            count(distinct child.prompt_id) filter (
                child.edit not in {REWRITTEN}
                or parent.edit not in {REWRITTEN}
                or child.text = parent.text
            ) as least_shared,
            count(distinct child.prompt_id) as most_shared,
        from memory.truth.edges
        inner join memory.made as child on edges.child_dataset_id = child.dataset_id
        inner join memory.made as parent
            on edges.parent_dataset_id = parent.dataset_id and child.problem = parent.problem
        group by all
    """)
    found = {
        row[:4]: row[4]
        for row in rows_of(f"select {columns}, shared_prompts from marts.lineage_edges")
    }
    assert set(found) <= {row[:4] for row in known}
    wrong = [row for row in known if not row[4] <= found.get(row[:4], 0) <= row[5]]
    assert not wrong


def test_what_is_documented_is_measured(rows_of):
    parents = {(name, parent) for name, spec in DATASETS.items() for parent in spec.parents}
    found = rows_of("""
        select child_dataset_id, parent_dataset_id, finding
        from marts.declared_lineage_found where child_dataset_id like 'demo%'
    """)
    perturbed = {("demo_number_variant", "demo_contest"), ("demo_number_variant", "demo_school")}
    assert {tuple(row) for row in found} >= {(*pair, "variants only") for pair in perturbed}
    assert {tuple(row) for row in found if row[:2] not in perturbed} <= {
        (*pair, "measured") for pair in parents
    }


def test_ancestors_are_the_parents_parents(rows_of):
    expected = {}
    for name in DATASETS:
        distance, generation, seen = 1, set(DATASETS[name].parents), set()
        while generation:
            expected |= {(name, ancestor): distance for ancestor in generation}
            seen |= generation
            generation = {parent for one in generation for parent in DATASETS[one].parents} - seen
            distance += 1
    found = rows_of("select dataset_id, ancestor_dataset_id, distance from marts.heritage")
    assert {(name, ancestor): distance for name, ancestor, distance in found} == expected


def test_every_leak_is_found_with_its_item_and_its_timing(differences):
    assert not differences(
        """
        select training.dataset_id, training.prompt_id, item.dataset_id, item.prompt_id, timing
        from memory.truth.leaks
        inner join memory.made as training
            on leaks.dataset_id = training.dataset_id and leaks.row_number = training.row_number
        inner join memory.made as item
            on leaks.benchmark_id = item.dataset_id and leaks.benchmark_row_number = item.row_number
        """,
        "select dataset_id, prompt_id, benchmark_id, benchmark_prompt_id, timing from marts.leaks",
    )


def test_a_leaked_item_is_counted_once_however_many_files_its_benchmark_has(differences):
    families = [(name, spec.benchmark_family) for name, spec in DATASETS.items()]
    assert not differences(
        f"""
        select leaks.dataset_id, family, count(distinct problem)
        from memory.truth.leaks
        inner join (values {str(families)[1:-1]}) as known (benchmark_id, family)
            using (benchmark_id)
        group by all
        """,
        "select dataset_id, benchmark_family, leaked_items from marts.leak_families",
    )


def test_contradictory_answers_are_conflicts_and_other_forms_of_an_answer_are_not(rows_of):
    expected = {
        conflict["problem"]: (conflict["answers"].split("; "), conflict["datasets"].split("; "))
        for conflict in TRUTH["conflicts"](make_world())
    }
    found = rows_of("""
        select made.problem, any_value(answers), any_value(datasets)
        from marts.answer_conflicts
        inner join memory.made using (problem_id)
        group by made.problem
    """)
    assert {problem: (answers, datasets) for problem, answers, datasets in found} == expected


def test_the_counts_of_a_dataset_are_those_of_its_rows(differences):
    assert not differences(
        """
        select
            dataset_id,
            count(*),
            count(reject_reason),
            count(distinct problem),
            count(expected_source) / count(problem),
        from memory.truth.rows group by dataset_id
        """,
        """
        select
            dataset_id,
            datasets.row_count,
            rejected_count,
            count(distinct problem_id),
            attributed_share,
        from marts.datasets inner join marts.rows using (dataset_id)
        group by all
        """,
    )


def test_nothing_is_new_that_an_earlier_dataset_had(rows_of, world):
    held = {
        name: {row.problem.truth_id for row in rows if row.problem}
        for name, rows in world.rows.items()
    }
    for name, novel_share in rows_of("select dataset_id, novel_share from marts.datasets"):
        if not DATASETS[name].released_on:
            assert novel_share is None
            continue
        earlier = [held[one] for one in held if is_earlier(DATASETS[one], DATASETS[name])]
        novel = held[name].difference(*earlier)
        prompts = {
            row.text.strip() for row in world[name] if row.problem and row.problem.truth_id in novel
        }
        total = {row.text.strip() for row in world[name] if row.problem}
        assert novel_share == pytest.approx(len(prompts) / len(total)), name


def test_a_template_of_two_thousand_rows_meets_its_neighbours_only(rows_of):
    ((problems, pairs),) = rows_of("""
        with flood as (
            select distinct problem_id, text_id
            from memory.made
            inner join canonical.distinct_prompts using (prompt_id)
            where dataset_id = 'demo_template_flood'
        )

        select
            (select count(distinct problem_id) from flood),
            (
                select count(*) from matching.candidate_pairs
                where text_id in (select text_id from flood)
                    and other_text_id in (select text_id from flood)
            )
    """)
    assert problems == 2000
    assert pairs < 2000 * 40
