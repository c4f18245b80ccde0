"""Building a home as far as the judge's verdicts: seeds, staging, canonical, matching."""

import os
import subprocess
import sys
from pathlib import Path

from atlas.home import PROJECT, Home

STAGES = ("resource_type:seed", "staging", "canonical", "matching")


def build_matching(home: Home) -> Path:
    """The database with the verdicts on all that is landed. dbt runs in a process of its own."""
    dbt = [sys.executable, "-m", "dbt.cli.main", "--quiet", "--log-path", home.root / "logs"]
    build = ["build", "--exclude-resource-type", "unit_test", "--indirect-selection", "buildable"]
    subprocess.run(
        [*dbt, *build, "--select", *STAGES, "--target-path", home.root / "target"],
        cwd=PROJECT,
        env=os.environ | {"ATLAS_HOME": str(home.root)},
        check=True,
    )
    return home.build / "warehouse.duckdb"
