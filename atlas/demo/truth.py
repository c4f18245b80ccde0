"""What a warehouse must find in the demo world, worked out from how the world was made.

Every table is a list of rows (dicts); `TRUTH` names them all. The rules are those of the project:
inheritance goes strictly back in time, the earliest holder with a source speaks, an agreeing label
keeps its name, an origin speaks for what it has from nobody.
"""

from collections import defaultdict
from itertools import combinations

from atlas.demo.dataset import DATASETS, DemoDataset, Row, World
from atlas.demo.edits import EDITS
from atlas.demo.problems import answer_text
from atlas.demo.world import LABELS

LABEL_SOURCES = {label: source for source, label in LABELS.items()} | {"demo_forum": "demo_forum"}
NEAREST_FIRST = ("exact", "normalised", "near")
REJECT_REASONS = {None: "null_prompt"}  # any other text without a problem is blank: empty_prompt
ANSWER_FORMS = {"answer_form": "whole_number", "options_added": "option_letter"}


def is_earlier(dataset: DemoDataset, other: DemoDataset) -> bool:
    """Certainly released before the other."""
    return bool(dataset.released_on and other.released_on) and (
        dataset.released_on < other.released_on
    )


def problems_of(world: World) -> dict[str, set[str]]:
    """Dataset -> truth ids of its problems."""
    return {
        name: {row.problem.truth_id for row in rows if row.problem}
        for name, rows in world.rows.items()
    }


def closeness(row: Row, other: Row) -> str:
    """How near the text of a row is to another text of the same problem: `exact` is one prompt."""
    if row.text == other.text:
        return "exact"
    edits = [EDITS[one.edit] for one in (row, other) if one.edit != "same"]
    is_same_form = all(edit.relation in ("exact", "normalised") for edit in edits)
    return "normalised" if is_same_form else "near"


def row_truth(world: World) -> list[dict]:
    """One row per row of the world: its problem, source, and how that is known."""
    holders: dict[str, list] = defaultdict(list)  # problem -> [(dataset, source, rows)]
    found: dict[tuple[str, int], dict] = {}
    by_date = sorted(world.rows, key=lambda name: (DATASETS[name].released_on, name))
    for name in by_date:
        spec = DATASETS[name]
        sources: dict[str, tuple[str, list[Row]]] = {}
        for row_number, row in enumerate(world[name]):
            known = attribution(spec, row, holders) if row.problem else {}
            found[name, row_number] = {**facts(name, row_number, row), **known}
            if known.get("expected_source"):
                problem = row.problem.truth_id
                sources.setdefault(problem, (known["expected_source"], []))[1].append(row)
        for problem, (source, rows) in sources.items():
            holders[problem].append((spec, source, rows))
    return [found[spec.name, row_number] for spec, row_number, _ in world.everything()]


def facts(name: str, row_number: int, row: Row) -> dict:
    problem = row.problem
    return {
        "dataset_id": name,
        "row_number": row_number,
        "problem": problem.truth_id if problem else None,
        "family": problem.family.name if problem else None,
        "edit": row.edit,
        "answer_form": ANSWER_FORMS.get(row.edit, "value"),
        "answer_is_correct": row.is_correct,
        "label": row.label,
        "reject_reason": None if problem else REJECT_REASONS.get(row.text, "empty_prompt"),
        "expected_source": None,
        "expected_method": None if not problem else "none",
        "expected_via": None,
        "label_is_contradicted": False,
    }


def attribution(spec: DemoDataset, row: Row, holders: dict[str, list]) -> dict:
    declared = LABEL_SOURCES.get(row.label)
    earlier = [one for one in holders[row.problem.truth_id] if is_earlier(one[0], spec)]
    if earlier:
        first = min(earlier, key=lambda one: one[0].released_on)
        holder, source, rows = first
        method = min((closeness(row, other) for other in rows), key=NEAREST_FIRST.index)
        if declared == source:
            return {"expected_source": source, "expected_method": "declared"}
        return {
            "expected_source": source,
            "expected_method": method,
            "expected_via": holder.name,
            "label_is_contradicted": declared is not None,
        }
    if declared:
        return {"expected_source": declared, "expected_method": "declared"}
    if spec.origin:
        return {"expected_source": spec.origin, "expected_method": "own"}
    return {}


