"""The quality report: one HTML file that needs nothing else, no script and no network."""

from datetime import UTC, datetime
from html import escape
from itertools import groupby
from pathlib import Path

from atlas.check.checked import SUITES, Checked
from atlas.check.run import Outcome
from atlas.console import shown
from atlas.output import as_json
from atlas.query_output import whole_file

STYLE = """
:root { color-scheme: light dark; --holds: #1a7f37; --warning: #9a6700; --fails: #cf222e;
  --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; } h3 { font-size: 1rem; margin-bottom: .3rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; overflow-wrap: normal; }
td.state { white-space: nowrap; font-weight: 600; }
.holds { color: var(--holds); } .warning { color: var(--warning); } .fails { color: var(--fails); }
.quiet { opacity: .7; font-size: .85rem; }
.scroll { overflow-x: auto; }
summary { cursor: pointer; }
@media (prefers-color-scheme: dark) { :root { --holds: #3fb950; --warning: #d29922;
  --fails: #ff7b72; } }
"""
HEAD = """<!doctype html>
<html lang="en" data-ready="yes">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>Data quality</title>
<style>{style}</style>
</head>
"""
MARKS = {"holds": "✓ holds", "warning": "! look", "fails": "✗ fails"}
ORDER = ("fails", "warning", "holds")


def write_report(path: Path, checked: Checked) -> None:
    """Beside it the same as JSON, for programs."""
    facts = as_json(checked.facts)
    for file, content in ((path, page(checked)), (path.with_suffix(".json"), facts)):
        with whole_file(file) as part:
            part.write_text(f"{content}\n", encoding="utf-8")


def page(checked: Checked) -> str:
    suites = "\n".join(suite(name, found) for name, found in checked.suites.items())
    return f"{HEAD.format(style=STYLE)}<body>\n{verdict(checked)}\n{suites}\n</body>\n</html>"


def verdict(checked: Checked) -> str:
    failed, warned, claims = len(checked.failed), len(checked.warnings), len(checked.outcomes)
    state = "fails" if failed else "warning" if warned else "holds"
    made = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    said = f"{failed:,} of {claims:,} claims fail" if failed else f"all {claims:,} claims hold"
    if warned and not failed:
        look = "deserves" if warned == 1 else "deserve"
        said = f"no claim fails, {warned:,} of {claims:,} {look} a look"
    worst = "".join(
        f'<li><span class="{one.state}">{MARKS[one.state]}</span> {text(one.in_words)}</li>'
        for one in checked.worst
    )
    notes = "".join(f"<li>{text(note)}</li>" for note in checked.notes)
    return (
        f'<h1>Data quality</h1>\n<p class="quiet">{made}</p>\n'
        f'<p class="{state}"><strong>{said}</strong></p>\n'
        + counts(checked)
        + (f"<h2>Worst</h2>\n<ol>{worst}</ol>\n" if worst else "")
        + (f"<h2>Not looked at</h2>\n<ul>{notes}</ul>\n" if notes else "")
    )


def counts(checked: Checked) -> str:
    heads = "".join(f'<th class="number">{words}</th>' for words in ("claims", *MARKS.values()))
    rows = ""
    for name, outcomes in checked.suites.items():
        states = [sum(one.state == state for one in outcomes) for state in MARKS]
        cells = "".join(f'<td class="number">{n:,}</td>' for n in (len(outcomes), *states))
        rows += f'<tr><td><a href="#{text(name)}">{text(name)}</a></td>{cells}</tr>\n'
    return f"<table><thead><tr><th>suite</th>{heads}</tr></thead><tbody>{rows}</tbody></table>\n"


def suite(name: str, outcomes: list[Outcome]) -> str:
    parts = "\n".join(
        part(part_name, list(found)) for part_name, found in groupby(outcomes, lambda one: one.part)
    )
    return f'<h2 id="{text(name)}">{text(name)}</h2>\n<p>{text(SUITES[name].ABOUT)}</p>\n{parts}'


def part(name: str, outcomes: list[Outcome]) -> str:
    """Folded where everything holds."""
    ordered = sorted(outcomes, key=lambda one: ORDER.index(one.state))
    holds = all(one.holds for one in outcomes)
    state = "holds" if holds else ordered[0].state
    kept = sum(one.holds for one in outcomes)
    rows = "\n".join(row(one) for one in ordered)
    return f"""<details{"" if holds else " open"}>
<summary><strong>{text(name)}</strong>
<span class="{state}">{kept:,} of {len(outcomes):,} claims hold</span></summary>
<div class="scroll"><table>
<thead><tr><th></th><th>claim</th><th class="number">breaking it</th><th class="number">of</th>
<th>such as</th></tr></thead>
<tbody>
{rows}
</tbody>
</table></div>
</details>"""


def row(one: Outcome) -> str:
    found = [one.error] if one.error is not None else one.examples or [one.observed or ""]
    examples = "<br>".join(text(example) for example in found if not one.holds)
    return (
        f'<tr><td class="state {one.state}">{MARKS[one.state]}</td>'
        f'<td>{text(one.claim)}<br><span class="quiet">{text(one.expectation)}</span></td>'
        f'<td class="number">{one.failing:,}</td>'
        f'<td class="number">{one.checked:,} {text(one.table)}</td>'
        f"<td>{examples}</td></tr>"
    )


def text(found: str) -> str:
    """Harmless in HTML, whatever a data file says."""
    return escape(shown(found, 600))
