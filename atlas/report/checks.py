"""What the last `atlas check` said about the quality of the data."""

import json
from collections import Counter
from datetime import datetime

from atlas.console import counted
from atlas.home import Home
from atlas.report.section import Column, Section, Table

STATES = {"fails": "✗ fails", "warning": "! look", "holds": "✓ holds"}
FINDINGS = [
    Column("state", "state"),
    Column("suite", "suite"),
    Column("part", "of"),
    Column("claim", "claim"),
    Column("failing", "breaking it", "count"),
    Column("checked", "of", "count"),
    Column("table", "what"),
    Column("example", "such as"),
]
SUITES = [
    Column("suite", "suite"),
    Column("claims", "claims", "count"),
    *(Column(state, words, "count") for state, words in STATES.items()),
]


def section(home: Home) -> Section:
    file = home.root / "quality.json"
    if not file.exists():
        return said("The data was not checked yet: run atlas check, then atlas report again.")
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        outcomes = [readable(one) for one in found["outcomes"]]
        notes = [str(note) for note in found["notes"]]
    except (ValueError, KeyError, TypeError):
        return said("The result of the last check cannot be read: run atlas check again.")
    counts = Counter(one["state"] for one in outcomes)
    failed, warned = counts[STATES["fails"]], counts[STATES["warning"]]
    lead = [
        f"{counted(len(outcomes), 'claim')} about the data "
        f"{'was' if len(outcomes) == 1 else 'were'} checked on "
        f"{datetime.fromtimestamp(file.stat().st_mtime):%Y-%m-%d}: "
        + (f"{failed:,} {'fails' if failed == 1 else 'fail'}" if failed else "none fails")
        + f", {warned:,} {'deserves' if warned == 1 else 'deserve'} a look."
    ]
    broken = [one for one in outcomes if one["state"] != STATES["holds"]]
    return Section(
        id="checks",
        title="Checks of the data",
        lead=[*lead, *notes],
        tables=[
            Table("By suite", SUITES, by_suite(outcomes), is_open=True),
            Table("Claims that do not hold", FINDINGS, broken, is_open=True),
            Table("Every claim", FINDINGS, outcomes),
        ],
    )


def said(words: str) -> Section:
    return Section(id="checks", title="Checks of the data", lead=[], nothing=words)


def readable(outcome: dict) -> dict:
    """An outcome as the table shows it: the state with a sign, one example."""
    examples = outcome["error"] or outcome["observed"] or "; ".join(outcome["examples"][:1])
    return {
        **{key: outcome[key] for key in ("suite", "part", "claim", "failing", "checked", "table")},
        "state": STATES[outcome["state"]],
        "example": examples if outcome["state"] != "holds" else None,
    }


def by_suite(outcomes: list[dict]) -> list[dict]:
    suites = {}
    for one in outcomes:
        row = suites.setdefault(one["suite"], {"suite": one["suite"], "claims": 0})
        row["claims"] += 1
        for state, words in STATES.items():
            row[state] = row.get(state, 0) + (one["state"] == words)
    return list(suites.values())
