"""What a demo dataset is made of, and the list of all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from atlas.demo.layouts import Layout
from atlas.demo.problems import Answer, Problem, ProblemMaker


@dataclass(frozen=True, slots=True)
class Row:
    """One row before its layout: `text` is the prompt without the dataset's wrapper."""

    problem: Problem | None  # None: a row without a usable prompt
    text: str | None
    answer: Answer
    edit: str = "same"  # what was done to the problem's own text, see atlas.demo.edits
    label: str | None = None
    variant_of: Problem | None = None
    is_correct: bool = True


@dataclass(frozen=True)
class DemoDataset:
    """A dataset to make: `rows(world, rng)` may use the datasets made before it."""

    name: str
    released_on: str  # empty: unknown
    layout: Layout
    rows: Callable[["World", Random], list[Row]]
    parents: tuple[str, ...] = ()
    origin: str = ""  # the atomic source it is the origin of
    role: str = "train"
    domain: str = "math"
    licence: str = "CC-BY-4.0"
    benchmark_family: str = ""
    prefix: str = ""
    suffix: str = ""
    is_synthetic: bool = False

    @property
    def shows(self) -> str:
        return (self.rows.__doc__ or "").splitlines()[0]

    def wrapped(self, row: Row) -> str | None:
        return row.text and f"{self.prefix}{row.text}{self.suffix}"


DATASETS: dict[str, DemoDataset] = {}


def dataset(name: str, released_on: str, layout: Layout, **facts):
    """Registers the function below it as the maker of the dataset's rows."""

    def register(rows: Callable[["World", Random], list[Row]]):
        DATASETS[name] = DemoDataset(name, released_on, layout, rows, **facts)
        return rows

    return register


@dataclass
class World:
    """Every dataset's rows, by name, in the order in which they were made."""

    seed: int
    rows: dict[str, list[Row]] = field(default_factory=dict)
    maker: ProblemMaker = field(default_factory=ProblemMaker)

    def __getitem__(self, name: str) -> list[Row]:
        return self.rows[name]

    def everything(self) -> Iterator[tuple[DemoDataset, int, Row]]:
        for name, rows in self.rows.items():
            for row_number, row in enumerate(rows):
                yield DATASETS[name], row_number, row


def original(problem: Problem) -> Row:
    return Row(problem, problem.text, problem.answer)


def unlabelled(rows: list[Row]) -> list[Row]:
    return [replace(row, label=None) for row in rows]
