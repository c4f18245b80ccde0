"""Builds warehouses of growing size and tells what each stage costs: `make bench`.

python -m benchmarks.scale [--rows 145000 1450000] [--late 17000] [--tests] [--folder FOLDER]

Each corpus is grown from the demo generator (16 training sets and 2 benchmarks, most rows copies or
edits of others, the same rows for the same seed), landed, and built from landed files to marts.
Then one more dataset is landed and built. With --real FOLDER the published datasets of a catalog
are built instead.
"""

import argparse
import sys
from array import array
from pathlib import Path
from random import Random

from atlas.demo.grow import Plan, catalog_row, grow, write_dataset
from atlas.demo.world import SEED
from atlas.demo.write import write_table
from benchmarks.measure import STAGES, Cost, exponent, machine, run, seconds_by_node

STAGE_ORDER = (*STAGES, "marts")
NEW_SHARE = 0.28
DBT = "import sys; from dbt.cli.main import cli; sys.exit(cli())"


class Bench:
    """One warehouse and the folder it is built in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.target = folder / "target"
        folder.mkdir(parents=True, exist_ok=True)

    def land(self, catalog: Path) -> Cost:
        options = ["--catalog", str(catalog), "--home", str(self.home)]
        return run([sys.executable, "-m", "atlas.cli", "land", *options], self.folder)

    def dbt(self, *arguments: str) -> Cost:
        places = ["--target-path", str(self.target), "--log-path", str(self.folder / "logs")]
        command = [sys.executable, "-c", DBT, *arguments, *places]
        return run(command, self.folder, ATLAS_HOME=str(self.home))


def late_dataset(folder: Path, plans: list[Plan], row_count: int, seed: int) -> Path:
    """One more training set, three of four rows copied from the others; its catalog."""
    rng = Random(f"{seed}:late:{row_count}")
    first_new = 1 + max(max(plan.problems) for plan in plans)
    new = round(row_count * NEW_SHARE)
    problems, edits = array("q", range(first_new, first_new + new)), array("q", bytes(8 * new))
    for _ in range(row_count - new):
        parent = rng.choice(plans)
        row = rng.randrange(len(parent.problems))
        problems.append(parent.problems[row])
        edits.append(parent.edits[row])
    plan = Plan("grown_late", "train", "2023-06-01", problems, edits)
    write_dataset(folder, seed, plan)
    write_table(folder / "late.csv", [catalog_row(plan)])
    return folder / "late.csv"


def measure(folder: Path, rows: int, late: int, tests: bool) -> dict[tuple[str, str], float]:
    bench, corpus = Bench(folder), folder / "corpus"
    plans = grow(corpus, rows, SEED)
    report("landing", bench.land(corpus / "catalog.csv"))
    bench.dbt("seed")
    report("landed to marts", bench.dbt("run", "--full-refresh"))
    seconds = seconds_by_node(bench.target)
    for (stage, node), spent in sorted(seconds.items(), key=lambda item: -item[1])[:12]:
        print(f"    {spent:7.1f} s  {stage}.{node}")
    if tests:
        report("tests", bench.dbt("test"))
    if late:
        bench.land(late_dataset(corpus, plans, late, SEED))
        report(f"{late:,} more rows to marts", bench.dbt("run"))
        for (stage, node), spent in sorted(
            seconds_by_node(bench.target).items(), key=lambda item: -item[1]
        )[:8]:
            print(f"    {spent:7.1f} s  {stage}.{node}")
    return seconds


def report(what: str, cost: Cost) -> None:
    print(
        f"  {what:24} {cost.seconds:7.1f} s  {cost.cpu_seconds:7.1f} s of CPU  "
        f"{cost.peak_gigabytes:5.2f} GB at the peak",
        flush=True,
    )


def stage_table(sizes: list[int], measured: list[dict[tuple[str, str], float]]) -> str:
    """Seconds a stage (its models one after the other) at each size, and how they grow."""
    heading = [f"{size:,} rows" for size in sizes] + ["exponent"] * (len(sizes) > 1)
    lines = [f"| stage | {' | '.join(heading)} |", "|---" * (len(heading) + 1) + "|"]
    for stage in STAGE_ORDER:
        sums = [
            sum(spent for (of_stage, _), spent in seconds.items() if of_stage == stage)
            for seconds in measured
        ]
        cells = [f"{spent:.1f} s" for spent in sums]
        if len(sizes) > 1:
            cells.append(f"{exponent(sums[0], sums[-1], sizes[0], sizes[-1]):.2f}")
        lines.append(f"| {stage} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[145_000, 1_450_000])
    parser.add_argument("--late", type=int, default=17_000, help="rows of the dataset landed last")
    parser.add_argument("--tests", action="store_true", help="time the tests as well")
    parser.add_argument("--folder", type=Path, default=Path("data/bench"))
    parser.add_argument("--real", type=Path, help="folder of published datasets with catalog.csv")
    options = parser.parse_args()
    print(machine())
    if options.real:
        bench = Bench(options.folder / "real")
        report("landing", bench.land(options.real / "catalog.csv"))
        bench.dbt("seed")
        report("landed to marts", bench.dbt("run", "--full-refresh"))
        print(stage_table([0], [seconds_by_node(bench.target)]).replace("0 rows", "published"))
        return
    measured = []
    for rows in sorted(options.rows):
        print(f"{rows:,} rows")
        measured.append(measure(options.folder / str(rows), rows, options.late, options.tests))
    print(stage_table(sorted(options.rows), measured))


if __name__ == "__main__":
    main()
