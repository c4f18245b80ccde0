"""Commands read marts; where they read what only a stage holds, it stands here with the reason."""

import re

from atlas.home import PROJECT

STAGES = (
    "staging",
    "canonical",
    "matching",
    "lineage",
    "leakage",
    "indexed",
    "scoring",
    "curation",
)
READ = re.compile(rf"\b(?:from|join)\s+({'|'.join(STAGES)})\.(\w+)", re.IGNORECASE)

EXPECTED = {
    # The key of a normal form, to find a text in other notation and the pair of two prompts; what
    # each witness said of it. Marts have the verdict.
    "trace.py": {"canonical.distinct_prompts"},
    "trace_prompt.py": {"canonical.distinct_prompts", "matching.witnesses", "matching.judgements"},
    # What proposes a text that nobody landed for comparison, and the texts.
    "nearest.py": {
        *("matching.signatures", "matching.rarest_words", "matching.fingerprint_keys"),
        *("matching.texts", "canonical.distinct_prompts"),
    },
    # What a label says after the rules; `rows` has it as published.
    "trace_dataset.py": {"lineage.label_sources"},
    # How many prompts a dataset has that only an index knows.
    "trace_index.py": {"indexed.consulted_datasets"},
    # Pairs of texts, a verdict each; `matches` has pairs of prompts, and no measures.
    "sensitivity.py": {
        *("lineage.holdings", "canonical.distinct_prompts", "matching.judgements"),
        *("matching.comparisons", "matching.signatures"),
    },
    # An index keeps what matching works with, and no text.
    "index/export.py": {
        *("lineage.holdings", "lineage.holding_sources", "canonical.distinct_prompts"),
        *("matching.judgements", "matching.texts", "matching.signatures"),
    },
    # Which pool was curated, and how large it should become.
    "check/curated.py": {"curation.chosen_pool"},
    # Of which files a dataset was landed.
    "manifest.py": {"staging.landed_datasets"},
}


def test_stages_are_read_only_where_no_mart_has_it():
    package = PROJECT / "atlas"
    found = {
        file.relative_to(package).as_posix(): {".".join(read) for read in reads}
        for file in sorted(package.rglob("*.py"))
        if (reads := READ.findall(file.read_text(encoding="utf-8")))
    }
    assert found == EXPECTED
