"""The datasets of the demo world, in the order in which they come out.

Each is made from a random stream of its own, so a change of one leaves the others as they were.
"""

from dataclasses import replace
from random import Random

from atlas.demo import layouts
from atlas.demo.changes import framing
from atlas.demo.dataset import DATASETS, Row, World, dataset, original, unlabelled
from atlas.demo.edits import EDITS, of_kind
from atlas.demo.families import BY_NAME, of_topics

SEED = 20260526

LABELS = {
    "demo_contest": "demo_olympiads",
    "demo_school": "demo_k12",
    "demo_textbook": "demo_books",
}


def make_world(seed: int = SEED) -> World:
    world = World(seed)
    for name, spec in DATASETS.items():
        rng = Random(f"{seed}:{name}")
        rows = spec.rows(world, rng)
        rng.shuffle(rows)
        world.rows[name] = rows
    return world


def new_rows(world: World, rng: Random, count: int, *topics: str) -> list[Row]:
    """Problems that no dataset before has."""
    return [original(problem) for problem in world.maker.make_many(of_topics(*topics), count, rng)]


def edited(row: Row, names: list[str], rng: Random) -> Row | None:
    """The row's problem after the first of the named edits that fits, in a random order."""
    for name in rng.sample(names, len(names)):
        result = EDITS[name].apply(row.problem, rng)
        if result:
            return Row(result.problem, result.text, result.answer, name)
    return None


def edited_sample(rows: list[Row], count: int, names: list[str], rng: Random) -> list[Row]:
    """A sample of the rows that at least one of the edits fits, edited."""
    results = (edited(row, names, rng) for row in rng.sample(rows, len(rows)))
    found = [row for row in results if row][:count]
    if len(found) < count:
        raise ValueError(f"only {len(found)} of {count} rows take one of {names}")
    return found


def names_of(*kinds: str) -> list[str]:
    return [edit.name for edit in of_kind(*kinds) if edit.in_demo]


def shows_its_numbers(row: Row) -> bool:
    """Enough numbers to know the problem by them whatever the words."""
    return len(row.problem.numbers) >= 3


@dataset("demo_school", "2018-09-10", layouts.worked("school.jsonl"), origin="demo_school")
def school(world, rng):
    """An original: word problems of a school book, answers behind four hashes."""
    return new_rows(world, rng, 200, "word_problems")


@dataset("demo_contest", "2019-03-01", layouts.plain("contest.jsonl"), origin="demo_contest")
def contest(world, rng):
    """An original: algebra, number theory and counting from contests."""
    return new_rows(world, rng, 260, "algebra", "number_theory", "counting")


@dataset(
    "demo_textbook",
    "2020-01-15",
    layouts.in_two_parts("textbook.json"),
    origin="demo_textbook",
    licence="CC-BY-NC-4.0",
)
def textbook(world, rng):
    """An original: geometry, calculus and probability; statement and question in two fields."""
    return new_rows(world, rng, 200, "geometry", "calculus", "probability")


@dataset(
    "demo_exact_copy",
    "2020-06-01",
    layouts.plain("copy.csv", prompt="question", answer="final_answer"),
    parents=("demo_contest",),
)
def exact_copy(world, rng):
    """A copy: 200 contest rows, letter for letter, in another format."""
    return rng.sample(world["demo_contest"], 200)


@dataset(
    "demo_copy_of_a_copy",
    "2020-11-20",
    layouts.plain("train.parquet", prompt="question", answer="final_answer"),
    parents=("demo_exact_copy",),
)
def copy_of_a_copy(world, rng):
    """A copy of a copy: the first source is two steps away."""
    return rng.sample(world["demo_exact_copy"], 150)


@dataset(
    "demo_near_copy",
    "2021-02-01",
    layouts.plain("near.jsonl.gz", style="plain"),
    parents=("demo_contest",),
)
def near_copy(world, rng):
    """Contest rows in another LaTeX dialect, other spacing, other lines, with a word changed."""
    return edited_sample(
        world["demo_contest"], 220, [*names_of("notation"), "ocr_slips", "small_wording"], rng
    )


