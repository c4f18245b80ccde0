"""Every public column comes from something that was landed, a seed, or a var."""

import json

import pytest

from atlas.column_lineage import ColumnLineage
from atlas.columns import lineage_of, public

BASES = {"landed", "rollouts", "indexes", "seeds"}
LAST_BUILD = ("curation", "last_decisions")  # which the first build compiles to nothing


@pytest.fixture(scope="module")
def found(demo_home):
    return lineage_of(demo_home)


def test_every_public_column_is_traced_to_what_was_landed_or_decided(found):
    columns = public(found)
    assert len(columns) > 150
    lost = {
        (".".join(column), ".".join(origin))
        for column in columns
        for origin in found.origins(column)
        if origin[0] not in BASES and origin[:2] != LAST_BUILD
    }
    assert lost == set()


def test_few_columns_are_read_by_name_only(found):
    steps = [found.step(one) for column in public(found) for one in found.walk(column)]
    distinct = {step.column: step for step in steps if step.parents}
    assert sum(step.by_name for step in distinct.values()) < 0.15 * len(distinct)


@pytest.mark.parametrize(
    ("column", "origin"),
    [
        (("marts", "prompts", "prompt"), ("landed", "files", "prompt")),
        (("marts", "rows", "answer"), ("landed", "files", "answer")),
        (("marts", "datasets", "licence"), ("landed", "metadata", "value")),
        (("marts", "datasets", "licence"), ("seeds", "dataset_registry", "licence")),
        (("marts", "rows", "atomic_source"), ("seeds", "source_aliases", "atomic_source")),
        (("marts", "matches", "match_weight"), ("landed", "files", "prompt")),
        (("marts", "outcomes", "right_after"), ("rollouts", "files", "is_correct")),
        (("marts", "leak_summary", "leaked_rows"), ("landed", "files", "*")),
    ],
)
def test_known_columns_come_from_where_they_come_from(found, column, origin):
    assert origin in found.origins(column)


def test_a_kept_table_is_not_made_of_itself(tmp_path):
    """A second build leaves out the rows of the first."""
    (tmp_path / "canonical").mkdir()
    (tmp_path / "canonical" / "answers.sql").write_text(
        "with new as (select * from w.landed.files /* kept */ anti join w.canonical.answers"
        " using (answer) /* end */) select answer, f(columns(*)) as kind from new"
    )
    columns = {"canonical": {"answers": ["answer", "kind"]}, "landed": {"files": ["answer"]}}
    found = ColumnLineage(tmp_path, columns)
    assert found.origins(("canonical", "answers", "kind")) == [("landed", "files", "answer")]


def test_a_column_is_not_made_of_its_neighbours(found):
    assert ("landed", "files", "answer") not in found.origins(("marts", "datasets", "licence"))


def test_vars_are_named_where_they_decide(found):
    assert "match_weight_threshold" in found.variables(("marts", "matches", "is_same_problem"))


def test_columns_are_shown_as_tree_table_and_data(demo_home, atlas, capsys):
    def said(*arguments: str) -> str:
        capsys.readouterr()
        assert atlas("columns", *arguments, "--home", demo_home.root) == (0, None)
        return capsys.readouterr().out

    assert said("leaks.timing").startswith("marts.leaks.timing\n")
    (facts,) = json.loads(said("marts.prompts.prompt", "--format", "json"))
    assert "landed.files.prompt" in facts["origins"]
    assert "| marts.prompts.prompt | landed.files.prompt" in said("--format", "markdown")
    code, message = atlas("columns", "marts.leaks.timeing", "--home", demo_home.root)
    assert (code, "did you mean marts.leaks.timing?" in message) == (2, True)
