"""One raw rollout after another: which prompt, which model, and right or wrong.

A field is looked for under several names, so that verl's JSON lines (input, output, gts, score,
step) and plain tables are read alike.
"""

from dataclasses import dataclass
from typing import Any

from atlas.errors import UserError
from atlas.landing.fields import parse_field
from atlas.landing.grade import VERIFIER, Grade, Pair
from atlas.landing.json_text import Unreadable
from atlas.landing.rows import RECORD_SHOWN, record_of
from atlas.landing.text import as_published, as_text, final_answer, is_nan
from python_udfs.answers import extract_answer

FIELDS = {
    name: parse_field(expression)
    for name, expression in {
        "prompt_id": "prompt_id or prompt_sha1 or extra_info.prompt_id",
        "prompt": "prompt[role=user].content or prompt or problem or question or input",
        "atomic_source": "atomic_source or source",
        "model_scale": "model_scale or scale",
        "stage": "stage",
        "step": "step or global_step",
        "sample": "sample or sample_number",
        "response": "response or output or completion",
        "answer": "answer or prediction or pred",
        "gold": "gold or gts or ground_truth or reward_model.ground_truth",
        "correct": "correct or is_correct",
        "score": "acc or score",
    }.items()
}
YES, NO = {"true", "1", "1.0", "yes"}, {"false", "0", "0.0", "no"}


@dataclass
class Given:
    """What the command line says of every rollout that does not say it itself."""

    atomic_source: str | None = None
    model_scale: str | None = None
    stage: str | None = None
    step: int | None = None

    def __post_init__(self) -> None:
        if self.stage not in (None, "base", "checkpoint"):
            raise UserError(f"stage {self.stage!r} is unknown; say base or checkpoint")


def read_rollout(row: Any, given: Given) -> dict[str, Any]:
    """The landed columns but for the grade, which `grade_rollout` adds."""
    if isinstance(row, Unreadable):
        return {"reject_reason": row.reason, "record": row.raw[:RECORD_SHOWN]}
    found = {name: field(row) for name, field in FIELDS.items()}
    step = whole_number(found["step"])
    step = given.step if step is None else step
    response = as_published(found["response"])
    rollout = {
        "prompt_id": text_or_none(found["prompt_id"]),
        "prompt": as_text(found["prompt"]),
        "atomic_source": text_or_none(found["atomic_source"]) or given.atomic_source,
        "model_scale": text_or_none(found["model_scale"]) or given.model_scale,
        "stage": stage_of(text_or_none(found["stage"]) or given.stage, step),
        "step": step,
        "sample": whole_number(found["sample"]),
        "answer": as_published(found["answer"]) if response is None else final_answer(response),
        "gold": extract_answer(as_published(found["gold"])),
        "reported_score": number(found["score"]),
        "has_response": response is not None,
        "is_correct": truth(found["correct"]),
    }
    rollout["reject_reason"] = reject_reason(rollout)
    if rollout["reject_reason"]:
        rollout["record"] = record_of(row)
    return rollout


def reject_reason(rollout: dict[str, Any]) -> str | None:
    if not rollout["prompt_id"] and not (rollout["prompt"] or "").strip():
        return "no_prompt"
    is_gradable = rollout["gold"] and (rollout["has_response"] or rollout["answer"])
    if rollout["is_correct"] is None and not is_gradable and rollout["reported_score"] is None:
        return "nothing_to_grade"
    return None


def pair_to_grade(rollout: dict[str, Any]) -> Pair | None:
    if rollout["reject_reason"] or rollout["is_correct"] is not None:
        return None
    return (rollout["gold"], rollout["answer"]) if rollout["gold"] and rollout["answer"] else None


def grade_rollout(rollout: dict[str, Any], grades: dict[Pair, Grade]) -> None:
    """Adds is_correct, grade and verifier. What the file calls correct is not graded again."""
    pair = pair_to_grade(rollout)
    if rollout["reject_reason"]:
        return
    if rollout["is_correct"] is not None:
        rollout["grade"] = "given"
    elif pair:
        rollout["is_correct"], rollout["grade"] = grades[pair]
        rollout["verifier"] = VERIFIER
    elif rollout["gold"] and rollout["has_response"]:
        rollout["is_correct"], rollout["grade"] = False, "no_boxed_answer"
    else:
        rollout["is_correct"], rollout["grade"] = rollout["reported_score"] > 0, "score"


def stage_of(stage: str | None, step: int | None) -> str | None:
    """Step 0 is the model before training, whatever it is called."""
    if stage is None and step is not None:
        return "checkpoint" if step else "base"
    return stage and stage.lower()


def text_or_none(value: Any) -> str | None:
    text = as_published(value)
    return text.strip() or None if text else None


def number(value: Any) -> float | None:
    try:
        return None if value is None or is_nan(value) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def whole_number(value: Any) -> int | None:
    """100, "100", 100.0 and "global_step_100" are 100."""
    found = number(value.rpartition("_")[2] if isinstance(value, str) else value)
    return int(found) if found is not None and abs(found) < 1 << 53 else None


def truth(value: Any) -> bool | None:
    word = str(value).strip().lower()
    return True if word in YES else False if word in NO else None