@dataset(
    "demo_code",
    "2021-03-15",
    layouts.coded("exercises.jsonl"),
    origin="demo_code",
    domain="code",
    licence="Apache-2.0",
)
def code(world, rng):
    """An original: functions to write, with tests."""
    return new_rows(world, rng, 90, "code")


@dataset(
    "demo_rewrapped",
    "2021-05-05",
    layouts.trainer("train.parquet"),
    parents=("demo_school",),
    suffix=framing.SUFFIXES[0],
)
def rewrapped(world, rng):
    """School rows with an instruction behind each prompt."""
    return rng.sample(world["demo_school"], 160)


@dataset(
    "demo_benchmark",
    "2021-09-01",
    layouts.plain("test.jsonl"),
    parents=("demo_contest",),
    role="benchmark",
    origin="demo_exam",
    benchmark_family="demo_exam",
    licence="MIT",
)
def benchmark(world, rng):
    """A benchmark; it took 20 of its 120 items from the contest set, which is older."""
    taken = rng.sample(world["demo_contest"], 20)
    topics = ("algebra", "number_theory", "geometry", "counting", "probability", "calculus")
    return [*taken, *new_rows(world, rng, 100, *topics)]


@dataset(
    "demo_code_benchmark",
    "2022-01-10",
    layouts.coded("test.jsonl.gz"),
    role="benchmark",
    domain="code",
    origin="demo_code_exam",
    benchmark_family="demo_code_exam",
    licence="MIT",
)
def code_benchmark(world, rng):
    """A code benchmark of its own exercises."""
    return new_rows(world, rng, 40, "code")


@dataset(
    "demo_benchmark_again",
    "2022-02-01",
    layouts.plain("exam.csv", prompt="Problem", answer="Answer", style="plain"),
    parents=("demo_benchmark",),
    role="benchmark",
    benchmark_family="demo_exam",
)
def benchmark_again(world, rng):
    """Another file of the same benchmark, in another notation: its items count once."""
    return [edited(row, names_of("notation"), rng) or row for row in world["demo_benchmark"]]


@dataset(
    "demo_reformatted_answer",
    "2022-03-01",
    layouts.trainer("train.parquet"),
    parents=("demo_contest", "demo_textbook"),
    prefix=framing.PREFIXES[0],
)
def reformatted_answer(world, rng):
    """Rows that ask for a whole number made from the answer: m + n for m/n."""
    books = edited_sample(world["demo_textbook"], 50, ["answer_form"], rng)
    return [*edited_sample(world["demo_contest"], 10, ["answer_form"], rng), *books]


@dataset(
    "demo_number_variant",
    "2022-06-01",
    layouts.plain("variants.jsonl.zst"),
    origin="demo_variants",
    is_synthetic=True,
)
def number_variant(world, rng):
    """Contest and school problems with a number, sign, operator, word or question changed.

    Where answers cannot be compared (letters of options, another form asked for), nobody who reads
    thousands of texts tells a changed sign from a misprint: no such problem is twisted.
    """
    parents = [*world["demo_contest"], *world["demo_school"]]
    twists = [name for name in names_of("negative") if name.endswith("_changed")]
    twists.remove("number_changed")
    rows = variants(world, parents, 90, ["numbers_redrawn"], rng)
    rows += variants(world, parents, 40, ["number_changed"], rng)
    asked = {row.problem.truth_id for row in world["demo_reformatted_answer"]}
    with_answers = [row for row in parents if row.problem.truth_id not in asked]
    return rows + variants(world, with_answers, 40, twists, rng)


def variants(world: World, rows: list[Row], count: int, names: list[str], rng: Random) -> list[Row]:
    """Other problems made from a sample of the rows, none of which the world has yet."""
    found: list[Row] = []
    for row in rng.sample(rows, len(rows)):
        changed = edited(row, names, rng)
        if len(found) < count and changed and world.maker.claim(changed.problem):
            found.append(replace(changed, variant_of=row.problem))
    return found


