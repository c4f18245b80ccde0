"""The seeds hang together, say why, and read the real files as they claim to."""

import csv
import json
import math
import os
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml

from atlas.demo.world import DATASETS as DEMO_DATASETS
from atlas.landing.fields import parse_field
from python_udfs.unwrap import unwrap

SEEDS = Path(__file__).parents[2] / "seeds"
SHARED_DATA = Path(os.environ.get("ATLAS_SHARED_DATA", Path(__file__).parents[3] / "shared/data"))
needs_real_data = [
    pytest.mark.real_data,
    pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the shared real datasets are absent"),
]
DESCRIBED = {
    described["name"]: described
    for described in yaml.safe_load((SEEDS / "_seeds.yml").read_text(encoding="utf-8"))["seeds"]
}
NAMES = list(DESCRIBED)
# Seeds whose description says why, for all rows.
MEASURED = {"match_trees", "token_weights", "exchanged_words", "concepts", "reviewed_pairs"}

TRAIN_MATH = """
    inclusionAI/AReaL-boba-Data nvidia/AceReason-Math open-r1/Big-Math-RL-Verified-Processed
    open-r1/DAPO-Math-17k-Processed BytedTsinghua-SIA/DAPO-Math-17k zwhe99/DeepMath-103K
    agentica-org/DeepScaleR-Preview-Dataset PRIME-RL/Eurus-2-RL-Data EleutherAI/hendrycks_math
    Kwai-Klear/KlearReasoner-MathSub-30K meta-math/MetaMathQA nvidia/Nemotron-Math-v2
    AI-MO/NuminaMath-1.5 AI-MO/NuminaMath-CoT AI-MO/olympiads-ref-base nvidia/OpenMathReasoning
    open-r1/OpenR1-Math-220k POLARIS-Project/Polaris-Dataset-53K RUC-AIBOX/STILL-3-RL-90K
    Skywork/Skywork-OR1-RL-Data openai/gsm8k allenai/lila RUC-AIBOX/long_form_thought_data_5k
    knoveleng/open-rs microsoft/orca-math-word-problems-200k
    Open-Reasoner-Zero/orz_math_72k_collection_extended ElonTusk2001/rstar_ppm
""".split()
TRAIN_CODE = """
    TIGER-Lab/AceCode-87K MatrixStudio/Codeforces-Python-Submissions newfacade/LeetCodeDataset
    BAAI/TACO codeparrot/apps deepmind/code_contests
""".split()
BENCHMARKS = """
    ByteDance-Seed/BeyondAIME GITHUB/HARP HuggingFaceH4/MATH-500 MathOdyssey/MathOdyssey
    knoveleng/OlympiadBench math-ai/aime24 math-ai/aime25 math-ai/amc23 hf-imo-colab/AMO-Bench
    meituan-longcat/AMO-Bench openai/gsm8k hbXNov/hle_math_exact_match_no_image_int_answer_random128
    Hwilner/imo-answerbench math-ai/minervamath KbsdJames/Omni-MATH
""".split()


@cache
def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def registry() -> dict[str, dict[str, str]]:
    return {row["dataset_id"]: row for row in seed("dataset_registry")}


