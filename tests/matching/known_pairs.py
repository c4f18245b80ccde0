"""Pairs of problems whose relation is known, as ids and judgement: what the judge is held against.

Hand-read pairs are in seed reviewed_pairs (prompt ids, no text). Others are known by construction:
benchmarks made by perturbing another one, a benchmark in two languages, and generated edits.
"""

import hashlib
import json
from pathlib import Path

import pandas as pd

REVIEWED = Path(__file__).parents[2] / "seeds" / "reviewed_pairs.csv"
MISSED = ("missed_leak", "missed_repeat")  # read because the judge was wrong: no fair sample
# Drawn without a look at the verdict; all others where the judge, or what it goes by, is in doubt.
UNBIASED = ("by_similarity", "random", "few_words_shared")
COLUMNS = ["prompt_id", "other_prompt_id", "judgement", "is_sure", "kind"]
# GSM-Plus's classes of perturbation that leave the problem what it was.
KEEPS_PROBLEM = ("problem understanding", "distraction insertion")


def prompt_id(text: str) -> str:
    return hashlib.sha1(text.strip().encode()).hexdigest()


def known(pairs: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    """Pairs of texts with judgement and kind, as ordered ids."""
    rows = []
    for text, other, judgement, kind in pairs:
        ids = sorted((prompt_id(text), prompt_id(other)))
        if ids[0] != ids[1]:
            rows.append((*ids, judgement, 1, kind))
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(["prompt_id", "other_prompt_id"])


def hand_read() -> pd.DataFrame:
    pairs = pd.read_csv(REVIEWED)
    kinds = dict.fromkeys(MISSED, "missed") | dict.fromkeys(UNBIASED, "read")
    return pairs.assign(kind=pairs["sample"].map(kinds).fillna("read in doubt"))[COLUMNS]


def perturbed(real_data: Path) -> pd.DataFrame:
    """GSM-Plus against the GSM8K problem each item was made from."""
    lines = (real_data / "bench_gsm_plus_mini" / "gsmplus_testmini.jsonl").read_text().splitlines()
    items = [json.loads(line) for line in lines]
    return known(
        [
            (
                item["question"],
                item["seed_question"],
                "same" if item["perturbation_type"] in KEEPS_PROBLEM else "variant",
                f"gsm_plus: {item['perturbation_type']}",
            )
            for item in items
        ]
    )


def translated(real_data: Path) -> pd.DataFrame:
    """OlymMATH's problems in English and in Chinese."""
    pairs = []
    for level in ("EASY", "HARD"):
        english, chinese = (
            (real_data / "bench_olymmath" / f"OlymMATH-{language}-{level}.jsonl")
            .read_text(encoding="utf-8")
            .splitlines()
            for language in ("EN", "ZH")
        )
        for line, other in zip(english, chinese, strict=True):
            text, other_text = json.loads(line)["problem"], json.loads(other)["problem"]
            pairs.append((text, other_text, "same", "olymmath"))
    return known(pairs)