@dataset(
    "demo_wrong_label",
    "2022-09-01",
    layouts.labelled("labelled.csv", source="data_source"),
    parents=("demo_contest", "demo_school"),
)
def wrong_label(world, rng):
    """Declared sources, 40 of which the text contradicts."""
    contest_rows = with_label(rng.sample(world["demo_contest"], 90), "demo_olympiads")
    school_rows = with_label(rng.sample(world["demo_school"], 60), "demo_k12")
    return [*with_label(contest_rows[:40], "demo_books"), *contest_rows[40:], *school_rows]


def with_label(rows: list[Row], label: str) -> list[Row]:
    return [replace(row, label=label) for row in rows]


@dataset(
    "demo_mixture",
    "2023-01-20",
    layouts.labelled("train.parquet"),
    parents=("demo_contest", "demo_school", "demo_textbook"),
    licence="Apache-2.0",
)
def mixture(world, rng):
    """Several parents with labels, some rows without, a forum known by label only, 3 bad rows."""
    rows = [Row(None, text, "", "rejected") for text in (None, "", "   ")]
    for parent, label in LABELS.items():
        sample = rng.sample(world[parent], 70)
        rows += [*with_label(sample[:50], label), *unlabelled(sample[50:])]
    return rows + with_label(new_rows(world, rng, 60, "algebra", "geometry"), "demo_forum")


@dataset(
    "demo_code_leaked",
    "2023-02-14",
    layouts.trainer("train.parquet"),
    parents=("demo_code", "demo_code_benchmark"),
    domain="code",
    prefix="You are an expert Python programmer. Write only code.\n\n",
)
def code_leaked(world, rng):
    """A code training set that holds 12 items of the code benchmark."""
    return [
        *rng.sample(world["demo_code"], 60),
        *rng.sample(world["demo_code_benchmark"], 12),
    ]


@dataset(
    "demo_forum_copy",
    "2023-04-01",
    layouts.plain("forum.json"),
    parents=("demo_mixture",),
)
def forum_copy(world, rng):
    """Forum rows without their label: the source is recovered through the mixture."""
    forum = [row for row in world["demo_mixture"] if row.label == "demo_forum"]
    return unlabelled(rng.sample(forum, 40))


@dataset(
    "demo_benchmark_leaked",
    "2023-06-10",
    layouts.chat("train.parquet"),
    parents=("demo_contest", "demo_benchmark"),
)
def benchmark_leaked(world, rng):
    """A training set that holds 45 benchmark items, 30 of them rewritten, and 15 variants."""
    taken = {row.problem.truth_id for row in world["demo_contest"]}
    items = [row for row in world["demo_benchmark"] if row.problem.truth_id not in taken]
    leaked = rng.sample(items, 45)
    rewritten = [
        edited(row, names, rng) or row
        for row, names in zip(
            leaked[15:],
            [names_of("notation")] * 10
            + [["answer_form", "options_added"]] * 10
            + [["small_wording", "question_first"]] * 10,
            strict=True,
        )
    ]
    near_misses = variants(world, items, 15, ["numbers_redrawn", "number_changed"], rng)
    return [*rng.sample(world["demo_contest"], 120), *leaked[:15], *rewritten, *near_misses]


@dataset(
    "demo_answer_conflict",
    "2023-08-01",
    layouts.plain("answers.jsonl"),
    parents=("demo_textbook",),
)
def answer_conflict(world, rng):
    """Textbook rows, 20 of them with a wrong answer."""
    rows = rng.sample(world["demo_textbook"], 80)
    numeric = [row for row in rows if not isinstance(row.answer, str)]
    wrong = {id(row) for row in numeric[:20]}
    return [
        replace(row, answer=row.answer + 1, is_correct=False) if id(row) in wrong else row
        for row in rows
    ]


