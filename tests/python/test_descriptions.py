"""Every table and column of the warehouse is described, and nothing that is not there."""

import duckdb
import pytest
import yaml

from atlas.home import PROJECT

STAGES = ("staging", "canonical", "matching", "leakage", "indexed", "marts")


@pytest.fixture(scope="module")
def columns(demo_home) -> dict[tuple[str, str], list[str]]:
    """(schema, table) -> its columns."""
    with duckdb.connect(str(demo_home.warehouse), read_only=True) as warehouse:
        found = warehouse.sql("""
            select schema_name, table_name, list(column_name order by column_index)
            from duckdb_columns() where not internal group by all
        """).fetchall()
    return {(schema, table): names for schema, table, names in found}


@pytest.mark.parametrize("stage", STAGES)
def test_every_table_and_column_is_described(columns, stage):
    text = (PROJECT / "models" / stage / f"_{stage}.yml").read_text(encoding="utf-8")
    models = {model["name"]: model for model in yaml.load(text, yaml.CSafeLoader)["models"]}
    assert set(models) == {file.stem for file in (PROJECT / "models" / stage).glob("*.sql")}
    for name, model in models.items():
        assert [column["name"] for column in model["columns"]] == columns[stage, name], name
        assert all(one.get("description") for one in (model, *model["columns"])), name