def wrappers_of(dataset_id: str) -> dict[str, list[str]]:
    kinds = {"prefix": [], "suffix": [], "after": [], "before": [], "anywhere": []}
    for row in seed("prompt_wrappers"):
        if row["dataset_id"] in ("*", dataset_id):
            kinds[row["kind"]].append(row["wrapper_text"])
    return {
        "prefixes": kinds["prefix"],
        "suffixes": kinds["suffix"],
        "afters": kinds["after"],
        "befores": kinds["before"],
        "anywheres": kinds["anywhere"],
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_described_and_typed(name):
    header = list(seed(name)[0])
    assert [column["name"] for column in DESCRIBED[name]["columns"]] == header
    assert list(DESCRIBED[name]["config"]["column_types"]) == header


@pytest.mark.parametrize("name", sorted(set(NAMES) - MEASURED))
def test_every_row_says_why_in_words(name):
    for row in seed(name):
        assert len(row["reason"]) >= 8 and row["evidence"], row


@pytest.mark.parametrize(
    ("role", "domain", "hub_ids"),
    [
        ("train", "math", TRAIN_MATH),
        ("train", "code", TRAIN_CODE),
        ("benchmark", "math", BENCHMARKS),
    ],
)
def test_every_dataset_of_the_paper_is_registered(role, domain, hub_ids):
    known = {
        row["hub_id"]
        for row in registry().values()
        if (row["role"], row["domain"]) == (role, domain)
    }
    assert set(hub_ids) - known == set()


def test_field_expressions_are_ones_that_landing_reads():
    for row in registry().values():
        for column in ("prompt_field", "answer_field", "source_field"):
            if row[column]:
                parse_field(row[column])


def test_a_date_is_as_exact_as_it_says():
    for row in registry().values():
        if row["released_precision"] == "unknown":
            assert not row["released_on"] and row["released_basis"] == "unknown", row
            continue
        released_on = date.fromisoformat(row["released_on"])
        assert row["released_precision"] != "month" or released_on.day == 1, row
        assert row["released_basis"] != "unknown", row


def test_benchmarks_have_a_family_and_are_the_origin_of_their_items():
    origins = {row["dataset_id"] for row in seed("source_origins")}
    for dataset_id, row in registry().items():
        assert bool(row["benchmark_family"]) == (row["role"] == "benchmark"), row
        assert row["role"] == "train" or dataset_id in origins, dataset_id


def test_what_a_rule_writes_means_a_source():
    labels = {row["label"] for row in seed("source_aliases")}
    assert all(label == label.lower() for label in labels)
    written = {row["new_source"].lower() for row in seed("source_rules") if row["new_source"]}
    assert written - labels == set()


def test_nothing_is_attributed_to_the_leaks():
    attributing = seed("source_aliases") + seed("source_origins")
    assert "test_leak" not in {row["atomic_source"] for row in attributing}


def test_a_row_filter_is_a_rule_of_the_paper_that_is_not_followed():
    actions = {row["rule_id"]: row["action"] for row in seed("source_rules")}
    filters = {row["row_filter"] for row in registry().values() if row["row_filter"]}
    assert {actions[rule] for rule in filters} == {"elsewhere"}


def test_what_was_only_picked_from_others_is_no_origin():
    origins = {row["dataset_id"] for row in seed("source_origins") if not row["label"]}
    made_from_others = {
        row["child_dataset_id"]
        for row in seed("declared_lineage")
        if row["relation"] in ("filtered from", "sampled from", "curated from")
        and row["parent_dataset_id"] not in origins
    }
    assert origins & made_from_others == set()


def test_the_demo_world_has_its_sources():
    origins = {
        row["dataset_id"]: row["atomic_source"]
        for row in seed("source_origins")
        if row["dataset_id"].startswith("demo_")
    }
    assert origins == {name: made.origin for name, made in DEMO_DATASETS.items() if made.origin}


@pytest.mark.parametrize("row", seed("prompt_wrappers"), ids=lambda row: row["wrapper_id"])
def test_a_wrapper_is_cut_as_it_stands_in_the_seed(row):
    problem = "How many primes are there below $30$?"
    text = row["wrapper_text"]
    template = {
        "prefix": f"{text}{problem}",
        "after": f"{text}{problem}",
        "suffix": f"{problem}{text}",
        "before": f"{problem}{text} tail",
        "anywhere": f"{problem} {text}",
    }[row["kind"]]
    dataset_id = "" if row["dataset_id"] == "*" else row["dataset_id"]
    assert unwrap(template, **wrappers_of(dataset_id)).strip() == problem


@pytest.mark.parametrize("scale", ["1.7B", "8B"])
def test_the_coefficients_give_the_published_scores(scale):
    billions = float(
        next(row["billions"] for row in seed("q_model_scales") if row["model_scale"] == scale)
    )
    band = next(
        row["scale_band"]
        for row in seed("q_scale_bands")
        if float(row["over_billions"]) < billions <= float(row["up_to_billions"] or "inf")
    )
    c = {
        row["coefficient"]: float(row["value"])
        for row in seed("q_coefficients")
        if row["scale_band"] == band
    }
    gains = {
        row["published_name"]: row
        for row in seed("q_published_gains")
        if row["model_scale"] == scale
    }
    published = {
        (row["published_name"], row["metric"]): float(row["value"])
        for row in seed("q_published_results")
        if row["kind"] == "score" and row["model_scale"] == scale
    }
    trust = min(max(math.log10(billions), c["lambda_min"]), c["lambda_max"])
    for features in seed("q_published_features"):
        name = features["published_name"]
        f = {key: float(features[key]) for key in list(features)[3:-2]}
        outcomes = [f[key] for key in ("p00", "p10", "p01", "p11")]
        learned = sum(c[f"weight_{key}"] * f[key] for key in ("p00", "p10", "p01", "p11"))
        occurrences = max(f["avg_occ"], c["occurrences_floor"])
        reuse = min(max(c["reuse_numerator"] / occurrences, c["reuse_min"]), c["reuse_max"])
        s1a = (
            c["weight_consistency"] * f["r_con"]
            + c["weight_open_answers"] * (1 - c["mcq_penalty"] * f["r_mcq"])
            + c["weight_reuse"] * reuse
        )
        entropy = -sum(share * math.log(share + c["entropy_epsilon"]) for share in outcomes)
        s1b = 1 / (1 + math.exp(-c["sigmoid_slope"] * learned))
        s1b += c["diversity_bonus"] * entropy / math.log(c["outcome_count"])
        s1 = c["weight_s1a"] * s1a + c["weight_s1b"] * s1b + c["weight_s1c"] * (1 - f["r_leak"])
        clamped = min(max(learned, 0), 1)
        s2, s3 = (
            trust
            * (float(gains[name][metric]) - float(gains["base model"][metric]))
            / c[f"{measure}_gain_scale"]
            + (1 - trust) * clamped
            for measure, metric in (("mean4", "math500_mean4"), ("pass4", "math500_pass4"))
        )
        q = c["weight_s1"] * s1 + c["weight_s2"] * s2 + c["weight_s3"] * s3
        ours = {"L_SCA": learned, "S1a": s1a, "S1b": s1b, "S1": s1, "S2": s2, "S3": s3, "Q": q}
        assert {metric: published[name, metric] for metric in ours} == pytest.approx(ours, abs=1e-9)


class TestOnRealData:
    pytestmark = needs_real_data

    def test_all_shared_datasets_are_registered_with_their_files(self):
        with (SHARED_DATA / "catalog.csv").open(newline="", encoding="utf-8") as file:
            files: dict[str, list[str]] = {}
            for row in csv.DictReader(file):
                files.setdefault(row["slug"], []).append(row["file"])
        assert len(files) == 94
        registered = {
            dataset_id: row["files"].split(";")
            for dataset_id, row in registry().items()
            if row["files"]
        }
        assert registered == files

    def test_all_known_parents_are_declared(self):
        with (SHARED_DATA / "known_lineage.csv").open(newline="", encoding="utf-8") as file:
            known = {(row["child"], row["parent"]) for row in csv.DictReader(file)}
        declared = {
            (row["child_dataset_id"], row["parent_dataset_id"]) for row in seed("declared_lineage")
        }
        assert known - declared == set()

    def test_without_its_wrapper_dapo_plus_plus_is_mostly_dapo(self):
        original, curated = prompts("dapo_math_17k"), prompts("dapo_plus")
        assert len(original & curated) > 15_000

    def test_a_chat_template_hides_the_same_problems(self):
        assert prompts("simplerl_8k_qwen") == prompts("simplerl_8k_plain")

    def test_the_tasks_inside_the_mbpp_template_are_those_of_mbpp(self):
        file = SHARED_DATA / "bench_mbpp" / registry()["bench_mbpp"]["files"]
        lines = file.read_text(encoding="utf-8").splitlines()
        assert prompts("mbpp_train") <= {json.loads(line)["text"].strip() for line in lines}

    def test_no_prompt_is_copied_into_a_seed(self):
        cells = "\n".join(
            value
            for name in NAMES
            for row in seed(name)
            for column, value in row.items()
            if column != "wrapper_text"
        )
        for dataset_id in ("dapo_plus", "gsm8k_train_verl", "simplerl_8k_plain", "empo_nm20k"):
            assert not any(prompt[:60] in cells for prompt in prompts(dataset_id) if prompt[60:])


@cache
def prompts(dataset_id: str) -> frozenset[str]:
    """The unwrapped prompts of a shared dataset that is one Parquet file."""
    row = registry()[dataset_id]
    table = pq.read_table(SHARED_DATA / dataset_id / row["files"], columns=["prompt"])
    field, rules = parse_field(row["prompt_field"]), wrappers_of(dataset_id)
    return frozenset(unwrap(field(record), **rules).strip() for record in table.to_pylist())
