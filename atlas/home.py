"""Where the project and its data live."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from atlas.errors import UserError

PROJECT = Path(os.environ.get("ATLAS_PROJECT") or Path(__file__).resolve().parent.parent).absolute()
SEEDS = PROJECT / "seeds"
SPECIAL = set("'\"*?[]{}")  # dbt and DuckDB read them as part of a pattern, not of a name


@dataclass(frozen=True)
class Home:
    """The folder that holds everything ATLAS writes (ATLAS_HOME)."""

    root: Path

    @classmethod
    def find(cls, option: Path | str | None = None) -> "Home":
        """The folder of `--home`, else of ATLAS_HOME, else `data/` in the project."""
        chosen = option or os.environ.get("ATLAS_HOME") or PROJECT / "data"
        root = Path(chosen).expanduser().absolute()
        if set(str(root)) & SPECIAL:
            raise UserError(f"{root} has quotes or wildcards in it; choose another folder")
        return cls(root)

    @property
    def landed(self) -> Path:
        return self.root / "landed"

    @property
    def rollouts(self) -> Path:
        return self.root / "rollouts"

    @property
    def indexes(self) -> Path:
        return self.root / "indexes"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def downloads(self) -> Path:
        return self.root / "downloads"

    def landed_file(self, dataset_id: str) -> Path:
        return self.landed / f"{dataset_id}.parquet"

    def make_folder(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"cannot create {folder} ({error.strerror}); choose another folder with --home"
            ) from None
        return folder


HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the data (default: ATLAS_HOME, else data/)."),
]