@dataset(
    "demo_damaged_latex",
    "2023-09-01",
    layouts.plain("damaged.jsonl"),
    parents=("demo_contest", "demo_textbook"),
)
def damaged_latex(world, rng):
    """Form feeds for \\f, literal \\n, zero-width characters, mojibake, full-width digits."""
    kinds = [name for name in names_of("damage") if name != "ocr_slips"]
    rows = edited_sample(world["demo_contest"], 60, kinds, rng)
    books = world["demo_textbook"]
    return [
        *rows,
        *edited_sample(books, 20, ["lost_backslash"], rng),
        *edited_sample(books, 40, kinds, rng),
    ]


@dataset(
    "demo_translated",
    "2023-10-01",
    layouts.plain("zh.jsonl"),
    parents=("demo_contest", "demo_school"),
)
def translated(world, rng):
    """Contest and school problems in Chinese with the same formulas."""
    rows = [row for row in world["demo_contest"] if shows_its_numbers(row)]
    lessons = [row for row in world["demo_school"] if shows_its_numbers(row)]
    return [
        *edited_sample(rows, 70, ["translation"], rng),
        *edited_sample(lessons, 40, ["translation"], rng),
    ]


@dataset(
    "demo_template_flood",
    "2024-01-05",
    layouts.plain("part-0.jsonl", "part-1.jsonl"),
    origin="demo_generator",
    is_synthetic=True,
)
def template_flood(world, rng):
    """Two thousand rows of one template: 2,000 problems, not one."""
    return [original(world.maker.make(BY_NAME["parcel_van"], rng)) for _ in range(2000)]


@dataset("demo_twin_morning", "2024-03-03", layouts.plain("morning.csv"))
def twin_morning(world, rng):
    """Released on the same day as its twin: neither inherits."""
    return new_rows(world, rng, 60, "algebra", "counting")


@dataset("demo_twin_evening", "2024-03-03", layouts.plain("evening.csv.zip"))
def twin_evening(world, rng):
    """The other of the same-day twins."""
    return list(world["demo_twin_morning"])


@dataset("demo_undated", "", layouts.plain("undated.json"))
def undated(world, rng):
    """School problems, release date unknown: no direction, so no source."""
    return rng.sample(world["demo_school"], 80)


@dataset(
    "demo_duplicates_inside",
    "2024-04-01",
    layouts.trainer("train.parquet"),
    parents=("demo_textbook",),
    suffix=framing.SUFFIXES[1],
)
def duplicates_inside(world, rng):
    """40 textbook problems, each ten times."""
    return rng.sample(world["demo_textbook"], 40) * 10


@dataset(
    "demo_short_prompts",
    "2024-05-01",
    layouts.plain("short.csv"),
    origin="demo_drill",
)
def short_prompts(world, rng):
    """Prompts of two to five words."""
    return new_rows(world, rng, 80, "short")


@dataset(
    "demo_mcq",
    "2024-06-01",
    layouts.plain("quiz.jsonl"),
    parents=("demo_contest",),
    origin="demo_quiz",
)
def mcq(world, rng):
    """Questions with options: 50 of its own and 40 from the contest set with options added."""
    fresh = new_rows(world, rng, 90, "number_theory", "geometry", "calculus")
    twisted = {row.variant_of.truth_id for row in world["demo_number_variant"]}
    contest_rows = [row for row in world["demo_contest"] if row.problem.truth_id not in twisted]
    return [
        *edited_sample(fresh, 50, ["options_added"], rng),
        *edited_sample(contest_rows, 40, ["options_added"], rng),
    ]


@dataset(
    "demo_mcq_open",
    "2024-07-01",
    layouts.plain("open.jsonl"),
    parents=("demo_mcq",),
)
def mcq_open(world, rng):
    """The quiz without its options: open questions."""
    return [original(row.problem) for row in rng.sample(world["demo_mcq"], 80)]


@dataset(
    "demo_chat_template",
    "2024-08-01",
    layouts.plain("chat.jsonl", prompt="input", answer="gt_answer"),
    parents=("demo_school",),
    prefix=framing.CHAT[0],
    suffix=framing.CHAT[1],
)
def chat_template(world, rng):
    """School rows with a whole chat template inside the prompt."""
    return rng.sample(world["demo_school"], 120)