def edge_truth(world: World) -> list[dict]:
    """One row per pair of datasets that share problems; an unordered pair stands once, by name."""
    problems, edges = problems_of(world), []
    for pair in combinations(sorted(world.rows), 2):
        shared = len(problems[pair[0]] & problems[pair[1]])
        if not shared:
            continue
        specs = [DATASETS[name] for name in pair]
        child, parent = reversed(specs) if is_earlier(*specs) else specs
        is_ordered = is_earlier(parent, child)
        edges.append(
            {
                "child_dataset_id": child.name,
                "parent_dataset_id": parent.name,
                "shared_problems": shared,
                "is_ordered": is_ordered,
                "is_direct": parent.name in child.parents,
            }
        )
    return edges


def leak_truth(world: World) -> list[dict]:
    """One row per training row and benchmark row of the same problem."""
    items: dict[str, list] = defaultdict(list)
    for spec, row_number, row in world.everything():
        if spec.role == "benchmark" and row.problem:
            items[row.problem.truth_id].append((spec, row_number))
    return [
        {
            "dataset_id": spec.name,
            "row_number": row_number,
            "benchmark_id": benchmark.name,
            "benchmark_row_number": item,
            "problem": row.problem.truth_id,
            "timing": timing(spec, benchmark),
        }
        for spec, row_number, row in world.everything()
        if spec.role == "train" and row.problem
        for benchmark, item in items[row.problem.truth_id]
    ]


def timing(train: DemoDataset, benchmark: DemoDataset) -> str:
    if is_earlier(benchmark, train):
        return "train_after_benchmark"
    return "benchmark_after_train" if is_earlier(train, benchmark) else "unknown"


def variant_truth(world: World) -> list[dict]:
    """One row per row made as a variant of another dataset's problem."""
    return [
        {
            "dataset_id": spec.name,
            "row_number": row_number,
            "problem": row.problem.truth_id,
            "variant_of": row.variant_of.truth_id,
            "edit": row.edit,
        }
        for spec, row_number, row in world.everything()
        if row.variant_of
    ]


def conflict_truth(world: World) -> list[dict]:
    """One row per problem that some row answers wrongly and another one rightly."""
    answers: dict[str, set[str]] = defaultdict(set)
    datasets: dict[str, set[str]] = defaultdict(set)
    wrong = set()
    for spec, _, row in world.everything():
        if row.problem and row.edit not in ANSWER_FORMS:
            problem = row.problem.truth_id
            answers[problem].add(answer_text(row.answer, "plain"))
            datasets[problem].add(spec.name)
            wrong |= set() if row.is_correct else {problem}
    return [
        {
            "problem": problem,
            "answers": "; ".join(sorted(answers[problem])),
            "datasets": "; ".join(sorted(datasets[problem])),
        }
        for problem in sorted(wrong)
    ]


def dataset_truth(world: World) -> list[dict]:
    """One row per dataset: what it shows, its wrapper, its origin, its direct parents."""
    return [
        {
            "dataset_id": name,
            "shows": DATASETS[name].shows,
            "row_count": len(rows),
            "rejected_count": sum(row.problem is None for row in rows),
            "problem_count": len({row.problem.truth_id for row in rows if row.problem}),
            "wrapper_prefix": DATASETS[name].prefix,
            "wrapper_suffix": DATASETS[name].suffix,
            "origin_of": DATASETS[name].origin,
            "direct_parents": "; ".join(DATASETS[name].parents),
        }
        for name, rows in world.rows.items()
    ]


TRUTH = {
    "datasets": dataset_truth,
    "rows": row_truth,
    "edges": edge_truth,
    "leaks": leak_truth,
    "variants": variant_truth,
    "conflicts": conflict_truth,
}
