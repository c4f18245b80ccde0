"""The settings of the project: the vars of dbt_project.yml, each with its reason beside it."""

from typing import Any

import yaml

from atlas.home import PROJECT


def settings() -> dict[str, Any]:
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    return project["vars"]


def setting(name: str) -> Any:
    return settings()[name]
