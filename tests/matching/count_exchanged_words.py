"""Count seeds/exchanged_words.csv anew: python -m tests.matching.count_exchanged_words WAREHOUSE

WAREHOUSE is a file with the shared real data built. Counted are the words that stand in each
other's place in pairs of texts which the judge is sure of, and which no reader judged, so that what
it is measured on did not teach it. The weight is how much more often (log2) two words are exchanged
between statements of one problem than between two problems of similar text.
"""

import csv
import math
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import duckdb

from python_udfs.tokens import NUMBER_WORDS, SYMBOL_NAMES, stem

SEED = Path(__file__).parents[2] / "seeds" / "exchanged_words.csv"
SURE = 4  # of the match weight
MOST_PAIRS = 60_000
FEWEST_COUNTED = 3
LONGEST = 300  # tokens read
NO_WORDS = {*SYMBOL_NAMES, *NUMBER_WORDS}


def is_word(token: str) -> bool:
    return token[0].isalpha() and token not in NO_WORDS and (len(token) > 1 or not token.isascii())


def exchanged(text: str, other: str) -> set[tuple[str, str]]:
    """Pairs of stems of one script, in alphabetical order, that stand in each other's place."""
    one, two = ([stem(token) for token in side.split()[:LONGEST]] for side in (text, other))
    found = set()
    for tag, start, stop, other_start, other_stop in SequenceMatcher(
        None, one, two, autojunk=False
    ).get_opcodes():
        if tag == "replace" and stop - start == other_stop - other_start:
            pairs = zip(one[start:stop], two[other_start:other_stop], strict=True)
            found |= {
                (min(pair), max(pair))
                for pair in pairs
                if all(map(is_word, pair)) and pair[0].isascii() == pair[1].isascii()
            }
    return found


def count(connection: duckdb.DuckDBPyConnection, condition: str) -> tuple[Counter, int]:
    pairs = connection.sql(
        f"""
        select texts.kernel, others.kernel
        from matching.judgements
        inner join matching.texts using (text_id)
        inner join matching.texts as others on judgements.other_text_id = others.text_id
        where not is_reviewed and texts.language = others.language and {condition}
        order by md5(text_id || '/' || other_text_id)
        limit {MOST_PAIRS}
        """
    ).fetchall()
    counted: Counter = Counter()
    for text, other in pairs:
        counted.update(exchanged(text, other))
    return counted, len(pairs)


def main(warehouse: str) -> None:
    with duckdb.connect(warehouse, read_only=True) as connection:
        same, same_pairs = count(connection, f"match_weight >= {SURE}")
        variant, variant_pairs = count(connection, f"match_weight <= -{SURE} and jaccard > 0.15")
    with SEED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "other_word", "weight"])
        for pair in sorted({*same, *variant}):
            if same[pair] + variant[pair] >= FEWEST_COUNTED:
                weight = math.log2((same[pair] + 0.5) / same_pairs) - math.log2(
                    (variant[pair] + 0.5) / variant_pairs
                )
                writer.writerow([*pair, f"{weight:.2f}"])


if __name__ == "__main__":
    main(sys.argv[1])
