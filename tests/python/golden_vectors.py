"""Keys, signatures and normal forms of a few texts, which must never change unnoticed.

Run it to write golden_vectors.json anew after a change that is meant; the texts are its keys.
"""

import json
from pathlib import Path

import duckdb

from atlas.warehouse import select
from python_udfs.plugin import register

FILE = Path(__file__).with_suffix(".json")
TEXTS = (
    "What is 1 + 1?",
    "Find the value of $\\dfrac{1}{2} + \\left(\\frac12\\right)$.",
    "Let \\( x^{2} \\leqslant 10{,}000 \\). Find x.",
    "求 $\\sin x + \\cos x$ 的最大值。",
    "A train leaves at 7:30 and travels ６０ km… How far does it go in 2.50 hours?",
    "How many ordered pairs (m, n) with m < n < 12 are there? The answer is in the form p/q.",
    "\u202eabc\u0301 \0 \ufeff 5 − 3",
    "x" * 300,
    "?!",
    "\frac{3}{4} of 24",
)
QUERY = """
select
    text,
    sha1(text) as prompt_id,
    repair(text).text as repaired,
    repair(text).repairs as repairs,
    normal_form(repair(text).text) as normal_form,
    ('0x' || substr(md5(normal_form(repair(text).text)), 1, 15))::bigint as text_id,
    minhash(normal_form(repair(text).text))[1:4] as signature,
    band_keys(minhash(normal_form(repair(text).text)), 5)[1:2] as bands,
    fingerprints(normal_form(repair(text).text))[1:3] as fingerprints,
    canonical_answer(text, 'auto').answer_key as answer_key,
from (select unnest($texts) as text)
"""


def vectors() -> list[dict]:
    with duckdb.connect() as connection:
        register(connection)
        found = select(connection, QUERY, texts=list(TEXTS))
    return sorted(found, key=lambda vector: TEXTS.index(vector["text"]))


if __name__ == "__main__":
    FILE.write_text(json.dumps(vectors(), indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
