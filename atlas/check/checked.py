"""Which suites are run on what, and what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from atlas.check import curated, exported, landed, seeds
from atlas.check.run import Outcome, run_part
from atlas.check.suite import NotThere, Part
from atlas.errors import UserError
from atlas.home import Home

SUITES = {"seeds": seeds, "landed": landed, "curated": curated, "exported": exported}
STATES = ("fails", "warning")
WORST = 3


@dataclass
class Checked:
    """All outcomes, and what could not be looked at."""

    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def failed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.fails]

    @property
    def warnings(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == "warning"]

    @property
    def worst(self) -> list[Outcome]:
        """Failures before warnings; what could not be checked first, then by the rows it hits."""
        found = sorted(
            self.failed + self.warnings,
            key=lambda one: (not one.fails, one.error is None, -one.failing, -one.checked),
        )
        return found[:WORST]

    @property
    def suites(self) -> dict[str, list[Outcome]]:
        names = [name for name in SUITES if any(one.suite == name for one in self.outcomes)]
        return {name: [one for one in self.outcomes if one.suite == name] for name in names}

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "ok": not self.failed,
            "suites": [
                {
                    "suite": suite,
                    "of": list(dict.fromkeys(one.part for one in outcomes)),
                    "claims": len(outcomes),
                    **{state: sum(one.state == state for one in outcomes) for state in STATES},
                }
                for suite, outcomes in self.suites.items()
            ],
            "worst": [f"{one.state}: {one.in_words}" for one in self.worst],
            "notes": self.notes,
            "outcomes": [{"state": one.state, **asdict(one)} for one in self.outcomes],
        }


def check_all(home: Home, names: list[str], say: Callable[[str], None]) -> Checked:
    """Names are suites or folders of exported files; none means every suite.

    What is not there is a note where nobody asked for it, and wrong use where somebody did.
    """
    checked = Checked()
    for name in names or list(SUITES):
        try:
            for part in parts_of(home, name):
                say(f"checking {part.suite}: {part.name}")
                checked.outcomes += run_part(part)
                checked.notes += [f"{part.name}: {note}" for note in part.notes]
        except NotThere as missing:
            if names:
                raise UserError(f"{name} cannot be checked: {missing}") from None
            checked.notes.append(f"{name} not checked: {missing}")
    return checked


def parts_of(home: Home, name: str) -> Iterator[Part]:
    if name in SUITES:
        return SUITES[name].parts(home)
    folder = Path(name)
    if not folder.is_dir():
        raise UserError(
            f"{name} is neither a suite nor a folder; name {', '.join(SUITES)} or a folder of "
            "exported files"
        )
    if not any(folder.glob("*.parquet")):
        raise UserError(f"{name} holds no Parquet file; name a folder that atlas export wrote")
    return exported.parts(home, folder.absolute())
