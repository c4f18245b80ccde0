"""Building a home as far as the judge's verdicts: seeds, staging, canonical, matching."""

import os
import subprocess
import sys
from pathlib import Path

from atlas.home import PROJECT, Home

STAGES = ("resource_type:seed", "staging", "canonical", "matching")


def build_matching(home: Home, with_tests: bool = False) -> Path:
    """The database with the verdicts on all that is landed. dbt runs in a process of its own."""
    types = ["seed", "model", *(["test"] if with_tests else [])]
    dbt = [sys.executable, "-W", "ignore", "-m", "dbt.cli.main", "--quiet"]
    build = ["build", "--indirect-selection", "buildable", "--select", *STAGES]
    build += [part for kind in types for part in ("--resource-type", kind)]
    subprocess.run(
        [*dbt, *build, "--target-path", home.root / "target", "--log-path", home.root / "logs"],
        cwd=PROJECT,
        env=os.environ | {"ATLAS_HOME": str(home.root)},
        check=True,
    )
    return home.build / "warehouse.duckdb"
