"""The judge on generated pairs, from landing to verdict: python -m tests.matching.benchmark

Lands the pairs in a home of its own, builds as far as matching, and shows for every class of edit
which share of its pairs is judged rightly, with answers and without, beside simpler rules.
"""

from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import duckdb
import pandas as pd
import typer

from atlas.demo.families import HELD_OUT
from atlas.home import Home
from atlas.trace_prompt import witnesses
from tests.matching.baselines import RULES
from tests.matching.build import build_matching
from tests.matching.generated_pairs import generate, judged, land_pairs, with_prompt_ids
from tests.matching.measure import correct, markdown, precision, recall, shown, verdicts

SEED = 20261122  # not the one that weights are fitted with
A_CLASS = 60
FLOORS = Path(__file__).with_name("floors.csv")
SLACK = 0.03  # below what was measured a floor lies
EXAMPLES = 3  # of failures, a class


class Benchmark:
    """What came of the pairs: `verdicts`, one row a pair made; `judged`, one row a pair judged."""

    def __init__(self, home: Home, a_class: int, seed: int) -> None:
        self.made = generate(a_class, seed)
        land_pairs(self.made, home)
        self.connection = duckdb.connect(str(build_matching(home)), read_only=True)
        self.verdicts = verdicts(self.connection, with_prompt_ids(self.made, self.connection))
        self.judged = judged(self.made, self.connection)
        for name, rule in RULES.items():
            self.verdicts[name] = rule(self.verdicts)

    def overall(self) -> str:
        """Precision and recall of the judge and of simpler rules on the pairs that were made."""
        rows = []
        for name, accepted in {
            "the judge": "is_accepted",
            **{name: name for name in RULES},
        }.items():
            row = {"": name}
            for side, known in (("with answers", True), ("without", False)):
                part = self.verdicts[self.verdicts.answers_known == known]
                row[f"precision {side}"] = shown(precision(part, accepted))
                row[f"recall {side}"] = shown(recall(part, accepted))
            rows.append(row)
        return markdown(rows)

    def by_class(self) -> str:
        """The share judged rightly; and of the accepted pairs with a text of the class, made on
        purpose or not, the share that is right."""
        accepted = self.judged[self.judged.is_accepted].explode("edits")
        rows = []
        for (kind, edit), pairs in self.verdicts.groupby(["kind", "edit"]):
            row = {"class": edit, "kind": kind, "same": "yes" if pairs.is_same.iloc[0] else "no"}
            right = correct(pairs)
            row["with answers"] = shown(right[pairs.answers_known])
            row["without"] = shown(right[~pairs.answers_known])
            row["precision"] = shown(accepted.is_same[accepted.edits == edit])
            row["proposed"] = f"{pairs.is_proposed.mean():.3f}"
            row |= {name: f"{correct(pairs, name).mean():.2f}" for name in RULES}
            rows.append(row)
        return markdown(rows)

    def by_families(self) -> str:
        """Families that weights may have been fitted on, and those that were held out."""
        held_out = self.verdicts.family.isin([family.name for family in HELD_OUT])
        rows = []
        for name, chosen in (("others", ~held_out), ("held out", held_out)):
            for known, answers in ((True, "with answers"), (False, "without")):
                pairs = self.verdicts[chosen & (self.verdicts.answers_known == known)]
                row = {"families": name, "answers": answers}
                row |= {"precision": shown(precision(pairs)), "recall": shown(recall(pairs))}
                rows.append(row)
        return markdown(rows)

    def by_relation(self) -> str:
        """Of all accepted pairs of texts, made on purpose or not, the share that is right."""
        accepted = self.judged[self.judged.is_accepted]
        rows = [
            {"relation": relation, "precision": shown(pairs.is_same)}
            for relation, pairs in accepted.groupby("relation")
        ]
        return markdown([*rows, {"relation": "all", "precision": shown(accepted.is_same)}])

    def by_chance(self) -> str:
        """Of the judged pairs of different problems, how many were accepted."""
        others = self.judged[~self.judged.is_same]
        return markdown(
            [
                {
                    "judged pairs of different problems": "of one template" if one else "of two",
                    "accepted": shown(pairs.is_accepted),
                }
                for one, pairs in others.groupby("is_same_family")
            ]
        )

    def failures(self) -> str:
        """A few wrong verdicts of each class, with what the witnesses said."""
        wrong = self.verdicts[~correct(self.verdicts)]
        lines = []
        for (edit, known), pairs in wrong.groupby(["edit", "answers_known"]):
            families = pairs.family.value_counts()
            lines += [
                f"## {edit}, answers {'known' if known else 'unknown'}: {len(pairs)} wrong",
                ", ".join(f"{family} {count}" for family, count in families.items()),
            ]
            for pair in pairs.drop_duplicates("family").head(EXAMPLES).itertuples():
                lines += [
                    f"- {pair.relation}, weight {pair.match_weight:.2f}, {pair.found_by}",
                    f"    - {pair.other_text!r}",
                    f"    - {pair.text!r}",
                    f"    - {self.said(pair)}",
                ]
        planned = {frozenset(pair) for pair in zip(wrong.text, wrong.other_text, strict=True)}
        chance = self.judged[self.judged.is_accepted & ~self.judged.is_same]
        lines.append("## accepted by chance")
        for pair in chance.itertuples():
            if frozenset((pair.text, pair.other_text)) not in planned:
                lines += [f"- {pair.relation}, weight {pair.match_weight:.2f}"]
                lines += [f"    - {pair.text!r}", f"    - {pair.other_text!r}"]
        return "\n".join(lines)

    def said(self, pair) -> str:
        found = witnesses(self.connection, pair.prompt_id, pair.other_prompt_id)
        said = found["said"] if found else []
        return ", ".join(f"{one['witness']} {one['says']} {one['weight']:+.1f}" for one in said[:8])

    def floors(self) -> pd.DataFrame:
        """One row per class: the shares judged rightly, less what a small change may cost."""
        right = correct(self.verdicts).groupby([self.verdicts.edit, self.verdicts.answers_known])
        shares = (right.mean() - SLACK).clip(lower=0).unstack()
        shares = shares.rename(columns={True: "with_answers", False: "without"})
        return shares[["with_answers", "without"]].rename_axis("class").reset_index()

    def known_pairs(self) -> pd.DataFrame:
        """The pairs as fit_match_trees reads them."""
        return pd.DataFrame(
            {
                "prompt_id": self.verdicts.prompt_id,
                "other_prompt_id": self.verdicts.other_prompt_id,
                "judgement": self.verdicts.is_same.map({True: "same", False: "variant"}),
                "is_sure": 1,
                "kind": "generated: " + self.verdicts.edit,
                "is_held_out": self.verdicts.family.isin([family.name for family in HELD_OUT]),
            }
        )


def main(
    home: Annotated[Path | None, typer.Option(help="Keep what is built here.")] = None,
    a_class: Annotated[int, typer.Option(help="Pairs of each class of edit.")] = A_CLASS,
    seed: Annotated[int, typer.Option(help="Other pairs with another seed.")] = SEED,
    failures: Annotated[Path | None, typer.Option(help="Write wrong verdicts here.")] = None,
    floors: Annotated[bool, typer.Option("--floors", help="Write floors.csv anew.")] = False,
) -> None:
    with TemporaryDirectory(prefix="atlas-benchmark-") as temporary:
        benchmark = Benchmark(Home(Path(home or temporary).absolute()), a_class, seed)
        for table in (
            *(benchmark.overall, benchmark.by_class, benchmark.by_families),
            *(benchmark.by_relation, benchmark.by_chance),
        ):
            print(f"\n{cleandoc(table.__doc__)}\n\n{table()}")
        if failures:
            failures.write_text(benchmark.failures() + "\n", encoding="utf-8")
        if floors:
            benchmark.floors().to_csv(FLOORS, index=False, float_format="%.2f")
        if home:
            benchmark.known_pairs().to_csv(home / "known_pairs.csv", index=False)


if __name__ == "__main__":
    typer.run(main)
