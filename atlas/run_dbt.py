"""dbt inside this process: the commands it gets, and what happens to each node."""

import json
import os
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
from dbt.artifacts.schemas.results import NodeStatus
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

from atlas.console import shown
from atlas.errors import UserError
from atlas.home import PROJECT, Home

FAILED = {NodeStatus.Error, NodeStatus.Fail, NodeStatus.RuntimeErr}
BUILT = {"model", "seed", "snapshot", "test"}
OnEvent = Callable[[str, Any], None]


class Dbt:
    """Runs dbt commands in the project on the warehouse of a home."""

    def __init__(self, home: Home, settings: dict[str, str], given: dict[str, Any]) -> None:
        """`settings` go into the environment, `given` are vars in the place of the project's."""
        self.home = home
        self.given = json.dumps(given)
        self.logs = home.build / "logs"
        self.target = home.build / "target"
        self.manifest: Manifest | None = None
        os.environ.update(settings, ATLAS_HOME=str(home.root))
        if not (PROJECT / "dbt_project.yml").exists():
            raise UserError(
                f"the models are not in {PROJECT}; install with pip install -e in a clone, "
                "or set ATLAS_PROJECT to one"
            )

    def run(self, *arguments: str, on_event: OnEvent | None = None) -> dbtRunnerResult:
        callbacks = [lambda event: on_event(event.info.name, event.data)] if on_event else []
        places = {
            "--project-dir": PROJECT,
            "--profiles-dir": PROJECT,
            "--target-path": self.target,
            "--log-path": self.logs,
            "--vars": self.given,
        }
        options = [str(part) for pair in places.items() for part in pair]
        with chdir(PROJECT):
            return dbtRunner(self.manifest, callbacks).invoke(
                ["--quiet", "--log-level", "none", "--log-level-file", "info", *arguments, *options]
            )

    def parse(self) -> Manifest:
        """Every node of the project; later runs need not parse again."""
        parsed = self.run("parse")
        if not parsed.success:
            raise UserError(f"the project does not parse: {reason(parsed.exception)}", 1)
        self.manifest = parsed.result
        return self.manifest

    def steps(self, selection: list[str]) -> list[str]:
        """The unique ids of what a build of this selection makes and tests."""
        ids = list(self.manifest.nodes)
        if selection:
            keys = ("--output", "json", "--output-keys", "unique_id")
            listed = self.run("list", *selection, *keys).result or []
            ids = [json.loads(line)["unique_id"] for line in listed]
        return [one for one in ids if one.partition(".")[0] in BUILT]

    @property
    def log(self) -> Path:
        return self.logs / "dbt.log"


def close_warehouse() -> None:
    """dbt keeps the database open until the process ends; a publish or a reader needs it closed."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
    DuckDBConnectionManager.close_all_connections()


def count_rows(schema: str, table: str) -> int:
    """Of a table that dbt has built, as DuckDB keeps count of it; 0 for a view."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415

    sql = "select estimated_size from duckdb_tables() where schema_name = ? and table_name = ?"
    try:
        with DuckDBConnectionManager.env().conn.cursor() as cursor:
            found = cursor.execute(sql, [schema, table]).fetchone()
    except duckdb.Error:  # the count is worth no failure
        return 0
    return found[0] if found else 0


def reason(problem: object) -> str:
    """The line of a message that says what is wrong; dbt puts a heading above it."""
    lines = [line.strip() for line in str(problem).splitlines() if line.strip()]
    if len(lines) > 1 and " Error" in lines[0]:
        lines = lines[1:]
    return shown(lines[0], 300) if lines else type(problem).__name__
