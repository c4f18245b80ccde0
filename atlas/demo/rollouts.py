"""Rollouts of models that learn with known chances, source by source.

What a warehouse must find again are the chances, within an interval, and the outcome of every
prompt. The contest rollouts come as verl writes them, to be graded; the others in a table; a third
file holds what no warehouse can use, one row for each reason.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from atlas.demo.dataset import World
from atlas.demo.layouts import as_bytes
from atlas.demo.problems import answer_text
from atlas.demo.truth import row_truth

OUTCOMES = ("never", "lost", "kept", "learned")
RIGHT = {"never": (0, 0), "lost": (1, 0), "kept": (1, 1), "learned": (0, 1)}
CHANCES = {
    ("demo_contest", "1.7B"): (0.20, 0.05, 0.25, 0.50),
    ("demo_school", "1.7B"): (0.05, 0.05, 0.60, 0.30),
    ("demo_textbook", "1.7B"): (0.35, 0.10, 0.15, 0.40),
    ("demo_generator", "1.7B"): (0.02, 0.13, 0.80, 0.05),
    ("demo_quiz", "1.7B"): (0.30, 0.20, 0.30, 0.20),
    ("demo_drill", "1.7B"): (0.00, 0.00, 0.90, 0.10),
    ("demo_contest", "8B"): (0.10, 0.05, 0.55, 0.30),
}
MOST_PROMPTS = 240
VERL = ("demo_contest", "1.7B")
LAST_STEP = 300
FILES = ("contest/0.jsonl", f"contest/{LAST_STEP}.jsonl", "rollouts.csv", "unusable.jsonl")
CHAT = "system\nYou are a helpful assistant.\nuser\n{}\nassistant\n"


@dataclass(frozen=True, slots=True)
class Trained:
    """What training on its source did to one prompt."""

    atomic_source: str
    model_scale: str
    text: str
    wrapped: str  # as one of the datasets publishes it
    gold: str
    outcome: str


def train(world: World) -> list[Trained]:
    """The outcome of up to MOST_PROMPTS training prompts of each source, drawn by its chances."""
    prompts: dict[str, dict[str, tuple[str, str]]] = {}
    for (spec, _, row), truth in zip(world.everything(), row_truth(world), strict=True):
        if row.problem and spec.role == "train":
            of_source = prompts.setdefault(truth["expected_source"], {})
            of_source.setdefault(row.text, (spec.wrapped(row), answer_text(row.answer)))
    trained = []
    for (source, scale), chances in CHANCES.items():
        rng = Random(f"{world.seed}:rollouts:{source}:{scale}")
        texts = sorted(prompts[source])
        for text in rng.sample(texts, min(MOST_PROMPTS, len(texts))):
            outcome = rng.choices(OUTCOMES, chances)[0]
            trained.append(Trained(source, scale, text, *prompts[source][text], outcome))
    return trained


def write_rollouts(world: World, folder: Path) -> dict[Path, dict[str, str]]:
    """The files, and what `atlas land-rollouts` must be told of each."""
    trained = train(world)
    verl = [one for one in trained if (one.atomic_source, one.model_scale) == VERL]
    table = [one for one in trained if one not in verl]
    told = dict(zip(("atomic_source", "model_scale"), VERL, strict=True))
    files = (
        ([verl_record(one, 0) for one in verl], told),
        ([verl_record(one, 1) for one in verl], told),
        ([table_record(one, stage) for one in table for stage in (0, 1)], {}),
        (unusable(table[0]), {}),
    )
    said = {}
    for name, (records, told_of_file) in zip(FILES, files, strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(path.name, records))
        said[path] = told_of_file
    return said


def verl_record(one: Trained, stage: int) -> dict:
    is_right = RIGHT[one.outcome][stage]
    answer = one.gold if is_right else "-10^{6}"
    return {
        "input": CHAT.format(one.wrapped),
        "output": rf"First \boxed{{0}}, no: it is \boxed{{{answer}}}.",
        "gts": one.gold,
        "score": float(is_right),
        "step": stage * LAST_STEP,
    }


def table_record(one: Trained, stage: int) -> dict:
    return {
        "prompt": one.text,
        "atomic_source": one.atomic_source,
        "model_scale": one.model_scale,
        "stage": ("base", "checkpoint")[stage],
        "step": stage * LAST_STEP,
        "sample": 0,
        "correct": bool(RIGHT[one.outcome][stage]),
    }


def unusable(known: Trained) -> list[dict]:
    """One rollout for each reason not to use it; `note` names the reason."""
    good = table_record(known, 1)
    changes = {
        "unknown_prompt": {"prompt": "A problem that no dataset of this world holds."},
        "no_prompt": {"prompt": " "},
        "unknown_model_scale": {"model_scale": "900B"},
        "no_model_scale": {"model_scale": None},
        "no_stage": {"stage": None, "step": None},
        "unknown_stage": {"stage": "halfway"},
        "no_source": {"atomic_source": None},
        "unknown_source": {"atomic_source": "nobody_knows"},
        "other_source": {"atomic_source": "demo_drill"},
        "other_step": {"step": 1},
        "no_base": {"model_scale": "8B"},
        "repeated_sample": {},
        "nothing_to_grade": {"correct": None},
    }
    return [good | change | {"note": reason} for reason, change in changes.items()]
