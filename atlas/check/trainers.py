"""What each trainer loads, from its own documents: columns, types, and where things stand in them.

Kept apart from atlas/export on purpose: it says what is needed, not what we happen to write.
"""

from dataclasses import dataclass

import pyarrow as pa

from atlas.check.suite import leaves

PROVENANCE = (
    "split prompt_id problem_id dataset_id first_dataset_id licence licence_class language"
).split()
EXTRA_INFO = {
    "extra_info.index": "int64",
    **{f"extra_info.{name}": "string" for name in PROVENANCE},
}
CHAT = {"prompt[].role": "string", "prompt[].content": "string"}

# verl picks the reward function by data_source and raises on any other name.
VERL_DISPATCH = (
    r"^(?:math_dapo|aime.*|numina_.*|openai/gsm8k|lighteval/MATH|DigitalLearningGmbH/MATH-lighteval|"
    r"HuggingFaceH4/MATH-500|codecontests|apps|codeforces|taco)$"
)
CODE_REWARDS = ("codecontests", "apps", "codeforces", "taco")  # graded by tests, not by an answer


@dataclass(frozen=True)
class Trainer:
    """`text`, `role`, `answer` and `reward` are SQL on the file's columns.

    `asks_for` is a pattern: where the prompt of a problem with an answer must ask for that answer,
    so that the trainer's reward function finds it.
    """

    name: str
    known_by: frozenset[str]  # columns that no other trainer's files have
    columns: dict[str, str]
    text: str
    role: str
    answer: str
    reward: str
    asks_for: str
    known_rewards: str = r"\S"


TRAINERS = (
    Trainer(
        name="verl",
        known_by=frozenset({"reward_model"}),
        columns={
            "data_source": "string",
            **CHAT,
            "ability": "string",
            "reward_model.style": "string",
            "reward_model.ground_truth": "string",
            **EXTRA_INFO,
        },
        text="prompt[-1].content",
        role="prompt[-1].role",
        answer="reward_model.ground_truth",
        reward="data_source",
        asks_for=r"Answer:",
        known_rewards=VERL_DISPATCH,
    ),
    Trainer(
        name="trl",
        known_by=frozenset({"ground_truth"}),
        columns={**CHAT, "ground_truth": "string", "solution": "string", **EXTRA_INFO},
        text="prompt[-1].content",
        role="prompt[-1].role",
        answer="ground_truth",
        reward="data_source",
        asks_for=r"\\boxed",
    ),
    Trainer(
        name="openrlhf",
        known_by=frozenset({"label"}),
        columns={"input": "string", "label": "string", "datasource": "string", **EXTRA_INFO},
        text="input",
        role="'user'",
        answer="label",
        reward="datasource",
        asks_for=r"\\boxed",
    ),
)


def trainer_of(schemas: list[pa.Schema]) -> Trainer | None:
    """The trainer that the columns of the files are meant for."""
    names = {path.split("[")[0].split(".")[0] for schema in schemas for path in leaves(schema)}
    return next((one for one in TRAINERS if one.known_by <= names), None)
